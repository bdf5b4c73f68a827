//! Records that are changed behind an index: it is as if it had never been.

use std::fs;
use std::path::Path;

use super::desk::Desk;
use super::report;

const BY: [&str; 3] = ["hours", "--by", "month,org,as,category,kind"];
const FIRST: &str = "activities/2014/03/2014-03-05-first.yaml";

/// An activity with an attendance of so many hours.
fn activity(day: &str, who: &str, hours: u32) -> String {
    format!(
        "title: A\ncategory: patrol\norg: team\ndate: {day}\nattendance:\n  - {{ who: {who}, hours: {hours} }}\n"
    )
}

/// A desk with an activity more, all of it in the index.
fn desk() -> Desk {
    let desk = Desk::town();
    desk.sandbox.write(FIRST, &activity("2014-03-05", "v1", 2));
    desk.tell(&["index"]);
    desk
}

fn told(desk: &Desk) -> String {
    desk.tell(&report(&BY, "2014", "json"))
}

/// Does something to the records, which must show, and show as without the index.
fn shows(desk: &Desk, why: &str, act: impl FnOnce(&Path)) {
    let before = told(desk);
    act(desk.sandbox.records());
    let after = told(desk);
    assert_ne!(after, before, "{why}");
    assert_eq!(after, desk.plain(&report(&BY, "2014", "json")), "{why}");
    assert_eq!(told(desk), after, "{why}, once more");
    for name in [["summary"].as_slice(), &["linkage"], &["volunteers"], &["coverage"]] {
        desk.same(&report(name, "2014", "json"), why);
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn files_that_come_change_move_and_go_are_seen() {
    let desk = desk();
    shows(&desk, "edited in place", |root| write(root, FIRST, &activity("2014-03-05", "v1", 3)));
    shows(&desk, "replaced", |root| {
        write(root, "activities/new", &activity("2014-03-05", "v2", 3));
        fs::rename(root.join("activities/new"), root.join(FIRST)).unwrap();
    });
    shows(&desk, "a new file", |root| {
        write(root, "activities/2014/03/a-second.yaml", &activity("2014-03-06", "v3", 1));
    });
    let moved = "activities/2014/05/2014-03-05-first.yaml";
    shows(&desk, "in another month's folder it counts nowhere", |root| {
        fs::create_dir_all(root.join("activities/2014/05")).unwrap();
        fs::rename(root.join(FIRST), root.join(moved)).unwrap();
    });
    shows(&desk, "its day moved too", |root| write(root, moved, &activity("2014-05-05", "v2", 3)));
    shows(&desk, "in a further folder", |root| {
        fs::create_dir_all(root.join("activities/2014/05/more")).unwrap();
        let further = root.join("activities/2014/05/more/2014-03-05-first.yaml");
        fs::rename(root.join(moved), &further).unwrap();
        fs::write(further, activity("2014-05-05", "v2", 4)).unwrap();
    });
    shows(&desk, "deleted", |root| {
        fs::remove_file(root.join("activities/2014/05/more/2014-03-05-first.yaml")).unwrap();
    });
    shows(&desk, "a whole month deleted", |root| {
        fs::remove_dir_all(root.join("activities/2014/03")).unwrap();
    });
    shows(&desk, "nothing left", |root| fs::remove_dir_all(root.join("activities")).unwrap());
}

#[test]
fn what_becomes_faulty_is_told_of_and_what_is_mended_counts_again() {
    let desk = desk();
    shows(&desk, "faulty", |root| {
        write(root, FIRST, "title: A\ncategory: patrl\norg: team\ndate: 2014-03-05\n");
    });
    assert!(told(&desk).contains("\"incomplete\": 1"));
    shows(&desk, "no YAML", |root| write(root, FIRST, "title: [\n"));
    shows(&desk, "too large", |root| write(root, FIRST, &"#\n".repeat(600_000)));
    shows(&desk, "mended", |root| write(root, FIRST, &activity("2014-03-05", "v1", 2)));
    shows(&desk, "void", |root| {
        let void = "void: { date: 2014-03-06, by: w0, reason: rain }\n";
        write(root, FIRST, &(activity("2014-03-05", "v1", 2) + void));
    });
    assert!(told(&desk).contains("\"incomplete\": 0"));
}

#[test]
fn what_facts_rest_on_is_seen_to_change() {
    let desk = desk();
    let settings = desk.sandbox.read("tandem.toml").unwrap();
    shows(&desk, "a category", |root| {
        let own = "[[category]]\ncode = \"chess\"\n[category.label]\nen = \"Chess\"\n";
        write(root, "tandem.toml", &format!("{settings}{own}"));
        write(root, FIRST, &activity("2014-03-05", "v1", 2).replace("patrol", "chess"));
    });
    shows(&desk, "the category is gone", |root| write(root, "tandem.toml", &settings));
    shows(&desk, "hours need not be verified", |root| {
        write(root, FIRST, &activity("2014-03-05", "v1", 2));
        write(root, "tandem.toml", &settings.replace("verify = true", "verify = false"));
    });
    shows(&desk, "another zone", |root| {
        write(root, "tandem.toml", &settings.replace("Asia/Shanghai", "Europe/Madrid"));
    });
    shows(&desk, "who served is a worker now", |root| {
        write(root, "workers/v1.toml", "name = \"V1\"\norg = \"team\"\n");
        fs::remove_file(root.join("volunteers/v1.toml")).unwrap();
    });
    shows(&desk, "and is none any more", |root| {
        fs::rename(root.join("workers/v1.toml"), root.join("volunteers/v1.toml")).unwrap();
    });
    shows(&desk, "a worker is a volunteer too", |root| {
        write(root, "workers/w9.toml", "name = \"W9\"\norg = \"team\"\nsame_as = \"v1\"\n");
        write(root, FIRST, &activity("2014-03-05", "w9", 2));
    });
    shows(&desk, "a correction", |root| {
        let of = "of: activity/2014-03-05-first\nwho: w9\nas: volunteer\nhours: -1\nreason: twice\nby: w0\n";
        write(root, "corrections/2014/04/2014-04-01-w9.yaml", &format!("date: 2014-04-01\n{of}"));
    });
    shows(&desk, "what it corrects", |root| {
        write(root, FIRST, &activity("2014-03-05", "w9", 2).replace("patrol", "tutoring"));
    });
}

#[test]
fn registers_are_seen_to_change() {
    let desk = desk();
    let list = ["volunteer", "list", "zhang", "--format", "csv"];
    let mut before = desk.tell(&list);
    for (path, text) in [
        ("volunteers/p-one.toml", Some("name = \"张伟\"\n")),
        ("volunteers/p-one.toml", Some("name = \"李伟\"\nalso = [\"Zhang\"]\nnickname = \"x\"\n")),
        ("volunteers/p-one.toml", Some("name = \"李伟\"\n")),
        ("volunteers/team/p-two.toml", Some("name = \"章一\"\nstatus = \"paused\"\n")),
        ("volunteers/team/p-two.toml", Some("name = \"章一\"\nstatus = \"left\"\n")),
        ("volunteers/team/p-two.toml", Some("name = \"章一\"\nstatus = \"gone\"\n")),
        ("volunteers/team/p-two.toml", Some("name = \"章一\"\n")),
        ("volunteers/team/p-two.toml", None),
    ] {
        match text {
            Some(text) => desk.sandbox.write(path, text),
            None => fs::remove_file(desk.sandbox.records().join(path)).unwrap(),
        }
        let told = desk.tell(&list);
        assert_eq!(told, desk.plain(&list), "{path}: {text:?}");
        assert_ne!(told, before, "{path}: {text:?}");
        before = told;
        desk.same(&["volunteer", "list", "--format", "json"], "all of them");
    }
}

/// Two saves within a tick of the clock: the second leaves no trace in the stamp of the file.
#[test]
fn an_edit_within_a_tick_of_a_coarse_clock_is_seen() {
    const SECOND: i64 = 1_000_000_000;
    let desk = desk();
    let edit = |hours: u32| desk.sandbox.write(FIRST, &activity("2014-03-05", "v1", hours));
    desk.disk.ticked(2 * SECOND - 1);
    let first = told(&desk);
    edit(3);
    let second = told(&desk);
    assert_ne!(second, first);
    assert_eq!(second, desk.plain(&report(&BY, "2014", "json")));
    desk.reads();
    assert_eq!(told(&desk), second);
    assert!(desk.reads().contains(&FIRST.to_string()), "it is read while it may be changed unseen");
    desk.disk.ticked(2 * SECOND);
    assert_eq!(told(&desk), second);
    desk.reads();
    assert_eq!(told(&desk), second);
    assert_eq!(desk.reads(), Vec::<String>::new(), "by now an edit would have another stamp");
    edit(4);
    assert_eq!(told(&desk), second, "nothing but the stamp is looked at");
}

#[test]
fn a_folder_is_listed_again_only_when_something_came_or_went() {
    let desk = desk();
    let root = desk.sandbox.records().to_path_buf();
    told(&desk);
    desk.disk.folders();
    let listed = |why: &str| {
        assert_eq!(told(&desk), desk.plain(&report(&BY, "2014", "json")), "{why}");
        desk.disk.folders()
    };
    let [all, few] = listed("nothing happened");
    assert!(all > 0);
    write(&root, FIRST, &activity("2014-03-05", "v1", 7));
    assert_eq!(listed("a file says something else"), [all, few]);
    write(&root, "activities/2014/03/2014-03-06-second.yaml", &activity("2014-03-06", "v1", 1));
    assert_eq!(listed("a file came"), [all - 1, few + 1]);
    assert_eq!(listed("and is known"), [all, few]);
    fs::rename(root.join(FIRST), root.join("activities/2014/03/2014-03-05-moved.yaml")).unwrap();
    assert_eq!(listed("a file has another name"), [all - 1, few + 1]);
    fs::remove_file(root.join("activities/2014/03/2014-03-06-second.yaml")).unwrap();
    assert_eq!(listed("a file went"), [all - 1, few + 1]);
    assert_eq!(listed("and nothing happened"), [all, few]);
}

/// A file that comes within a tick of the clock leaves no trace in the stamp of its folder.
#[test]
fn a_file_that_comes_within_a_tick_of_a_coarse_clock_is_seen() {
    const SECOND: i64 = 1_000_000_000;
    let desk = desk();
    let come = |nth: u32| {
        let path = format!("activities/2014/03/2014-03-07-come-{nth}.yaml");
        desk.sandbox.write(&path, &activity("2014-03-07", "v1", nth));
    };
    desk.disk.ticked(2 * SECOND - 1);
    let first = told(&desk);
    come(1);
    let second = told(&desk);
    assert_ne!(second, first);
    assert_eq!(second, desk.plain(&report(&BY, "2014", "json")));
    desk.disk.ticked(2 * SECOND);
    assert_eq!(told(&desk), second);
    desk.disk.folders();
    assert_eq!(told(&desk), second);
    let [known, _] = desk.disk.folders();
    assert!(known > 0, "by now what comes would change the stamp of its folder");
}

/// Where a link leads may change while its folder stays as it is.
#[cfg(unix)]
#[test]
fn a_folder_with_a_link_is_never_known() {
    let desk = desk();
    let root = desk.sandbox.records().to_path_buf();
    let target = root.join("later.txt");
    std::os::unix::fs::symlink(&target, root.join("activities/2014/03/2014-03-06-link.yaml")).unwrap();
    let before = told(&desk);
    assert_eq!(told(&desk), before);
    fs::write(&target, activity("2014-03-06", "v1", 5)).unwrap();
    assert_ne!(told(&desk), before);
    assert_eq!(told(&desk), desk.plain(&report(&BY, "2014", "json")));
}
