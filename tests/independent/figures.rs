//! What reports are compared as: a sheet of whole numbers; and what may be asked of one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::reading::{Entry, Reading, text};

/// The figures of a report: by section and the row's words, then by column. What is nothing is left out, the
/// row is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet(pub(crate) BTreeMap<String, BTreeMap<String, i64>>);

impl Sheet {
    /// A row that is there whatever is in it.
    pub(crate) fn tell(&mut self, section: &str, key: &str) -> &mut BTreeMap<String, i64> {
        self.0.entry(format!("{section}: {key}")).or_default()
    }

    /// Adds to a figure; what is nothing makes no row.
    pub(crate) fn add(&mut self, section: &str, key: &str, column: &str, number: i64) {
        if number != 0 {
            *self.tell(section, key).entry(column.into()).or_default() += number;
        }
    }

    /// A figure.
    pub(crate) fn of(&self, section: &str, key: &str, column: &str) -> i64 {
        let row = self.0.get(&format!("{section}: {key}"));
        row.and_then(|row| row.get(column)).copied().unwrap_or_default()
    }

    /// The keys of a section.
    pub(crate) fn keys(&self, section: &str) -> Vec<String> {
        let start = format!("{section}: ");
        self.0.keys().filter_map(|key| key.strip_prefix(&start)).map(String::from).collect()
    }

    /// The sheet without what is nothing.
    pub(crate) fn done(mut self) -> Sheet {
        for row in self.0.values_mut() {
            row.retain(|_, number| *number != 0);
        }
        self
    }

    /// What the program tells: texts and days are the words of a row, all else is its figures.
    pub(crate) fn told(told: &Value) -> Sheet {
        let mut sheet = Sheet::default();
        for section in told["sections"].as_array().expect("sections") {
            let name = section["key"].as_str().expect("a key");
            let columns = section["columns"].as_array().expect("columns");
            let is_word =
                |column: &&Value| ["text", "date"].contains(&column["type"].as_str().expect("a type"));
            let words: Vec<&str> =
                columns.iter().filter(is_word).filter_map(|one| one["key"].as_str()).collect();
            let rows = section["rows"].as_array().expect("rows").iter();
            let total = section.get("total").filter(|total| !total.is_null());
            for (row, is_total) in rows.map(|row| (row, false)).chain(total.map(|row| (row, true))) {
                let words = words.iter().filter(|word| **word != "type");
                let key: Vec<&str> = words.map(|word| row[*word].as_str().unwrap_or("-")).collect();
                let key = if is_total { "total".into() } else { key.join(" ") };
                let row_there = sheet.tell(name, &key);
                for column in columns.iter().filter(|column| !is_word(column)) {
                    let column = column["key"].as_str().expect("a key");
                    row_there.insert(column.into(), number(&row[column]));
                }
            }
        }
        sheet.done()
    }
}

/// A number in units of its last place: whole ones, hundredths of money, ten-thousandths of ratios. Money
/// without a part is told without one.
fn number(value: &Value) -> i64 {
    let Some(text) = value.as_str() else { return value.as_i64().unwrap_or_default() };
    let scale = if text.contains('.') { 1 } else { 100 };
    text.replace('.', "").parse::<i64>().expect("a number") * scale
}

/// A quotient in ten-thousandths, half up; for each of nothing there is none.
pub(crate) fn quotient(numerator: i64, denominator: i64) -> i64 {
    let size = |numerator: i64| (numerator * 20_000 + denominator) / (denominator * 2);
    if denominator <= 0 { 0 } else { size(numerator.abs()) * numerator.signum() }
}

/// How many.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).expect("few")
}

/// A number with decimals in hundredths.
pub(crate) fn hundredths(value: &Value) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
    value.as_f64().map_or(0, |number| (number * 100.0).round() as i64)
}

