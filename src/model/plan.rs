//! Plans: what an organisation means to reach in a period, and what is to be done for it.

use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::fields::{register, rows};
use crate::model::id::{OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::period::Period;
use crate::model::record::Record;
use crate::model::text::Text;

/// The figures that a target can name, as a summary keys them; besides these, [`FAMILIES`].
pub const METRICS: [&str; 16] = [
    "activities",
    "attendances",
    "people",
    "new_volunteers",
    "volunteer_minutes",
    "worker_minutes",
    "heads",
    "served",
    "households",
    "shifts",
    "fill_rate",
    "needs_opened",
    "needs_met",
    "cases_opened",
    "cases_closed",
    "feedback",
];

/// What the names of figures begin with that end in a code or an id, with `_` for `-`.
pub const FAMILIES: [&str; 5] = ["heads_", "output_", "result_", "resources_in_", "resources_out_"];

register! {
    /// A plan.
    pub struct Plan {
        /// The organisation whose plan it is.
        pub org: OrgRef,
        /// For which days.
        pub period: Period,
        /// Figures to be reached.
        #[schemars(extend("key" = ["metric", "category"]))]
        pub target: Vec<Target>,
        /// What is to be done.
        #[schemars(extend("key" = ["title"]))]
        pub task: Vec<Task>,
    }
}

rows! {
    /// A figure to be reached.
    pub struct Target {
        /// The figure, by its name in the summary: `volunteer_minutes`, `output_leaflets` …
        pub metric: Text,
        /// How much.
        pub value: Money,
        /// Only of this kind of service.
        pub category: Option<Category>,
        /// Anything else worth knowing.
        pub note: Option<Text>,
    }

    /// Something to be done.
    pub struct Task {
        /// What.
        pub title: Text,
        /// By when.
        pub due: Day,
        /// By whom.
        pub who: Option<PersonRef>,
        /// When it was done.
        pub done: Option<Day>,
    }
}

impl Record for Plan {
    const KIND: Kind = Kind::Plan;

    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        self.target.iter().filter_map(|target| target.category.as_ref()).collect()
    }

    /// `ORG-PERIOD`.
    fn stem(&self) -> String {
        format!("{}-{}", self.org, self.period.to_string().to_lowercase().replace("..", "-to-"))
    }
}
