//! `tandem period show`: up to which day everything is final, and whether it is still what was closed.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::labels;
use crate::report::closed::closed;
use crate::report::table::Document;

/// Show what is closed, and whether it is still what it was
///
/// The exit code is 1 where somebody altered by hand what is final. What was altered is told where the
/// repository remembers what was closed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Read the store as it was in a revision, or at the end of a day
    #[arg(long, value_name = "REV|DATE")]
    as_of: Option<String>,
}

/// Shows what is closed.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session_as_of(args.as_of.as_deref())?;
    let book = session.book();
    let report = closed(&book)?;
    let mut command = vec!["period".to_string(), "show".into()];
    command.extend(args.as_of.iter().flat_map(|as_of| ["--as-of".into(), as_of.clone()]));
    let document = Document {
        incomplete: report.passed.unusable.len() + usize::from(session.is_incomplete()),
        labels: labels(&session, context.lang(&session)),
        ..Document::several("period", command, session.today(), report.tables())
    };
    context.document(&session, document)?;
    match &report.closed {
        None => context.ui.note("no period is closed"),
        Some(closed) if closed.records.is_none() => {
            context.ui.note("there is no checksum: what is altered by hand is not found");
        }
        Some(closed) if report.is_altered => {
            context
                .ui
                .warn(format!("what is closed up to {} has been altered by hand since", closed.through));
            if report.differences.is_none() {
                context.ui.hint("what it was is not known: the commit that closed it is not in this history");
            }
        }
        Some(_) => {}
    }
    let outcome = context.incomplete(&session, &report.passed.unusable);
    Ok(if report.is_altered { Outcome::Found } else { outcome })
}
