//! The only part that touches disk, git and keys.

pub mod edit;
