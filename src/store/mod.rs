//! The only part that touches disk, git and keys.

pub mod disk;
pub mod git;
pub mod journal;
pub mod lock;
pub mod publish;
