//! Periods as people say them: `April 2014`, `2014年4月`, `abril de 2014`.
//!
//! In tables days stay ISO 8601, so that they stand under each other and sort; in prose they are said.

use chrono::Datelike;

use crate::locale::{Catalogue, Ymd};
use crate::model::day::Day;
use crate::model::period::Period;

/// A day as catalogues take it.
pub(super) fn ymd(day: Day) -> Ymd {
    let date = day.date();
    (date.year(), date.month(), date.day())
}

/// A day as a sentence says it.
pub(super) fn day(catalogue: &Catalogue, day: Day) -> String {
    catalogue.day(ymd(day))
}

/// A period as a heading says it.
pub(super) fn period(catalogue: &Catalogue, period: &Period) -> String {
    let text = period.to_string();
    match text.split_once("..") {
        Some((from, to)) => {
            let [from, to] = [from, to].map(|one| single(catalogue, one));
            catalogue.text("period-range", &[("from", from.into()), ("to", to.into())])
        }
        None => single(catalogue, &text),
    }
}

/// A year, a quarter, a month, a week or a day; anything else as it is written.
fn single(catalogue: &Catalogue, text: &str) -> String {
    let Ok(period) = text.parse::<Period>() else { return text.into() };
    let (year, part) = text.split_once('-').unwrap_or((text, ""));
    let numbered = |key: &str, name: &str, number: &str| {
        let number = number.trim_start_matches('0');
        catalogue.text(key, &[("year", year.into()), (name, number.into())])
    };
    match (part.strip_prefix('Q'), part.strip_prefix('W')) {
        (Some(quarter), _) => numbered("period-quarter", "quarter", quarter),
        (_, Some(week)) => numbered("period-week", "week", week),
        _ => catalogue.days(ymd(period.from()), ymd(period.to()), true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn periods_are_said_in_every_language() {
        let said = |text: &str| Lang::ALL.map(|lang| period(&Catalogue::of(lang), &text.parse().unwrap()));
        assert_eq!(said("2026"), ["2026", "2026年", "2026"]);
        assert_eq!(said("2026-Q4"), ["Q4 2026", "2026年第4季度", "4.º trimestre de 2026"]);
        assert_eq!(said("2026-11"), ["November 2026", "2026年11月", "noviembre de 2026"]);
        assert_eq!(said("2026-W07"), ["week 7 of 2026", "2026年第7周", "semana 7 de 2026"]);
        assert_eq!(said("2026-W47"), ["week 47 of 2026", "2026年第47周", "semana 47 de 2026"]);
        assert_eq!(said("2026-11-21"), ["21 November 2026", "2026年11月21日", "21 de noviembre de 2026"]);
        assert_eq!(
            said("2026-01..2026-03-05"),
            ["January 2026 – 5 March 2026", "2026年1月至2026年3月5日", "enero de 2026 – 5 de marzo de 2026"]
        );
    }
}
