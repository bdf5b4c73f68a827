//! What all changing commands take and tell: `--dry-run`, `--no-commit`, `-m`; the ids on stdout.

use std::error::Error;

use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::ui::Ui;
use crate::model::book::Book;
use crate::model::change::{Planned, Settled};
use crate::model::id::Id;
use crate::model::node::Node;
use crate::model::path;
use crate::model::settings::FILE;
use crate::render::Format;
use crate::render::diff::{FileChange, patch};
use crate::render::problem::problems;
use crate::session::Session;
use crate::session::change::{ChangeError, Command, Desk, Done, Former, Rewrite, Settlement};

/// The options of changing commands.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Changing")]
pub(crate) struct Changing {
    /// Print the patch that would be made, and make nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Write the files without committing them
    #[arg(long)]
    no_commit: bool,
    /// Say why, in the commit
    #[arg(short = 'm', long, value_name = "TEXT")]
    message: Option<String>,
}

impl Changing {
    /// Makes a planned change and tells of it.
    pub(crate) fn perform<T, E: Error>(
        &self,
        context: &Context,
        session: &Session,
        verb: &str,
        plan: impl FnMut(&Book) -> Result<Planned<T>, E>,
    ) -> Result<Outcome, Failure>
    where
        Failure: From<E>,
    {
        let command = self.command(context, verb);
        let done = on_desk(context, session, |desk| desk.change(&command, plan))?;
        self.told(context, session, &done)
    }

    /// The same, where records that become again what they were get their former bytes.
    pub(crate) fn restore<T, E: Error>(
        &self,
        context: &Context,
        session: &Session,
        verb: &str,
        formers: &[Former],
        plan: impl FnMut(&Book) -> Result<Planned<T>, E>,
    ) -> Result<Outcome, Failure>
    where
        Failure: From<E>,
    {
        let command = self.command(context, verb);
        let done = on_desk(context, session, |desk| desk.restore(&command, formers, plan))?;
        self.told(context, session, &done)
    }

    /// Puts edited text in the place of a record's and tells of it.
    pub(crate) fn rewrite(
        &self,
        context: &Context,
        session: &Session,
        verb: &str,
        rewrite: &Rewrite,
    ) -> Result<Outcome, Failure> {
        let command = self.command(context, verb);
        let done =
            on_desk(context, session, |desk| desk.rewrite::<std::convert::Infallible>(&command, rewrite))?;
        self.told(context, session, &done)
    }

    /// Makes a planned change of the store's own file and tells of it.
    pub(crate) fn settle<T, E: Error>(
        &self,
        context: &Context,
        session: &Session,
        verb: &str,
        plan: impl FnMut(&Book) -> Result<Settled<T>, E>,
    ) -> Result<Outcome, Failure>
    where
        Failure: From<E>,
    {
        let command = self.command(context, verb);
        let done = on_desk(context, session, |desk| desk.settle(&command, plan))?;
        let Settlement { named, fields, .. } = &done.told;
        self.tell(context, session, &done, &[named], &[changed("settings", FILE, None, fields)])
    }

    /// Mends what is safe to mend in all records and tells of each mend; whether that was all there is
    /// to tell, because the patch has been printed.
    pub(crate) fn mend(&self, context: &Context) -> Result<bool, Failure> {
        let session = context.session()?;
        let command = self.command(context, "check fix");
        let done = on_desk(context, &session, |desk| desk.mend(&command))?;
        for mend in &done.told {
            context.ui.note(mend);
        }
        for note in &done.notes {
            context.ui.note(note);
        }
        if self.dry_run {
            context.answer_bytes(&as_patch(&session, &done))?;
        }
        Ok(self.dry_run)
    }

    /// Writes down what is wrong with the records, and tells how much that is.
    pub(crate) fn baseline(&self, context: &Context) -> Result<Outcome, Failure> {
        let session = context.session()?;
        let command = self.command(context, "check baseline");
        let done = on_desk(context, &session, |desk| desk.baseline(&command))?;
        for note in &done.notes {
            context.ui.note(note);
        }
        context.ui.note(match done.told {
            0 => "nothing is wrong with the records: no problem needs to be known".into(),
            1 => "1 problem is known from now on".into(),
            many => format!("{many} problems are known from now on"),
        });
        if self.dry_run {
            context.answer_bytes(&as_patch(&session, &done))?;
        }
        Ok(Outcome::Done)
    }

    /// The same with a reason, which stands in the commit before what else is said of it.
    pub(crate) fn because(&self, reason: &str) -> Changing {
        let said = self.message.as_ref().map(|message| format!("\n\n{message}"));
        Changing { message: Some(format!("{reason}{}", said.unwrap_or_default())), ..self.clone() }
    }

