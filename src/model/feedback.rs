//! Feedback: opinions, suggestions, complaints, hazards and thanks, followed up to an answer.

use std::sync::Arc;

use crate::model::code::{Category, codes};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground};
use crate::model::fault::Clash;
use crate::model::fields::{Remarks, log, rows};
use crate::model::id::{AnyoneRef, Id, OrgRef, ShiftRef};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::record::{Record, rated};
use crate::model::repeat;
use crate::model::text::Text;

codes! {
    /// What sort of feedback it is.
    FeedbackKind {
        Opinion = "opinion", Suggestion = "suggestion", Complaint = "complaint", Hazard = "hazard",
        Thanks = "thanks",
    }
    /// Where it stands.
    FeedbackStatus { Open = "open", Forwarded = "forwarded", Answered = "answered", Closed = "closed" }
}

log! {
    /// A piece of feedback.
    pub struct Feedback {
        /// The organisation that it came to.
        pub org: OrgRef,
        /// What sort of feedback it is.
        pub kind: FeedbackKind,
        /// When it came.
        pub date: Day,
        /// How it came.
        pub channel: Option<Text>,
        /// Which kind of service it is about.
        pub category: Option<Category>,
        /// Which place it is about.
        pub place: Option<Text>,
        /// The worker, volunteer or resident it came from.
        pub by: Option<AnyoneRef>,
        /// The shift during which it was found.
        pub shift: Option<ShiftRef>,
        /// To whom it was passed on.
        #[schemars(extend("key" = ["date", "to"]))]
        pub forwarded: Vec<Forwarded>,
        /// By when an answer is due.
        pub due: Option<Day>,
        /// Where it stands; open unless it says otherwise.
        #[schemars(extend("default" = "open"))]
        pub status: Option<FeedbackStatus>,
        /// What was answered.
        pub answer: Option<Text>,
        /// When it was closed.
        pub closed: Option<Day>,
        /// How satisfied they were with the answer, 1 to 5.
        pub satisfaction: Option<u64>,
        /// Confidential fields, encrypted.
        pub sealed: Option<Text>,
    }
}

rows! {
    /// That it was passed on.
    pub struct Forwarded {
        /// When.
        pub date: Day,
        /// To whom.
        pub to: Text,
    }
}

impl Feedback {
    /// Where it stands.
    pub fn status(&self) -> FeedbackStatus {
        self.status.unwrap_or(FeedbackStatus::Open)
    }

    /// The first day on which anything was done about it: it was passed on, or closed.
    pub fn responded(&self) -> Option<Day> {
        self.forwarded.iter().map(|row| row.date).chain(self.closed).min()
    }
}

impl Record for Feedback {
    const KIND: Kind = Kind::Feedback;

    fn day(&self) -> Option<Day> {
        Some(self.date)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        self.category.iter().collect()
    }

    /// A satisfaction that nobody can have.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        rated(self.satisfaction, || FieldPath::field("satisfaction"), out);
    }

    fn about(&self, id: &Id) -> Option<About> {
        Some(About {
            category: self.category.clone(),
            org: Some(self.org.0.clone()),
            ..About::of(Kind::Feedback, id, self.date)
        })
    }

    /// That it came.
    fn facts(&self, id: &Id, _: &Ground, out: &mut dyn FnMut(Fact)) {
        let Some(about) = self.about(id).map(Arc::new) else { return };
        out(about.count(Figure::Record, 1, self.is_approximate(&["date"])));
    }

    fn may_repeat(&self) -> bool {
        repeat::any(&self.forwarded, |row| (row.date, &row.to))
    }
}
