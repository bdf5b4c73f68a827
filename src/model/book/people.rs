//! Who is in the registers: by name and telephone number, for whoever looks whether a text gives somebody
//! away; by e-mail, for whoever asks whose hand it was.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::mention::KnownPeople;
use crate::model::record::AnyRecord;

use super::{Book, SourceError};

impl Book<'_> {
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
