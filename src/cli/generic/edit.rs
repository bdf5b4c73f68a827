//! `tandem NOUN edit ID`: a record in the editor, checked when it closes.
//!
//! On a mistake the problems are shown and the editor offered again; nothing that was typed is lost.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::one::One;
use crate::cli::interrupt::elsewhere;
use crate::cli::ui::Ui;
use crate::session::change::Rewrite;

/// Edit a record in your editor
///
/// The editor is $VISUAL, else $EDITOR, else vi.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    #[command(flatten)]
    one: One<T>,
    #[command(flatten)]
    changing: Changing,
}

/// Lets somebody edit a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let id = args.one.id(context, &session.book())?;
    let name = session.records().only(T::KIND, &id)?;
    let path = name.path.parse().map_err(Failure::call)?;
    let before = session.records().bytes(&path)?.unwrap_or_default();
    let copy = copy(&format!("{id}.{}", T::KIND.extension()), &before)?;
    let verb = format!("{} edit", T::KIND);
    loop {
        open(context, &copy)?;
        let after = fs::read(&copy).with_context(|| format!("`{}` cannot be read back", copy.display()))?;
        if after == before {
            context.ui.note(format!("the {} `{id}` is as it was", T::KIND));
            forget(&copy);
            return Ok(Outcome::Done);
        }
        let rewrite = Rewrite { name: name.clone(), before: before.clone(), after };
        match args.changing.rewrite(context, &session, &verb, &rewrite) {
            Ok(outcome) => {
                forget(&copy);
                return Ok(outcome);
            }
            Err(failure) if Ui::can_ask() => {
                context.say(&failure);
                if !Ui::asks("edit it again?")? {
                    return Err(kept(Failure::records("nothing was changed"), &copy));
                }
            }
            Err(failure) => return Err(kept(failure, &copy)),
        }
    }
}

/// Says where the text is that was typed.
fn kept(failure: Failure, copy: &Path) -> Failure {
    failure.help(format!("what you typed is kept in `{}`", copy.display()))
}

/// Puts the record where an editor can have it, away from the store.
fn copy(name: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    let folder = tempfile::Builder::new()
        .prefix("tandem-")
        .tempdir()
        .context("no folder for the editor can be made")?;
    let path = folder.keep().join(name);
    let written = fs::File::create(&path).and_then(|mut file| file.write_all(bytes));
    written.with_context(|| format!("`{}` cannot be written", path.display()))?;
    Ok(path)
}

/// Takes the copy away; one that stays does no harm.
fn forget(copy: &Path) {
    let _ = fs::remove_file(copy);
    let _ = copy.parent().map(fs::remove_dir);
}

/// Runs the editor until it closes. Its words may hold options, as git allows too.
fn open(context: &Context, file: &Path) -> Result<(), Failure> {
    let named =
        ["VISUAL", "EDITOR"].into_iter().filter_map(context.world.variable).find(|words| !words.is_empty());
    let mut words = named.unwrap_or_else(|| OsString::from("vi"));
    let shown = words.to_string_lossy().into_owned();
    words.push(" \"$@\"");
    let mut editor = Command::new("sh");
    editor.arg("-c").arg(words).arg("editor").arg(file);
    let status = elsewhere(|| editor.status());
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(kept(Failure::call(format!("the editor `{shown}` failed ({status})")), file)),
        Err(error) => Err(Failure::call(format!("the editor `{shown}` cannot be started: {error}"))
            .help("name one in `EDITOR`".to_string())),
    }
}
