//! `whole-quantity`: part of a thing was moved.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::id::ItemRef;
use crate::model::item::Item;
use crate::model::money::Money;
use crate::model::movement::Movement;
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "whole-quantity",
    level: Level::Error,
    summary: "part of a thing was moved",
    explanation: "\
The `quantity` of a movement, or of one of its lines, is no whole number, and its item is not money. The same
holds for the `low` of an item. Only money, an item whose unit is the store's currency, has decimals.

Half a parcel cannot be handed out, and stock that has halves in it never comes to nothing. Mostly the amount
in money was written where the number of things belongs, or the item is counted in too large a unit.

Write a whole number, or count the item in a smaller unit.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let currency = book.settings().currency.as_ref();
    let mut tell = |field: FieldPath, quantity: Money, item: &str| {
        let message = format!("`{item}` is not money, so {quantity} of it cannot be");
        out(Finding::at(sheet.at(field), message).help("write a whole number"));
    };
    if let (Some(item), Some(name)) = (sheet.as_valid::<Item>(), sheet.name())
        && let Some(low) = item.low.filter(|low| is_broken(*low) && !item.is_money(currency))
    {
        tell(FieldPath::field("low"), low, &name.id);
    }
    let Some(movement) = sheet.as_valid::<Movement>() else { return Ok(()) };
    let is_thing = |item: &ItemRef| match book.get::<Item>(item) {
        Ok(item) => Ok(item.is_some_and(|item| !item.is_money(currency))),
        Err(LoadError::Source(error)) => Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => Ok(false),
    };
    let whole = (FieldPath::field("quantity"), movement.item.as_ref(), movement.quantity);
    let lines = movement.lines.iter().enumerate().map(|(index, line)| {
        let field = FieldPath::field("lines").row(index, "").then("quantity");
        (field, line.item.as_ref().or(movement.item.as_ref()), line.quantity)
    });
    for (field, item, quantity) in lines.chain([whole]) {
        if let (Some(item), Some(quantity)) = (item, quantity.filter(|quantity| is_broken(*quantity)))
            && is_thing(item)?
        {
            tell(field, quantity, item);
        }
    }
    Ok(())
}

fn is_broken(quantity: Money) -> bool {
    quantity.hundredths() % 100 != 0
}
