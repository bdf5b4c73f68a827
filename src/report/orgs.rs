//! The tree of organisations, as their records draw it.
//!
//! Records are data from elsewhere: a parent may be missing, parents may go round in a circle. Nothing is
//! lost by that, and nothing hangs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::book::{Book, Passed, SourceError};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::org::Org;
use crate::model::record::Registered;

/// All organisations, and who is part of whom.
#[derive(Clone, Debug, Default)]
pub struct Orgs {
    orgs: BTreeMap<Id, Arc<Org>>,
    below: BTreeMap<Id, BTreeSet<Id>>,
}

impl Orgs {
    /// Reads the register.
    ///
    /// # Errors
    /// [`SourceError`] where it cannot be listed.
    pub fn of(book: &Book, passed: &mut Passed) -> Result<Orgs, SourceError> {
        let mut all = Orgs::default();
        book.records(Kind::Org, None, passed, &mut |id, record| {
            let Some(org) = Org::unwrap(record) else { return };
            if let Some(parent) = &org.parent {
                all.below.entry(parent.0.clone()).or_default().insert(id.clone());
            }
            all.orgs.insert(id.clone(), org);
        })?;
        Ok(all)
    }

    /// The record of an organisation.
    pub fn find(&self, org: &Id) -> Option<&Org> {
        self.orgs.get(org).map(|org| &**org)
    }

    /// The organisations directly below one, by id.
    pub fn below(&self, org: &Id) -> impl DoubleEndedIterator<Item = &Id> {
        self.below.get(org).into_iter().flatten()
    }

    /// An organisation and all below it; a circle of parents ends where it began.
    pub fn under(&self, org: &Id) -> BTreeSet<Id> {
        let mut found = BTreeSet::new();
        let mut next = vec![org];
        while let Some(org) = next.pop() {
            if found.insert(org.clone()) {
                next.extend(self.below(org));
            }
        }
        found
    }

    /// An organisation and all above it; a circle of parents ends where it began.
    pub fn above<'a>(&'a self, org: &'a Id) -> BTreeSet<&'a Id> {
        let mut found = BTreeSet::new();
        let mut next = Some(org);
        while let Some(org) = next.filter(|org| found.insert(*org)) {
            next = self.find(org).and_then(|org| org.parent.as_ref()).map(|parent| &parent.0);
        }
        found
    }

    /// What there is in each organisation and all below it, in the order of the tree, each with its depth: in one
    /// and those below it, or in all. What belongs to one that nobody knows comes last and stands alone.
    fn gathered<T: Clone + Default + PartialEq>(
        &self,
        from: Option<&Id>,
        own: &BTreeMap<Id, T>,
        join: impl Fn(&mut T, &T),
    ) -> Vec<(usize, Id, T)> {
        let mut rows = Vec::new();
        for (depth, org) in self.in_order(from, |_| true) {
            let under = self.under(org);
            let mut all = T::default();
            for (_, one) in own.iter().filter(|(of, _)| under.contains(*of)) {
                join(&mut all, one);
            }
            if all != T::default() {
                rows.push((depth, org.clone(), all));
            }
        }
        let is_strange = |of: &Id| from.is_none() && self.find(of).is_none();
        let strange = own.iter().filter(|(of, one)| is_strange(of) && **one != T::default());
        rows.extend(strange.map(|(of, one)| (0, of.clone(), one.clone())));
        rows
    }

    /// What there is in each organisation and all below it, as rows of the tree, each with its depth. Nothing where
    /// that says no more than what each has of its own.
    pub fn subtotals<T: Clone + Default + PartialEq>(
        &self,
        from: Option<&Id>,
        own: &BTreeMap<Id, T>,
        join: impl Fn(&mut T, &T),
    ) -> Vec<(usize, Id, T)> {
        let rows = self.gathered(from, own, join);
        let is_more = rows.iter().any(|(_, org, all)| own.get(org) != Some(all));
        if is_more { rows } else { Vec::new() }
    }

    /// The same where nothing else tells what each has of its own. Nothing where only one has anything.
    pub fn compared<T: Clone + Default + PartialEq>(
        &self,
        from: Option<&Id>,
        own: &BTreeMap<Id, T>,
        join: impl Fn(&mut T, &T),
    ) -> Vec<(usize, Id, T)> {
        let is_one = own.values().filter(|one| **one != T::default()).count() < 2;
        if is_one { Vec::new() } else { self.gathered(from, own, join) }
    }

    /// The organisations in the order of the tree, each with its depth: parents before those below them,
    /// siblings by id; all of them, or one with those below it. One that is not `shown` leaves its place
    /// to those below it.
    pub fn in_order<'a>(
        &'a self,
        from: Option<&'a Id>,
        shown: impl Fn(&Org) -> bool,
    ) -> Vec<(usize, &'a Id)> {
        let has_parent =
            |org: &Org| org.parent.as_ref().is_some_and(|parent| self.orgs.contains_key(&parent.0));
        let tops = self.orgs.iter().filter(|(_, org)| !has_parent(org)).map(|(id, _)| id);
        // What no top leads to goes round in circles, each of which begins with its first id.
        let starts: Vec<&Id> = match from {
            Some(org) => vec![org],
            None => tops.chain(self.orgs.keys()).collect(),
        };
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for start in starts {
            let mut next = vec![(0, start)];
            while let Some((depth, id)) = next.pop() {
                if !seen.insert(id) {
                    continue;
                }
                let is_shown = self.find(id).is_some_and(&shown);
                if is_shown {
                    rows.push((depth, id));
                }
                next.extend(self.below(id).rev().map(|below| (depth + usize::from(is_shown), below)));
            }
        }
        rows
    }
}
