//! Residents: people and households who are served. They stand here under codes; who they are is sealed.

use crate::model::code::{Role, codes};
use crate::model::day::Day;
use crate::model::fields::{register, rows};
use crate::model::id::{OrgRef, PersonRef, ResidentRef, WorkerRef};
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::repeat;
use crate::model::text::Text;

codes! {
    /// Whether a record of a resident is one person or a household.
    ResidentKind { Person = "person", Household = "household" }
}

register! {
    /// A resident.
    pub struct Resident {
        /// One person, or a household.
        pub kind: ResidentKind,
        /// The organisation that serves them.
        pub org: OrgRef,
        /// The household they live in.
        pub household: Option<ResidentRef>,
        /// How many people live in the household.
        pub persons: Option<u64>,
        /// Groups they belong to: elderly, living-alone, disabled, hardship, child …
        pub groups: Vec<Text>,
        /// Since when they are served.
        pub opened: Option<Day>,
        /// Until when they were.
        pub closed: Option<Day>,
        /// The worker who is in charge.
        pub worker: Option<WorkerRef>,
        /// Who helps them.
        #[schemars(extend("key" = ["who", "from"]))]
        pub helper: Vec<Helper>,
        /// When they agreed to be on record.
        pub consent: Option<Day>,
        /// Confidential fields, encrypted: name, address, phone …
        pub sealed: Option<Text>,
    }
}

rows! {
    /// Somebody who helps a resident for a time.
    pub struct Helper {
        /// Who.
        pub who: PersonRef,
        /// In which crew; else the register that holds the id.
        #[serde(rename = "as")]
        pub role_as: Option<Role>,
        /// The first day.
        pub from: Option<Day>,
        /// The last day.
        pub until: Option<Day>,
    }
}

impl Record for Resident {
    const KIND: Kind = Kind::Resident;

    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }

    fn may_repeat(&self) -> bool {
        repeat::twice(&self.groups) || repeat::any(&self.helper, |row| (&row.who, row.from))
    }
}
