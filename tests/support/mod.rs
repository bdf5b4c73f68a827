//! The bench: what tests stand on, with the world pinned.

pub(crate) mod repository;
