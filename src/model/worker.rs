//! Social workers: certified or employed, with a post, a sector and a supervisor.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::code::codes;
use crate::model::day::Day;
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

/// A social worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Worker {
    /// Their name.
    pub name: Text,
    /// Other names they go by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// The organisation that employs them.
    pub org: OrgRef,
    /// Whether they work here; active unless it says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = "active"))]
    pub status: Option<WorkerStatus>,
    /// Their first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<Day>,
    /// Their last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Day>,
    /// Their id in the volunteers' register, where they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<VolunteerRef>,
    /// What they are in charge of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<Text>,
    /// The sector they work in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// How they came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pathway: Option<Pathway>,
    /// Who supervises them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["who", "from"]))]
    pub supervisor: Vec<Link>,
    /// What they can do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Text>,
    /// What they speak.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Text>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Text>,
    /// E-mail: it tells who makes a change in git.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Text>,
    /// What they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["name", "issued"]))]
    pub credential: Vec<Credential>,
    /// When they can serve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
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

impl Record for Worker {
    const KIND: Kind = Kind::Worker;

    fn label(&self) -> &str {
        &self.name
    }
    fn also(&self) -> &[Text] {
        &self.also
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
}
