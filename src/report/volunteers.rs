//! Volunteers: who they are, what they served in a period and in all, and those whom somebody must see to.
//!
//! Rows are those who were there on a day of the period. Lifetimes are added up over all months to its last
//! day. A worker who is also in the volunteers' register is one person, and only what was served as a
//! volunteer counts here.

use std::collections::BTreeMap;

use crate::model::book::{Book, Passed};
use crate::model::code::{Role, ServiceKind, State};
use crate::model::day::Day;
use crate::model::fact::{Fact, Service};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::ladder::Standing;
use crate::model::lifetime::{Lifetime, Scale, each_service};
use crate::model::minutes::Minutes;
use crate::model::period::Period;
use crate::model::record::Registered;
use crate::model::volunteer::{Volunteer, VolunteerStatus};
use crate::report::ReportError;
use crate::report::count::whole;
use crate::report::query::{Filter, Query};
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 8] = [
    Kind::Org,
    Kind::Worker,
    Kind::Volunteer,
    Kind::Activity,
    Kind::Shift,
    Kind::Need,
    Kind::Case,
    Kind::Correction,
];

/// The volunteers of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volunteers {
    /// Each of them.
    pub members: BTreeMap<Id, Member>,
    /// The days whose records were read.
    pub scope: Period,
    /// The files that were gone through.
    pub passed: Passed,
}

/// A volunteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What their service supports.
    pub kind: Option<ServiceKind>,
    /// Where they stand.
    pub status: VolunteerStatus,
    /// The organisation they belong to.
    pub org: Option<Id>,
    /// Who leads them on the last day of the period.
    pub lead: Option<Id>,
    /// Their first day.
    pub joined: Option<Day>,
    /// Whether they joined in the period.
    pub is_new: bool,
    /// What they served in the period.
    pub minutes: Minutes,
    /// What of that nobody has looked at, and what was compulsory.
    pub apart: [Minutes; 2],
    /// Whether something in that is rounded or assumed.
    pub approximate: bool,
    /// What they served in all.
    pub lifetime: Lifetime,
    /// Where they stand on each ladder.
    pub standings: Vec<Standing>,
    /// For how many days an active one has not served, where that is too many.
    pub idle: Option<i64>,
}

/// The columns that are there where there is any of it.
const APART: [&str; 2] = ["submitted_minutes", "compulsory_minutes"];

/// The volunteers of a period whom a query asks for: those of an organisation with those below it, those who like
/// to help with a category, those whom somebody leads on its last day, one of them.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn volunteers(book: &Book, query: &Query) -> Result<Volunteers, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let period = &query.period;
    let scale = Scale::on(period.to(), book.settings());
    let mut members = BTreeMap::new();
    book.records(Kind::Volunteer, None, &mut passed, &mut |id, record| {
        let Some(volunteer) = Volunteer::unwrap(record) else { return };
        if is_asked(query, &filter, id, &volunteer) && was_there(&volunteer, period) {
            members.insert(id.clone(), Member::of(&volunteer, period, &scale));
        }
    })?;
    let mut outcome = Ok(());
    each_service(book, period.to(), &mut passed, &mut |day, fact, service| {
        if let Some(member) = members.get_mut(filter.person(&service.who))
            && outcome.is_ok()
            && service.role == Role::Volunteer
        {
            let added = member.add(day, fact, service, period, &scale);
            outcome = added.ok_or_else(|| ReportError::too_many(&fact.about));
        }
    })?;
    outcome?;
    let limit = whole(book.settings().volunteers.inactive_after_days);
    for member in members.values_mut() {
        member.look(&scale, period.to().min(book.today()), limit);
    }
    Ok(Volunteers { members, scope: period.since_ever(), passed })
}

/// Whether a volunteer is asked for.
fn is_asked(query: &Query, filter: &Filter, id: &Id, volunteer: &Volunteer) -> bool {
    let Query { org, category, lead, who, .. } = query;
    let mut belongs = volunteer.org.iter().chain(&volunteer.teams);
    let is = |asked: &Id, one: &Id| filter.person(asked) == filter.person(one);
    let led = volunteer.led_on(query.period.to());
    (org.is_none() || belongs.any(|org| filter.covers(Some(&org.0))))
        && category.as_ref().is_none_or(|category| volunteer.categories.contains(category))
        && lead.as_ref().is_none_or(|lead| led.is_some_and(|led| is(lead, &led.0)))
        && who.as_ref().is_none_or(|who| is(who, id))
}

