//! What a person's own record says against a shift: when they can serve, what they can and hold, where
//! they stand.
//!
//! Nothing but that record, the shift and the store's settings is looked at.

use std::sync::Arc;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::model::book::{Book, LoadError};
use crate::model::clock::Range;
use crate::model::day::Day;
use crate::model::fit::{Obstacle, Refusal};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::{FieldPath, row_key};
use crate::model::person::{Availability, Credential, CredentialKind};
use crate::model::place::Place;
use crate::model::shift::Shift;
use crate::model::text::Text;
use crate::model::volunteer::{Born, Volunteer, VolunteerStatus};
use crate::model::worker::{Worker, WorkerStatus};

/// A worker or a volunteer.
#[derive(Clone, Debug, PartialEq)]
pub enum Person {
    /// A worker.
    Worker(Arc<Worker>),
    /// A volunteer.
    Volunteer(Arc<Volunteer>),
}

impl Person {
    /// The person with this id, if one of the registers has it.
    ///
    /// # Errors
    /// [`LoadError`] where the record cannot be used.
    pub fn of(book: &Book, id: &Id) -> Result<Option<Person>, LoadError> {
        if let Some(volunteer) = book.get(id)? {
            return Ok(Some(Person::Volunteer(volunteer)));
        }
        Ok(book.get(id)?.map(Person::Worker))
    }

    /// Whether they are a trainee, who fills no place.
    pub fn is_trainee(&self) -> bool {
        matches!(self, Person::Volunteer(volunteer) if volunteer.status() == VolunteerStatus::Trainee)
    }

    /// When they can serve.
    pub fn availability(&self) -> Option<&Availability> {
        match self {
            Person::Worker(worker) => worker.availability.as_ref(),
            Person::Volunteer(volunteer) => volunteer.availability.as_ref(),
        }
    }

    /// The register that holds them.
    pub fn kind(&self) -> Kind {
        match self {
            Person::Worker(_) => Kind::Worker,
            Person::Volunteer(_) => Kind::Volunteer,
        }
    }

    fn skills(&self) -> &[Text] {
        match self {
            Person::Worker(worker) => &worker.skills,
            Person::Volunteer(volunteer) => &volunteer.skills,
        }
    }

    /// What they hold.
    pub fn credentials(&self) -> &[Credential] {
        match self {
            Person::Worker(worker) => &worker.credential,
            Person::Volunteer(volunteer) => &volunteer.credential,
        }
    }

    /// What they have of the skills and credentials that a shift wants.
    pub fn has<'s>(&self, shift: &'s Shift) -> Vec<&'s Text> {
        let holds =
            |name: &Text| self.credentials().iter().any(|one| one.name == *name && one.is_valid(shift.date));
        let skills = shift.skills.iter().filter(|skill| self.skills().contains(skill));
        skills.chain(shift.requires.iter().filter(|name| holds(name))).collect()
    }

    /// Their first day.
    pub fn joined(&self) -> Option<Day> {
        match self {
            Person::Worker(worker) => worker.joined,
            Person::Volunteer(volunteer) => volunteer.joined,
        }
    }

    /// Their last day, and whether they left.
    pub fn left(&self) -> (Option<Day>, bool) {
        match self {
            Person::Worker(worker) => (worker.left, worker.status == Some(WorkerStatus::Left)),
            Person::Volunteer(volunteer) => (volunteer.left, volunteer.status() == VolunteerStatus::Left),
        }
    }
}

/// What somebody's own record says against them on a shift.
pub fn of_person(book: &Book, id: &Id, shift: &Shift, who: &Id, person: &Person) -> Vec<Obstacle> {
    let look = Look { id, shift, who, person };
    let settings = book.settings();
    let mut found = Vec::new();
    found.extend(person.availability().and_then(|times| look.unavailable(times, settings.zone())));
    found.extend(look.skills());
    found.extend(look.credentials());
    found.extend(look.not_active());
    if let Person::Volunteer(volunteer) = person {
        found.extend(minor(who, volunteer, shift.date, settings.volunteers.minimum_age));
    }
    found
}

