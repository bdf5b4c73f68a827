//! Commands done in this process, on a disk whose clock the test sets.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::DateTime;
use tandem::cli::{World, perform};
use tandem::store::disk::{Disk, Dying};
use tandem::store::git::Program;

use super::clocked::Clocked;
use crate::support::repository::{Sandbox, at_once};

thread_local! {
    static DISK: RefCell<Option<Arc<dyn Disk>>> = const { RefCell::new(None) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ENVIRONMENT: RefCell<Vec<(OsString, OsString)>> = const { RefCell::new(Vec::new()) };
}

/// A store, and the disk that commands find it on.
pub(crate) struct Desk {
    pub(crate) sandbox: Sandbox,
    pub(crate) disk: Arc<Clocked>,
}

impl Desk {
    /// A desk with these files, in no repository.
    pub(crate) fn with<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Desk {
        let sandbox = Sandbox::plain();
        files.into_iter().for_each(|(path, text)| sandbox.write(path, text));
        let disk = Arc::new(Clocked::over(sandbox.disk()));
        Desk { sandbox, disk }
    }

    /// A desk with a store that is made up. It has no corrections: these, and what they correct, are read each time.
    pub(crate) fn town() -> Desk {
        let files = crate::independent::made::store();
        let files = files.iter().filter(|(path, _)| !path.starts_with("corrections/"));
        Desk::with(files.map(|(path, text)| (&**path, &**text)))
    }

    /// A desk with the sample store, and a file that cannot be read.
    pub(crate) fn sample() -> Desk {
        let desk = Desk::with([]);
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
        for entry in walkdir::WalkDir::new(&sample).into_iter().map(|entry| entry.unwrap()) {
            let path = entry.path().strip_prefix(&sample).unwrap().to_str().unwrap();
            if entry.file_type().is_file() && !path.starts_with('.') {
                desk.sandbox.write(path, &fs::read_to_string(entry.path()).unwrap());
            }
        }
        desk.sandbox.write("activities/2014/03/2014-03-09-faulty.yaml", "title: Faulty\ndate: 2014-03-09\n");
        desk
    }

    /// What a command answers.
    pub(crate) fn tell(&self, words: &[&str]) -> String {
        self.tell_on(self.disk.clone(), words)
    }

    /// What it answers, and what it looked at.
    pub(crate) fn counted(&self, words: &[&str]) -> (String, Arc<Dying>) {
        let counting = Arc::new(Dying::counting(self.disk.clone()));
        (self.tell_on(counting.clone(), words), counting)
    }

    fn tell_on(&self, disk: Arc<dyn Disk>, words: &[&str]) -> String {
        DISK.set(Some(disk));
        ENVIRONMENT.set(self.sandbox.environment());
        let folder = self.sandbox.records().to_str().unwrap();
        let all: Vec<OsString> =
            ["tandem", "-q", "-C", folder].iter().chain(words).map(OsString::from).collect();
        let done = perform(&all, world());
        done.unwrap_or_else(|error| panic!("{words:?}: {error}"));
        String::from_utf8_lossy(&ANSWER.take()).into_owned()
    }

    /// What it answers without the index.
    pub(crate) fn plain(&self, words: &[&str]) -> String {
        self.tell(&[words, &["--no-index"]].concat())
    }

    /// Asks with the index, which must answer as without.
    pub(crate) fn same(&self, words: &[&str], why: &str) {
        assert_eq!(self.tell(words), self.plain(words), "{words:?}: {why}");
    }

    /// The files of the index, without its folder.
    pub(crate) fn parts(&self) -> Vec<PathBuf> {
        let folder = fs::read_dir(self.sandbox.records().join(".tandem/index"));
        let mut parts: Vec<_> = folder.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        parts.sort();
        parts
    }

    /// The records that were read since this was asked last.
    pub(crate) fn reads(&self) -> Vec<String> {
        let mut reads = self.disk.reads();
        reads.retain(|path| !path.starts_with(".tandem") && path != "tandem.toml");
        reads
    }
}

/// A world in which it is always the same moment.
fn world() -> World {
    World {
        now: DateTime::from_timestamp(1_795_258_800, 0).unwrap(),
        pause: at_once,
        variable: |name| match name {
            "TANDEM_TODAY" => Some("2014-12-31".into()),
            _ => None,
        },
        git: || Program { environment: ENVIRONMENT.with_borrow(Clone::clone) },
        disk: |real| DISK.with_borrow(Clone::clone).unwrap_or_else(|| Arc::new(real)),
        answer: |bytes| -> io::Result<()> {
            ANSWER.with_borrow_mut(|answer| answer.extend(bytes));
            Ok(())
        },
    }
}
