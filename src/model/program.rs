//! Programmes: projects with sessions, participants and targets, often of one organisation hosted by others.

use crate::model::code::{Category, Linkage};
use crate::model::day::Day;
use crate::model::fields::{register, rows};
use crate::model::id::{OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::record::Record;
use crate::model::text::Text;

register! {
    /// A programme.
    pub struct Program {
        /// Its name.
        pub name: Text,
        /// The organisation that runs it.
        pub org: OrgRef,
        /// The organisations where it takes place.
        pub hosts: Vec<OrgRef>,
        /// Who leads it.
        pub lead: Option<PersonRef>,
        /// What it does.
        pub categories: Vec<Category>,
        /// How the two crews link in it.
        pub linkage: Option<Linkage>,
        /// For whom it is.
        pub audience: Vec<Text>,
        /// The ages it is for: `"2-8"`.
        pub ages: Option<Text>,
        /// Its first day.
        pub from: Option<Day>,
        /// Its last day.
        pub until: Option<Day>,
        /// Who works on it.
        pub team: Vec<PersonRef>,
        /// What it may cost.
        pub budget: Option<Money>,
        /// What it means to reach.
        pub targets: Option<Targets>,
    }
}

rows! {
    /// What a programme means to reach.
    pub struct Targets {
        /// Sessions held.
        pub sessions: Option<u64>,
        /// People who take part, counted each time.
        pub participants: Option<u64>,
        /// Hours of service.
        pub hours: Option<u64>,
    }
}

impl Record for Program {
    const KIND: Kind = Kind::Program;

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        self.categories.iter().collect()
    }
}
