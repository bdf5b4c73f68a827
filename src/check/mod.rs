//! What is wrong with the records: one rule a file, and the driver that brings each rule its subjects.
//!
//! Pure: a book goes in, problems come out. All subjects are gone through, or only those that changed
//! records map to; who entered them is asked of all only. Records are streamed and none is kept. Nothing here knows disks or bytes: a problem
//! names record and field, and whoever shows it looks up where that stands.

use std::collections::BTreeSet;

use crate::diag::{Level, Problem};
use crate::model::book::{Book, LoadError, Loaded, Name, SourceError};
use crate::model::day::Month;
use crate::model::fault::{Fault, Unusable};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::ledger::{Entry, Ledger};
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::AnyRecord;
use crate::model::settings::{RuleLevel, Settings};

pub mod baseline;
mod changed;
mod entered;
mod person;
pub mod rules;
mod served;
mod sheet;
mod staffing;

pub use changed::{Changed, changed};
use entered::Hands;
pub use entered::{Entered, Share, Sitting};
pub use person::Presence;
pub use sheet::Sheet;

/// A rule of `check`.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as in messages, in `[check]` of `tandem.toml` and in `check --explain`.
    pub name: &'static str,
    /// How bad its findings are where the store says nothing else.
    pub level: Level,
    /// What it finds, in one line: lower case, no full stop.
    pub summary: &'static str,
    /// What it finds, why that matters and how to mend it, as Markdown.
    pub explanation: &'static str,
    /// How its findings come about; the variant says what the rule looks at.
    pub find: Find,
}

/// How the findings of a rule come about.
#[derive(Clone, Copy, Debug)]
pub enum Find {
    /// The reader meets them: a file that breaks the rule cannot be used.
    Reader,
    /// By looking at the name of a record, which need not be read for it.
    Name(fn(&Book, &Name, &mut Out) -> Result<(), SourceError>),
    /// By looking at a sheet: a record that was read, or the store's own file.
    Sheet(fn(&Book, &Sheet, &mut Out) -> Result<(), SourceError>),
    /// By looking at where one person was over several records, a month at a time; what it finds is
    /// told of one of these presences.
    Person(fn(&Book, &[Presence], &mut PersonOut)),
    /// By adding up records of the whole store; what it finds is told of one of them.
    Store(fn(&Book, &mut StoreOut) -> Result<(), SourceError>),
    /// By looking at all movements together, in the order of time; what it finds is told of one of them.
    Ledger(fn(&Book, &Ledger, &mut LedgerOut) -> Result<(), SourceError>),
    /// By looking at how one record came into the store, where its history is known.
    Entered(fn(&Book, &Entered, &mut Out) -> Result<(), SourceError>),
    /// By looking at what one author entered on one day, where that is known; what it finds is told of one of
    /// the records.
    Sitting(fn(&Book, &Sitting, &mut StoreOut)),
}

impl Rule {
    /// Whether its findings come about by looking at sheets.
    fn looks_at_sheets(&self) -> bool {
        matches!(self.find, Find::Sheet(_))
    }
}

/// Takes what a rule finds.
pub type Out<'a> = dyn FnMut(Finding) + 'a;

/// Takes what a rule for people finds, and the presence that it tells of.
pub type PersonOut<'a> = dyn FnMut(&Presence, Finding) + 'a;

/// Takes what a rule for the store finds, and the record that it tells of.
pub type StoreOut<'a> = dyn FnMut(&Name, Finding) + 'a;
/// Takes what a rule for movements finds, and the line that it tells of.
pub type LedgerOut<'a> = dyn FnMut(&Entry, Finding) + 'a;

/// What a rule found: a problem but for the rule's name and level, which the driver adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Other places that belong to it, each with what it says.
    pub related: Vec<(Place, String)>,
    /// What to type or write next.
    pub help: Option<String>,
}

