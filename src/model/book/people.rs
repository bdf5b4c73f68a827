//! Who is in the registers: by name and telephone number, for whoever looks whether a text gives somebody
//! away; by e-mail, for whoever asks whose hand it was; and which ids are one person.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::mention::KnownPeople;
use crate::model::record::AnyRecord;

use super::{Book, Loaded, SourceError};

/// Which ids are one person: what workers say with `same_as`.
#[derive(Clone, Debug, Default)]
pub struct Twins(BTreeMap<Id, Vec<Id>>);

impl Twins {
    /// The one id of a person: of a volunteer who is a worker too, the worker's.
    pub fn person<'a>(&'a self, who: &'a Id) -> &'a Id {
        self.workers(who).first().unwrap_or(who)
    }

    /// The workers who say that they are this volunteer: one, unless something is wrong.
    pub fn workers(&self, volunteer: &Id) -> &[Id] {
        self.0.get(volunteer).map_or(&[], Vec::as_slice)
    }
}

impl Book<'_> {
    /// Which ids are one person. Reads the workers' register once.
    ///
    /// # Errors
    /// [`SourceError`] where the register cannot be listed.
    pub fn twins(&self) -> Result<&Twins, SourceError> {
        if let Some(twins) = self.twins.get() {
            return Ok(twins);
        }
        let mut twins: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        self.each(Kind::Worker, None, &mut |name, read| {
            if let Ok(Loaded { record: AnyRecord::Worker(worker), .. }) = &read
                && let Some(volunteer) = &worker.same_as
            {
                twins.entry(volunteer.0.clone()).or_default().push(name.id);
            }
        })?;
        for workers in twins.values_mut() {
            workers.sort();
        }
        Ok(self.twins.get_or_init(|| Twins(twins)))
    }

    /// The workers and volunteers by what they are known by. Reads their registers once.
    ///
    /// # Errors
    /// [`SourceError`] where a register cannot be listed.
    pub fn known_people(&self) -> Result<&KnownPeople, SourceError> {
        if let Some(known) = self.people.get() {
            return Ok(known);
        }
        let mut known = KnownPeople::default();
        for kind in Kind::PEOPLE {
            self.each(kind, None, &mut |name, read| {
                let Ok(loaded) = read else { return };
                let (label, also, phone) = match &loaded.record {
                    AnyRecord::Worker(worker) => (&worker.name, &worker.also, &worker.phone),
                    AnyRecord::Volunteer(volunteer) => (&volunteer.name, &volunteer.also, &volunteer.phone),
                    _ => return,
                };
                for text in [label].into_iter().chain(also) {
                    known.name(&name.id, text);
                }
                if let Some(phone) = phone {
                    known.phone(&name.id, phone);
                }
            })?;
        }
        Ok(self.people.get_or_init(|| known))
    }

    /// The people by their e-mails, in small letters. Of a worker and the volunteer who the worker is too, the
    /// worker. Reads the registers.
    ///
    /// # Errors
    /// [`SourceError`] where a register cannot be listed.
    pub fn emails(&self) -> Result<BTreeMap<String, BTreeSet<Id>>, SourceError> {
        let twins = self.twins()?;
        let mut emails: BTreeMap<String, BTreeSet<Id>> = BTreeMap::new();
        for kind in Kind::PEOPLE {
            self.each(kind, None, &mut |name, read| {
                let email = read.as_ref().ok().and_then(|loaded| match &loaded.record {
                    AnyRecord::Worker(worker) => worker.email.as_deref(),
                    AnyRecord::Volunteer(volunteer) => volunteer.email.as_deref(),
                    _ => None,
                });
                if let Some(email) = email {
                    let people = emails.entry(email.to_ascii_lowercase()).or_default();
                    people.insert(twins.person(&name.id).clone());
                }
            })?;
        }
        Ok(emails)
    }
}
