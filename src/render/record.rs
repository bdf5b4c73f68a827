//! One record: its fields as people read them, or as JSON.
//!
//! For people the names of fields and the codes stay as they stand in the file, because they are what
//! one types to change them; in other languages than English what a field is called stands before its name.

use comfy_table::{ContentArrangement, Table as Grid, TableStyle};
use serde_json::Number;
use unicode_width::UnicodeWidthStr;

use crate::locale::{Catalogue, Lang};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;

use super::json::inert;
use super::visible::{visible, visible_line};

/// The record for people, no wider than `width` columns where words can be wrapped to that. Rows of a
/// list that are tables stand under each other, a column a field.
pub fn record(kind: Kind, id: &Id, path: &str, node: &Node, words: &Catalogue, width: u16) -> String {
    let noun = words.code("noun", kind.noun()).unwrap_or_else(|| kind.to_string());
    let noun = if words.lang() == Lang::En { kind.to_string() } else { noun };
    format!("{noun} {id} · {}\n\n{}\n", visible_line(path), block(node, words, width))
}

/// The record as JSON. Numbers keep their text; dates are texts.
pub fn record_json(kind: Kind, id: &Id, path: &str, node: &Node) -> String {
    let text = |text: &str| Node::Text(text.into());
    let envelope = Node::Table(vec![
        ("schema".into(), text("tandem/record/1")),
        ("kind".into(), text(kind.noun())),
        ("id".into(), text(id)),
        ("path".into(), text(path)),
        ("record".into(), node.clone()),
    ]);
    let mut out = String::new();
    write_json(&envelope, 0, &mut out);
    out.push('\n');
    inert(&out)
}

/// A value on as many lines as it needs.
fn block(node: &Node, words: &Catalogue, width: u16) -> String {
    match node {
        Node::Table(fields) => {
            let longest = fields.iter().map(|(name, _)| titled(name, words).width()).max().unwrap_or(0);
            let left = width.saturating_sub(u16::try_from(longest).unwrap_or(width).saturating_add(2));
            let row = |(name, value): &(String, Node)| vec![titled(name, words), block(value, words, left)];
            grid(fields.iter().map(row).collect(), width)
        }
        Node::List(items) => rows(items, words, width).unwrap_or_else(|| {
            let flat: Vec<String> = items.iter().map(|item| visible_line(&item.to_string()).into()).collect();
            flat.join(", ")
        }),
        scalar => visible(&scalar.text().unwrap_or_default()).into_owned(),
    }
}

/// What a field is called, and its name; in English its name says it.
fn titled(name: &str, words: &Catalogue) -> String {
    let title = words.find(&format!("column-{name}"), &[]).or_else(|| words.code("heads", name));
    let title = title.filter(|title| words.lang() != Lang::En && title != name);
    let both = title.map_or_else(|| name.to_string(), |title| format!("{title} {name}"));
    visible_line(&both).into_owned()
}

/// A list of tables as a table: its header is every name that a row has, in order of appearance.
fn rows(items: &[Node], words: &Catalogue, width: u16) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for item in items {
        let Node::Table(fields) = item else { return None };
        for (name, _) in fields {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    let cell = |item: &Node, name: &str| {
        visible_line(&item.field(name).map(Node::to_string).unwrap_or_default()).into_owned()
    };
    let header = names.iter().map(|name| titled(name, words)).collect();
    let body = items.iter().map(|item| names.iter().map(|name| cell(item, name)).collect());
    (!names.is_empty()).then(|| grid(std::iter::once(header).chain(body).collect(), width))
}

/// Rows in columns, two spaces between them.
fn grid(rows: Vec<Vec<String>>, width: u16) -> String {
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new());
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    grid.add_rows(rows);
    for (i, column) in grid.column_iter_mut().enumerate() {
        column.set_padding((if i == 0 { 0 } else { 2 }, 0));
    }
    let lines: Vec<String> = grid.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}

