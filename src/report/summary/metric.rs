//! The figures of a summary: their names, their order and what they are counted in.

use crate::model::id::Id;
use crate::report::heads::Head;
use crate::report::table::Type;

/// A figure of a summary, in the order in which they are read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Activities.
    Activities,
    /// Rows of service.
    Attendances,
    /// Distinct people who served.
    People,
    /// Volunteers who joined.
    NewVolunteers,
    /// Time that volunteers gave.
    VolunteerMinutes,
    /// Time that workers gave.
    WorkerMinutes,
    /// Heads that are not named.
    Heads,
    /// Those of them of one sort.
    HeadsOf(Head),
    /// Residents who were served, by name.
    Served,
    /// Households that took part.
    Households,
    /// What was handed out, by measure.
    Output(String),
    /// What came of it, by measure.
    Result(String),
    /// Shifts.
    Shifts,
    /// Places of shifts that were filled.
    FillRate,
    /// Needs that were opened.
    NeedsOpened,
    /// Needs that were met.
    NeedsMet,
    /// Cases that were opened.
    CasesOpened,
    /// Cases that were closed.
    CasesClosed,
    /// Opinions, complaints, hazards.
    Feedback,
    /// What came in of an item.
    ResourcesIn(Id),
    /// What went out of an item.
    ResourcesOut(Id),
}

/// The figures that are made of no code, in the order of [`crate::model::plan::METRICS`].
const FIXED: [Metric; 16] = [
    Metric::Activities,
    Metric::Attendances,
    Metric::People,
    Metric::NewVolunteers,
    Metric::VolunteerMinutes,
    Metric::WorkerMinutes,
    Metric::Heads,
    Metric::Served,
    Metric::Households,
    Metric::Shifts,
    Metric::FillRate,
    Metric::NeedsOpened,
    Metric::NeedsMet,
    Metric::CasesOpened,
    Metric::CasesClosed,
    Metric::Feedback,
];

impl Metric {
    /// The figure of a name, as plans write it.
    pub fn named(key: &str) -> Option<Metric> {
        let code = |family: &str| key.strip_prefix(family).map(|code| code.replace('_', "-"));
        let item = |family: &str| code(family).and_then(|code| code.parse::<Id>().ok());
        let fixed = || FIXED.into_iter().find(|metric| metric.key() == key);
        let heads = || code("heads_").and_then(|code| Head::named(&code)).map(Metric::HeadsOf);
        fixed()
            .or_else(heads)
            .or_else(|| code("output_").map(Metric::Output))
            .or_else(|| code("result_").map(Metric::Result))
            .or_else(|| item("resources_in_").map(Metric::ResourcesIn))
            .or_else(|| item("resources_out_").map(Metric::ResourcesOut))
    }

    /// Its stable name, as plans write it: `heads_living_alone`, `output_leaflets`.
    pub fn key(&self) -> String {
        match self {
            Metric::HeadsOf(head) => format!("heads_{}", head.name().replace('-', "_")),
            Metric::Output(code) => format!("output_{}", code.replace('-', "_")),
            Metric::Result(code) => format!("result_{}", code.replace('-', "_")),
            Metric::ResourcesIn(item) => format!("resources_in_{}", item.replace('-', "_")),
            Metric::ResourcesOut(item) => format!("resources_out_{}", item.replace('-', "_")),
            Metric::Activities => "activities".into(),
            Metric::Attendances => "attendances".into(),
            Metric::People => "people".into(),
            Metric::NewVolunteers => "new_volunteers".into(),
            Metric::VolunteerMinutes => "volunteer_minutes".into(),
            Metric::WorkerMinutes => "worker_minutes".into(),
            Metric::Heads => "heads".into(),
            Metric::Served => "served".into(),
            Metric::Households => "households".into(),
            Metric::Shifts => "shifts".into(),
            Metric::FillRate => "fill_rate".into(),
            Metric::NeedsOpened => "needs_opened".into(),
            Metric::NeedsMet => "needs_met".into(),
            Metric::CasesOpened => "cases_opened".into(),
            Metric::CasesClosed => "cases_closed".into(),
            Metric::Feedback => "feedback".into(),
        }
    }

    /// What it is counted in, but for items, of which some are money.
    pub fn kind(&self) -> Type {
        match self {
            Metric::VolunteerMinutes | Metric::WorkerMinutes => Type::Minutes,
            Metric::FillRate => Type::Share,
            _ => Type::Integer,
        }
    }

    /// The item of which so much came in or went out.
    pub fn item(&self) -> Option<&Id> {
        match self {
            Metric::ResourcesIn(item) | Metric::ResourcesOut(item) => Some(item),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::{FAMILIES, METRICS};

    #[test]
    fn figures_are_named_as_plans_write_them() {
        let heads = Head::named("living-alone").map(|head| Metric::HeadsOf(head).key());
        assert_eq!(heads.as_deref(), Some("heads_living_alone"));
        assert_eq!(Metric::Result("disputes-settled".into()).key(), "result_disputes_settled");
    }

    #[test]
    fn plans_know_the_names_of_all_figures() {
        assert_eq!(FIXED.map(|metric| metric.key()), METRICS);
        let item = || "rice".parse::<Id>().unwrap();
        let families = [
            Metric::HeadsOf(Head::named("elderly").unwrap()),
            Metric::Output("x".into()),
            Metric::Result("x".into()),
            Metric::ResourcesIn(item()),
            Metric::ResourcesOut(item()),
        ];
        for (metric, family) in families.into_iter().zip(FAMILIES) {
            assert!(metric.key().starts_with(family), "{family}");
            assert_eq!(Metric::named(&metric.key()), Some(metric));
        }
    }
}
