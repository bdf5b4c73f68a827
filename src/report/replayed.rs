//! In what two reports differ, value by value, in the words of their own JSON.
//!
//! One was made at some time, perhaps by somebody else; the other is the same made again. Neither is believed to
//! have the shape of a report: what is not there is nothing, and differs from what is.

use std::collections::BTreeMap;

use serde_json::Value;

/// A value, a row or a part that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The section, or the field of the envelope.
    pub section: String,
    /// The row, by its key columns; `total`, or nothing where the section itself differs.
    pub row: Option<String>,
    /// The column; nothing where the whole row differs.
    pub column: Option<String>,
    /// What it is in the first; nothing where it is not there.
    pub was: Option<String>,
    /// What it is in the second; nothing where it is not there.
    pub is: Option<String>,
}

/// The fields of the envelope that say what a report was made from.
const ENVELOPE: [&str; 5] = ["report", "period", "org", "records", "incomplete"];

/// All that differs, in the order of the second.
pub fn differences(was: &Value, is: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    for field in ENVELOPE {
        compare(&Place { section: field, row: None }, None, &was[field], &is[field], &mut found);
    }
    let (was, is) = (sections(was), sections(is));
    for (key, now) in &is {
        match was.iter().find(|(other, _)| other == key) {
            Some((_, then)) => section(key, then, now, &mut found),
            None => found.push(whole(key, None, None, Some("a section"))),
        }
    }
    let gone = was.iter().filter(|(key, _)| is.iter().all(|(other, _)| other != key));
    found.extend(gone.map(|(key, _)| whole(key, None, Some("a section"), None)));
    found
}

/// Where a value stands, short of its column.
struct Place<'a> {
    section: &'a str,
    row: Option<&'a str>,
}

fn whole(section: &str, row: Option<&str>, was: Option<&str>, is: Option<&str>) -> Difference {
    let row = row.map(String::from);
    Difference {
        section: section.into(),
        row,
        column: None,
        was: was.map(String::from),
        is: is.map(String::from),
    }
}

fn compare(place: &Place, column: Option<&str>, was: &Value, is: &Value, found: &mut Vec<Difference>) {
    if was != is {
        let (section, row) = (place.section.into(), place.row.map(String::from));
        let column = column.map(String::from);
        found.push(Difference { section, row, column, was: text(was), is: text(is) });
    }
}

/// A value as it is read; nothing where there is none.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => Some(values.iter().filter_map(text).collect::<Vec<_>>().join(", ")),
        other => Some(other.to_string()),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn sections(document: &Value) -> Vec<(String, &Value)> {
    let key = |section: &Value| text(&section["key"]).unwrap_or_default();
    list(&document["sections"]).iter().map(|section| (key(section), section)).collect()
}

fn section(key: &str, was: &Value, is: &Value, found: &mut Vec<Difference>) {
    let place = Place { section: key, row: None };
    compare(&place, Some("title"), &was["title"], &is["title"], found);
    compare(&place, Some("columns"), &was["columns"], &is["columns"], found);
    let keys: Vec<&str> = list(&is["columns"]).iter().filter_map(key_column).collect();
    let (mut then, now) = (rows(was, &keys), rows(is, &keys));
    for (row, now) in &now {
        let then = then.remove(row).unwrap_or_default();
        for at in 0..then.len().max(now.len()) {
            match (then.get(at), now.get(at)) {
                (Some(then), Some(now)) => values(&Place { section: key, row: Some(row) }, then, now, found),
                (Some(_), None) => found.push(whole(key, Some(row), Some("a row"), None)),
                (None, _) => found.push(whole(key, Some(row), None, Some("a row"))),
            }
        }
    }
    for (row, gone) in &then {
        found.extend(gone.iter().map(|_| whole(key, Some(row), Some("a row"), None)));
    }
    values(&Place { section: key, row: Some("total") }, &was["total"], &is["total"], found);
}

/// The key of a column by which rows are told apart: one that holds no figures.
fn key_column(column: &Value) -> Option<&str> {
    let is_key = matches!(column["type"].as_str(), Some("text" | "date"));
    column["key"].as_str().filter(|_| is_key)
}

/// The rows of a section by what their key columns say; several may say the same.
fn rows<'a>(section: &'a Value, keys: &[&str]) -> BTreeMap<String, Vec<&'a Value>> {
    let mut rows: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for row in list(&section["rows"]) {
        let name: Vec<String> =
            keys.iter().map(|key| text(&row[*key]).unwrap_or_else(|| "–".into())).collect();
        rows.entry(name.join(" · ")).or_default().push(row);
    }
    rows
}

/// Compares two rows, value by value.
fn values(place: &Place, was: &Value, is: &Value, found: &mut Vec<Difference>) {
    let names =
        |row: &Value| row.as_object().map(|row| row.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let mut columns = names(is);
    columns.extend(names(was).into_iter().filter(|name| is.get(name).is_none()));
    for column in &columns {
        compare(place, Some(column), &was[column.as_str()], &is[column.as_str()], found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(rows: &Value) -> Value {
        let columns = json!([{ "key": "month", "type": "text" }, { "key": "minutes", "type": "minutes" }]);
        let section =
            json!({ "key": "hours", "title": "Hours", "columns": columns, "rows": rows, "total": null });
        json!({ "report": "hours", "records": "abc", "incomplete": 0, "sections": [section] })
    }

    /// A row, a column, and what they said and say.
    type Told = (Option<String>, Option<String>, Option<String>, Option<String>);

    fn told(was: &Value, is: &Value) -> Vec<Told> {
        differences(was, is).into_iter().map(|one| (one.row, one.column, one.was, one.is)).collect()
    }

    #[test]
    fn rows_are_told_apart_by_their_keys_whatever_their_order() {
        let one =
            report(&json!([{ "month": "2014-01", "minutes": 60 }, { "month": "2014-02", "minutes": 90 }]));
        let other =
            report(&json!([{ "month": "2014-02", "minutes": 91 }, { "month": "2014-01", "minutes": 60 }]));
        let some = |text: &str| Some(text.to_string());
        assert_eq!(told(&one, &one), []);
        assert_eq!(told(&one, &other), [(some("2014-02"), some("minutes"), some("90"), some("91"))]);
    }

    #[test]
    fn rows_that_only_one_of_them_has_are_told() {
        let one =
            report(&json!([{ "month": "2014-01", "minutes": 60 }, { "month": "2014-01", "minutes": 60 }]));
        let other =
            report(&json!([{ "month": "2014-01", "minutes": 60 }, { "month": "2014-03", "minutes": 1 }]));
        let some = |text: &str| Some(text.to_string());
        assert_eq!(
            told(&one, &other),
            [(some("2014-01"), None, some("a row"), None), (some("2014-03"), None, None, some("a row"))]
        );
    }

    #[test]
    fn what_is_no_report_differs_and_breaks_nothing() {
        let real = report(&json!([{ "month": "2014-01", "minutes": 60 }]));
        for odd in
            [json!(null), json!([]), json!({ "sections": 3 }), json!({ "sections": [[1], { "rows": [7] }] })]
        {
            assert!(!differences(&odd, &real).is_empty(), "{odd}");
            assert!(!differences(&real, &odd).is_empty(), "{odd}");
        }
    }
}