/// Whether a volunteer was in the register on a day of the period.
fn was_there(volunteer: &Volunteer, period: &Period) -> bool {
    let left = match volunteer.left {
        Some(left) => left < period.from(),
        None => volunteer.status() == VolunteerStatus::Left,
    };
    !left && volunteer.joined.is_none_or(|joined| joined <= period.to())
}

impl Member {
    fn of(volunteer: &Volunteer, period: &Period, scale: &Scale) -> Member {
        let is_new = volunteer.joined.is_some_and(|joined| period.contains(joined));
        Member {
            kind: volunteer.kind,
            status: volunteer.status(),
            org: volunteer.org.as_ref().map(|org| org.0.clone()),
            lead: volunteer.led_on(period.to()).map(|who| who.0.clone()),
            joined: volunteer.joined,
            is_new: is_new && volunteer.status() != VolunteerStatus::Applicant,
            minutes: Minutes::default(),
            apart: [Minutes::default(); 2],
            approximate: false,
            lifetime: scale.begin(volunteer.opening.as_ref(), volunteer.is_approximate(&["opening"])),
            standings: Vec::new(),
            idle: None,
        }
    }

    /// Adds service; `None` where that is more than can be counted.
    fn add(
        &mut self,
        day: Day,
        fact: &Fact,
        service: &Service,
        period: &Period,
        scale: &Scale,
    ) -> Option<()> {
        if period.contains(fact.about.date) {
            self.minutes = self.minutes.plus(service.minutes)?;
            let is = [service.state == State::Submitted, service.compulsory];
            for (apart, _) in self.apart.iter_mut().zip(is).filter(|(_, is)| *is) {
                *apart = apart.plus(service.minutes)?;
            }
            self.approximate |= fact.approximate;
        }
        scale.add(&mut self.lifetime, day, fact, service)
    }

    /// Sees where they stand once all is added up, and on a day for how long they have not served.
    fn look(&mut self, scale: &Scale, on: Day, limit: i64) {
        let climbed = scale.ladders().iter().zip(&self.lifetime.climbed);
        self.standings = climbed.map(|(ladder, minutes)| ladder.standing(*minutes)).collect();
        let last = self.lifetime.last_served.or(self.joined);
        let idle = last.map(|last| on.days_after(last)).filter(|days| *days > limit);
        self.idle = idle.filter(|_| self.status == VolunteerStatus::Active);
    }

    /// Whether something in what is told apart is rounded or assumed.
    fn is_rounded(&self, at: usize) -> bool {
        self.approximate && self.apart[at] != Minutes::default()
    }

    /// The row of somebody, with what of their time is told apart.
    fn row(&self, who: &Id, apart: &[usize]) -> Row {
        let text = |id: &Option<Id>| id.as_ref().map_or(Cell::Missing, |id| Cell::Text(id.to_string()));
        let level = self.standings.first().and_then(|standing| standing.level.clone());
        let keys = [
            Cell::Text(who.to_string()),
            self.kind.map_or(Cell::Missing, |kind| kind.code().into()),
            self.status.code().into(),
            text(&self.org),
            text(&self.lead),
        ];
        let minutes = [("minutes", Some((self.minutes.into(), self.approximate)))];
        let apart = apart.iter().map(|at| (APART[*at], Some((self.apart[*at].into(), self.is_rounded(*at)))));
        let figures = [
            ("lifetime_minutes", Some((self.lifetime.minutes.into(), self.lifetime.approximate))),
            ("level", level.map(|level| (Cell::Text(level), self.lifetime.approximate))),
            ("last_served", self.lifetime.last_served.map(|day| (day.into(), false))),
        ];
        Row::measured(keys, minutes.into_iter().chain(apart).chain(figures))
    }
}

impl Volunteers {
    /// The report as tables: everybody; who joined, who has not served for long, who is near a level.
    pub fn tables(&self) -> Vec<Table> {
        vec![self.all(), self.newcomers(), self.inactive(), self.near()]
    }

