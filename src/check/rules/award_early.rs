//! `award-early`: somebody got an award before they joined.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::award::Award;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "award-early",
    level: Level::Warning,
    summary: "somebody got an award before they joined",
    explanation: "\
An award is dated before the `joined` of a worker or volunteer who got it.

Nobody is recognised for service that they had not begun. Mostly the year of the award is mistyped, or `joined` is
the day on which the register was set up, not the day on which the person came.

Correct the one that is wrong; where somebody was recognised for earlier service, say so in an `override` of the
award.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(award) = sheet.as_valid::<Award>().filter(|award| award.overridden.is_none()) else {
        return Ok(());
    };
    for (index, who) in award.who.iter().enumerate() {
        let Some((kind, joined)) = joined(book, who)?.filter(|(_, joined)| award.date < *joined) else { continue };
        let message = format!("`{}` joined on {joined}, and the award is of {}", **who, award.date);
        let there = Place::of(kind, who, FieldPath::field("joined"));
        let finding = Finding::at(sheet.at(FieldPath::field("who").row(index, who)), message);
        out(finding.related(there, "this says so").help("correct one of the days, or say in an `override` how it was"));
    }
    Ok(())
}

/// Since when somebody serves, and in which register that stands.
fn joined(book: &Book, who: &Id) -> Result<Option<(Kind, Day)>, SourceError> {
    for kind in Kind::PEOPLE {
        if !book.has(kind, who)? {
            continue;
        }
        let joined = match book.any(kind, who) {
            Ok(Some(loaded)) => match &loaded.record {
                AnyRecord::Worker(worker) => worker.joined,
                AnyRecord::Volunteer(volunteer) => volunteer.joined,
                _ => None,
            },
            Err(LoadError::Source(error)) => return Err(error),
            Ok(None) | Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => None,
        };
        return Ok(joined.map(|joined| (kind, joined)));
    }
    Ok(None)
}
