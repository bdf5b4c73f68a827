//! Cases: casework with individuals, families and groups, from intake to closing.

use std::sync::Arc;

use crate::model::code::{Category, Role, codes};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground};
use crate::model::fields::{Remarks, log, rows};
use crate::model::id::{Id, OrgRef, PersonRef, ProgramRef, ResidentRef, WorkerRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::need::Reopened;
use crate::model::person::Link;
use crate::model::record::Record;
use crate::model::repeat;
use crate::model::text::Text;

codes! {
    /// What sort of casework it is.
    CaseKind {
        Individual = "individual", Family = "family", Mediation = "mediation", Counselling = "counselling",
        Group = "group",
    }
    /// How much is at stake.
    Risk { Low = "low", Medium = "medium", High = "high" }
    /// How far a case has come.
    Stage {
        Intake = "intake", Assessment = "assessment", Planning = "planning", Intervention = "intervention",
        Evaluation = "evaluation", Closed = "closed", FollowUp = "follow-up",
    }
    /// Where a referral stands.
    ReferralStatus {
        Sent = "sent", Accepted = "accepted", Rejected = "rejected", Done = "done", Revoked = "revoked",
    }
    /// Why a case was closed.
    CaseReason {
        Resolved = "resolved", Improved = "improved", Referred = "referred", Unchanged = "unchanged",
        Withdrawn = "withdrawn", Moved = "moved", NoContact = "no-contact", Died = "died",
        NotOpened = "not-opened",
    }
}

log! {
    /// A case.
    pub struct Case {
        /// The organisation that sees to it.
        pub org: OrgRef,
        /// What sort of casework it is.
        pub kind: CaseKind,
        /// Which kind of service.
        pub category: Category,
        /// When it was opened.
        pub opened: Day,
        /// The programme it belongs to.
        pub program: Option<ProgramRef>,
        /// Its number in the office's own files.
        pub number: Option<Text>,
        /// Whose case it is, by codes.
        pub residents: Vec<ResidentRef>,
        /// How many people it is about.
        pub persons: Option<u64>,
        /// The worker who is in charge.
        pub worker: WorkerRef,
        /// Who helps, each for a time.
        #[schemars(extend("key" = ["who", "from"]))]
        pub helpers: Vec<Link>,
        /// How much is at stake.
        pub risk: Option<Risk>,
        /// How far it has come; intake unless it says otherwise.
        #[schemars(extend("default" = "intake"))]
        pub stage: Option<Stage>,
        /// What it means to reach.
        #[schemars(extend("key" = ["goal"]))]
        pub goals: Vec<Goal>,
        /// When they met.
        #[schemars(extend("key" = ["date", "by"], "repeats" = true))]
        pub sessions: Vec<Session>,
        /// Where it was sent on to.
        #[schemars(extend("key" = ["date", "to"]))]
        pub referrals: Vec<Referral>,
        /// When the worker was supervised on it.
        #[schemars(extend("key" = ["date", "by"], "repeats" = true))]
        pub supervision: Vec<Supervision>,
        /// When it is to be looked at next.
        pub review: Option<Day>,
        /// When it was closed.
        pub closed: Option<Day>,
        /// Why it was closed.
        pub reason: Option<CaseReason>,
        /// When and why it was opened again.
        #[schemars(extend("key" = ["date", "by"], "repeats" = true))]
        pub reopened: Vec<Reopened>,
        /// Confidential fields, encrypted.
        pub sealed: Option<Text>,
    }
}

rows! {
    /// What a case means to reach.
    pub struct Goal {
        /// The goal.
        pub goal: Text,
        /// Whether it was reached.
        pub met: Option<bool>,
    }

    /// A meeting.
    pub struct Session {
        /// On which day.
        pub date: Day,
        /// Who held it.
        pub by: PersonRef,
        /// In which crew they did; else the register that holds the id.
        #[serde(rename = "as")]
        pub role_as: Option<Role>,
        /// Who helped.
        pub helpers: Vec<PersonRef>,
        /// For how long.
        pub hours: Option<Minutes>,
        /// How they met: at home, by phone …
        pub medium: Option<Text>,
        /// Whether anybody was met.
        pub contact: Option<bool>,
        /// How many people were there.
        pub persons: Option<u64>,
        /// The stage it belongs to.
        pub stage: Option<Stage>,
    }

    /// That a case was sent on.
    pub struct Referral {
        /// When.
        pub date: Day,
        /// To whom.
        pub to: Text,
        /// Why.
        pub reason: Option<Text>,
        /// Where it stands.
        pub status: Option<ReferralStatus>,
    }

    /// That the worker was supervised on a case.
    pub struct Supervision {
        /// When.
        pub date: Day,
        /// By whom.
        pub by: Option<PersonRef>,
        /// For how long.
        pub hours: Option<Minutes>,
    }
}

impl Stage {
    /// Whether a case that has come so far is closed.
    pub fn is_over(self) -> bool {
        matches!(self, Stage::Closed | Stage::FollowUp)
    }
}

impl Case {
    /// How far it has come.
    pub fn stage(&self) -> Stage {
        self.stage.unwrap_or(Stage::Intake)
    }

    /// Who helps with it on a day.
    pub fn helpers_on(&self, day: Day) -> impl Iterator<Item = &Id> {
        self.helpers.iter().filter(move |link| link.holds(day)).map(|link| &link.who.0)
    }

    /// Whether somebody can have helped in a session on a day: a helper of the case, or who is in charge.
    pub fn may_help(&self, who: &Id, day: Day) -> bool {
        self.worker.0 == *who || self.helpers_on(day).any(|helper| helper == who)
    }
}

impl Record for Case {
    const KIND: Kind = Kind::Case;

    fn day(&self) -> Option<Day> {
        Some(self.opened)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        vec![&self.category]
    }

    fn about(&self, id: &Id) -> Option<About> {
        Some(About {
            category: Some(self.category.clone()),
            lead: Some(self.worker.0.clone()),
            program: self.program.as_ref().map(|program| program.0.clone()),
            org: Some(self.org.0.clone()),
            ..About::of(Kind::Case, id, self.opened)
        })
    }

    /// That it was opened, that it was closed, and a service entry for everybody in each session with hours.
    fn facts(&self, id: &Id, ground: &Ground, out: &mut dyn FnMut(Fact)) {
        let Some(about) = self.about(id).map(Arc::new) else { return };
        out(about.count(Figure::Record, 1, self.is_approximate(&["opened"])));
        if let Some(date) = self.closed {
            let approximate = self.is_approximate(&["closed"]);
            out(about.on(date).count(Figure::Closed, 1, approximate));
        }
        let approximate = self.is_approximate(&["sessions"]);
        for session in &self.sessions {
            let Some(minutes) = session.hours else { continue };
            let helpers = session.helpers.iter().map(|helper| (helper, None));
            for (who, role) in [(&session.by, session.role_as)].into_iter().chain(helpers) {
                out(about.service(session.date, ground.verified(who, role, minutes), approximate));
            }
        }
    }

    fn may_repeat(&self) -> bool {
        repeat::twice(&self.residents)
            || repeat::any(&self.helpers, |row| (&row.who, row.from))
            || repeat::any(&self.goals, |row| &row.goal)
            || repeat::any(&self.referrals, |row| (row.date, &row.to))
            || self.sessions.iter().any(|session| repeat::twice(&session.helpers))
    }
}
