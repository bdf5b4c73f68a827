//! How a record ends: a register's is removed, a log is kept and marked void. Each kind has one of the two.

use clap::{ArgMatches, Args as _, Command, FromArgMatches, Subcommand};

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Noun, remove, void};

/// The verb that ends a record of a kind.
#[derive(Debug)]
pub(crate) enum End<T: Noun> {
    /// Of a register.
    Remove(remove::Args<T>),
    /// Of a log.
    Void(void::Args<T>),
}

impl<T: Noun> End<T> {
    fn name() -> &'static str {
        if T::KIND.is_log() { "void" } else { "remove" }
    }

    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            End::Remove(args) => remove::run(context, args),
            End::Void(args) => void::run(context, args),
        }
    }
}

impl<T: Noun> Subcommand for End<T> {
    fn augment_subcommands(command: Command) -> Command {
        let verb = Command::new(Self::name());
        command.subcommand(if T::KIND.is_log() {
            let about = format!("Mark {} as void: it is kept and counts nowhere", T::ONE);
            void::Args::<T>::augment_args(verb).about(about)
        } else {
            let about = format!("Remove {} that nothing refers to", T::ONE);
            remove::Args::<T>::augment_args(verb).about(about)
        })
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        name == Self::name()
    }
}

impl<T: Noun> FromArgMatches for End<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        match matches.subcommand() {
            Some(("void", matches)) => void::Args::from_arg_matches(matches).map(End::Void),
            Some((_, matches)) => remove::Args::from_arg_matches(matches).map(End::Remove),
            None => Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand)),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
