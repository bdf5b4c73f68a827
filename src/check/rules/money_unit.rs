//! `money-unit`: an item is money in one field and none in another.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::item::{Item, ItemKind};
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "money-unit",
    level: Level::Warning,
    summary: "an item is money in one field and none in another",
    explanation: "\
An item has `kind = \"money\"` and its unit is not the store's currency, or its unit is the currency and its
kind says goods or voucher. An item is money where its unit is the `currency` of `tandem.toml`; a store
without a currency has no money.

Reports show money with its decimals and never add it to things. What is money to people and none to the
records is added up wrongly.

Write the currency as the unit (`unit = \"CNY\"`), name the `currency` in `tandem.toml`, or correct the kind.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(item) = sheet.as_valid::<Item>() else { return Ok(()) };
    let currency = book.settings().currency.as_ref();
    let kind = item.kind.unwrap_or(ItemKind::Goods);
    let is_money = item.is_money(currency);
    if (kind == ItemKind::Money) == is_money {
        return Ok(());
    }
    let unit = &*item.unit;
    let (field, message, help) = match currency {
        _ if is_money => (
            "unit",
            format!("`{unit}` is the store's currency, and the item is {kind}"),
            "write `kind = \"money\"`, or the unit in which it is counted".to_string(),
        ),
        Some(currency) => (
            "kind",
            format!("it is money, and its unit `{unit}` is not the store's currency"),
            format!("write `unit = \"{currency}\"`, or correct the kind"),
        ),
        None => (
            "kind",
            "it is money, and the store has no currency".to_string(),
            format!("write `currency = \"{unit}\"` into `tandem.toml`, or correct the kind"),
        ),
    };
    out(Finding::at(sheet.at(FieldPath::field(field)), message).help(help));
    Ok(())
}
