//! What is wrong with the records: one rule a file, and the driver that brings each rule its subjects.
//!
//! Pure: a book goes in, problems come out. All subjects are gone through, or only those that changed
//! records map to. Records are streamed and none is kept. Nothing here knows disks or bytes: a problem
//! names record and field, and whoever shows it looks up where that stands.

use crate::diag::{Level, Problem};
use crate::model::book::{Book, LoadError, Loaded, Name, SourceError};
use crate::model::fault::{Fault, Unusable};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::place::{Place, Subject};
use crate::model::settings::{RuleLevel, Settings};

pub mod rules;
mod sheet;

pub use sheet::Sheet;

/// The store's own file, as places name it.
const SETTINGS: &str = "tandem.toml";

/// A rule of `check`.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as in messages, in `[check]` of `tandem.toml` and in `check --explain`.
    pub name: &'static str,
    /// How bad its findings are where the store says nothing else.
    pub level: Level,
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
    Name(fn(&Book, &Name, &mut dyn FnMut(Finding)) -> Result<(), SourceError>),
    /// By looking at a sheet: a record that was read, or the store's own file.
    Sheet(fn(&Book, &Sheet, &mut dyn FnMut(Finding)) -> Result<(), SourceError>),
}

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
    found.sheet(&Sheet::settings(book))?;
    for kind in Kind::ALL {
        for fault in book.strays(kind)? {
            let path = fault.place.subject.to_string();
            found.fault(&path, fault);
        }
        for name in book.names(kind)?.iter() {
            found.name(name)?;
        }
        let mut outcome = Ok(());
        book.each(kind, None, &mut |name, read| {
            if outcome.is_ok() {
                outcome = match read {
                    Ok(loaded) => found.record(&name, &loaded),
                    Err(unusable) => found.unusable(unusable),
                };
            }
        })?;
        outcome?;
    }
    Ok(found.sorted())
}

/// The problems of the subjects that these records map to; loads them by id, and nothing else.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed or a file not be read.
pub fn touched(book: &Book, records: &[(Kind, Id)]) -> Result<Vec<Problem>, SourceError> {
    let mut found = Found::of(book);
    for (kind, id) in records {
        for name in named(book, *kind, id)? {
            found.name(&name)?;
        }
        match book.any(*kind, id) {
            Ok(None) | Err(LoadError::Twice { .. }) => {}
            Ok(Some(loaded)) => {
                let name = Name { kind: *kind, id: id.clone(), path: loaded.path.clone() };
                found.record(&name, &loaded)?;
            }
            Err(LoadError::Unusable(unusable)) => found.unusable(unusable)?,
            Err(LoadError::Source(error)) => return Err(error),
        }
    }
    Ok(found.sorted())
}

/// The problem that a reader's fault is, at the level that its rule has where no store says otherwise.
pub fn problem(fault: Fault) -> Problem {
    let level = rules::named(fault.rule).map_or(Level::Error, |rule| rule.level);
    let Fault { rule, place, message, help } = fault;
    Problem { rule, level, place, message, related: Vec::new(), help }
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

    fn fault(&mut self, path: &str, fault: Fault) {
        self.add(path, problem(fault));
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

    fn record(&mut self, name: &Name, loaded: &Loaded) -> Result<(), SourceError> {
        self.sheet(&Sheet::record(name, loaded, place(self.book, name)?))
    }

    fn unusable(&mut self, unusable: Unusable) -> Result<(), SourceError> {
        let Unusable { kind, id, path, faults, .. } = unusable;
        let name = Name { kind, id, path };
        let subject = place(self.book, &name)?.subject;
        for fault in faults {
            let place = Place { subject: subject.clone(), ..fault.place };
            self.fault(&name.path, Fault { place, ..fault });
        }
        Ok(())
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

/// The files of the records with this id.
fn named(book: &Book, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError> {
    let names = book.names(kind)?;
    let start = names.partition_point(|name| name.id < *id);
    Ok(names[start..].iter().take_while(|name| name.id == *id).cloned().collect())
}

/// The place of a record: its id, or its file where the id stands twice.
fn place(book: &Book, name: &Name) -> Result<Place, SourceError> {
    let place = Place::of(name.kind, &name.id, <_>::default());
    let twice = named(book, name.kind, &name.id)?.len() > 1;
    let file = Subject::File(name.path.clone());
    Ok(if twice { Place { subject: file, ..place } } else { place })
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
