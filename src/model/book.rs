//! How everything reads: a source behind two doors.
//!
//! By id, cached, for verbs and checks; and streamed, not kept, for reports and store-wide rules. What
//! is not asked for is not read. A bad record never stops a stream: it is left out and told of.

mod closing;
pub mod kept;
mod people;
pub mod told;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use foldhash::HashSet;

use crate::model::arrival::Arrivals;
use crate::model::code::{Catalogue, State};
use crate::model::day::{Day, Month};
use crate::model::fact::{Fact, Ground};
use crate::model::fault::{Fault, Unusable};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::mention::KnownPeople;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::{AnyRecord, Record};
use crate::model::settings::Settings;
use crate::model::sound::Called;

pub use self::people::Twins;
use self::told::Told;

/// Where records come from. The store implements it over any disk.
pub trait Source {
    /// What the store says of itself.
    fn settings(&self) -> &Settings;

    /// The fields of the store's own file that nobody knows.
    fn unknown_settings(&self) -> &[FieldPath] {
        &[]
    }

    /// The id and file of every record of a kind, sorted. Reads no record.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    fn names(&self, kind: Kind) -> Result<Arc<Vec<Name>>, SourceError>;

    /// The files of the records with this id: none, one, or (a fault) more.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    fn find(&self, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError>;

    /// Whether there is a record of that kind and id, readable or not.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    fn has(&self, kind: Kind, id: &Id) -> Result<bool, SourceError> {
        Ok(!self.find(kind, id)?.is_empty())
    }

    /// The one file of the record with this id, if there is one.
    ///
    /// # Errors
    /// [`LoadError::Twice`] where there are more, [`LoadError::Source`] where a folder cannot be listed.
    fn one(&self, kind: Kind, id: &Id) -> Result<Option<Name>, LoadError> {
        Name::single(self.find(kind, id)?)
    }

    /// The files of some kinds in which an id stands as a word, whatever it means there; told by their bytes alone.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed or a file not be read.
    fn mentions(&self, kinds: &[Kind], id: &Id) -> Result<Vec<Name>, SourceError>;

    /// What lies in a kind's folder and is no record: names that are no ids, links that leave the
    /// store, folders named like files.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    fn strays(&self, kind: Kind) -> Result<Vec<Fault>, SourceError>;

    /// Reads one record.
    ///
    /// # Errors
    /// [`LoadError`] where it cannot be used.
    fn load(&self, name: &Name) -> Result<Loaded, LoadError>;

    /// What was asked for so far and the system did not let be read, each file once: whoever asked may have gone on
    /// without it.
    fn unread(&self) -> Vec<Unusable> {
        Vec::new()
    }

    /// Values of a file that are read, but are not in the form that the format gives them: the rule
    /// `mistyped`, with the bytes of each.
    ///
    /// # Errors
    /// [`SourceError`] where the file cannot be read.
    fn mistyped(&self, _name: &Name) -> Result<Vec<Fault>, SourceError> {
        Ok(Vec::new())
    }

    /// Reads the records of a kind one after another: of a log those in the month folders that the
    /// period touches, of a register all. None is kept.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    fn each(
        &self,
        kind: Kind,
        period: Option<&Period>,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) -> Result<(), SourceError>;

    /// What the files of a log that a period selects tell, in the order of [`Source::each`], where the source
    /// says it by itself; whether it does.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    fn told(
        &self,
        _kind: Kind,
        _period: &Period,
        _ground: &Ground,
        _out: &mut dyn FnMut(Told),
    ) -> Result<bool, SourceError> {
        Ok(false)
    }

    /// As [`Source::each`] over all records of a kind, but for those whose names are remembered: of these it is
    /// asked first whether they are `wanted`.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    fn called(
        &self,
        kind: Kind,
        _wanted: &mut dyn FnMut(&Called) -> bool,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) -> Result<(), SourceError> {
        self.each(kind, None, out)
    }

    /// The records as they were when the present closed period was closed, where somebody remembers.
    fn at_closing(&self) -> Option<Box<dyn Source>> {
        None
    }

    /// How the records came into the store, where somebody remembers.
    fn arrivals(&self) -> Option<Arrivals> {
        None
    }
}

/// A record's id and where its file lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// Its kind.
    pub kind: Kind,
    /// Its id: the stem of the file.
    pub id: Id,
    /// The file, from the store's root, with `/` between folders.
    pub path: String,
}

/// A record as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The record.
    pub record: AnyRecord,
    /// Its file, from the store's root.
    pub path: String,
    /// git's blob id of the bytes it was read from.
    pub blob: String,
    /// Fields that nobody knows; they are kept.
    pub unknown: Vec<FieldPath>,
}