    /// Whether any of the options is.
    pub(crate) fn is_given(&self) -> bool {
        self.dry_run || self.no_commit || self.message.is_some()
    }

    /// What the command says of itself in the commit.
    pub(crate) fn command(&self, context: &Context, verb: &str) -> Command {
        Command {
            verb: verb.into(),
            flags: context.flags.clone(),
            message: self.message.clone(),
            commit: !self.no_commit,
            dry_run: self.dry_run,
        }
    }

    /// Tells of the records that were changed.
    fn told<T>(&self, context: &Context, session: &Session, done: &Done<T>) -> Result<Outcome, Failure> {
        let ids: Vec<&str> = done.changes.iter().map(|change| change.id_after().as_str()).collect();
        let changes = done.changes.iter().map(|change| {
            let renamed = change.renamed.as_ref().map(Id::as_str);
            changed(change.kind.noun(), &change.id, renamed, &change.fields().unwrap_or_default())
        });
        self.tell(context, session, done, &ids, &changes.collect::<Vec<_>>())
    }

    /// Tells of a change: what it is about, and what it was for programs.
    fn tell<T>(
        &self,
        context: &Context,
        session: &Session,
        done: &Done<T>,
        ids: &[impl AsRef<str>],
        changes: &[Value],
    ) -> Result<Outcome, Failure> {
        let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
        if !done.warnings.is_empty() {
            Ui::aside(&problems(&done.warnings, context.ui.colors_talk()));
        }
        for note in &done.notes {
            context.ui.note(note);
        }
        if done.files.iter().all(|file| file.before == file.after) {
            context.ui.note("nothing to change: the records say so already");
        }
        let answered = if self.dry_run {
            context.answer_bytes(&as_patch(session, done))
        } else if context.global.format == Format::Json {
            context.answer(&format!("{:#}\n", as_json(done, changes)))
        } else {
            context.answer(&ids.iter().flat_map(|id| [id, "\n"]).collect::<String>())
        };
        answered.map_err(|failure| {
            let made = (!self.dry_run).then(|| format!("the change is made: {}", ids.join(", ")));
            failure.help(made)
        })?;
        Ok(context.outcome(!done.warnings.is_empty()))
    }
}

/// The change as a patch that `git apply` takes at the top of the repository, or in the store.
fn as_patch<T>(session: &Session, done: &Done<T>) -> Vec<u8> {
    let prefix = session.git().map_or("", |git| git.prefix());
    let paths: Vec<String> = done.files.iter().map(|file| format!("{prefix}{}", file.path)).collect();
    let files = done.files.iter().zip(&paths);
    let changes = files.map(|(file, path)| FileChange {
        path,
        old: file.before.as_deref(),
        new: file.after.as_deref(),
    });
    patch(&changes.collect::<Vec<_>>())
}

/// A change for programs.
fn as_json<T>(done: &Done<T>, changes: &[Value]) -> Value {
    let commit = done.commit.as_ref().map(ToString::to_string);
    json!({ "schema": "tandem/change/1", "op": done.op, "commit": commit, "changes": changes })
}

/// What changed in a record, or in the store's own file, for programs.
fn changed(kind: &str, id: &str, renamed: Option<&str>, fields: &[path::FieldChange]) -> Value {
    let text = |node: &Option<Node>| node.as_ref().map(ToString::to_string);
    let field = |field: &path::FieldChange| json!({ "field": field.path.to_string(), "old": text(&field.old), "new": text(&field.new) });
    let fields: Vec<_> = fields.iter().map(field).collect();
    json!({ "kind": kind, "id": id, "renamed": renamed, "fields": fields })
}

/// Gives the session's desk to whoever changes something.
fn on_desk<T, E: Error>(
    context: &Context,
    session: &Session,
    act: impl FnOnce(&mut Desk) -> Result<Done<T>, ChangeError<E>>,
) -> Result<Done<T>, Failure>
where
    Failure: From<E>,
{
    let mut pause = context.world.pause;
    let mut tell = |text: &str| context.ui.note(text);
    let mut desk = Desk {
        disk: session.records().disk(),
        git: session.git(),
        // Who is asked takes time, in which others may write by hand.
        earlier: session.earlier().filter(|_| !Ui::can_ask()),
        today: session.today(),
        inside_hook: context.is_inside_hook(),
        pause: &mut pause,
        tell: &mut tell,
    };
    act(&mut desk).map_err(Into::into)
}
