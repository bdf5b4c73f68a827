//! Changing the records: plan, check what is touched, write, commit. Or no trace.
//!
//! The plan is made under the lock, from records opened under it; everything it would write is checked
//! in a draft before a byte is written. If somebody changes what the plan rests on meanwhile, it is
//! planned again.

mod baseline;
mod closed;
mod commit;
mod former;
mod mend;
mod settle;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use crate::check;
use crate::diag::{Level, Problem, Shown};
use crate::model::book::{Book, LoadError, Name, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::NodeError;
use crate::model::record::{AnyRecord, shape};
use crate::store::disk::{Disk, PathError, RelPath};
use crate::store::edit::{self, EditError};
use crate::store::git::{Git, ObjectFormat, Oid, blob_id};
use crate::store::journal;
use crate::store::lock::{self, LockError};
use crate::store::progress::Work;
use crate::store::publish::{self, Note, PublishError, Recovered, Write};
use crate::store::records::{OpenError, Records};
use crate::store::{layout, read};

pub use self::baseline::{KnownError, Unread, known};
pub(super) use self::commit::operation;
pub use self::former::Former;
pub use self::mend::Mend;
pub use self::settle::Settlement;

/// How often a change is planned again because somebody else changed something.
const ATTEMPTS: usize = 5;

/// What a changing command says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its noun and verb: `volunteer add`.
    pub verb: String,
    /// The names of the flags that were given, never their values.
    pub flags: Vec<String>,
    /// What the person who makes the change says of it.
    pub message: Option<String>,
    /// Whether to commit, where the store does so.
    pub commit: bool,
    /// Whether only to say what would be done.
    pub dry_run: bool,
}

/// Where changes are made: the disk, the repository around it, and the outside world's answers.
pub struct Desk<'a> {
    /// The disk of the records.
    pub disk: &'a Arc<dyn Disk>,
    /// The repository, if there is one.
    pub git: Option<&'a Git>,
    /// The records as they were read before, where nobody was asked anything since.
    pub earlier: Option<Earlier<'a>>,
    /// The day that counts as today.
    pub today: Day,
    /// Whether a hook of the repository runs us: then nothing may be changed.
    pub inside_hook: bool,
    /// Waits for a while.
    pub pause: &'a mut dyn FnMut(Duration),
    /// Says something while the change is made.
    pub tell: &'a mut dyn FnMut(&str),
}

/// Records that were read before the lock was taken.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// The records.
    pub records: &'a Records,
    /// How many changes there had been before anything of them was listed.
    pub count: u64,
}

