//! Certificates of service: what they cover, how one is issued, and what became of what one covers.
//!
//! A certificate covers what somebody served as a volunteer, verified, counted on the day of the record, so that a
//! correction counts with the record it corrects. Hours before the store are none of its records, and not covered.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, LoadError, Passed, SourceError, Twins};
use crate::model::certificate::Certificate;
use crate::model::change::Planned;
use crate::model::code::{Category, Role, State};
use crate::model::correction::RecordRef;
use crate::model::day::Day;
use crate::model::evidence::{Evidence, FIELDS, sha256};
use crate::model::fact::{Fact, Service};
use crate::model::flaw::Flaw;
use crate::model::id::{Id, OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::lifetime::each_service;
use crate::model::naming::Dice;
use crate::model::org::Org;
use crate::model::period::Period;
use crate::model::record::AnyRecord;
use crate::model::text::{Text, TextError};
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;
use crate::ops::add::{Add, AddError, add};

/// How many characters a code has.
const CODE: usize = 10;

/// The service that a certificate covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The lines of the entries, sorted, and the checksum over them.
    pub evidence: Evidence,
    /// How many minutes they are.
    pub minutes: i64,
    /// The same by the category of the service.
    pub kinds: BTreeMap<Option<Category>, i64>,
    /// The records of which something is rounded or assumed.
    pub approximate: BTreeSet<RecordRef>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// A certificate to be issued.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Whose service.
    pub who: Id,
    /// The days; without them all up to today.
    pub period: Option<Period>,
    /// The number; else the next of the year.
    pub number: Option<Text>,
    /// Who issues it; else the organisation at the top of the volunteer's.
    pub issuer: Option<Id>,
    /// Who signs.
    pub signer: Option<Text>,
    /// Who wrote it.
    pub handler: Option<Text>,
    /// The commit that it rests on.
    pub revision: String,
    /// What that commit covers.
    pub committed: Evidence,
    /// Where random codes come from.
    pub dice: Dice,
}

/// Why no certificate is issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// Nobody served.
    #[error("there is no verified service of `{who}` as a volunteer {}", days(*from, *until))]
    Nothing {
        /// Whose service was looked for.
        who: Id,
        /// The first day.
        from: Option<Day>,
        /// The last one.
        until: Day,
    },
    /// The records differ from the last commit in what would be covered.
    #[error("the service of `{who}` is not committed as it stands now")]
    Uncommitted {
        /// Whose service.
        who: Id,
        /// The records of which it is.
        records: BTreeSet<RecordRef>,
    },
    /// Hours are rounded or assumed.
    #[error("the service of `{who}` rests on hours that are approximate")]
    Approximate {
        /// Whose service.
        who: Id,
        /// The records of which it is.
        records: BTreeSet<RecordRef>,
    },
    /// Another certificate has the number.
    #[error("the certificate `{certificate}` has the number `{number}`")]
    Numbered {
        /// The number.
        number: Text,
        /// Who has it.
        certificate: Id,
    },
    /// Nobody can be said to issue it.
    #[error("`{who}` has no organisation that could issue it")]
    NoIssuer {
        /// Whose service.
        who: Id,
    },
    /// It cannot be added.
    #[error(transparent)]
    Add(#[from] AddError),
    /// What it would say is no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A record cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The store cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

fn days(from: Option<Day>, until: Day) -> String {
    from.map_or_else(|| format!("up to {until}"), |from| format!("from {from} to {until}"))
}

impl IssueError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            IssueError::Nothing { who, .. } => Some(format!("see it with `tandem hours of {who}`")),
            IssueError::Uncommitted { .. } => {
                Some("commit it first: `git add -A` and `git commit`, in the folder of the records".into())
            }
            IssueError::Approximate { .. } => Some(
                "write down what is known and take the name out of `approx`, or leave it out of the period"
                    .into(),
            ),
            IssueError::Numbered { .. } => Some("leave `--number` out: it is counted".into()),
            IssueError::NoIssuer { .. } => Some("say which with `--issuer ORG`".into()),
            IssueError::Add(error) => error.help(),
            IssueError::Text(error) => error.help(),
            IssueError::Load(_) | IssueError::Source(_) => None,
        }
    }
}

