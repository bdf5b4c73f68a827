//! What every command runs in: the options that all of them take, the store, and where answers go.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::fmt::Display;
use std::hash::BuildHasher;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use anyhow::Context as _;

use crate::check::Changed;
use crate::cli::as_of::pinned;
use crate::cli::collection::Collection;
use crate::cli::error::Failure;
use crate::cli::file::write_whole;
use crate::cli::generic::known::{Known, WordError};
use crate::cli::ui::{Color, Ui, WIDTH};
use crate::cli::value;
use crate::cli::{Outcome, World};
use crate::locale::{Catalogue, Lang};
use crate::model::book::{Book, Source};
use crate::model::day::{Day, DayError};
use crate::model::fault::Unusable;
use crate::model::flaw::Flaw;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::naming::Dice;
use crate::model::value::TypedError;
use crate::ops::find::{Candidate, Finder, Fit, find};
use crate::render::{Format, markdown};
use crate::report::table::Document;
use crate::session::change::says;
use crate::session::{Options, Session, discover};
use crate::store::git::INSIDE_HOOK;
use crate::store::index::WORTH;
use crate::store::progress::Progress;
use crate::store::publish::Reading;

/// The options of all commands.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Options of all commands")]
pub(crate) struct Global {
    /// The folder of the records [default: the nearest with a tandem.toml, else ./records]
    #[arg(
        short = 'C',
        long,
        value_name = "DIR",
        env = "TANDEM_RECORDS",
        hide_env_values = true,
        global = true
    )]
    records: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_default_value = true, value_parser = value::format(), global = true)]
    pub(crate) format: Format,
    /// Write the answer to a file, whole or not at all
    #[arg(short = 'o', id = "answer-file", value_name = "FILE", global = true)]
    output: Option<PathBuf>,
    /// The language of the answer [default: the store's]
    #[arg(long, value_name = "LANG", value_parser = value::lang(), global = true)]
    lang: Option<Lang>,
    /// When to colour
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true, value_parser = value::color(), global = true)]
    color: Color,
    /// The day that counts as today [default: `TANDEM_TODAY`, else today in the store]
    #[arg(long, value_name = "DATE", value_parser = value::flaw::<Day>, global = true)]
    today: Option<Day>,
    /// Read every record from its own file, and leave the index alone
    #[arg(long, global = true)]
    no_index: bool,
    /// Exit with 1 also on warnings and on records that cannot be read
    #[arg(long, global = true)]
    strict: bool,
    /// Print the answer and errors, nothing else
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Tell more of what is read
    #[arg(short, long, global = true)]
    verbose: bool,
}

impl Global {
    /// The streams as these options want them.
    pub(crate) fn ui(&self) -> Ui {
        Ui { color: self.color, quiet: self.quiet, verbose: self.verbose }
    }
}

/// What a command runs in.
#[derive(Debug)]
pub(crate) struct Context {
    /// The options of all commands.
    pub(crate) global: Global,
    /// Where words go.
    pub(crate) ui: Ui,
    /// The moment of the call, and how to wait.
    pub(crate) world: World,
    /// The folder of the call.
    pub(crate) folder: PathBuf,
    /// The names of the flags of the call.
    pub(crate) flags: Vec<String>,
    /// Where it is counted how far it is.
    progress: Arc<Progress>,
    /// Set where a command is repeated to compare its answer.
    replay: Option<Replay>,
    /// Set where the answers of many commands are put together.
    pub(crate) collection: Option<Collection>,
}

/// A command that is repeated: on which revision, and its answer, which is kept instead of given.
#[derive(Debug)]
struct Replay {
    as_of: Option<String>,
    answer: RefCell<Vec<u8>>,
}

impl Context {
    /// The context of a call.
    pub(crate) fn of(
        global: Global,
        world: World,
        flags: Vec<String>,
        progress: Arc<Progress>,
    ) -> Result<Context, Failure> {
        let folder = std::env::current_dir().context("the current folder cannot be opened")?;
        Ok(Context {
            ui: global.ui(),
            global,
            world,
            folder,
            flags,
            progress,
            replay: None,
            collection: None,
        })
    }

    /// The context in which a command is repeated: on a day, in a language, on a revision. Its answer is JSON, and
    /// is kept.
    pub(crate) fn replaying(&self, lang: Option<Lang>, today: Day, as_of: Option<String>) -> Context {
        let global = Global {
            format: Format::Json,
            output: None,
            lang,
            today: Some(today),
            quiet: true,
            verbose: false,
            strict: false,
            ..self.global.clone()
        };
        let (world, folder, flags) = (self.world, self.folder.clone(), self.flags.clone());
        let progress = self.progress.clone();
        let replay = Some(Replay { as_of, answer: RefCell::default() });
        Context { ui: global.ui(), global, world, folder, flags, progress, replay, collection: None }
    }

