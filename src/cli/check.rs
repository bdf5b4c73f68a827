//! `tandem check`: all that is wrong with the records, each where it stands; and mending what is safe.

mod explain;

use crate::check;
use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::diag::Level;
use crate::render::Format;
use crate::render::problem::{problems, problems_json};

/// Find what is wrong with the records
///
/// Every file is read. The exit code is 1 where something is an error; with `--strict` also where
/// there are warnings.
///
/// `--fix` moves files into the folder of their month and writes mistyped values in their right form,
/// leaves every other byte alone, and shows what remains to be mended by hand.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Check the store as it was in a revision, or at the end of a day
    #[arg(long, value_name = "REV|DATE")]
    as_of: Option<String>,
    /// Say what a rule finds and how to mend it; without a name, list all rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, conflicts_with_all = ["as_of", "fix"])]
    #[expect(clippy::option_option, reason = "not given, given alone, given with a name")]
    explain: Option<Option<String>>,
    /// Mend what can be mended safely, then check
    #[arg(long, conflicts_with = "as_of")]
    fix: bool,
    #[command(flatten)]
    changing: Changing,
}

/// Checks everything, or does what it is asked to do besides.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let format = context.global.format;
    if !matches!(format, Format::Table | Format::Json) {
        return Err(Failure::call(format!("problems cannot be shown as `{format}`"))
            .help("`--format json`, or leave it out".to_string()));
    }
    if let Some(rule) = &args.explain {
        return explain::run(context, rule.as_deref());
    }
    if args.fix && args.changing.mend(context)? {
        return Ok(Outcome::Done);
    }
    if !args.fix && args.changing.is_given() {
        return Err(Failure::call("nothing is changed without `--fix`").help("add `--fix`".to_string()));
    }
    tell(context, args, format)
}

/// Shows all that is wrong.
fn tell(context: &Context, args: &Args, format: Format) -> Result<Outcome, Failure> {
    let session = context.session_as_of(args.as_of.as_deref())?;
    let found = check::all(&session.book())?;
    let errors = found.iter().filter(|problem| problem.level == Level::Error).count();
    let warnings = found.len() - errors;
    let shown = session.records().shown(found);
    context.answer(&match format {
        Format::Json => problems_json(&shown),
        _ => problems(&shown, context.colors_answer()),
    })?;
    if shown.is_empty() {
        context.ui.note("nothing is wrong with the records");
    } else {
        let both = [counted(errors, "error"), counted(warnings, "warning")].into_iter().flatten();
        context.ui.note(both.collect::<Vec<_>>().join(" and ") + " found");
    }
    Ok(if errors > 0 { Outcome::Found } else { context.outcome(warnings > 0 || session.is_incomplete()) })
}

fn counted(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        more => Some(format!("{more} {noun}s")),
    }
}
