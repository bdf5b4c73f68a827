//! The one integration binary: every file beside it is a module of it.

mod changes;
mod disk;
mod git;
mod history;
mod recovery;
mod reports;
mod stories;
mod support;
mod transcripts;
