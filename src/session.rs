//! A store in use.

pub mod change;