/// All problems of a store, sorted by file, place and rule.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed.
pub fn all(book: &Book) -> Result<Vec<Problem>, SourceError> {
    let mut found = Found::of(book);
    let mut hands = Hands::of(book)?;
    found.sheet(&Sheet::settings(book))?;
    for kind in Kind::ALL {
        for fault in book.strays(kind)? {
            let path = fault.place.subject.to_string();
            found.add(&path, Problem::from(fault));
        }
        for name in book.names(kind)?.iter() {
            found.name(name)?;
        }
        let mut outcome = Ok(());
        book.each(kind, None, &mut |name, read| {
            if outcome.is_ok() {
                outcome = place(book, &name).and_then(|place| match read {
                    Ok(loaded) => {
                        found.record(&name, &loaded, place)?;
                        hands.as_mut().map_or(Ok(()), |hands| found.entered(hands, &name, &loaded.record))
                    }
                    Err(unusable) => found.unusable(&name, unusable, place),
                });
            }
        })?;
        outcome?;
    }
    hands.into_iter().flat_map(Hands::sittings).for_each(|sitting| found.sitting(&sitting));
    person::each(book, &mut |month, presences| found.person(month, presences))?;
    found.store()?;
    found.ledger(&Ledger::read(book, None)?)?;
    Ok(with_unread(book, found.sorted()))
}

/// Problems, and behind them the records that a rule looked up and the system did not let be read: the rule was
/// silent.
fn with_unread(book: &Book, mut problems: Vec<Problem>) -> Vec<Problem> {
    let told: BTreeSet<_> = problems.iter().map(|problem| (problem.rule, &problem.place.subject)).collect();
    let mut unread = Found::of(book);
    for Unusable { kind, id, path, faults, .. } in book.unread() {
        let subjects =
            [Place::of(kind, &id, FieldPath::default()), Place::file(&path)].map(|place| place.subject);
        for fault in faults {
            if !subjects.iter().any(|subject| told.contains(&(fault.rule, subject))) {
                unread.add(&path, Problem::from(fault));
            }
        }
    }
    let unread = unread.sorted();
    problems.extend(unread);
    problems
}

/// The problems of the subjects that these records map to; loads them by id, and nothing else. Of a log
/// the other months are not listed to see whether its id stands twice, and where its people were
/// besides, and what is left in stock, is not looked up: [`all`] does that.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed or a file not be read.
pub fn touched(book: &Book, records: &[(Kind, Id)]) -> Result<Vec<Problem>, SourceError> {
    let mut found = Found::of(book);
    for (kind, id) in records {
        let name = |path: &str| Name { kind: *kind, id: id.clone(), path: path.into() };
        let place = Place::of(*kind, id, FieldPath::default());
        match book.any(*kind, id) {
            Ok(None) => {}
            Ok(Some(loaded)) => {
                let name = name(&loaded.path);
                if !kind.is_log() {
                    found.name(&name)?;
                }
                found.record(&name, &loaded, place)?;
            }
            Err(LoadError::Twice { paths, .. }) => {
                for path in paths {
                    found.name(&name(&path))?;
                }
            }
            Err(LoadError::Unusable(unusable)) => {
                let name = name(&unusable.path);
                found.unusable(&name, unusable, place)?;
            }
            Err(LoadError::Source(error)) => return Err(error),
        }
    }
    Ok(found.sorted())
}

/// The problems found so far, each with its file.
struct Found<'a> {
    book: &'a Book<'a>,
    problems: Vec<(String, Problem)>,
}

