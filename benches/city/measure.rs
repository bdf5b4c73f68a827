//! Programs that are started, waited for, and weighed: processor time, time on the clock, memory at its peak.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// Processor time, of its children too.
    pub(crate) cpu: Duration,
    /// Time on the clock.
    pub(crate) wall: Duration,
    /// The most memory that it held, in bytes.
    pub(crate) peak: u64,
}

/// A program with its words, its folder and what it finds in its environment.
#[derive(Debug, Clone)]
pub(crate) struct Run<'a> {
    pub(crate) words: Vec<String>,
    pub(crate) folder: &'a Path,
    pub(crate) environment: Vec<(&'static str, String)>,
}

impl<'a> Run<'a> {
    /// A program with words, in a folder.
    pub(crate) fn of<const N: usize>(folder: &'a Path, words: [&str; N]) -> Run<'a> {
        Run { words: words.map(String::from).to_vec(), folder, environment: Vec::new() }
    }

    /// Starts it, waits for it, and says what it took.
    ///
    /// # Errors
    /// That it could not be started, or did not end well.
    pub(crate) fn cost(&self) -> io::Result<Cost> {
        let began = Instant::now();
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]).current_dir(self.folder);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let used = child.wait4()?;
        let wall = began.elapsed();
        if !used.status.success() {
            return Err(io::Error::other(format!("`{}` ended with {}", self.words.join(" "), used.status)));
        }
        Ok(Cost { cpu: used.rusage.utime + used.rusage.stime, wall, peak: used.rusage.maxrss })
    }
}

/// The middle of some costs, figure by figure.
pub(crate) fn median(costs: &[Cost]) -> Cost {
    Cost {
        cpu: middle(costs.iter().map(|cost| cost.cpu)),
        wall: middle(costs.iter().map(|cost| cost.wall)),
        peak: middle(costs.iter().map(|cost| cost.peak)),
    }
}

/// The middle one of some values; there is one at least.
pub(crate) fn middle<T: PartialOrd>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_by(|a, b| a.partial_cmp(b).expect("no measure is not a number"));
    values.swap_remove(values.len() / 2)
}
