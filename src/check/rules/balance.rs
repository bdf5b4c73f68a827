//! `balance`: another system says other hours of a volunteer than the records do.

use std::collections::BTreeMap;

use crate::check::{Find, Finding, Rule, StoreOut};
use crate::diag::Level;
use crate::model::book::{Book, Name, Passed, SourceError};
use crate::model::code::Role;
use crate::model::day::Day;
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::lifetime::{Lifetime, Scale, each_service};
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "balance",
    level: Level::Error,
    summary: "another system says other hours of a volunteer than the records do",
    explanation: "\
A row of a volunteer's `balance` is what another system says that they had served in all up to a day. The
records say something else: the hours before the store (`opening`), and all that they served as a volunteer
after those and up to that day, corrections with the records that they correct. A balance of a day before
that of `opening` is not looked at, nor one that is `approx`.

Sooner or later somebody compares the two, mostly when a certificate is wanted. Mostly an activity was
entered in one of the systems only, or twice.

Enter what is missing, or correct the balance; or say in an `override` of the record why they differ.
",
    find: Find::Store(find),
};

/// A balance of a volunteer, and what the records say up to its day.
struct Asserted<'a> {
    name: &'a Name,
    index: usize,
    hours: Minutes,
    scale: Scale<'a>,
    lifetime: Lifetime,
}

fn find(book: &Book, out: &mut StoreOut) -> Result<(), SourceError> {
    let names = book.names(Kind::Volunteer)?;
    let mut asserted = asserted(book, &names)?;
    let Some(last) = asserted.values().flatten().map(|(as_of, _)| *as_of).max() else { return Ok(()) };
    let twins = book.twins()?;
    let until = last.max(book.today());
    each_service(book, until, &mut Passed::default(), &mut |day, fact, service| {
        let rows = asserted.get_mut(twins.person(&service.who)).filter(|_| service.role == Role::Volunteer);
        for (_, one) in rows.into_iter().flatten() {
            // What is more than can be counted is told by every report.
            let _counted = one.scale.add(&mut one.lifetime, day, fact, service);
        }
    })?;
    for (as_of, one) in asserted.into_values().flatten() {
        if one.lifetime.minutes != one.hours {
            let row = FieldPath::field("balance").row(one.index, &as_of.to_string());
            let place = Place::of(Kind::Volunteer, &one.name.id, row.then("hours"));
            let (said, counted) = (one.hours, one.lifetime.minutes);
            let message = format!("{} up to {as_of}, where the records say {}", said.hm(), counted.hm());
            let help = format!("compare them row by row: `tandem hours of {}`", one.name.id);
            out(one.name, Finding::at(place, message).help(help));
        }
    }
    Ok(())
}

/// The balances of the store, by person.
fn asserted<'a>(
    book: &'a Book,
    names: &'a [Name],
) -> Result<BTreeMap<Id, Vec<(Day, Asserted<'a>)>>, SourceError> {
    let twins = book.twins()?;
    let mut found: BTreeMap<Id, Vec<(Day, Asserted)>> = BTreeMap::new();
    book.each(Kind::Volunteer, None, &mut |name, read| {
        let Ok(loaded) = read else { return };
        let AnyRecord::Volunteer(volunteer) = &loaded.record else { return };
        let Some(name) = names.iter().find(|known| **known == name) else { return };
        if volunteer.overridden.is_some() || volunteer.is_approximate(&["balance"]) {
            return;
        }
        let opening = volunteer.opening.as_ref();
        for (index, balance) in volunteer.balance.iter().enumerate() {
            if opening.is_none_or(|opening| opening.as_of <= balance.as_of) {
                let scale = Scale::on(balance.as_of, book.settings());
                let lifetime = scale.begin(opening, false);
                let one = Asserted { name, index, hours: balance.hours, scale, lifetime };
                found.entry(twins.person(&name.id).clone()).or_default().push((balance.as_of, one));
            }
        }
    })?;
    Ok(found)
}
