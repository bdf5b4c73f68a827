//! Somebody's editor saves a file that a command is about to change, before any of the command's steps: what
//! was typed is in the records afterwards, or in a commit that HEAD has.

use std::sync::Arc;

use tandem::store::disk::{Disk, Dying};

use super::commands::committing;
use super::scene::{self, Sample, Scene};
use crate::support::repository::{State, at};

/// What the hand types at the end of a file.
const TYPED: &str = "# typed by hand\n";

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
    let (mut lines, mut sample) = (Sample::of(19), Sample::of(61));
    for line in committing().filter(|_| lines.takes()) {
        let scene = Scene::committing(line);
        let whole = scene.repository();
        let old = whole.state();
        let counting = Arc::new(Dying::counting(Arc::new(whole.disk())));
        let disk: Arc<dyn Disk> = counting.clone();
        scene.perform(&disk, &whole).unwrap_or_else(|error| panic!("{line}: {error}"));
        for (path, text) in saved(&old, &whole.state()) {
            for step in (0..counting.steps()).filter(|_| sample.takes()) {
                let sandbox = scene.repository();
                let (place, typed) = (sandbox.records().join(&path), text.clone());
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
        }
    }
}
