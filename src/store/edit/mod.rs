//! Editing a file by fields: what changes is spliced in, every other byte stays.
//!
//! [`parse`] reads a file of either format as the same [`Tree`]; [`apply`] puts field changes into its
//! text; [`write`] makes a new file. Nothing here knows disks, kinds or rules: text and shape go in,
//! text comes out.

use std::ops::Range;

use crate::model::path::FieldPath;

mod find;
mod suspect;
mod text;
mod toml;
pub mod tree;
mod yaml;

pub use find::row_key;

use tree::Tree;

/// The deepest nesting that a record may have.
const MOST_DEEP: usize = 16;

/// The most rows, counted over all lists of a record.
const MOST_ROWS: usize = 10_000;

/// The syntax of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Registers.
    Toml,
    /// Logs.
    Yaml,
}

/// Why a text is not of its format, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFault {
    /// The bytes that are wrong.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// Why an edit was not made. The text is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file cannot be read, so nothing can be put into it.
    #[error("the file cannot be edited before it can be read: {}", faults.first().map_or("", |fault| fault.message.as_str()))]
    Syntax {
        /// What is wrong with it.
        faults: Vec<SyntaxFault>,
    },
    /// The file has no such place.
    #[error("the file has no `{path}`")]
    Place {
        /// Which place.
        path: FieldPath,
    },
    /// The edited text would not say what was meant, so it was thrown away.
    #[error("the edited file would not say what was meant: {what}")]
    Guard {
        /// In which way.
        what: String,
    },
}

/// Reads a text as a tree. A byte order mark at the start is accepted and belongs to no value.
///
/// # Errors
/// All faults of the syntax that can be told apart, in the order of the text; never an empty list.
pub fn parse(format: Format, text: &str) -> Result<Tree, Vec<SyntaxFault>> {
    let conflicts = suspect::conflicts(text);
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    match format {
        Format::Toml => toml::parse(text),
        Format::Yaml => yaml::parse(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump(text: &str, tree: &Tree, depth: usize) {
        println!("{:1$}{2:?} {3:?}", "", depth * 2, tree.range, &text[tree.range.clone()]);
        for e in tree.entries() {
            println!("{:1$}.{2} {3:?}", "", depth * 2, e.key, &text[e.key_range.clone()]);
            dump(text, &e.value, depth + 1)
        }
        for e in tree.rows() {
            dump(text, e, depth + 1)
        }
    }

    #[test]
    fn look() {
        for (format, text) in [
            (
                Format::Yaml,
                "\u{feff}# 你好\r\ntitle: 夜 patrol # c\r\nempty:\r\ntilde: ~\r\nkey with: 'it''s'\r\nattendance:\r\n  # c\r\n  - { who: li-na, hours: 2.5 }\r\n  - who: x\r\n    hours: 2h\r\n  # end\r\n\r\nnote: |\r\n  one\r\n\r\n  two\r\n\r\nq: \"a\r\n  b\"\r\n# end\r\nplain: a\r\n  b c\r\nl: [a, 'b', {c: d}, e: f]\r\n",
            ),
            (Format::Yaml, "a:\n- x\n- - y\n  - z\n- |\n  t\n- b: 1\n  c:\n    d: 4\nlast: >-\n  f\n  g"),
            (Format::Yaml, "{ a: 1, b: [x, y], c: }"),
            (Format::Yaml, "a: [1, 2\nb: 3\n"),
            (Format::Yaml, "a: 'x\nb: 3\n"),
            (Format::Yaml, "a: b: c\n"),
            (Format::Yaml, "a: *x\n"),
            (Format::Yaml, "a: &x 3\n"),
            (Format::Yaml, "a: !!str 3\n"),
            (Format::Yaml, "a: 1\n---\nb: 1\n"),
            (Format::Yaml, ""),
            (Format::Yaml, "# x\n"),
            (Format::Yaml, "- a\n"),
            (Format::Yaml, "hours：2\n"),
            (Format::Yaml, "a: 1\nhours：2\n"),
            (Format::Yaml, "a: 1\nhours：2\nb: 2\n"),
            (Format::Yaml, "a:\n\tb: 1\n"),
            (Format::Yaml, "a:\n  - { who: li-na， hours: 2 }\n"),
            (Format::Yaml, "? a\n: b\n"),
            (Format::Yaml, "? [a]\n: b\n"),
            (Format::Yaml, "[a]: b\n"),
            (Format::Yaml, "a: 1\na: 2\n"),
            (Format::Yaml, "<<: 1\n"),
            (Format::Yaml, "%YAML 1.2\n---\na: 1\n...\n"),
            (Format::Yaml, "--- {a: 1}\n"),
            (Format::Yaml, "a: @x\n"),
            (Format::Yaml, "a: \u{1b}x\n"),
            (
                Format::Toml,
                "# c\nname = \"李\" # x\na.b = 1\na.c = 2\n\n[profile]\nx = 2014-05-02\ny = 18:30:00\n[[lead]]\nwho = 'a'\n\n# c\n[[lead]]\nwho = \"\"\"\nb\"\"\"\n[lead.z]\nq = { a = 1, b.c = [1, 2,] }\n# end\n",
            ),
            (Format::Toml, "a = 2014-5-2\nb = 18:30-21:00\nc = abc\nd = \"x\ne = [1\n"),
            (Format::Toml, "a = 1\na = 2\n"),
            (Format::Toml, "[a]\n[a]\n"),
            (Format::Toml, "a = 1\n[a]\nb=1\n"),
            (Format::Toml, "a = {b=1}\na.c = 2\n[a.d]\n"),
            (Format::Toml, "a：1\nb = “x”\nc = 18:30\nd = 007\ne\nf =\n= 3\ng = nope nope\n"),
            (Format::Toml, ""),
            (Format::Toml, "a = '''\r\nx\r\ny'''\r\n"),
            (Format::Toml, "a = \"\"\"x\n"),
            (Format::Toml, "a = \"\\q\"\n"),
            (Format::Toml, "[a\nb = 1\n"),
            (Format::Toml, "a = 1 b = 2\n"),
            (Format::Toml, "é = 1"),
            (Format::Toml, "a = 2014-02-30"),
            (Format::Toml, "a = 1.\n"),
        ] {
            println!("-------- {text:?}");
            match parse(format, text) {
                Ok(tree) => dump(text, &tree, 0),
                Err(faults) => {
                    for f in faults {
                        println!("{:?} {:?} {} / {:?}", f.range, &text[f.range.clone()], f.message, f.help)
                    }
                }
            }
        }
        for deep in [
            "[".repeat(10000),
            "{a: ".repeat(10000),
            "- ".repeat(10000),
            (0..10000).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>(),
        ] {
            let t = std::time::Instant::now();
            println!("{:?} {:?}", parse(Format::Yaml, &format!("a: {deep}")).unwrap_err()[0], t.elapsed());
            println!(
                "{:?} {:?}",
                parse(Format::Yaml, &format!("a:\n {deep}")).map_err(|f| f[0].clone()).map(|_| ()),
                t.elapsed()
            );
            println!("{:?} {:?}", parse(Format::Toml, &format!("a = {deep}")).unwrap_err()[0], t.elapsed());
        }
        println!("{:?}", parse(Format::Toml, &format!("a = {}", "{a=".repeat(10000))).unwrap_err()[0]);
        println!("{:?}", parse(Format::Toml, &format!("a = {}", "{a=[".repeat(100000))).unwrap_err()[0]);
        println!("{:?}", parse(Format::Toml, &format!("{}a = 1", "a.".repeat(100000))).unwrap_err()[0]);
    }
}
