//! Who could take a place on a shift: those who are free and able first, then those who did such work before,
//! then those who were asked least recently, then those with the fewest hours that week.
//!
//! Who did what is looked up in the ninety days before the shift and to the end of its week, and nowhere
//! else. What stands against somebody is the model's to say; here people are put in an order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, LoadError, Passed, SourceError};
use crate::model::code::Role;
use crate::model::day::Day;
use crate::model::fit::{Fit, Obstacle, Person, Refusal, week};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::period::Period;
use crate::model::record::AnyRecord;
use crate::model::shift::{AssignmentStatus, Shift, ShiftStatus};
use crate::model::volunteer::VolunteerStatus;
use crate::model::worker::WorkerStatus;
use crate::report::orgs::Orgs;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// How many days are looked back.
const DAYS: i64 = 90;

/// For which shift somebody is looked for, and among whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The shift.
    pub shift: Id,
    /// The organisation, with all below it; else that of the shift.
    pub org: Option<Id>,
    /// Of which crew.
    pub role: Role,
}

/// Who could take a place on a shift, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Everybody active there who is not on the shift.
    pub candidates: Vec<Candidate>,
    /// Whether all places are taken.
    pub is_full: bool,
    /// The files that were gone through.
    pub passed: Passed,
}

/// Somebody who could take a place, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub who: Id,
    /// What they are called.
    pub name: String,
    /// What stands against them, but that the shift is full.
    pub obstacles: Vec<Obstacle>,
    /// What of the skills and credentials that the shift wants they have.
    pub skills: Vec<String>,
    /// How often they did such work: came to a shift of the same series or category.
    pub done_before: i64,
    /// The last day of a shift for which they were asked.
    pub last_asked: Option<Day>,
    /// How long they are on other shifts in that week.
    pub week_minutes: Minutes,
}

/// Looks for people who could take a place on a shift.
///
/// # Errors
/// [`LoadError`] where a register cannot be listed, or somebody's id stands twice.
pub fn cover(book: &Book, shift: &Shift, search: &Search) -> Result<Cover, LoadError> {
    let mut cover = Cover::default();
    let past = Past::of(book, shift, &search.shift, &mut cover.passed)?;
    let fit = Fit::of(book, &search.shift, shift)?;
    for (who, name) in people(book, shift, search, &mut cover.passed)? {
        let mut obstacles = fit.against(&who)?;
        let all = obstacles.len();
        obstacles.retain(|obstacle| obstacle.rule != Refusal::Full);
        cover.is_full |= obstacles.len() < all;
        let skills = Person::of(book, &who)?.map(|person| person.has(shift)).unwrap_or_default();
        let person = book.twins()?.person(&who);
        cover.candidates.push(Candidate {
            skills: skills.into_iter().map(ToString::to_string).collect(),
            done_before: past.done.get(person).copied().unwrap_or_default(),
            last_asked: past.asked.get(person).copied(),
            week_minutes: fit.week_minutes(&who)?,
            who,
            name,
            obstacles,
        });
    }
    cover.candidates.sort_by_cached_key(Candidate::rank);
    Ok(cover)
}

/// Everybody active in an organisation, or in a team of it, who is not on the shift under any id.
fn people(
    book: &Book,
    shift: &Shift,
    search: &Search,
    passed: &mut Passed,
) -> Result<Vec<(Id, String)>, SourceError> {
    let orgs = Orgs::of(book, passed)?.under(search.org.as_ref().unwrap_or(&shift.org));
    let twins = book.twins()?;
    let on: BTreeSet<&Id> = shift.assigned.iter().map(|row| twins.person(&row.who)).collect();
    let mut people = Vec::new();
    let kind = match search.role {
        Role::Worker => Kind::Worker,
        Role::Volunteer => Kind::Volunteer,
    };
    book.records(kind, None, passed, &mut |id, record| {
        let (is_active, name, is_there) = match record {
            AnyRecord::Worker(one) => {
                (one.status != Some(WorkerStatus::Left), &one.name, orgs.contains(&*one.org))
            }
            AnyRecord::Volunteer(one) => {
                let mut own = one.org.iter().chain(&one.teams);
                (one.status() == VolunteerStatus::Active, &one.name, own.any(|org| orgs.contains(&**org)))
            }
            _ => return,
        };
        if is_active && is_there && !on.contains(twins.person(id)) {
            people.push((id.clone(), name.to_string()));
        }
    })?;
    Ok(people)
}

