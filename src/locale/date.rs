//! Days in sentences: `14 April 2014`, `2014年4月14日`, `14 de abril de 2014`; and when something was.
//!
//! Tables keep ISO 8601; only running text says days like this.

use fluent_bundle::FluentValue;

use crate::locale::Catalogue;

/// A day as year, month and day of the month.
pub type Ymd = (i32, u32, u32);

/// Which sort of span two days make.
enum Span {
    Day,
    Month,
    Year,
    WithinMonth,
    Months,
    WithinYear,
    Years,
    Other,
}

impl Catalogue {
    /// A day with its year.
    pub fn day(&self, day: Ymd) -> String {
        self.dated("date-day", day, day)
    }

    /// A day of a year that is known.
    pub fn day_of_year(&self, day: Ymd) -> String {
        self.dated("date-short", day, day)
    }

    /// The days from one to another, as a heading names them; `ends` says whether the later one ends its month.
    pub fn days(&self, from: Ymd, to: Ymd, ends: bool) -> String {
        let key = match span(from, to, ends) {
            Span::Day => "date-day",
            Span::Month => "date-month",
            Span::Year => "date-year",
            Span::WithinMonth => "date-days",
            Span::Months => "date-months",
            Span::WithinYear => "date-within-year",
            Span::Years => "date-years",
            Span::Other => "date-span",
        };
        self.dated(key, from, to)
    }

    /// The same as a sentence says it: on a day, in a month, from one day to another.
    pub fn when(&self, from: Ymd, to: Ymd, ends: bool) -> String {
        let key = match span(from, to, ends) {
            Span::Day => "when-day",
            Span::Month => "when-month",
            Span::Year => "when-year",
            Span::WithinMonth => "when-days",
            Span::Months => "when-months",
            Span::WithinYear => "when-within-year",
            Span::Years => "when-years",
            Span::Other => "when-span",
        };
        self.dated(key, from, to)
    }

    fn dated(&self, key: &str, from: Ymd, to: Ymd) -> String {
        let text = |number: String| FluentValue::from(number);
        let month = |month: u32| text(self.text(&format!("month-{month}"), &[]));
        let mut arguments = vec![
            ("day", text(from.2.to_string())),
            ("last", text(to.2.to_string())),
            ("month", month(from.1)),
            ("until", month(to.1)),
            ("year", text(from.0.to_string())),
            ("later", text(to.0.to_string())),
        ];
        if matches!(key, "date-span" | "when-span") {
            arguments.extend([("from", text(self.day(from))), ("to", text(self.day(to)))]);
        }
        if matches!(key, "date-within-year" | "when-within-year") {
            let ends = [("start", from), ("end", to)];
            arguments.extend(ends.map(|(name, day)| (name, text(self.day_of_year(day)))));
        }
        self.text(key, &arguments)
    }
}

fn span(from: Ymd, to: Ymd, ends: bool) -> Span {
    let is_month = (from.0, from.1) == (to.0, to.1);
    match (from, to) {
        _ if from == to => Span::Day,
        _ if is_month && from.2 == 1 && ends => Span::Month,
        ((one, 1, 1), (other, 12, 31)) if one == other => Span::Year,
        ((_, 1, 1), (_, 12, 31)) => Span::Years,
        _ if is_month => Span::WithinMonth,
        _ if from.0 == to.0 && from.2 == 1 && ends => Span::Months,
        _ if from.0 == to.0 => Span::WithinYear,
        _ => Span::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn days_are_said_as_the_language_says_them() {
        let when =
            |from: Ymd, to: Ymd, ends: bool| Lang::ALL.map(|lang| Catalogue::of(lang).when(from, to, ends));
        assert_eq!(
            when((2014, 4, 14), (2014, 4, 20), false),
            ["from 14 to 20 April 2014", "2014年4月14日至20日", "del 14 al 20 de abril de 2014"]
        );
        assert_eq!(
            when((2014, 4, 14), (2014, 4, 14), false),
            ["on 14 April 2014", "2014年4月14日", "el 14 de abril de 2014"]
        );
        assert_eq!(
            when((2014, 4, 1), (2014, 4, 30), true),
            ["in April 2014", "2014年4月", "en abril de 2014"]
        );
        assert_eq!(when((2014, 1, 1), (2014, 12, 31), true), ["in 2014", "2014年", "en 2014"]);
        assert_eq!(
            when((2013, 1, 1), (2014, 12, 31), true),
            ["from 2013 to 2014", "2013年至2014年", "de 2013 a 2014"]
        );
        assert_eq!(
            when((2014, 1, 1), (2014, 3, 31), true),
            ["from January to March 2014", "2014年1月至3月", "de enero a marzo de 2014"]
        );
        assert_eq!(
            when((2014, 2, 12), (2014, 12, 10), false),
            [
                "from 12 February to 10 December 2014",
                "2014年2月12日至12月10日",
                "del 12 de febrero al 10 de diciembre de 2014"
            ]
        );
        assert_eq!(
            when((2013, 12, 30), (2014, 1, 2), false),
            [
                "from 30 December 2013 to 2 January 2014",
                "2013年12月30日至2014年1月2日",
                "del 30 de diciembre de 2013 al 2 de enero de 2014"
            ]
        );
    }
}
