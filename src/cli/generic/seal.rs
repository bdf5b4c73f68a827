//! `--seal`, `--open` and `--identity`: the confidential fields of the kinds that have some.
//!
//! What is typed for them is kept in values that say nothing of themselves, and no error repeats it.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::path::PathBuf;

use age::secrecy::{ExposeSecret, SecretString};
use clap::{ArgMatches, Command, FromArgMatches};

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::book::{Book, LoadError};
use crate::model::change::Planned;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::record::Record;
use crate::model::seal;
use crate::model::settings::Settings;
use crate::ops::set::{Assignment, Set, SetError, What, set};
use crate::store::seal::{Fragment, Identities, Recipients, SealError, Sealing};

/// The largest file that is read for keys, in bytes.
const LARGEST_IDENTITY: u64 = 1024 * 1024;

/// Options that only kinds with something sealed have.
#[derive(Clone, Debug)]
pub(crate) struct Sealed<T, A> {
    options: Option<A>,
    kind: PhantomData<T>,
}

impl<T: Record, A: clap::Args> clap::Args for Sealed<T, A> {
    fn augment_args(command: Command) -> Command {
        if seal::is_kept_in(T::KIND) { A::augment_args(command) } else { command }
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<T: Record, A: FromArgMatches> FromArgMatches for Sealed<T, A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let options = seal::is_kept_in(T::KIND).then(|| A::from_arg_matches(matches)).transpose()?;
        Ok(Sealed { options, kind: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The argument that may be left out where another one is given, in kinds with something sealed.
pub(crate) fn instead(kind: Kind) -> &'static [&'static str] {
    if seal::is_kept_in(kind) { &["seal"] } else { &[] }
}

/// What is to be sealed.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Seal {
    /// Seal a confidential field: `name=…`, `phone=…`, `address=…` (can be given again)
    #[arg(
        id = "seal",
        long = "seal",
        value_name = "FIELD=VALUE",
        value_parser = secret,
        help_heading = "Confidential"
    )]
    fields: Vec<SecretString>,
}

/// Keeps a word unseen; whether it is in form is told later, without repeating it.
#[expect(clippy::unnecessary_wraps, reason = "readers of words give a result")]
fn secret(word: &str) -> Result<SecretString, Infallible> {
    Ok(word.into())
}

/// Keys that open what is sealed.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Keys {
    /// A file with a key that opens what is sealed, as `age-keygen` makes it (can be given again)
    #[arg(
        long = "identity",
        value_name = "FILE",
        env = "TANDEM_IDENTITY",
        hide_env_values = true,
        help_heading = "Confidential"
    )]
    files: Vec<PathBuf>,
}

/// What is to be sealed in a record that may have something sealed already.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Reseal {
    #[command(flatten)]
    seal: Seal,
    #[command(flatten)]
    keys: Keys,
}

/// That what is sealed is to be shown.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Open {
    /// Show the confidential fields too; a key is needed
    #[arg(long, help_heading = "Confidential")]
    open: bool,
    #[command(flatten)]
    keys: Keys,
}

impl Keys {
    /// The keys in the files.
    fn read(&self, context: &Context) -> Result<Identities, Failure> {
        let mut identities = Identities::default();
        for file in self.files.iter().filter(|file| !file.as_os_str().is_empty()) {
            let text = SecretString::from(
                String::from_utf8_lossy(&context.input(file, LARGEST_IDENTITY)?).into_owned(),
            );
            identities.add(&file.display().to_string(), text.expose_secret())?;
        }
        Ok(identities)
    }
}

impl Seal {
    /// The fields and what becomes of them.
    fn read(&self, kind: Kind) -> Result<Vec<Sealing>, Failure> {
        let read = |word: &SecretString| {
            let (field, value) = word.expose_secret().split_once('=').ok_or_else(|| {
                Failure::call("what `--seal` is given is not of the form FIELD=VALUE")
                    .help("write for example `--seal phone=…`, or `--seal phone=` to clear it".to_string())
            })?;
            Ok(Sealing::read(kind, field, value)?)
        };
        self.fields.iter().map(read).collect()
    }
}

impl<T: Record> Sealed<T, Seal> {
    /// The sealed text of a new record, where something is to be sealed.
    pub(crate) fn made(&self, settings: &Settings) -> Result<Option<(String, Node)>, Failure> {
        let Some(options) = self.options.as_ref().filter(|seal| !seal.fields.is_empty()) else {
            return Ok(None);
        };
        let mut fragment = Fragment::empty(T::KIND);
        fragment.change(&options.read(T::KIND)?)?;
        let sealed = fragment.sealed(&Recipients::of(settings)?)?;
        Ok(sealed.map(|text| (seal::FIELD.to_string(), Node::Text(text))))
    }
}

