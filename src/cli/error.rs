//! Why a command failed, for whoever typed it: the only place for hints and exit codes.
//!
//! Every typed error of the layers below becomes a [`Failure`] here: what is wrong, what can be typed
//! next, and whether the records, the call or this program is at fault.

mod certificate;
mod index;
mod people;
mod period;
mod remove;
mod seal;
mod undo;

use std::convert::Infallible;
use std::error::Error;
use std::fmt::Display;

use crate::cli::generic::known::WordError;
use crate::diag::{Level, Problem, Shown, Spot};
use crate::model::book::{LoadError, SourceError};
use crate::model::fault::{Fault, Unusable};
use crate::model::flaw::Flaw;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::value::TypedError;
use crate::ops::add::AddError;
use crate::ops::dossier::DossierError;
use crate::ops::feedback::FeedbackError;
use crate::ops::find::{Candidate, FindError};
use crate::ops::movement::MovementError;
use crate::ops::rename::RenameError;
use crate::ops::set::SetError;
use crate::ops::shift::ShiftError;
use crate::ops::shift::expand::ExpandError;
use crate::ops::void::VoidError;
use crate::render::RenderError;
use crate::report::ReportError;
use crate::session::change::{ChangeError, KnownError, Unread};
use crate::session::create::CreateError;
use crate::session::{PlaceError, SessionError};
use crate::store::git::GitError;
use crate::store::records::OpenError;

/// The rule that no step leads from where somebody or something stands to where it was to stand.
const NO_STEP: &str = "no-step";

/// Who is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blame {
    /// The records: exit code 1.
    Records,
    /// The call or its surroundings: exit code 2.
    Call,
    /// This program: exit code 70.
    Program,
}

impl Blame {
    /// The exit code.
    pub(crate) fn code(self) -> u8 {
        match self {
            Blame::Records => 1,
            Blame::Call => 2,
            Blame::Program => 70,
        }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Who is at fault.
    pub(crate) blame: Blame,
    /// What is wrong; empty where the problems say it all.
    pub(crate) message: String,
    /// What can be done, each line of it by itself.
    pub(crate) help: Vec<String>,
    /// The problems of records that are the reason, to be shown where they stand.
    pub(crate) problems: Vec<Problem>,
    /// The same for files that cannot be looked up, with their places.
    pub(crate) shown: Vec<Shown>,
}

impl Failure {
    /// The call, or what surrounds it, is at fault.
    pub(crate) fn call(message: impl Display) -> Failure {
        Failure::of(Blame::Call, message)
    }

    /// The records are at fault.
    pub(crate) fn records(message: impl Display) -> Failure {
        Failure::of(Blame::Records, message)
    }

    /// This program is at fault.
    pub(crate) fn bug(said: &str) -> Failure {
        Failure::of(Blame::Program, format!("tandem has a fault of its own: {said}"))
            .help("please report it, with this message and the command".to_string())
    }

    /// A refusal by a rule, shown at the place that says so.
    fn at(place: Place, rule: &'static str, refused: &impl Display) -> Failure {
        let problem = Problem {
            rule,
            level: Level::Error,
            place,
            message: refused.to_string(),
            related: Vec::new(),
            help: None,
        };
        Failure { problems: vec![problem], ..Failure::records("") }
    }

    fn of(blame: Blame, message: impl Display) -> Failure {
        Failure {
            blame,
            message: message.to_string(),
            help: Vec::new(),
            problems: Vec::new(),
            shown: Vec::new(),
        }
    }

    /// All of it on one line, for whoever is asked again.
    pub(crate) fn one_line(&self) -> String {
        let said = self.message.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
        let words = [said].into_iter().chain(self.help.iter().cloned());
        words.collect::<Vec<_>>().join("; ")
    }

    /// The same with something that can be done.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<Option<String>>) -> Failure {
        self.help.extend(help.into());
        self
    }
}

impl From<PlaceError> for Failure {
    fn from(error: PlaceError) -> Failure {
        let help = match &error {
            PlaceError::Named { folder } => {
                format!("`tandem init` makes one there: `tandem -C '{}' init NAME`", folder.display())
            }
            PlaceError::Nowhere { .. } => {
                "`tandem init NAME` makes one here, `tandem -C DIR …` names one that is elsewhere".into()
            }
        };
        Failure::call(error).help(help)
    }
}

