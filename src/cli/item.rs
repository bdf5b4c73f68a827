//! Items: goods, vouchers, money.

use crate::cli::generic::Noun;
use crate::model::item::Item;

impl Noun for Item {
    const ONE: &'static str = "an item";
    const SEVERAL: &'static str = "items";
    const COLUMNS: &'static [&'static str] = &["id", "name", "unit", "kind", "expires"];
}
