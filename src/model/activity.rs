//! Activities: what was done on a day, by whom, for whom, with what to show for it.

use std::cell::LazyCell;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::model::clock::{Clock, Range};
use crate::model::code::{Category, Linkage, Role, State};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground};
use crate::model::fault::Clash;
use crate::model::fields::{Remarks, log, rows};
use crate::model::id::{Id, NeedRef, OrgRef, PersonRef, ProgramRef, ResidentRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::named::Named;
use crate::model::path::{FieldPath, row_key};
use crate::model::record::{Record, rated};
use crate::model::repeat;
use crate::model::shift::span;
use crate::model::text::Text;

log! {
    /// An activity.
    pub struct Activity {
        /// What it was.
        pub title: Text,
        /// Which kind of service.
        pub category: Category,
        /// The organisation that its figures go to.
        pub org: OrgRef,
        /// Further organisers.
        pub orgs: Vec<OrgRef>,
        /// The programme it belongs to.
        pub program: Option<ProgramRef>,
        /// The need it answers.
        pub need: Option<NeedRef>,
        /// Its first day; its figures count on it.
        pub date: Day,
        /// Its last day.
        pub until: Option<Day>,
        /// When it starts.
        pub start: Option<Clock>,
        /// When it ends; before its start is the next day.
        pub end: Option<Clock>,
        /// Where.
        pub place: Option<Text>,
        /// The worker who led it, or the volunteer who is the key person.
        pub lead: Option<PersonRef>,
        /// How the two crews linked here.
        pub linkage: Option<Linkage>,
        /// Heads that are not named below: workers volunteers residents staff people households and resident groups.
        pub counts: Named<u64>,
        /// What was handed out, by measure.
        pub outputs: Named<u64>,
        /// What came of it, by measure.
        pub results: Named<u64>,
        /// Residents who were served, by their codes.
        pub served: Vec<ResidentRef>,
        /// Who took part, by name.
        #[schemars(extend("key" = ["who", "date", "as"]))]
        pub attendance: Vec<Attendance>,
        /// What those asked said.
        pub satisfaction: Option<Satisfaction>,
        /// Money spent.
        pub spent: Option<Money>,
    }
}

rows! {
    /// Somebody who took part.
    pub struct Attendance {
        /// Who.
        pub who: PersonRef,
        /// In which crew; else the register that holds the id.
        #[serde(rename = "as")]
        pub role_as: Option<Role>,
        /// On which day, in the activity's month; else the activity's.
        pub date: Option<Day>,
        /// What they did there.
        pub role: Option<Text>,
        /// For how long; else from start to end of a one-day activity.
        pub hours: Option<Minutes>,
        /// Whether they had to.
        pub compulsory: Option<bool>,
        /// Whether the hours have been looked at.
        pub state: Option<State>,
        /// Who verified or rejected them.
        pub by: Option<PersonRef>,
        /// Why they were rejected.
        pub reason: Option<Text>,
        /// How it went, 1 to 5.
        #[schemars(range(min = 1, max = 5))]
        pub rating: Option<u64>,
        /// Why a rule was set aside.
        #[serde(rename = "override")]
        pub overridden: Option<Text>,
    }
}

rows! {
    /// What those asked said.
    pub struct Satisfaction {
        /// How many answered.
        pub answers: Option<u64>,
        /// Their mean, 1 to 5.
        pub mean: Option<Money>,
    }
}

impl Activity {
    /// The elapsed time of a one-day activity that gives start and end.
    pub fn length(&self, ground: &Ground) -> Option<Minutes> {
        length(self.date, self.until, self.start, self.end, ground.zone)
    }
}

/// The elapsed time from start to end of what begins on a day and is over on it.
pub(crate) fn length(
    date: Day,
    until: Option<Day>,
    start: Option<Clock>,
    end: Option<Clock>,
    zone: Tz,
) -> Option<Minutes> {
    let range = Range::of(start?, end?).filter(|_| until.is_none_or(|until| until == date))?;
    Some(range.length(date, zone))
}

impl Attendance {
    /// A row of somebody of whom nothing else is said yet.
    pub fn of(who: PersonRef) -> Attendance {
        Attendance {
            who,
            role_as: None,
            date: None,
            role: None,
            hours: None,
            compulsory: None,
            state: None,
            by: None,
            reason: None,
            rating: None,
            overridden: None,
        }
    }

    /// What of the row cannot be true in the activity.
    fn clashes(&self, activity: &Activity, index: usize, out: &mut dyn FnMut(Clash)) {
        let field = |name: &str| FieldPath::field("attendance").row(index, &self.key()).then(name);
        if let Some(date) = self.date.filter(|date| date.month() != activity.date.month()) {
            let field = field("date");
            let message =
                format!("`{field}`: {date} is in another month than the activity's {}", activity.date);
            let month = date.month();
            let help = format!("correct the day, or log a second activity for {month} with `--date {date}`");
            out(Clash { field, message, help });
        }
        rated(self.rating, || field("rating"), out);
    }

    /// What tells it apart from the other rows.
    pub fn key(&self) -> String {
        let date = self.date.map(|date| date.to_string());
        row_key([Some(self.who.to_string()), date, self.role_as.map(|role| role.to_string())])
    }
}

impl Record for Activity {
    const KIND: Kind = Kind::Activity;

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

    /// An end that is the start, rows of another month (whose reports would not see them), ratings that
    /// nobody can give.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        span(self.start, self.end, out);
        for (index, row) in self.attendance.iter().enumerate() {
            row.clashes(self, index, out);
        }
    }

    fn about(&self, id: &Id) -> Option<About> {
        Some(About {
            category: Some(self.category.clone()),
            further: self.orgs.iter().map(|org| org.0.clone()).collect(),
            lead: self.lead.as_ref().map(|lead| lead.0.clone()),
            program: self.program.as_ref().map(|program| program.0.clone()),
            org: Some(self.org.0.clone()),
            linkage: self.linkage,
            ..About::of(Kind::Activity, id, self.date)
        })
    }

    /// The activity, its heads, outputs, results and who was served, and one service entry for each
    /// attendance that says, or lets tell, how long.
    fn facts(&self, id: &Id, ground: &Ground, out: &mut dyn FnMut(Fact)) {
        let Some(about) = self.about(id).map(Arc::new) else { return };
        let within = |list: &str, name: &str| self.is_approximate_in("date", list, name);
        out(about.count(Figure::Record, 1, self.is_approximate(&["date"])));
        about.counts(&self.counts, Figure::Heads, |name| within("counts", name), out);
        about.counts(&self.outputs, Figure::Output, |name| within("outputs", name), out);
        about.counts(&self.results, Figure::Result, |name| within("results", name), out);
        for _ in &self.served {
            out(about.count(Figure::Served, 1, self.is_approximate(&["date", "served"])));
        }
        let length = LazyCell::new(|| self.length(ground));
        let approximate = self.is_approximate(&["date", "attendance"]);
        let clocked = self.is_approximate(&["start", "end"]);
        for row in &self.attendance {
            let Some(minutes) = row.hours.or_else(|| *length) else { continue };
            let service = ground.verified(&row.who, row.role_as, minutes);
            let Some(service) = ground.looked_at(service, row.state, row.compulsory) else { continue };
            let date = row.date.unwrap_or(self.date);
            out(about.service(date, service, approximate || clocked && row.hours.is_none()));
        }
    }

    fn may_repeat(&self) -> bool {
        repeat::twice(&self.orgs)
            || repeat::twice(&self.served)
            || repeat::any(&self.attendance, |row| (&row.who, row.date, row.role_as))
    }
}
