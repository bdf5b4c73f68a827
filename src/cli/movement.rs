//! Movements: what came in and went out.

use crate::cli::generic::Noun;
use crate::model::movement::Movement;

impl Noun for Movement {
    const ONE: &'static str = "a movement";
    const SEVERAL: &'static str = "movements";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "item", "quantity", "to"];
    const ENTERED: &'static str = "log";
}
