//! Activities: what was done on a day, by whom, for whom, with what to show for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::clock::{Clock, Range};
use crate::model::code::{Category, Linkage, Role, State};
use crate::model::day::Day;
use crate::model::fact::{Fact, Ground, ServiceEntry};
use crate::model::fault::Clash;
use crate::model::id::{Id, OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::named::Named;
use crate::model::path::{FieldPath, row_key};
use crate::model::record::{Record, Void};
use crate::model::text::Text;

/// An activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Activity {
    /// What it was.
    pub title: Text,
    /// Which kind of service.
    pub category: Category,
    /// The organisation that its figures go to.
    pub org: OrgRef,
    /// Further organisers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orgs: Vec<OrgRef>,
    /// The programme it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<Id>,
    /// The need it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<Id>,
    /// Its first day; its figures count on it.
    pub date: Day,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// When it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Clock>,
    /// When it ends; before its start is the next day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Clock>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// The worker who led it, or the volunteer who is the key person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<PersonRef>,
    /// How the two crews linked here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linkage: Option<Linkage>,
    /// Heads that are not named below: workers volunteers residents staff people households and resident groups.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub counts: Named<u64>,
    /// What was handed out, by measure.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub outputs: Named<u64>,
    /// What came of it, by measure.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub results: Named<u64>,
    /// Residents who were served, by their codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub served: Vec<Id>,
    /// Who took part, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("key" = ["who", "date", "as"]))]
    pub attendance: Vec<Attendance>,
    /// What those asked said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<Satisfaction>,
    /// Money spent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spent: Option<Money>,
    /// Anything else worth knowing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Where this is known from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Names of fields that are rounded or assumed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approx: Vec<Text>,
    /// Why a rule was set aside.
    #[serde(rename = "override", skip_serializing_if = "Option::is_none")]
    pub overridden: Option<Text>,
    /// That this record was wrong; it counts nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub void: Option<Void>,
}

/// Somebody who took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attendance {
    /// Who.
    pub who: PersonRef,
    /// In which crew; else the register that holds the id.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub role_as: Option<Role>,
    /// On which day, in the activity's month; else the activity's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// What they did there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Text>,
    /// For how long; else from start to end of a one-day activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Minutes>,
    /// Whether they had to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compulsory: Option<bool>,
    /// Whether the hours have been looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Who verified or rejected them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonRef>,
    /// Why they were rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// How it went, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub rating: Option<u64>,
    /// Why a rule was set aside.
    #[serde(rename = "override", skip_serializing_if = "Option::is_none")]
    pub overridden: Option<Text>,
}

/// What those asked said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Satisfaction {
    /// How many answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<u64>,
    /// Their mean, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<Money>,
}

impl Activity {
    /// The elapsed time of a one-day activity that gives start and end.
    pub fn length(&self, ground: &Ground) -> Option<Minutes> {
        let one_day = self.until.is_none_or(|until| until == self.date);
        let range = Range::of(self.start?, self.end?).filter(|_| one_day)?;
        Some(range.length(self.date, ground.zone))
    }
}

impl Attendance {
    /// What of the row cannot be true in the activity.
    fn clashes(&self, activity: &Activity, mut out: impl FnMut(&str, String, String)) {
        if let Some(date) = self.date.filter(|date| date.month() != activity.date.month()) {
            let message = format!("{date} is in another month than the activity's {}", activity.date);
            out(
                "date",
                message,
                format!(
                    "correct the day, or log a second activity for {} with `--date {date}`",
                    date.month()
                ),
            );
        }
        if let Some(rating) = self.rating.filter(|rating| !(1..=5).contains(rating)) {
            out("rating", format!("{rating} is no rating"), "write a number from `1` to `5`".into());
        }
    }

    /// What tells it apart from the other rows.
    fn key(&self) -> String {
        let date = self.date.map(|date| date.to_string());
        row_key([Some(self.who.to_string()), date, self.role_as.map(|role| role.to_string())])
    }
}

impl Record for Activity {
    const KIND: Kind = Kind::Activity;

    fn label(&self) -> &str {
        &self.title
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
    fn void(&self) -> Option<&Void> {
        self.void.as_ref()
    }

    /// An end that is the start, rows of another month (whose reports would not see them), ratings that
    /// nobody can give.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        let mut clash = |field: FieldPath, message: String, help: String| {
            out(Clash { message: format!("`{field}`: {message}"), field, help });
        };
        if let (Some(start), Some(end)) = (self.start, self.end)
            && start == end
        {
            let help = "correct one of them; an end before its start is the next day".into();
            clash(FieldPath::field("end"), format!("{end} is the start too"), help);
        }
        for (index, row) in self.attendance.iter().enumerate() {
            let path = || FieldPath::field("attendance").row(index, &row.key());
            row.clashes(self, |name, message, help| clash(path().then(name), message, help));
        }
    }

    /// One service entry for each attendance that says, or lets tell, how long.
    fn facts(&self, id: &Id, ground: &Ground, out: &mut dyn FnMut(Fact)) {
        let approximate = self.approx.iter().any(|name| matches!(&**name, "attendance" | "date"));
        let length = self.length(ground);
        for row in &self.attendance {
            let Some(minutes) = row.hours.or(length) else { continue };
            let state = row.state.unwrap_or(ground.unlooked);
            if state == State::Rejected {
                continue;
            }
            out(Fact::Service(ServiceEntry {
                who: row.who.0.clone(),
                role: row.role_as.unwrap_or_else(|| ground.register_of(&row.who)),
                date: row.date.unwrap_or(self.date),
                minutes,
                state,
                category: Some(self.category.clone()),
                org: Some(self.org.0.clone()),
                lead: self.lead.as_ref().map(|lead| lead.0.clone()),
                program: self.program.clone(),
                compulsory: row.compulsory.unwrap_or(false),
                kind: Kind::Activity,
                id: id.clone(),
                approximate,
            }));
        }
    }
}