/// Whose service a certificate covers, from a day (without one, from the beginning) to another.
#[derive(Clone, Copy, Debug)]
pub struct Span<'a> {
    /// Whose.
    pub who: &'a Id,
    /// The first day.
    pub from: Option<Day>,
    /// The last one.
    pub until: Day,
}

impl<'a> Span<'a> {
    /// What is asked for in a period; without one, all up to today. What is yet to come is not covered.
    pub fn asked(who: &'a Id, period: Option<&Period>, today: Day) -> Span<'a> {
        let until = period.map_or(today, |period| period.to().min(today));
        Span { who, from: period.map(Period::from), until }
    }

    /// What a certificate covers.
    pub fn of(certificate: &'a Certificate) -> Span<'a> {
        let until = certificate.until.unwrap_or(certificate.date);
        Span { who: &certificate.who, from: certificate.from, until }
    }

    fn covers(&self, twins: &Twins, day: Day, service: &Service) -> bool {
        self.from.is_none_or(|from| from <= day)
            && day <= self.until
            && service.role == Role::Volunteer
            && service.state == State::Verified
            && twins.person(&service.who) == twins.person(self.who)
    }
}

/// The service that a certificate covers.
///
/// # Errors
/// [`SourceError`] where records cannot be listed.
pub fn cover(book: &Book, span: Span) -> Result<Cover, SourceError> {
    let (twins, mut passed) = (book.twins()?, Passed::default());
    let mut cover = Cover::default();
    each_service(book, Day::last(), &mut passed, &mut |day, fact, service| {
        if span.covers(twins, day, service) {
            let minutes = service.minutes.count();
            cover.minutes = cover.minutes.saturating_add(minutes);
            let kind = cover.kinds.entry(fact.about.category.clone()).or_default();
            *kind = kind.saturating_add(minutes);
            cover.approximate.extend(fact.approximate.then(|| record(fact)));
            cover.evidence.add(fact);
        }
    })?;
    Ok(Cover { passed, ..cover })
}

/// A certificate that covers a row in which the id of a record stands, so that another id would break its
/// checksum.
///
/// # Errors
/// [`SourceError`] where records cannot be listed.
pub fn covering(book: &Book, kind: Kind, id: &Id) -> Result<Option<Id>, SourceError> {
    let mut valid = issued(book)?;
    valid.retain(|(_, certificate)| certificate.void.is_none());
    let (twins, mut found) = (book.twins()?, None);
    if !valid.is_empty() {
        each_service(book, Day::last(), &mut Passed::default(), &mut |day, fact, service| {
            if found.is_none() && stands_in(fact, service, kind, id) {
                let mut covers = valid.iter().filter(|(_, one)| Span::of(one).covers(twins, day, service));
                found = covers.next().map(|(id, _)| id.clone());
            }
        })?;
    }
    Ok(found)
}

/// Whether the id of a record stands in a row.
fn stands_in(fact: &Fact, service: &Service, kind: Kind, id: &Id) -> bool {
    let about = &fact.about;
    match kind {
        Kind::Org => about.org.as_ref() == Some(id),
        Kind::Program => about.program.as_ref() == Some(id),
        Kind::Worker | Kind::Volunteer => about.lead.as_ref() == Some(id) || service.who == *id,
        other => (about.kind, &about.id) == (other, id),
    }
}

fn record(fact: &Fact) -> RecordRef {
    RecordRef { kind: fact.about.kind, id: fact.about.id.clone() }
}

/// Plans a certificate.
///
/// # Errors
/// [`IssueError`]; none is issued then.
pub fn issue(book: &Book, request: &Issue) -> Result<Planned<()>, IssueError> {
    let Issue { who, period, .. } = request;
    let span = Span::asked(who, period.as_ref(), book.today());
    let (covered, Span { from, until, .. }) = (cover(book, span)?, span);
    let changed = changes(&request.committed, &covered.evidence);
    if !changed.is_empty() {
        let records = changed.into_iter().map(|change| change.record).collect();
        return Err(IssueError::Uncommitted { who: who.clone(), records });
    }
    let minutes = u64::try_from(covered.minutes).ok().filter(|minutes| *minutes > 0);
    let minutes = minutes.ok_or_else(|| IssueError::Nothing { who: who.clone(), from, until })?;
    if !covered.approximate.is_empty() {
        return Err(IssueError::Approximate { who: who.clone(), records: covered.approximate });
    }
    let issued = issued(book)?;
    let number = number(book.today(), request, &issued)?;
    let records = covered.evidence.checksum();
    let certificate = Certificate {
        date: book.today(),
        who: PersonRef(who.clone()),
        from,
        until: Some(until),
        minutes,
        issuer: OrgRef(issuer(book, request)?),
        signer: request.signer.clone(),
        handler: request.handler.clone(),
        code: code(&number, &records, &issued)?,
        records: records.parse()?,
        revision: Some(request.revision.parse()?),
        number,
        note: None,
        source: None,
        approx: Vec::new(),
        overridden: None,
        void: None,
    };
    Ok(add(book, Add { record: certificate, id: None, dice: request.dice.clone() })?)
}

/// The certificates that there are, void ones too: a number and a code are given once.
fn issued(book: &Book) -> Result<Vec<(Id, Certificate)>, SourceError> {
    let mut issued = Vec::new();
    book.records(Kind::Certificate, None, &mut Passed::default(), &mut |id, record| {
        if let AnyRecord::Certificate(certificate) = record {
            issued.push((id.clone(), Certificate::clone(certificate)));
        }
    })?;
    Ok(issued)
}

/// The certificate with a code, however its letters are written.
///
/// # Errors
/// [`SourceError`] where certificates cannot be listed.
pub fn of_code(book: &Book, code: &str) -> Result<Option<(Id, Certificate)>, SourceError> {
    let plain = |code: &str| code.replace('-', "").to_lowercase();
    Ok(issued(book)?.into_iter().find(|(_, one)| plain(&one.code) == plain(code)))
}

/// The number that was chosen, else the next of the year: `2026-0001`.
fn number(today: Day, request: &Issue, issued: &[(Id, Certificate)]) -> Result<Text, IssueError> {
    if let Some(number) = &request.number {
        let taken = issued.iter().find(|(_, one)| one.number == *number);
        return taken.map_or(Ok(number.clone()), |(certificate, _)| {
            Err(IssueError::Numbered { number: number.clone(), certificate: certificate.clone() })
        });
    }
    let year = format!("{:04}-", today.year());
    let counts = issued.iter().filter_map(|(_, one)| one.number.strip_prefix(&year)?.parse::<u64>().ok());
    let next = counts.max().unwrap_or_default().saturating_add(1);
    Ok(format!("{year}{next:04}").parse()?)
}

/// The short code of a number and a checksum, which no other certificate has.
fn code(number: &Text, records: &str, issued: &[(Id, Certificate)]) -> Result<Text, TextError> {
    let mut turn = 0_u64;
    loop {
        let digest = sha256([&**number, "\n", records, "\n", &turn.to_string()]);
        let seed = u64::from_str_radix(&digest[..16], 16).unwrap_or(turn);
        let code = Dice::of(seed).code(CODE);
        if issued.iter().all(|(_, one)| *one.code != *code) {
            break code.parse();
        }
        turn += 1;
    }
}

/// Who issues: as said, else the organisation at the top of the volunteer's.
fn issuer(book: &Book, request: &Issue) -> Result<Id, IssueError> {
    if let Some(issuer) = &request.issuer {
        return Ok(issuer.clone());
    }
    let volunteer = book.get::<Volunteer>(&request.who)?.and_then(|one| one.org.clone());
    let worker = || Ok::<_, LoadError>(book.get::<Worker>(&request.who)?.map(|one| one.org.clone()));
    let own = volunteer.map_or_else(worker, |org| Ok(Some(org)))?;
    let mut at = own.ok_or_else(|| IssueError::NoIssuer { who: request.who.clone() })?.0;
    let mut seen = BTreeSet::from([at.clone()]);
    while let Some(parent) = book.get::<Org>(&at)?.and_then(|org| org.parent.clone()) {
        if !seen.insert(parent.0.clone()) {
            break;
        }
        at = parent.0;
    }
    Ok(at)
}

/// What became of a service entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryChange {
    /// The record that says it.
    pub record: RecordRef,
    /// Whose service, on which day, as they stand in the entry.
    pub entry: String,
    /// What became of it.
    pub became: Became,
}

/// What became of a service entry: it is new, it is gone, or some fields are others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It was not there before, and is so many minutes.
    Added(String),
    /// It is there no more, and was so many minutes.
    Removed(String),
    /// The fields that changed: the name, what it was, what it is.
    Changed(Vec<(&'static str, String, String)>),
}

/// What became of service entries between two states, by record.
pub fn changes(before: &Evidence, now: &Evidence) -> Vec<EntryChange> {
    let (was, is) = (before.lines(), now.lines());
    let mut entries: BTreeMap<(RecordRef, String), [Vec<&str>; 2]> = BTreeMap::new();
    for (key, line) in without(&was, &is).into_iter().filter_map(|line| Some((key(line)?, line))) {
        entries.entry(key).or_default()[0].push(line);
    }
    for (key, line) in without(&is, &was).into_iter().filter_map(|line| Some((key(line)?, line))) {
        entries.entry(key).or_default()[1].push(line);
    }
    let mut found = Vec::new();
    for ((record, entry), [was, is]) in entries {
        let mut tell =
            |became| found.push(EntryChange { record: record.clone(), entry: entry.clone(), became });
        for at in 0..was.len().max(is.len()) {
            match (was.get(at), is.get(at)) {
                (Some(was), Some(is)) => tell(Became::Changed(fields(was, is))),
                (Some(was), None) => tell(Became::Removed(minutes(was))),
                (None, is) => tell(Became::Added(is.map(|is| minutes(is)).unwrap_or_default())),
            }
        }
    }
    found
}

/// The lines that stand more often in one list than in another; both are sorted.
fn without<'a>(lines: &'a [String], others: &[String]) -> Vec<&'a str> {
    let mut others = others.iter().peekable();
    let is_alone = |line: &&String| {
        while others.next_if(|other| other < line).is_some() {}
        others.next_if(|other| other == line).is_none()
    };
    lines.iter().filter(is_alone).map(String::as_str).collect()
}

/// The field of an entry.
fn field<'a>(line: &'a str, name: &str) -> &'a str {
    let at = FIELDS.iter().position(|field| *field == name);
    at.and_then(|at| line.split('\t').nth(at)).unwrap_or_default()
}

/// By what an entry is known again: its record, whose it is and its day.
fn key(line: &str) -> Option<(RecordRef, String)> {
    let record = RecordRef { kind: field(line, "kind").parse().ok()?, id: field(line, "id").parse().ok()? };
    Some((record, format!("{} on {}", field(line, "who"), field(line, "date"))))
}

fn minutes(line: &str) -> String {
    field(line, "minutes").into()
}

fn fields(was: &str, is: &str) -> Vec<(&'static str, String, String)> {
    let both = FIELDS.iter().zip(was.split('\t').zip(is.split('\t')));
    both.filter(|(_, (was, is))| was != is).map(|(name, (was, is))| (*name, was.into(), is.into())).collect()
}
