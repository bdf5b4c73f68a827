//! The meaning of records: the values of the format, one struct a kind, and what follows from them.
//!
//! Everything here is pure and knows nobody: no disk, no terminal, no git. A record's struct *is* its
//! format; its shape (fields, types, list keys, references) is derived from the struct.

pub mod activity;
pub mod award;
pub mod book;
pub mod calendar;
pub mod case;
pub mod certificate;
pub mod change;
pub mod clock;
pub mod code;
pub mod correction;
pub mod day;
pub mod diff;
pub mod fact;
pub mod fault;
pub mod feedback;
pub mod fields;
pub mod fit;
pub mod flaw;
pub mod id;
pub mod item;
pub mod kind;
pub mod ladder;
pub mod ledger;
pub mod lifetime;
pub mod mention;
pub mod minutes;
pub mod money;
pub mod movement;
pub mod named;
pub mod naming;
pub mod need;
pub mod node;
pub mod org;
pub mod path;
pub mod period;
pub mod person;
pub mod place;
pub mod plan;
pub mod program;
pub mod record;
pub mod recurrence;
pub mod resident;
pub mod seal;
pub mod series;
pub mod service;
pub mod settings;
pub mod shape;
pub mod shift;
pub mod text;
pub mod training;
pub mod value;
pub mod volunteer;
pub mod worker;
