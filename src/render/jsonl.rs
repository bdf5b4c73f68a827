//! JSON lines: one row a line, with the `section` it belongs to, and nothing else.

use serde_json::{Map, Value};

use crate::report::table::Document;

use super::json::{inert, object};

/// The rows of every table, one JSON object a line.
pub fn jsonl(document: &Document) -> String {
    let mut lines = String::new();
    for table in &document.sections {
        for row in &table.rows {
            let mut line = Map::from_iter([("section".to_owned(), Value::from(table.key.as_str()))]);
            line.extend(object(table, row));
            lines.push_str(&inert(&Value::Object(line).to_string()));
            lines.push('\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::specimen;

    #[test]
    fn every_row_is_a_line() {
        let expected = concat!(
            r#"{"section":"hours","month":"2014-03","category":"patrol","attendances":12,"people":7,"minutes":1500}"#,
            "\n",
            r#"{"section":"hours","month":"2014-03","category":"elderly-care","attendances":2,"people":2,"minutes":140,"approx":["minutes"]}"#,
            "\n",
            r#"{"section":"hours","month":"2014-04","category":"=1+1|*x*","attendances":1200,"people":null,"minutes":-30}"#,
            "\n",
        );
        assert_eq!(jsonl(&specimen::hours()), expected);
        assert_eq!(jsonl(&specimen::empty()), "");
    }
}
