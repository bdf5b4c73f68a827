//! Corrections: hours added to or taken from a closed period, with the record they correct.

use std::fmt;
use std::str::FromStr;

use crate::model::code::Role;
use crate::model::day::Day;
use crate::model::fields::log;
use crate::model::flaw::{Flaw, scalar};
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::minutes::{Minutes, MinutesError};
use crate::model::record::Record;
use crate::model::text::Text;

log! {
    /// A correction.
    pub struct Correction {
        /// When it was made; reports of a period book it on this day.
        pub date: Day,
        /// The record it corrects: `activity/ID`.
        pub of: RecordRef,
        /// Whose hours it corrects.
        pub who: Option<PersonRef>,
        /// In which crew; else the register that holds the id.
        #[serde(rename = "as")]
        pub role_as: Option<Role>,
        /// How much is added, or with `-` taken away.
        pub hours: Option<SignedMinutes>,
        /// Why.
        pub reason: Text,
        /// By whom.
        pub by: PersonRef,
    }
}

/// A record by kind and id: `activity/2026-11-21-night-patrol`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
}

/// A text that names no record by kind and id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a kind and an id")]
pub struct RecordRefError {
    /// The text as written.
    pub text: String,
}

impl Flaw for RecordRefError {
    fn help(&self) -> Option<String> {
        Some("write for example `activity/2026-11-21-night-patrol`".into())
    }
}

impl FromStr for RecordRef {
    type Err = RecordRefError;
    fn from_str(text: &str) -> Result<RecordRef, RecordRefError> {
        let parts = text.split_once('/');
        let read =
            parts.and_then(|(kind, id)| Some(RecordRef { kind: kind.parse().ok()?, id: id.parse().ok()? }));
        read.ok_or_else(|| RecordRefError { text: text.into() })
    }
}

impl fmt::Display for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

scalar!(RecordRef, "record");

/// A duration that may be less than nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignedMinutes(pub Minutes);

impl FromStr for SignedMinutes {
    type Err = MinutesError;
    fn from_str(text: &str) -> Result<SignedMinutes, MinutesError> {
        match text.strip_prefix('-') {
            Some(positive) => {
                positive.parse().map(|minutes: Minutes| SignedMinutes(Minutes::of(-minutes.count())))
            }
            None => text.parse().map(SignedMinutes),
        }
    }
}

impl fmt::Display for SignedMinutes {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar!(SignedMinutes, "minutes-signed");

impl Correction {
    /// A correction that does not say yet by how much.
    pub fn of(date: Day, of: RecordRef, reason: Text, by: PersonRef) -> Correction {
        Correction {
            date,
            of,
            who: None,
            role_as: None,
            hours: None,
            reason,
            by,
            note: None,
            source: None,
            approx: Vec::new(),
            overridden: None,
            void: None,
        }
    }
}

impl Record for Correction {
    const KIND: Kind = Kind::Correction;

    fn day(&self) -> Option<Day> {
        Some(self.date)
    }

    /// `WHO`, else the kind of the record that is corrected.
    fn stem(&self) -> String {
        self.who.as_ref().map_or_else(|| self.of.kind.to_string(), ToString::to_string)
    }

    fn may_repeat(&self) -> bool {
        false
    }
}
