//! What those said who were asked how it was, and how service was rated: so far as the records have it.
//!
//! A survey may say how many answered, or their mean, or both; what is half known is kept apart, so that nobody
//! takes it for the whole. Nothing is weighed that has no number.

use crate::model::activity::{Activity, Attendance};
use crate::model::code::State;
use crate::model::fact::Ground;
use crate::model::fields::Remarks;
use crate::model::shift::{AssignmentStatus, Shift};
use crate::report::count::{Count, whole};
use crate::report::tally::Tally;

/// What is on record of how it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opinions {
    /// Surveys that say both how many answered and what they said.
    pub known: Survey,
    /// Means of surveys that do not say how many answered, in hundredths.
    pub means: Vec<i64>,
    /// Surveys that say only how many answered.
    pub numbers: Survey,
    /// Rows of service that were rated, from 1 to 5.
    pub ratings: i64,
    /// What these ratings add up to.
    pub rated: i64,
}

/// Several surveys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// How many they are.
    pub number: i64,
    /// How many answered.
    pub answers: Count,
    /// How many took part where they were asked; not known where fewer are on record than answered.
    pub present: Option<Count>,
    /// The means, each times its answers, in hundredths.
    pub points: i64,
}

impl Opinions {
    /// What an activity says of itself, of which a report takes in a tally.
    pub fn of_activity(activity: &Activity, tally: &Tally, ground: &Ground) -> Opinions {
        let mut opinions = Opinions::default();
        let length = activity.length(ground);
        let counts = |row: &&Attendance| {
            row.state != Some(State::Rejected) && row.hours.or(length).is_some_and(|_| row.rating.is_some())
        };
        let ratings = activity.attendance.iter().filter(counts).filter_map(|row| row.rating);
        opinions.rate(ratings);
        let Some(survey) = activity.satisfaction.as_ref() else { return opinions };
        let approximate = activity.is_approximate(&["satisfaction"]);
        let answers = survey.answers.filter(|answers| *answers > 0);
        let answers = answers.map(|answers| Count { number: whole(answers), approximate });
        match (answers, survey.mean) {
            (Some(answers), Some(mean)) => {
                let points = mean.hundredths().saturating_mul(answers.number);
                opinions.known = Survey { points, ..Survey::of(answers, tally) };
            }
            (Some(answers), None) => opinions.numbers = Survey::of(answers, tally),
            (None, Some(mean)) => opinions.means.push(mean.hundredths()),
            (None, None) => {}
        }
        opinions
    }

    /// How the service of a shift was rated.
    pub fn of_shift(shift: &Shift) -> Opinions {
        let served = shift.assigned.iter().filter(|row| {
            row.status == Some(AssignmentStatus::Attended) && row.state != Some(State::Rejected)
        });
        let mut opinions = Opinions::default();
        opinions.rate(served.filter_map(|row| row.rating));
        opinions
    }

    fn rate(&mut self, ratings: impl Iterator<Item = u64>) {
        for rating in ratings {
            self.ratings += 1;
            self.rated = self.rated.saturating_add(whole(rating));
        }
    }

    /// Takes in others.
    pub fn plus(&mut self, other: &Opinions) {
        self.known = self.known.plus(other.known);
        self.numbers = self.numbers.plus(other.numbers);
        self.means.extend(&other.means);
        self.ratings = self.ratings.saturating_add(other.ratings);
        self.rated = self.rated.saturating_add(other.rated);
    }
}

impl Survey {
    fn of(answers: Count, tally: &Tally) -> Survey {
        let named = tally.crews.values().map(|crew| crew.people().number).fold(0, i64::saturating_add);
        let present = tally.heads.plus_at_most(Count { number: named, approximate: false });
        let present = Some(present).filter(|present| present.number >= answers.number);
        Survey { number: 1, answers, present, points: 0 }
    }

    fn plus(self, other: Survey) -> Survey {
        if self.number == 0 || other.number == 0 {
            return if self.number == 0 { other } else { self };
        }
        Survey {
            number: self.number.saturating_add(other.number),
            answers: self.answers.plus_at_most(other.answers),
            present: self.present.zip(other.present).map(|(one, other)| one.plus_at_most(other)),
            points: self.points.saturating_add(other.points),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(rest: &str) -> Activity {
        let text = format!("title: x\ncategory: patrol\norg: team\ndate: 2014-03-01\n{rest}");
        serde_yaml::from_str(&text).unwrap()
    }

    fn of(rest: &str, heads: i64) -> Opinions {
        let ground =
            Ground { workers: foldhash::HashSet::default(), zone: chrono_tz::UTC, unlooked: State::Verified };
        let tally = Tally { heads: Count { number: heads, approximate: false }, ..Tally::default() };
        Opinions::of_activity(&activity(rest), &tally, &ground)
    }

    #[test]
    fn what_is_half_known_is_kept_apart() {
        let mut all = of("satisfaction: { answers: 30, mean: 4.5 }\n", 40);
        for (rest, heads) in [
            ("satisfaction: { answers: 10, mean: 3.5 }\n", 10),
            ("satisfaction: { answers: 7 }\n", 3),
            ("satisfaction: { mean: 4.25 }\n", 9),
            ("satisfaction: { answers: 0, mean: 5 }\n", 9),
            ("", 9),
        ] {
            all.plus(&of(rest, heads));
        }
        let exact = |number: i64| Count { number, approximate: false };
        let known = Survey { number: 2, answers: exact(40), present: Some(exact(50)), points: 17_000 };
        assert_eq!((all.known, all.means), (known, vec![425, 500]));
        assert_eq!(all.numbers, Survey { number: 1, answers: exact(7), present: None, points: 0 });
    }

    #[test]
    fn ratings_are_those_of_service_that_counts() {
        let rows = "attendance:\n- { who: a, hours: 1, rating: 4 }\n- { who: b, rating: 1 }\n\
                    - { who: c, hours: 1, rating: 2, state: rejected }\n- { who: d, hours: 1, rating: 5 }\n";
        let all = of(rows, 0);
        assert_eq!((all.ratings, all.rated), (2, 9));
    }
}
