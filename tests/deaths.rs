//! Every death at every step of every changing command: afterwards, when the next command has finished
//! what lay there, the records are as they were or as they shall be.
//!
//! A fixed sample is always taken; all of it where `TANDEM_LONG` is set.

use std::error::Error;
use std::sync::Arc;

use tandem::model::book::{Book, Name};
use tandem::model::case::CaseReason;
use tandem::model::change::Planned;
use tandem::model::id::{Id, PersonRef};
use tandem::model::kind::Kind;
use tandem::model::minutes::Minutes;
use tandem::model::naming::Dice;
use tandem::model::need::Did;
use tandem::model::node::{Node, from_node};
use tandem::model::path::FieldPath;
use tandem::model::record::Record;
use tandem::model::shift::AssignmentStatus;
use tandem::model::volunteer::VolunteerStatus;
use tandem::model::{activity::Activity, movement::Movement, org::Org, volunteer::Volunteer, worker::Worker};
use tandem::ops::add::{Add, add};
use tandem::ops::feedback::{Close, Forward};
use tandem::ops::hours::submit::{Submit, submit};
use tandem::ops::hours::verify::{Look, verify};
use tandem::ops::link::{self, NewLink};
use tandem::ops::set::{Assignment, Set, What, set};
use tandem::ops::shift::assign::Assign;
use tandem::ops::shift::attend::Attend;
use tandem::ops::shift::expand::Expand;
use tandem::ops::shift::swap::{Seat, Swap};
use tandem::ops::training;
use tandem::ops::volunteer::{Step, status};
use tandem::ops::{case, feedback, movement, need, shift};
use tandem::session::change::{ChangeError, Command, Desk, Rewrite};
use tandem::session::create::{Create, create_on};
use tandem::store::disk::{Death, Disk, Dying, Memory};
use tandem::store::git::Git;
use tandem::store::publish::{Reading, before_reading};

use crate::support::repository::{Sandbox, at, at_once, files};

mod start;

use start::{PATROL, START};

const DEATHS: [Death; 5] = [Death::Crash, Death::Half, Death::Error, Death::Full, Death::Permission];

/// The commands that change something.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Case {
    Init,
    OrgAdd,
    WorkerAdd,
    VolunteerAdd,
    ActivityLog,
    SetField,
    SetRow,
    SetDate,
    Edit,
    ShiftAssign,
    ShiftAttend,
    ShiftCancel,
    ShiftSwap,
    ShiftExpand,
    VolunteerLeaves,
    VolunteerLead,
    WorkerSupervise,
    HoursSubmit,
    HoursVerify,
    TrainingLog,
    NeedNote,
    Closing,
    MovementLog,
    FeedbackForward,
    FeedbackClose,
}

const CASES: [Case; 25] = [
    Case::Init,
    Case::OrgAdd,
    Case::WorkerAdd,
    Case::VolunteerAdd,
    Case::ActivityLog,
    Case::SetField,
    Case::SetRow,
    Case::SetDate,
    Case::Edit,
    Case::ShiftAssign,
    Case::ShiftAttend,
    Case::ShiftCancel,
    Case::ShiftSwap,
    Case::ShiftExpand,
    Case::VolunteerLeaves,
    Case::VolunteerLead,
    Case::WorkerSupervise,
    Case::HoursSubmit,
    Case::HoursVerify,
    Case::TrainingLog,
    Case::NeedNote,
    Case::Closing,
    Case::MovementLog,
    Case::FeedbackForward,
    Case::FeedbackClose,
];

/// A refusal: a command that gets as far as planning, and changes nothing.
#[derive(Debug, thiserror::Error)]
#[error("refused")]
struct Refused;

fn command(verb: &str) -> Command {
    Command { verb: verb.into(), flags: Vec::new(), message: None, commit: true, dry_run: false }
}

/// The desk of a disk, given to whoever acts on it.
fn on_desk<T>(disk: &Arc<dyn Disk>, git: Option<&Git>, act: impl FnOnce(&mut Desk) -> T) -> T {
    let mut tell = |_: &str| {};
    let today = "2026-11-21".parse().unwrap();
    act(&mut Desk { disk, git, today, inside_hook: false, pause: &mut at_once, tell: &mut tell })
}

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

