//! The only part that touches disk, git and keys.

pub mod disk;
pub mod edit;
pub mod git;
pub mod lock;
