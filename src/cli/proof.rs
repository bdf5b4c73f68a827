//! What a proof came to: equal or not, and why; for people in lines, for programs as JSON.

use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::render::Format;
use crate::render::json::pretty;
use crate::render::visible::visible_line;

/// What a proof came to.
#[derive(Debug)]
pub(crate) struct Proof {
    /// Whether the records say what was claimed.
    pub(crate) is_equal: bool,
    /// The commit that was compared with; nothing where it was the present records.
    pub(crate) revision: Option<String>,
    /// What it came to, in one line.
    pub(crate) said: String,
    /// What differs, a line each, and the same for programs.
    pub(crate) differences: Vec<(String, Value)>,
}

/// Refuses forms in which no proof is told.
pub(crate) fn fits(format: Format) -> Result<(), Failure> {
    if matches!(format, Format::Table | Format::Json) {
        return Ok(());
    }
    Err(Failure::call(format!("a proof cannot be shown as `{format}`"))
        .help("`--format json`, or leave it out".to_string()))
}

impl Proof {
    /// Tells it; the exit code is 1 where something differs.
    pub(crate) fn tell(&self, context: &Context) -> Result<Outcome, Failure> {
        let answer = if context.global.format == Format::Json {
            pretty(&json!({
                "schema": "tandem/proof/1",
                "equal": self.is_equal,
                "revision": self.revision,
                "said": self.said,
                "differences": self.differences.iter().map(|(_, value)| value).collect::<Vec<_>>(),
            }))
        } else {
            let lines = [&self.said].into_iter().chain(self.differences.iter().map(|(line, _)| line));
            lines.map(|line| visible_line(line).into_owned() + "\n").collect()
        };
        context.answer(&answer)?;
        Ok(if self.is_equal { Outcome::Done } else { Outcome::Found })
    }
}
