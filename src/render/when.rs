//! Periods as people say them: `April 2014`, `2014年4月`, `abril de 2014`.
//!
//! In tables days stay ISO 8601, so that they stand under each other and sort; in prose they are said.

use crate::locale::Catalogue;
use crate::model::period::Period;

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
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str| text.parse::<i64>().ok();
    let month = |text: &str| Some(catalogue.text(&format!("month-{}", number(text)?), &[]));
    let said = match parts.as_slice() {
        [year] => Some(catalogue.text("date-year", &[("year", (*year).into())])),
        [year, part] => match (part.strip_prefix('Q'), part.strip_prefix('W')) {
            (Some(quarter), _) => number(quarter).map(|quarter| {
                let arguments = [("year", (*year).into()), ("quarter", quarter.into())];
                catalogue.text("period-quarter", &arguments)
            }),
            (_, Some(week)) => number(week).map(|week| {
                catalogue.text("period-week", &[("year", (*year).into()), ("week", week.into())])
            }),
            _ => month(part).map(|month| {
                catalogue.text("date-month", &[("year", (*year).into()), ("month", month.into())])
            }),
        },
        [year, part, day] => month(part).zip(number(day)).map(|(month, day)| {
            let arguments = [("year", (*year).into()), ("month", month.into()), ("day", day.into())];
            catalogue.text("date-day", &arguments)
        }),
        _ => None,
    };
    said.unwrap_or_else(|| text.into())
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
        assert_eq!(said("2026-W47"), ["week 47 of 2026", "2026年第47周", "semana 47 de 2026"]);
        assert_eq!(said("2026-11-21"), ["21 November 2026", "2026年11月21日", "21 de noviembre de 2026"]);
        assert_eq!(
            said("2026-01..2026-03-05"),
            ["January 2026 – 5 March 2026", "2026年1月至2026年3月5日", "enero de 2026 – 5 de marzo de 2026"]
        );
    }
}
