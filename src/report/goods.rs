//! What was given out and what came in: goods, vouchers and money of the movements that name an activity, or a
//! programme and no activity.
//!
//! What only changed hands between organisations, or was counted anew, was given to nobody. A movement counts
//! where its day lies in the period.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::Book;
use crate::model::code::Category;
use crate::model::fact::Figure;
use crate::model::fields::Remarks;
use crate::model::id::{Id, Party};
use crate::model::item::Item;
use crate::model::kind::Kind;
use crate::model::movement::{Movement, MovementKind};
use crate::model::record::Registered;
use crate::report::ReportError;
use crate::report::activities::Activities;
use crate::report::count::Count;
use crate::report::query::Query;

/// What went out and came in, by item, in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    /// What was given out.
    pub given: BTreeMap<Id, Count>,
    /// What came in.
    pub received: BTreeMap<Id, Count>,
    /// Who got something, each once, so far as they are on record.
    pub recipients: BTreeSet<Id>,
    /// Whether something went to somebody who is not on record, so that nobody knows how many they were.
    pub is_open: bool,
}

/// What an item is called and in what it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its name.
    pub name: String,
    /// In what it is counted; nothing where it is the store's money.
    pub unit: Option<String>,
}

/// Adds to activities what was given out and came in with them.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn give(book: &Book, query: &Query, found: &mut Activities) -> Result<(), ReportError> {
    let mut passed = std::mem::take(&mut found.passed);
    let filter = query.filter(book, &mut passed)?;
    let currency = book.settings().currency.as_ref();
    book.records(Kind::Item, None, &mut passed, &mut |id, record| {
        let Some(item) = Item::unwrap(record) else { return };
        let unit = (!item.is_money(currency)).then(|| item.unit.to_string());
        found.things.insert(id.clone(), Thing { name: item.name.to_string(), unit });
    })?;
    let told = found.lines.iter().filter(|(_, line)| line.tally.records.number > 0);
    let categories: BTreeMap<Id, Category> =
        told.map(|((_, id), line)| (id.clone(), line.category.clone())).collect();
    let program = found.program.as_ref().map(|(id, _)| id.clone());
    let mut outcome = Ok(());
    book.records(Kind::Movement, Some(&query.period), &mut passed, &mut |id, record| {
        let Some((movement, about)) = Movement::unwrap(record).zip(record.about(id)) else { return };
        if outcome.is_err() || movement.void.is_some() || !query.period.contains(movement.date) {
            return;
        }
        let category = movement.activity.as_ref().map(|activity| categories.get(&activity.0));
        let is_asked = || filter.wants(&about.count(Figure::Record, 1, false));
        let is_program = || about.program.is_some() && about.program == program && is_asked();
        let groups = match category {
            Some(Some(category)) => vec![found.groups.entry(category.clone()).or_default(), &mut found.whole],
            None if is_program() => vec![&mut found.whole],
            Some(None) | None => Vec::new(),
        };
        for group in groups {
            let added = group.goods.add(&movement);
            outcome = added.ok_or_else(|| ReportError::too_many(&about));
        }
    })?;
    found.passed = passed;
    outcome
}

impl Goods {
    /// Takes in a movement; `None` where that is more than can be counted.
    fn add(&mut self, movement: &Movement) -> Option<()> {
        let approximate = movement.is_approximate(&["date", "quantity", "lines"]);
        for moved in movement.moved() {
            let sums = match movement.kind {
                MovementKind::In => &mut self.received,
                MovementKind::Out => &mut self.given,
                MovementKind::Transfer | MovementKind::Adjust => continue,
            };
            let sum = sums.entry(moved.item.0.clone()).or_default();
            *sum = sum.plus(Count { number: moved.quantity.hundredths(), approximate })?;
            if movement.kind == MovementKind::Out {
                match moved.to.and_then(Party::id) {
                    Some(who) => drop(self.recipients.insert(who)),
                    None => self.is_open = true,
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn movement(rest: &str) -> Movement {
        serde_yaml::from_str(&format!("date: 2014-03-01\norg: team\n{rest}")).unwrap()
    }

    #[test]
    fn only_what_is_given_or_received_is_told() {
        let mut goods = Goods::default();
        for rest in [
            "kind: out\nitem: rice\nquantity: 2\nlines:\n- { to: r-7k3q9d }\n- { to: r-7k3q9d, item: oil, quantity: 1.5 }\n",
            "kind: in\nitem: rice\nquantity: 40\nfrom: a shop\n",
            "kind: transfer\nitem: rice\nquantity: 5\nto: other\n",
            "kind: adjust\nitem: rice\nquantity: -1\n",
        ] {
            goods.add(&movement(rest)).unwrap();
        }
        let told = |goods: &BTreeMap<Id, Count>| {
            goods.iter().map(|(id, count)| format!("{id}={}", count.number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            (told(&goods.given), told(&goods.received)),
            ("oil=150 rice=200".into(), "rice=4000".into())
        );
        assert_eq!((goods.recipients.len(), goods.is_open), (1, false));
        goods.add(&movement("kind: out\nitem: rice\nquantity: 9\nto: Nine households\n")).unwrap();
        assert!(goods.is_open);
    }
}
