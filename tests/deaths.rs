//! Every death at every step of every changing command: afterwards, when the next command has finished
//! what lay there, the records are as they were or as they shall be.
//!
//! A fixed sample is always taken; all of it where `TANDEM_LONG` is set. What the commands are, and how one
//! is added, says `tests/deaths/commands.rs`.

pub(crate) mod commands;
mod many;
mod saving;
pub(crate) mod scene;

use std::sync::Arc;

use tandem::model::book::Book;
use tandem::model::change::Planned;
use tandem::session::change::{ChangeError, Command, Desk};
use tandem::store::disk::{Death, Disk, Dying, Effect, RelPath};
use tandem::store::git::Git;
use tandem::store::publish::{Reading, before_reading};

use self::commands::{CHANGING, committing};
use self::scene::{Sample, Scene, each_line, git};
use crate::support::repository::{State, at, at_once};

const DEATHS: [Death; 5] = [Death::Crash, Death::Half, Death::Error, Death::Full, Death::Permission];

/// A refusal: a command that gets as far as planning, and changes nothing.
#[derive(Debug, thiserror::Error)]
#[error("refused")]
struct Refused;

/// The next command: every second time one that reads, else one that changes nothing in the end.
fn next(disk: &Arc<dyn Disk>, git: Option<&Git>, reads: bool) {
    if reads {
        let reading = before_reading(&**disk, &|| Ok(git.cloned()), "the reader", &mut at_once);
        assert!(matches!(reading, Reading::Whole(_)), "{reading:?}");
        return;
    }
    let command = Command {
        verb: "volunteer set".into(),
        flags: Vec::new(),
        message: None,
        commit: true,
        dry_run: false,
    };
    let (mut pause, mut tell) = (at_once, |_: &str| {});
    let today = "2026-11-21".parse().unwrap();
    let mut at =
        Desk { disk, git, earlier: None, today, inside_hook: false, pause: &mut pause, tell: &mut tell };
    let refused = at.change(&command, |_: &Book| Err::<Planned<()>, _>(Refused));
    assert!(matches!(refused, Err(ChangeError::Refused(Refused) | ChangeError::Open(_))), "{refused:?}");
}

/// Every step with every death that is not the same as another: to die within a step that only looks is to die
/// before it, and a full medium is noticed by the next step that needs room.
fn deaths(effects: Vec<Effect>) -> impl Iterator<Item = (usize, Death)> {
    let all =
        effects.into_iter().enumerate().flat_map(|(step, effect)| DEATHS.map(|death| (step, effect, death)));
    let differ = all.filter(|(_, effect, death)| match death {
        Death::Half => *effect != Effect::Looks,
        Death::Full => *effect == Effect::Allocates,
        Death::Crash | Death::Error | Death::Permission => true,
    });
    differ.map(|(step, _, death)| (step, death))
}

/// A command in memory, dying, with the power cut or not; gives how many cases were taken.
fn dies_in_memory(scene: &Scene, line: &str, sample: &mut Sample) -> usize {
    let old = scene.settled_files(&scene.memory());
    let whole = Arc::new(Dying::counting(Arc::new(scene.memory())));
    let disk: Arc<dyn Disk> = whole.clone();
    scene.perform(&disk, scene.folder()).unwrap_or_else(|error| panic!("{line}: {error}"));
    let new = scene.settled_files(&*disk);
    assert_ne!(old, new, "{line}");
    let all = deaths(whole.effects()).flat_map(|(step, death)| [(step, death, false), (step, death, true)]);
    let mut taken = 0;
    for (step, death, power_cut) in all.filter(|_| sample.takes()) {
        taken += 1;
        let beneath = scene.memory();
        let dying: Arc<dyn Disk> = Arc::new(Dying::at(Arc::new(beneath.clone()), step, death));
        let answer = Dying::survive(|| scene.perform(&dying, scene.folder()));
        scene::leave();
        drop(dying);
        let said = format!("{line}: {death:?} at {step}, power cut: {power_cut}, {answer:?}");
        let pending = beneath.stat(&at(".tandem/journal")).unwrap().is_some();
        let now = scene.settled_files(&beneath);
        match &answer {
            Some(Ok(())) => assert_eq!(now, new, "{said}"),
            Some(Err(_)) if !pending => assert!(now == old || now == new, "{said}: {now:?}"),
            _ => {}
        }
        if power_cut {
            beneath.cut_power();
        }
        let disk: Arc<dyn Disk> = Arc::new(beneath.clone());
        next(&disk, None, step % 2 == 0);
        let now = scene.settled_files(&*disk);
        assert!(now == old || now == new, "{said}: {now:?}");
        assert!(now == new || answer != Some(Ok(())), "{said}");
        if now == old {
            scene.perform(&disk, scene.folder()).unwrap_or_else(|error| panic!("{said}: {error}"));
            assert_eq!(scene.settled_files(&*disk), new, "{said}");
        }
        let is_ours = |path: &RelPath| {
            path.as_str().contains("/.") && path.as_str() != ".tandem/.gitignore" || path.name() == "journal"
        };
        assert_eq!(beneath.files().into_keys().find(is_ours), None, "{said}");
    }
    taken
}

#[test]
fn a_disk_that_dies_under_any_command() {
    each_line(CHANGING.iter().copied(), 499, &|line, sample| {
        dies_in_memory(&Scene::plain(line), line, sample)
    });
}

#[test]
fn a_disk_that_dies_under_any_command_that_commits() {
    let mut lines = Sample::of(11);
    each_line(committing().filter(|_| lines.takes()), 101, &|line, sample| {
        let scene = Scene::committing(line);
        let sandbox = scene.repository();
        let old = scene.settled(sandbox.state());
        let whole = Arc::new(Dying::counting(Arc::new(sandbox.disk())));
        let disk: Arc<dyn Disk> = whole.clone();
        scene.perform(&disk, &sandbox).unwrap_or_else(|error| panic!("{line}: {error}"));
        let new = scene.settled(sandbox.state());
        assert_ne!(old, new, "{line}");
        let mut taken = 0;
        for (step, death) in deaths(whole.effects()).filter(|_| sample.takes()) {
            taken += 1;
            dies_over_git(&scene, line, (step, death), (&old, &new));
        }
        taken
    });
}

/// A command in a repository, dying at a step.
fn dies_over_git(scene: &Scene, line: &str, (step, death): (usize, Death), (old, new): (&State, &State)) {
    let sandbox = scene.repository();
    let dying: Arc<dyn Disk> = Arc::new(Dying::at(Arc::new(sandbox.disk()), step, death));
    let answer = Dying::survive(|| scene.perform(&dying, &sandbox));
    scene::leave();
    drop(dying);
    let said = format!("{line}: {death:?} at {step}, {answer:?}");
    let disk: Arc<dyn Disk> = Arc::new(sandbox.disk());
    next(&disk, git(&sandbox).as_ref(), step % 2 == 0);
    let now = scene.settled(sandbox.state());
    assert!(now == *old || now == *new, "{said}: {now:?}");
    assert!(now == *new || answer != Some(Ok(())), "{said}");
    if now == *old {
        scene.perform(&disk, &sandbox).unwrap_or_else(|error| panic!("{said}: {error}"));
        assert_eq!(scene.settled(sandbox.state()), *new, "{said}");
    }
    assert_eq!(sandbox.leftovers(), Vec::<String>::new(), "{said}");
}
