//! `tandem report verify FILE`: a report made again from history, and what is not the same in it.
//!
//! The file is data from elsewhere. Of its command only the name of a report and its filters are taken; options
//! that reach out of the store, and every other command, are refused.

use std::path::PathBuf;

use clap::Parser;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proof::{self, Proof};
use crate::cli::report::Name;
use crate::locale::Lang;
use crate::model::day::Day;
use crate::report::difference::{Difference, differences};
use crate::session::Session;
use crate::store::git::Oid;

/// Make a report again from history and compare
///
/// FILE is the JSON of a report. Its command is repeated on the revision, the day and in the language that it
/// names. The exit code is 0 where every value is the same, and 1 where one is not. A report that was made from
/// records that were not committed, or from a history that is not this one, is compared with the present records
/// where those have its checksum.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The report, as `--format json` gives it; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Verifies a report.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    proof::fits(context.global.format)?;
    let claim = Claim::read(context, args)?;
    let name = claim.name(args)?;
    let session = context.session()?;
    let revision = claim.proving(&session)?;
    if let Err(why) = &revision {
        context.ui.note(why);
    }
    let revision = revision.ok();
    let replay = context.replaying(claim.lang(), claim.today(args)?, revision.as_ref().map(Oid::to_string));
    name.run(&replay)?;
    let again: Value = serde_json::from_slice(&replay.kept())
        .map_err(|error| Failure::bug(&format!("a report that is no JSON: {error}")))?;
    claim.compared(&again, revision).tell(context)
}

/// What a report says of itself; the rest of it is compared as it stands.
#[derive(Debug, Deserialize)]
struct Claim {
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

/// A report and its filters, without the options of all commands.
#[derive(Debug, Parser)]
#[command(name = "report", no_binary_name = true, disable_help_flag = true, disable_help_subcommand = true)]
struct Repeated {
    #[command(subcommand)]
    name: Name,
}

impl Claim {
    fn read(context: &Context, args: &Args) -> Result<Claim, Failure> {
        let whole: Option<Value> = serde_json::from_slice(&context.input(&args.file)?).ok();
        let claim = whole.and_then(|whole| {
            let claim: Claim = Claim::deserialize(&whole).ok()?;
            Some(Claim { whole, ..claim })
        });
        claim.filter(|claim| claim.schema == "tandem/table/1").ok_or_else(|| {
            Failure::call(format!("`{}` is no report in JSON", args.file.display())).help(
                "`tandem report NAME … --format json -o FILE` writes one that can be verified".to_string(),
            )
        })
    }

    /// The report that its command makes. The revision is the matter of the envelope, not of the command.
    fn name(&self, args: &Args) -> Result<Name, Failure> {
        let refused = || {
            let command = self.command.join(" ");
            Failure::call(format!("`{}` says that it was made by `tandem {command}`", args.file.display()))
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
        Ok(Repeated::try_parse_from(words).map_err(|_| refused())?.name)
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

    fn lang(&self) -> Option<Lang> {
        self.lang.parse().ok()
    }

    fn today(&self, args: &Args) -> Result<Day, Failure> {
        self.today.parse().map_err(|error| {
            Failure::call(format!("`{}`, `today`: {error}", args.file.display()))
                .help("it is compared as tandem wrote it".to_string())
        })
    }

    /// The commit that can prove it; else why history cannot.
    fn proving(&self, session: &Session) -> Result<Result<Oid, String>, Failure> {
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

    fn compared(&self, again: &Value, revision: Option<Oid>) -> Proof {
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
    match (&one.was, &one.is) {
        (was, None) if one.column.is_none() => {
            format!("{place}: the report has {}, the records have none", text(was))
        }
        (None, is) if one.column.is_none() => {
            format!("{place}: the records have {}, the report has none", text(is))
        }
        (was, is) => format!("{place}: {} in the report, {} in the records", text(was), text(is)),
    }
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("nothing")
}

fn object(one: &Difference) -> Value {
    json!({ "section": one.section, "row": one.row, "column": one.column, "was": one.was, "is": one.is })
}
