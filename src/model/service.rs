//! Services: the public catalogue of what is offered, to whom, at what fee and with what promise.

use crate::model::code::{Category, codes};
use crate::model::day::Day;
use crate::model::fields::register;
use crate::model::id::{OrgRef, WorkerRef};
use crate::model::kind::Kind;
use crate::model::org::Contact;
use crate::model::record::Record;
use crate::model::text::Text;

codes! {
    /// Whether a service is offered now.
    ServiceStatus { Active = "active", Inactive = "inactive" }
}

register! {
    /// A service that the public can ask for.
    pub struct Service {
        /// Its name.
        pub name: Text,
        /// The organisation that offers it.
        pub org: OrgRef,
        /// Which kind of service.
        pub category: Category,
        /// For whom it is.
        pub audience: Vec<Text>,
        /// What it costs those who ask for it.
        pub fee: Option<Text>,
        /// Who can have it.
        pub eligibility: Option<Text>,
        /// In how many working days it is promised.
        pub promise_days: Option<u64>,
        /// Credentials that whoever gives it must hold.
        pub requires: Vec<Text>,
        /// When it is open.
        pub open: Option<Text>,
        /// The worker who is in charge.
        pub worker: Option<WorkerRef>,
        /// Whether it is offered now; active unless it says otherwise.
        #[schemars(extend("default" = "active"))]
        pub status: Option<ServiceStatus>,
        /// When somebody last made sure that this is true.
        pub assured: Option<Day>,
        /// How to reach it.
        pub contact: Option<Contact>,
    }
}

impl Record for Service {
    const KIND: Kind = Kind::Service;

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        vec![&self.category]
    }
}
