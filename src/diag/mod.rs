//! Problems: what is wrong with the records, as plain data.
//!
//! A problem points symbolically; [`Shown`] is the same with the bytes looked up, for whoever draws it.

use std::ops::Range;
use std::sync::Arc;

use crate::model::fault::Fault;
use crate::model::fit::Obstacle;
use crate::model::place::Place;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The record is wrong: `check` fails.
    Error,
    /// Worth a look: `check` passes unless `--strict`.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

/// Something wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule that found it, for example `missing-reference`.
    pub rule: &'static str,
    /// How bad it is.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Other places that belong to it, each with what it says.
    pub related: Vec<(Place, String)>,
    /// What to type or write next.
    pub help: Option<String>,
}

/// What a reader found wrong is an error.
impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        let Fault { rule, place, message, help } = fault;
        Problem { rule, level: Level::Error, place, message, related: Vec::new(), help }
    }
}

/// What stands against an assignment is an error.
impl From<Obstacle> for Problem {
    fn from(obstacle: Obstacle) -> Problem {
        let Obstacle { rule, place, message, help } = obstacle;
        Problem { rule: rule.code(), level: Level::Error, place, message, related: Vec::new(), help }
    }
}

/// A problem whose places have been looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The problem.
    pub problem: Problem,
    /// Where it stands; `None` where its file cannot be read.
    pub spot: Option<Spot>,
    /// Where the related places stand, in the same order, each with its label.
    pub related: Vec<(Option<Spot>, String)>,
}

/// A run of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file, from the store's root, with `/` between folders.
    pub path: String,
    /// The file's text; empty where it is no text.
    pub source: Arc<str>,
    /// The bytes meant.
    pub range: Range<usize>,
    /// The line of the first byte, from 1.
    pub line: usize,
    /// The column of the first byte, in characters, from 1.
    pub column: usize,
}

impl Spot {
    /// Finds the line and column of a run of bytes.
    pub fn of(path: &str, source: Arc<str>, range: Range<usize>) -> Spot {
        let start =
            (0..=range.start.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
        let before = &source[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Spot { path: path.into(), source, range, line, column }
    }
}
