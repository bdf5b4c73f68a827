//! Pairs of edits, merged by git itself: many files in one merge, so that git is started seldom.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value as Yaml;
use tandem::store::edit::Format;
use toml::Value as Toml;

use crate::merges::pairs::{Chance, Doc, Edit, Meeting, Says, comments, edits, expected, remarks};
use crate::merges::{by_name, with_program};
use crate::support::repository::Sandbox;

/// A file that both sides may change.
struct Case {
    path: String,
    base: Doc,
    ours: Vec<Edit>,
    theirs: Vec<Edit>,
}

/// What was seen in many merges.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// The pairs of edits.
    pairs: usize,
    /// The files in which both sides changed something.
    both: usize,
    /// The files that were merged without a question.
    clean: usize,
    /// The files in which something stayed open, as it had to.
    open: usize,
    /// The files in which nothing but comments stayed open.
    comments: usize,
}

/// The cases of a pair: of twenty pairs ten are of different files, five of one list, two of one value,
/// and three of one file.
fn cases(chance: &mut Chance, number: usize) -> Vec<Case> {
    let meeting = match number % 20 {
        0..10 => Meeting::Nowhere,
        10..15 => Meeting::List,
        15..17 => Meeting::Value,
        _ => Meeting::File,
    };
    let mut case = |name: String, sides: (bool, bool)| {
        let base = Doc::chosen(chance);
        let (list, field) = (chance.below(2), chance.below(5));
        let mut side = |is_there: bool| {
            if is_there { edits(chance, &base, meeting, list, field) } else { Vec::new() }
        };
        let (ours, theirs) = (side(sides.0), side(sides.1));
        Case { path: base.path(&name), base, ours, theirs }
    };
    match meeting {
        Meeting::Nowhere => {
            vec![case(format!("p{number}-a"), (true, false)), case(format!("p{number}-b"), (false, true))]
        }
        _ => vec![case(format!("p{number}"), (true, true))],
    }
}

impl Tally {
    /// Hardly anything is left open for its comments alone.
    pub(crate) fn is_calm(&self) -> bool {
        self.comments * 20 <= self.both && self.clean + self.open + self.comments > self.both
    }
}

/// Merges pairs of edits, by `git merge` and by `git rebase`.
pub(crate) fn pairs(seed: u64, from: usize, count: usize, tally: &mut Tally) {
    let mut chance = Chance(seed);
    let cases: Vec<Case> = (from..from + count).flat_map(|number| cases(&mut chance, number)).collect();
    tally.pairs += count;
    let sandbox = with_program(Sandbox::plain());
    sandbox.does(&["init", "Test", "--git", "--timezone", "Asia/Shanghai"]);
    let commit = |edits: &dyn Fn(&Case) -> &[Edit], words: &[&str]| {
        sandbox.git(words);
        for case in &cases {
            sandbox.write(&case.path, &case.base.after(edits(case)).text());
        }
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "--quiet", "--allow-empty", "-m", "edited"]);
    };
    commit(&|_| &[], &["checkout", "--quiet", "-B", "base"]);
    commit(&|case| &case.ours, &["checkout", "--quiet", "-b", "left"]);
    commit(&|case| &case.theirs, &["checkout", "--quiet", "-b", "right", "base"]);
    sandbox.git(&["checkout", "--quiet", "left"]);
    let merged = outcome(&sandbox, &cases, &["merge", "--quiet", "right"], &["merge", "--abort"]);
    sandbox.git(&["checkout", "--quiet", "right"]);
    let rebased = outcome(&sandbox, &cases, &["rebase", "--quiet", "left"], &["rebase", "--abort"]);
    for case in &cases {
        let (text, is_open) = &merged[&case.path];
        assert_eq!(by_name(text), by_name(&rebased[&case.path].0), "{}: rebase differs", case.path);
        case.holds(text, *is_open, tally);
    }
}

/// What became of each file: its text, and whether git left it open.
fn outcome(
    sandbox: &Sandbox,
    cases: &[Case],
    words: &[&str],
    abort: &[&str],
) -> BTreeMap<String, (String, bool)> {
    let (is_whole, told) = sandbox.try_git(words);
    let open = sandbox.git(&["diff", "--name-only", "--diff-filter=U"]);
    let open: BTreeSet<&str> = open.lines().collect();
    assert!(is_whole == open.is_empty(), "{words:?}: {told}");
    let read = |case: &Case| {
        let text = sandbox.read(&case.path).expect("a file");
        (case.path.clone(), (text, open.contains(&*case.path)))
    };
    let texts = cases.iter().map(read).collect();
    if !is_whole {
        sandbox.git(abort);
    }
    texts
}

