//! The command line: words in, words out.
//!
//! One module a noun, one file a verb; verbs that all kinds of record share stand once, in `generic`. A
//! verb's `Args` is its help and its manual; its `run` understands what was asked, acts, and tells. What
//! printing, colours, files and exit codes take is in `ui`, `context` and `error`, so that no verb has to
//! know.

mod activity;
mod as_of;
mod award;
mod by;
mod case;
mod certificate;
mod changing;
mod check;
mod collection;
mod complete;
mod completions;
mod context;
mod correct;
mod correction;
mod diff;
mod doubtful;
mod error;
mod feedback;
mod file;
mod folder;
mod generic;
mod help;
mod history;
mod hours;
mod import;
mod index;
mod init;
mod interrupt;
mod item;
mod later;
mod merge;
mod movement;
mod need;
mod org;
mod period;
mod plan;
mod program;
mod progress;
mod proof;
mod report;
mod resident;
mod series;
mod service;
mod shift;
mod training;
mod ui;
mod undo;
mod value;
mod volunteer;
mod worker;

use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use self::context::{Context, Global};
use self::error::{Blame, Failure};
use self::generic::Plain;
use self::later::Later;
use self::ui::Ui;
use crate::model::award::Award;
use crate::model::correction::Correction;
use crate::model::item::Item;
use crate::model::org::Org;
use crate::model::plan::Plan;
use crate::model::program::Program as Programme;
use crate::model::resident::Resident;
use crate::model::series::Series;
use crate::model::service::Service;
use crate::store::disk::{Disk, Real};
use crate::store::git::Program;
use crate::store::progress::Progress;

/// Plain-file records for social workers and volunteers who work as one team
#[derive(Debug, Parser)]
#[command(
    name = "tandem",
    version,
    max_term_width = 80,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    /// Organisations: the tree from the city down to a team
    #[command(subcommand)]
    Org(Later<Plain<Org>>),
    /// Social workers
    #[command(subcommand)]
    Worker(Later<worker::Verb>),
    /// Volunteers
    #[command(subcommand)]
    Volunteer(Later<volunteer::Verb>),
    /// Residents and households who are served, under codes
    #[command(subcommand)]
    Resident(Later<Plain<Resident>>),
    /// Programmes: projects with sessions, participants and targets
    #[command(subcommand)]
    Program(Later<Plain<Programme>>),
    /// Services: the catalogue of what is offered
    #[command(subcommand)]
    Service(Later<Plain<Service>>),
    /// Items: goods, vouchers, money
    #[command(subcommand)]
    Item(Later<Plain<Item>>),
    /// Series: shifts that come again by a rule
    #[command(subcommand)]
    Series(Later<Plain<Series>>),
    /// Plans: what is to be reached in a period
    #[command(subcommand)]
    Plan(Later<Plain<Plan>>),
    /// Activities: what was done, by whom, for whom
    #[command(subcommand)]
    Activity(Later<activity::Verb>),
    /// Shifts: work that must be staffed ahead
    #[command(subcommand)]
    Shift(Later<shift::Verb>),
    /// Trainings: courses, lectures, exams
    #[command(subcommand)]
    Training(Later<training::Verb>),
    /// Hours of service: whose, submitted by them, verified by others
    #[command(subcommand)]
    Hours(Later<hours::Verb>),
    /// Needs: what residents ask for, or visits find
    #[command(subcommand)]
    Need(Later<need::Verb>),
    /// Cases: casework from intake to closing
    #[command(subcommand)]
    Case(Later<case::Verb>),
    /// Feedback: opinions, complaints, hazards and their answers
    #[command(subcommand)]
    Feedback(Later<feedback::Verb>),
    /// Movements: what came in and went out
    #[command(subcommand)]
    Movement(Later<movement::Verb>),
    /// Awards: recognition of people, organisations and programmes
    #[command(subcommand)]
    Award(Later<Plain<Award>>),
    /// Certificates of service, as they were issued
    #[command(subcommand)]
    Certificate(Later<certificate::Verb>),
    /// Corrections: hours added to or taken from a closed period
    #[command(subcommand)]
    Correction(Later<generic::Verb<Correction>>),
    Correct(correct::Args),
    /// Closed periods: what is final, and the proof of it
    #[command(subcommand)]
    Period(Later<period::Verb>),
    Check(check::Args),
    /// Add up what was done
    #[command(subcommand)]
    Report(Later<report::Verb>),
    History(history::Args),
    Diff(diff::Args),
    Undo(undo::Args),
    /// Add people from a spreadsheet, all of them or none
    #[command(subcommand)]
    Import(Later<import::What>),
    Merge(merge::Args),
    Index(index::Args),
    Completions(completions::Args),
    /// Read about a topic: tour, format, rules, merging, commands
    Help(help::Args),
}

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was done.
    Done,
    /// It was done, and found what must not be: the exit code is 1.
    Found,
}

