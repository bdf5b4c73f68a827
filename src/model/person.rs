//! What workers and volunteers have in common: credentials, availability, dated links to other people.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::clock::Range;
use crate::model::code::codes;
use crate::model::day::Day;
use crate::model::id::PersonRef;
use crate::model::minutes::Minutes;
use crate::model::text::Text;

codes! {
    /// What a credential is.
    CredentialKind {
        Qualification = "qualification", Agreement = "agreement", Insurance = "insurance",
        RecordCheck = "record-check", Consent = "consent",
    }
}

/// A certificate, agreement or insurance that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Credential {
    /// What it is called: social-worker, first-aid …
    pub name: Text,
    /// What it is; a qualification unless it says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<CredentialKind>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Text>,
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Day>,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Day>,
}

/// A dated link to a worker, or to the volunteer who is the key person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The person.
    pub who: PersonRef,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// When somebody can serve.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Availability {
    /// Mondays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mon: Vec<Range>,
    /// Tuesdays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tue: Vec<Range>,
    /// Wednesdays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wed: Vec<Range>,
    /// Thursdays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thu: Vec<Range>,
    /// Fridays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fri: Vec<Range>,
    /// Saturdays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sat: Vec<Range>,
    /// Sundays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sun: Vec<Range>,
    /// Days on which none of this holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Away>,
    /// The most hours in a week, Monday to Sunday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_hours_max: Option<Minutes>,
}

/// A time during which somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Away {
    /// The first day.
    pub from: Day,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// Hours from outside of this store, on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutsideHours {
    /// How many.
    pub hours: Minutes,
    /// Up to which day.
    pub as_of: Day,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Emergency {
    /// Their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Their telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Text>,
}
