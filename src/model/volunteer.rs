//! Volunteers: people who take part freely, led by a worker or by the key person of a studio.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::code::{Category, Model, ServiceKind, codes};
use crate::model::day::{Day, DayError};
use crate::model::flaw::scalar;
use crate::model::id::OrgRef;
use crate::model::kind::Kind;
use crate::model::person::{Availability, Credential, Emergency, Link, OutsideHours};
use crate::model::record::Record;
use crate::model::text::Text;

codes! {
    /// Where a volunteer stands.
    VolunteerStatus {
        Applicant = "applicant", Trainee = "trainee", Active = "active", Paused = "paused", Left = "left",
    }
}

/// When somebody was born: a day, or only a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Born {
    /// The day.
    On(Day),
    /// The year, which counts as its last day.
    In(Day),
}

impl FromStr for Born {
    type Err = DayError;
    fn from_str(text: &str) -> Result<Born, DayError> {
        if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
            return format!("{text}-12-31").parse().map(Born::In);
        }
        text.parse().map(Born::On)
    }
}

impl fmt::Display for Born {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Born::On(day) => day.fmt(f),
            Born::In(day) => write!(f, "{:04}", day.year()),
        }
    }
}

scalar!(Born, "born");

/// A volunteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Volunteer {
    /// Their name.
    pub name: Text,
    /// Other names they go by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// What their service supports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ServiceKind>,
    /// Where they stand; active unless it says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = "active"))]
    pub status: Option<VolunteerStatus>,
    /// Their first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<Day>,
    /// Their last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Day>,
    /// Why they stand where they stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// The organisation they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org: Option<OrgRef>,
    /// Teams and studios they are part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<OrgRef>,
    /// Who leads them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["who", "from"]))]
    pub lead: Vec<Link>,
    /// What they like to help with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// What they can do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Text>,
    /// What they speak.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Text>,
    /// How they came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Model>,
    /// Their profession.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<Text>,
    /// Words to find them by: party-member, newcomer …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Text>,
    /// When they were born: a date, or a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Born>,
    /// Their gender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Text>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Text>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Text>,
    /// Who answers for a minor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Text>,
    /// Their national volunteer number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uid: Option<Text>,
    /// What they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["name", "issued"]))]
    pub credential: Vec<Credential>,
    /// When they can serve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Whom to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
    /// Hours served before this store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<OutsideHours>,
    /// What another system says of their hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["as_of"]))]
    pub balance: Vec<OutsideHours>,
    /// Anything else worth knowing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Where this is known from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Names of fields that are rounded or assumed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approx: Vec<Text>,
    /// Confidential fields, encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Text>,
}

impl Record for Volunteer {
    const KIND: Kind = Kind::Volunteer;

    fn label(&self) -> &str {
        &self.name
    }
    fn also(&self) -> &[Text] {
        &self.also
    }
    fn org(&self) -> Option<&OrgRef> {
        self.org.as_ref()
    }
    fn categories(&self) -> Vec<&Category> {
        self.categories.iter().collect()
    }
}