fn record<T: Record>(fields: &[(&str, Node)]) -> T {
    let fields = fields.iter().map(|(name, node)| ((*name).to_string(), node.clone())).collect();
    from_node(&Node::Table(fields), &mut |_| {}).unwrap()
}

impl Case {
    /// The disk that the command finds.
    fn start(self) -> Memory {
        let files: &[_] = if self == Case::Init { &[] } else { &START };
        Memory::holding(files.iter().copied()).unwrap()
    }

    /// The same as a repository, in which the patrol was edited by hand.
    fn repository(self) -> Sandbox {
        if self == Case::Init {
            return Sandbox::unborn();
        }
        let sandbox = Sandbox::unborn();
        for (path, text) in START {
            sandbox.write(path, &text.replace("a Monday", "a Tuesday"));
        }
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "--quiet", "-m", "start"]);
        sandbox.write(PATROL, START[4].1);
        sandbox
    }

    /// Does it.
    fn perform(self, disk: &Arc<dyn Disk>, git: Option<&Git>, sandbox: &Sandbox) -> Result<(), String> {
        let org = ("org", text("jiulong"));
        match self {
            Case::Init => init(disk, sandbox),
            Case::OrgAdd => {
                enter(disk, git, &record::<Org>(&[("name", text("West")), ("kind", text("team"))]))
            }
            Case::WorkerAdd => enter(disk, git, &record::<Worker>(&[("name", text("Zhao")), org])),
            Case::VolunteerAdd => enter(disk, git, &record::<Volunteer>(&[("name", text("Ana")), org])),
            Case::ActivityLog => {
                let day = Node::Date("2026-11-21".parse().unwrap());
                let said = [("title", text("Walk")), ("category", text("patrol")), org, ("date", day)];
                enter(disk, git, &record::<Activity>(&said))
            }
            Case::SetField => {
                assign(disk, git, (Kind::Volunteer, "li-na"), FieldPath::field("phone"), text("12345"))
            }
            Case::SetRow => {
                let hours = FieldPath::field("attendance").row(0, "li-na").then("hours");
                assign(disk, git, (Kind::Activity, "2026-10-05-patrol"), hours, Node::Number("2.5".into()))
            }
            Case::SetDate => {
                let day = Node::Date("2026-11-03".parse().unwrap());
                assign(disk, git, (Kind::Activity, "2026-10-05-patrol"), FieldPath::field("date"), day)
            }
            Case::Edit => edit(disk, git),
            Case::ShiftAssign
            | Case::ShiftAttend
            | Case::ShiftCancel
            | Case::ShiftSwap
            | Case::ShiftExpand => self.for_shifts(disk, git),
            Case::MovementLog
            | Case::FeedbackForward
            | Case::FeedbackClose
            | Case::NeedNote
            | Case::Closing => self.for_needs_and_goods(disk, git),
            Case::VolunteerLeaves
            | Case::VolunteerLead
            | Case::WorkerSupervise
            | Case::HoursSubmit
            | Case::HoursVerify
            | Case::TrainingLog => self.for_people(disk, git),
        }
    }

    /// Does what is about shifts.
    fn for_shifts(self, disk: &Arc<dyn Disk>, git: Option<&Git>) -> Result<(), String> {
        match self {
            Case::ShiftAssign => {
                let (who, status) = (vec!["li-na".parse().unwrap()], AssignmentStatus::Confirmed);
                let request = Assign {
                    shift: watch(),
                    who,
                    role_as: None,
                    role: None,
                    status,
                    locked: false,
                    reason: None,
                };
                change(disk, git, "shift assign", |book| shift::assign::assign(book, &request))
            }
            Case::ShiftAttend => {
                let request = Attend { shift: watch(), came: Vec::new(), all: true, reason: None };
                change(disk, git, "shift attend", |book| shift::attend::attend(book, &request))
            }
            Case::ShiftCancel => {
                change(disk, git, "shift cancel", |book| shift::finish::cancel(book, &watch()))
            }
            Case::ShiftSwap => {
                let seat = |shift: &str, who: &str| Seat {
                    shift: shift.parse().unwrap(),
                    who: who.parse().unwrap(),
                };
                let (one, other) = (seat(&watch(), "wang-fang"), seat("2026-11-29-round", "li-na"));
                let request = Swap { one, other, reason: None };
                change(disk, git, "shift swap", |book| shift::swap::swap(book, &request))
            }
            Case::ShiftExpand => {
                let request = Expand { series: Vec::new(), until: "2026-12-02".parse().unwrap() };
                change(disk, git, "shift expand", |book| shift::expand::expand(book, &request))
            }
            _ => unreachable!("for_shifts: {self:?}"),
        }
    }

    /// Does what is about needs, cases, goods and feedback.
    fn for_needs_and_goods(self, disk: &Arc<dyn Disk>, git: Option<&Git>) -> Result<(), String> {
        let org = ("org", text("jiulong"));
        match self {
            Case::MovementLog => {
                let day = Node::Date("2026-11-21".parse().unwrap());
                let said = [("date", day), org, ("kind", text("in")), ("item", text("rice"))];
                let said = [&said[..], &[("quantity", Node::Number("4".into()))]].concat();
                let request = || Add { record: record::<Movement>(&said), id: None, dice: Dice::of(1) };
                change(disk, git, "movement log", |book| movement::log(book, request()))
            }
            Case::FeedbackForward => {
                let to = "Street".parse().unwrap();
                let request = Forward { id: complaint(), to, date: "2026-11-20".parse().unwrap(), due: None };
                change(disk, git, "feedback forward", |book| feedback::forward(book, &request))
            }
            Case::FeedbackClose => {
                let date = "2026-11-20".parse().unwrap();
                let request = Close { id: complaint(), satisfaction: Some(4), date };
                change(disk, git, "feedback close", |book| feedback::close(book, &request))
            }
            Case::NeedNote => {
                let (id, who) = ("n-7k3q9d".parse().unwrap(), "li-na".parse().unwrap());
                let request =
                    need::Note { id, date: None, who, role_as: None, did: Did::Visited, hours: None };
                change(disk, git, "need note", |book| need::note(book, &request))
            }
            Case::Closing => {
                let id = "c-7k3q9d".parse().unwrap();
                let request = case::Close { id, date: None, reason: CaseReason::Resolved };
                change(disk, git, "case close", |book| case::close(book, &request))
            }
            _ => unreachable!("for_needs_and_goods: {self:?}"),
        }
    }

    /// Does what is about people and their hours.
    fn for_people(self, disk: &Arc<dyn Disk>, git: Option<&Git>) -> Result<(), String> {
        let (li_na, wang_fang): (Id, Id) = ("li-na".parse().unwrap(), "wang-fang".parse().unwrap());
        let patrol: Id = "2026-10-05-patrol".parse().unwrap();
        let kind = Kind::Activity;
        match self {
            Case::VolunteerLead => {
                let request = NewLink { id: li_na, who: wang_fang, from: None };
                change(disk, git, "volunteer lead", |book| link::lead(book, &request))
            }
            Case::WorkerSupervise => {
                let request = NewLink { id: wang_fang, who: li_na, from: None };
                change(disk, git, "worker supervise", |book| link::supervise(book, &request))
            }
            Case::HoursSubmit => {
                let request = Submit { kind, id: patrol, hours: vec![(wang_fang, Minutes::of(90))] };
                change(disk, git, "hours submit", |book| submit(book, &request))
            }
            Case::HoursVerify => {
                let request = Look { kind, id: patrol, who: Vec::new(), by: PersonRef(wang_fang) };
                change(disk, git, "hours verify", |book| verify(book, &request, true))
            }
            Case::TrainingLog => {
                let passed = |who: &str| {
                    Node::Table(vec![("who".into(), text(who)), ("result".into(), text("passed"))])
                };
                let record = record(&[
                    ("title", text("Aid")),
                    ("org", text("jiulong")),
                    ("date", Node::Date("2026-11-21".parse().unwrap())),
                    ("credential", text("aid")),
                    ("attendance", Node::List(vec![passed("li-na"), passed("wang-fang")])),
                ]);
                let request = || Add { record: Clone::clone(&record), id: None, dice: Dice::of(1) };
                change(disk, git, "training log", |book| training::log(book, request()))
            }
            _ => {
                let (to, reason) = (VolunteerStatus::Left, "moved away".parse().ok());
                let request = Step { id: li_na, to, reason, date: None, overridden: None };
                change(disk, git, "volunteer status", |book| status(book, &request))
            }
        }
    }
}

