//! Sign-in sheets: a name a line, and behind a comma the hours, as somebody types them off the paper.
//!
//! Blank lines and lines that begin with `#` are skipped. The comma may be a full-width one.

use std::collections::HashMap;

use crate::exchange::{Doubt, NoText, Words, text};
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::shape::Shape;
use crate::model::value::typed;

/// The largest file that is read as a sign-in sheet, in bytes.
pub const LARGEST: u64 = 1024 * 1024;

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The line, counted from 1.
    pub line: u64,
    /// The name, or the id.
    pub name: String,
    /// The hours, as written.
    pub hours: Option<String>,
}

/// The lines of a sheet that say somebody.
///
/// # Errors
/// [`NoText`] for bytes that are no UTF-8.
pub fn read(bytes: &[u8]) -> Result<Vec<Signature>, NoText> {
    let lines = (1..).zip(text(bytes)?.lines().map(str::trim));
    let said = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let signed = said.map(|(line, text)| {
        let (name, hours) = text.split_once([',', '，']).unwrap_or((text, ""));
        let hours = Some(hours.trim()).filter(|hours| !hours.is_empty());
        Signature { line, name: name.trim().into(), hours: hours.map(String::from) }
    });
    Ok(signed.collect())
}

/// The rows of attendance that a sheet says, in its order.
///
/// # Errors
/// All doubts at once: names that mean nobody or several people, hours that are none, people who stand
/// there twice.
pub fn attendance(sheet: &[Signature], words: &dyn Words) -> Result<Vec<Node>, Vec<Doubt>> {
    let (mut rows, mut doubts) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, u64> = HashMap::new();
    for Signature { line, name, hours } in sheet {
        let mut row = Vec::new();
        match words.id(&[Kind::Worker, Kind::Volunteer], name) {
            Err(error) => doubts.push(Doubt::typed(*line, None, error)),
            Ok(id) => {
                if let Some(first) = seen.insert(id.clone(), *line) {
                    let message = format!("`{id}` stands in line {first} already");
                    doubts.push(Doubt::of(*line, message).help("keep one line for each person"));
                }
                row.push(("who".to_string(), Node::Text(id)));
            }
        }
        match hours.as_ref().map(|hours| typed(&Shape::Scalar("minutes".into()), hours)) {
            None => {}
            Some(Ok(hours)) => row.push(("hours".into(), hours)),
            Some(Err(error)) => doubts.push(Doubt::typed(*line, None, error)),
        }
        rows.push(Node::Table(row));
    }
    if doubts.is_empty() { Ok(rows) } else { Err(doubts) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::TypedError;

    /// A store that knows two people.
    struct Two;

    impl Words for Two {
        fn id(&self, _: &[Kind], word: &str) -> Result<String, TypedError> {
            match word {
                "李娜" | "li-na" => Ok("li-na".into()),
                "Wang Fang" => Ok("wang-fang".into()),
                other => Err(TypedError { message: format!("nobody is `{other}`"), help: None }),
            }
        }
    }

    fn rows(sheet: &str) -> String {
        let read = read(sheet.as_bytes()).unwrap();
        let rows = attendance(&read, &Two).unwrap();
        rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    fn doubts(sheet: &str) -> Vec<(u64, String)> {
        let doubts = attendance(&read(sheet.as_bytes()).unwrap(), &Two).unwrap_err();
        doubts.into_iter().map(|doubt| (doubt.line, doubt.message)).collect()
    }

    #[test]
    fn a_sheet_is_read_as_people_type_it() {
        let sheet = "\u{feff}# patrol\r\n\r\n李娜，2.5\r\n  Wang Fang , 2h20m \r\n";
        assert_eq!(rows(sheet), "{ who: li-na, hours: 2.5 } { who: wang-fang, hours: 2h20m }");
        assert_eq!(rows("li-na\nWang Fang,"), "{ who: li-na } { who: wang-fang }");
        assert_eq!(rows(""), "");
    }

    #[test]
    fn all_doubts_are_told_with_their_lines() {
        let told = doubts("Nobody\nli-na,soon\n李娜,2\nSomebody,-1");
        let lines: Vec<u64> = told.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 4]);
        assert_eq!(told[0].1, "nobody is `Nobody`");
        assert_eq!(told[2].1, "`li-na` stands in line 2 already");
    }

    #[test]
    fn what_is_no_text_says_where() {
        assert_eq!(read(b"li-na\n\xc0\xee").unwrap_err(), NoText { line: 2 });
    }
}
