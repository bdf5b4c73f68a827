//! An index that is damaged in every way: the same report comes out, nobody is told, and the index is whole again.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::desk::Desk;
use super::report;

const BY: [&str; 3] = ["hours", "--by", "month,org,as,category,kind"];

/// A store with an index, and what is to come out of it.
struct Whole {
    desk: Desk,
    told: [String; 2],
}

impl Whole {
    fn new() -> Whole {
        let desk = Desk::town();
        desk.tell(&["index"]);
        let told = Whole::asked(&desk);
        Whole { desk, told }
    }

    /// What rests on months, and what rests on a register.
    fn asked(desk: &Desk) -> [String; 2] {
        [desk.tell(&report(&BY, "2014", "json")), desk.tell(&["volunteer", "list", "--format", "json"])]
    }

    /// The parts that are asked for.
    fn parts(&self) -> [PathBuf; 2] {
        ["activity-2014-03", "volunteer"].map(|name| self.folder().join(name))
    }

    fn folder(&self) -> PathBuf {
        self.desk.sandbox.records().join(".tandem/index")
    }

    /// Asks, twice; afterwards nothing has to be read any more.
    fn holds(&self, why: &str) {
        self.answers(why);
        self.desk.reads();
        self.answers(why);
        assert_eq!(self.desk.reads(), Vec::<String>::new(), "{why}");
    }

    fn answers(&self, why: &str) {
        assert_eq!(Whole::asked(&self.desk), self.told, "{why}");
    }
}

#[test]
fn a_part_that_is_cut_or_flipped_is_made_again() {
    let whole = Whole::new();
    for part in whole.parts() {
        let bytes = fs::read(&part).unwrap();
        let last = bytes.len() - 1;
        for length in [0, 1, 7, 8, 23, 24, 39, 40, 41, 100, last / 2, last] {
            fs::write(&part, &bytes[..length]).unwrap();
            whole.holds(&format!("{} cut at {length}", part.display()));
        }
        for at in [0, 7, 8, 23, 24, 39, 40, 44, 200, last / 3, last / 2, last] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            fs::write(&part, &flipped).unwrap();
            whole.holds(&format!("{} flipped at {at}", part.display()));
        }
        fs::write(&part, [&bytes[..], &[0]].concat()).unwrap();
        whole.holds("a byte more");
        fs::write(&part, vec![0; bytes.len()]).unwrap();
        whole.holds("zeros");
        fs::write(&part, b"format = 1\n").unwrap();
        whole.holds("something else");
    }
}

#[test]
fn what_lies_in_the_place_of_a_part_is_no_matter() {
    let whole = Whole::new();
    let outside = whole.desk.sandbox.path().join("outside");
    for part in whole.parts() {
        let bytes = fs::read(&part).unwrap();
        fs::remove_file(&part).unwrap();
        whole.holds("gone");
        fs::write(&outside, &bytes).unwrap();
        fs::remove_file(&part).unwrap();
        symlink(&outside, &part).unwrap();
        whole.holds("a link out of the store");
        assert_eq!(fs::read(&outside).unwrap(), bytes, "what is outside is left as it is");
        assert!(!fs::symlink_metadata(&part).unwrap().is_symlink());
        fs::remove_file(&part).unwrap();
        fs::create_dir_all(part.join("x")).unwrap();
        whole.answers("a folder");
        fs::remove_dir_all(&part).unwrap();
        whole.holds("no folder any more");
    }
    // A sound part of another month, and of another register.
    for (from, to) in [
        ("activity-2014-02", "activity-2014-03"),
        ("worker", "volunteer"),
        ("shift-2014-03", "activity-2014-03"),
    ] {
        fs::copy(whole.folder().join(from), whole.folder().join(to)).unwrap();
        whole.holds(from);
    }
}

#[test]
fn what_lies_in_the_place_of_the_index_is_no_matter() {
    let whole = Whole::new();
    let local = whole.desk.sandbox.records().join(".tandem");
    fs::remove_dir_all(whole.folder()).unwrap();
    fs::write(whole.folder(), "a file").unwrap();
    whole.answers("a file");
    fs::remove_file(whole.folder()).unwrap();
    let outside = whole.desk.sandbox.path().join("outside");
    fs::create_dir(&outside).unwrap();
    symlink(&outside, whole.folder()).unwrap();
    whole.answers("a link out of the store");
    fs::remove_file(whole.folder()).unwrap();
    fs::remove_dir_all(&local).unwrap();
    symlink(&outside, &local).unwrap();
    let words = report(&BY, "2014", "json");
    whole.desk.same(&words, "all of what is local is a link out of the store");
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
    fs::remove_file(&local).unwrap();
    fs::write(&local, "a file").unwrap();
    whole.desk.same(&words, "a file in the place of all that is local");
}

/// Copies a folder as it is.
fn copy(from: &Path, to: &Path) {
    let _there = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn the_index_of_another_store_is_of_no_use_here() {
    let (whole, other) = (Whole::new(), Desk::town());
    let path = "activities/2014/03/2014-03-05-first.yaml";
    let text =
        "title: A\ncategory: patrol\norg: team\ndate: 2014-03-05\nattendance:\n  - { who: v1, hours: 2 }\n";
    other.sandbox.write(path, text);
    other.tell(&["index"]);
    copy(&other.sandbox.records().join(".tandem/index"), &whole.folder());
    whole.holds("another store's");
    fs::rename(whole.desk.sandbox.records(), whole.desk.sandbox.path().join("moved")).unwrap();
    copy(
        &whole.desk.sandbox.path().join("moved/.tandem/index"),
        &other.sandbox.records().join(".tandem/index"),
    );
    other.same(&report(&BY, "2014", "json"), "one that was moved away");
}

#[test]
fn a_folder_that_cannot_be_written_is_read_all_the_same() {
    let whole = Whole::new();
    whole.desk.disk.close();
    whole.answers("nothing has to be written");
    let path = "activities/2014/03/2014-03-05-first.yaml";
    let text =
        "title: A\ncategory: patrol\norg: team\ndate: 2014-03-05\nattendance:\n  - { who: v1, hours: 2 }\n";
    whole.desk.sandbox.write(path, text);
    let words = report(&BY, "2014", "json");
    assert_ne!(whole.desk.tell(&words), whole.told[0]);
    whole.desk.same(&words, "something would have to be written");
    let fresh = Desk::town();
    fresh.disk.close();
    fresh.same(&words, "there is no index");
    let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| fresh.tell(&["index"])));
    let told = refused.unwrap_err().downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(told.contains("`.tandem/index` cannot be written"), "{told}");
}
