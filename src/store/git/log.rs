//! History: commits newest first, with what each did to which file, and revisions by name or by day.

use chrono::{NaiveDate, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::store::disk::RelPath;
use crate::store::git::{Git, GitError, Oid, one_line};

/// The trailer that names the operation a commit was made by.
pub const OPERATION: &str = "Tandem-Op";

/// How history is asked for: all that a configuration could say otherwise is said here.
const LOG: [&str; 20] = [
    "-c",
    "trailer.separators=:",
    "-c",
    "core.commentChar=#",
    "log",
    "--full-history",
    "--no-follow",
    "-z",
    "--raw",
    "--root",
    "--no-abbrev",
    "--no-renames",
    "--no-relative",
    "--diff-merges=combined",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--encoding=UTF-8",
    "--basic-regexp",
    "--format=%H%x00%an%x00%ae%x00%aI%x00%s%x00%(trailers:only,unfold)",
];

/// One commit and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its name.
    pub oid: Oid,
    /// The author's name.
    pub author: String,
    /// The author's address.
    pub email: String,
    /// When it was written, with the author's zone: `2026-11-21T19:00:00+08:00`.
    pub date: String,
    /// The first line of the message.
    pub subject: String,
    /// The trailers, in order.
    pub trailers: Vec<(String, String)>,
    /// The files that it changed, among those asked for. A move is a file gone and a file made.
    pub changes: Vec<PathChange>,
}

/// What a commit did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathChange {
    /// The file, from the folder of records.
    pub path: RelPath,
    /// What it was; `None` if the commit made it.
    pub before: Option<Oid>,
    /// What it became; `None` if the commit removed it.
    pub after: Option<Oid>,
    /// Of a merge, what it was in the other parents: only files that are like none of them are told.
    pub others: Vec<Option<Oid>>,
}

/// Which commits are asked for; by default all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// Those that changed one of these; empty is everything in the repository.
    pub select: Vec<Select>,
    /// Those that this commit does not lead to.
    pub since: Option<Oid>,
    /// Those of operations whose ids begin so.
    pub op: Option<String>,
    /// At most so many, the newest.
    pub most: Option<usize>,
}

/// Whose history is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Select {
    /// Everything in a folder of the records.
    Within(RelPath),
    /// The files of one name in a folder or anywhere below it, so across moves between folders.
    Named {
        /// The folder, such as `activities`.
        folder: RelPath,
        /// The file's name, such as `2026-11-21-night-patrol.yaml`.
        name: String,
    },
}

impl Select {
    /// As a pathspec, from the folder of records.
    fn pathspec(&self) -> String {
        match self {
            Select::Within(folder) if folder.is_root() => ".".into(),
            Select::Within(folder) => format!(":(literal){folder}"),
            Select::Named { folder, name } if folder.is_root() => format!(":(glob)**/{}", escape(name)),
            Select::Named { folder, name } => {
                format!(":(glob){}/**/{}", escape(folder.as_str()), escape(name))
            }
        }
    }
}

impl Commit {
    /// The value of a trailer.
    pub fn trailer(&self, name: &str) -> Option<&str> {
        self.trailers.iter().find(|(trailer, _)| trailer == name).map(|(_, value)| value.as_str())
    }

    /// The operation that it was made by; `None` where it was made by hand.
    pub fn op(&self) -> Option<&str> {
        self.trailer(OPERATION)
    }
}

