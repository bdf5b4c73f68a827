//! `tandem help TOPIC`: pages to read, and the help of any command.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::docs::{TOPICS, topic};
use crate::model::code::nearest;
use crate::render::prose::prose;

/// Read about a topic
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// A topic, or the words of a command [default: what there is]
    words: Vec<String>,
}

/// Shows a page.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    let page = match words.as_slice() {
        [] => list(),
        [name] if topic(name).is_some() => {
            let text = topic(name).map(|topic| topic.text).unwrap_or_default();
            prose(text, context.colors_answer())
        }
        command => of_command(command).ok_or_else(|| unknown(command))?,
    };
    context.answer(&page)?;
    Ok(Outcome::Done)
}

/// The topics, each with what it tells.
fn list() -> String {
    let line = |(name, about): (&str, &str)| format!("  {name:10}{about}\n");
    let topics: String = TOPICS.iter().map(|topic| line((topic.name, topic.about))).collect();
    format!("Topics: `tandem help TOPIC`\n{topics}\nCommands: `tandem help COMMAND`, or `tandem --help`\n")
}

/// The help of a command.
fn of_command(words: &[&str]) -> Option<String> {
    let mut root = super::command();
    let command = words.iter().try_fold(&mut root, |command, word| command.find_subcommand_mut(word))?;
    Some(command.render_long_help().to_string())
}

fn unknown(words: &[&str]) -> Failure {
    let root = super::command();
    let names = root.get_subcommands().map(clap::Command::get_name);
    let near = nearest(&words.join(" "), TOPICS.iter().map(|topic| topic.name).chain(names));
    let help =
        near.map_or("`tandem help` lists what there is".into(), |near| format!("did you mean `{near}`?"));
    Failure::call(format!("there is no topic and no command `{}`", words.join(" "))).help(help)
}
