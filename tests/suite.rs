//! The one integration binary; each file of this folder is a module of it.

mod changes;
mod check;
mod deaths;
mod disk;
mod docs;
mod find;
mod git;
mod history;
mod hostile;
mod kills;
mod mending;
mod patches;
mod properties;
mod races;
mod reads;
mod recovery;
mod reports;
mod shelf;
mod stories;
mod support;
mod surroundings;
mod terminal;
mod tidy;
mod totals;
mod transcripts;
