//! A store in memory and the desk at which it is changed, for tests that need no program.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use tandem::model::book::Book;
use tandem::model::change::{Change, Planned};
use tandem::model::id::Id;
use tandem::ops::undo::{UndoError, undo};
use tandem::session::change::{ChangeError, Command, Desk, Done, Former};
use tandem::store::disk::{Disk, Memory, RelPath};
use tandem::store::git::ObjectFormat;
use tandem::store::publish::Write;
use tandem::store::records::Records;

/// The settings of a store without anything special.
pub(crate) const SETTINGS: &str = "format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n";

/// A store in memory.
pub(crate) struct Store {
    /// What it lies on.
    pub(crate) disk: Arc<Memory>,
}

impl Store {
    /// A store of these files; its settings are [`SETTINGS`] unless they are among them.
    pub(crate) fn of(files: &[(&str, &str)]) -> Store {
        let own = files.iter().all(|(path, _)| *path != "tandem.toml").then_some(("tandem.toml", SETTINGS));
        let files = files.iter().copied().chain(own);
        Store { disk: Arc::new(Memory::holding(files).unwrap()) }
    }

    /// The text of a file, if it is there.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        let path: RelPath = path.parse().unwrap();
        self.disk.read(&path, 1 << 20).ok().map(|bytes| String::from_utf8(bytes).unwrap())
    }

    /// All files that are not derived, by path.
    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        let files = self.disk.files().into_iter().map(|(path, bytes)| (path.to_string(), bytes));
        let files = files.filter(|(path, _)| !path.starts_with(".tandem/"));
        files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
    }

    /// Reads the store.
    pub(crate) fn records(&self) -> Records {
        Records::open(self.disk.clone(), ObjectFormat::Sha1).unwrap()
    }

    /// Looks something up in the store.
    pub(crate) fn reading<T>(&self, look: impl FnOnce(&Book) -> T) -> T {
        look(&Book::over(&self.records(), "2026-11-21".parse().unwrap()))
    }

    /// Makes a change.
    pub(crate) fn change<T, E: Error>(
        &self,
        plan: impl FnMut(&Book) -> Result<Planned<T>, E>,
    ) -> Result<Done<T>, ChangeError<E>> {
        change_on(&(self.disk.clone() as Arc<dyn Disk>), plan)
    }

    /// Makes a change twice: the second time nothing changes.
    pub(crate) fn twice<T, E: Error>(self, mut plan: impl FnMut(&Book) -> Result<Planned<T>, E>) -> Store {
        self.change(&mut plan).unwrap();
        let once = self.texts();
        self.change(&mut plan).unwrap();
        assert_eq!(self.texts(), once);
        self
    }

    /// The refusal of a change, which leaves no trace.
    pub(crate) fn refusal<T: Debug, E: Error>(&self, plan: impl FnMut(&Book) -> Result<Planned<T>, E>) -> E {
        let before = self.texts();
        let refused = match self.change(plan) {
            Err(ChangeError::Refused(error)) => error,
            other => panic!("{other:?}"),
        };
        assert_eq!(self.texts(), before);
        refused
    }
}

impl Store {
    /// Undoes what was done.
    pub(crate) fn undo<T>(&self, done: &Done<T>) -> Result<Done<()>, ChangeError<UndoError>> {
        let formers: Vec<Former> =
            done.changes.iter().filter_map(|change| former(change, &done.files)).collect();
        let disk: Arc<dyn Disk> = self.disk.clone();
        at_desk(&disk, |desk| desk.restore(&command("undo"), &formers, |book| undo(book, &done.changes)))
    }
}

/// The file of a record that was there before, with its bytes before and after.
fn former(change: &Change, files: &[Write]) -> Option<Former> {
    let file = |id: &Id, bytes: fn(&Write) -> &Option<Vec<u8>>| {
        let name = format!("{id}.{}", change.kind.extension());
        let is_it = |write: &&Write| {
            write.path.name() == name && write.path.as_str().starts_with(change.kind.folder())
        };
        files.iter().filter(is_it).find_map(|write| Some((write.path.clone(), bytes(write).clone()?)))
    };
    let before = file(&change.id, |write| &write.before)?;
    let left = file(change.id_after(), |write| &write.after);
    Some(Former { kind: change.kind, id: change.id.clone(), file: before, left })
}

/// Makes a change on any disk.
pub(crate) fn change_on<T, E: Error>(
    disk: &Arc<dyn Disk>,
    plan: impl FnMut(&Book) -> Result<Planned<T>, E>,
) -> Result<Done<T>, ChangeError<E>> {
    at_desk(disk, |desk| desk.change(&command("volunteer add"), plan))
}

/// What a command says of itself when it is run without options.
pub(crate) fn command(verb: &str) -> Command {
    Command { verb: verb.into(), flags: Vec::new(), message: None, commit: true, dry_run: false }
}

/// Does something at the desk of any disk.
pub(crate) fn at_desk<T>(disk: &Arc<dyn Disk>, act: impl FnOnce(&mut Desk) -> T) -> T {
    let (mut pause, mut tell) = (|_: Duration| {}, |_: &str| {});
    let today = "2026-11-21".parse().unwrap();
    act(&mut Desk {
        disk,
        git: None,
        earlier: None,
        today,
        inside_hook: false,
        pause: &mut pause,
        tell: &mut tell,
    })
}
