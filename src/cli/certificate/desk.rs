//! The proof of a certificate: what it certified against what the records say, and each row that is another.

use serde_json::{Value, json};

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proof::Proof;
use crate::diag::{Level, Problem, Shown};
use crate::model::certificate::Certificate;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::ops::certificate::{Became, Cover, EntryChange, Span, changes, cover};
use crate::session::Session;
use crate::store::git::Oid;

/// What a proof is made with.
pub(super) struct Desk<'a> {
    /// How what is met on the way is told.
    pub(super) context: &'a Context,
    /// The present records.
    pub(super) session: &'a Session,
    /// The certificate's id.
    pub(super) id: &'a Id,
    /// The certificate.
    pub(super) certificate: &'a Certificate,
    /// What the records say now of what it covers.
    pub(super) now: &'a Cover,
}

impl Desk<'_> {
    /// Compares what was certified with what the records say.
    pub(super) fn prove(&self) -> Result<Proof, Failure> {
        let Desk { certificate, now, .. } = self;
        let named = format!("certificate {} of `{}`", certificate.number, certificate.who);
        let fails = |said: String| Proof { is_equal: false, revision: None, said, differences: Vec::new() };
        if let Some(void) = &certificate.void {
            return Ok(fails(format!("void: {named} is void since {}: {}", void.date, void.reason)));
        }
        let revision = self.revision()?;
        let certified = Minutes::of(i64::try_from(certificate.minutes).unwrap_or(i64::MAX));
        let (then, today) = (certified.hm(), Minutes::of(now.minutes).hm());
        let is_same = now.evidence.checksum() == *certificate.records;
        if is_same && now.minutes == certified.count() {
            let said = format!("equal: {named} certifies {then}, and the records say so");
            let revision = revision.map(|oid| oid.to_string());
            return Ok(Proof { is_equal: true, revision, said, differences: Vec::new() });
        }
        let said = format!("differs: {named} certifies {then}, the records say {today}");
        let then = revision.as_ref().map(|oid| self.then(oid)).transpose()?.flatten();
        let Some(then) = then.filter(|_| !is_same) else {
            return Ok(fails(said));
        };
        let changed = changes(&then.evidence, &now.evidence);
        let shown = self.session.records().shown(changed.iter().map(problem));
        let mut differences: Vec<(String, Value)> = Vec::new();
        for change in &changed {
            let place = problem(change).place;
            let at = shown.iter().find(|one| one.problem.place == place);
            differences.push(told(change, at));
        }
        Ok(Proof { is_equal: false, revision: revision.map(|oid| oid.to_string()), said, differences })
    }

    /// The commit that it was issued from, where this history has it.
    fn revision(&self) -> Result<Option<Oid>, Failure> {
        let Some(text) = &self.certificate.revision else { return Ok(None) };
        let found = self.session.commit_in_history(text)?;
        if found.is_none() {
            self.context.ui.note(format!("the revision `{text}` of `{}` is not in this history", self.id));
        }
        Ok(found)
    }

    /// What it covered when it was issued, where the commit says what was certified.
    fn then(&self, revision: &Oid) -> Result<Option<Cover>, Failure> {
        let past = self.context.session_as_of(Some(revision.as_str()))?;
        let then = cover(&past.book(), Span::of(self.certificate))?;
        if then.evidence.checksum() == *self.certificate.records {
            return Ok(Some(then));
        }
        self.context.ui.note(format!("revision {revision} does not say what was certified either"));
        Ok(None)
    }
}

/// A change of an entry as a problem of its record, so that its place can be looked up.
fn problem(change: &EntryChange) -> Problem {
    let field = match change.record.kind {
        Kind::Activity => "attendance",
        Kind::Shift => "assigned",
        Kind::Need => "log",
        Kind::Case => "sessions",
        _ => "hours",
    };
    let place = Place::of(change.record.kind, &change.record.id, FieldPath::field(field));
    let message = change.entry.clone();
    Problem { rule: "certificate", level: Level::Error, place, message, related: Vec::new(), help: None }
}

/// A field of an entry: its name, what it was, what it is.
type Field<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// A change in words, with where it stands now, and for programs.
fn told(change: &EntryChange, shown: Option<&Shown>) -> (String, Value) {
    let spot = shown.and_then(|shown| shown.spot.as_ref());
    let place = spot.map_or_else(|| change.record.to_string(), |spot| format!("{}:{}", spot.path, spot.line));
    let (verb, fields): (&str, Vec<Field>) = match &change.became {
        Became::Added(minutes) => ("added", vec![("minutes", None, Some(minutes))]),
        Became::Removed(minutes) => ("removed", vec![("minutes", Some(minutes), None)]),
        Became::Changed(fields) => {
            ("changed", fields.iter().map(|(name, was, is)| (*name, Some(&**was), Some(&**is))).collect())
        }
    };
    let word = |value: Option<&str>| value.filter(|value| !value.is_empty()).unwrap_or("–").to_string();
    let list = fields.iter().map(|(name, was, is)| format!("{name} {} → {}", word(*was), word(*is)));
    let line = format!("{place}: {verb}: {}: {}", change.entry, list.collect::<Vec<_>>().join(", "));
    let fields: Vec<Value> =
        fields.iter().map(|(name, was, is)| json!({ "field": name, "was": was, "is": is })).collect();
    let value = json!({
        "record": change.record.to_string(),
        "path": spot.map(|spot| spot.path.as_str()),
        "line": spot.map(|spot| spot.line),
        "entry": change.entry,
        "became": verb,
        "fields": fields,
    });
    (line, value)
}
