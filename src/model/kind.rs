//! The kinds of record: their folders, nouns and what an id of theirs must look like.

use std::fmt;
use std::str::FromStr;

use crate::model::day::Day;
use crate::model::id::{Id, IdError};
use crate::model::period::Period;
use crate::model::settings::PeopleIds;

/// Declares the kinds, a line each: the noun, the folder, and whether its records *are* (a register, in
/// TOML) or *happen* (a log, in YAML, by month).
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $noun:literal in $folder:literal: $way:ident),+ $(,)?) => {
        /// A kind of record. Registers *are* (TOML); logs *happen* (YAML, by month).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $kind),+
        }

        impl Kind {
            /// All kinds, registers before logs.
            pub const ALL: [Kind; [$($noun),+].len()] = [$(Kind::$kind),+];

            /// The noun, as in commands and in `activity/ID`.
            pub fn noun(self) -> &'static str {
                match self { $(Kind::$kind => $noun),+ }
            }

            /// The folder of the store that holds them.
            pub fn folder(self) -> &'static str {
                match self { $(Kind::$kind => $folder),+ }
            }

            fn way(self) -> Way {
                match self { $(Kind::$kind => Way::$way),+ }
            }
        }
    };
}

/// What the records of a kind do in time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Are,
    Happen,
}

kinds! {
    /// An organisation: a node of the tree.
    Org = "org" in "orgs": Are,
    /// A professional social worker.
    Worker = "worker" in "workers": Are,
    /// Somebody who takes part freely.
    Volunteer = "volunteer" in "volunteers": Are,
    /// Somebody who is served, or a household, by code.
    Resident = "resident" in "residents": Are,
    /// A project with sessions, participants and targets.
    Program = "program" in "programs": Are,
    /// What the public can ask for.
    Service = "service" in "services": Are,
    /// What is given: goods, vouchers, money.
    Item = "item" in "items": Are,
    /// Shifts that come again by a rule.
    Series = "series" in "series": Are,
    /// What an organisation means to reach in a period.
    Plan = "plan" in "plans": Are,
    /// Something that was done on a day.
    Activity = "activity" in "activities": Happen,
    /// Work that must be staffed ahead.
    Shift = "shift" in "shifts": Happen,
    /// A course, a lecture, an exam.
    Training = "training" in "trainings": Happen,
    /// What a resident asks for, or a visit finds.
    Need = "need" in "needs": Happen,
    /// Casework, from intake to closing.
    Case = "case" in "cases": Happen,
    /// An opinion, a complaint, a hazard, and what became of it.
    Feedback = "feedback" in "feedback": Happen,
    /// Goods, vouchers or money that came in or went out.
    Movement = "movement" in "movements": Happen,
    /// Recognition of people, an organisation or a programme.
    Award = "award" in "awards": Happen,
    /// A certificate of service, as it was issued.
    Certificate = "certificate" in "certificates": Happen,
    /// Hours added to or taken from a closed period.
    Correction = "correction" in "corrections": Happen,
}

/// A noun or folder that names no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no kind of record named `{text}`")]
pub struct KindError {
    /// The word.
    pub text: String,
}

impl Kind {
    /// Those who are people: they share one set of ids, made from their names.
    pub const PEOPLE: [Kind; 2] = [Kind::Worker, Kind::Volunteer];

    /// Whether these are people.
    pub fn is_person(self) -> bool {
        Kind::PEOPLE.contains(&self)
    }

    /// The kind whose folder this is.
    pub fn of_folder(folder: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// Whether it happens (YAML, in a folder of its month) rather than is (TOML).
    pub fn is_log(self) -> bool {
        self.way() == Way::Happen
    }

    /// `toml` or `yaml`.
    pub fn extension(self) -> &'static str {
        if self.is_log() { "yaml" } else { "toml" }
    }

    /// The letter before the random code that is the id of each record of this kind, because a name there
    /// would leak; `None` where ids are made of words.
    pub fn code_letter(self, people: PeopleIds) -> Option<char> {
        match self {
            Kind::Worker if people == PeopleIds::Code => Some('w'),
            Kind::Volunteer if people == PeopleIds::Code => Some('v'),
            Kind::Resident => Some('r'),
            Kind::Need => Some('n'),
            Kind::Case => Some('c'),
            Kind::Feedback => Some('f'),
            _ => None,
        }
    }

    /// The days whose month folders facts of a period are read from: the rows of needs, cases and feedback
    /// may be dated later than their folder, so these are read from the first folder on.
    pub fn reach(self, period: &Period) -> Period {
        match self {
            Kind::Need | Kind::Case | Kind::Feedback => period.since_ever(),
            _ => period.clone(),
        }
    }

    /// The longest id of this kind: those of organisations and series are short, since other ids are
    /// made of them.
    pub fn longest_id(self) -> usize {
        match self {
            Kind::Org | Kind::Series => 39,
            _ => crate::model::id::LONGEST,
        }
    }

    /// What this kind asks of an id beyond its form: its length and how it begins.
    ///
    /// # Errors
    /// [`IdError::TooLong`] or [`IdError::Beginning`].
    pub fn accepts(self, id: &Id) -> Result<(), IdError> {
        let most = self.longest_id();
        if id.len() > most {
            return Err(IdError::TooLong { text: id.to_string(), length: id.len(), most });
        }
        let letter = id.starts_with(|c: char| c.is_ascii_lowercase());
        let date = self.is_log() && id.get(..10).is_some_and(|start| start.parse::<Day>().is_ok());
        let with = if self.is_log() { "a letter or a date" } else { "a letter" };
        if letter || date { Ok(()) } else { Err(IdError::Beginning { text: id.to_string(), with }) }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.noun())
    }
}

impl FromStr for Kind {
    type Err = KindError;
    fn from_str(text: &str) -> Result<Kind, KindError> {
        Kind::ALL.into_iter().find(|kind| kind.noun() == text).ok_or_else(|| KindError { text: text.into() })
    }
}
