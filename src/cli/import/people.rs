//! `tandem import volunteers FILE` and `tandem import workers FILE`: many records at once, or none.

use std::marker::PhantomData;
use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::doubtful::doubtful;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::exchange::import::{self, ImportError};
use crate::exchange::sheet;
use crate::model::book::SourceError;
use crate::ops::add::{AddError, add_all};

/// Import people
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    /// The file; `-` is standard input
    file: PathBuf,
    #[command(flatten)]
    changing: Changing,
    #[arg(skip)]
    kind: PhantomData<T>,
}

/// Why nothing is imported.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// The file is doubtful.
    #[error("`{}`: {error}", file.display())]
    Import {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        error: ImportError,
    },
    /// No ids can be made.
    #[error(transparent)]
    Add(#[from] AddError),
}

/// Imports people.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let sheet = sheet::read(&context.input(&args.file, sheet::LARGEST)?).map_err(|error| {
        Failure::records(format!("`{}`: {error}", args.file.display())).help(error.help().to_string())
    })?;
    let (today, dice) = (session.today(), context.dice());
    args.changing.perform(context, &session, &format!("{} import", T::KIND), |book| {
        let words = context.exact_words(book);
        let read = import::read::<T>(&sheet, book, &words);
        let read = read.map_err(|error| Refusal::Import { file: args.file.clone(), error })?;
        let new = read.into_iter().map(|(id, record)| (id, record.completed(today)));
        Ok::<_, Refusal>(add_all(book, new.collect(), dice.clone())?)
    })
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        match refusal {
            Refusal::Import { file, error: ImportError::Doubtful { doubts } } => doubtful(&file, &doubts),
            Refusal::Import { error: ImportError::Source(error), .. } => SourceError::into(error),
            Refusal::Add(error) => error.into(),
        }
    }
}
