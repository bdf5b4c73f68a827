//! Needs: what a resident asks for, or a visit finds; matched, promised, met or not.

use std::sync::Arc;

use crate::model::code::{Category, Role, codes};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground};
use crate::model::fault::Clash;
use crate::model::fields::{Remarks, log, rows};
use crate::model::id::{CaseRef, Id, OrgRef, PersonRef, ProgramRef, ResidentRef, ServiceRef, WorkerRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::person::Link;
use crate::model::record::{Record, rated};
use crate::model::repeat;
use crate::model::text::Text;

codes! {
    /// How a need came to be known.
    Channel {
        Visit = "visit", Phone = "phone", Window = "window", Online = "online", Event = "event",
        Patrol = "patrol",
    }
    /// How soon it must be met.
    Urgency { Routine = "routine", Soon = "soon", Urgent = "urgent" }
    /// Where a need stands.
    NeedStatus {
        Open = "open", Verified = "verified", Matched = "matched", InProgress = "in-progress", Met = "met",
        Unmet = "unmet", Withdrawn = "withdrawn",
    }
    /// What was done for a need.
    Did {
        Visited = "visited", Called = "called", Accompanied = "accompanied", Delivered = "delivered",
        Advised = "advised", Referred = "referred", Other = "other",
    }
}

log! {
    /// A need.
    pub struct Need {
        /// The organisation that sees to it.
        pub org: OrgRef,
        /// Which kind of service it asks for.
        pub category: Category,
        /// When it was opened.
        pub opened: Day,
        /// Whose need it is, by code.
        pub resident: Option<ResidentRef>,
        /// The programme it belongs to.
        pub program: Option<ProgramRef>,
        /// The worker or volunteer who found it.
        pub found_by: Option<PersonRef>,
        /// How it came to be known.
        pub channel: Option<Channel>,
        /// How soon it must be met.
        pub urgency: Option<Urgency>,
        /// What could happen otherwise.
        pub risk: Option<Text>,
        /// By when it was promised to be met.
        pub promised: Option<Day>,
        /// The service that meets it.
        pub service: Option<ServiceRef>,
        /// The worker who is in charge.
        pub worker: Option<WorkerRef>,
        /// Who helps.
        #[schemars(extend("key" = ["who", "from"]))]
        pub helpers: Vec<Link>,
        /// Where it stands; open unless it says otherwise.
        #[schemars(extend("default" = "open"))]
        pub status: Option<NeedStatus>,
        /// What was done for it.
        #[schemars(extend("key" = ["date", "who"], "repeats" = true))]
        pub log: Vec<Entry>,
        /// The case that it became.
        pub case: Option<CaseRef>,
        /// When it was closed.
        pub closed: Option<Day>,
        /// Why it was not met, or withdrawn.
        pub reason: Option<Text>,
        /// When and why it was opened again.
        #[schemars(extend("key" = ["date", "by"], "repeats" = true))]
        pub reopened: Vec<Reopened>,
        /// How satisfied they were, 1 to 5.
        pub satisfaction: Option<u64>,
        /// Confidential fields, encrypted.
        pub sealed: Option<Text>,
    }
}

rows! {
    /// Something that was done for a need.
    pub struct Entry {
        /// On which day.
        pub date: Day,
        /// By whom.
        pub who: PersonRef,
        /// In which crew; else the register that holds the id.
        #[serde(rename = "as")]
        pub role_as: Option<Role>,
        /// What.
        pub did: Option<Did>,
        /// For how long.
        pub hours: Option<Minutes>,
    }

    /// That something was opened again.
    pub struct Reopened {
        /// When.
        pub date: Day,
        /// By whom.
        pub by: Option<PersonRef>,
        /// Why.
        pub reason: Option<Text>,
    }
}

impl NeedStatus {
    /// Whether nothing more is done for a need that stands there.
    pub fn is_over(self) -> bool {
        matches!(self, NeedStatus::Met | NeedStatus::Unmet | NeedStatus::Withdrawn)
    }
}

impl Need {
    /// Where it stands.
    pub fn status(&self) -> NeedStatus {
        self.status.unwrap_or(NeedStatus::Open)
    }

    /// Who is in charge of it, and who helps with it on a day.
    pub fn involved(&self, day: Day) -> impl Iterator<Item = &Id> {
        let helpers = self.helpers.iter().filter(move |link| link.holds(day)).map(|link| &link.who.0);
        self.worker.iter().map(|worker| &worker.0).chain(helpers)
    }
}

impl Record for Need {
    const KIND: Kind = Kind::Need;

    fn day(&self) -> Option<Day> {
        Some(self.opened)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        vec![&self.category]
    }

    /// A satisfaction that nobody can have.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        rated(self.satisfaction, || FieldPath::field("satisfaction"), out);
    }

    fn about(&self, id: &Id) -> Option<About> {
        Some(About {
            category: Some(self.category.clone()),
            lead: self.worker.as_ref().map(|worker| worker.0.clone()),
            program: self.program.as_ref().map(|program| program.0.clone()),
            org: Some(self.org.0.clone()),
            ..About::of(Kind::Need, id, self.opened)
        })
    }

    /// That it was opened, that it was met, and a service entry for each line of the log with hours.
    fn facts(&self, id: &Id, ground: &Ground, out: &mut dyn FnMut(Fact)) {
        let Some(about) = self.about(id).map(Arc::new) else { return };
        out(about.count(Figure::Record, 1, self.is_approximate(&["opened"])));
        if let (NeedStatus::Met, Some(date)) = (self.status(), self.closed) {
            let approximate = self.is_approximate(&["closed"]);
            out(about.on(date).count(Figure::Met, 1, approximate));
        }
        let approximate = self.is_approximate(&["log"]);
        for entry in &self.log {
            let Some(minutes) = entry.hours else { continue };
            let service = ground.verified(&entry.who, entry.role_as, minutes);
            out(about.service(entry.date, service, approximate));
        }
    }

    fn may_repeat(&self) -> bool {
        repeat::any(&self.helpers, |row| (&row.who, row.from))
    }
}