    /// The context in which documents are collected, all of one state of the records.
    pub(crate) fn collecting(&self, session: Session) -> Context {
        let global = Global { quiet: true, verbose: false, ..self.global.clone() };
        let (world, folder, flags) = (self.world, self.folder.clone(), self.flags.clone());
        let progress = self.progress.clone();
        let collection = Some(Collection::of(session));
        Context { ui: global.ui(), global, world, folder, flags, progress, replay: None, collection }
    }

    /// The answer of a repeated command.
    pub(crate) fn kept(&self) -> Vec<u8> {
        self.replay.as_ref().map(|replay| replay.answer.take()).unwrap_or_default()
    }

    /// The day that counts as today, where somebody says so.
    fn today(&self) -> Result<Option<Day>, Failure> {
        let said = self.variable("TANDEM_TODAY").filter(|day| !day.is_empty());
        match (self.global.today, said) {
            (None, Some(said)) => said.parse().map(Some).map_err(|error: DayError| {
                Failure::call(format!("`TANDEM_TODAY`: {error}")).help(error.help())
            }),
            (today, _) => Ok(today),
        }
    }

    /// Opens the store as it is.
    pub(crate) fn session(&self) -> Result<Session, Failure> {
        self.session_as_of(None)
    }

    /// What a store is opened with.
    fn options(&self, as_of: Option<&str>) -> Result<Options, Failure> {
        Ok(Options {
            now: self.world.now,
            pause: self.world.pause,
            inside_hook: self.is_inside_hook(),
            today: self.today()?,
            index: (!self.global.no_index).then_some(WORTH),
            as_of: as_of.map(String::from),
            git: (self.world.git)(),
            disk: self.world.disk,
            progress: self.progress.clone(),
        })
    }

    /// Opens the store as it is staged, and says what differs from the last commit. A hook of git names the
    /// index that the commit is made of.
    pub(crate) fn session_staged(&self) -> Result<(Session, Changed), Failure> {
        let index = (self.world.variable)("GIT_INDEX_FILE").filter(|index| !index.is_empty());
        Ok(Session::staged(&self.root()?, &self.options(None)?, index.as_deref())?)
    }

    /// Opens the store as it was in a revision or at the end of a day.
    pub(crate) fn session_as_of(&self, as_of: Option<&str>) -> Result<Session, Failure> {
        let root = self.root()?;
        let as_of = as_of.or_else(|| self.replay.as_ref()?.as_of.as_deref());
        let options = self.options(as_of)?;
        let session = Session::open(&root, &options)?;
        let revision = session.revision().map_or(String::new(), |revision| format!(" as of {revision}"));
        self.ui.detail(format!("reading `{}`{revision}", session.root().display()));
        match session.reading() {
            Reading::Whole(None) => {}
            Reading::Whole(Some(recovered)) => self.ui.note(says(recovered)),
            Reading::Incomplete(why) => self.ui.warn(why),
        }
        Ok(session)
    }

    /// The folder of the store.
    pub(crate) fn root(&self) -> Result<PathBuf, Failure> {
        Ok(discover(self.global.records.as_deref(), &self.folder)?)
    }

    /// The folder of a store that is to be made.
    pub(crate) fn new_root(&self) -> PathBuf {
        self.global.records.as_ref().map_or_else(|| self.folder.clone(), |named| self.folder.join(named))
    }

    /// Whether a hook of the repository runs us, in the middle of a change.
    pub(crate) fn is_inside_hook(&self) -> bool {
        (self.world.variable)(INSIDE_HOOK).is_some()
    }

    /// What a variable says, if it says it in Unicode.
    fn variable(&self, name: &str) -> Option<String> {
        (self.world.variable)(name).and_then(|value| value.into_string().ok())
    }

    /// Where random codes come from: the same for the same `TANDEM_SEED`.
    pub(crate) fn dice(&self) -> Dice {
        let seed = self.variable("TANDEM_SEED").and_then(|seed| seed.parse().ok());
        // A new hasher is keyed at random by the system.
        Dice::of(seed.unwrap_or_else(|| RandomState::new().hash_one(self.world.now.timestamp_micros())))
    }

