//! The cities on the disk, in the target folder: made once, committed, and left as they are; and a copy to write in.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, bail};

use crate::generate::{self, Totals};
use crate::measure::Run;

/// Where it is written down what a city holds; a city without it was not finished.
const MADE: &str = ".git/made";
/// What `MADE` says first; it changes with what is made.
const FORM: &str = "3";

/// A city on the disk, in a repository as `git init` makes it.
pub(crate) struct Store {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// What it holds.
    pub(crate) totals: Totals,
}

impl Store {
    /// The city of a scale, made where it is not there yet: by a process of its own, since what this one once held
    /// counts as held by all that it starts.
    pub(crate) fn of(hundredths: u64) -> anyhow::Result<Store> {
        let folder = folder(hundredths);
        if let Some(totals) = made(&folder) {
            return Ok(Store { folder, totals });
        }
        let this = env::current_exe()?.to_string_lossy().into_owned();
        let here = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let making = Run::of(here, [&this, "make", &hundredths.to_string()]);
        print!("{}", making.answer().context("the city cannot be made")?);
        let totals = made(&folder).context("the city is not as it was made")?;
        Ok(Store { folder, totals })
    }

    /// A copy of it, in which records may be written: as it was, however much was written there before.
    pub(crate) fn copy(&self) -> anyhow::Result<Store> {
        let folder = self.folder.with_extension("copy");
        let store = Store { folder, totals: self.totals.clone() };
        let head = |store: &Store| store.git(&["rev-parse", "HEAD"]);
        if !store.folder.join(".git").exists() || store.git(&["cat-file", "-e", &head(self)?]).is_err() {
            remove(&store.folder)?;
            let (from, to) = (self.folder.to_string_lossy(), store.folder.to_string_lossy().into_owned());
            Run::of(&self.folder, ["git", "clone", "--quiet", "--local", &from, &to]).cost()?;
            store.is_ours()?;
            store.git(&["config", "gc.auto", "0"])?;
        }
        store.git(&["reset", "--quiet", "--hard", &head(self)?])?;
        store.git(&["clean", "-fdq"])?;
        Ok(store)
    }

    /// Says whose commits these are.
    fn is_ours(&self) -> anyhow::Result<()> {
        self.git(&["config", "user.name", "City"])?;
        self.git(&["config", "user.email", "city@tandem.example"]).map(drop)
    }

    /// What git says.
    fn git(&self, words: &[&str]) -> anyhow::Result<String> {
        let words = [&["git"], words].concat();
        Ok(Run::with(&self.folder, &words).answer()?.trim_end().into())
    }
}

/// Where the city of a scale lies.
fn folder(hundredths: u64) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("city-{hundredths}"))
}

/// What a city holds that is there, whole and of the present form.
fn made(folder: &Path) -> Option<Totals> {
    let text = fs::read_to_string(folder.join(MADE)).ok()?;
    let mut words = text.split(' ');
    if words.next() != Some(FORM) {
        return None;
    }
    let mut number = || words.next()?.trim().parse().ok();
    Some(Totals { files: number()?, attendances: number()?, minutes: number()? })
}

/// Writes a city and commits it.
pub(crate) fn make(hundredths: u64) -> anyhow::Result<()> {
    let folder = folder(hundredths);
    remove(&folder)?;
    let began = Instant::now();
    let totals = generate::write(&folder, hundredths)?;
    let written = began.elapsed();
    fs::write(folder.join(".gitignore"), "/.exports/\n")?;
    let store = Store { folder, totals };
    store.git(&["init", "--quiet"])?;
    store.is_ours()?;
    store.git(&["add", "."])?;
    store.git(&["commit", "--quiet", "--message", "a city"])?;
    // Tidied up once, so that git does not do so while it is measured.
    store.git(&["repack", "-a", "-d", "-q", "--window=0"])?;
    store.git(&["config", "gc.auto", "0"])?;
    let Totals { files, attendances, minutes } = store.totals;
    if files == 0 {
        bail!("no file was made");
    }
    fs::write(store.folder.join(MADE), format!("{FORM} {files} {attendances} {minutes}\n"))?;
    let (written, all) = (written.as_secs_f64(), began.elapsed().as_secs_f64());
    println!("made {files} files in {written:.1} s, with their commit in {all:.1} s");
    Ok(())
}

/// Takes a folder away, if it is there.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// The day on which this runs.
pub(crate) fn day_of_today() -> String {
    chrono::Local::now().format("%Y-%m-%d").to_string()
}
