//! JSON: the whole document, with the envelope that lets `report verify` repeat it.
//!
//! The order of keys is part of the format, so that equal documents are equal bytes.

use serde_json::{Map, Value, json};

use crate::locale::Catalogue;
use crate::report::table::{Document, Row, Table};

use super::plain;
use super::visible::acts;

/// The document as JSON, indented by two spaces, ended by a line break.
pub fn json(document: &Document, catalogue: &Catalogue) -> String {
    let sections: Vec<Value> = document.sections.iter().map(|table| section(table, catalogue)).collect();
    pretty(&json!({
        "schema": "tandem/table/1",
        "tandem": env!("CARGO_PKG_VERSION"),
        "report": document.report,
        "command": document.command,
        "lang": catalogue.lang().code(),
        "today": document.today.to_string(),
        "period": document.period.as_ref().map(|period| json!({
            "from": period.from().to_string(),
            "to": period.to().to_string(),
        })),
        "org": document.org,
        "revision": document.revision,
        "dirty": document.dirty,
        "records": document.records,
        "incomplete": document.incomplete,
        "sections": sections,
    }))
}

/// A JSON value as it is printed, whatever it says.
pub fn pretty(value: &Value) -> String {
    inert(&format!("{value:#}\n"))
}

/// The same JSON with what acts on a terminal escaped. JSON itself escapes only the older half of
/// that; the rest can stand within texts alone.
pub(super) fn inert(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii_control() && character != '\u{7f}' || !acts(character) {
            shown.push(character);
        } else {
            shown += &json_escape(character);
        }
    }
    shown
}

fn json_escape(character: char) -> String {
    format!("\\u{:04x}", u32::from(character))
}

fn section(table: &Table, catalogue: &Catalogue) -> Value {
    let columns: Vec<Value> = plain::columns(table)
        .into_iter()
        .map(|column| {
            let title = catalogue.column(&column.key);
            json!({ "key": column.key, "title": title, "type": column.kind.name() })
        })
        .collect();
    let rows: Vec<Map<String, Value>> = table.rows.iter().map(|row| object(table, row)).collect();
    json!({
        "key": table.key,
        "title": catalogue.title(&table.key),
        "columns": columns,
        "rows": rows,
        "total": table.total.as_ref().map(|total| figures(table, total)),
    })
}

/// A row by the keys of its columns, with `approx` where some of them are.
pub(super) fn object(table: &Table, row: &Row) -> Map<String, Value> {
    let keys = plain::columns(table).into_iter().map(|column| column.key);
    let mut object: Map<String, Value> = keys.zip(plain::values(table, row)).collect();
    if !row.approx.is_empty() {
        object.entry("approx").or_insert_with(|| row.approx.iter().cloned().collect());
    }
    object
}

/// A total: its figures alone, since it has no keys.
fn figures(table: &Table, total: &Row) -> Map<String, Value> {
    let mut object = object(table, total);
    for column in plain::columns(table).iter().filter(|column| !column.kind.is_figure()) {
        object.shift_remove(&column.key);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::render::specimen;

    #[test]
    fn a_document_has_one_shape() {
        let shown = json(&specimen::hours(), &Catalogue::of(Lang::En));
        assert_eq!(shown.replace(env!("CARGO_PKG_VERSION"), "VERSION"), specimen::HOURS_JSON);
    }

    #[test]
    fn nothing_acts_on_a_terminal_and_nothing_is_lost() {
        let hostile = Value::from("\u{1b}[2J\u{7f}\u{9b}1m\u{202e} 李\n");
        let shown = pretty(&hostile);
        assert_eq!(shown, "\"\\u001b[2J\\u007f\\u009b1m\\u202e 李\\n\"\n");
        assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), hostile);
    }

    #[test]
    fn what_is_not_known_is_null() {
        let shown = json(&specimen::empty(), &Catalogue::of(Lang::Zh));
        let value: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(value["lang"], "zh");
        for key in ["period", "org", "revision", "records"] {
            assert_eq!(value[key], Value::Null, "{key}");
        }
        assert_eq!(value["sections"][0]["title"], "义工");
        assert_eq!(value["sections"][0]["total"], Value::Null);
    }
}