    /// How closely a word must fit where something is changed: in a pipe nobody sees who was taken.
    fn fit() -> Fit {
        if Ui::can_ask() { Fit::Near } else { Fit::Exact }
    }

    /// The id of the record to be changed that a word means.
    pub(crate) fn changed(&self, book: &Book, kind: Kind, word: &str) -> Result<Id, Failure> {
        Ok(self.changed_among(book, &[kind], word)?.id)
    }

    /// The same of one of several kinds; `KIND/ID` names the kind too.
    pub(crate) fn changed_among(
        &self,
        book: &Book,
        kinds: &[Kind],
        word: &str,
    ) -> Result<Candidate, Failure> {
        let named = word.split_once('/').and_then(|(noun, id)| Some((noun.parse::<Kind>().ok()?, id)));
        let found = match named.filter(|(kind, _)| kinds.contains(kind)) {
            Some((kind, id)) => find(book, &[kind], id, Context::fit())?,
            None => find(book, kinds, word, Context::fit())?,
        };
        self.taken(word.rsplit('/').next().unwrap_or(word), &found);
        Ok(found)
    }

    /// What words in flags mean in a store.
    pub(crate) fn words<'a>(&'a self, book: &'a Book<'a>) -> Words<'a> {
        Words { context: self, book, fit: Context::fit(), says_whom: true, finders: RefCell::default() }
    }

    /// The same for words in a file that nobody looks over: only ids and exact names mean somebody.
    pub(crate) fn exact_words<'a>(&'a self, book: &'a Book<'a>) -> Words<'a> {
        Words { fit: Fit::Exact, says_whom: false, ..self.words(book) }
    }

    /// The bytes of a file that a command reads, of `limit` bytes at most; `-` is standard input.
    pub(crate) fn input(&self, file: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let read = if file == Path::new("-") {
            std::io::stdin().take(limit + 1).read_to_end(&mut bytes)
        } else {
            let opened = std::fs::File::open(self.folder.join(file));
            opened.and_then(|opened| opened.take(limit + 1).read_to_end(&mut bytes))
        };
        let failed = |why: String| Failure::call(format!("`{}` cannot be read: {why}", file.display()));
        read.map_err(|error| failed(error.to_string()))?;
        if bytes.len() as u64 > limit {
            return Err(failed(format!("it is larger than {limit} bytes")));
        }
        Ok(bytes)
    }

    /// The reader's language: as asked, else the store's.
    pub(crate) fn lang(&self, session: &Session) -> Lang {
        let own = || session.records().settings().locale.code().parse().unwrap_or_default();
        self.global.lang.unwrap_or_else(own)
    }

    /// How many columns the answer may take.
    pub(crate) fn width(&self) -> u16 {
        if self.global.output.is_some() { WIDTH } else { Ui::width() }
    }

    /// Whether the answer is coloured.
    pub(crate) fn colors_answer(&self) -> bool {
        self.global.output.is_none() && self.ui.colors_answer()
    }

    /// Says which record a word was taken for, where it was not the id itself.
    pub(crate) fn taken(&self, word: &str, found: &Candidate) {
        if *found.id != *word {
            self.ui.note(format!("`{word}` is taken for the {} `{}`", found.kind, found.id));
        }
    }

    /// Gives a document in the form that was asked for.
    pub(crate) fn document(&self, session: &Session, mut document: Document) -> Result<(), Failure> {
        let catalogue = Catalogue::of(self.lang(session));
        document.command = pinned(document.command, session);
        if let Some(collection) = &self.collection {
            collection.add(document);
            return Ok(());
        }
        self.no_terminal()?;
        self.answer_bytes(&self.global.format.render(&document, &catalogue, self.width())?)
    }

    /// Refuses to fill a terminal with what is no text.
    fn no_terminal(&self) -> Result<(), Failure> {
        let format = self.global.format;
        if format.is_text() || self.global.output.is_some() || self.replay.is_some() || !Ui::is_terminal() {
            return Ok(());
        }
        Err(Failure::call(format!("`{format}` is nothing that a terminal can show"))
            .help(format!("name a file: `-o answer.{format}`")))
    }

    /// Gives a document that is told in sentences: to people those and what they were made from, as Markdown; to
    /// machines the document.
    pub(crate) fn prose(
        &self,
        session: &Session,
        mut document: Document,
        prose: &str,
    ) -> Result<(), Failure> {
        if !matches!(self.global.format, Format::Table | Format::Md) {
            return self.document(session, document);
        }
        document.command = pinned(document.command, session);
        let foot = markdown::made_from(&document, &Catalogue::of(self.lang(session)));
        self.answer(&format!("{prose}\n---\n\n{foot}"))
    }

    /// Gives an answer: to standard output, or whole into the file that was named.
    pub(crate) fn answer(&self, text: &str) -> Result<(), Failure> {
        self.answer_bytes(text.as_bytes())
    }

    /// Gives an answer that need not be text.
    pub(crate) fn answer_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        if let Some(replay) = &self.replay {
            replay.answer.borrow_mut().extend_from_slice(bytes);
            return Ok(());
        }
        let Some(file) = &self.global.output else {
            return Ok((self.world.answer)(bytes).context("standard output cannot be written")?);
        };
        let path = self.folder.join(file);
        self.outside(&path)?;
        let folder = path.parent().filter(|folder| !folder.is_dir());
        write_whole(&path, bytes).map_err(|error| {
            let failure =
                |why: &dyn Display| Failure::call(format!("`{}` cannot be written: {why}", file.display()));
            match folder {
                Some(folder) => failure(&format!("there is no folder `{}`", folder.display()))
                    .help("make it first, or name a file in a folder that is there".to_string()),
                None => failure(&error).help("name another file, for example `-o answer.txt`".to_string()),
            }
        })
    }

    /// Puts bytes into a file of git's own, whole or not at all.
    pub(crate) fn replace(&self, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let written = write_whole(&self.folder.join(file), bytes);
        Ok(written.with_context(|| format!("`{}` cannot be written", file.display()))?)
    }

    /// Refuses a file in the store: what lies there is records.
    pub(crate) fn outside(&self, path: &Path) -> Result<(), Failure> {
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        let root = self.root().ok().and_then(|root| root.canonicalize().ok());
        match (folder, root) {
            (Some(folder), Some(root)) if folder.starts_with(&root) => {
                Err(Failure::call(format!("`{}` lies among the records", path.display()))
                    .help("name a file outside of them, for example `-o ../answer.txt`".to_string()))
            }
            _ => Ok(()),
        }
    }

    /// Says why something failed that can be tried again.
    pub(crate) fn say(&self, failure: &Failure) {
        super::tell(self.ui, failure);
    }

    /// Looks up where the problems of a failure stand.
    pub(crate) fn explain(&self, mut failure: Failure) -> Failure {
        if let Ok(session) = self.session_as_of(None)
            && !failure.problems.is_empty()
        {
            let problems = std::mem::take(&mut failure.problems);
            failure.shown.extend(session.records().shown(problems));
        }
        failure
    }

    /// Tells of records that could not be read, and what the command came to.
    pub(crate) fn incomplete(&self, session: &Session, unusable: &[Unusable]) -> Outcome {
        match unusable {
            [] => return self.outcome(session.is_incomplete()),
            [one] => self.ui.warn(format!("`{}` cannot be read and counts nowhere", one.path)),
            many => self.ui.warn(format!("{} records cannot be read and count nowhere", many.len())),
        }
        for one in unusable {
            self.ui.detail(one);
        }
        self.ui.hint("`tandem check` shows where and why");
        self.outcome(true)
    }

    /// What a command came to that found something to warn of, or nothing.
    pub(crate) fn outcome(&self, warned: bool) -> Outcome {
        if warned && self.global.strict { Outcome::Found } else { Outcome::Done }
    }
}

/// What words in flags mean in a store.
pub(crate) struct Words<'a> {
    context: &'a Context,
    book: &'a Book<'a>,
    fit: Fit,
    /// Whether to say who was taken.
    says_whom: bool,
    /// One for each set of kinds that was asked for.
    finders: RefCell<BTreeMap<Vec<Kind>, Rc<Finder<'a>>>>,
}

impl<'a> Words<'a> {
    fn finder(&self, kinds: &[Kind]) -> Rc<Finder<'a>> {
        let mut finders = self.finders.borrow_mut();
        finders.entry(kinds.into()).or_insert_with(|| Rc::new(Finder::over(self.book, kinds))).clone()
    }
}

impl Known for Words<'_> {
    fn id(&self, kinds: &[Kind], word: &str) -> Result<String, WordError> {
        let found = self.finder(kinds).find(word, self.fit)?;
        if self.says_whom {
            self.context.taken(word, &found);
        }
        Ok(found.id.to_string())
    }

    fn category(&self, word: &str) -> Result<(), WordError> {
        Ok(self.book.catalogue().knows(word).map_err(|error| TypedError::of(&error))?)
    }

    fn categories(&self) -> Vec<String> {
        self.book.catalogue().codes().map(String::from).collect()
    }
}
