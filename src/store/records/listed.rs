//! What was listed so far: no folder is listed twice, whoever asks for what lies in it.
//!
//! Of a register all names are listed. A log is looked for where logs lie, in the folders of its months and above
//! them, so that the months themselves are listed only where all names are wanted.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::book::{Name, SourceError};
use crate::model::day::{Day, Month};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::store::disk::{self, Disk, RelPath, is_missing, unfit};
use crate::store::layout;

use super::listing::{entries, gathered};
use super::{CHUNK, known, source};

/// How many logs are looked for one by one, in each month; for more, listing all names is less work.
const MOST_SOUGHT: usize = 16;

/// Names and folders of a disk, as they were when they were first asked for.
#[derive(Debug)]
pub(super) struct Listed {
    disk: Arc<dyn Disk>,
    /// What the disk is a draft over.
    beneath: Option<Beneath>,
    lists: Mutex<Lists>,
}

/// What was listed of a disk, and the files that a draft over it changes; `None` takes one away.
#[derive(Debug)]
struct Beneath {
    listed: Arc<Listed>,
    files: BTreeMap<RelPath, Option<Vec<u8>>>,
}

#[derive(Debug, Default)]
struct Lists {
    /// The records of a kind, all of them, by id and path.
    names: BTreeMap<Kind, Arc<Vec<Name>>>,
    /// The records of a log that have an id, where they were looked for without listing all.
    sought: BTreeMap<(Kind, Id), Vec<Name>>,
    /// What the folders of a log hold that its months stand in.
    above: BTreeMap<RelPath, Arc<Vec<disk::Entry>>>,
}

/// A folder on the way from that of a log to its months.
enum Step {
    /// The folder of a month.
    Month(RelPath),
    /// One that lies above such folders.
    Above(RelPath),
}

impl Listed {
    /// Nothing of a disk yet.
    pub(super) fn over(disk: Arc<dyn Disk>) -> Listed {
        Listed { disk, beneath: None, lists: Mutex::default() }
    }

    /// What is known of a draft: as much as of the disk beneath, but for the files that it changes.
    pub(super) fn drafted(
        listed: Arc<Listed>,
        draft: Arc<dyn Disk>,
        files: BTreeMap<RelPath, Option<Vec<u8>>>,
    ) -> Listed {
        Listed { disk: draft, beneath: Some(Beneath { listed, files }), lists: Mutex::default() }
    }

    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether all names of a kind were listed.
    pub(super) fn knows(&self, kind: Kind) -> bool {
        let beneath = || self.beneath.as_ref().is_some_and(|beneath| beneath.listed.knows(kind));
        self.lists().names.contains_key(&kind) || beneath()
    }

    /// The id and file of every record of a kind, sorted.
    pub(super) fn names(&self, kind: Kind) -> Result<Arc<Vec<Name>>, SourceError> {
        if let Some(names) = self.lists().names.get(&kind) {
            return Ok(names.clone());
        }
        let names = if let Some(beneath) = &self.beneath {
            beneath.names(kind)?
        } else {
            let entries = self.entries(&known(kind.folder()))?;
            Arc::new(sorted(entries.iter().filter_map(|entry| layout::name(kind, entry).ok()).collect()))
        };
        self.lists().names.insert(kind, names.clone());
        Ok(names)
    }

    /// All that lies below a folder; where the folders above its months were listed, these are not listed again.
    fn entries(&self, folder: &RelPath) -> Result<Vec<disk::Entry>, SourceError> {
        if !self.lists().above.contains_key(folder) {
            return entries(&*self.disk, folder);
        }
        let mut months = Vec::new();
        self.months(folder, None, &mut months)?;
        let mut all = self.strewn(folder, |_| true);
        for month in &months {
            all.extend(entries(&*self.disk, month)?);
        }
        Ok(all)
    }

