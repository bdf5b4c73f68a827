//! What leaves the program: the answer on standard output, all talk on standard error.
//!
//! The only part that prints. A reader that has gone away is no error; nothing is said of it.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anyhow::Context as _;
use terminal_size::{Width, terminal_size_of};

use crate::cli::progress;
use crate::render::visible::visible;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Color {
    /// On a terminal that can, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

/// How many columns a table may take where nobody can say.
pub(crate) const WIDTH: u16 = 80;

/// The two streams.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ui {
    /// When to colour.
    pub(crate) color: Color,
    /// Whether talk that is no error is left out.
    pub(crate) quiet: bool,
    /// Whether to tell more.
    pub(crate) verbose: bool,
}

impl Ui {
    /// Prints the answer.
    pub(crate) fn answer(text: &[u8]) -> io::Result<()> {
        // Not kept: whoever reads the answer may take their time.
        drop(progress::cleared());
        let mut out = io::stdout().lock();
        gone_is_fine(out.write_all(text).and_then(|()| out.flush()))
    }

    /// Says something in passing.
    pub(crate) fn note(self, text: impl Display) {
        if !self.quiet {
            self.say("note", "1;36", &text);
        }
    }

    /// Says something that should be looked at.
    pub(crate) fn warn(self, text: impl Display) {
        if !self.quiet {
            self.say("warning", "1;33", &text);
        }
    }

    /// Says something that only those want to know who asked for more.
    pub(crate) fn detail(self, text: impl Display) {
        if self.verbose {
            self.say("note", "1;36", &text);
        }
    }

    /// Says in passing what can be done.
    pub(crate) fn hint(self, text: impl Display) {
        if !self.quiet {
            self.help(text);
        }
    }

    /// Says why nothing came of it.
    pub(crate) fn error(self, text: impl Display) {
        self.say("error", "1;31", &text);
    }

    /// Says what can be done.
    pub(crate) fn help(self, text: impl Display) {
        self.say("help", "1;32", &text);
    }

    /// Prints to standard error what has been laid out already.
    pub(crate) fn aside(text: &str) {
        let _line = progress::cleared();
        // Where not even standard error can be written to, nobody is left to tell.
        let _unheard = io::stderr().lock().write_all(text.as_bytes());
    }

    fn say(self, word: &str, style: &str, text: &dyn Display) {
        let text = visible(&text.to_string()).into_owned();
        if self.colors(io::stderr().is_terminal()) {
            Ui::aside(&format!("\u{1b}[{style}m{word}:\u{1b}[0m {text}\n"));
        } else {
            Ui::aside(&format!("{word}: {text}\n"));
        }
    }

    /// Whether the answer is coloured.
    pub(crate) fn colors_answer(self) -> bool {
        self.colors(io::stdout().is_terminal())
    }

    /// Whether the talk is coloured.
    pub(crate) fn colors_talk(self) -> bool {
        self.colors(io::stderr().is_terminal())
    }

    fn colors(self, terminal: bool) -> bool {
        let plain = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !dumb && !plain("NO_COLOR"),
        }
    }

    /// Whether somebody is there who sees the talk and can answer.
    pub(crate) fn can_ask() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether the answer goes to a terminal.
    pub(crate) fn is_terminal() -> bool {
        io::stdout().is_terminal()
    }

    /// Asks for yes or no; no answer is no.
    pub(crate) fn asks(question: &str) -> anyhow::Result<bool> {
        let asked = dialoguer::Confirm::new().with_prompt(question).default(true).interact_opt();
        Ok(asked.context("the terminal gave no answer")?.unwrap_or(false))
    }

    /// Asks for a line until there is one that `fits`.
    pub(crate) fn asks_for(
        question: &str,
        fits: &dyn Fn(&str) -> Result<(), String>,
    ) -> anyhow::Result<String> {
        let asked = dialoguer::Input::<String>::new().with_prompt(question);
        let asked = asked.validate_with(|answer: &String| fits(answer)).interact_text();
        asked.context("the terminal gave no answer")
    }

    /// Asks for one of several; gives its place among them.
    pub(crate) fn asks_which(question: &str, choices: &[String]) -> anyhow::Result<usize> {
        let asked = dialoguer::Select::new().with_prompt(question).items(choices).default(0).interact();
        asked.context("the terminal gave no answer")
    }

    /// How many columns a table may take.
    pub(crate) fn width() -> u16 {
        terminal_size_of(io::stdout()).map_or(WIDTH, |(Width(width), _)| width)
    }
}

/// A reader that has gone away wants no more, and that is all.
fn gone_is_fine(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