impl<'a> Found<'a> {
    fn of(book: &'a Book<'a>) -> Found<'a> {
        Found { book, problems: Vec::new() }
    }

    fn add(&mut self, path: &str, problem: Problem) {
        let level = level(self.book.settings(), &problem);
        self.problems.extend(level.map(|level| (path.to_string(), Problem { level, ..problem })));
    }

    fn finding(&mut self, path: &str, rule: &Rule, finding: Finding) {
        let Finding { place, message, related, help } = finding;
        self.add(path, Problem { rule: rule.name, level: rule.level, place, message, related, help });
    }

    /// Looks at a name by every rule for names.
    fn name(&mut self, name: &Name) -> Result<(), SourceError> {
        for rule in rules::ALL {
            if let Find::Name(find) = rule.find {
                find(self.book, name, &mut |finding| self.finding(&name.path, rule, finding))?;
            }
        }
        Ok(())
    }

    /// Looks at a sheet by every rule for sheets.
    fn sheet(&mut self, sheet: &Sheet) -> Result<(), SourceError> {
        let path = sheet.path().to_string();
        for rule in rules::ALL {
            if let Find::Sheet(find) = rule.find {
                find(self.book, sheet, &mut |finding| self.finding(&path, rule, finding))?;
            }
        }
        Ok(())
    }

    /// Looks at where one person was in a month by every rule for people. What is found of the days
    /// before the month was told in the month before.
    fn person(&mut self, month: Month, presences: &[Presence]) {
        for rule in rules::ALL {
            if let Find::Person(find) = rule.find {
                find(self.book, presences, &mut |presence, finding| {
                    if presence.name.month() == Some(month) {
                        self.finding(&presence.name.path, rule, finding);
                    }
                });
            }
        }
    }

    /// Looks at the store by every rule for the whole of it.
    fn store(&mut self) -> Result<(), SourceError> {
        for rule in rules::ALL {
            if let Find::Store(find) = rule.find {
                find(self.book, &mut |name, finding| self.finding(&name.path, rule, finding))?;
            }
        }
        Ok(())
    }

    /// Looks at all movements by every rule for them.
    fn ledger(&mut self, ledger: &Ledger) -> Result<(), SourceError> {
        for rule in rules::ALL {
            if let Find::Ledger(find) = rule.find {
                find(self.book, ledger, &mut |entry, finding| {
                    self.finding(&entry.name.path, rule, finding);
                })?;
            }
        }
        Ok(())
    }

    /// Looks at how a record came into the store by every rule for that.
    fn entered(&mut self, hands: &mut Hands, name: &Name, record: &AnyRecord) -> Result<(), SourceError> {
        let Some(entered) = hands.entered(self.book, name, record)? else { return Ok(()) };
        for rule in rules::ALL {
            if let Find::Entered(find) = rule.find {
                find(self.book, &entered, &mut |finding| self.finding(&name.path, rule, finding))?;
            }
        }
        Ok(())
    }

    /// Looks at what one author entered on one day by every rule for that.
    fn sitting(&mut self, sitting: &Sitting) {
        for rule in rules::ALL {
            if let Find::Sitting(find) = rule.find {
                find(self.book, sitting, &mut |name, finding| self.finding(&name.path, rule, finding));
            }
        }
    }

    fn record(&mut self, name: &Name, loaded: &Loaded, place: Place) -> Result<(), SourceError> {
        self.sheet(&Sheet::record(name, loaded, place))
    }

    /// The faults of a record, and what rules find in the rest of it; what a rule finds there too, it tells
    /// with all that belongs to it.
    fn unusable(&mut self, name: &Name, unusable: Unusable, place: Place) -> Result<(), SourceError> {
        let is_found = |fault: &Fault| rules::named(fault.rule).is_some_and(Rule::looks_at_sheets);
        let faults = unusable.faults.into_iter();
        for mut fault in faults.filter(|fault| unusable.rest.is_none() || !is_found(fault)) {
            fault.place.subject = place.subject.clone();
            self.add(&name.path, Problem::from(fault));
        }
        unusable.rest.map_or(Ok(()), |rest| self.sheet(&Sheet::rest(name, &rest, place)))
    }

    fn sorted(mut self) -> Vec<Problem> {
        let key = |(path, problem): &(String, Problem)| {
            let Problem { rule, place, message, .. } = problem;
            (path.clone(), place.bytes, place.field.clone(), *rule, message.clone())
        };
        self.problems.sort_by_cached_key(key);
        self.problems.into_iter().map(|(_, problem)| problem).collect()
    }
}

/// What a finding is worth in a store: nothing where the store allows it.
fn level(settings: &Settings, problem: &Problem) -> Option<Level> {
    match settings.check.get(problem.rule) {
        Some(RuleLevel::Allow) => None,
        Some(RuleLevel::Warn) => Some(Level::Warning),
        Some(RuleLevel::Deny) => Some(Level::Error),
        None => Some(problem.level),
    }
}

/// The place of a record: its id, or its file where two files have the id.
fn place(book: &Book, name: &Name) -> Result<Place, SourceError> {
    let is_twice = book.files(name.kind, &name.id)?.len() > 1;
    let own = Place::of(name.kind, &name.id, FieldPath::default());
    Ok(if is_twice { Place::file(&name.path) } else { own })
}

impl Finding {
    /// A finding at a place, in words.
    pub fn at(place: Place, message: impl Into<String>) -> Finding {
        Finding { place, message: message.into(), related: Vec::new(), help: None }
    }

    /// The same with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Finding {
        self.related.push((place, label.into()));
        self
    }

    /// The same with what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }
}