impl Name {
    /// The only one of the files that have an id.
    ///
    /// # Errors
    /// [`LoadError::Twice`] where there are more.
    pub fn single(mut names: Vec<Name>) -> Result<Option<Name>, LoadError> {
        let last = names.pop();
        let Some(Name { kind, id, .. }) = last.clone().filter(|_| !names.is_empty()) else { return Ok(last) };
        let paths = names.into_iter().chain(last).map(|name| name.path).collect();
        Err(LoadError::Twice { kind, id, paths })
    }

    /// The month whose folder the file lies in: the last two folders, `YYYY/MM`.
    pub fn month(&self) -> Option<Month> {
        self.path.rsplit_once('/').and_then(|(folder, _)| Month::of_folders(folder))
    }

    /// The file it would be in the folders of another month, further folders kept.
    pub fn moved(&self, month: Month) -> String {
        let (folder, file) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let month_there = self.month().map(Month::folders);
        let stem = month_there.and_then(|there| folder.strip_suffix(&there)).unwrap_or(folder);
        format!("{}/{}/{file}", stem.trim_end_matches('/'), month.folders())
    }

    /// The month whose folder a log with this day belongs in, where it lies in another one. Such a
    /// record counts nowhere: what a period reads is decided by the path alone.
    pub fn misplaced(&self, record: &AnyRecord) -> Option<Month> {
        record.day().map(Day::month).filter(|month| self.month() != Some(*month))
    }
}

/// Why a source cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// A folder or file that the system does not give.
    #[error("`{path}` cannot be read: {why}")]
    Io {
        /// The path from the store's root.
        path: String,
        /// In the system's words.
        why: String,
    },
}

/// Why a record cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// It is faulty.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// Two files have its id.
    #[error("the {kind} `{id}` stands twice: in {}", paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" and in "))]
    Twice {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The files.
        paths: Vec<String>,
    },
    /// The source cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// What a stream of facts went through: the ground for a report's proof and its warning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// A [`Passed::line`] for every file, good or bad: all that grows with the number of files.
    pub lines: Vec<Box<str>>,
    /// The records that could not be used.
    pub unusable: Vec<Unusable>,
    /// What was gone through: what is gone through again is told once.
    taken: BTreeSet<(Kind, Option<Period>)>,
}

/// A source with what has been read from it, and the day it is read on.
pub struct Book<'a> {
    source: &'a dyn Source,
    today: Day,
    catalogue: Catalogue,
    loaded: RefCell<BTreeMap<(Kind, Id), Shelf>>,
    twins: OnceCell<Twins>,
    people: OnceCell<KnownPeople>,
}

/// What a look-up by id found.
type Shelf = Result<Option<Rc<Loaded>>, LoadError>;

impl<'a> Book<'a> {
    /// A book over a source, on a day.
    pub fn over(source: &'a dyn Source, today: Day) -> Book<'a> {
        Book {
            source,
            today,
            catalogue: source.settings().catalogue(),
            loaded: RefCell::default(),
            twins: OnceCell::new(),
            people: OnceCell::new(),
        }
    }

    /// The day that counts as today.
    pub fn today(&self) -> Day {
        self.today
    }

    /// What the store says of itself.
    pub fn settings(&self) -> &Settings {
        self.source.settings()
    }

    /// The fields of the store's own file that nobody knows.
    pub fn unknown_settings(&self) -> &[FieldPath] {
        self.source.unknown_settings()
    }

    /// The categories the store knows.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The id and file of every record of a kind, sorted. Reads no record.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn names(&self, kind: Kind) -> Result<Arc<Vec<Name>>, SourceError> {
        self.source.names(kind)
    }