fn complaint() -> Id {
    "f-104rbx".parse().unwrap()
}

fn watch() -> Id {
    "2026-11-27-watch".parse().unwrap()
}

fn change<T, E: Error>(
    disk: &Arc<dyn Disk>,
    git: Option<&Git>,
    verb: &str,
    plan: impl Fn(&Book) -> Result<Planned<T>, E>,
) -> Result<(), String> {
    let done = on_desk(disk, git, |desk| desk.change(&command(verb), &plan));
    done.map(drop).map_err(|error| error.to_string())
}

fn init(disk: &Arc<dyn Disk>, sandbox: &Sandbox) -> Result<(), String> {
    let root = sandbox.records().to_path_buf();
    let request = Create { root, settings: START[0].1.into(), git: sandbox.records().join(".git").exists() };
    let made = create_on(&**disk, &request, &command("init"), &sandbox.program(), &mut at_once);
    made.map(drop).map_err(|error| error.to_string())
}

fn enter<T: Record>(disk: &Arc<dyn Disk>, git: Option<&Git>, record: &T) -> Result<(), String> {
    let request = || Add { record: record.clone(), id: None, dice: Dice::of(1) };
    let verb = command(&format!("{} add", T::KIND));
    let done = on_desk(disk, git, |desk| desk.change(&verb, |book| add(book, request())));
    done.map(drop).map_err(|error| error.to_string())
}

