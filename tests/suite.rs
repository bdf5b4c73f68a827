//! The one integration binary; each file of this folder is a module of it.

mod changes;
mod check;
mod disk;
mod git;
mod history;
mod hostile;
mod recovery;
mod stories;
mod support;
mod tidy;
