//! Known problems: what a store had when somebody decided to start with it as it is.
//!
//! `check-baseline.json` lists them, one a line, so that git merges it. A problem is known by its rule, its
//! record and its field, not by its words or its line: those change with every edit beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::Problem;
use crate::model::place::Subject;

/// The file, in the folder of the records.
pub const FILE: &str = "check-baseline.json";

/// The form of the file.
const SCHEMA: &str = "tandem/baseline/1";

/// What a problem is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    rule: String,
    /// The record, or the file where it is none.
    #[serde(rename = "in")]
    subject: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    field: String,
}

/// Known problems, each with how often it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Known, usize>,
}

/// Problems that were held against a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sifted {
    /// Those that are new.
    pub new: Vec<Problem>,
    /// How many are known.
    pub known: usize,
    /// How many that are known are there no more.
    pub gone: usize,
}

/// Why a baseline cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{FILE}`: {why}")]
pub struct BaselineError {
    /// What is wrong with it.
    pub why: String,
}

/// The file as it is written.
#[derive(Deserialize)]
struct File {
    schema: String,
    known: Vec<Known>,
}

impl Baseline {
    /// What these problems are known by.
    pub fn of(problems: &[Problem]) -> Baseline {
        let mut baseline = Baseline::default();
        for problem in problems {
            *baseline.known.entry(Known::of(problem)).or_default() += 1;
        }
        baseline
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    /// [`BaselineError`] where it is no baseline.
    pub fn read(text: &str) -> Result<Baseline, BaselineError> {
        let file: File =
            serde_json::from_str(text).map_err(|error| BaselineError { why: error.to_string() })?;
        if file.schema != SCHEMA {
            return Err(BaselineError { why: format!("its schema is not `{SCHEMA}`") });
        }
        let mut baseline = Baseline::default();
        for known in file.known {
            *baseline.known.entry(known).or_default() += 1;
        }
        Ok(baseline)
    }

    /// The text of the file: sorted, one problem a line.
    pub fn text(&self) -> String {
        let each = self.known.iter().flat_map(|(known, times)| std::iter::repeat_n(known, *times));
        // Three texts make JSON in any case.
        let line = |known: &Known| serde_json::to_string(known).unwrap_or_default();
        let lines: Vec<String> = each.map(|known| format!("    {}", line(known))).collect();
        format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"known\": [\n{}\n  ]\n}}\n", lines.join(",\n"))
    }

    /// How many problems are known.
    pub fn count(&self) -> usize {
        self.known.values().sum()
    }

    /// The problems that are not known, and how many are. Of a problem that is there more often than it is
    /// known the last are new.
    pub fn sift(&self, problems: Vec<Problem>) -> Sifted {
        let mut left = self.known.clone();
        let mut sifted = Sifted::default();
        for problem in problems {
            match left.get_mut(&Known::of(&problem)).filter(|times| **times > 0) {
                Some(times) => {
                    *times -= 1;
                    sifted.known += 1;
                }
                None => sifted.new.push(problem),
            }
        }
        sifted.gone = left.values().sum();
        sifted
    }
}

impl Known {
    fn of(problem: &Problem) -> Known {
        let subject = match &problem.place.subject {
            Subject::Record(kind, id) => format!("{kind}/{id}"),
            Subject::File(path) => path.clone(),
        };
        Known { rule: problem.rule.into(), subject, field: problem.place.field.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Level;
    use crate::model::kind::Kind;
    use crate::model::path::FieldPath;
    use crate::model::place::Place;

    fn problem(id: &str, message: &str) -> Problem {
        let place = Place::of(Kind::Volunteer, &id.parse().unwrap(), FieldPath::field("org"));
        let (message, related) = (message.into(), Vec::new());
        Problem { rule: "missing-reference", level: Level::Error, place, message, related, help: None }
    }

    #[test]
    fn what_is_written_is_read() {
        let problems = [problem("li-na", "a"), problem("ana", "b"), problem("li-na", "c")];
        let baseline = Baseline::of(&problems);
        assert_eq!(baseline.count(), 3);
        let text = baseline.text();
        assert_eq!(Baseline::read(&text), Ok(baseline));
        let line = r#"    {"rule":"missing-reference","in":"volunteer/ana","field":"org"},"#;
        assert_eq!(text.lines().nth(3), Some(line));
    }

    #[test]
    fn known_problems_are_passed_over_and_others_are_not() {
        let baseline = Baseline::of(&[problem("li-na", "an old message"), problem("gone", "")]);
        let sifted =
            baseline.sift(vec![problem("li-na", "a new one"), problem("li-na", "twice"), problem("ana", "")]);
        assert_eq!(sifted.new, [problem("li-na", "twice"), problem("ana", "")]);
        assert_eq!((sifted.known, sifted.gone), (1, 1));
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        for text in [
            "",
            "[]",
            "{}",
            r#"{"schema":"tandem/baseline/2","known":[]}"#,
            r#"{"schema":"tandem/baseline/1"}"#,
        ] {
            let error = Baseline::read(text).unwrap_err().to_string();
            assert!(error.starts_with("`check-baseline.json`: "), "{error}");
        }
    }
}
