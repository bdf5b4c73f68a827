//! What a changing command looks at: it lists the folders of the kinds that it names, each of them once, and reads
//! the records that it needs, in flat folders and by organisation. Nothing walks the whole store.

use std::collections::BTreeSet;
use std::sync::Arc;

use tandem::store::disk::{Disk, Dying, Look, RelPath};

use crate::deaths::commands::CHANGING;
use crate::deaths::scene::{Scene, leave};

/// What a command looked at, of records alone.
pub(super) struct Looked {
    /// The folders of which it asked what they hold, or all that lies below them.
    pub(super) listed: Vec<String>,
    /// Those that it asked for a second time, also as a part of another one.
    pub(super) again: Vec<String>,
    /// The files that it read.
    pub(super) read: Vec<String>,
    /// How many steps it made in all.
    pub(super) steps: usize,
}

/// Whether something lies among the records, and is no file of ours.
fn is_record(path: &RelPath) -> bool {
    !path.as_str().starts_with(".tandem") && path.as_str() != "tandem.toml" && !path.name().starts_with('.')
}

/// Does what a scene tells on a disk that counts.
pub(super) fn looked(scene: &Scene) -> Looked {
    let disk = Arc::new(Dying::counting(Arc::new(scene.memory())));
    let counted: Arc<dyn Disk> = disk.clone();
    scene.perform(&counted, scene.folder()).unwrap();
    leave();
    let (lists, walks) = (disk.looks(Look::List), disk.looks(Look::Walk));
    let mut again: Vec<String> = Vec::new();
    for (folder, times) in lists.iter().chain(&walks) {
        let within = walks.keys().any(|walked| walked != folder && folder.is_within(walked));
        if *times > 1 || within || (lists.contains_key(folder) && walks.contains_key(folder)) {
            again.push(folder.to_string());
        }
    }
    let listed: BTreeSet<String> = lists.keys().chain(walks.keys()).map(ToString::to_string).collect();
    let read = disk.reads().into_keys().filter(is_record).map(|path| path.to_string());
    Looked { listed: listed.into_iter().collect(), again, read: read.collect(), steps: disk.steps() }
}

#[test]
fn probe() {
    for line in CHANGING.iter().filter(|line| !line.starts_with("init")) {
        for scene in [Scene::plain(line), Scene::by_org(line, Vec::new())] {
            let Looked { listed, again, read, steps } = looked(&scene);
            eprintln!("{line}\n  listed {listed:?}\n  again {again:?}\n  read {read:?}\n  steps {steps}");
        }
    }
}
