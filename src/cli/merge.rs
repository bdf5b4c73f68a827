//! `tandem merge`: git's merge driver for records.

mod words;

use std::path::{Path, PathBuf};

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::ui::Ui;
use crate::model::kind::Kind;
use crate::model::merge::{Side, Sides};
use crate::model::record::shape;
use crate::model::settings::Settings;
use crate::store::edit::Format;
use crate::store::merge::{Form, Markers, Merged, merge, merge_base};
use crate::store::{layout, read};

use self::words::{told, whose};

/// The most bytes of a side that are looked at.
const LARGEST: u64 = 16 << 20;

/// What git calls our side where it makes one base of several.
const BETWEEN_BASES: &str = "Temporary merge branch";

/// Merge a record that two people changed, as git asks it to
///
/// git calls this by itself, once `tandem init --git` has told the repository so: a table is merged by its
/// fields, a list by the keys of its rows, a single value as a whole. What only one side changed is taken.
/// What both changed, and not to the same, is marked in the file and told, and git stops for it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The file as both sides had it
    base: PathBuf,
    /// The file as our side has it; the result goes here
    ours: PathBuf,
    /// The file as their side has it
    theirs: PathBuf,
    /// The path that the file has in the repository
    path: String,
    /// How long the markers are
    #[arg(long, value_name = "NUMBER", default_value_t = 7, hide_default_value = true)]
    marker_size: usize,
    /// What our side is called
    #[arg(long, value_name = "NAME", default_value = "ours", hide_default_value = true)]
    our_name: String,
    /// What their side is called
    #[arg(long, value_name = "NAME", default_value = "theirs", hide_default_value = true)]
    their_name: String,
}

/// Merges a file.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let markers = args.markers();
    let bytes = Sides {
        base: context.input(&args.base, LARGEST)?,
        ours: context.input(&args.ours, LARGEST)?,
        theirs: context.input(&args.theirs, LARGEST)?,
    };
    let texts = match args.texts(&bytes, &markers) {
        Ok(texts) => texts,
        Err(why) => {
            context.ui.error(why);
            context.ui.help(format!(
                "your side is kept: take theirs with `git checkout --theirs -- '{0}'`, then `git add -- '{0}'`",
                args.path
            ));
            return Ok(Outcome::Found);
        }
    };
    let form = form(&context.folder, &args.path);
    let is_base = args.our_name.starts_with(BETWEEN_BASES);
    let merged = if is_base { merge_base(&texts, form, &markers) } else { merge(&texts, form, &markers) };
    if merged.text.as_bytes() != bytes.ours {
        context.replace(&args.ours, merged.text.as_bytes())?;
    }
    args.tell(context.ui, &merged, &markers);
    Ok(if merged.open.is_empty() { Outcome::Done } else { Outcome::Found })
}

/// What a file is, by its path in a repository that stands in a folder: what lies in the folder of a kind,
/// next to the settings of a store if there are several such folders on the way.
fn form(folder: &Path, path: &str) -> Option<Form<'static>> {
    let (above, file) = path.rsplit_once('/').unwrap_or(("", path));
    if file == layout::SETTINGS {
        return Some(Form { format: Format::Toml, shape: Settings::shape() });
    }
    let folders: Vec<&str> = above.split('/').collect();
    let kind_at = |at: usize| {
        let kind = Kind::of_folder(folders[at])?;
        file.strip_suffix(kind.extension())?.ends_with('.').then_some((at, kind))
    };
    let is_store = |at: usize| folder.join(folders[..at].join("/")).join(layout::SETTINGS).is_file();
    let kinds: Vec<(usize, Kind)> = (0..folders.len()).filter_map(kind_at).collect();
    let (_, kind) = kinds.iter().find(|(at, _)| is_store(*at)).or(kinds.first())?;
    Some(Form { format: read::format(*kind), shape: shape(*kind) })
}

impl Args {
    /// How open lines are marked. A git that cannot name the sides gives its own placeholders; a side that
    /// is only a commit's number is called by its beginning.
    fn markers(&self) -> Markers {
        let named = |name: &str, or: &str| match name {
            name if name.starts_with('%') => or.into(),
            name if name.len() >= 40 && name.bytes().all(|b| b.is_ascii_hexdigit()) => name[..12].into(),
            name => name.to_string(),
        };
        let (ours, theirs) = (named(&self.our_name, "ours"), named(&self.their_name, "theirs"));
        Markers { ours, theirs, size: self.marker_size.clamp(1, 100) }
    }

    /// The three texts; or why there are none.
    fn texts<'b>(&self, bytes: &'b Sides<Vec<u8>>, markers: &Markers) -> Result<Sides<&'b str>, String> {
        let text = |side: Side| {
            let (bytes, whose) = (bytes.of(side), whose(side, markers));
            let is_large = bytes.len() as u64 > read::LARGEST;
            if is_large {
                return Err(format!("`{}` is too large to be a record {whose}", self.path));
            }
            std::str::from_utf8(bytes).map_err(|_| format!("`{}` is not UTF-8 {whose}", self.path))
        };
        Ok(Sides { base: text(Side::Base)?, ours: text(Side::Ours)?, theirs: text(Side::Theirs)? })
    }

    /// Tells what a person must decide.
    fn tell(&self, ui: Ui, merged: &Merged, markers: &Markers) {
        let path = &self.path;
        if let Some(side) = merged.unreadable {
            let whose = whose(side, markers);
            ui.warn(format!("`{path}` cannot be read {whose}, so its lines were merged, whatever they say"));
            ui.hint("`tandem check` shows what is wrong with it");
        }
        for open in &merged.open {
            ui.error(format!("`{path}`: {}", told(open, markers)));
        }
        if !merged.open.is_empty() {
            ui.help(format!("choose between the marked lines, then `git add -- '{path}'`"));
        }
    }
}
