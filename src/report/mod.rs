//! Reports: typed values that add up, before anybody decides how they look.
//!
//! A report imports the model alone; formats and languages are the renderers' matter.

pub mod hours;
pub mod query;
pub mod table;
