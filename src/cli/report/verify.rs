//! `tandem report verify FILE`: a report made again from history, and what is not the same in it.

use std::path::PathBuf;

use serde_json::Value;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proof;
use crate::cli::report::claim::Claim;
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
    let claim = Claim::read(context, &args.file)?;
    let name = claim.name(&args.file)?;
    let session = context.session()?;
    let revision = claim.proving(&session)?;
    if let Err(why) = &revision {
        context.ui.note(why);
    }
    let revision = revision.ok();
    let replay =
        context.replaying(claim.lang(), claim.today(&args.file)?, revision.as_ref().map(Oid::to_string));
    name.run(&replay)?;
    let again: Value = serde_json::from_slice(&replay.kept())
        .map_err(|error| Failure::bug(&format!("a report that is no JSON: {error}")))?;
    claim.compared(&again, revision).tell(context)
}
