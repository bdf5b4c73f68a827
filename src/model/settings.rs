//! `tandem.toml`: what a store says of itself. Its struct is its format, defaults included.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::code::{Catalogue, Measures, OwnCategory, OwnMeasure, codes};
use crate::model::day::Day;
use crate::model::flaw::{Flaw, scalar};
use crate::model::minutes::Minutes;
use crate::model::named::Named;
use crate::model::shape::Shape;
use crate::model::text::Text;

/// The newest record format that this program reads and writes.
pub const FORMAT: u64 = 1;

/// The store's own file, in its root.
pub const FILE: &str = "tandem.toml";

codes! {
    /// A language of the product.
    Locale { En = "en", Zh = "zh", Es = "es" }
    /// Where new records go.
    Folders { Flat = "flat", ByOrg = "by-org" }
    /// How ids of people are made.
    PeopleIds { Name = "name", Code = "code" }
    /// What a rule's finding is worth in this store.
    RuleLevel { Allow = "allow", Warn = "warn", Deny = "deny" }
    /// Which hours a ladder counts.
    Window { Lifetime = "lifetime", Year = "year", RollingYear = "rolling-year" }
}

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(pub Tz);

/// A name that the IANA database lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone `{text}`")]
pub struct ZoneError {
    /// The name as written.
    pub text: String,
}

impl Flaw for ZoneError {
    fn help(&self) -> Option<String> {
        let near =
            crate::model::code::nearest(&self.text, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        Some(near.map_or("write a city, for example `Asia/Shanghai`".into(), |zone| {
            format!("did you mean `{zone}`?")
        }))
    }
}

impl FromStr for Zone {
    type Err = ZoneError;
    fn from_str(text: &str) -> Result<Zone, ZoneError> {
        text.parse().map(Zone).map_err(|_| ZoneError { text: text.into() })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.0.name())
    }
}

scalar!(Zone, "timezone");

/// A currency by its three letters (ISO 4217).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency(String);

/// What is no currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a currency code")]
pub struct CurrencyError {
    /// The text as written.
    pub text: String,
}

impl Flaw for CurrencyError {
    fn help(&self) -> Option<String> {
        Some("write the three capital letters of ISO 4217, for example `CNY` or `EUR`".into())
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;
    fn from_str(text: &str) -> Result<Currency, CurrencyError> {
        let three = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        if three { Ok(Currency(text.into())) } else { Err(CurrencyError { text: text.into() }) }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

scalar!(Currency, "currency");

/// What a store says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// The version of the record format.
    pub format: u64,
    /// The name of the community or city that keeps the store.
    pub name: Text,
    /// The time zone of all dates and times.
    pub timezone: Zone,
    /// The language of reports.
    #[serde(default = "defaults::locale")]
    pub locale: Locale,
    /// The currency; without one no item is money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Where new records go.
    #[serde(default)]
    pub layout: Layout,
    /// How ids are made.
    #[serde(default)]
    pub ids: Ids,
    /// What changing commands do with git.
    #[serde(default)]
    pub git: GitPolicy,
    /// When volunteers count as inactive, and from which age they may serve.
    #[serde(default)]
    pub volunteers: VolunteerPolicy,
    /// Exceptions to Monday–Friday.
    #[serde(default)]
    pub calendar: Calendar,
    /// Limits on hours, and whether they must be verified.
    #[serde(default)]
    pub hours: HoursPolicy,
    /// Limits on shifts.
    #[serde(default)]
    pub shifts: ShiftPolicy,
    /// How many volunteers one worker can lead well.
    #[serde(default)]
    pub linkage: LinkagePolicy,
    /// How small a published count may be.
    #[serde(default)]
    pub privacy: PrivacyPolicy,
    /// Who can open what is sealed.
    #[serde(default)]
    #[schemars(extend("key" = ["name"]))]
    pub seal: Vec<Recipient>,
    /// What is final.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
    /// Levels that hours of service reach.
    #[serde(default)]
    #[schemars(extend("key" = ["name"]))]
    pub ladder: Vec<Ladder>,
    /// Categories of the store's own.
    #[serde(default)]
    #[schemars(extend("key" = ["code"]))]
    pub category: Vec<OwnCategory>,
    /// Measures of the store's own.
    #[serde(default)]
    #[schemars(extend("key" = ["code"]))]
    pub measure: Vec<OwnMeasure>,
    /// What the rules of `check` are worth here.
    #[serde(default)]
    pub check: Named<RuleLevel>,
}

impl Settings {
    /// What may stand in the store's own file.
    pub fn shape() -> &'static Shape {
        static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<Settings>);
        &SHAPE
    }

