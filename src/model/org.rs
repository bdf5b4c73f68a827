//! Organisations: the nodes of the tree, from the city's committee down to a studio.

use crate::model::code::{Category, Linkage, Model, codes};
use crate::model::day::Day;
use crate::model::fields::{register, rows};
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

register! {
    /// An organisation.
    pub struct Org {
        /// Its name.
        pub name: Text,
        /// Other names it goes by.
        pub also: Vec<Text>,
        /// What sort of organisation it is.
        pub kind: OrgKind,
        /// The organisation it is part of.
        pub parent: Option<OrgRef>,
        /// Who leads it.
        pub lead: Option<PersonRef>,
        /// How its volunteers come in.
        pub model: Option<Model>,
        /// How its two crews link.
        pub linkage: Option<Linkage>,
        /// What it does.
        pub categories: Vec<Category>,
        /// Its first day.
        pub opened: Option<Day>,
        /// Its last day.
        pub closed: Option<Day>,
        /// Head counts: households, residents, buildings, and resident groups.
        pub profile: Named<u64>,
        /// What it states for its whole subtree and this store does not hold person by person.
        #[schemars(extend("key" = ["as_of"]))]
        pub declared: Vec<Declared>,
        /// How to reach it.
        pub contact: Option<Contact>,
        /// The organisations it works with.
        #[schemars(extend("key" = ["org", "from"]))]
        pub pairing: Vec<Pairing>,
    }
}

rows! {
    /// Figures that an organisation states on a day.
    pub struct Declared {
        /// The day they were true.
        pub as_of: Day,
        /// Where they are stated.
        pub source: Option<Text>,
        /// The figures: workers, volunteers, newly-certified …
        #[serde(flatten)]
        pub figures: Named<u64>,
    }
}

rows! {
    /// How to reach an organisation.
    pub struct Contact {
        /// Telephone.
        pub phone: Option<Text>,
        /// Address.
        pub address: Option<Text>,
        /// Opening hours.
        pub open: Option<Text>,
    }
}

rows! {
    /// Another organisation that this one works with, for a time.
    pub struct Pairing {
        /// The other organisation.
        pub org: OrgRef,
        /// How the two belong together.
        pub kind: Option<PairingKind>,
        /// The first day.
        pub from: Option<Day>,
        /// The last day.
        pub until: Option<Day>,
    }
}

impl Record for Org {
    const KIND: Kind = Kind::Org;

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
    fn also(&self) -> &[Text] {
        &self.also
    }
    fn categories(&self) -> Vec<&Category> {
        self.categories.iter().collect()
    }
}
