//! Who makes a change that says by whom: `--by`, else `TANDEM_BY`, else whose e-mail git knows.

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::book::Book;
use crate::model::id::PersonRef;
use crate::model::kind::Kind;
use crate::ops::find::{Fit, find};
use crate::session::Session;

/// Who makes the change.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Changing")]
pub(crate) struct By {
    /// Who makes the change [default: whoever has the e-mail that git knows]
    #[arg(long, value_name = "WHO", env = "TANDEM_BY", hide_env_values = true, add = complete::records(&Kind::PEOPLE))]
    by: Option<String>,
}

impl By {
    /// The worker or volunteer who makes the change.
    ///
    /// # Errors
    /// [`Failure`] where nobody is named, or nobody has the e-mail.
    pub(crate) fn person(
        &self,
        context: &Context,
        session: &Session,
        book: &Book,
    ) -> Result<PersonRef, Failure> {
        if let Some(word) = self.by.as_ref().filter(|word| !word.is_empty()) {
            let found = find(book, &Kind::PEOPLE, word, Fit::Exact)?;
            context.taken(word, &found);
            return Ok(PersonRef(found.id));
        }
        let email = match session.git() {
            Some(git) => git.email()?,
            None => None,
        };
        let Some(email) = email else {
            return Err(nobody("nobody is said to make the change".into()));
        };
        let people = book.emails()?.remove(&email.to_ascii_lowercase()).unwrap_or_default();
        match people.iter().collect::<Vec<_>>().as_slice() {
            [one] => Ok(PersonRef((*one).clone())),
            [] => Err(nobody(format!("no worker or volunteer has the e-mail `{email}` that git knows"))),
            several => {
                let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
                Err(nobody(format!("the e-mail `{email}` is that of {}", ids.join(" and "))))
            }
        }
    }
}

fn nobody(message: String) -> Failure {
    Failure::call(message).help("say who with `--by ID`, or put the id into `TANDEM_BY`".to_string())
}
