//! `tandem check`: what is wrong with the records, each where it stands; and mending what is safe.

mod explain;

use crate::check::baseline::{FILE, Sifted};
use crate::check::{self, Changed};
use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::diag::Level;
use crate::render::Format;
use crate::render::problem::{problems, problems_json};
use crate::session::Session;
use crate::session::change::known;

/// Find what is wrong with the records
///
/// Every file is read. The exit code is 1 where something is an error; with `--strict` also where
/// there are warnings.
///
/// `--staged` looks at what the next commit would hold, `--changed` at what was edited since the last one: at
/// the records that differ, and at those that refer to one that is gone. That is quick, and enough before a
/// commit; what comes of several records together (hours of a day, stock) a whole check finds. Where
/// `tandem.toml` differs everything is checked.
///
/// `--fix` moves files into the folder of their month and writes mistyped values in their right form,
/// leaves every other byte alone, and shows what remains to be mended by hand.
///
/// `--baseline` writes down what is wrong now in `check-baseline.json`: from then on those problems are known,
/// and only new ones are told and fail. Run it again when some are mended, or remove the file.
#[derive(Clone, Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Args {
    /// Check the store as it was in a revision, or at the end of a day
    #[arg(long, value_name = "REV|DATE")]
    as_of: Option<String>,
    /// Check the records that the next commit would change, as they are staged
    #[arg(long, conflicts_with_all = ["as_of", "changed", "fix"])]
    staged: bool,
    /// Check the records that differ from the last commit
    #[arg(long, conflicts_with_all = ["as_of", "fix"])]
    changed: bool,
    /// Say what a rule finds and how to mend it; without a name, list all rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, conflicts_with_all = ["as_of", "fix", "staged", "changed"])]
    #[expect(clippy::option_option, reason = "not given, given alone, given with a name")]
    explain: Option<Option<String>>,
    /// Mend what can be mended safely, then check
    #[arg(long, conflicts_with = "as_of")]
    fix: bool,
    /// Write down what is wrong now, so that from now on only new problems are told
    #[arg(long, conflicts_with_all = ["as_of", "fix", "staged", "changed", "explain"])]
    baseline: bool,
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
    if args.baseline {
        return args.changing.baseline(context);
    }
    if args.fix && args.changing.mend(context)? {
        return Ok(Outcome::Done);
    }
    if !args.fix && args.changing.is_given() {
        return Err(Failure::call("nothing is changed without `--fix` or `--baseline`")
            .help("add `--fix`".to_string()));
    }
    let (session, changed) = args.session(context)?;
    tell(context, &session, changed.as_ref())
}

impl Args {
    /// The records to check, and which of them where not all are to be.
    fn session(&self, context: &Context) -> Result<(Session, Option<Changed>), Failure> {
        if self.staged {
            let (session, changed) = context.session_staged()?;
            return Ok((session, Some(changed)));
        }
        let session = context.session_as_of(self.as_of.as_deref())?.unindexed();
        let changed = if self.changed { Some(session.changed()?) } else { None };
        Ok((session, changed))
    }
}

/// Shows what is wrong and not known to be.
fn tell(context: &Context, session: &Session, changed: Option<&Changed>) -> Result<Outcome, Failure> {
    let found = match changed {
        Some(changed) => check::changed(&session.book(), changed)?,
        None => check::all(&session.book())?,
    };
    let Sifted { new: found, known, gone } = known(session.records())?.sift(found);
    let errors = found.iter().filter(|problem| problem.level == Level::Error).count();
    let warnings = found.len() - errors;
    let shown = session.records().shown(found);
    context.answer(&match context.global.format {
        Format::Json => problems_json(&shown),
        _ => problems(&shown, context.colors_answer()),
    })?;
    let both = [counted(errors, "error"), counted(warnings, "warning")].into_iter().flatten();
    let both = both.collect::<Vec<_>>().join(" and ");
    context.ui.note(match (shown.is_empty(), changed, known) {
        (false, _, _) => format!("{both} found"),
        (true, Some(changed), _) if changed.is_empty() => "no record differs from the last commit".into(),
        (true, Some(_), _) => "nothing is wrong with the records that differ from the last commit".into(),
        (true, None, 0) => "nothing is wrong with the records".into(),
        (true, None, _) => "nothing new is wrong with the records".into(),
    });
    if let Some(known) = counted(known, "known problem") {
        context.ui.note(format!("{known} in `{FILE}`"));
    }
    if let Some(gone) = counted(gone, "known problem").filter(|_| changed.is_none()) {
        context.ui.note(format!("{gone} mended: `tandem check --baseline` forgets what is mended"));
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