/// A text that means only itself in a basic regular expression.
fn escape_pattern(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, character| {
        if matches!(character, '\\' | '.' | '*' | '[' | ']' | '^' | '$') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

/// A text that means only itself among wildcards.
fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, character| {
        if matches!(character, '*' | '?' | '[' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

impl Git {
    /// The commits that lead to a revision and changed what is asked for, newest first.
    pub fn log(&self, revision: &Oid, select: &[Select]) -> Result<Vec<Commit>, GitError> {
        self.commits(revision, &Ask { select: select.into(), ..Ask::default() })
    }

    /// The commits that lead to a revision and are asked for, newest first. What a configuration may say
    /// of how history is shown, or by which program, changes nothing.
    pub fn commits(&self, revision: &Oid, ask: &Ask) -> Result<Vec<Commit>, GitError> {
        let mut words: Vec<String> = LOG.map(String::from).into();
        words.extend(ask.op.as_ref().map(|op| format!("--grep=^{OPERATION}: {}", escape_pattern(op))));
        words.extend(ask.most.map(|most| format!("--max-count={most}")));
        words.push(revision.to_string());
        words.extend(ask.since.as_ref().map(|since| format!("^{since}")));
        words.push("--".into());
        words.extend(ask.select.iter().map(Select::pathspec));
        let call = self.call_within(&words).reading();
        let listed = call.with("GIT_LITERAL_PATHSPECS", "0").check()?;
        let text = String::from_utf8_lossy(&listed).into_owned();
        let mut words = text.split('\0').map(|word| word.trim_start_matches('\n')).peekable();
        let mut commits = Vec::new();
        while let Some(word) = words.next() {
            if word.is_empty() {
                continue;
            }
            let mut next = || words.next().unwrap_or_default().to_string();
            let mut commit = Commit {
                oid: Oid::read(word)?,
                author: next(),
                email: next(),
                date: next(),
                subject: next(),
                trailers: trailers(&next()),
                changes: Vec::new(),
            };
            while words.peek().is_some_and(|word| word.is_empty()) {
                words.next();
            }
            while let Some(raw) = words.next_if(|word| word.starts_with(':')) {
                let path = words.next().unwrap_or_default();
                commit.changes.extend(self.path_change(raw, path));
            }
            commits.push(commit);
        }
        Ok(commits)
    }

    /// The files in the folder of records that differ between two commits.
    pub fn changes_between(&self, from: &Oid, to: &Oid) -> Result<Vec<PathChange>, GitError> {
        let words = ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-relative"];
        let words = words.into_iter().chain(["--no-ext-diff", "--no-textconv", from.as_str(), to.as_str()]);
        let listed = self.call_within(words.chain(["--", "."])).reading().check()?;
        let text = String::from_utf8_lossy(&listed).into_owned();
        let mut words = text.split('\0');
        let mut changes = Vec::new();
        while let (Some(raw), Some(path)) = (words.next(), words.next()) {
            changes.extend(self.path_change(raw, path));
        }
        Ok(changes)
    }

    /// A line of `--raw`, and its path: a colon for each parent, the modes in them and after, the blobs in
    /// them and after, letters.
    fn path_change(&self, raw: &str, path: &str) -> Option<PathChange> {
        let path = path.strip_prefix(&self.prefix)?.parse().ok()?;
        let parents = raw.bytes().take_while(|byte| *byte == b':').count();
        let oids = raw.split(' ').skip(parents + 1).take(parents + 1);
        let oids: Vec<Oid> = oids.map(Oid::read).collect::<Result<_, _>>().ok()?;
        let some = |oid: &Oid| (!oid.is_zero()).then(|| oid.clone());
        let (after, before) = oids.split_last()?;
        let (first, others) = before.split_first()?;
        let others = others.iter().map(some).collect();
        Some(PathChange { path, before: some(first), after: some(after), others })
    }

    /// Whether the older commits of the repository are not here.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        let output = self.call(["rev-parse", "--is-shallow-repository"]).reading().check()?;
        Ok(one_line(&output) == "true")
    }

    /// The commit that a revision names.
    pub fn resolve(&self, revision: &str) -> Result<Oid, GitError> {
        let asked = format!("{revision}^{{commit}}");
        let call = self.call(["rev-parse", "--verify", "--quiet", "--end-of-options", &asked]).reading();
        let output = call.run()?;
        if output.is_success() {
            return Oid::read(&one_line(&output.bytes));
        }
        Err(GitError::UnknownRevision { text: revision.into() })
    }

    /// A revision, or, for a date, the last first-parent commit before the end of that day in a zone.
    pub fn resolve_as_of(&self, text: &str, zone: Tz) -> Result<Oid, GitError> {
        let Ok(day) = text.parse::<NaiveDate>() else { return self.resolve(text) };
        let gone = || GitError::BeforeHistory { day: text.into() };
        let midnight = day.succ_opt().and_then(|next| next.and_hms_opt(0, 0, 0)).ok_or_else(gone)?;
        // Where clocks skip midnight, the day ends with the first moment that exists after it.
        let end = (0..=3)
            .find_map(|hours| zone.from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest());
        let last = end.ok_or_else(gone)?.timestamp() - 1;
        let until = format!("--min-age={last}");
        let found = self.call(["rev-list", "-1", "--first-parent", &until, "HEAD", "--"]).reading().run()?;
        match one_line(&found.bytes) {
            line if line.is_empty() => Err(gone()),
            line => Oid::read(&line),
        }
    }
}

/// Trailers as git prints them, one a line.
fn trailers(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once(": "));
    pairs.map(|(name, value)| (name.into(), value.into())).collect()
}
