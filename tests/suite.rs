//! The one integration binary; each file of this folder is a module of it.

mod changes;
mod check;
mod deaths;
mod disk;
mod git;
mod history;
mod hostile;
mod kills;
mod patches;
mod races;
mod recovery;
mod stories;
mod support;
mod surroundings;
mod tidy;