/// A day as the number of days since one long ago.
pub(crate) fn ordinal(day: &str) -> i64 {
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i64>().ok()).expect("a number");
    let mut parts = day.split('-');
    let (year, month, day) = (number(parts.next()), number(parts.next()), number(parts.next()));
    let lengths = [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before: i64 = lengths.iter().take(usize::try_from(month - 1).expect("a month")).sum();
    let years = year - 1;
    years * 365 + years / 4 - years / 100 + years / 400 + before + day
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days one lies after another.
pub(crate) fn days(later: &str, earlier: &str) -> i64 {
    ordinal(later) - ordinal(earlier)
}

/// The middle one in ten-thousandths, or the mean of both in the middle.
pub(crate) fn median(mut days: Vec<i64>) -> i64 {
    days.sort_unstable();
    match days.len() {
        0 => 0,
        odd if odd % 2 == 1 => days[odd / 2] * 10_000,
        even => (days[even / 2 - 1] + days[even / 2]) * 5_000,
    }
}

/// A report of everything that is asked.
pub(crate) type Find = fn(&Reading, &Ask) -> Sheet;

/// What there is in each organisation and all below it, as one line of its own report: the total of a section.
/// Nothing where one alone has anything or, of a section by organisation, where that says as much already.
pub(crate) fn below(reading: &Reading, ask: &Ask, find: Find, from: &str, to: &str) -> Sheet {
    let mut sheet = find(reading, ask);
    let total = |ask: &Ask| find(reading, ask).0.remove(&format!("{from}: total")).unwrap_or_default();
    let orgs = ask.orgs(reading);
    let mut rows: Vec<_> = orgs.iter().map(|org| (org, total(&Ask { org: Some(org), ..*ask }))).collect();
    rows.retain(|(_, row)| !row.is_empty());
    let by_org = |org: &str| sheet.0.get(&format!("{from}: {org}"));
    let is_more = if rows.iter().any(|(org, _)| by_org(org).is_some()) {
        rows.iter().any(|(org, row)| by_org(org) != Some(row))
    } else {
        let alone = |org: &&String| !total(&Ask { org: None, alone: Some(org), ..*ask }).is_empty();
        orgs.iter().filter(alone).count() > 1
    };
    for (org, row) in rows.into_iter().filter(|_| is_more) {
        sheet.tell(to, org).extend(row);
    }
    sheet
}

/// What is asked of a report.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ask<'a> {
    pub(crate) period: &'a str,
    pub(crate) days: [&'a str; 2],
    /// The days of the period before.
    pub(crate) before: [&'a str; 2],
    pub(crate) today: &'a str,
    pub(crate) org: Option<&'a str>,
    /// The organisation without those below it.
    pub(crate) alone: Option<&'a str>,
    pub(crate) category: Option<&'a str>,
    pub(crate) program: Option<&'a str>,
    pub(crate) lead: Option<&'a str>,
    pub(crate) who: Option<&'a str>,
    pub(crate) role: Option<&'a str>,
}

impl<'a> Ask<'a> {
    /// Its words.
    pub(crate) fn words(&self) -> Vec<&'a str> {
        let words = [
            ("--period", Some(self.period)),
            ("--today", Some(self.today)),
            ("--org", self.org),
            ("--category", self.category),
            ("--program", self.program),
            ("--lead", self.lead),
            ("--who", self.who),
            ("--as", self.role),
        ];
        words.into_iter().filter_map(|(flag, word)| Some([flag, word?])).flatten().collect()
    }

    /// The last day.
    pub(crate) fn last(&self) -> &'a str {
        self.days[1]
    }

    /// Whether a day lies in the period.
    pub(crate) fn holds(&self, day: Option<&str>) -> bool {
        day.is_some_and(|day| self.days[0] <= day && day <= self.days[1])
    }

    /// The same of the period before.
    pub(crate) fn earlier(&self) -> Ask<'a> {
        Ask { days: self.before, ..*self }
    }

    /// Whether a record is asked for; who served in it, if that is what it is about.
    pub(crate) fn wants(&self, reading: &Reading, record: &Value, served: Option<(&str, &str)>) -> bool {
        let is = |asked: Option<&str>, name: &str| asked.is_none_or(|asked| record[name] == asked);
        let same = |one: &str, other: &str| reading.person(one) == reading.person(other);
        let lead = text(record, "lead").or_else(|| text(record, "worker"));
        self.covers(reading, text(record, "org").as_deref())
            && is(self.category, "category")
            && is(self.program, "program")
            && self.lead.is_none_or(|asked| lead.is_some_and(|lead| same(&lead, asked)))
            && self.who.is_none_or(|asked| served.is_some_and(|(who, _)| same(who, asked)))
            && self.role.is_none_or(|asked| served.is_some_and(|(_, role)| role == asked))
    }

    /// Whether an organisation is asked for.
    pub(crate) fn covers(&self, reading: &Reading, org: Option<&str>) -> bool {
        self.org.or(self.alone).is_none() || org.is_some_and(|org| self.orgs(reading).contains(org))
    }

    /// The organisations that are asked for.
    pub(crate) fn orgs(&self, reading: &Reading) -> BTreeSet<String> {
        self.alone.map_or_else(|| reading.under(self.org), |alone| [alone.into()].into())
    }

    /// The service that is asked for, whatever its day.
    pub(crate) fn served<'b>(&self, reading: &'b Reading) -> Vec<Entry<'b>> {
        let is_asked = |entry: &Entry| self.wants(reading, entry.record, Some((&entry.who, entry.role)));
        reading.entries().into_iter().filter(is_asked).collect()
    }

    /// The service of the period that is asked for.
    pub(crate) fn entries<'b>(&self, reading: &'b Reading) -> Vec<Entry<'b>> {
        self.served(reading).into_iter().filter(|entry| self.holds(Some(&entry.date))).collect()
    }

    /// The records of a folder that are asked for, by one of their days.
    pub(crate) fn records<'b>(
        &self,
        reading: &'b Reading,
        folder: &str,
        day: &str,
    ) -> Vec<(&'b str, &'b Value)> {
        let is_asked = |record: &Value| self.holds(record[day].as_str()) && self.wants(reading, record, None);
        reading.all(folder).filter(|(_, record)| is_asked(record)).collect()
    }
}
