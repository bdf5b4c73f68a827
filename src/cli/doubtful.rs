//! What stands in a file that cannot be taken as it is: all of it, line by line.

use std::fmt::Write as _;
use std::path::Path;

use crate::cli::context::Words;
use crate::cli::error::Failure;
use crate::cli::generic::known::Known;
use crate::exchange::Doubt;
use crate::model::kind::Kind;
use crate::model::value::TypedError;
use crate::render::visible::visible_line;

/// Why nothing is made of a file.
pub(crate) fn doubtful(file: &Path, doubts: &[Doubt]) -> Failure {
    let places = if doubts.len() == 1 { "place".into() } else { format!("{} places", doubts.len()) };
    let one = if doubts.len() == 1 { "one " } else { "" };
    let mut message = format!("`{}` is doubtful in {one}{places}:", file.display());
    for Doubt { line, column, message: what, help } in doubts {
        let column = column.as_ref().map_or(String::new(), |column| format!(", `{column}`"));
        let help = help.as_ref().map_or(String::new(), |help| format!("; {help}"));
        let _ = write!(message, "\n  {}", visible_line(&format!("line {line}{column}: {what}{help}")));
    }
    Failure::records(message)
        .help("nothing was changed; mend the file, and run the command again".to_string())
}

impl crate::exchange::Words for Words<'_> {
    fn id(&self, kinds: &[Kind], word: &str) -> Result<String, TypedError> {
        Known::id(self, kinds, word).map_err(|error| {
            let Failure { message, help, .. } = Failure::from(error);
            let lines = message.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            let message = lines.collect::<Vec<_>>().join(", ").replace(":, ", ": ");
            TypedError { message, help: help.into_iter().next() }
        })
    }
}
