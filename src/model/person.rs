//! What workers and volunteers have in common: credentials, availability, dated links to other people.

use chrono::Weekday;

use crate::model::clock::Range;
use crate::model::code::codes;
use crate::model::day::Day;
use crate::model::fields::rows;
use crate::model::id::PersonRef;
use crate::model::minutes::Minutes;
use crate::model::text::Text;

codes! {
    /// What a credential is.
    CredentialKind {
        Qualification = "qualification", Agreement = "agreement", Insurance = "insurance",
        RecordCheck = "record-check", Consent = "consent",
    }
}

rows! {
    /// A certificate, agreement or insurance that somebody holds.
    pub struct Credential {
        /// What it is called: social-worker, first-aid …
        pub name: Text,
        /// What it is; a qualification unless it says otherwise.
        pub kind: Option<CredentialKind>,
        /// Its number.
        pub number: Option<Text>,
        /// Its first day.
        pub issued: Option<Day>,
        /// Its last day.
        pub expires: Option<Day>,
    }

    /// A dated link to a worker, or to the volunteer who is the key person.
    pub struct Link {
        /// The person.
        pub who: PersonRef,
        /// The first day.
        pub from: Option<Day>,
        /// The last day.
        pub until: Option<Day>,
    }

    /// When somebody can serve.
    pub struct Availability {
        /// Mondays.
        pub mon: Vec<Range>,
        /// Tuesdays.
        pub tue: Vec<Range>,
        /// Wednesdays.
        pub wed: Vec<Range>,
        /// Thursdays.
        pub thu: Vec<Range>,
        /// Fridays.
        pub fri: Vec<Range>,
        /// Saturdays.
        pub sat: Vec<Range>,
        /// Sundays.
        pub sun: Vec<Range>,
        /// Days on which none of this holds.
        pub except: Vec<Away>,
        /// The most hours in a week, Monday to Sunday.
        pub weekly_hours_max: Option<Minutes>,
    }

    /// A time during which somebody is away.
    pub struct Away {
        /// The first day.
        pub from: Day,
        /// The last day; without one it goes on.
        pub until: Option<Day>,
    }

    /// Hours from outside of this store, on a day.
    pub struct OutsideHours {
        /// How many.
        pub hours: Minutes,
        /// Up to which day.
        pub as_of: Day,
        /// Who says so.
        pub source: Option<Text>,
    }

    /// Whom to call.
    pub struct Emergency {
        /// Their name.
        pub name: Option<Text>,
        /// Their telephone.
        pub phone: Option<Text>,
    }
}

impl Availability {
    /// The ranges that begin on a day of the week.
    pub fn on(&self, weekday: Weekday) -> &[Range] {
        match weekday {
            Weekday::Mon => &self.mon,
            Weekday::Tue => &self.tue,
            Weekday::Wed => &self.wed,
            Weekday::Thu => &self.thu,
            Weekday::Fri => &self.fri,
            Weekday::Sat => &self.sat,
            Weekday::Sun => &self.sun,
        }
    }

    /// Whether it says at which times of the week somebody can serve.
    pub fn has_ranges(&self) -> bool {
        let monday = Weekday::Mon;
        std::iter::successors(Some(monday), |day| Some(day.succ()).filter(|next| *next != monday))
            .any(|day| !self.on(day).is_empty())
    }

    /// Which of the times away a day lies in, counted from 0.
    pub fn away(&self, day: Day) -> Option<usize> {
        self.except.iter().position(|away| away.from <= day && away.until.is_none_or(|until| day <= until))
    }
}

impl Link {
    /// A link that begins on a day.
    pub fn since(who: PersonRef, day: Day) -> Link {
        Link { who, from: Some(day), until: None }
    }

    /// Whether it holds on a day.
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Credential {
    /// Whether it holds on a day.
    pub fn is_valid(&self, day: Day) -> bool {
        self.issued.is_none_or(|issued| issued <= day) && self.expires.is_none_or(|expires| day <= expires)
    }
}