    /// The folders of a log's months, below a folder: those that a period touches, or all.
    pub(super) fn months(
        &self,
        folder: &RelPath,
        period: Option<&Period>,
        out: &mut Vec<RelPath>,
    ) -> Result<(), SourceError> {
        for step in self.steps(folder, period)? {
            match step {
                Step::Month(folder) => out.push(folder),
                Step::Above(folder) => self.months(&folder, period, out)?,
            }
        }
        Ok(())
    }

    /// The same of all of a log, found by so many threads.
    pub(super) fn months_abreast(
        &self,
        threads: NonZeroUsize,
        kind: Kind,
        period: &Period,
    ) -> Result<Vec<RelPath>, SourceError> {
        let months = |step: &Step| {
            let mut months = Vec::new();
            match step {
                Step::Month(folder) => months.push(folder.clone()),
                Step::Above(folder) => self.months(folder, Some(period), &mut months)?,
            }
            Ok(months)
        };
        let steps = self.steps(&known(kind.folder()), Some(period))?;
        gathered(threads, CHUNK, &steps, &months)
    }

    /// Where a folder leads to on the way to the months that a period touches.
    fn steps(&self, folder: &RelPath, period: Option<&Period>) -> Result<Vec<Step>, SourceError> {
        let mut steps = Vec::new();
        for entry in self.above(folder)?.iter().filter(|entry| entry.kind == disk::Kind::Folder) {
            if entry.path.name().starts_with('.') {
                continue;
            }
            let year = entry.path.name().parse().ok().filter(|_| entry.path.name().len() == 4);
            let is_out = |year: i32| {
                period.is_some_and(|period| year < period.from().year() || year > period.to().year())
            };
            if year.is_some_and(is_out) {
                continue;
            }
            match Month::of_folders(entry.path.as_str()) {
                Some(month) if period.is_none_or(|period| period.touches(month)) => {
                    steps.push(Step::Month(entry.path.clone()));
                }
                Some(_) => {}
                None => steps.push(Step::Above(entry.path.clone())),
            }
        }
        Ok(steps)
    }