    /// The categories this store knows.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::with(&self.category)
    }

    /// The measures this store knows.
    pub fn measures(&self) -> Measures {
        Measures::with(&self.measure)
    }

    /// The store's time zone.
    pub fn zone(&self) -> Tz {
        self.timezone.0
    }
}

/// Declares a table of the settings in which every field has a default.
macro_rules! policies {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty = $default:expr),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type),+
        }

        impl Default for $name {
            fn default() -> Self {
                $name { $($field: $default),+ }
            }
        }
    )+};
}

policies! {
    /// Where new records go.
    Layout {
        /// Straight under their kind, or under a folder of their organisation.
        folders: Folders = Folders::Flat,
    }
    /// How ids are made.
    Ids {
        /// People's ids come from their names, or are codes.
        people: PeopleIds = PeopleIds::Name,
    }
    /// What changing commands do with git.
    GitPolicy {
        /// Whether a changing command makes a commit of its own.
        commit: bool = true,
    }
    /// When volunteers count as inactive, and from which age they may serve.
    VolunteerPolicy {
        /// Days without service after which somebody is inactive.
        inactive_after_days: u64 = 180,
        /// Years of age below which a guardian's consent is needed.
        minimum_age: u64 = 16,
    }
    /// Exceptions to Monday–Friday.
    Calendar {
        /// Weekdays without work.
        holidays: Vec<Day> = Vec::new(),
        /// Weekend days with work.
        workdays: Vec<Day> = Vec::new(),
    }
    /// Limits on hours, and whether they must be verified.
    HoursPolicy {
        /// The most hours of one person on one day.
        daily_max: Minutes = Minutes::of(12 * 60),
        /// Whether hours enter as submitted, to be verified.
        verify: bool = false,
    }
    /// Limits on shifts.
    ShiftPolicy {
        /// Hours of rest between two shifts.
        min_rest_hours: Minutes = Minutes::of(10 * 60),
        /// The most shifts of one person on one day.
        max_per_day: u64 = 2,
    }
    /// How many volunteers one worker can lead well.
    LinkagePolicy {
        /// Volunteers per worker.
        span_max: u64 = 30,
    }
    /// How small a published count may be.
    PrivacyPolicy {
        /// Published figures are multiples of this: of people, of hours, of units of money.
        small_cells: u64 = 5,
    }
}

/// Somebody who can open what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recipient {
    /// Whose key it is.
    pub name: Text,
    /// An age recipient.
    pub key: Text,
}

/// What is final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Closed {
    /// The last day that is final.
    pub through: Day,
    /// The checksum over all dated facts up to that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Text>,
}

/// Levels that hours of service reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ladder {
    /// The ladder's name.
    pub name: Text,
    /// The first day it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Which hours it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Its levels.
    #[serde(default)]
    #[schemars(extend("key" = ["name"]))]
    pub levels: Vec<Rung>,
}

/// A level of a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rung {
    /// What it is called.
    pub name: Text,
    /// The hours that reach it.
    pub hours: Minutes,
}

mod defaults {
    pub(super) fn locale() -> super::Locale {
        super::Locale::En
    }
}
