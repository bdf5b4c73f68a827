//! `tandem certificate verify CODE`: whether the records still say what a certificate certifies, and else what
//! became of them.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proof::{self, Proof};
use crate::diag::{Level, Problem, Shown};
use crate::model::book::{Book, Name};
use crate::model::certificate::Certificate;
use crate::model::change::Change;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::Registered;
use crate::ops::certificate::{Became, Cover, EntryChange, Span, changes, cover, of_code};
use crate::ops::find::{Fit, find};
use crate::session::Session;
use crate::store::git::Oid;

/// Verify that the records still say what a certificate certifies
///
/// The service that it covers is added up again. Where it is not the same any more, every row is told that was
/// added, taken away or changed since the commit that the certificate was issued from, with where it stands. The
/// exit code is 0 where all is as it was, and 1 where something is not, or the certificate is void.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The code on the certificate, its id, or a file that holds one
    #[arg(value_name = "CODE|FILE|ID", add = complete::records(&[Kind::Certificate]))]
    certificate: String,
}

/// Verifies a certificate.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    proof::fits(context.global.format)?;
    let session = context.session()?;
    let book = session.book();
    let (id, certificate) = match args.shown(context, &session)? {
        Some(shown) => match own(&book, &shown)? {
            Ok(own) => own,
            Err(proof) => return proof.tell(context),
        },
        None => args.found(context, &book)?,
    };
    let now = cover(&book, Span::of(&certificate))?;
    let outcome = context.incomplete(&session, &now.passed.unusable);
    let proved =
        Desk { context, session: &session, id: &id, certificate: &certificate, now: &now }.prove()?;
    Ok(if proved.tell(context)? == Outcome::Found { Outcome::Found } else { outcome })
}

impl Args {
    /// The certificate that a file holds, where the word names a file.
    fn shown(&self, context: &Context, session: &Session) -> Result<Option<Certificate>, Failure> {
        let path = Path::new(&self.certificate);
        if !context.folder.join(path).is_file() {
            return Ok(None);
        }
        let id: Id = "shown".parse().map_err(|_| Failure::bug("a word is no id"))?;
        let name = Name { kind: Kind::Certificate, id, path: self.certificate.clone() };
        let no_certificate = || Failure::records(format!("`{}` holds no certificate", self.certificate));
        let read = session.records().read(&name, &context.input(path)?).map_err(|_| no_certificate())?;
        let certificate = Certificate::unwrap(&read.record).ok_or_else(no_certificate)?;
        Ok(Some(Certificate::clone(&certificate)))
    }

    /// The certificate of this store that a code or an id means.
    fn found(&self, context: &Context, book: &Book) -> Result<(Id, Certificate), Failure> {
        if let Some(found) = of_code(book, &self.certificate)? {
            return Ok(found);
        }
        let found = find(book, &[Kind::Certificate], &self.certificate, Fit::Near)?;
        context.taken(&self.certificate, &found);
        let certificate = book.get::<Certificate>(&found.id)?;
        let certificate = certificate.ok_or_else(|| Failure::bug("a record that was found is gone"))?;
        Ok((found.id, Certificate::clone(&certificate)))
    }
}

/// The store's own certificate that somebody shows; else how what is shown differs from it.
fn own(book: &Book, shown: &Certificate) -> Result<Result<(Id, Certificate), Proof>, Failure> {
    let fails = |said: String, differences| Proof { is_equal: false, revision: None, said, differences };
    let Some((id, own)) = of_code(book, &shown.code)? else {
        let said = format!("differs: no certificate with the code `{}` was issued here", shown.code);
        return Ok(Err(fails(said, Vec::new())));
    };
    let wrap = |one: &Certificate| Certificate::wrap(Arc::new(one.clone()));
    let fields = Change::alter(id.clone(), wrap(shown), wrap(&own)).fields();
    let fields = fields.map_err(|error| Failure::bug(&error.to_string()))?;
    if fields.is_empty() {
        return Ok(Ok((id, own)));
    }
    let text = |node: &Option<Node>| node.as_ref().map(Node::to_string);
    let differences = fields.iter().map(|field| {
        let value =
            json!({ "field": field.path.to_string(), "was": text(&field.old), "is": text(&field.new) });
        (field.to_string(), value)
    });
    let said = format!("differs: the file is not what was issued as `{id}`");
    Ok(Err(fails(said, differences.collect())))
}

/// What a proof is made with.
struct Desk<'a> {
    context: &'a Context,
    session: &'a Session,
    id: &'a Id,
    certificate: &'a Certificate,
    now: &'a Cover,
}

impl Desk<'_> {
    fn prove(&self) -> Result<Proof, Failure> {
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

/// A change in words, with where it stands now, and for programs.
fn told(change: &EntryChange, shown: Option<&Shown>) -> (String, Value) {
    let spot = shown.and_then(|shown| shown.spot.as_ref());
    let place = spot.map_or_else(|| change.record.to_string(), |spot| format!("{}:{}", spot.path, spot.line));
    let (verb, fields): (&str, Vec<(&str, Option<&str>, Option<&str>)>) = match &change.became {
        Became::Added(minutes) => ("added", vec![("minutes", None, Some(minutes))]),
        Became::Removed(minutes) => ("removed", vec![("minutes", Some(minutes), None)]),
        Became::Changed(fields) => {
            ("changed", fields.iter().map(|(name, was, is)| (*name, Some(&**was), Some(&**is))).collect())
        }
    };
    let word = |value: &Option<&str>| value.filter(|value| !value.is_empty()).unwrap_or("–").to_string();
    let list = fields.iter().map(|(name, was, is)| format!("{name} {} → {}", word(was), word(is)));
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