fn assign(
    disk: &Arc<dyn Disk>,
    git: Option<&Git>,
    (kind, id): (Kind, &str),
    path: FieldPath,
    value: Node,
) -> Result<(), String> {
    let assignments = vec![Assignment { path, what: What::Becomes(value) }];
    let request = Set { kind, id: id.parse().unwrap(), assignments };
    let verb = command(&format!("{kind} set"));
    let done = on_desk(disk, git, |desk| desk.change(&verb, |book| set(book, &request)));
    done.map(drop).map_err(|error| error.to_string())
}

fn edit(disk: &Arc<dyn Disk>, git: Option<&Git>) -> Result<(), String> {
    let id: Id = "2026-10-05-patrol".parse().unwrap();
    let before = START[4].1;
    let after = before.replace("2026-10-05 #", "2026-12-05 #").replace("Patrol", "Night patrol");
    let rewrite = Rewrite {
        name: Name { kind: Kind::Activity, id, path: PATROL.into() },
        before: before.into(),
        after: after.into(),
    };
    let done = on_desk(disk, git, |desk| {
        desk.rewrite::<std::convert::Infallible>(&command("activity edit"), &rewrite)
    });
    done.map(drop).map_err(|error| error.to_string())
}

/// The next command: every second time one that reads, else one that changes nothing in the end.
fn next(disk: &Arc<dyn Disk>, git: Option<&Git>, reads: bool) {
    if reads {
        let reading = before_reading(&**disk, &|| Ok(git.cloned()), "the reader", &mut at_once);
        assert!(matches!(reading, Reading::Whole(_)), "{reading:?}");
        return;
    }
    let refuse = |_: &Book| Err::<Planned<()>, _>(Refused);
    let refused = on_desk(disk, git, |desk| desk.change(&command("volunteer set"), refuse));
    assert!(matches!(refused, Err(ChangeError::Refused(Refused) | ChangeError::Open(_))), "{refused:?}");
}

