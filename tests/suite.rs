//! The one integration binary; each file of this folder is a module of it.

mod changes;
mod check;
mod disk;
mod docs;
mod find;
mod git;
mod history;
mod hostile;
mod properties;
mod reads;
mod recovery;
mod reports;
mod shelf;
mod stories;
mod support;
mod tidy;
mod transcripts;
