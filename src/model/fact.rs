//! Facts: the rows that every report adds up, derived from records and from nothing else.

use std::fmt;
use std::sync::Arc;

use chrono_tz::Tz;
use foldhash::HashSet;

use crate::model::code::{Category, Linkage, Role, State};
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::named::Named;
use crate::model::shift::AssignmentStatus;
use crate::model::training::Outcome;

/// The kinds of record in which people serve.
pub const SERVED: [Kind; 5] = [Kind::Activity, Kind::Shift, Kind::Need, Kind::Case, Kind::Correction];

/// A row that reports add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about; the facts of a record share it.
    pub about: Arc<About>,
    /// What there is of it.
    pub what: What,
    /// Whether it rests on something rounded or assumed.
    pub approximate: bool,
}

/// What a fact is about: the record that says it, the day, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The kind of the record.
    pub kind: Kind,
    /// The id of the record.
    pub id: Id,
    /// The day that it counts on.
    pub date: Day,
    /// The record's category.
    pub category: Option<Category>,
    /// The organisation that the figures go to.
    pub org: Option<Id>,
    /// Further organisers, which list it too.
    pub further: Vec<Id>,
    /// Who led.
    pub lead: Option<Id>,
    /// The programme.
    pub program: Option<Id>,
    /// How the two crews link, where the record itself says so.
    pub linkage: Option<Linkage>,
}

/// What there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody served for a time.
    Service(Service),
    /// Somebody was assigned to a shift that was not cancelled, in one of the crews, and stands so.
    Assignment(Id, Role, AssignmentStatus),
    /// So many of something: a whole number; of movements, hundredths.
    Count(Figure, i64),
}

/// One person's service in one record on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Who served, by the id in the record.
    pub who: Id,
    /// In which crew.
    pub role: Role,
    /// For how long; negative only in corrections.
    pub minutes: Minutes,
    /// Whether the hours have been looked at; never rejected, since rejected hours are no entry.
    pub state: State,
    /// Whether the service was compulsory.
    pub compulsory: bool,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// The record itself: an activity, a shift, a need or case that was opened, a volunteer who joined.
    Record,
    /// A need that was met.
    Met,
    /// A case that was closed.
    Closed,
    /// Heads that are not named, or households, by what they are.
    Heads(String),
    /// What was handed out, by measure.
    Output(String),
    /// What came of it, by measure.
    Result(String),
    /// A resident who was served, by code.
    Served,
    /// Places of a shift that should be filled.
    Wanted,
    /// How a training ended for somebody.
    Training(Outcome),
    /// What came in of an item.
    In(Id),
    /// What went out of an item.
    Out(Id),
    /// What moved of an item from one organisation to another.
    Transfer(Id),
    /// What counting an item's stock added or took away.
    Adjust(Id),
}

impl fmt::Display for Figure {
    /// The name it has in the checksum over dated facts.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Figure::Record => f.write_str("record"),
            Figure::Met => f.write_str("met"),
            Figure::Closed => f.write_str("closed"),
            Figure::Heads(name) => write!(f, "counts.{name}"),
            Figure::Output(name) => write!(f, "outputs.{name}"),
            Figure::Result(name) => write!(f, "results.{name}"),
            Figure::Served => f.write_str("served"),
            Figure::Wanted => f.write_str("wanted"),
            Figure::Training(outcome) => write!(f, "training.{outcome}"),
            Figure::In(item) => write!(f, "in.{item}"),
            Figure::Out(item) => write!(f, "out.{item}"),
            Figure::Transfer(item) => write!(f, "transfer.{item}"),
            Figure::Adjust(item) => write!(f, "adjust.{item}"),
        }
    }
}

impl About {
    /// What a record of a kind is about on a day, so far as every record can say.
    pub fn of(kind: Kind, id: &Id, date: Day) -> About {
        About {
            kind,
            id: id.clone(),
            date,
            category: None,
            org: None,
            further: Vec::new(),
            lead: None,
            program: None,
            linkage: None,
        }
    }

    /// That there is so much of a figure.
    pub fn count(self: &Arc<Self>, figure: Figure, number: i64, approximate: bool) -> Fact {
        Fact { about: self.clone(), what: What::Count(figure, number), approximate }
    }

    /// That there are the named numbers of a sort of figure.
    pub fn counts(
        self: &Arc<Self>,
        named: &Named<u64>,
        figure: fn(String) -> Figure,
        approximate: impl Fn(&str) -> bool,
        out: &mut dyn FnMut(Fact),
    ) {
        for (name, number) in named.iter() {
            let number = i64::try_from(*number).unwrap_or(i64::MAX);
            out(self.count(figure(name.clone()), number, approximate(name)));
        }
    }

    /// That somebody served on a day.
    pub fn service(self: &Arc<Self>, date: Day, service: Service, approximate: bool) -> Fact {
        Fact { about: self.on(date), what: What::Service(service), approximate }
    }

    /// The same on a day.
    pub fn on(self: &Arc<Self>, date: Day) -> Arc<About> {
        if self.date == date { self.clone() } else { Arc::new(About { date, ..About::clone(self) }) }
    }
}

/// What a record cannot know of itself and its facts rest on.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The ids in the workers' register.
    pub workers: HashSet<Id>,
    /// The store's time zone.
    pub zone: Tz,
    /// The state of hours that say none.
    pub unlooked: State,
}

impl Ground {
    /// What somebody's hours are as service that nobody has to look at. In which crew, the register that holds
    /// the id says, where the row does not.
    pub fn verified(&self, who: &Id, role: Option<Role>, minutes: Minutes) -> Service {
        let role = role.unwrap_or_else(|| self.register_of(who));
        Service { who: who.clone(), role, minutes, state: State::Verified, compulsory: false }
    }

    /// The same of hours that are looked at; nothing where they were rejected.
    pub fn looked_at(
        &self,
        service: Service,
        state: Option<State>,
        compulsory: Option<bool>,
    ) -> Option<Service> {
        let state = state.unwrap_or(self.unlooked);
        let compulsory = compulsory.unwrap_or(false);
        (state != State::Rejected).then_some(Service { state, compulsory, ..service })
    }

    /// The crew of an id: the register that holds it.
    pub fn register_of(&self, who: &str) -> Role {
        if self.workers.contains(who) { Role::Worker } else { Role::Volunteer }
    }
}
