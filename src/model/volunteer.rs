//! Volunteers: people who take part freely, led by a worker or by the key person of a studio.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::model::code::{Category, Model, ServiceKind, codes};
use crate::model::day::{Day, DayError};
use crate::model::fact::{About, Fact, Figure, Ground};
use crate::model::fields::{Remarks, register};
use crate::model::flaw::scalar;
use crate::model::id::{Id, OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::person::{Availability, Credential, Emergency, Link, OutsideHours};
use crate::model::record::Record;
use crate::model::repeat;
use crate::model::text::Text;

codes! {
    /// Where a volunteer stands.
    VolunteerStatus {
        Applicant = "applicant", Trainee = "trainee", Active = "active", Paused = "paused", Left = "left",
    }
}

/// When somebody was born: a day, or only a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Born {
    /// The day.
    On(Day),
    /// The year, which counts as its last day.
    In(Day),
}

impl FromStr for Born {
    type Err = DayError;
    fn from_str(text: &str) -> Result<Born, DayError> {
        if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
            return format!("{text}-12-31").parse().map(Born::In);
        }
        text.parse().map(Born::On)
    }
}

impl fmt::Display for Born {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Born::On(day) => day.fmt(f),
            Born::In(day) => write!(f, "{:04}", day.year()),
        }
    }
}

scalar!(Born, "born");

register! {
    /// A volunteer.
    pub struct Volunteer {
        /// Their name.
        pub name: Text,
        /// Other names they go by.
        pub also: Vec<Text>,
        /// What their service supports.
        pub kind: Option<ServiceKind>,
        /// Where they stand; active unless it says otherwise.
        #[schemars(extend("default" = "active"))]
        pub status: Option<VolunteerStatus>,
        /// Their first day.
        pub joined: Option<Day>,
        /// Their last day.
        pub left: Option<Day>,
        /// Why they stand where they stand.
        pub reason: Option<Text>,
        /// The organisation they belong to.
        pub org: Option<OrgRef>,
        /// Teams and studios they are part of.
        pub teams: Vec<OrgRef>,
        /// Who leads them.
        #[schemars(extend("key" = ["who", "from"]))]
        pub lead: Vec<Link>,
        /// What they like to help with.
        pub categories: Vec<Category>,
        /// What they can do.
        pub skills: Vec<Text>,
        /// What they speak.
        pub languages: Vec<Text>,
        /// How they came in.
        pub model: Option<Model>,
        /// Their profession.
        pub background: Option<Text>,
        /// Words to find them by: party-member, newcomer …
        pub tags: Vec<Text>,
        /// When they were born: a date, or a year.
        pub born: Option<Born>,
        /// Their gender.
        pub gender: Option<Text>,
        /// Telephone.
        pub phone: Option<Text>,
        /// E-mail.
        pub email: Option<Text>,
        /// Who answers for a minor.
        pub guardian: Option<Text>,
        /// Their national volunteer number.
        pub uid: Option<Text>,
        /// What they hold.
        #[schemars(extend("key" = ["name", "issued"]))]
        pub credential: Vec<Credential>,
        /// When they can serve.
        pub availability: Option<Availability>,
        /// Whom to call.
        pub emergency: Option<Emergency>,
        /// Hours served before this store.
        pub opening: Option<OutsideHours>,
        /// What another system says of their hours.
        #[schemars(extend("key" = ["as_of"]))]
        pub balance: Vec<OutsideHours>,
        /// Confidential fields, encrypted.
        pub sealed: Option<Text>,
    }
}

impl Record for Volunteer {
    const KIND: Kind = Kind::Volunteer;

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
    fn also(&self) -> &[Text] {
        &self.also
    }
    fn org(&self) -> Option<&OrgRef> {
        self.org.as_ref()
    }
    fn categories(&self) -> Vec<&Category> {
        self.categories.iter().collect()
    }

    /// That they joined; whoever only applied has not.
    fn facts(&self, id: &Id, _: &Ground, out: &mut dyn FnMut(Fact)) {
        let Some(date) = self.joined.filter(|_| self.status() != VolunteerStatus::Applicant) else { return };
        let org = self.org.as_ref().map(|org| org.0.clone());
        let about = Arc::new(About { org, ..About::of(Kind::Volunteer, id, date) });
        out(about.count(Figure::Record, 1, self.is_approximate(&["joined"])));
    }

    fn may_repeat(&self) -> bool {
        self.availability.is_some()
            || repeat::twice(&self.also)
            || repeat::twice(&self.teams)
            || repeat::twice(&self.categories)
            || repeat::twice(&self.skills)
            || repeat::twice(&self.languages)
            || repeat::twice(&self.tags)
            || repeat::any(&self.lead, |row| (&row.who, row.from))
            || repeat::any(&self.credential, |row| (&row.name, row.issued))
            || repeat::any(&self.balance, |row| row.as_of)
    }
}

impl Volunteer {
    /// Where they stand.
    pub fn status(&self) -> VolunteerStatus {
        self.status.unwrap_or(VolunteerStatus::Active)
    }

    /// Who leads them on a day. Where two do, which is an error, the one who began last: a new lead ends the old.
    pub fn led_on(&self, day: Day) -> Option<&PersonRef> {
        self.lead.iter().filter(|link| link.holds(day)).max_by_key(|link| link.from).map(|link| &link.who)
    }
}