fn write_json(node: &Node, depth: usize, out: &mut String) {
    match node {
        Node::Bool(truth) => out.push_str(&truth.to_string()),
        Node::Number(text) if serde_json::from_str::<Number>(text).is_ok() => out.push_str(text.trim()),
        Node::Number(text) | Node::Text(text) => out.push_str(&quoted(text)),
        Node::Date(day) => out.push_str(&quoted(&day.to_string())),
        Node::List(items) => {
            let write = |item: &Node, out: &mut String| write_json(item, depth + 1, out);
            nested(['[', ']'], items, depth, out, write);
        }
        Node::Table(fields) => nested(['{', '}'], fields, depth, out, |(name, value), out| {
            out.push_str(&quoted(name));
            out.push_str(": ");
            write_json(value, depth + 1, out);
        }),
    }
}

/// Items one a line between brackets.
fn nested<T>(
    [open, close]: [char; 2],
    items: &[T],
    depth: usize,
    out: &mut String,
    mut write: impl FnMut(&T, &mut String),
) {
    out.push(open);
    for (i, item) in items.iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        out.push_str(&"  ".repeat(depth + 1));
        write(item, out);
    }
    if !items.is_empty() {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(fields: &[(&str, Node)]) -> Node {
        Node::Table(fields.iter().map(|(name, node)| ((*name).to_owned(), node.clone())).collect())
    }

    fn text(text: &str) -> Node {
        Node::Text(text.into())
    }

    fn number(text: &str) -> Node {
        Node::Number(text.into())
    }

    fn patrol() -> Node {
        table(&[
            ("title", text("夜间巡逻")),
            ("date", Node::Date("2026-11-21".parse().unwrap())),
            ("counts", table(&[("residents", number("20")), ("people", number("3"))])),
            ("approx", Node::List(vec![text("date"), text("counts.people")])),
            (
                "attendance",
                Node::List(vec![
                    table(&[("who", text("li-na")), ("hours", number("2.50"))]),
                    table(&[("who", text("wang-fang")), ("as", text("volunteer")), ("hours", number("2"))]),
                ]),
            ),
            ("note", text("two\nlines\u{1b}")),
        ])
    }

    #[test]
    fn a_record_is_read_at_a_glance() {
        let expected = "\
activity 2026-11-21-patrol · activities/2026/11/2026-11-21-patrol.yaml

title       夜间巡逻
date        2026-11-21
counts      residents  20
            people     3
approx      date, counts.people
attendance  who        hours  as
            li-na      2.50
            wang-fang  2      volunteer
note        two
            lines\\u{1b}
";
        let id = "2026-11-21-patrol".parse().unwrap();
        let path = "activities/2026/11/2026-11-21-patrol.yaml";
        assert_eq!(record(Kind::Activity, &id, path, &patrol(), &Catalogue::of(Lang::En), 80), expected);
    }

    #[test]
    fn an_empty_record_has_a_head() {
        let id = "hongxing".parse().unwrap();
        assert_eq!(
            record(Kind::Org, &id, "orgs/hongxing.toml", &Node::Table(vec![]), &Catalogue::of(Lang::En), 80),
            "org hongxing · orgs/hongxing.toml\n\n\n"
        );
    }

    #[test]
    fn numbers_keep_their_text_in_json() {
        let node = table(&[
            ("hours", number("2.50")),
            ("odd", number("0x1f")),
            ("lists", Node::List(vec![Node::Bool(true), Node::List(vec![])])),
            ("date", Node::Date("2026-11-21".parse().unwrap())),
        ]);
        let expected = r#"{
  "schema": "tandem/record/1",
  "kind": "org",
  "id": "x",
  "path": "orgs/x.toml",
  "record": {
    "hours": 2.50,
    "odd": "0x1f",
    "lists": [
      true,
      []
    ],
    "date": "2026-11-21"
  }
}
"#;
        assert_eq!(record_json(Kind::Org, &"x".parse().unwrap(), "orgs/x.toml", &node), expected);
    }
}
