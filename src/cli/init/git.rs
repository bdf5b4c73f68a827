//! What `tandem init --git` tells git: who merges records, and who checks them before a commit.

use std::path::Path;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::ui::Ui;
use crate::render::diff::{FileChange, patch};
use crate::session::attach::{Hook, attach, hook};
use crate::session::change::Command;
use crate::store::publish::Write;

/// Tells git of records that are there.
pub(super) fn told(context: &Context, command: &Command, hook: bool) -> Result<Outcome, Failure> {
    let mut pause = context.world.pause;
    let attached = attach(&context.root()?, command, &(context.world.git)(), context.world.disk, &mut pause)?;
    if command.dry_run {
        let files = attached.written.iter();
        let change = files.map(|(path, Write { before, after, .. })| FileChange {
            path,
            old: before.as_deref(),
            new: after.as_deref(),
        });
        context.answer_bytes(&patch(&change.collect::<Vec<_>>()))?;
        return Ok(Outcome::Done);
    }
    if attached.is_configured {
        context.ui.note("git has these records merged by `tandem merge` from now on");
    } else if attached.written.is_none() {
        context.ui.note("git was told already");
    }
    lacking(context, &attached.lacking);
    offer(context, &attached.root, hook)?;
    context.answer(&format!("{}\n", attached.root.display()))?;
    Ok(Outcome::Done)
}

/// Puts the hook in that checks before each commit, where that is asked for, or agreed to on a terminal.
pub(super) fn offer(context: &Context, root: &Path, asked: bool) -> Result<(), Failure> {
    let wants = asked || Ui::can_ask() && Ui::asks("have git check the records before each commit?")?;
    if !wants {
        return Ok(());
    }
    match hook(root, &(context.world.git)())? {
        Hook::There => context.ui.note("git checks the records before each commit already"),
        Hook::Made => context.ui.note("git checks the records before each commit from now on"),
        Hook::Other(line) => {
            context.ui.warn("there is a `pre-commit` hook, and it is left as it is");
            context.ui.help(format!("put the line `{line}` into it"));
        }
    }
    Ok(())
}

/// Tells what somebody else's `.gitattributes` lacks.
pub(super) fn lacking(context: &Context, lines: &[&str]) {
    if !lines.is_empty() {
        context.ui.warn("`.gitattributes` was there and is left as it is");
        let lines = lines.join("`, `");
        context.ui.help(format!(
            "put `{lines}` into it, each on a line, so that git keeps the bytes of records, and merges them right"
        ));
    }
}
