//! The program on a terminal: it asks for what is missing, before anything is locked, and colours.

use std::path::Path;

use crate::support::bench::{Bench, Start};
use crate::support::terminal::Terminal;

fn text(bench: &Bench, path: &str) -> String {
    std::fs::read_to_string(bench.folder().join(path)).unwrap_or_default()
}

#[test]
fn what_a_new_record_needs_is_asked_for_until_it_fits() {
    let bench = Bench::with(Start::Committed);
    let mut terminal = Terminal::with(&bench, &["activity", "log", "Night patrol", "--date", "2026-11-20"]);
    terminal.until("category");
    assert!(!Path::new(&bench.folder().join(".tandem/lock")).exists(), "it asks before it locks");
    terminal.types("\r");
    terminal.until("org");
    terminal.types("nowhere\r");
    terminal.until("there is no org");
    terminal.types("\u{15}hongxing-xincun\r");
    let (said, code) = terminal.end();
    assert_eq!(code, 0, "{said}");
    let record = text(&bench, "activities/2026/11/2026-11-20-night-patrol.yaml");
    assert_eq!(
        record, "title: Night patrol\ncategory: reception\norg: hongxing-xincun\ndate: 2026-11-20\n",
        "{said}"
    );
}

#[test]
fn whoever_gives_up_at_a_question_has_changed_nothing() {
    let bench = Bench::with(Start::Committed);
    let before = bench.git(&["rev-parse", "HEAD"]);
    let mut terminal = Terminal::with(&bench, &["worker", "add", "王小明"]);
    terminal.until("org");
    terminal.types("\u{3}");
    let (said, code) = terminal.end();
    assert_eq!(code, 130, "{said}");
    assert!(said.contains("\u{1b}[?25h") && !said.contains("error"), "{said:?}");
    assert_eq!(bench.git(&["rev-parse", "HEAD"]), before);
    assert_eq!(bench.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_terminal_is_coloured_and_a_prefix_is_taken_for_a_record() {
    let bench = Bench::with(Start::Committed);
    let (said, code) = Terminal::with(&bench, &["volunteer", "set", "qian-w", "phone=5550001"]).end();
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("\u{1b}[1;36mnote:\u{1b}[0m `qian-w` is taken for"), "{said}");
    assert!(text(&bench, "volunteers/qian-wei.toml").contains("5550001"));
}

#[test]
fn a_terminal_is_not_filled_with_a_workbook() {
    let bench = Bench::with(Start::Records);
    let (said, code) = Terminal::with(&bench, &["org", "list", "--format", "xlsx"]).end();
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("`xlsx` is nothing that a terminal can show"), "{said}");
    assert!(said.contains("-o answer.xlsx"), "{said}");
}