    /// The records that have an id. Of a log those that lie in the folder of a month, or above: one that lies below
    /// it, where none belongs, is found only where all names were listed.
    pub(super) fn of_id(&self, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError> {
        if !kind.is_log() || self.knows(kind) || self.lists().sought.len() > MOST_SOUGHT {
            return Ok(of_id(&self.names(kind)?, id));
        }
        let key = (kind, id.clone());
        if let Some(names) = self.lists().sought.get(&key) {
            return Ok(names.clone());
        }
        let names = match &self.beneath {
            Some(beneath) => beneath.of_id(kind, id)?,
            None => self.looked_for(kind, id, None)?,
        };
        self.lists().sought.insert(key, names.clone());
        Ok(names)
    }

    /// The records of a log with an id that lie in the folders of the month that it begins with; none where all
    /// names were listed, and may be asked.
    pub(super) fn dated(&self, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError> {
        let date = id.get(..10).filter(|_| kind.is_log()).and_then(|start| start.parse::<Day>().ok());
        let Some(date) = date.filter(|_| !self.knows(kind)) else { return Ok(Vec::new()) };
        self.looked_for(kind, id, Some(&Period::of_month(date.month())))
    }

    /// The records of a log with an id, in the folders of some months or in all of them and above.
    fn looked_for(&self, kind: Kind, id: &Id, period: Option<&Period>) -> Result<Vec<Name>, SourceError> {
        let file = format!("{id}.{}", kind.extension());
        let mut months = Vec::new();
        self.months(&known(kind.folder()), period, &mut months)?;
        let mut found = Vec::new();
        for path in months.iter().filter_map(|month| month.join(&file).ok()) {
            match self.disk.stat(&path) {
                Ok(None) => {}
                Ok(Some(stat)) => {
                    found.extend(layout::name(kind, &disk::Entry { path, kind: stat.kind }).ok());
                }
                Err(error) if unfit(&error).is_some() => {}
                Err(error) => return Err(source(&path, &error)),
            }
        }
        if period.is_none() {
            let strewn = self.strewn(&known(kind.folder()), |name| name == file);
            found.extend(strewn.iter().filter_map(|entry| layout::name(kind, entry).ok()));
        }
        Ok(sorted(found))
    }

    /// What lies above the months of a log, and is no folder, by its name.
    fn strewn(&self, folder: &RelPath, is_wanted: impl Fn(&str) -> bool) -> Vec<disk::Entry> {
        let lists = self.lists();
        let above = lists.above.iter().filter(|(path, _)| path.is_within(folder));
        let entries = above.flat_map(|(_, entries)| entries.iter());
        entries
            .filter(|entry| entry.kind != disk::Kind::Folder && is_wanted(entry.path.name()))
            .cloned()
            .collect()
    }

    /// What a folder holds that no month is; nothing where it is not there.
    fn above(&self, folder: &RelPath) -> Result<Arc<Vec<disk::Entry>>, SourceError> {
        if let Some(entries) = self.lists().above.get(folder) {
            return Ok(entries.clone());
        }
        let entries = match &self.beneath {
            Some(beneath) => beneath.above(folder)?,
            None => match self.disk.list(folder) {
                Ok(entries) => Arc::new(entries),
                Err(error) if is_missing(&error) => Arc::default(),
                Err(error) => return Err(source(folder, &error)),
            },
        };
        self.lists().above.insert(folder.clone(), entries.clone());
        Ok(entries)
    }
}

impl Beneath {
    fn names(&self, kind: Kind) -> Result<Arc<Vec<Name>>, SourceError> {
        let names = self.listed.names(kind)?;
        let folder = known(kind.folder());
        let is_same = self.files.keys().all(|path| !path.is_within(&folder));
        Ok(if is_same { names } else { Arc::new(self.changed(kind, &names, |_| true)) })
    }

    fn of_id(&self, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError> {
        Ok(self.changed(kind, &self.listed.of_id(kind, id)?, |name| name.id == *id))
    }

    /// Names of a kind after the change: those that are wanted among what was made come too.
    fn changed(&self, kind: Kind, names: &[Name], is_wanted: impl Fn(&Name) -> bool) -> Vec<Name> {
        let folder = known(kind.folder());
        let paths: BTreeSet<&str> = self.files.keys().map(RelPath::as_str).collect();
        let others = names.iter().filter(|name| !paths.contains(&*name.path)).cloned();
        let made = self.files.iter().filter(|(path, bytes)| bytes.is_some() && path.is_within(&folder));
        let entries = made.map(|(path, _)| disk::Entry { path: path.clone(), kind: disk::Kind::File });
        let made = entries.filter_map(|entry| layout::name(kind, &entry).ok()).filter(is_wanted);
        sorted(others.chain(made).collect())
    }

    fn above(&self, folder: &RelPath) -> Result<Arc<Vec<disk::Entry>>, SourceError> {
        let entries = self.listed.above(folder)?;
        let changed: Vec<_> = self.files.iter().filter(|(path, _)| path.is_within(folder)).collect();
        if changed.is_empty() {
            return Ok(entries);
        }
        let goes = |entry: &&disk::Entry| changed.iter().all(|(path, _)| **path != entry.path);
        let mut entries: Vec<_> = entries.iter().filter(goes).cloned().collect();
        let made = changed.iter().filter(|(_, bytes)| bytes.is_some());
        entries.extend(made.filter_map(|(path, _)| disk::Entry::of_file_in(folder, path)));
        entries.sort();
        entries.dedup();
        Ok(Arc::new(entries))
    }
}

/// Those of some sorted names that have an id.
pub(super) fn of_id(names: &[Name], id: &Id) -> Vec<Name> {
    let first = names.partition_point(|name| name.id < *id);
    names[first..].iter().take_while(|name| name.id == *id).cloned().collect()
}

fn sorted(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.path.cmp(&b.path)));
    names
}