impl From<KnownError> for Failure {
    fn from(error: KnownError) -> Failure {
        match error {
            KnownError::Source(error) => error.into(),
            KnownError::Baseline(error) => Failure::records(error)
                .help("mend it, or write it anew: `tandem check --baseline`".to_string()),
        }
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Failure {
        match error {
            SessionError::Git(error) => error.into(),
            SessionError::Source(error) => error.into(),
            SessionError::Open { source: OpenError::Settings { faults }, text, .. } => {
                let mut failure = Failure::records("");
                failure.shown = faults.iter().map(|fault| in_settings(fault, &text)).collect();
                failure
            }
            SessionError::Open { source: OpenError::Newer { .. }, .. } => {
                Failure::call(&error).help("a newer tandem reads them".to_string())
            }
            SessionError::NoHistory => {
                Failure::call(error).help("`git init` in their folder begins one".to_string())
            }
            SessionError::Conflict { path } => Failure::call(SessionError::Conflict { path: path.clone() })
                .help(format!("settle it, then `git add {path}`")),
            SessionError::Node(error) => Failure::bug(&error.to_string()),
            SessionError::Open { .. } | SessionError::Folder { .. } => Failure::call(error),
        }
    }
}

/// A fault of `tandem.toml`, with where it stands.
fn in_settings(fault: &Fault, text: &str) -> Shown {
    let (start, end) = fault.place.bytes.unwrap_or_default();
    let spot = Spot::of(&fault.place.subject.to_string(), text.into(), start..end);
    Shown { problem: fault.clone().into(), spot: Some(spot), related: Vec::new() }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Failure {
        let help = error.help();
        Failure::call(error).help(help)
    }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Failure {
        match error {
            RenderError::Template(error) => Failure::bug(&format!("{error:#}")),
            RenderError::Workbook(_) => {
                Failure::call(error).help(Some("`--format csv` takes any number of rows".into()))
            }
        }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Failure {
        Failure::call(error)
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Failure {
        match error {
            LoadError::Unusable(unusable) => unusable.into(),
            LoadError::Source(error) => error.into(),
            LoadError::Twice { .. } => Failure::records(error)
                .help("keep one of the files, and give the other another name".to_string()),
        }
    }
}

impl From<Unusable> for Failure {
    fn from(unusable: Unusable) -> Failure {
        let mut failure = Failure::records("");
        failure.problems = unusable.faults.into_iter().map(Problem::from).collect();
        failure
    }
}

impl From<FindError> for Failure {
    fn from(error: FindError) -> Failure {
        match &error {
            FindError::Source(source) => source.clone().into(),
            FindError::Nothing { nearest: Some(nearest), .. } => {
                Failure::call(&error).help(format!("did you mean `{nearest}`?"))
            }
            FindError::Nothing { kinds, .. } if kinds.len() == Kind::ALL.len() => {
                Failure::call(&error).help("`tandem history` tells of all records".to_string())
            }
            FindError::Nothing { kinds, .. } => {
                let noun = kinds.first().map_or("volunteer", |kind| kind.noun());
                Failure::call(&error).help(format!("`tandem {noun} list` shows what there is"))
            }
            FindError::Several { candidates, .. } => {
                let width = candidates.iter().map(|one| one.id.len()).max().unwrap_or_default();
                let line = |one: &Candidate| format!("\n  {:width$}  {}", one.id, one.label);
                let list: String = candidates.iter().map(line).collect();
                Failure::call(format!("{error}:{}", list.trim_end())).help("write the whole id".to_string())
            }
        }
    }
}

/// What could not be read or written on the way, with what was being done.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::call(format!("{error:#}"))
    }
}

impl From<TypedError> for Failure {
    fn from(TypedError { message, help }: TypedError) -> Failure {
        Failure::call(message).help(help)
    }
}

impl From<WordError> for Failure {
    fn from(error: WordError) -> Failure {
        match error {
            WordError::Typed(error) => error.into(),
            WordError::Find(error) => error.into(),
            WordError::Set(error) => error.into(),
        }
    }
}

impl From<AddError> for Failure {
    fn from(error: AddError) -> Failure {
        let help = error.help();
        Failure::call(error).help(help)
    }
}

impl From<SetError> for Failure {
    fn from(error: SetError) -> Failure {
        let help = error.help();
        match error {
            SetError::Load(error) => error.into(),
            other => Failure::call(other).help(help),
        }
    }
}

impl From<RenameError> for Failure {
    fn from(error: RenameError) -> Failure {
        let help = error.help();
        match error {
            RenameError::Load(error) => error.into(),
            RenameError::Issued { ref id, ref certificate, ref field } => {
                let place = Place::of(Kind::Certificate, certificate, field.clone());
                let message = format!("`{id}` stands here");
                let (rule, level, related) = ("issued", Level::Error, Vec::new());
                let problems = vec![Problem { rule, level, place, message, related, help: None }];
                Failure { problems, ..Failure::records(&error).help(help) }
            }
            RenameError::Covered { .. } => Failure::records(error).help(help),
            other => Failure::call(other).help(help),
        }
    }
}

impl From<VoidError> for Failure {
    fn from(error: VoidError) -> Failure {
        let help = error.help();
        match error {
            VoidError::Load(error) => error.into(),
            VoidError::Already { .. } => Failure::records(error).help(help),
            other => Failure::call(other).help(help),
        }
    }
}

impl From<FeedbackError> for Failure {
    fn from(error: FeedbackError) -> Failure {
        let help = error.help();
        match error {
            FeedbackError::Load(error) => error.into(),
            FeedbackError::Missing { .. } => Failure { help, ..Failure::call(error) },
            FeedbackError::Closed { ref obstacle, .. } => {
                Failure { problems: vec![(**obstacle).clone().into()], ..Failure::records(error) }
            }
            FeedbackError::Standing { ref id, .. } => {
                let place = Place::of(Kind::Feedback, id, FieldPath::field("status"));
                Failure { help, ..Failure::at(place, NO_STEP, &error) }
            }
            refused @ FeedbackError::Void { .. } => Failure { help, ..Failure::records(refused) },
        }
    }
}

impl From<MovementError> for Failure {
    fn from(error: MovementError) -> Failure {
        let help = error.help();
        match error {
            MovementError::Add(error) => error.into(),
            MovementError::Source(error) => error.into(),
            MovementError::Refused { ref hindrances } => {
                let problems = hindrances.iter().cloned().map(|one| Problem {
                    rule: one.rule.code(),
                    level: Level::Error,
                    place: one.place,
                    message: one.message,
                    related: Vec::new(),
                    help: None,
                });
                let problems = problems.collect();
                Failure { problems, ..Failure::records(&error).help(help) }
            }
        }
    }
}

impl From<ShiftError> for Failure {
    fn from(error: ShiftError) -> Failure {
        let mut failure = Failure::records(&error);
        failure.help = error.help();
        match error {
            ShiftError::Load(error) => return error.into(),
            ShiftError::Missing { .. } | ShiftError::NamedTwice { .. } => failure.blame = Blame::Call,
            ShiftError::Closed { ref shift } => {
                let place = Place::of(Kind::Shift, shift, FieldPath::field("status"));
                failure = Failure { help: failure.help, ..Failure::at(place, NO_STEP, &error) };
            }
            other => failure.problems = other.obstacles().into_iter().map(Problem::from).collect(),
        }
        failure
    }
}

impl From<ExpandError> for Failure {
    fn from(error: ExpandError) -> Failure {
        let mut failure = Failure::records(&error);
        failure.help = error.help();
        match error {
            ExpandError::Load(error) => return error.into(),
            ExpandError::Shift(error) => return error.into(),
            ExpandError::Missing { .. } | ExpandError::TooMany { .. } => failure.blame = Blame::Call,
            ExpandError::Rule { series, error } => failure.problems.push(Problem {
                rule: "bad-recurrence",
                level: Level::Error,
                place: Place::of(Kind::Series, &series, FieldPath::field("rule")),
                message: error.to_string(),
                related: Vec::new(),
                help: error.help(),
            }),
            ExpandError::Id(_) => {}
        }
        failure
    }
}

impl From<DossierError> for Failure {
    fn from(error: DossierError) -> Failure {
        let mut failure = Failure::records(&error);
        failure.help = error.help();
        match error {
            DossierError::Load(error) => return error.into(),
            DossierError::Missing { .. } | DossierError::Unexplained { .. } => failure.blame = Blame::Call,
            DossierError::Final { obstacle, .. } => failure.problems = vec![(*obstacle).into()],
            DossierError::Step { ref place, .. } => {
                failure = Failure { help: failure.help, ..Failure::at(*place.clone(), NO_STEP, &error) };
            }
            _ => {}
        }
        failure
    }
}

impl From<CreateError> for Failure {
    fn from(error: CreateError) -> Failure {
        let help = error.help();
        Failure::call(error).help(help)
    }
}

impl From<Unread> for Failure {
    fn from(error: Unread) -> Failure {
        let mut failure = Failure::records(error.to_string())
            .help("make it readable, then `tandem check --baseline` again; nothing was changed".to_string());
        failure.shown = error.problems;
        failure
    }
}

impl From<Infallible> for Failure {
    fn from(error: Infallible) -> Failure {
        match error {}
    }
}

impl<E: Error> From<ChangeError<E>> for Failure
where
    Failure: From<E>,
{
    fn from(error: ChangeError<E>) -> Failure {
        let message = error.to_string();
        match error {
            ChangeError::Refused(error) => error.into(),
            ChangeError::Problems { problems } | ChangeError::Closed { problems, .. } => {
                let mut failure = Failure::records(message).help("nothing was changed".to_string());
                failure.shown = problems;
                failure
            }
            ChangeError::Load(error) => error.into(),
            ChangeError::Source(error) => error.into(),
            ChangeError::Lock(error) => Failure::call(message).help(error.help()),
            ChangeError::Publish(error) => Failure::call(message).help(error.help()),
            ChangeError::Guard { .. } | ChangeError::Edit { .. } => Failure::records(message)
                .help("nothing was changed; edit the file by hand, and please report this".to_string()),
            ChangeError::Node(_) | ChangeError::Path(_) => Failure::bug(&message),
            ChangeError::InsideHook => Failure::call(message)
                .help("a hook may read them, for example with `tandem check`".to_string()),
            ChangeError::Restless | ChangeError::Open(_) => Failure::call(message),
        }
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Failure {
        match error {
            ReportError::Source(error) => error.into(),
            ReportError::TooMany { .. } => {
                Failure::records(error).help("a shorter `--period` adds up less".to_string())
            }
        }
    }
}
