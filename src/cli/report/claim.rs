//! What a report that lies in a file says of itself, and what it comes to beside the same made again.
//!
//! The file is data from elsewhere. Of its command only the name of a report and its filters are taken; options
//! that reach out of the store, and every other command, are refused.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proof::Proof;
use crate::cli::report::Name;
use crate::locale::Lang;
use crate::model::day::Day;
use crate::report::replayed::{Difference, differences};
use crate::session::Session;
use crate::store::git::Oid;

/// The largest file that is read as a report, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What a report says of itself; the rest of it is compared as it stands.
#[derive(Debug, Deserialize)]
pub(super) struct Claim {
    schema: String,
    #[serde(default)]
    command: Vec<String>,
    lang: String,
    today: String,
    revision: Option<String>,
    #[serde(default)]
    dirty: bool,
    records: Option<String>,
    #[serde(skip)]
    whole: Value,
}

impl Claim {
    /// Reads the report that a file holds.
    pub(super) fn read(context: &Context, file: &Path) -> Result<Claim, Failure> {
        let whole: Option<Value> = serde_json::from_slice(&context.input(file, LARGEST)?).ok();
        let claim = whole.and_then(|whole| {
            let claim: Claim = Claim::deserialize(&whole).ok()?;
            Some(Claim { whole, ..claim })
        });
        claim.filter(|claim| claim.schema == "tandem/table/1").ok_or_else(|| {
            Failure::call(format!("`{}` is no report in JSON", file.display())).help(
                "`tandem report NAME … --format json -o FILE` writes one that can be verified".to_string(),
            )
        })
    }

    /// The report that its command makes. The revision is the matter of the envelope, not of the command.
    pub(super) fn name(&self, file: &Path) -> Result<Name, Failure> {
        let refused = || {
            let command = self.command.join(" ");
            Failure::call(format!("`{}` says that it was made by `tandem {command}`", file.display()))
                .help("only a report with its own filters is made again".to_string())
        };
        let Some((noun, words)) = self.command.split_first() else { return Err(refused()) };
        if noun != "report" {
            return Err(refused());
        }
        let words = self.words(words);
        // A state that the envelope does not name would be read, and proved, in the place of the one it does.
        if words.iter().any(|word| word.starts_with("--as-of")) {
            return Err(refused());
        }
        Name::read(words.into_iter().map(String::from)).ok_or_else(refused)
    }

    /// The words of its command without `--as-of`, where that names the revision of the envelope.
    fn words<'a>(&'a self, words: &'a [String]) -> Vec<&'a str> {
        let mut kept: Vec<&str> = words.iter().map(String::as_str).collect();
        let at = kept.iter().position(|word| *word == "--as-of");
        let names = |short: &str| self.revision.as_ref().is_some_and(|long| long.starts_with(short));
        if let Some(at) = at.filter(|at| kept.get(at + 1).is_some_and(|short| names(short))) {
            kept.drain(at..at + 2);
        }
        kept
    }

    /// The language that it was told in.
    pub(super) fn lang(&self) -> Option<Lang> {
        self.lang.parse().ok()
    }

    /// The day that counted as today.
    pub(super) fn today(&self, file: &Path) -> Result<Day, Failure> {
        self.today.parse().map_err(|error| {
            Failure::call(format!("`{}`, `today`: {error}", file.display()))
                .help("it is compared as tandem wrote it".to_string())
        })
    }

    /// The commit that can prove it; else why history cannot.
    pub(super) fn proving(&self, session: &Session) -> Result<Result<Oid, String>, Failure> {
        let Some(revision) = &self.revision else {
            return Ok(Err("the report was made outside of a repository: history cannot prove it".into()));
        };
        if self.dirty {
            let why = "the report was made from records that were not committed: history cannot prove it";
            return Ok(Err(why.into()));
        }
        let commit = session.commit_in_history(revision)?;
        Ok(commit.ok_or_else(|| format!("the revision `{revision}` is not in this history")))
    }

    /// What it comes to beside the same report made again.
    pub(super) fn compared(&self, again: &Value, revision: Option<Oid>) -> Proof {
        let revision = revision.map(|oid| oid.to_string());
        let from = revision.as_ref().map_or_else(
            || "the present records".to_string(),
            |revision| format!("revision {}", revision.chars().take(12).collect::<String>()),
        );
        let command = self.command.join(" ");
        if revision.is_none() && again["records"].as_str() != self.records.as_deref() {
            let said = format!("cannot be proved: {from} are not those of `tandem {command}`");
            return Proof { is_equal: false, revision, said, differences: Vec::new() };
        }
        let found = differences(&self.whole, again);
        let said = match found.len() {
            0 => format!("equal: `tandem {command}` says the same from {from}"),
            1 => format!("differs: `tandem {command}` says something else in 1 place from {from}"),
            many => format!("differs: `tandem {command}` says something else in {many} places from {from}"),
        };
        let differences = found.iter().map(|one| (line(one), object(one))).collect();
        Proof { is_equal: found.is_empty(), revision, said, differences }
    }
}

/// A difference in words.
fn line(one: &Difference) -> String {
    let place = [Some(&one.section), one.row.as_ref(), one.column.as_ref()];
    let place = place.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(": ");
    match (one.was.as_ref(), one.is.as_ref()) {
        (was, None) if one.column.is_none() => {
            format!("{place}: the report has {}, the records have none", text(was))
        }
        (None, is) if one.column.is_none() => {
            format!("{place}: the records have {}, the report has none", text(is))
        }
        (was, is) => format!("{place}: {} in the report, {} in the records", text(was), text(is)),
    }
}

fn text(value: Option<&String>) -> &str {
    value.map_or("nothing", String::as_str)
}

fn object(one: &Difference) -> Value {
    json!({ "section": one.section, "row": one.row, "column": one.column, "was": one.was, "is": one.is })
}
