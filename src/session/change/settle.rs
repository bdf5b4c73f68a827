//! Changing the store's own file, in the same order and with the same care as records.

use std::error::Error;

use crate::diag::Problem;
use crate::model::book::Book;
use crate::model::change::Settled;
use crate::model::diff::diff;
use crate::model::node::to_node;
use crate::model::path::FieldChange;
use crate::model::settings::Settings;
use crate::store::disk::RelPath;
use crate::store::edit::{self, Format};
use crate::store::publish::Write;
use crate::store::{layout, read};

use super::{ChangeError, Command, Desk, Done, Prepared};

/// What became of the store's own file.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement<T> {
    /// What the change is about, as the commit names it.
    pub named: String,
    /// What changed in the file.
    pub fields: Vec<FieldChange>,
    /// What the plan told.
    pub told: T,
}

impl Desk<'_> {
    /// Changes what the store says of itself, as `plan` plans it.
    ///
    /// # Errors
    /// [`ChangeError`]; then nothing is changed.
    pub fn settle<T, E: Error>(
        &mut self,
        command: &Command,
        mut plan: impl FnMut(&Book) -> Result<Settled<T>, E>,
    ) -> Result<Done<Settlement<T>>, ChangeError<E>> {
        self.perform(command, &mut |records, today| {
            let book = Book::over(records, today);
            let Settled { after, named, told } = plan(&book).map_err(ChangeError::Refused)?;
            let path: RelPath = layout::SETTINGS.parse()?;
            let before = records.bytes(&path)?.unwrap_or_default();
            let fields = diff(&to_node(book.settings())?, &to_node(&after)?, Settings::shape());
            let text = String::from_utf8_lossy(&before);
            let text = edit::apply(Format::Toml, &text, &fields, Settings::shape());
            let text = text.map_err(|why| ChangeError::Edit { path: path.to_string(), why })?;
            match read::settings(layout::SETTINGS, text.as_bytes()) {
                Ok((settings, _)) if settings == after => {}
                Ok(_) => return Err(ChangeError::Guard { path: path.to_string() }),
                Err(faults) => {
                    let problems = records.shown(faults.into_iter().map(Problem::from));
                    return Err(ChangeError::Problems { problems });
                }
            }
            let label = layout::SETTINGS.to_string();
            let files = vec![Write { path, before: Some(before), after: Some(text.into_bytes()), label }];
            Ok(Prepared {
                changes: Vec::new(),
                files,
                told: Settlement { named: named.clone(), fields, told },
                warnings: Vec::new(),
                rests_on: book.handed_out(),
                named: Some(named),
            })
        })
    }
}