    fn all(&self) -> Table {
        let some = |at: &usize| self.members.values().any(|member| member.apart[*at] != Minutes::default());
        let apart: Vec<usize> = (0..APART.len()).filter(some).collect();
        let keys = [
            ("who", Type::Code("who")),
            ("kind", Type::Code("service-kind")),
            ("status", Type::Code("volunteer-status")),
            ("org", Type::Code("org")),
            ("lead", Type::Code("who")),
            ("minutes", Type::Minutes),
        ];
        let others = apart.iter().map(|at| (APART[*at], Type::Minutes));
        let figures = [
            ("lifetime_minutes", Type::Minutes),
            ("level", Type::Code("level")),
            ("last_served", Type::Date),
        ];
        let mut table =
            table("volunteers", &keys.into_iter().chain(others).chain(figures).collect::<Vec<_>>());
        table.rows = self.members.iter().map(|(who, member)| member.row(who, &apart)).collect();
        table.total = (!table.rows.is_empty()).then(|| self.total(&apart));
        table
    }

    /// What there is in all.
    fn total(&self, apart: &[usize]) -> Row {
        let sum = |of: &dyn Fn(&Member) -> (Minutes, bool)| {
            let all = self.members.values().map(of);
            let add = |(sum, some): (i64, bool), (minutes, approximate): (Minutes, bool)| {
                (sum.saturating_add(minutes.count()), some || approximate)
            };
            let (sum, approximate) = all.fold((0, false), add);
            Some((Minutes::of(sum).into(), approximate))
        };
        let of = |at: usize| sum(&|member| (member.apart[at], member.is_rounded(at)));
        let minutes = [("minutes", sum(&|member| (member.minutes, member.approximate)))];
        let apart = apart.iter().map(|at| (APART[*at], of(*at)));
        let lifetime = sum(&|member| (member.lifetime.minutes, member.lifetime.approximate));
        let figures = [("lifetime_minutes", lifetime), ("level", None), ("last_served", None)];
        Row::measured(vec![Cell::Missing; 5], minutes.into_iter().chain(apart).chain(figures))
    }

    fn newcomers(&self) -> Table {
        let mut table = table(
            "newcomers",
            &[
                ("who", Type::Code("who")),
                ("joined", Type::Date),
                ("org", Type::Code("org")),
                ("lead", Type::Code("who")),
                ("minutes", Type::Minutes),
            ],
        );
        let text = |id: &Option<Id>| id.as_ref().map_or(Cell::Missing, |id| Cell::Text(id.to_string()));
        let rows = self.members.iter().filter(|(_, member)| member.is_new).map(|(who, member)| {
            let keys =
                [Cell::Text(who.to_string()), member.joined.into(), text(&member.org), text(&member.lead)];
            Row::measured(keys, [("minutes", Some((member.minutes.into(), member.approximate)))])
        });
        table.rows = rows.collect();
        table
    }

    fn inactive(&self) -> Table {
        let mut table = table(
            "inactive",
            &[
                ("who", Type::Code("who")),
                ("last_served", Type::Date),
                ("idle_days", Type::Integer),
                ("lifetime_minutes", Type::Minutes),
            ],
        );
        let idle = self.members.iter().filter_map(|(who, member)| Some((who, member, member.idle?)));
        let rows = idle.map(|(who, member, days)| {
            let lifetime = (member.lifetime.minutes.into(), member.lifetime.approximate);
            let keys = [Cell::Text(who.to_string()), member.lifetime.last_served.into(), days.into()];
            Row::measured(keys, [("lifetime_minutes", Some(lifetime))])
        });
        table.rows = rows.collect();
        table
    }

    fn near(&self) -> Table {
        let mut table = table(
            "near",
            &[
                ("who", Type::Code("who")),
                ("ladder", Type::Code("ladder")),
                ("minutes", Type::Minutes),
                ("next", Type::Code("level")),
                ("missing", Type::Minutes),
            ],
        );
        let active = self.members.iter().filter(|(_, member)| member.status == VolunteerStatus::Active);
        let near = active.flat_map(|(who, member)| {
            let near = member.standings.iter().filter(|standing| standing.is_near());
            near.map(move |standing| (who, standing, member.lifetime.approximate))
        });
        let rows = near.map(|(who, standing, approximate)| {
            let next = standing.next.clone().map_or(Cell::Missing, Cell::Text);
            let figures = [
                ("minutes", Some((standing.minutes.into(), approximate))),
                ("next", Some((next, false))),
                ("missing", standing.missing().map(|missing| (missing.into(), approximate))),
            ];
            Row::measured([Cell::Text(who.to_string()), Cell::Text(standing.ladder.clone())], figures)
        });
        table.rows = rows.collect();
        table
    }
}

fn table(key: &str, columns: &[(&str, Type)]) -> Table {
    Table::new(key, columns.iter().map(|(key, kind)| Column::new(key, *kind)).collect())
}