/// Every step and every death, or one in `stride` of them; all of them where `TANDEM_LONG` is set.
fn sweep(steps: usize, stride: usize) -> impl Iterator<Item = (usize, Death)> {
    let stride = if std::env::var_os("TANDEM_LONG").is_some() { 1 } else { stride };
    (0..steps * DEATHS.len()).step_by(stride).map(|at| (at / DEATHS.len(), DEATHS[at % DEATHS.len()]))
}

#[test]
fn a_disk_that_dies_under_any_command() {
    let nowhere = Sandbox::plain();
    for case in CASES {
        let old = files(&case.start());
        let whole = Arc::new(Dying::counting(Arc::new(case.start())));
        let disk: Arc<dyn Disk> = whole.clone();
        case.perform(&disk, None, &nowhere).unwrap();
        let new = files(&*disk);
        assert_ne!(old, new, "{case:?}");
        for (step, death) in sweep(whole.steps(), 1) {
            for power_cut in [false, true] {
                let beneath = case.start();
                let dying: Arc<dyn Disk> = Arc::new(Dying::at(Arc::new(beneath.clone()), step, death));
                let answer = Dying::survive(|| case.perform(&dying, None, &nowhere));
                drop(dying);
                let said = format!("{case:?}: {death:?} at {step}, power cut: {power_cut}, {answer:?}");
                let pending = beneath.stat(&at(".tandem/journal")).unwrap().is_some();
                match &answer {
                    Some(Ok(())) => assert_eq!(files(&beneath), new, "{said}"),
                    Some(Err(_)) if !pending => assert_eq!(files(&beneath), old, "{said}"),
                    _ => {}
                }
                if power_cut {
                    beneath.cut_power();
                }
                let disk: Arc<dyn Disk> = Arc::new(beneath.clone());
                next(&disk, None, step % 2 == 0);
                let now = files(&*disk);
                assert!(now == old || now == new, "{said}: {now:?}");
                assert!(now == new || answer != Some(Ok(())), "{said}");
                if now == old {
                    case.perform(&disk, None, &nowhere).unwrap_or_else(|error| panic!("{said}: {error}"));
                    assert_eq!(files(&*disk), new, "{said}");
                }
                let local = |path: &String| path.contains("/.") && path != ".tandem/.gitignore";
                let paths = || beneath.files().into_keys().map(|path| path.to_string());
                assert_eq!(paths().find(local), None, "{said}");
                assert_eq!(paths().find(|path| path.ends_with("journal")), None, "{said}");
            }
        }
    }
}

#[test]
fn a_disk_that_dies_under_any_command_that_commits() {
    for (nth, case) in CASES.into_iter().enumerate() {
        let sandbox = case.repository();
        let old = sandbox.state();
        let whole = Arc::new(Dying::counting(Arc::new(sandbox.disk())));
        let disk: Arc<dyn Disk> = whole.clone();
        case.perform(&disk, Some(&sandbox.repository()), &sandbox).unwrap();
        let new = sandbox.state();
        assert_ne!(old, new, "{case:?}");
        for (step, death) in sweep(whole.steps(), 101 + nth) {
            let sandbox = case.repository();
            let git = sandbox.repository();
            let dying: Arc<dyn Disk> = Arc::new(Dying::at(Arc::new(sandbox.disk()), step, death));
            let answer = Dying::survive(|| case.perform(&dying, Some(&git), &sandbox));
            drop(dying);
            let said = format!("{case:?}: {death:?} at {step}, {answer:?}");
            match &answer {
                Some(Ok(())) => assert_eq!(sandbox.state(), new, "{said}"),
                Some(Err(_)) if sandbox.read(".tandem/journal").is_none() => {
                    assert_eq!(sandbox.state(), old, "{said}");
                }
                _ => {}
            }
            let disk: Arc<dyn Disk> = Arc::new(sandbox.disk());
            next(&disk, Some(&git), step % 2 == 0);
            let now = sandbox.state();
            assert!(now == old || now == new, "{said}: {now:?}");
            if now == old {
                case.perform(&disk, Some(&git), &sandbox).unwrap_or_else(|error| panic!("{said}: {error}"));
                assert_eq!(sandbox.state(), new, "{said}");
            }
            assert_eq!(sandbox.leftovers(), Vec::<String>::new(), "{said}");
        }
    }
}
