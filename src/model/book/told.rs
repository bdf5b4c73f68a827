//! What files tell where a source says it by itself: facts without their records, and names without the rest.
//!
//! A source that does not gives the records, and the book asks those: the answers are the same.

use std::cell::RefCell;

use crate::model::fact::{Fact, Ground};
use crate::model::fault::Unusable;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::model::record::AnyRecord;
use crate::model::sound::{Called, Sought, Spoken, spoken};

use super::{Book, Loaded, Name, Passed, SourceError, settled};

/// A piece of what files tell, in the order of the files.
pub enum Told<'a> {
    /// From here on a usable file is told of, which adds this [`Passed::line`] to the checksum of a report.
    File(Box<str>),
    /// A fact of it.
    Fact(&'a Fact),
    /// A file as it was read, with nothing else told of it.
    Read(Name, Result<Loaded, Unusable>),
}

impl Book<'_> {
    /// The facts of a kind from a source that tells them; whether it does.
    pub(super) fn told(
        &self,
        kind: Kind,
        reach: &Period,
        ground: &Ground,
        passed: &mut Passed,
        out: &mut dyn FnMut(&Fact),
    ) -> Result<bool, SourceError> {
        let key = (kind, Some(reach.clone()));
        let is_new = !passed.taken.contains(&key);
        let is_told = self.source.told(kind, reach, ground, &mut |told| match told {
            Told::File(line) if is_new => passed.lines.push(line),
            Told::File(_) => {}
            Told::Fact(fact) => out(fact),
            Told::Read(name, read) => passed.file(is_new, &name, read, &mut |id, record| {
                self.facts_of(id, record, ground, &mut |fact| out(&fact));
            }),
        })?;
        if is_told {
            passed.taken.insert(key);
        }
        Ok(is_told)
    }

    /// What the usable records of a kind go by.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn called(&self, kind: Kind, out: &mut dyn FnMut(&Called)) -> Result<(), SourceError> {
        let out = RefCell::new(out);
        let mut remembered = |called: &Called| {
            out.borrow_mut()(called);
            false
        };
        self.source.called(kind, &mut remembered, &mut |name, read| {
            if let Ok(loaded) = settled(&name, read) {
                with_names(&name.id, &loaded.record, &mut |called| out.borrow_mut()(called));
            }
        })
    }

    /// The usable records of a kind that answer to a word, or all of them where there is none; and what could not
    /// be used, whatever it goes by.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn answering(
        &self,
        kind: Kind,
        word: Option<&str>,
        unusable: &mut Vec<Unusable>,
        out: &mut dyn FnMut(&Id, &AnyRecord),
    ) -> Result<(), SourceError> {
        let sought = word.map(Sought::of);
        let answers = |called: &Called| sought.as_ref().is_none_or(|sought| sought.answers(called));
        self.source.called(
            kind,
            &mut |called| answers(called),
            &mut |name, read| match settled(&name, read) {
                Ok(loaded) => with_names(&name.id, &loaded.record, &mut |called| {
                    if answers(called) {
                        out(&name.id, &loaded.record);
                    }
                }),
                Err(one) => unusable.push(one),
            },
        )
    }
}

impl Passed {
    /// `KIND/ID SP BLOB LF`: what a file adds to the checksum of a report.
    pub fn line(kind: Kind, id: &Id, blob: &str) -> Box<str> {
        words(kind, id, blob).concat().into()
    }

    /// The same of what may be an id, in the place of what a text said.
    pub fn put_line(kind: Kind, id: &str, blob: &str, line: &mut String) {
        line.clear();
        line.extend(words(kind, id, blob));
    }

    /// Takes a file that was read; gives its record where that can be used.
    pub(super) fn file(
        &mut self,
        is_new: bool,
        name: &Name,
        read: Result<Loaded, Unusable>,
        out: &mut dyn FnMut(&Id, &AnyRecord),
    ) {
        let blob = read.as_ref().map_or_else(|unusable| &unusable.blob, |loaded| &loaded.blob);
        let line = Passed::line(name.kind, &name.id, blob);
        let settled = settled(name, read);
        if let Ok(loaded) = &settled {
            out(&name.id, &loaded.record);
        }
        if is_new {
            self.lines.push(line);
            self.unusable.extend(settled.err());
        }
    }
}

/// The words of a [`Passed::line`].
fn words<'a>(kind: Kind, id: &'a str, blob: &'a str) -> [&'a str; 6] {
    [kind.noun(), "/", id, " ", blob, "\n"]
}

/// What a record goes by.
fn with_names(id: &Id, record: &AnyRecord, out: &mut dyn FnMut(&Called)) {
    let label = record.label();
    let names = label.into_iter().chain(record.also().iter().map(|name| &**name));
    let names: Vec<(&str, String)> = names.map(|name| (name, spoken(name))).collect();
    let names: Vec<Spoken> = names.iter().map(|(name, sound)| Spoken { name, sound }).collect();
    out(&Called { id, label, names: &names });
}
