//! Somebody's editor saves a file that a command is about to change, before any of the command's steps: what
//! was typed is in the records afterwards, or in a commit that HEAD has.

use std::sync::Arc;

use tandem::store::disk::{Disk, Dying};

use super::commands::committing;
use super::scene::{self, Sample, Scene, each_line};
use crate::support::repository::{State, at};

/// What the hand types at the end of a file.
const TYPED: &str = "# typed by hand\n";

/// Commands without git that change a file, make one, and move one: an editor saves before
/// every single step of theirs, so also between the last look at a file and the moment in which it changes.
const LAST_MOMENTS: [&str; 3] = [
    "volunteer set li-na phone=12345",
    "org add West --id west --kind team --parent jiulong",
    "volunteer rename temp-two temp-three",
];

/// In so many steps at its end a command takes away the folder of a file that it moved.
const LAST_STEPS: usize = 8;

/// The files that a command changes, takes away or makes, with what an editor saves there: what it opened
/// before the command began, or what somebody else made of the new record, and a line more.
fn saved(old: &State, new: &State) -> Vec<(String, String)> {
    let changed = old.files.iter().filter(|(path, text)| new.files.get(*path) != Some(text));
    let made = new.files.iter().filter(|(path, _)| !old.files.contains_key(*path));
    changed.chain(made).map(|(path, text)| (path.clone(), format!("{text}{TYPED}"))).collect()
}

/// Whether what was typed is in one of the files.
fn is_there(state: &State) -> bool {
    state.files.values().any(|text| text.contains(TYPED.trim_end()))
}

#[test]
fn an_editor_that_saves_in_between_loses_nothing() {
    let mut lines = Sample::of(19);
    each_line(committing().filter(|_| lines.takes()), 61, &|line, sample| {
        each_meeting(line, &mut |_| sample.takes())
    });
}

#[test]
fn an_editor_may_save_into_a_folder_that_is_taken_away() {
    let line = "activity set 2026-10-05-patrol 'attendance[li-na].hours=2.5' date=2026-11-03";
    assert!(each_meeting(line, &mut |left| left < LAST_STEPS) >= LAST_STEPS);
}

/// A command in a repository, before each step of which that is taken, by how many follow, each of its files is
/// saved; tells how many times.
fn each_meeting(line: &str, takes: &mut dyn FnMut(usize) -> bool) -> usize {
    let scene = Scene::committing(line);
    let whole = scene.repository();
    let old = whole.state();
    let counting = Arc::new(Dying::counting(Arc::new(whole.disk())));
    let disk: Arc<dyn Disk> = counting.clone();
    scene.perform(&disk, &whole).unwrap_or_else(|error| panic!("{line}: {error}"));
    let (steps, mut count) = (counting.steps(), 0);
    for (path, text) in saved(&old, &whole.state()) {
        for step in (0..steps).filter(|step| takes(steps - step - 1)) {
            count += 1;
            saved_in_between(&scene, line, (&path, &text), step);
        }
    }
    count
}

/// A command in a repository, before whose step a file is saved.
fn saved_in_between(scene: &Scene, line: &str, (path, text): (&str, &str), step: usize) {
    let sandbox = scene.repository();
    let (place, typed) = (sandbox.records().join(path), text.to_string());
    let save = move || {
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, &typed).unwrap();
    };
    let disk: Arc<dyn Disk> = Arc::new(Dying::visited(Arc::new(sandbox.disk()), step, save));
    let answer = scene.perform(&disk, &sandbox);
    scene::leave();
    let said = format!("{line}: `{path}` saved before step {step}, {answer:?}");
    let committed = || sandbox.git(&["log", "-p", "--format="]).contains(TYPED.trim_end());
    assert!(is_there(&sandbox.state()) || committed(), "{said}");
    assert_eq!(sandbox.leftovers(), Vec::<String>::new(), "{said}");
    assert!(answer.is_ok() || sandbox.disk().stat(&at(".tandem/journal")).unwrap().is_none());
}

#[test]
fn an_editor_that_saves_in_the_last_moment_loses_nothing() {
    for line in LAST_MOMENTS {
        let scene = Scene::plain(line);
        let old = scene.settled_files(&scene.memory());
        let whole = Arc::new(Dying::counting(Arc::new(scene.memory())));
        let disk: Arc<dyn Disk> = whole.clone();
        scene.perform(&disk, scene.folder()).unwrap_or_else(|error| panic!("{line}: {error}"));
        let steps = whole.steps();
        let new = scene.settled_files(&*disk);
        for (path, text) in saved(&old, &new) {
            for step in 0..steps {
                let beneath = scene.memory();
                let (place, typed, editors) = (at(&path), text.clone(), beneath.clone());
                let save = move || editors.put(&place, typed.as_bytes());
                let disk: Arc<dyn Disk> = Arc::new(Dying::visited(Arc::new(beneath.clone()), step, save));
                let answer = scene.perform(&disk, scene.folder());
                scene::leave();
                let said = format!("{line}: `{path}` saved before step {step}, {answer:?}");
                assert!(is_there(&scene.settled_files(&beneath)), "{said}");
                assert_eq!(beneath.stat(&at(".tandem/journal")).unwrap().map(drop), None, "{said}");
            }
        }
    }
}