/// A change that was made, or would be.
#[derive(Clone, Debug, PartialEq)]
pub struct Done<T> {
    /// The operation's id.
    pub op: String,
    /// Its commit, if one was made.
    pub commit: Option<Oid>,
    /// What changed.
    pub changes: Vec<Change>,
    /// The files, before and after.
    pub files: Vec<Write>,
    /// What the plan told.
    pub told: T,
    /// What happened on the way.
    pub notes: Vec<Note>,
    /// What `check` says of the touched records, short of errors.
    pub warnings: Vec<Shown>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError<E: Error> {
    /// A hook of the repository ran the command.
    #[error("records cannot be changed from within a hook of the repository")]
    InsideHook,
    /// The verb refused.
    #[error(transparent)]
    Refused(E),
    /// The touched records would be faulty.
    #[error("the change would leave the records with {} in them", count(problems.len()))]
    Problems {
        /// What would be wrong.
        problems: Vec<Shown>,
    },
    /// Facts would change that are final.
    #[error("what is dated up to {through} is closed and cannot change")]
    Closed {
        /// The last day that is final.
        through: Day,
        /// What would change.
        problems: Vec<Shown>,
    },
    /// Somebody kept changing what the plan rests on.
    #[error("somebody else kept changing the records meanwhile")]
    Restless,
    /// The new text would not say what was planned; nothing was written.
    #[error("`{path}` cannot be edited safely: {why}")]
    Edit {
        /// The file.
        path: String,
        /// Why not.
        why: EditError,
    },
    /// What was written would be read as something else; nothing was written.
    #[error("`{path}` would be read as something else than was planned")]
    Guard {
        /// The file.
        path: String,
    },
    /// A record cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The store cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A record has no tree.
    #[error(transparent)]
    Node(#[from] NodeError),
    /// An id makes no path.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Somebody else is writing.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// It could not be written or committed.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

/// A problem or several.
fn count(problems: usize) -> String {
    if problems == 1 { "a problem".into() } else { format!("{problems} problems") }
}

/// What would be written, and what it rests on.
struct Prepared<T> {
    changes: Vec<Change>,
    files: Vec<Write>,
    told: T,
    warnings: Vec<Shown>,
    rests_on: Vec<(String, String)>,
    /// What the commit names where it is no records.
    named: Option<String>,
}

/// Plans a change on records that were opened under the lock.
type Prepare<'p, T, E> = dyn FnMut(&Records, Day) -> Result<Prepared<T>, ChangeError<E>> + 'p;

/// A record whose text somebody edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// The record.
    pub name: Name,
    /// Its bytes as they were given to the editor.
    pub before: Vec<u8>,
    /// Its bytes as the editor left them.
    pub after: Vec<u8>,
}

impl Desk<'_> {
    /// Makes the change that `plan` plans. It may be called again, on records that somebody changed.
    ///
    /// # Errors
    /// [`ChangeError`]; then nothing is changed.
    pub fn change<T, E: Error>(
        &mut self,
        command: &Command,
        plan: impl FnMut(&Book) -> Result<Planned<T>, E>,
    ) -> Result<Done<T>, ChangeError<E>> {
        self.restore(command, &[], plan)
    }

    /// The same, where records that become again what they were get their former bytes.
    ///
    /// # Errors
    /// [`ChangeError`]; then nothing is changed.
    pub fn restore<T, E: Error>(
        &mut self,
        command: &Command,
        formers: &[Former],
        mut plan: impl FnMut(&Book) -> Result<Planned<T>, E>,
    ) -> Result<Done<T>, ChangeError<E>> {
        self.perform(command, &mut |records, today| {
            let book = Book::over(records, today);
            let planned = plan(&book).map_err(ChangeError::Refused)?;
            let mut files = Vec::new();
            for change in &planned.changes {
                let former = former::writes(records, change, formers);
                files.extend(former.map_or_else(|| writes(records, change), Ok)?);
            }
            let rests_on = book.handed_out();
            let warnings = checked(records, today, &planned.changes, &files)?;
            Ok(Prepared {
                changes: planned.changes,
                files,
                told: planned.told,
                warnings,
                rests_on,
                named: None,
            })
        })
    }

    /// Puts the text that somebody edited in the place of a record's.
    ///
    /// # Errors
    /// [`ChangeError`]; then nothing is changed.
    pub fn rewrite<E: Error>(
        &mut self,
        command: &Command,
        rewrite: &Rewrite,
    ) -> Result<Done<()>, ChangeError<E>> {
        self.perform(command, &mut |records, today| {
            let Rewrite { name, before, after } = rewrite;
            let loaded = records.read(name, after).map_err(|unusable| ChangeError::Problems {
                problems: faults(records, name, after, unusable.faults),
            })?;
            let old = records.read(name, before).ok().map(|loaded| loaded.record);
            let change = Change {
                kind: name.kind,
                id: name.id.clone(),
                renamed: None,
                before: old,
                after: Some(loaded.record),
            };
            let path = name.path.parse::<RelPath>()?;
            let files = put(&change, name, path, before.clone(), after.clone())?;
            let changes = vec![change];
            let warnings = checked(records, today, &changes, &files)?;
            Ok(Prepared { changes, files, told: (), warnings, rests_on: Vec::new(), named: None })
        })
    }

    fn perform<T, E: Error>(
        &mut self,
        command: &Command,
        prepare: &mut Prepare<T, E>,
    ) -> Result<Done<T>, ChangeError<E>> {
        let hash = self.git.map_or(ObjectFormat::Sha1, Git::format);
        if command.dry_run {
            let records = self.opened(hash)?;
            let _planning = self.disk.progress().begin(Work::Planning);
            let prepared = prepare(&records, self.today)?;
            closed::kept(&records, self.today, &prepared.changes, &prepared.files)?;
            return Ok(done(prepared, String::new(), publish::Published::default()));
        }
        if self.inside_hook {
            return Err(ChangeError::InsideHook);
        }
        let waits_for = |holder: &str| format!("waiting for {holder}, which is changing the records");
        let tell = &mut *self.tell;
        let holder = lock::holder(&command.verb);
        let lock = lock::acquire(&**self.disk, &holder, self.pause, &mut |holder| tell(&waits_for(holder)))?;
        for _ in 0..ATTEMPTS {
            if let Some(recovered) = publish::recover(&**self.disk, self.git, &lock, self.pause)? {
                (self.tell)(&says(&recovered));
            }
            let records = self.opened(hash)?;
            let planning = self.disk.progress().begin(Work::Planning);
            let prepared = prepare(&records, self.today)?;
            closed::kept(&records, self.today, &prepared.changes, &prepared.files)?;
            if moved(&records, &prepared, hash)? {
                continue;
            }
            drop(planning);
            let commit = command.commit && records.is_committing();
            let batch = commit::batch(command, self.git, &prepared, commit)?;
            match publish::publish(&**self.disk, self.git, &lock, &batch, self.pause) {
                Err(PublishError::Moved | PublishError::Changed { .. }) => {}
                published => return Ok(done(prepared, batch.op, published?)),
            }
        }
        Err(ChangeError::Restless)
    }

    /// The records as they are now, which remember how they were. What was listed before is listed again only
    /// where there was a change since; when a change is planned again, somebody made one.
    fn opened(&mut self, hash: ObjectFormat) -> Result<Records, OpenError> {
        let records = Records::open(self.disk.clone(), hash)?.remembering(self.git.cloned(), None);
        let now = journal::stamp(&**self.disk).ok().map(|stamp| stamp.count);
        let earlier = self.earlier.take().filter(|earlier| now == Some(earlier.count));
        Ok(match earlier {
            Some(earlier) => records.listed_as(earlier.records),
            None => records,
        })
    }
}

/// What a command says of a change that it found half done.
pub fn says(recovered: &Recovered) -> String {
    let mut text = format!("an unfinished change (operation {}) was finished", recovered.op);
    for path in &recovered.left {
        let _ = write!(text, "; `{path}` had been changed by hand meanwhile and was left as it is");
    }
    text
}

fn done<T>(prepared: Prepared<T>, op: String, published: publish::Published) -> Done<T> {
    Done {
        op,
        commit: published.commit,
        changes: prepared.changes,
        files: prepared.files,
        told: prepared.told,
        notes: published.notes,
        warnings: prepared.warnings,
    }
}

/// Whether a file that the plan read, but does not write, is no longer what it read.
fn moved<T>(records: &Records, prepared: &Prepared<T>, hash: ObjectFormat) -> Result<bool, SourceError> {
    let written = |path: &str| prepared.files.iter().any(|file| file.path.as_str() == path);
    for (path, blob) in prepared.rests_on.iter().filter(|(path, _)| !written(path)) {
        let path = path.parse().unwrap_or_default();
        let bytes = records.bytes(&path)?;
        if bytes.is_none_or(|bytes| blob_id(&bytes, hash).as_str() != blob) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The files that a change writes, with the new text proven to say what was planned.
fn writes<E: Error>(records: &Records, change: &Change) -> Result<Vec<Write>, ChangeError<E>> {
    let (kind, id) = (change.kind, &change.id);
    let place = |record: &AnyRecord| {
        let folders = records.folders();
        layout::path(kind, id, record.org().map(|org| &org.0), record.day(), folders)
    };
    match (&change.before, &change.after) {
        (None, None) => Ok(Vec::new()),
        (None, Some(after)) => {
            let path = place(after)?;
            let text = edit::write(read::format(kind), &after.node()?, shape(kind));
            let text = text.map_err(|why| ChangeError::Edit { path: path.to_string(), why })?;
            let name = Name { kind, id: id.clone(), path: path.to_string() };
            guard(records, &name, after, text.as_bytes())?;
            Ok(vec![Write { path, before: None, after: Some(text.into_bytes()), label: label(kind, id) }])
        }
        (Some(_), after) => {
            let name = records.only(kind, id)?;
            let path: RelPath = name.path.parse()?;
            let bytes = records.bytes(&path)?.unwrap_or_default();
            let Some(after) = after else {
                return Ok(vec![Write { path, before: Some(bytes), after: None, label: label(kind, id) }]);
            };
            let text = String::from_utf8_lossy(&bytes);
            let text = edit::apply(read::format(kind), &text, &change.fields()?, shape(kind));
            let text = text.map_err(|why| ChangeError::Edit { path: path.to_string(), why })?;
            guard(records, &name, after, text.as_bytes())?;
            Ok(put(change, &name, path, bytes, text.into_bytes())?)
        }
    }
}

/// New bytes at a record's path; at another one where its day moved to another month or its id changed.
fn put(
    change: &Change,
    name: &Name,
    path: RelPath,
    before: Vec<u8>,
    after: Vec<u8>,
) -> Result<Vec<Write>, PathError> {
    let label = label(change.kind, &change.id);
    let month = change.after.as_ref().and_then(|after| name.misplaced(after));
    let moved = match month {
        Some(month) => layout::moved(name, month)?,
        None => None,
    };
    let there = match &change.renamed {
        Some(id) => Some(layout::renamed(moved.as_ref().unwrap_or(&path), change.kind, id)?),
        None => moved,
    };
    Ok(match there {
        None => vec![Write { path, before: Some(before), after: Some(after), label }],
        Some(there) => vec![
            Write { path, before: Some(before), after: None, label: label.clone() },
            Write { path: there, before: None, after: Some(after), label },
        ],
    })
}

fn label(kind: Kind, id: &Id) -> String {
    format!("{kind} {id}")
}

/// Reads what would be written and compares it with what was planned.
fn guard<E: Error>(
    records: &Records,
    name: &Name,
    planned: &AnyRecord,
    bytes: &[u8],
) -> Result<(), ChangeError<E>> {
    let path = name.path.clone();
    match records.read(name, bytes) {
        Ok(loaded) if loaded.record == *planned => Ok(()),
        Ok(_) => Err(ChangeError::Guard { path }),
        Err(unusable) => {
            Err(ChangeError::Problems { problems: faults(records, name, bytes, unusable.faults) })
        }
    }
}

/// Checks the touched records in a draft; gives the warnings. What was wrong with them and is known to be, stays so.
fn checked<E: Error>(
    records: &Records,
    today: Day,
    changes: &[Change],
    files: &[Write],
) -> Result<Vec<Shown>, ChangeError<E>> {
    let files: BTreeMap<_, _> = files.iter().map(|file| (file.path.clone(), file.after.clone())).collect();
    let draft = records.with(files)?;
    let touched: Vec<_> = changes.iter().map(|change| (change.kind, change.id_after().clone())).collect();
    let problems = check::touched(&Book::over(&draft, today), &touched)?;
    if problems.is_empty() {
        return Ok(Vec::new());
    }
    let problems = known(records).unwrap_or_default().sift(problems).new;
    let (errors, warnings): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| problem.level == Level::Error);
    if errors.is_empty() {
        Ok(draft.shown(warnings))
    } else {
        Err(ChangeError::Problems { problems: draft.shown(errors) })
    }
}

/// The faults of bytes that are not on the disk, as problems in a draft that has them.
fn faults(
    records: &Records,
    name: &Name,
    bytes: &[u8],
    faults: Vec<crate::model::fault::Fault>,
) -> Vec<Shown> {
    let file = name.path.parse().map(|path| BTreeMap::from([(path, Some(bytes.to_vec()))]));
    let draft = file.ok().and_then(|files| records.with(files).ok());
    let problems = faults.into_iter().map(Problem::from);
    draft.as_ref().unwrap_or(records).shown(problems)
}