/// A look at one person's record with one shift in mind.
struct Look<'a> {
    id: &'a Id,
    shift: &'a Shift,
    who: &'a Id,
    person: &'a Person,
}

impl Look<'_> {
    fn at(&self, field: FieldPath) -> Place {
        Place::of(self.person.kind(), self.who, field)
    }

    fn unavailable(&self, times: &Availability, zone: Tz) -> Option<Obstacle> {
        let Shift { date, start, end, .. } = self.shift;
        let range = self.shift.range()?;
        let field = FieldPath::field("availability");
        let (begins, ends) = moments(range, *date, zone);
        let last = Day::from_date((ends.with_timezone(&zone) - TimeDelta::seconds(1)).date_naive());
        let days = [Some(*date), last.filter(|last| last != date)];
        if let Some((day, at)) = days.into_iter().flatten().find_map(|day| Some((day, times.away(day)?))) {
            let place = self.at(field.then("except").row(at, "").then("from"));
            let message = format!("`{}` is away on {day}", self.who);
            return Some(Obstacle::of(Refusal::Unavailable, place, message, None));
        }
        if !times.has_ranges() || covers(times, *date, (begins, ends), zone) {
            return None;
        }
        let own = date.date().weekday();
        let named =
            if times.on(own).is_empty() { field } else { field.then(&own.to_string().to_lowercase()) };
        let weekday = date.date().format("%A");
        let message = format!("`{}` is not available on {weekday}, {date}, from {start} to {end}", self.who);
        Some(Obstacle::of(Refusal::Unavailable, self.at(named), message, None))
    }

    fn skills(&self) -> impl Iterator<Item = Obstacle> {
        let lacks = |skill: &Text| !self.person.skills().contains(skill);
        self.shift.skills.iter().enumerate().filter(move |(_, skill)| lacks(skill)).map(|(at, skill)| {
            let place = Place::of(Kind::Shift, self.id, FieldPath::field("skills").row(at, skill));
            let message = format!("`{}` lacks the skill `{}`", self.who, skill);
            let help =
                format!("if they can: `tandem {} set {} skills+='{}'`", self.person.kind(), self.who, skill);
            Obstacle::of(Refusal::MissingSkill, place, message, help)
        })
    }

    fn credentials(&self) -> impl Iterator<Item = Obstacle> {
        self.shift.requires.iter().enumerate().filter_map(|(at, name)| self.credential(at, name))
    }

    /// What is wrong with a credential that the shift requires.
    fn credential(&self, at: usize, name: &Text) -> Option<Obstacle> {
        let date = self.shift.date;
        let held = self.person.credentials().iter().enumerate();
        let held: Vec<(usize, &Credential)> = held.filter(|(_, one)| one.name == *name).collect();
        if held.iter().any(|(_, one)| one.is_valid(date)) {
            return None;
        }
        let Some((index, latest)) = held.into_iter().max_by_key(|(_, one)| one.expires) else {
            let place = Place::of(Kind::Shift, self.id, FieldPath::field("requires").row(at, name));
            let message = format!("`{}` does not hold `{}`", self.who, name);
            let advice = self.grant("if they hold it", name);
            return Some(Obstacle::of(Refusal::MissingCredential, place, message, advice));
        };
        let key = row_key([Some(name.to_string()), latest.issued.map(|day| day.to_string())]);
        let row = FieldPath::field("credential").row(index, &key);
        let who = self.who;
        let (field, message, advice) = match (latest.issued, latest.expires) {
            (Some(issued), _) if issued > date => {
                ("issued", format!("`{name}` of `{who}` holds from {issued} on only, not on {date}"), None)
            }
            (_, Some(expires)) => {
                let advice = self.grant("once it is renewed", name);
                ("expires", format!("`{name}` of `{who}` expired on {expires}, before {date}"), Some(advice))
            }
            (_, None) => return None,
        };
        Some(Obstacle::of(Refusal::ExpiredCredential, self.at(row.then(field)), message, advice))
    }

    /// How to say that they hold a credential.
    fn grant(&self, condition: &str, name: &Text) -> String {
        let row = format!("{{ name = \"{name}\", issued = DATE }}");
        format!("{condition}: `tandem {} set {} 'credential+={row}'`", self.person.kind(), self.who)
    }

    fn not_active(&self) -> Option<Obstacle> {
        let (day, left) = self.person.left();
        let date = self.shift.date;
        let (field, message) = match (day, self.person) {
            (Some(day), _) if day < date => ("left", format!("the last day of `{}` was {day}", self.who)),
            (None, _) if left => ("status", format!("`{}` has left", self.who)),
            (_, Person::Volunteer(volunteer)) => match volunteer.status() {
                VolunteerStatus::Applicant => ("status", format!("`{}` is still an applicant", self.who)),
                VolunteerStatus::Paused => ("status", format!("`{}` pauses", self.who)),
                VolunteerStatus::Trainee | VolunteerStatus::Active | VolunteerStatus::Left => return None,
            },
            (_, Person::Worker(_)) => return None,
        };
        let kind = self.person.kind();
        let who = self.who;
        let help = match (kind, left) {
            (Kind::Volunteer, true) => {
                format!("if they are back: `tandem volunteer status {who} active --override \"reason\"`")
            }
            _ if left || field == "left" => {
                format!("if they are back: `tandem {kind} set {who} status=active left=`")
            }
            _ => format!("once they take part: `tandem {kind} status {who} active`"),
        };
        Some(Obstacle::of(Refusal::NotActive, self.at(FieldPath::field(field)), message, help))
    }
}

