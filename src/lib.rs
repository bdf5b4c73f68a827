//! tandem: plain-file records for social workers and volunteers who work as one team.

pub mod check;
pub mod cli;
pub mod diag;
pub mod locale;
pub mod model;
pub mod ops;
pub mod render;
pub mod report;
pub mod session;
pub mod store;
