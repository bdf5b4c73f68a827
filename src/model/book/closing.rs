//! The facts of one record, the records as they were when a period was closed, and how they came.

use std::sync::Arc;

use crate::model::arrival::Arrivals;
use crate::model::correction::Correction;
use crate::model::fact::{About, Fact, Ground};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::AnyRecord;

use super::{Book, Source};

impl Book<'_> {
    /// The facts that one record tells, as this book would stream them.
    pub fn facts_of(&self, id: &Id, record: &AnyRecord, ground: &Ground, out: &mut dyn FnMut(Fact)) {
        match record {
            AnyRecord::Correction(correction) => self.correction(id, correction, ground, out),
            other => other.facts(id, ground, out),
        }
    }

    /// The records as they were when the present closed period was closed, where somebody remembers.
    pub fn at_closing(&self) -> Option<Box<dyn Source>> {
        self.source.at_closing()
    }

    /// How the records came into the store, where somebody remembers.
    pub fn arrivals(&self) -> Option<Arrivals> {
        self.source.arrivals()
    }

    /// The service entry of a correction: whose it is, the corrected record says. Nothing where that is not
    /// there to be read, or is void: what counts nowhere has nothing to be corrected.
    fn correction(&self, id: &Id, correction: &Correction, ground: &Ground, out: &mut dyn FnMut(Fact)) {
        let corrected = self.any(correction.of.kind, &correction.of.id).ok().flatten();
        let (Some(corrected), Some(who), Some(hours)) = (corrected, &correction.who, correction.hours) else {
            return;
        };
        if correction.void.is_some() || corrected.record.void().is_some() {
            return;
        }
        let Some(about) = corrected.record.about(&correction.of.id) else { return };
        let service = ground.verified(who, correction.role_as, hours.0);
        let about = Arc::new(About { kind: Kind::Correction, id: id.clone(), ..About::clone(&about) });
        out(about.service(correction.date, service, correction.is_approximate(&["date", "hours"])));
    }
}