    /// Whether there is a record of that kind and id, readable or not.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn has(&self, kind: Kind, id: &Id) -> Result<bool, SourceError> {
        self.source.has(kind, id)
    }

    /// The files of the records with this id: none, one, or (a fault) more.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn files(&self, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError> {
        self.source.find(kind, id)
    }

    /// A record of any kind, with where and how it was read.
    ///
    /// # Errors
    /// [`LoadError`] where it is faulty or stands twice.
    pub fn any(&self, kind: Kind, id: &Id) -> Result<Option<Rc<Loaded>>, LoadError> {
        let key = (kind, id.clone());
        if let Some(found) = self.loaded.borrow().get(&key) {
            return found.clone();
        }
        let found = self.look_up(kind, id);
        self.loaded.borrow_mut().insert(key, found.clone());
        found
    }

    fn look_up(&self, kind: Kind, id: &Id) -> Shelf {
        let name = self.source.one(kind, id)?;
        name.map(|name| self.source.load(&name).map(Rc::new)).transpose()
    }

    /// The files that were handed out so far, each with the blob id of what was read.
    pub fn handed_out(&self) -> Vec<(String, String)> {
        let loaded = self.loaded.borrow();
        let usable = loaded.values().filter_map(|found| found.as_ref().ok().and_then(Option::as_ref));
        usable.map(|loaded| (loaded.path.clone(), loaded.blob.clone())).collect()
    }

    /// A record of a type.
    ///
    /// # Errors
    /// [`LoadError`] where it is faulty or stands twice.
    pub fn get<T: Record>(&self, id: &Id) -> Result<Option<Arc<T>>, LoadError> {
        Ok(self.any(T::KIND, id)?.and_then(|loaded| T::unwrap(&loaded.record)))
    }

    /// The files of some kinds in which an id stands as a word, whatever it means there; told by their bytes alone.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed or a file not be read.
    pub fn mentions(&self, kinds: &[Kind], id: &Id) -> Result<Vec<Name>, SourceError> {
        self.source.mentions(kinds, id)
    }

    /// What was asked for so far and the system did not let be read, each file once.
    pub fn unread(&self) -> Vec<Unusable> {
        self.source.unread()
    }

    /// What lies in a kind's folder and is no record.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn strays(&self, kind: Kind) -> Result<Vec<Fault>, SourceError> {
        self.source.strays(kind)
    }

    /// Reads the records of a kind one after another, keeping none.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn each(
        &self,
        kind: Kind,
        period: Option<&Period>,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) -> Result<(), SourceError> {
        self.source.each(kind, period, out)
    }

    /// Values of a file that are read, but are not in the form that the format gives them.
    ///
    /// # Errors
    /// [`SourceError`] where the file cannot be read.
    pub fn mistyped(&self, name: &Name) -> Result<Vec<Fault>, SourceError> {
        self.source.mistyped(name)
    }

    /// What facts rest on besides their record.
    ///
    /// # Errors
    /// [`SourceError`] where the workers' register cannot be listed.
    pub fn ground(&self) -> Result<Ground, SourceError> {
        let settings = self.settings();
        let workers: HashSet<Id> = self.names(Kind::Worker)?.iter().map(|name| name.id.clone()).collect();
        let unlooked = if settings.hours.verify { State::Submitted } else { State::Verified };
        Ok(Ground { workers, zone: settings.zone(), unlooked })
    }

    /// The facts of a kind whose files the period selects, streamed and not kept. Facts outside of the
    /// period come too where their file is selected: the report decides by each fact's own day.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn facts(
        &self,
        kind: Kind,
        period: Option<&Period>,
        passed: &mut Passed,
        out: &mut dyn FnMut(&Fact),
    ) -> Result<(), SourceError> {
        let ground = self.ground()?;
        let reach = period.map(|period| kind.reach(period));
        if let Some(reach) = &reach
            && self.told(kind, reach, &ground, passed, out)?
        {
            return Ok(());
        }
        let out = &mut |fact: Fact| out(&fact);
        self.records(kind, reach.as_ref(), passed, &mut |id, record| self.facts_of(id, record, &ground, out))
    }

    /// The usable records of a kind, streamed, for reports that print them or look people up.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn records(
        &self,
        kind: Kind,
        period: Option<&Period>,
        passed: &mut Passed,
        out: &mut dyn FnMut(&Id, &AnyRecord),
    ) -> Result<(), SourceError> {
        let is_new = passed.taken.insert((kind, period.filter(|_| kind.is_log()).cloned()));
        self.source.each(kind, period, &mut |name, read| passed.file(is_new, &name, read, out))
    }
}

/// What was read, where it can be used: what lies in another month's folder cannot.
fn settled(name: &Name, read: Result<Loaded, Unusable>) -> Result<Loaded, Unusable> {
    let loaded = read?;
    match name.misplaced(&loaded.record) {
        Some(month) => Err(misplaced(name.clone(), &loaded, month)),
        None => Ok(loaded),
    }
}

fn misplaced(name: Name, loaded: &Loaded, month: Month) -> Unusable {
    let fault = Fault {
        rule: "misplaced",
        place: Place::of(name.kind, &name.id, FieldPath::default()),
        message: format!("the record belongs in the folder `{}`", month.folders()),
        help: None,
    };
    let (kind, id, path, blob) = (name.kind, name.id, name.path, loaded.blob.clone());
    Unusable { kind, id, path, blob, faults: vec![fault], rest: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_goes_to_its_month_and_keeps_its_further_folders() {
        let month = "2026-12-01".parse::<Day>().unwrap().month();
        let moved = |path: &str| {
            Name { kind: Kind::Activity, id: "x".parse().unwrap(), path: path.into() }.moved(month)
        };
        assert_eq!(moved("activities/2026/11/x.yaml"), "activities/2026/12/x.yaml");
        assert_eq!(moved("activities/a b/2026/11/x.yaml"), "activities/a b/2026/12/x.yaml");
        assert_eq!(moved("activities/x.yaml"), "activities/2026/12/x.yaml");
    }
}
