//! Working days: Monday to Friday, but for what the store's calendar says otherwise.

use chrono::{Datelike, Weekday};

use crate::model::day::Day;
use crate::model::settings::Calendar;

impl Calendar {
    /// Whether people work on a day. A day that stands in both lists is worked.
    pub fn is_workday(&self, day: Day) -> bool {
        let is_weekend = matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun);
        self.workdays.contains(&day) || !is_weekend && !self.holidays.contains(&day)
    }

    /// The last of so many working days after a day, which itself does not count; with none of them the day
    /// itself. The calendar's last day where it would be left.
    #[must_use]
    pub fn after(&self, day: Day, workdays: u64) -> Day {
        let (mut reached, mut left) = (day, workdays);
        while left > 0 && reached < Day::last() {
            reached = reached.plus(1);
            left -= u64::from(self.is_workday(reached));
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn calendar(holidays: &[&str], workdays: &[&str]) -> Calendar {
        let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect();
        Calendar { holidays: days(holidays), workdays: days(workdays) }
    }

    #[test]
    fn weekends_holidays_and_worked_sundays() {
        // 2014-05-01 is a Thursday; the Sunday after the holidays is worked.
        let may = calendar(&["2014-05-01", "2014-05-02"], &["2014-05-04"]);
        let after = |from: &str, days| may.after(day(from), days).to_string();
        assert_eq!(after("2014-04-30", 0), "2014-04-30");
        assert_eq!(after("2014-04-30", 1), "2014-05-04");
        assert_eq!(after("2014-04-30", 2), "2014-05-05");
        assert_eq!(after("2014-05-03", 1), "2014-05-04");
        assert_eq!(after("2014-05-09", 1), "2014-05-12");
        assert_eq!(Calendar::default().after(day("2014-04-30"), 2).to_string(), "2014-05-02");
        assert_eq!(Calendar::default().after(Day::last(), u64::MAX), Day::last());
    }

    #[test]
    fn between_a_day_and_its_promise_lie_as_many_working_days_as_were_promised() {
        let start = day("2014-01-01");
        let every =
            |step: usize, first: i64| (first..900).step_by(step).map(|days| start.plus(days)).collect();
        for (holidays, workdays) in [(400, 400), (7, 11), (3, 10), (1, 5), (2, 400)] {
            let calendar = Calendar { holidays: every(holidays, 3), workdays: every(workdays, 8) };
            for (from, promised) in (0..300).flat_map(|from| (0..25).map(move |promised| (from, promised))) {
                let first = start.plus(from);
                let last = calendar.after(first, promised);
                let days = (1..=last.days_after(first)).map(|days| first.plus(days));
                assert_eq!(days.filter(|day| calendar.is_workday(*day)).count() as u64, promised);
                assert!(promised == 0 || calendar.is_workday(last));
            }
        }
    }
}
