//! Organisations: the nodes of the tree, from the city's committee down to a studio.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::code::{Category, Linkage, Model, codes};
use crate::model::day::Day;
use crate::model::id::{OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::named::Named;
use crate::model::record::Record;
use crate::model::text::Text;

codes! {
    /// What sort of organisation a node is.
    OrgKind {
        Committee = "committee", Bureau = "bureau", City = "city", County = "county", District = "district",
        Street = "street", Town = "town", Community = "community", Village = "village", Estate = "estate",
        Grid = "grid", Station = "station", Agency = "agency", Association = "association", Team = "team",
        Studio = "studio", Partner = "partner", Company = "company", School = "school",
        Hospital = "hospital", Office = "office", Other = "other",
    }
    /// How two organisations belong together.
    PairingKind { Member = "member", Paired = "paired", Host = "host", Contract = "contract" }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Org {
    /// Its name.
    pub name: Text,
    /// Other names it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// What sort of organisation it is.
    pub kind: OrgKind,
    /// The organisation it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<OrgRef>,
    /// Who leads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<PersonRef>,
    /// How its volunteers come in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Model>,
    /// How its two crews link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linkage: Option<Linkage>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened: Option<Day>,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    /// Head counts: households, residents, buildings, and resident groups.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub profile: Named<u64>,
    /// What it states for its whole subtree and this store does not hold person by person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["as_of"]))]
    pub declared: Vec<Declared>,
    /// How to reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The organisations it works with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["org", "from"]))]
    pub pairing: Vec<Pairing>,
    /// Anything else worth knowing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Where this is known from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Names of fields that are rounded or assumed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approx: Vec<Text>,
}

/// Figures that an organisation states on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Declared {
    /// The day they were true.
    pub as_of: Day,
    /// Where they are stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// The figures: workers, volunteers, newly-certified …
    #[serde(flatten)]
    pub figures: Named<u64>,
}

/// How to reach an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Text>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Text>,
    /// Opening hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Text>,
}

/// Another organisation that this one works with, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pairing {
    /// The other organisation.
    pub org: OrgRef,
    /// How the two belong together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PairingKind>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl Record for Org {
    const KIND: Kind = Kind::Org;

    fn label(&self) -> &str {
        &self.name
    }
    fn also(&self) -> &[Text] {
        &self.also
    }
    fn categories(&self) -> Vec<&Category> {
        self.categories.iter().collect()
    }
}
