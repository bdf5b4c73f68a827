//! The verbs of a noun, made when the noun is named: the whole command line has some thousand flags, and most
//! calls need a handful. Whoever writes of all of them builds them all.

use clap::{ArgMatches, Command, Error, FromArgMatches, Subcommand};

/// Words of a command line that are only made when they are needed.
#[derive(Debug)]
pub(crate) struct Later<T>(pub(crate) T);

impl<T: FromArgMatches> FromArgMatches for Later<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Later)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<T: Subcommand> Subcommand for Later<T> {
    fn augment_subcommands(command: Command) -> Command {
        command.defer(made::<T>)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        command.defer(made::<T>)
    }

    fn has_subcommand(name: &str) -> bool {
        T::has_subcommand(name)
    }
}

/// The noun with its verbs. What it is about it says itself, not its verbs.
fn made<T: Subcommand>(noun: Command) -> Command {
    let about = noun.get_about().cloned();
    T::augment_subcommands(noun).about(about.unwrap_or_default())
}