/// Somebody too young on a day, for whom nobody answers and who has no consent in writing.
pub fn minor(who: &Id, volunteer: &Volunteer, date: Day, minimum_age: u64) -> Option<Obstacle> {
    let (Born::On(day) | Born::In(day)) = volunteer.born?;
    let age = age(day, date);
    let consents = |one: &Credential| one.kind == Some(CredentialKind::Consent) && one.is_valid(date);
    if age >= i64::try_from(minimum_age).unwrap_or(i64::MAX)
        || volunteer.guardian.is_some()
        || volunteer.credential.iter().any(consents)
    {
        return None;
    }
    let message = format!(
        "`{who}` is {age} on {date}, under {minimum_age}, with neither a guardian nor a valid consent"
    );
    let help = format!("if somebody answers for them: `tandem volunteer set {who} guardian=NAME`");
    let place = Place::of(Kind::Volunteer, who, FieldPath::field("born"));
    Some(Obstacle::of(Refusal::MinorWithoutConsent, place, message, help))
}

/// Whole years of life on a day.
fn age(born: Day, on: Day) -> i64 {
    let of_year = |day: Day| (day.date().month(), day.date().day());
    i64::from(on.year()) - i64::from(born.year()) - i64::from(of_year(on) < of_year(born))
}

fn moments(range: Range, day: Day, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
    let (start, end) = range.moments(day, zone);
    (start.to_utc(), end.to_utc())
}

/// Whether a span that begins on a day lies wholly within the ranges of that day and its neighbours; those
/// of days away do not hold. A range up to 23:59 is taken to reach midnight.
fn covers(times: &Availability, date: Day, (start, end): (DateTime<Utc>, DateTime<Utc>), zone: Tz) -> bool {
    let days = (-1..=1).map(|days| date.plus(days)).filter(|day| times.away(*day).is_none());
    let mut spans: Vec<_> = days
        .flat_map(|day| times.on(day.date().weekday()).iter().map(move |range| moments(*range, day, zone)))
        .collect();
    spans.sort();
    let mut reached = start;
    for (from, to) in spans {
        let is_midnight = reached.with_timezone(&zone).time()
            == chrono::NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
        if from <= reached + TimeDelta::minutes(i64::from(is_midnight)) {
            reached = reached.max(to);
        }
    }
    reached >= end
}
