//! What verbs mean: pure functions from a book and a request to planned changes.

pub mod find;
