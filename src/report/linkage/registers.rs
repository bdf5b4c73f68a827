//! What the registers say of the linkage of the two crews: who works where, who is both worker and volunteer,
//! and how programmes and organisations link.

use std::collections::BTreeMap;

use crate::model::book::{Book, Passed, SourceError};
use crate::model::code::Linkage as Mode;
use crate::model::fact::{About, Ground};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::org::Org;
use crate::model::program::Program;
use crate::model::record::Registered;
use crate::model::worker::Worker;
use crate::report::query::{Filter, Query};

/// What the registers say.
pub(super) struct Registers {
    /// The workers whom a query asks for, each with their organisation: those of its organisations, or the one
    /// who leads.
    pub(super) workers: BTreeMap<Id, Id>,
    /// The workers who are volunteers too, by the volunteer.
    twins: BTreeMap<Id, Id>,
    programs: BTreeMap<Id, Mode>,
    orgs: BTreeMap<Id, Mode>,
    /// What facts rest on.
    pub(super) ground: Ground,
}

impl Registers {
    /// Reads them.
    pub(super) fn of(
        book: &Book,
        query: &Query,
        filter: &Filter,
        passed: &mut Passed,
    ) -> Result<Registers, SourceError> {
        let (mut workers, mut twins) = (BTreeMap::new(), BTreeMap::new());
        book.records(Kind::Worker, None, passed, &mut |id, record| {
            let Some(worker) = Worker::unwrap(record) else { return };
            if let Some(volunteer) = &worker.same_as {
                // Of two who say that they are the same volunteer the first id is taken, wherever it lies.
                let twin = twins.entry(volunteer.0.clone()).or_insert_with(|| id.clone());
                *twin = (*twin).clone().min(id.clone());
            }
            let is_lead =
                |lead: &Id| lead == id || worker.same_as.as_ref().is_some_and(|same| same.0 == *lead);
            if filter.covers(Some(&worker.org)) && query.lead.as_ref().is_none_or(is_lead) {
                workers.insert(id.clone(), worker.org.0.clone());
            }
        })?;
        let (mut programs, mut orgs) = (BTreeMap::new(), BTreeMap::new());
        book.records(Kind::Program, None, passed, &mut |id, record| {
            let linkage = Program::unwrap(record).and_then(|program| program.linkage);
            programs.extend(linkage.map(|mode| (id.clone(), mode)));
        })?;
        book.records(Kind::Org, None, passed, &mut |id, record| {
            let linkage = Org::unwrap(record).and_then(|org| org.linkage);
            orgs.extend(linkage.map(|mode| (id.clone(), mode)));
        })?;
        Ok(Registers { workers, twins, programs, orgs, ground: book.ground()? })
    }

    /// The worker that an id means: their own, or that of the volunteer who they are too.
    pub(super) fn worker<'a>(&'a self, who: &'a Id) -> Option<&'a Id> {
        if self.ground.workers.contains(who) { Some(who) } else { self.twins.get(who) }
    }

    /// How the crews link in what a fact is about: by its record, else its programme, else its organisation.
    pub(super) fn mode(&self, about: &About) -> Option<Mode> {
        let program = about.program.as_ref().and_then(|program| self.programs.get(program));
        let org = || about.org.as_ref().and_then(|org| self.orgs.get(org));
        about.linkage.or(program.or_else(org).copied())
    }
}