/// What people did and were asked for, by the one id of each.
#[derive(Default)]
struct Past {
    done: BTreeMap<Id, i64>,
    asked: BTreeMap<Id, Day>,
}

impl Past {
    fn of(book: &Book, shift: &Shift, id: &Id, passed: &mut Passed) -> Result<Past, SourceError> {
        let mut past = Past::default();
        let Some(days) = Period::between(shift.date.plus(-DAYS), week(shift.date).1) else { return Ok(past) };
        let twins = book.twins()?;
        book.records(Kind::Shift, Some(&days), passed, &mut |other, record| {
            let AnyRecord::Shift(found) = record else { return };
            if other == id || found.void.is_some() || !days.contains(found.date) {
                return;
            }
            let is_alike =
                found.category == shift.category || (found.series.is_some() && found.series == shift.series);
            let counts = is_alike && found.status() != ShiftStatus::Cancelled;
            for row in &found.assigned {
                let person = twins.person(&row.who);
                let asked = past.asked.entry(person.clone()).or_insert(found.date);
                *asked = found.date.max(*asked);
                if counts && row.status() == AssignmentStatus::Attended {
                    *past.done.entry(person.clone()).or_default() += 1;
                }
            }
        })?;
        Ok(past)
    }
}

impl Candidate {
    /// Whether nothing stands against them.
    pub fn fits(&self) -> bool {
        self.obstacles.is_empty()
    }

    /// Whether they have the time.
    pub fn is_free(&self) -> bool {
        !self.is_hindered(&[Refusal::Overlap, Refusal::Unavailable, Refusal::Rest])
    }

    fn is_hindered(&self, by: &[Refusal]) -> bool {
        self.obstacles.iter().any(|obstacle| by.contains(&obstacle.rule))
    }

    /// By what they are put in order: one criterion decides where those before it do not. That somebody did it
    /// before counts, not how often, or the same people would always be asked.
    fn rank(&self) -> impl Ord + use<> {
        let is_over = self.is_hindered(&[Refusal::DailyLimit, Refusal::WeeklyLimit]);
        let is_unable = self.obstacles.iter().any(|obstacle| is_about_the_person(obstacle.rule));
        let order = (!self.fits(), !self.is_free(), is_unable, Reverse(self.done_before > 0));
        (order, self.last_asked, is_over, self.week_minutes, self.who.clone())
    }
}

/// Whether it is about what somebody can or may do, and not about their time.
fn is_about_the_person(rule: Refusal) -> bool {
    use Refusal::{ExpiredCredential, MinorWithoutConsent, MissingCredential, MissingSkill, NotActive};
    matches!(rule, MissingSkill | MissingCredential | ExpiredCredential | NotActive | MinorWithoutConsent)
}

impl Cover {
    /// The people as a table: those whom nothing stands against, or all, who come with what does.
    pub fn table(&self, all: bool, limit: usize) -> Table {
        let columns = [
            ("who", Type::Id),
            ("name", Type::Text),
            ("free", Type::Code("answer")),
            ("skills", Type::Text),
            ("done_before", Type::Integer),
            ("last_asked", Type::Date),
            ("week_minutes", Type::Minutes),
            ("obstacles", Type::Codes("refusal")),
            ("why", Type::Text),
        ];
        let shown = if all { columns.len() } else { columns.len() - 2 };
        let columns = columns[..shown].iter().map(|(key, kind)| Column::new(key, *kind));
        let mut table = Table::new("cover", columns.collect());
        let candidates = self.candidates.iter().filter(|candidate| all || candidate.fits());
        table.rows = candidates.take(limit).map(|candidate| candidate.row(shown)).collect();
        table
    }
}

impl Candidate {
    fn row(&self, shown: usize) -> Row {
        let joined = |words: &[String], by: &str| {
            if words.is_empty() { Cell::Missing } else { Cell::Text(words.join(by)) }
        };
        let mut codes: Vec<String> = self.obstacles.iter().map(|one| one.rule.to_string()).collect();
        codes.dedup();
        let messages: Vec<String> = self.obstacles.iter().map(|one| one.message.clone()).collect();
        let mut cells = vec![
            Cell::Text(self.who.to_string()),
            Cell::Text(self.name.clone()),
            Cell::from(if self.is_free() { "yes" } else { "no" }),
            joined(&self.skills, ", "),
            self.done_before.into(),
            self.last_asked.into(),
            self.week_minutes.into(),
            joined(&codes, ", "),
            joined(&messages, "; "),
        ];
        cells.truncate(shown);
        Row::of(cells)
    }
}
