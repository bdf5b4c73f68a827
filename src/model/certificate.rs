//! Certificates of service, as they were issued.

use crate::model::day::Day;
use crate::model::fields::log;
use crate::model::id::{OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::text::Text;

log! {
    /// A certificate.
    pub struct Certificate {
        /// When it was issued.
        pub date: Day,
        /// Its number.
        pub number: Text,
        /// Whose service it certifies.
        pub who: PersonRef,
        /// The first day it covers.
        pub from: Option<Day>,
        /// The last day it covers.
        pub until: Option<Day>,
        /// How many minutes of service.
        pub minutes: u64,
        /// The organisation that issued it.
        pub issuer: OrgRef,
        /// Who signed.
        pub signer: Option<Text>,
        /// Who wrote it.
        pub handler: Option<Text>,
        /// The checksum over the service that it covers.
        pub records: Text,
        /// The commit before it was issued: a hint.
        pub revision: Option<Text>,
        /// The short code by which it is verified.
        pub code: Text,
    }
}

impl Record for Certificate {
    const KIND: Kind = Kind::Certificate;

    fn day(&self) -> Option<Day> {
        Some(self.date)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.issuer)
    }

    /// `WHO`.
    fn stem(&self) -> String {
        self.who.to_string()
    }

    fn may_repeat(&self) -> bool {
        false
    }
}
