//! Which checksums of records are those of which commits: whether they are takes a listing of the commit's trees, and
//! is so for ever.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::{Index, read};
use crate::store::disk::Disk;

/// The name of the part.
const NAME: &str = "clean";
/// How many answers are remembered.
const MOST: usize = 64;

/// The answers, by what was asked; the latest last.
#[derive(Default, Serialize, Deserialize)]
struct Answers(Vec<(u128, bool)>);

/// A question in a number.
fn number(asked: &[&str]) -> u128 {
    xxh3_128(asked.join("\0").as_bytes())
}

impl Index {
    /// Whether records are those of a commit, where that was found out before: `asked` names both, and which
    /// records.
    pub fn is_committed(&self, disk: &dyn Disk, asked: &[&str]) -> Option<bool> {
        let (path, print) = self.part(NAME);
        let Answers(answers) = read(disk, &path, print)?;
        let number = number(asked);
        answers.into_iter().find(|(of, _)| *of == number).map(|(_, answer)| answer)
    }

    /// Remembers whether they are, where there is an index.
    pub fn remember(&self, disk: &dyn Disk, asked: &[&str], answer: bool) {
        if !self.is_there() {
            return;
        }
        let (path, print) = self.part(NAME);
        let Answers(mut answers) = read(disk, &path, print).unwrap_or_default();
        let number = number(asked);
        answers.retain(|(of, _)| *of != number);
        answers.push((number, answer));
        answers.drain(..answers.len().saturating_sub(MOST));
        self.write(disk, &path, print, &Answers(answers));
    }
}
