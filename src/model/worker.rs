//! Social workers: certified or employed, with a post, a sector and a supervisor.

use crate::model::code::codes;
use crate::model::day::Day;
use crate::model::fields::register;
use crate::model::id::{OrgRef, VolunteerRef};
use crate::model::kind::Kind;
use crate::model::person::{Availability, Credential, Link};
use crate::model::record::Record;
use crate::model::text::Text;

codes! {
    /// Whether a worker works here.
    WorkerStatus { Active = "active", Left = "left" }
    /// Where workers work: for social service mainly, besides, or in streets and communities.
    Sector { Provider = "provider", Auxiliary = "auxiliary", Community = "community" }
    /// How a worker came in.
    Pathway {
        Recruited = "recruited", Trained = "trained", Incentive = "incentive", Platform = "platform",
        Elected = "elected", Transferred = "transferred",
    }
}

register! {
    /// A social worker.
    pub struct Worker {
        /// Their name.
        pub name: Text,
        /// Other names they go by.
        pub also: Vec<Text>,
        /// The organisation that employs them.
        pub org: OrgRef,
        /// Whether they work here; active unless it says otherwise.
        #[schemars(extend("default" = "active"))]
        pub status: Option<WorkerStatus>,
        /// Their first day.
        pub joined: Option<Day>,
        /// Their last day.
        pub left: Option<Day>,
        /// Their id in the volunteers' register, where they have one.
        pub same_as: Option<VolunteerRef>,
        /// What they are in charge of.
        pub post: Option<Text>,
        /// The sector they work in.
        pub sector: Option<Sector>,
        /// How they came in.
        pub pathway: Option<Pathway>,
        /// Who supervises them.
        #[schemars(extend("key" = ["who", "from"]))]
        pub supervisor: Vec<Link>,
        /// What they can do.
        pub skills: Vec<Text>,
        /// What they speak.
        pub languages: Vec<Text>,
        /// Telephone.
        pub phone: Option<Text>,
        /// E-mail: it tells who makes a change in git.
        pub email: Option<Text>,
        /// What they hold.
        #[schemars(extend("key" = ["name", "issued"]))]
        pub credential: Vec<Credential>,
        /// When they can serve.
        pub availability: Option<Availability>,
        /// Confidential fields, encrypted.
        pub sealed: Option<Text>,
    }
}

impl Record for Worker {
    const KIND: Kind = Kind::Worker;

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
    fn also(&self) -> &[Text] {
        &self.also
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
}
