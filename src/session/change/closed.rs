//! The one guard of closed periods: no change, of whatever verb, alters a dated fact that is final.
//!
//! What a change makes of its records is compared fact by fact. A change that gives back the very facts that
//! were closed, after somebody altered the files by hand, is no alteration.

use std::collections::BTreeMap;
use std::error::Error;

use crate::diag::{Level, Problem};
use crate::model::book::{Book, Passed, Source, SourceError};
use crate::model::change::Change;
use crate::model::closing::{DATED, Difference, RULE, Told, differences, evidence, evidence_of, through};
use crate::model::day::Day;
use crate::model::evidence::Evidence;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::AnyRecord;
use crate::model::settings::Closed;
use crate::store::publish::Write;
use crate::store::records::Records;

use super::ChangeError;

/// Refuses changes of facts that are final.
pub(super) fn kept<E: Error>(
    records: &Records,
    today: Day,
    changes: &[Change],
    files: &[Write],
) -> Result<(), ChangeError<E>> {
    let Some(closed) = records.settings().closed.clone().filter(|_| !changes.is_empty()) else {
        return Ok(());
    };
    let files: BTreeMap<_, _> = files.iter().map(|file| (file.path.clone(), file.after.clone())).collect();
    let draft = records.with(files)?;
    let (old, new) = (Side::of(records, today, &closed), Side::of(&draft, today, &closed));
    let is_renaming = changes.iter().any(|change| change.renamed.is_some());
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for change in changes {
        let was = old.evidence(change.kind, &change.id, change.before.as_ref())?;
        let is = new.evidence(change.kind, change.id_after(), change.after.as_ref())?;
        // What a rename takes away it gives to the new id: one of the two is enough.
        let differences = differences(&was, &is).into_iter();
        for difference in differences.filter(|one| !is_renaming || one.was.is_some()) {
            let help = if is_renaming { named_otherwise() } else { instead(&difference, change, &closed) };
            // What is told no more is shown where it stands now, everything else where it would stand.
            let (record, shown) = match &change.after {
                Some(record) if difference.is.is_some() => (Some(record), &mut after),
                _ => (change.before.as_ref(), &mut before),
            };
            shown.push(problem(&difference, record, &closed, help));
        }
    }
    if before.is_empty() && after.is_empty() || gives_back(&new, &closed)? {
        return Ok(());
    }
    let problems = [records.shown(before), draft.shown(after)].concat();
    Err(ChangeError::Closed { through: closed.through, problems })
}

/// The records before the change, or after it.
struct Side<'a> {
    records: &'a Records,
    book: Book<'a>,
    through: Day,
}

impl<'a> Side<'a> {
    fn of(records: &'a Records, today: Day, closed: &Closed) -> Side<'a> {
        Side { records, book: Book::over(records, today), through: closed.through }
    }

    /// The final facts of a record: none of one that lies in the folder of another month.
    fn evidence(&self, kind: Kind, id: &Id, record: Option<&AnyRecord>) -> Result<Evidence, SourceError> {
        let Some(record) = record.filter(|_| DATED.contains(&kind)) else { return Ok(Evidence::default()) };
        let found = self.records.find(kind, id)?;
        if found.iter().any(|name| name.misplaced(record).is_some()) {
            return Ok(Evidence::default());
        }
        Ok(evidence_of(&self.book, id, record, &self.book.ground()?, self.through))
    }
}

/// Whether all facts together are afterwards what they were when they were closed.
fn gives_back(new: &Side, closed: &Closed) -> Result<bool, SourceError> {
    let Some(checksum) = &closed.records else { return Ok(false) };
    let facts = evidence(&new.book, closed.through, &mut Passed::default())?;
    Ok(facts.checksum() == **checksum)
}

fn problem(difference: &Difference, record: Option<&AnyRecord>, closed: &Closed, help: String) -> Problem {
    let whole = || Place::of(difference.of.kind, &difference.of.id, FieldPath::default());
    Problem {
        rule: RULE,
        level: Level::Error,
        place: record.map_or_else(whole, |record| difference.place(record)),
        message: difference.to_string(),
        related: vec![(through(), format!("everything up to {} is final", closed.through))],
        help: Some(help),
    }
}

/// What renames can do instead.
fn named_otherwise() -> String {
    "the id stays; other names can stand in `also`".into()
}

/// What can be typed instead.
fn instead(difference: &Difference, change: &Change, closed: &Closed) -> String {
    let reopen = "`tandem period reopen --reason TEXT` opens it again";
    match &difference.told {
        Told::Hours(who) if difference.was.is_some() && difference.of.kind != Kind::Correction => {
            let more = more(difference).unwrap_or_else(|| "±H".into());
            format!("`tandem correct {} --who {who} --hours {more} --reason TEXT`; {reopen}", difference.of)
        }
        _ if change.before.is_none() => format!("give it a day after {}; {reopen}", closed.through),
        _ => reopen.into(),
    }
}

/// By how much the hours were to change, as it is typed.
fn more(difference: &Difference) -> Option<String> {
    let minutes = |hours: &Option<String>| match hours {
        Some(hours) => hours.parse::<Minutes>().ok().map(Minutes::count),
        None => Some(0),
    };
    let more = minutes(&difference.is)? - minutes(&difference.was)?;
    Some(format!("{}{}", if more < 0 { "" } else { "+" }, Minutes::of(more).hm()))
}