impl Command {
    fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Command::Init(args) => init::run(context, args),
            Command::Org(Later(verb)) => verb.run(context),
            Command::Worker(Later(verb)) => verb.run(context),
            Command::Volunteer(Later(verb)) => verb.run(context),
            Command::Activity(Later(verb)) => verb.run(context),
            Command::Shift(Later(verb)) => verb.run(context),
            Command::Resident(Later(verb)) => verb.run(context),
            Command::Program(Later(verb)) => verb.run(context),
            Command::Service(Later(verb)) => verb.run(context),
            Command::Item(Later(verb)) => verb.run(context),
            Command::Series(Later(verb)) => verb.run(context),
            Command::Plan(Later(verb)) => verb.run(context),
            Command::Training(Later(verb)) => verb.run(context),
            Command::Hours(Later(verb)) => verb.run(context),
            Command::Need(Later(verb)) => verb.run(context),
            Command::Case(Later(verb)) => verb.run(context),
            Command::Feedback(Later(verb)) => verb.run(context),
            Command::Movement(Later(verb)) => verb.run(context),
            Command::Award(Later(verb)) => verb.run(context),
            Command::Certificate(Later(verb)) => verb.run(context),
            Command::Correction(Later(verb)) => verb.run(context),
            Command::Correct(args) => correct::run(context, args),
            Command::Period(Later(verb)) => verb.run(context),
            Command::Check(args) => check::run(context, args),
            Command::Report(Later(verb)) => verb.run(context),
            Command::History(args) => history::run(context, args),
            Command::Diff(args) => diff::run(context, args),
            Command::Undo(args) => undo::run(context, args),
            Command::Import(Later(what)) => what.run(context),
            Command::Merge(args) => merge::run(context, args),
            Command::Index(args) => index::run(context, args),
            Command::Completions(args) => completions::run(context, args),
            Command::Help(args) => help::run(context, args),
        }
    }
}

/// The whole command line, for those who write of it.
pub fn command() -> clap::Command {
    let mut whole = Cli::command();
    whole.build();
    whole
}

/// What only the outermost part of the program can reach.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// The moment of the call.
    pub now: DateTime<Utc>,
    /// How to wait.
    pub pause: fn(Duration),
    /// What a variable of the environment says.
    pub variable: fn(&str) -> Option<OsString>,
    /// How git is started.
    pub git: fn() -> Program,
    /// The disk of a folder of records.
    pub disk: fn(Real) -> Arc<dyn Disk>,
    /// Where answers go.
    pub answer: fn(&[u8]) -> io::Result<()>,
}

impl World {
    /// The world that there is, at a moment.
    pub fn real(now: DateTime<Utc>, pause: fn(Duration)) -> World {
        World {
            now,
            pause,
            variable: |name| std::env::var_os(name),
            git: Program::default,
            disk: |real| Arc::new(real),
            answer: Ui::answer,
        }
    }
}

/// Does in some world what words say, and gives back why not instead of telling it; else whether nothing was found
/// that must not be, which the exit code would say.
///
/// # Errors
/// What would be told.
pub fn perform(words: &[OsString], world: World) -> Result<bool, String> {
    let cli = read(words).map_err(|error| error.to_string())?;
    let outcome = act(cli, words, world, progress::counting());
    outcome.map(|outcome| outcome == Outcome::Done).map_err(|failure| failure.message)
}

