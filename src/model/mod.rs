//! The meaning of records: the values of the format, one struct a kind, and what follows from them.
//!
//! Everything here is pure and knows nobody: no disk, no terminal, no git. A record's struct *is* its
//! format; its shape (fields, types, list keys, references) is derived from the struct.

pub mod activity;
pub mod book;
pub mod change;
pub mod clock;
pub mod code;
pub mod day;
pub mod diff;
pub mod fact;
pub mod fault;
pub mod flaw;
pub mod id;
pub mod kind;
pub mod minutes;
pub mod money;
pub mod named;
pub mod naming;
pub mod node;
pub mod org;
pub mod path;
pub mod period;
pub mod person;
pub mod place;
pub mod record;
pub mod settings;
pub mod shape;
pub mod text;
pub mod value;
pub mod volunteer;
pub mod worker;
