//! Ladders: which hours they count, and which level so many hours reach.
//!
//! Pure: a day and minutes go in, a standing comes out. A ladder counts what volunteers serve: all that is
//! not rejected, and only what is verified where the store wants hours verified. Hours served before the
//! store count in a ladder over a lifetime that begins on no day of its own, and nowhere else.

use crate::model::code::State;
use crate::model::day::Day;
use crate::model::minutes::Minutes;
use crate::model::person::OutsideHours;
use crate::model::settings::{Ladder, Rung, Settings, Window};
use crate::model::text::Text;

/// The levels of a store that has no ladder of its own, with their hours over a lifetime.
const STARS: [(&str, i64); 5] =
    [("one-star", 100), ("two-star", 300), ("three-star", 600), ("four-star", 1000), ("five-star", 1500)];

/// Where somebody stands on a ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The ladder.
    pub ladder: String,
    /// The time that counts.
    pub minutes: Minutes,
    /// The highest level that it reaches, if any.
    pub level: Option<String>,
    /// The next level, if there is one.
    pub next: Option<String>,
    /// The time that the next level takes in all.
    pub wanted: Option<Minutes>,
}

impl Standing {
    /// What is still missing to the next level.
    pub fn missing(&self) -> Option<Minutes> {
        self.wanted.map(|wanted| Minutes::of(wanted.count().saturating_sub(self.minutes.count())))
    }

    /// Whether the next level is near: no more than a tenth of it is missing.
    pub fn is_near(&self) -> bool {
        self.missing()
            .zip(self.wanted)
            .is_some_and(|(missing, wanted)| missing.count() <= wanted.count() / 10)
    }
}

impl Ladder {
    /// The ladders of a store: its own, else that of stars.
    pub fn all(settings: &Settings) -> Vec<Ladder> {
        if !settings.ladder.is_empty() {
            return settings.ladder.clone();
        }
        let text = |words: &str| words.parse::<Text>().ok();
        let rung =
            |(name, hours): (&str, i64)| Some(Rung { name: text(name)?, hours: Minutes::of(hours * 60) });
        let levels = STARS.into_iter().filter_map(rung).collect();
        text("stars").map(|name| Ladder { name, from: None, window: None, levels }).into_iter().collect()
    }

    fn is_of_a_lifetime(&self) -> bool {
        self.window.is_none_or(|window| window == Window::Lifetime)
    }

    /// The first day that counts, seen from a day.
    fn first(&self, on: Day) -> Day {
        let first = match self.window.unwrap_or(Window::Lifetime) {
            Window::Lifetime => Day::first(),
            Window::Year => Day::of(on.year(), 1, 1).unwrap_or_else(Day::first),
            Window::RollingYear => {
                let next = on.plus(1).date();
                next.checked_sub_months(chrono::Months::new(12))
                    .and_then(Day::from_date)
                    .unwrap_or_else(Day::first)
            }
        };
        self.from.map_or(first, |from| from.max(first))
    }

    /// What somebody served before the store, so far as it counts.
    pub fn before(&self, opening: Option<&OutsideHours>) -> Minutes {
        let counts = self.is_of_a_lifetime() && self.from.is_none();
        opening.filter(|_| counts).map_or_else(Minutes::default, |opening| opening.hours)
    }

    /// Whether a row of a day counts, seen from a day. What the hours before the store hold already is not
    /// added again.
    pub fn counts(&self, day: Day, on: Day, opening: Option<&OutsideHours>) -> bool {
        let is_held =
            self.before(opening) > Minutes::default() && opening.is_some_and(|held| day <= held.as_of);
        self.first(on) <= day && day <= on && !is_held
    }

    /// Where somebody stands with so much time.
    pub fn standing(&self, minutes: Minutes) -> Standing {
        let mut levels: Vec<&Rung> = self.levels.iter().collect();
        levels.sort_by_key(|rung| rung.hours);
        let reached = levels.partition_point(|rung| rung.hours <= minutes);
        let name = |rung: &&Rung| rung.name.to_string();
        Standing {
            ladder: self.name.to_string(),
            minutes,
            level: reached.checked_sub(1).and_then(|at| levels.get(at)).map(name),
            next: levels.get(reached).map(name),
            wanted: levels.get(reached).map(|rung| rung.hours),
        }
    }
}

/// Whether hours of a state count in the ladders of a store.
pub fn is_recognised(settings: &Settings, state: State) -> bool {
    match state {
        State::Verified => true,
        State::Submitted => !settings.hours.verify,
        State::Rejected => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn ladder(window: Window, from: Option<&str>) -> Ladder {
        let rung =
            |(name, hours): (&str, i64)| Rung { name: name.parse().unwrap(), hours: Minutes::of(hours * 60) };
        let levels = [("gold", 20), ("bronze", 5)].map(rung).to_vec();
        Ladder { name: "medals".parse().unwrap(), from: from.map(day), window: Some(window), levels }
    }

    fn opening() -> OutsideHours {
        OutsideHours { hours: Minutes::of(600), as_of: day("2013-12-31"), source: None }
    }

    #[test]
    fn a_level_is_reached_with_its_last_minute() {
        let stands = |minutes| {
            let standing = ladder(Window::Lifetime, None).standing(Minutes::of(minutes));
            (
                standing.level.clone(),
                standing.next.clone(),
                standing.missing().map(Minutes::count),
                standing.is_near(),
            )
        };
        assert_eq!(stands(0), (None, Some("bronze".into()), Some(300), false));
        assert_eq!(stands(299), (None, Some("bronze".into()), Some(1), true));
        assert_eq!(stands(300), (Some("bronze".into()), Some("gold".into()), Some(900), false));
        assert_eq!(stands(1079), (Some("bronze".into()), Some("gold".into()), Some(121), false));
        assert_eq!(stands(1080), (Some("bronze".into()), Some("gold".into()), Some(120), true));
        assert_eq!(stands(1200), (Some("gold".into()), None, None, false));
    }

    #[test]
    fn a_window_counts_its_own_days() {
        let on = day("2016-02-29");
        let counts = |window, from, text| ladder(window, from).counts(day(text), on, None);
        assert!(counts(Window::Lifetime, None, "0001-01-01"));
        assert!(!counts(Window::Lifetime, None, "2016-03-01"));
        assert!(!counts(Window::Lifetime, Some("2015-01-01"), "2014-12-31"));
        assert!(counts(Window::Year, None, "2016-01-01"));
        assert!(!counts(Window::Year, None, "2015-12-31"));
        assert!(counts(Window::RollingYear, None, "2015-03-01"));
        assert!(!counts(Window::RollingYear, None, "2015-02-28"));
    }

    #[test]
    fn hours_before_the_store_count_once_and_over_a_lifetime_alone() {
        let (on, held) = (day("2014-06-01"), opening());
        let counts = |ladder: &Ladder, text| ladder.counts(day(text), on, Some(&held));
        let lifetime = ladder(Window::Lifetime, None);
        assert_eq!(lifetime.before(Some(&held)), Minutes::of(600));
        assert!(!counts(&lifetime, "2013-12-31"));
        assert!(counts(&lifetime, "2014-01-01"));
        let since = ladder(Window::Lifetime, Some("2013-01-01"));
        assert_eq!(since.before(Some(&held)), Minutes::default());
        assert!(counts(&since, "2013-12-31"));
        let rolling = ladder(Window::RollingYear, None);
        assert_eq!(rolling.before(Some(&held)), Minutes::default());
        assert!(counts(&rolling, "2013-12-31"));
    }
}
