//! Trainings: courses, lectures, exams, supervision and placements, and who passed.

use std::sync::Arc;

use crate::model::code::{Category, codes};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground};
use crate::model::fields::{Remarks, log, rows};
use crate::model::id::{Id, OrgRef, PersonRef, ProgramRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::named::Named;
use crate::model::record::Record;
use crate::model::repeat;
use crate::model::text::Text;

codes! {
    /// What sort of training it is.
    TrainingKind {
        Course = "course", Lecture = "lecture", Exam = "exam", Supervision = "supervision",
        Placement = "placement",
    }
    /// How a training ended for somebody.
    Outcome { Passed = "passed", Failed = "failed", Attended = "attended" }
}

log! {
    /// A training.
    pub struct Training {
        /// What it was.
        pub title: Text,
        /// What sort of training it is; a course unless it says otherwise.
        #[schemars(extend("default" = "course"))]
        pub kind: Option<TrainingKind>,
        /// The organisation that held it.
        pub org: OrgRef,
        /// The programme it belongs to.
        pub program: Option<ProgramRef>,
        /// Its first day.
        pub date: Day,
        /// Its last day.
        pub until: Option<Day>,
        /// How long it took.
        pub hours: Option<Minutes>,
        /// Which kind of service it prepares for.
        pub category: Option<Category>,
        /// Who taught.
        pub trainer: Option<Text>,
        /// The credential that those who passed hold from then on.
        pub credential: Option<Text>,
        /// Heads that are not named below.
        pub counts: Named<u64>,
        /// What came of it, by measure.
        pub results: Named<u64>,
        /// Who took part, by name.
        #[schemars(extend("key" = ["who"]))]
        pub attendance: Vec<Trainee>,
    }
}

rows! {
    /// Somebody who took part in a training.
    pub struct Trainee {
        /// Who.
        pub who: PersonRef,
        /// How it ended for them.
        pub result: Option<Outcome>,
        /// For how long they were there; else as long as the training took.
        pub hours: Option<Minutes>,
    }
}

impl Record for Training {
    const KIND: Kind = Kind::Training;

    fn label(&self) -> Option<&str> {
        Some(&self.title)
    }
    fn day(&self) -> Option<Day> {
        Some(self.date)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        self.category.iter().collect()
    }

    fn about(&self, id: &Id) -> Option<About> {
        Some(About {
            category: self.category.clone(),
            program: self.program.as_ref().map(|program| program.0.clone()),
            org: Some(self.org.0.clone()),
            ..About::of(Kind::Training, id, self.date)
        })
    }

    /// The training, its heads and results, and how it ended for each. Its hours are no hours of service.
    fn facts(&self, id: &Id, _: &Ground, out: &mut dyn FnMut(Fact)) {
        let Some(about) = self.about(id).map(Arc::new) else { return };
        let within = |list: &str, name: &str| self.is_approximate_in("date", list, name);
        out(about.count(Figure::Record, 1, self.is_approximate(&["date"])));
        about.counts(&self.counts, Figure::Heads, |name| within("counts", name), out);
        about.counts(&self.results, Figure::Result, |name| within("results", name), out);
        for row in &self.attendance {
            let outcome = row.result.unwrap_or(Outcome::Attended);
            let approximate = self.is_approximate(&["date", "attendance"]);
            out(about.count(Figure::Training(outcome), 1, approximate));
        }
    }

    fn may_repeat(&self) -> bool {
        repeat::any(&self.attendance, |row| &row.who)
    }
}
