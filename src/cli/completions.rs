//! `tandem completions SHELL`: what a shell needs to complete commands, options and record ids.

use clap_complete::env::{Bash, EnvCompleter, Fish, Zsh};

use crate::cli::Outcome;
use crate::cli::complete::ASKED;
use crate::cli::context::Context;
use crate::cli::error::Failure;

/// Print what makes a shell complete commands, options and record ids
///
/// bash: put `source <(tandem completions bash)` into ~/.bashrc
///
/// zsh: put `source <(tandem completions zsh)` into ~/.zshrc, below `compinit`
///
/// fish: put `tandem completions fish | source` into ~/.config/fish/config.fish
#[derive(Clone, Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_parser = ["bash", "zsh", "fish"])]
    shell: String,
}

/// Prints the lines for a shell.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let shell: &dyn EnvCompleter = match &*args.shell {
        "bash" => &Bash,
        "zsh" => &Zsh,
        _ => &Fish,
    };
    let mut lines = Vec::new();
    shell
        .write_registration(ASKED, "tandem", "tandem", "tandem", &mut lines)
        .map_err(|error| Failure::bug(&error.to_string()))?;
    context.answer_bytes(&lines)?;
    Ok(Outcome::Done)
}
