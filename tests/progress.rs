//! How far a command is, on a terminal, and Ctrl-C at the worst moments: nothing stays of either.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::bench::{Bench, Start};
use crate::support::slow::{self, Gate, printed};
use crate::support::terminal::Terminal;

const HOURS: [&str; 7] = ["report", "hours", "--by", "month", "--period", "2006..2014", "--no-index"];
/// A file that the report reads in the middle.
const MIDDLE: &str = "2014-03-05";

/// No test: the program, where a test started it.
#[test]
fn the_program_on_a_slow_disk() {
    slow::run();
}

/// A terminal's lines after all that was printed there.
fn lines(printed: &str) -> Vec<String> {
    let (mut lines, mut at) = (vec![String::new()], 0);
    let mut rest = printed.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\n' => {
                at += 1;
                lines.resize(lines.len().max(at + 1), String::new());
            }
            '\r' => {
                // What comes next on this line stands in the place of what was there.
                if rest.peek() != Some(&'\n') && rest.peek() != Some(&'\u{1b}') {
                    lines[at].clear();
                }
            }
            '\u{1b}' => {
                let code: String =
                    std::iter::from_fn(|| rest.next_if(|c| !c.is_ascii_alphabetic())).collect();
                match (rest.next(), code.trim_start_matches('[').parse::<usize>()) {
                    (Some('K'), _) => lines[at].clear(),
                    (Some('A'), count) => at = at.saturating_sub(count.unwrap_or(1)),
                    _ => {}
                }
            }
            other => lines[at].push(other),
        }
    }
    lines
}

/// The files in the folder of a bench, but those of the records and of git.
fn others(bench: &Bench) -> Vec<String> {
    let all = walkdir::WalkDir::new(bench.folder()).into_iter().map(|entry| entry.unwrap());
    let path = |entry: walkdir::DirEntry| {
        entry.path().strip_prefix(bench.folder()).unwrap().to_str().unwrap().to_string()
    };
    let mut paths: Vec<String> = all.filter(|entry| entry.file_type().is_file()).map(path).collect();
    paths.retain(|path| {
        path.split('/').any(|part| part.starts_with('.') && part != ".git") && !path.starts_with(".git/")
    });
    paths.sort();
    paths
}

#[test]
fn a_line_tells_how_far_a_report_is_and_is_gone_when_it_is_done() {
    let bench = Bench::with(Start::Records);
    let plain = bench.tandem(&HOURS);
    for columns in [80, 40] {
        let gate = Gate::on(&bench);
        let mut terminal = Terminal::of(&bench, gate.program(MIDDLE, &HOURS), columns);
        let waiting = gate.met();
        terminal.until("reading activities, ");
        terminal.until("%");
        waiting.lets_go();
        let (said, code) = terminal.end();
        let said = printed(&said);
        assert_eq!(code, 0, "{said}");
        assert_eq!(said.contains("[="), columns == 80, "a bar, where there is room: {said:?}");
        let drawn = said.split(['\r', '\n', '\u{1b}']).filter(|line| line.contains("reading activities"));
        for line in drawn {
            let line = line.trim_start_matches("[2K");
            assert!(line.chars().count() <= usize::from(columns), "{line:?}");
        }
        if columns == 80 {
            assert_eq!(lines(&said).join("\n"), plain.out, "{said:?}");
        }
        assert!(!lines(&said).concat().contains("reading"), "{said:?}");
    }
}

#[test]
fn nothing_is_shown_in_a_pipe_or_to_whoever_wants_quiet() {
    let bench = Bench::with(Start::Records);
    let gate = Gate::on(&bench);
    let quiet = [&HOURS[..], &["-q"]].concat();
    let terminal = Terminal::of(&bench, gate.program(MIDDLE, &quiet), 80);
    gate.met().lets_go();
    let (said, code) = terminal.end();
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("reading"), "{said:?}");
    drop(gate);

    let gate = Gate::on(&bench);
    let program = gate.program(MIDDLE, &HOURS);
    let mut command = Command::new(&program.get_argv()[0]);
    command.args(&program.get_argv()[1..]).env_clear().envs(bench.environment()).current_dir(bench.folder());
    command.envs(program.iter_extra_env_as_str()).stdin(Stdio::null());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    gate.met().lets_go();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn whoever_interrupts_a_report_has_their_terminal_back() {
    let bench = Bench::with(Start::Records);
    let gate = Gate::on(&bench);
    let mut terminal = Terminal::of(&bench, gate.program(MIDDLE, &HOURS), 80);
    let waiting = gate.met();
    terminal.until("reading activities, ");
    terminal.types("\u{3}");
    let (said, code) = terminal.end();
    drop(waiting);
    let said = printed(&said);
    assert_eq!(code, 130, "{said}");
    assert!(said.contains("\u{1b}[?25h"), "{said:?}");
    assert_eq!(lines(&said).concat().replace("^C", ""), "", "{said:?}");
    assert_eq!(others(&bench), Vec::<String>::new());
}

