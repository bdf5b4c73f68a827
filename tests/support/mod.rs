//! The bench: what tests stand on, with the world pinned.

pub(crate) mod bench;
pub(crate) mod desk;
pub(crate) mod everything;
pub(crate) mod program;
pub(crate) mod repository;
pub(crate) mod slow;
pub(crate) mod terminal;
pub(crate) mod transcript;
