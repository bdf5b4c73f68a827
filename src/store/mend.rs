//! Mending what people mistype: values that say what was meant in another form than the format's.
//!
//! Pure: a text goes in; what is odd about it, with the bytes and the right form, comes out, and the
//! mended text, every other byte as it was. The text may be one that cannot be read as a record, or
//! not even as TOML.

use std::ops::Range;

use crate::model::book::Name;
use crate::model::clock::{Clock, ClockError};
use crate::model::day::{Day, DayError};
use crate::model::fault::Fault;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::shape::Shape;
use crate::store::edit::tree::{Scalar, Style, Tree, Value};
use crate::store::edit::{self, Format, row_key};

/// A value in another form than the format's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// Which value; empty where the syntax is wrong.
    pub field: FieldPath,
    /// Its bytes.
    pub range: Range<usize>,
    /// What is odd about it.
    pub message: String,
    /// What to write there.
    pub mended: String,
    /// Whether it is read all the same; else it is a fault already.
    pub is_read: bool,
}

impl Oddity {
    /// The same as a fault of a record.
    pub fn fault(self, name: &Name) -> Fault {
        Fault {
            rule: "mistyped",
            place: Place::of(name.kind, &name.id, self.field).over(&self.range),
            message: self.message,
            help: Some(format!("write `{}`, or let `tandem check --fix` do it", self.mended)),
        }
    }
}

/// What is odd about the values of a text; of one that is not of its syntax, what makes it so.
pub fn oddities(format: Format, text: &str, shape: &Shape) -> Vec<Oddity> {
    let mut found = Vec::new();
    match edit::parse(format, text) {
        Ok(tree) => walk(format, &FieldPath::default(), &tree, shape, &mut found),
        Err(faults) => found.extend(faults.into_iter().filter_map(|fault| {
            let mended = fault.mended?;
            Some(Oddity {
                field: FieldPath::default(),
                range: fault.range,
                message: fault.message,
                mended,
                is_read: false,
            })
        })),
    }
    found.sort_by_key(|oddity| oddity.range.start);
    found
}

/// The text with all of them in their right form.
pub fn mended(text: &str, oddities: &[Oddity]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for oddity in oddities.iter().filter(|oddity| !oddity.range.is_empty()) {
        let Some(before) = text.get(done..oddity.range.start) else { continue };
        mended.push_str(before);
        mended.push_str(&oddity.mended);
        done = oddity.range.end;
    }
    mended.push_str(&text[done..]);
    mended
}

fn walk(format: Format, path: &FieldPath, tree: &Tree, shape: &Shape, out: &mut Vec<Oddity>) {
    match (&tree.value, shape) {
        (Value::Table(entries), _) => {
            for entry in entries {
                let shape = shape.under(&entry.key).unwrap_or(&Shape::Free);
                walk(format, &path.then(&entry.key), &entry.value, shape, out);
            }
        }
        (Value::List(rows), Shape::List { item, key, .. }) => {
            for (index, row) in rows.iter().enumerate() {
                walk(format, &path.row(index, &row_key(row, key)), row, item, out);
            }
        }
        (Value::Scalar(scalar), Shape::Scalar(name)) => {
            let odd = odd(format, scalar, name);
            out.extend(odd.map(|Odd { what, mended, is_read }| {
                let message = format!("`{path}` is {what}");
                Oddity { field: path.clone(), range: tree.range.clone(), message, mended, is_read }
            }));
        }
        _ => {}
    }
}

/// What is odd about a scalar.
struct Odd {
    what: &'static str,
    mended: String,
    is_read: bool,
}

fn odd(format: Format, scalar: &Scalar, name: &str) -> Option<Odd> {
    let Scalar { text, style } = scalar;
    let is_quoted = *style == Style::Quoted;
    let read = |what, mended| Some(Odd { what, mended, is_read: true });
    match name {
        "clock" => match text.parse::<Clock>() {
            Ok(_) if !is_quoted => read("a time without quotes", quoted(text)),
            Err(ClockError::Form { meant: Some(clock), .. }) => {
                let what = "a time that is not in the form \"HH:MM\"";
                Some(Odd { what, mended: quoted(&clock.to_string()), is_read: false })
            }
            _ => None,
        },
        "range" if !is_quoted && text.parse::<crate::model::clock::Range>().is_ok() => {
            read("a range of times without quotes", quoted(text))
        }
        "day" | "born" => match text.parse::<Day>() {
            Ok(day) if is_quoted => read("a date in quotes", day.to_string()),
            Err(DayError::Form { meant: Some(day), .. }) => {
                let what = "a date that is not in the form YYYY-MM-DD";
                let is_read = name == "day" && Day::written(text).is_ok();
                Some(Odd { what, mended: day.to_string(), is_read })
            }
            _ => None,
        },
        "text" | "party" | "period" => match style {
            Style::Integer | Style::Decimal => read("a number where text is wanted", quoted(text)),
            Style::Date if format == Format::Toml => read("a date where text is wanted", quoted(text)),
            _ => None,
        },
        _ => None,
    }
}

/// In quotes; nothing that comes here holds a quote or a backslash.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::record::shape;

    fn mend(kind: Kind, text: &str) -> String {
        let format = if kind.is_log() { Format::Yaml } else { Format::Toml };
        let once = mended(text, &oddities(format, text, shape(kind)));
        assert_eq!(mended(&once, &oddities(format, &once, shape(kind))), once, "twice is once");
        once
    }

    #[test]
    fn values_of_yaml_get_their_form_and_all_else_stays() {
        let text = "title: 2014 # 春节\r\ncategory: patrol\norg: hongxing\ndate: \"2014-05-02\"\nuntil: 2014-5-3\n\
                    start: 8:05\nend:   18:30   # 约\nattendance:\n  - { who: li-na, date: 2014年5月2日, hours: 2 }\n";
        let right = "title: \"2014\" # 春节\r\ncategory: patrol\norg: hongxing\ndate: 2014-05-02\nuntil: 2014-05-03\n\
                     start: \"08:05\"\nend:   \"18:30\"   # 约\nattendance:\n  - { who: li-na, date: 2014-05-02, hours: 2 }\n";
        assert_eq!(mend(Kind::Activity, text), right);
    }

    #[test]
    fn values_of_toml_get_their_form_and_all_else_stays() {
        let text =
            "name = \"李娜\"\nphone = 64312\njoined = '2014-05-02'\nborn = \"1980\"\nskills = [1, \"a\"]\n";
        let right = "name = \"李娜\"\nphone = \"64312\"\njoined = 2014-05-02\nborn = \"1980\"\nskills = [\"1\", \"a\"]\n";
        assert_eq!(mend(Kind::Volunteer, text), right);
    }

    #[test]
    fn lines_that_toml_cannot_read_get_their_form() {
        let text = "name = \"李娜\"\njoined = 2014-5-2 # 约\n[availability]\nmon = [18:30-21:00, \"08:00-09:00\"]\ntue = 18:30-21:00\n";
        let right = "name = \"李娜\"\njoined = 2014-05-02 # 约\n[availability]\nmon = [\"18:30-21:00\", \"08:00-09:00\"]\ntue = \"18:30-21:00\"\n";
        assert_eq!(mend(Kind::Volunteer, text), right);
    }

    #[test]
    fn what_is_right_or_unsure_stays() {
        for text in ["date: 2014-02-30\n", "start: 25:00\n", "title: [\n", "note: 12:30\nhours: 2:20\n", ""] {
            assert_eq!(mend(Kind::Activity, text), text);
        }
    }
}