impl Case {
    /// The text holds all that both sides' edits come to, and nothing twice.
    fn holds(&self, text: &str, is_open: bool, tally: &mut Tally) {
        let (ours, theirs, clashes) = expected(&self.base, &self.ours, &self.theirs);
        let told = || {
            let sides = [&[][..], &self.ours, &self.theirs].map(|edits| self.base.after(edits).text());
            let edits = format!("{:?}\n{:?}", self.ours, self.theirs);
            format!("{}\n{edits}\n{}\n== merged\n{text}", self.path, sides.join("\n---\n"))
        };
        let (mine, yours) = (decided(text, true), decided(text, false));
        assert_eq!(says(self.base.format(), &mine), Some(ours), "ours: {}", told());
        assert_eq!(says(self.base.format(), &yours), Some(theirs), "theirs: {}", told());
        assert_eq!(is_open, text.contains("<<<<<<< "), "{}", told());
        tally.both += usize::from(!self.ours.is_empty() && !self.theirs.is_empty());
        match (is_open, clashes) {
            (true, true) => tally.open += 1,
            (false, false) => {
                tally.clean += 1;
                for (edits, others) in [(&self.ours, &self.theirs), (&self.theirs, &self.ours)] {
                    let gone = |edit: &Edit| matches!(edit, Edit::Field(_, None) | Edit::Come(_));
                    for comment in comments(edits, &self.base.after(edits)) {
                        assert!(text.contains(&comment) || others.iter().any(gone), "{comment}: {}", told());
                    }
                }
            }
            (true, false) => {
                assert!(remarks(&self.ours) && remarks(&self.theirs), "why is it open? {}", told());
                tally.comments += 1;
            }
            (false, true) => panic!("it was not left open: {}", told()),
        }
    }
}

/// A text with what is open decided for one side.
fn decided(text: &str, is_ours: bool) -> String {
    let mut made = String::new();
    let mut side = None;
    for line in text.split_inclusive('\n') {
        match line {
            line if line.starts_with("<<<<<<< ") => side = Some(true),
            line if line.starts_with("=======") && side == Some(true) => side = Some(false),
            line if line.starts_with(">>>>>>> ") => side = None,
            line if side.is_none_or(|side| side == is_ours) => made.push_str(line),
            _ => {}
        }
    }
    made
}

/// All that a text says, by readers that are not ours.
fn says(format: Format, text: &str) -> Option<Says> {
    let table: BTreeMap<String, Yaml> = match format {
        Format::Yaml => serde_yaml::from_str(text).ok()?,
        Format::Toml => {
            let table: toml::Table = text.parse().ok()?;
            table.into_iter().map(|(name, value)| (name, yaml(value))).collect()
        }
    };
    let mut says = Says { fields: BTreeMap::new(), words: Vec::new(), rows: Vec::new() };
    for (name, value) in table {
        match value {
            Yaml::Sequence(items) => {
                for item in items {
                    match item {
                        Yaml::Mapping(row) => {
                            let field = |(name, value): (&Yaml, &Yaml)| (word(name), word(value));
                            says.rows.push(row.iter().map(field).collect());
                        }
                        item => says.words.push(word(&item)),
                    }
                }
            }
            value => drop(says.fields.insert(name, word(&value))),
        }
    }
    says.words.sort();
    says.rows.sort();
    Some(says)
}

fn yaml(value: Toml) -> Yaml {
    match value {
        Toml::Array(items) => Yaml::Sequence(items.into_iter().map(yaml).collect()),
        Toml::Table(table) => {
            Yaml::Mapping(table.into_iter().map(|(name, value)| (name.into(), yaml(value))).collect())
        }
        Toml::String(text) => text.into(),
        other => other.to_string().into(),
    }
}

fn word(value: &Yaml) -> String {
    match value {
        Yaml::String(text) => text.clone(),
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(truth) => truth.to_string(),
        other => panic!("no single value: {other:?}"),
    }
}
