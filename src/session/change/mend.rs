//! `check --fix`: mending what can be mended safely, as one change of many files.
//!
//! Unlike other changes this one starts from records that may be faulty and may leave them so: it is
//! held to make nothing worse. A record that could be read says the same afterwards.

use std::convert::Infallible;

use crate::model::book::{Name, Source};
use crate::model::change::Change;
use crate::model::fault::Unusable;
use crate::model::kind::Kind;
use crate::model::record::{AnyRecord, shape};
use crate::model::settings::RuleLevel;
use crate::store::disk::RelPath;
use crate::store::mend::{Oddity, mended, oddities};
use crate::store::publish::Write;
use crate::store::read;
use crate::store::records::Records;

use super::{ChangeError, Command, Desk, Done, Prepared, label};

/// How often a text is looked at again: what hides behind a fault of the syntax comes second.
const ROUNDS: usize = 3;

/// Something that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A value got its right form.
    Value {
        /// The file, as it was named before.
        path: String,
        /// The line of the value, from 1.
        line: usize,
        /// The value as it was written.
        old: String,
        /// The value in its right form.
        new: String,
    },
    /// A file went to the folder of its month.
    Moved {
        /// Where it was.
        from: String,
        /// Where it is.
        to: String,
    },
}

impl std::fmt::Display for Mend {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Mend::Value { path, line, old, new } => write!(f, "{path}:{line}: `{old}` becomes `{new}`"),
            Mend::Moved { from, to } => write!(f, "{from}: moves to `{to}`"),
        }
    }
}

type Refused = ChangeError<Infallible>;

impl Desk<'_> {
    /// Mends what is safe to mend in all records; tells of each mend. Where there is none, nothing is
    /// written or committed.
    ///
    /// # Errors
    /// [`ChangeError`]; then nothing is changed.
    pub fn mend(&mut self, command: &Command) -> Result<Done<Vec<Mend>>, Refused> {
        let looking = Command { dry_run: true, ..command.clone() };
        let planned = self.perform(&looking, &mut |records, _| plan(records))?;
        if command.dry_run || planned.files.is_empty() {
            return Ok(planned);
        }
        self.perform(command, &mut |records, _| plan(records))
    }
}

/// What would be mended in all records.
fn plan(records: &Records) -> Result<Prepared<Vec<Mend>>, Refused> {
    let mut prepared = Prepared {
        changes: Vec::new(),
        files: Vec::new(),
        told: Vec::new(),
        warnings: Vec::new(),
        rests_on: Vec::new(),
        named: None,
    };
    for kind in Kind::ALL {
        let names = records.names(kind)?;
        for same in names.chunk_by(|one, other| one.id == other.id) {
            if let [name] = same {
                record(records, name, &mut prepared)?;
            }
        }
    }
    Ok(prepared)
}

/// Plans the mends of one record.
fn record(records: &Records, name: &Name, prepared: &mut Prepared<Vec<Mend>>) -> Result<(), Refused> {
    let path: RelPath = name.path.parse()?;
    let Ok(Some(before)) = records.bytes(&path) else { return Ok(()) };
    let (after, mends) = values(records, name, &before).unwrap_or_else(|| (before.clone(), Vec::new()));
    let old = records.read(name, &before).ok().map(|loaded| loaded.record);
    let new = records.read(name, &after).ok().map(|loaded| loaded.record);
    let home = new.as_ref().and_then(|record| home(records, name, record).transpose()).transpose()?;
    if mends.is_empty() && home.is_none() {
        return Ok(());
    }
    prepared.told.extend(mends);
    let label = label(name.kind, &name.id);
    if let Some(home) = home {
        prepared.told.push(Mend::Moved { from: name.path.clone(), to: home.to_string() });
        prepared.files.push(Write { path, before: Some(before), after: None, label: label.clone() });
        prepared.files.push(Write { path: home, before: None, after: Some(after), label });
    } else {
        prepared.files.push(Write { path, before: Some(before), after: Some(after), label });
    }
    prepared.changes.push(Change {
        kind: name.kind,
        id: name.id.clone(),
        renamed: None,
        before: old,
        after: new,
    });
    Ok(())
}

/// The bytes of a file with its values in their right form, and which ones; none where there is
/// nothing to mend or mending would make anything worse.
fn values(records: &Records, name: &Name, before: &[u8]) -> Option<(Vec<u8>, Vec<Mend>)> {
    let mut text = str::from_utf8(before).ok()?.to_string();
    let mut mends = Vec::new();
    for _ in 0..ROUNDS {
        let mut odd = oddities(read::format(name.kind), &text, shape(name.kind));
        odd.retain(|oddity| !(oddity.is_read && is_allowed(records, "mistyped")));
        if odd.is_empty() {
            break;
        }
        mends.extend(odd.iter().map(|oddity| told(name, &text, oddity)));
        text = mended(&text, &odd);
    }
    let after = text.into_bytes();
    let is_better = match (records.read(name, before), records.read(name, &after)) {
        (Ok(before), Ok(after)) => before.record == after.record,
        (Err(_), Ok(_)) => true,
        (Err(before), Err(after)) => is_no_worse(&before, &after),
        (Ok(_), Err(_)) => false,
    };
    (is_better && !mends.is_empty()).then_some((after, mends))
}

/// Whether a record that stays faulty has no more faults than it had. A text that could not be read
/// at all may show new ones as soon as it can.
fn is_no_worse(before: &Unusable, after: &Unusable) -> bool {
    (before.rest.is_none() && after.rest.is_some()) || after.faults.len() <= before.faults.len()
}

fn told(name: &Name, text: &str, oddity: &Oddity) -> Mend {
    Mend::Value {
        path: name.path.clone(),
        line: text[..oddity.range.start].matches('\n').count() + 1,
        old: text[oddity.range.clone()].into(),
        new: oddity.mended.clone(),
    }
}

/// Where a file belongs that lies in another month's folder, unless something lies there already.
fn home(records: &Records, name: &Name, record: &AnyRecord) -> Result<Option<RelPath>, Refused> {
    let Some(month) = name.misplaced(record).filter(|_| !is_allowed(records, "misplaced")) else {
        return Ok(None);
    };
    let home: RelPath = name.moved(month).parse()?;
    Ok(records.bytes(&home)?.is_none().then_some(home))
}

/// Whether the store takes what a rule finds for right.
fn is_allowed(records: &Records, rule: &str) -> bool {
    records.settings().check.get(rule) == Some(&RuleLevel::Allow)
}
