//! The one integration binary: every file beside it is a module of it.

mod disk;
mod git;
mod history;
mod recovery;
mod stories;
mod support;

mod changes;
