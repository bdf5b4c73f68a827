//! Shifts: work that must be staffed ahead: so many people, with these skills, led by a worker.

use std::cell::LazyCell;
use std::fmt;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::clock::{Clock, Range};
use crate::model::code::{Category, HEADS, Linkage, Role, State, codes};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground, What};
use crate::model::fault::Clash;
use crate::model::fields::{Remarks, log, rows};
use crate::model::id::{ActivityRef, Id, NeedRef, OrgRef, PersonRef, ProgramRef, SeriesRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::named::Named;
use crate::model::path::FieldPath;
use crate::model::record::{Record, rated};
use crate::model::repeat;
use crate::model::text::Text;

codes! {
    /// Where a shift stands.
    ShiftStatus { Open = "open", Closed = "closed", Cancelled = "cancelled" }
    /// Where somebody stands who was assigned to a shift.
    AssignmentStatus {
        Invited = "invited", Accepted = "accepted", Declined = "declined", Confirmed = "confirmed",
        Standby = "standby", Attended = "attended", Absent = "absent", Excused = "excused",
    }
}

log! {
    /// A shift.
    pub struct Shift {
        /// What it is.
        pub title: Text,
        /// Which kind of service.
        pub category: Category,
        /// The organisation that staffs it.
        pub org: OrgRef,
        /// The series it comes from.
        pub series: Option<SeriesRef>,
        /// The programme it belongs to.
        pub program: Option<ProgramRef>,
        /// The activity that it is part of.
        pub activity: Option<ActivityRef>,
        /// The need it answers.
        pub need: Option<NeedRef>,
        /// Its first day.
        pub date: Day,
        /// When it starts.
        pub start: Clock,
        /// When it ends; before its start is the next day.
        pub end: Clock,
        /// Where.
        pub place: Option<Text>,
        /// The worker who leads it, or the volunteer who is the key person.
        pub lead: Option<PersonRef>,
        /// How the two crews link here.
        pub linkage: Option<Linkage>,
        /// How many people it takes: a number, or `{ min, want, max }`.
        pub places: Places,
        /// What people must be able to do.
        pub skills: Vec<Text>,
        /// Credentials that people must hold.
        pub requires: Vec<Text>,
        /// Where it stands; open unless it says otherwise.
        #[schemars(extend("default" = "open"))]
        pub status: Option<ShiftStatus>,
        /// People who came and are not named; they fill places too.
        pub counts: Named<u64>,
        /// Who was assigned.
        #[schemars(extend("key" = ["who"]))]
        pub assigned: Vec<Assignment>,
    }
}

rows! {
    /// Somebody who was assigned to a shift.
    pub struct Assignment {
        /// Who.
        pub who: PersonRef,
        /// In which crew; else the register that holds the id.
        #[serde(rename = "as")]
        pub role_as: Option<Role>,
        /// Where they stand; invited unless it says otherwise.
        #[schemars(extend("default" = "invited"))]
        pub status: Option<AssignmentStatus>,
        /// What they do there.
        pub role: Option<Text>,
        /// For how long they served; else as long as the shift.
        pub hours: Option<Minutes>,
        /// Whether they have to.
        pub compulsory: Option<bool>,
        /// Whether the hours have been looked at.
        pub state: Option<State>,
        /// Who verified or rejected them.
        pub by: Option<PersonRef>,
        /// Why they were rejected.
        pub reason: Option<Text>,
        /// How it went, 1 to 5.
        pub rating: Option<u64>,
        /// Whether nobody else should take the place.
        pub locked: Option<bool>,
        /// Why a rule was set aside.
        #[serde(rename = "override")]
        pub overridden: Option<Text>,
        /// Anything else worth knowing.
        pub note: Option<Text>,
    }

    /// How many people a shift takes at least, rather, and at most.
    pub struct Span {
        /// With fewer it is unfilled; as many as it wants, unless it says otherwise.
        pub min: Option<u64>,
        /// How many it wants.
        pub want: u64,
        /// With these it is full; as many as it wants, unless it says otherwise.
        pub max: Option<u64>,
    }
}

/// How many people a shift takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Places {
    /// Exactly as many.
    Just(u64),
    /// From so many to so many.
    Between(Span),
}

impl Places {
    /// With fewer it is unfilled.
    pub fn min(&self) -> u64 {
        match self {
            Places::Just(count) => *count,
            Places::Between(span) => span.min.unwrap_or(span.want),
        }
    }

    /// How many it wants.
    pub fn want(&self) -> u64 {
        match self {
            Places::Just(count) => *count,
            Places::Between(span) => span.want,
        }
    }

    /// With these it is full.
    pub fn max(&self) -> u64 {
        match self {
            Places::Just(count) => *count,
            Places::Between(span) => span.max.unwrap_or(span.want),
        }
    }

    /// Places of which more are needed than wanted, or more wanted than there are.
    pub(super) fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        if self.min() > self.want() || self.want() > self.max() {
            let field = FieldPath::field("places");
            let message =
                format!("`{field}`: {} to {} with {} wanted cannot be", self.min(), self.max(), self.want());
            out(Clash { field, message, help: "write `min` ≤ `want` ≤ `max`".into() });
        }
    }
}

impl<'de> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Places, D::Error> {
        deserializer.deserialize_any(PlacesVisitor)
    }
}

struct PlacesVisitor;

