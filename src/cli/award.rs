//! Awards: recognition of people, organisations and programmes.

use crate::cli::generic::Noun;
use crate::model::award::Award;

impl Noun for Award {
    const ONE: &'static str = "an award";
    const SEVERAL: &'static str = "awards";
    const COLUMNS: &'static [&'static str] = &["id", "title", "who", "by"];
    const ENTERED: &'static str = "log";
}