/// Runs a command that was understood.
fn act(cli: Cli, words: &[OsString], world: World, progress: Arc<Progress>) -> Result<Outcome, Failure> {
    let context = Context::of(cli.global, world, flags(words), progress)?;
    cli.command.run(&context).map_err(|failure| context.explain(failure))
}

/// Runs the program with the words it was called with.
pub fn main(words: impl IntoIterator<Item = OsString>, world: World) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().collect();
    if complete::answered(&words) {
        return ExitCode::SUCCESS;
    }
    let cli = match read(&words) {
        Ok(cli) => cli,
        Err(error) if error.kind() == ErrorKind::MissingSubcommand => return told_what_there_is(&words),
        Err(error) => return told_by_clap(&error),
    };
    let ui = cli.global.ui();
    let panicked = Arc::new(Mutex::new(String::new()));
    let said = panicked.clone();
    std::panic::set_hook(Box::new(move |panic| {
        *said.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string().replace('\n', " ");
    }));
    let progress = progress::counting();
    if !ui.quiet {
        progress::watch(progress.clone(), world.pause);
    }
    // Where nobody can be told of it, the system ends the process as it always did.
    let _unwatched = interrupt::watch();
    let came = catch_unwind(AssertUnwindSafe(|| act(cli, &words, world, progress)));
    interrupt::settle();
    match came {
        Ok(Ok(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::Found)) => ExitCode::from(Blame::Records.code()),
        Ok(Err(failure)) => tell(ui, &failure),
        Err(_) => {
            let said = panicked.lock().unwrap_or_else(PoisonError::into_inner).clone();
            tell(ui, &Failure::bug(&said))
        }
    }
}

/// The flags that name a record from which a new one takes over what is not given.
const STARTS: [&str; 2] = ["--like", "--shift"];

/// The command that the words say. What a new record needs may be missing where it can be asked for, or
/// comes from an earlier record.
fn read(words: &[OsString]) -> Result<Cli, clap::Error> {
    let starts_from = |word: &OsString| {
        let word = word.to_string_lossy();
        STARTS
            .iter()
            .any(|flag| word.strip_prefix(flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
    };
    let strict = Cli::try_parse_from(words);
    match &strict {
        Err(error) if error.kind() == ErrorKind::MissingRequiredArgument => {}
        _ => return strict,
    }
    if !Ui::can_ask() && !words.iter().any(starts_from) {
        return strict;
    }
    let lenient = command().mut_subcommands(|noun| {
        noun.mut_subcommands(|verb| match verb.get_name() {
            "add" | "log" | "open" => verb.mut_args(|arg| arg.required(false)),
            _ => verb,
        })
    });
    Cli::from_arg_matches(&lenient.try_get_matches_from(words)?)
}

/// The names of the flags among the words, without the values: those go into the history.
fn flags(words: &[OsString]) -> Vec<String> {
    let words = words.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    let given = words.filter_map(|word| {
        if word == "-m" {
            return Some("--message".to_string());
        }
        let name = word.split('=').next().unwrap_or_default();
        let bare = name.strip_prefix("--")?;
        let is_name = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        is_name.then(|| name.to_string())
    });
    let mut named: Vec<String> = Vec::new();
    for name in given {
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named
}

/// Says why a command failed.
fn tell(ui: Ui, failure: &Failure) -> ExitCode {
    if !failure.shown.is_empty() {
        Ui::aside(&crate::render::problem::problems(&failure.shown, ui.colors_talk()));
    }
    if !failure.message.is_empty() {
        ui.error(&failure.message);
    }
    for help in &failure.help {
        ui.help(help);
    }
    ExitCode::from(failure.blame.code())
}

/// The help of a command that needs another word, as an error.
fn told_what_there_is(words: &[OsString]) -> ExitCode {
    let help = Cli::try_parse_from(words.iter().cloned().chain(["--help".into()]));
    Ui::aside(&help.err().map(|help| help.to_string()).unwrap_or_default());
    ExitCode::from(Blame::Call.code())
}

/// Help, the version, or what is wrong with the words, in clap's own layout.
fn told_by_clap(error: &clap::Error) -> ExitCode {
    // Where nothing can be printed, nobody is left to tell.
    let _unheard = error.print();
    if error.use_stderr() { ExitCode::from(Blame::Call.code()) } else { ExitCode::SUCCESS }
}