/// Fields that are set, some of them confidential.
pub(crate) struct SetSealed {
    /// What is set openly.
    set: Set,
    sealings: Vec<Sealing>,
    identities: Identities,
}

/// Why nothing is set.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetSealedError {
    /// The open fields cannot be set.
    #[error(transparent)]
    Set(#[from] SetError),
    /// The record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The confidential fields cannot be set.
    #[error("{kind} `{id}`: {why}")]
    Seal {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// Why not.
        why: SealError,
    },
}

impl<T: Record> Sealed<T, Reseal> {
    /// What is set, with what is to be sealed.
    pub(crate) fn with(&self, context: &Context, set: Set) -> Result<SetSealed, Failure> {
        let Some(Reseal { seal, keys }) = self.options.as_ref().filter(|given| !given.seal.fields.is_empty())
        else {
            return Ok(SetSealed { set, sealings: Vec::new(), identities: Identities::default() });
        };
        Ok(SetSealed { set, sealings: seal.read(T::KIND)?, identities: keys.read(context)? })
    }
}

impl SetSealed {
    /// Plans it: what is sealed is sealed anew only if that changes what it says.
    pub(crate) fn plan(&self, book: &Book) -> Result<Planned<()>, SetSealedError> {
        let mut request = self.set.clone();
        if !self.sealings.is_empty() {
            request.assignments.extend(self.resealed(book)?);
        }
        Ok(set(book, &request)?)
    }

    fn resealed(&self, book: &Book) -> Result<Option<Assignment>, SetSealedError> {
        let Set { kind, id, .. } = &self.set;
        let failed = |why| SetSealedError::Seal { kind: *kind, id: id.clone(), why };
        let Some(loaded) = book.any(*kind, id)? else { return Ok(None) };
        let present = loaded.record.node().ok().and_then(|node| node.field(seal::FIELD)?.text());
        let mut fragment = match present {
            Some(text) => Fragment::open(*kind, &self.identities, &text).map_err(failed)?,
            None => Fragment::empty(*kind),
        };
        if !fragment.change(&self.sealings).map_err(failed)? {
            return Ok(None);
        }
        let recipients = Recipients::of(book.settings()).map_err(failed)?;
        let what = match fragment.sealed(&recipients).map_err(failed)? {
            Some(text) => What::Becomes(Node::Text(text)),
            None => What::Goes,
        };
        Ok(Some(Assignment { path: FieldPath::field(seal::FIELD), what }))
    }
}

impl<T: Record> Sealed<T, Open> {
    /// Opens what is sealed in a record that is to be shown, if that is asked for; else, for people, says
    /// who could.
    pub(crate) fn show(
        &self,
        context: &Context,
        settings: &Settings,
        node: &mut Node,
        for_people: bool,
    ) -> Result<(), Failure> {
        let Some(Open { open, keys }) = &self.options else { return Ok(()) };
        let Node::Table(fields) = node else { return Ok(()) };
        let Some((_, sealed)) = fields.iter_mut().find(|(name, _)| name == seal::FIELD) else {
            if *open {
                context.ui.note(format!("nothing is sealed in this {}", T::KIND));
            }
            return Ok(());
        };
        if *open {
            let text = sealed.text().unwrap_or_default();
            *sealed = Fragment::open(T::KIND, &keys.read(context)?, &text)?.shown();
        } else if for_people {
            *sealed = Node::Text(format!("`--open` shows it to {}", those_who_open(settings)));
        }
        Ok(())
    }
}

/// Those for whom the store seals.
fn those_who_open(settings: &Settings) -> String {
    let names: Vec<&str> = settings.seal.iter().map(|named| &*named.name).collect();
    if names.is_empty() { "those it was sealed for".into() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::resident::Resident;

    #[test]
    fn what_was_typed_is_not_told() {
        let seal = Seal { fields: vec!["name=SECRET".into()] };
        let sealed: Sealed<Resident, Seal> = Sealed { options: Some(seal.clone()), kind: PhantomData };
        assert!(!format!("{sealed:?}{:?}", seal.read(Kind::Resident).unwrap()).contains("SECRET"));
        let wrong = Seal { fields: vec!["SECRET".into()] }.read(Kind::Resident).unwrap_err();
        assert!(!format!("{wrong:?}").contains("SECRET"));
    }
}
