//! The program on a terminal: it asks for what is missing, before anything is locked, and colours.

use std::io::{Read, Write};
use std::path::Path;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::support::bench::{Bench, Start};

/// The program on a terminal of 80 columns.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    read: Box<dyn Read + Send>,
    write: Box<dyn Write + Send>,
    said: String,
    /// Kept open as long as the program runs.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn with(bench: &Bench, words: &[&str]) -> Terminal {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tandem"));
        command.args(words);
        command.cwd(bench.folder());
        command.env_clear();
        for (name, value) in bench.environment() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let read = pair.master.try_clone_reader().expect("what it prints");
        let write = pair.master.take_writer().expect("what is typed");
        Terminal { child, read, write, said: String::new(), _master: pair.master }
    }

    /// Waits until the program has printed a text that it had not printed before.
    fn until(&mut self, text: &str) {
        let mut new = String::new();
        while !new.contains(text) {
            let mut bytes = [0; 1024];
            let count = self.read.read(&mut bytes).unwrap_or(0);
            assert_ne!(count, 0, "it ended without `{text}`: {}{new}", self.said);
            new.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        self.said.push_str(&new);
    }

    fn types(&mut self, text: &str) {
        self.write.write_all(text.as_bytes()).expect("typing");
        self.write.flush().expect("typing");
    }

    /// What it printed in all, and its exit code.
    fn end(mut self) -> (String, u32) {
        let mut bytes = [0; 1024];
        while let Ok(count @ 1..) = self.read.read(&mut bytes) {
            self.said.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        (self.said, self.child.wait().expect("its end").exit_code())
    }
}

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
    assert_ne!(code, 0, "{said}");
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
