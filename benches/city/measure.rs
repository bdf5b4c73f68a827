//! Programs that are started, waited for, and weighed: processor time, time on the clock, memory at its peak; in turns
//! with others, and against what they shall not exceed.

use std::fmt;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What takes longer than this is run once, and not to warm the caches first.
const LONG: Duration = Duration::from_secs(8);

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
pub(crate) struct Run {
    words: Vec<String>,
    folder: std::path::PathBuf,
    environment: Vec<(&'static str, String)>,
}

impl Run {
    /// A program with words, in a folder.
    pub(crate) fn of<const N: usize>(folder: &Path, words: [&str; N]) -> Run {
        Run::with(folder, &words)
    }

    /// The same of any number of words.
    pub(crate) fn with(folder: &Path, words: &[&str]) -> Run {
        let words = words.iter().map(|word| (*word).to_string()).collect();
        Run { words, folder: folder.into(), environment: Vec::new() }
    }

    /// The same with a variable set.
    pub(crate) fn where_is(mut self, name: &'static str, value: &str) -> Run {
        self.environment.push((name, value.into()));
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]).current_dir(&self.folder);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null());
        command
    }

    /// What it answers.
    ///
    /// # Errors
    /// That it could not be started, or did not end well.
    pub(crate) fn answer(&self) -> io::Result<String> {
        let output = self.command().output().map_err(|error| self.fails(&error))?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr).trim().to_string();
            return Err(self.fails(&format!("{}: {complaint}", output.status)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts it, waits for it, and says what it took.
    ///
    /// # Errors
    /// That it could not be started, or did not end well.
    pub(crate) fn cost(&self) -> io::Result<Cost> {
        let began = Instant::now();
        let mut child = self.command().stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let mut complaint = String::new();
        if let Some(mut said) = child.stderr.take() {
            said.read_to_string(&mut complaint)?;
        }
        let used = child.wait4()?;
        let wall = began.elapsed();
        if !used.status.success() {
            return Err(self.fails(&format!("{}: {}", used.status, complaint.trim())));
        }
        Ok(Cost { cpu: used.rusage.utime + used.rusage.stime, wall, peak: used.rusage.maxrss })
    }

    fn fails(&self, why: &dyn fmt::Display) -> io::Error {
        io::Error::other(format!("`{}`: {why}", self.words.join(" ")))
    }
}

/// What a measure shall not exceed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    /// So many times the other's processor time.
    Cpu(f64),
    /// So many times the other's time on the clock.
    Wall(f64),
    /// So many MiB.
    Peak(u64),
    /// So many milliseconds more than the other on the clock.
    Later(f64),
}

/// What is measured, against what, and what it shall not exceed.
pub(crate) struct Measure {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What is run.
    pub(crate) run: Run,
    /// What is done before each round, unmeasured.
    pub(crate) before: Option<Box<dyn Fn() -> io::Result<()>>>,
    /// What it is compared with, and what that is called.
    pub(crate) against: (&'static str, Run),
    /// What it shall not exceed.
    pub(crate) targets: Vec<Target>,
}

/// The middle of the rounds of a measure.
struct Middle {
    own: Cost,
    other: Cost,
    /// The middle of what each round said, not what the middles say.
    cpu: f64,
    wall: f64,
}

/// The names of the columns.
pub(crate) fn head() -> String {
    let columns =
        format!("{:<44} {:>9} {:>9} {:>9} {:>8} {:>8}", "what", "cpu", "wall", "peak", "cpu", "wall");
    format!("{columns}  against")
}

impl Measure {
    /// Runs both in turns, and prints a line; gives how many targets were missed.
    pub(crate) fn tell(&self, rounds: usize) -> io::Result<usize> {
        let middle = self.middle(rounds)?;
        let Cost { cpu, wall, peak } = middle.own;
        println!(
            "{:<44} {:>7.3} s {:>7.3} s {:>5} MiB {:>7.2}x {:>7.2}x  {}",
            self.name,
            cpu.as_secs_f64(),
            wall.as_secs_f64(),
            mebibytes(peak),
            middle.cpu,
            middle.wall,
            self.against.0
        );
        let met: Vec<bool> = self.targets.iter().map(|target| target.is_met(&middle)).collect();
        let told = self.targets.iter().zip(&met).map(|(target, met)| {
            let verdict = if *met { "met" } else { "MISSED" };
            format!("{target}: {verdict}")
        });
        let told = told.collect::<Vec<_>>().join(", ");
        if !told.is_empty() {
            println!("    {told}");
        }
        Ok(met.iter().filter(|met| !**met).count())
    }

    fn middle(&self, rounds: usize) -> io::Result<Middle> {
        let mut costs = Vec::new();
        for round in 0..=rounds {
            if let Some(before) = &self.before {
                before()?;
            }
            let pair = (self.run.cost()?, self.against.1.cost()?);
            let is_long = pair.0.wall > LONG;
            // The first round only warms the caches.
            if round > 0 || is_long {
                costs.push(pair);
            }
            if is_long {
                break;
            }
        }
        let ratio = |of: fn(&Cost) -> Duration| {
            middle(costs.iter().map(|(own, other)| seconds(of(own)) / seconds(of(other)).max(f64::EPSILON)))
        };
        let (own, other): (Vec<Cost>, Vec<Cost>) = costs.iter().copied().unzip();
        let (cpu, wall) = (ratio(|cost| cost.cpu), ratio(|cost| cost.wall));
        Ok(Middle { own: median(&own), other: median(&other), cpu, wall })
    }
}

impl Target {
    fn is_met(self, middle: &Middle) -> bool {
        match self {
            Target::Cpu(most) => middle.cpu <= most,
            Target::Wall(most) => middle.wall <= most,
            Target::Peak(most) => mebibytes(middle.own.peak) <= most,
            Target::Later(most) => seconds(middle.own.wall) - seconds(middle.other.wall) <= most / 1000.0,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Target::Cpu(most) => write!(out, "cpu at most {most}x"),
            Target::Wall(most) => write!(out, "wall at most {most}x"),
            Target::Peak(most) => write!(out, "peak at most {most} MiB"),
            Target::Later(most) => write!(out, "wall at most {most} ms more"),
        }
    }
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// The middle of some costs, figure by figure.
fn median(costs: &[Cost]) -> Cost {
    Cost {
        cpu: middle(costs.iter().map(|cost| cost.cpu)),
        wall: middle(costs.iter().map(|cost| cost.wall)),
        peak: middle(costs.iter().map(|cost| cost.peak)),
    }
}

/// The middle one of some values; there is one at least.
fn middle<T: PartialOrd>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_by(|a, b| a.partial_cmp(b).expect("no measure is not a number"));
    values.swap_remove(values.len() / 2)
}
