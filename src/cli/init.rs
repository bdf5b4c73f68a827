//! `tandem init NAME`: a new store.

mod git;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value;
use crate::model::node::Node;
use crate::model::settings::{Currency, Folders, Locale, Settings, Zone};
use crate::render::diff::{FileChange, patch};
use crate::session::create::{Create, create, draft};
use crate::store::edit::{self, Format};

/// What stands at the top of a new `tandem.toml`.
const HEADER: &str = "# What these records say of themselves. Everything here can be changed by hand.\n";

/// Make a new store
///
/// It is made in the folder that -C names, else in this one. With --git it lies in a repository, and
/// every changing command makes a commit of its own; git is told to leave the bytes of records alone,
/// and to have them merged by `tandem merge`.
///
/// The last of these stands in git's own configuration, which no clone brings along: `tandem init --git`
/// without a name says it again to the repository of records that are there.
///
/// What is confidential is sealed with age, for those whom `[[seal]]` in `tandem.toml` names, each with the
/// public half of a key: `name = "office"`, `key = "age1…"`. Keys are made with `age-keygen -o FILE`; the file
/// is to lie where the records do not.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The name of the community or city that keeps the records
    #[arg(required_unless_present = "git")]
    name: Option<String>,
    /// Make a repository too, unless the folder lies in one
    #[arg(long)]
    git: bool,
    /// Have git check the records before each commit of somebody's: a `pre-commit` hook
    #[arg(long, requires = "git")]
    hook: bool,
    /// The time zone of all dates and times [default: this machine's]
    #[arg(long, value_name = "ZONE", value_parser = value::flaw::<Zone>)]
    timezone: Option<Zone>,
    /// The language of reports
    #[arg(long, value_name = "en|zh|es", value_parser = value::flaw::<Locale>)]
    locale: Option<Locale>,
    /// The currency of money, by its three letters
    #[arg(long, value_name = "CODE", value_parser = value::flaw::<Currency>)]
    currency: Option<Currency>,
    /// Where new records go: straight under their kind, or under a folder of their organisation
    #[arg(long, value_name = "flat|by-org", value_parser = value::flaw::<Folders>)]
    folders: Option<Folders>,
    #[command(flatten)]
    changing: Changing,
}

/// Makes a store.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let command = args.changing.command(context, "init");
    let Some(name) = &args.name else { return git::told(context, &command, args.hook) };
    let root = context.new_root();
    let request = Create { root, settings: args.settings(name)?, git: args.git };
    let program = (context.world.git)();
    if command.dry_run {
        let files = draft(&request, &program)?;
        let files = files.iter();
        let new = files.map(|(path, file)| FileChange { path, old: None, new: file.after.as_deref() });
        context.answer_bytes(&patch(&new.collect::<Vec<_>>()))?;
        return Ok(Outcome::Done);
    }
    let mut pause = context.world.pause;
    let created = create(&request, &command, &program, context.world.disk, &mut pause)?;
    if let Some(repository) = &created.repository {
        context.ui.note(format!("made a repository in `{}`", repository.display()));
    }
    git::lacking(context, &created.lacking);
    if args.git {
        git::offer(context, &created.root, args.hook)?;
    }
    context.answer(&format!("{}\n", created.root.display()))?;
    Ok(Outcome::Done)
}

impl Args {
    /// The text of `tandem.toml`.
    fn settings(&self, name: &str) -> Result<String, Failure> {
        let text = |text: &str| Node::Text(text.into());
        let zone = self.timezone.map_or_else(iana_time_zone::get_timezone, |zone| Ok(zone.to_string()));
        let zone = zone.map_err(|_| {
            Failure::call("this machine does not say its time zone")
                .help("`--timezone Asia/Shanghai`".to_string())
        })?;
        let mut fields = vec![
            ("format".to_string(), Node::Number("1".into())),
            ("name".into(), text(name)),
            ("timezone".into(), text(&zone)),
            ("locale".into(), text(self.locale.unwrap_or(Locale::En).code())),
        ];
        fields
            .extend(self.currency.as_ref().map(|currency| ("currency".into(), text(&currency.to_string()))));
        if let Some(folders) = self.folders {
            let folders = Node::Table(vec![("folders".into(), text(folders.code()))]);
            fields.push(("layout".into(), folders));
        }
        let written = edit::write(Format::Toml, &Node::Table(fields), Settings::shape());
        written.map(|text| format!("{HEADER}{text}")).map_err(Failure::call)
    }
}
