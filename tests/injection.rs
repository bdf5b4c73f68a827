//! What records and commits say is text on every output: nothing of it acts on a terminal, is markup in
//! Markdown, or a formula in a spreadsheet.

use crate::support::program::Ran;
use crate::support::repository::Sandbox;

/// What acts: escape sequences of both sorts, a bell, deletion, and what turns the direction of writing.
const ACTING: [char; 9] =
    ['\u{1b}', '\u{9b}', '\u{7}', '\u{7f}', '\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}', '\u{8}'];

/// What acts, as both syntaxes write it within quotes.
const ESCAPED: &str = r"\u001b[2J\u009b1m\u0007\u007f\u202e\u2066\u200f\u061c\u0008";

/// What a spreadsheet would run.
const FORMULAS: [&str; 6] = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "-x"];

/// A committed store whose texts are all hostile.
fn store() -> Sandbox {
    let sandbox = Sandbox::filled();
    for (nth, formula) in FORMULAS.iter().enumerate() {
        let name = format!("{formula} <script>alert(1)</script> [x](javascript:x) |");
        let text = format!(
            "name = \"{name}\"\norg = \"jiulong\"\nphone = \"{formula}\"\nteams = [\"nobody-{nth}\"]\n"
        );
        sandbox.write(&format!("volunteers/v-{nth}.toml"), &text);
        let title =
            format!("title: \"{name}\"\ncategory: patrol\norg: jiulong\ndate: 2026-11-0{}\n", nth + 1);
        let path = format!("activities/2026/11/2026-11-0{}-x.yaml", nth + 1);
        sandbox.write(&path, &format!("{title}attendance:\n  - {{ who: v-{nth}, hours: 2 }}\n"));
    }
    sandbox.write(
        "volunteers/acts.toml",
        &format!("name = \"{ESCAPED}\"\norg = \"jiulong\"\nnote = \"{ESCAPED}\"\n"),
    );
    sandbox.write("volunteers/broken.toml", "name = \u{202e}x\norg = \"\u{2066}\"\n");
    sandbox.write("volunteers/\u{202e}stray\u{1b}[2J.toml", "name = \"x\"\n");
    sandbox.git(&["add", "."]);
    let message = "\u{1b}[2Jhostile \u{202e}subject <b>\n\nTandem-Op: \u{1b}[2J";
    sandbox.git(&["-c", "user.name=\u{202e}Eve <b>", "commit", "--quiet", "-m", message]);
    sandbox.does(&["volunteer", "set", "li-na", "phone==1+1"]);
    sandbox
}

const COMMANDS: [&str; 11] = [
    "volunteer list",
    "volunteer list --columns id,name,phone",
    "activity list",
    "volunteer show v-0",
    "report hours --period 2026 --by who",
    "report volunteers",
    "history",
    "history v-0",
    "history --who li-na",
    "diff HEAD~2..HEAD",
    "check",
];

fn asked(sandbox: &Sandbox, line: &str, format: &str) -> Ran {
    let words: Vec<&str> = line.split(' ').chain(["--format", format]).collect();
    sandbox.tandem(&words)
}

#[test]
fn nothing_that_is_said_acts_on_a_terminal() {
    let sandbox = store();
    let mut answers = 0;
    for line in COMMANDS {
        for format in ["table", "json", "jsonl", "csv", "tsv", "md"] {
            let Ran { code, answer, talk } = asked(&sandbox, line, format);
            answers += usize::from(!answer.is_empty());
            let acts = |text: &str| text.chars().find(|character| ACTING.contains(character));
            assert_eq!(
                (acts(&answer), acts(&talk)),
                (None, None),
                "{line} --format {format} ({code:?})\n{answer}{talk}"
            );
        }
    }
    assert!(answers >= 45, "only {answers} of the commands said something");
}

#[test]
fn no_cell_is_a_formula() {
    let sandbox = store();
    let mut seen = 0;
    for line in COMMANDS {
        let Ran { answer, .. } = asked(&sandbox, line, "csv");
        for row in csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(answer.as_bytes())
            .records()
        {
            for cell in &row.unwrap() {
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                assert!(!runs || cell.parse::<f64>().is_ok(), "{line}: `{cell}`");
                seen += usize::from(cell.starts_with('\''));
            }
        }
    }
    assert!(seen > 10, "only {seen} formulas were met");
}

#[test]
fn no_text_is_markup() {
    let sandbox = store();
    let mut seen = 0;
    for line in COMMANDS {
        let Ran { answer, .. } = asked(&sandbox, line, "md");
        for (at, _) in answer.match_indices(['<', '[']) {
            assert!(answer[..at].ends_with('\\'), "{line}: {}", &answer[at..]);
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} marks were met");
}