impl<'de> Visitor<'de> for PlacesVisitor {
    type Value = Places;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a whole number, or a table of `min`, `want` and `max`")
    }
    fn visit_u64<E: Error>(self, count: u64) -> Result<Places, E> {
        Ok(Places::Just(count))
    }
    fn visit_i64<E: Error>(self, count: i64) -> Result<Places, E> {
        u64::try_from(count).map(Places::Just).map_err(|_| E::custom("there cannot be fewer than no places"))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Places, A::Error> {
        Span::deserialize(MapAccessDeserializer::new(map)).map(Places::Between)
    }
}

impl schemars::JsonSchema for Places {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Places".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (number, span) = (generator.subschema_for::<u64>(), generator.subschema_for::<Span>());
        schemars::json_schema!({ "oneOf": [number, span] })
    }
}

impl Shift {
    /// Where it stands.
    pub fn status(&self) -> ShiftStatus {
        self.status.unwrap_or(ShiftStatus::Open)
    }

    /// From when to when; `None` where it ends when it starts.
    pub fn range(&self) -> Option<Range> {
        Range::of(self.start, self.end)
    }

    /// Its elapsed time.
    pub fn length(&self, zone: chrono_tz::Tz) -> Minutes {
        self.range().map_or(Minutes::default(), |range| range.length(self.date, zone))
    }

    /// The row of somebody who was assigned.
    pub fn assignment(&self, who: &Id) -> Option<&Assignment> {
        self.assigned.iter().find(|row| row.who.0 == *who)
    }

    /// How many unnamed people came.
    pub fn heads(&self) -> u64 {
        let heads = HEADS.iter().filter(|name| **name != "households");
        heads.filter_map(|name| self.counts.get(*name)).fold(0, |sum, count| sum.saturating_add(*count))
    }
}

impl Assignment {
    /// A new row, invited.
    pub fn of(who: PersonRef) -> Assignment {
        Assignment {
            who,
            role_as: None,
            status: None,
            role: None,
            hours: None,
            compulsory: None,
            state: None,
            by: None,
            reason: None,
            rating: None,
            locked: None,
            overridden: None,
            note: None,
        }
    }

    /// Where they stand.
    pub fn status(&self) -> AssignmentStatus {
        self.status.unwrap_or(AssignmentStatus::Invited)
    }
}

impl AssignmentStatus {
    /// Whether it takes a place, unless a trainee has it.
    pub fn takes_place(self) -> bool {
        use AssignmentStatus::{Absent, Accepted, Attended, Confirmed, Invited};
        matches!(self, Invited | Accepted | Confirmed | Attended | Absent)
    }
}

/// Finds an end that is the start.
pub(super) fn span(start: Option<Clock>, end: Option<Clock>, out: &mut dyn FnMut(Clash)) {
    if let (Some(start), Some(end)) = (start, end)
        && start == end
    {
        let field = FieldPath::field("end");
        let message = format!("`{field}`: {end} is the start too");
        out(Clash {
            field,
            message,
            help: "correct one of them; an end before its start is the next day".into(),
        });
    }
}

impl Record for Shift {
    const KIND: Kind = Kind::Shift;

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
        vec![&self.category]
    }

    /// An end that is the start, places that cannot be, ratings that nobody can give.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        span(Some(self.start), Some(self.end), out);
        self.places.clashes(out);
        for (index, row) in self.assigned.iter().enumerate() {
            let field = || FieldPath::field("assigned").row(index, &row.who).then("rating");
            rated(row.rating, field, out);
        }
    }

    fn about(&self, id: &Id) -> Option<About> {
        Some(About {
            category: Some(self.category.clone()),
            lead: self.lead.as_ref().map(|lead| lead.0.clone()),
            program: self.program.as_ref().map(|program| program.0.clone()),
            org: Some(self.org.0.clone()),
            linkage: self.linkage,
            ..About::of(Kind::Shift, id, self.date)
        })
    }

    /// The shift, its places and heads, everybody assigned, and one service entry for everybody who
    /// attended. A cancelled shift is nothing.
    fn facts(&self, id: &Id, ground: &Ground, out: &mut dyn FnMut(Fact)) {
        if self.status() == ShiftStatus::Cancelled {
            return;
        }
        let Some(about) = self.about(id).map(Arc::new) else { return };
        let day = self.is_approximate(&["date"]);
        out(about.count(Figure::Record, 1, day));
        let want = i64::try_from(self.places.want()).unwrap_or(i64::MAX);
        out(about.count(Figure::Wanted, want, self.is_approximate(&["date", "places"])));
        let heads = |name: &str| self.is_approximate_in("date", "counts", name);
        about.counts(&self.counts, Figure::Heads, heads, out);
        let length = LazyCell::new(|| self.length(ground.zone));
        let approximate = self.is_approximate(&["date", "assigned"]);
        for row in &self.assigned {
            let service = ground.verified(&row.who, row.role_as, row.hours.unwrap_or_else(|| *length));
            let what = What::Assignment(row.who.0.clone(), service.role, row.status());
            out(Fact { about: about.clone(), what, approximate });
            if row.status() != AssignmentStatus::Attended {
                continue;
            }
            let Some(service) = ground.looked_at(service, row.state, row.compulsory) else { continue };
            let clocked = row.hours.is_none() && self.is_approximate(&["start", "end"]);
            out(about.service(self.date, service, approximate || clocked));
        }
    }

    fn may_repeat(&self) -> bool {
        repeat::twice(&self.skills)
            || repeat::twice(&self.requires)
            || repeat::any(&self.assigned, |row| &row.who)
    }
}
