//! Series: shifts that come again by a rule, and what each of them is like.

use crate::model::clock::Clock;
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::fault::Clash;
use crate::model::fields::register;
use crate::model::id::{Id, OrgRef, PersonRef, ProgramRef, SeriesRef};
use crate::model::kind::Kind;
use crate::model::named::Named;
use crate::model::record::Record;
use crate::model::shift::{Places, Shift, span};
use crate::model::text::Text;

register! {
    /// A series of shifts.
    pub struct Series {
        /// What each shift is.
        pub title: Text,
        /// Which kind of service.
        pub category: Category,
        /// The organisation that staffs them.
        pub org: OrgRef,
        /// The programme they belong to.
        pub program: Option<ProgramRef>,
        /// When they come again: an RRULE of RFC 5545, `FREQ=WEEKLY;BYDAY=MO,TH`.
        pub rule: Text,
        /// The first day.
        pub from: Day,
        /// The last day.
        pub until: Option<Day>,
        /// When each starts.
        pub start: Clock,
        /// When each ends; before its start is the next day.
        pub end: Clock,
        /// Where.
        pub place: Option<Text>,
        /// Who leads them.
        pub lead: Option<PersonRef>,
        /// How many people each takes.
        pub places: Places,
        /// What people must be able to do.
        pub skills: Vec<Text>,
        /// Credentials that people must hold.
        pub requires: Vec<Text>,
        /// Days left out.
        pub except: Vec<Day>,
    }
}

impl Series {
    /// The shift of this series, whose id is given, on a day.
    pub fn shift(&self, id: &Id, date: Day) -> Shift {
        Shift {
            title: self.title.clone(),
            category: self.category.clone(),
            org: self.org.clone(),
            series: Some(SeriesRef(id.clone())),
            program: self.program.clone(),
            activity: None,
            need: None,
            date,
            start: self.start,
            end: self.end,
            place: self.place.clone(),
            lead: self.lead.clone(),
            linkage: None,
            places: self.places.clone(),
            skills: self.skills.clone(),
            requires: self.requires.clone(),
            status: None,
            counts: Named::default(),
            assigned: Vec::new(),
            note: None,
            source: None,
            approx: Vec::new(),
            overridden: None,
            void: None,
        }
    }
}

impl Record for Series {
    const KIND: Kind = Kind::Series;

    fn label(&self) -> Option<&str> {
        Some(&self.title)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }
    fn categories(&self) -> Vec<&Category> {
        vec![&self.category]
    }

    /// An end that is the start, places that cannot be.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        span(Some(self.start), Some(self.end), out);
        self.places.clashes(out);
    }
}
