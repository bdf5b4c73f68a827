//! Documents whose commands are run: blocks of `console` in which a line after `$ ` is typed, `? CODE`
//! below it is the exit code where that is not 0, and the rest up to a blank line is what it prints.
//!
//! The home of the bench is shown as `~`; `[..]` stands for any text within a line. `SNAPSHOTS=overwrite` writes what was printed.

use std::path::Path;

use snapbox::Data;
use snapbox::data::DataFormat;

use crate::support::bench::{Bench, Printed, Start};

/// Runs all commands of a document, one after another on one bench, and compares what they print.
pub(crate) fn run(path: &Path) {
    let text = std::fs::read_to_string(path).expect("a transcript");
    let bench = Bench::with(start(&text));
    let mut told = String::new();
    let mut lines = text.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        told.push_str(line);
        told.push('\n');
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ => {}
        }
        let Some(typed) = line.strip_prefix("$ ").filter(|_| inside) else { continue };
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
            expected.push(line);
        }
        let mut printed = bench.shell(typed);
        printed.out = printed.out.replace(&bench.home(), "~");
        told.push_str(&answer(&printed, &expected));
    }
    let document = Data::read_from(path, Some(DataFormat::Text)).raw();
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(told, document);
}

/// What there is before the first command, as the document's comment says.
fn start(text: &str) -> Start {
    match text.lines().find_map(|line| line.strip_prefix("<!-- start: ")?.strip_suffix(" -->")) {
        Some("records") => Start::Records,
        Some("committed") => Start::Committed,
        Some("nothing") | None => Start::Nothing,
        Some(other) => panic!("nobody knows the start `{other}`"),
    }
}

/// What stands below a command: what was expected where that fits, else what was printed.
fn answer(printed: &Printed, expected: &[&str]) -> String {
    let mut lines = Vec::new();
    let code = format!("? {}", printed.code);
    if printed.code != 0 {
        lines.push(code.as_str());
    }
    lines.extend(printed.out.lines());
    let body = expected.strip_suffix(&[""]).unwrap_or(expected);
    let fits =
        body.len() == lines.len() && body.iter().zip(&lines).all(|(expected, line)| fits(expected, line));
    let shown = if fits { body } else { &lines };
    shown.join("\n") + if shown.is_empty() { "\n" } else { "\n\n" }
}

/// Whether a line is what was expected, `[..]` standing for anything.
fn fits(expected: &str, line: &str) -> bool {
    let mut parts = expected.split("[..]");
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match if last {
            rest.strip_suffix(part).map(|_| "")
        } else {
            rest.split_once(part).map(|(_, after)| after)
        } {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}