/// Interrupts a command that waits at a path, and lets it go on; gives what it printed.
fn interrupted(bench: &Bench, at: &str, words: &[&str]) -> String {
    let gate = Gate::on(bench);
    let mut terminal = Terminal::of(bench, gate.program(at, words), 80);
    let waiting = gate.met();
    terminal.types("\u{3}");
    terminal.until("^C");
    waiting.lets_go();
    let (said, code) = terminal.end();
    assert_eq!(code, 130, "{said}");
    printed(&said)
}

#[test]
fn an_interrupted_index_has_whole_parts_only() {
    let bench = Bench::with(Start::Records);
    let part = "index/activity-2014-03";
    interrupted(&bench, part, &["index"]);
    let left = others(&bench);
    assert!(left.iter().any(|path| path.ends_with(part)), "what was being written is written: {left:?}");
    assert!(
        !left.iter().any(|path| path.contains(".new-") || path.ends_with("index/shift-2014-03")),
        "{left:?}"
    );
    let report = &HOURS[..HOURS.len() - 1];
    assert_eq!(bench.tandem(report), bench.tandem(&HOURS));

    // An index that is there stays until it is made again.
    bench.tandem(&["index"]);
    let whole = others(&bench);
    interrupted(&bench, part, &["index"]);
    assert_eq!(others(&bench), whole);
}

/// A store of one organisation, of which a site is made.
fn hamlet() -> Bench {
    let bench = Bench::with(Start::Nothing);
    bench.write([
        ("records/tandem.toml", "format = 1\nname = \"Hamlet\"\ntimezone = \"Asia/Shanghai\"\n"),
        ("records/orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n"),
    ]);
    bench
}

const SITE: [&str; 5] = ["report", "site", "site", "--period", "2014"];

#[test]
fn an_interrupted_site_is_whole_and_nothing_lies_beside_it() {
    let bench = hamlet();
    interrupted(&bench, "draft/index.html", &SITE);
    let pages = || {
        let files = walkdir::WalkDir::new(bench.folder().join("site")).into_iter().map(Result::unwrap);
        files.filter(|entry| entry.file_type().is_file()).count()
    };
    let written = pages();
    assert_eq!(others(&bench), ["site/.tandem-site"]);
    assert_eq!(bench.tandem(&SITE).code, 0);
    assert_eq!(pages(), written);
}

#[test]
fn who_interrupts_twice_waits_for_nothing() {
    let bench = hamlet();
    let gate = Gate::on(&bench);
    let mut terminal = Terminal::of(&bench, gate.program("draft/index.html", &SITE), 80);
    let waiting = gate.met();
    terminal.types_until_it_ends("\u{3}");
    let (said, code) = terminal.end();
    drop(waiting);
    assert_eq!(code, 130, "{said}");
    assert!(!bench.folder().join("site").exists());
    // What that left is cleared by whoever writes there next.
    assert_eq!(bench.tandem(&SITE).code, 0);
    assert_eq!(others(&bench), ["site/.tandem-site"]);
}

#[test]
fn an_interrupted_change_is_made() {
    let bench = Bench::with(Start::Committed);
    let settings = fs::read_to_string(bench.folder().join("tandem.toml")).unwrap();
    bench.write([("tandem.toml", &*settings.replace("commit = false", "commit = true"))]);
    bench.git(&["commit", "--quiet", "-am", "tandem commits by itself"]);
    let words = ["volunteer", "set", "qian-wei", "phone=5550001"];
    let said = interrupted(&bench, ".qian-wei.toml.tandem", &words);
    assert_eq!(bench.git(&["status", "--porcelain"]), "", "{said}");
    assert!(bench.git(&["log", "-1", "--format=%s"]).contains("volunteer set: qian-wei"));
    let text = fs::read_to_string(bench.folder().join("volunteers/qian-wei.toml")).unwrap();
    assert!(text.contains("5550001"), "{text}");
    let left = others(&bench);
    assert!(
        left.iter().all(|path| [".tandem/.gitignore", ".tandem/count", ".tandem/lock"].contains(&&**path)),
        "{left:?}"
    );
}

#[test]
fn an_interrupt_while_the_editor_is_open_is_meant_for_the_editor() {
    let bench = Bench::with(Start::Committed);
    let editor = "kill -INT $PPID; sed -i 's/^name = .*/name = \"钱伟伟\"/'";
    bench.write([("../editor", editor)]);
    let done = bench.shell("EDITOR=$(cat ../editor) tandem volunteer edit qian-wei");
    assert_eq!((done.code, &*done.out), (0, "qian-wei\n"));
    let text = fs::read_to_string(bench.folder().join("volunteers/qian-wei.toml")).unwrap();
    assert!(text.contains("钱伟伟"), "{text}");
}
