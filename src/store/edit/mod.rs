//! Editing a file by fields: what changes is spliced in, every other byte stays.

pub mod tree;
