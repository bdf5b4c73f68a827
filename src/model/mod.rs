//! The meaning of records: the values of the format, one struct a kind, and what follows from them.
//!
//! Everything here is pure and knows nobody: no disk, no terminal, no git. A record's struct *is* its
//! format; its shape (fields, types, list keys, references) is derived from the struct.

pub mod day;
pub mod flaw;
pub mod id;
