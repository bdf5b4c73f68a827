//! The four forms of a disk agree with each other, and none leaves its root.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::Arc;

use tandem::store::disk::{Disk, Dying, Kind, Memory, Near, Past, RelPath, Unfit, unfit};

use crate::support::repository::{Sandbox, at};

const FILES: [(&str, &str); 4] = [
    ("tandem.toml", "format = 1\n"),
    ("volunteers/li-na.toml", "name = \"Li Na\"\n"),
    ("volunteers/a/b.toml", "name = \"B\"\n"),
    ("volunteers/.hidden/c.toml", "name = \"C\"\n"),
];

/// The same records on a real disk, in memory and in a revision.
fn disks() -> (Sandbox, Vec<Box<dyn Disk>>) {
    let sandbox = Sandbox::unborn();
    for (path, text) in FILES {
        sandbox.write(path, text);
    }
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    let git = sandbox.repository();
    let past = Past::open(&git, git.head().unwrap().unwrap()).unwrap();
    let memory = Memory::holding(FILES).unwrap();
    let counted = Dying::counting(Arc::new(memory.clone()));
    let disks: Vec<Box<dyn Disk>> =
        vec![Box::new(sandbox.disk()), Box::new(memory), Box::new(past), Box::new(counted)];
    (sandbox, disks)
}

#[test]
fn all_disks_read_alike() {
    let (_sandbox, disks) = disks();
    for disk in disks {
        let walk = disk.walk(&at("volunteers")).unwrap();
        let found: Vec<_> = walk.entries.iter().map(|entry| (entry.path.as_str(), entry.kind)).collect();
        assert_eq!(found, [("volunteers/a/b.toml", Kind::File), ("volunteers/li-na.toml", Kind::File)]);
        let listed = disk.list(&at("volunteers")).unwrap();
        let listed: Vec<_> = listed.iter().map(|entry| (entry.path.name(), entry.kind)).collect();
        assert_eq!(listed, [(".hidden", Kind::Folder), ("a", Kind::Folder), ("li-na.toml", Kind::File)]);
        assert_eq!(disk.read(&at("volunteers/li-na.toml"), 15).unwrap(), b"name = \"Li Na\"\n");
        let error = disk.read(&at("volunteers/li-na.toml"), 14).unwrap_err();
        assert_eq!(
            (error.kind(), unfit(&error)),
            (ErrorKind::FileTooLarge, Some(Unfit::TooLarge { limit: 14 }))
        );
        assert_eq!(unfit(&disk.read(&at("volunteers"), 9).unwrap_err()), Some(Unfit::Folder));
        assert_eq!(disk.read(&at("volunteers/x"), 9).unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(disk.stat(&at("nowhere/x")).unwrap(), None);
        assert_eq!(disk.stat(&at("volunteers")).unwrap().unwrap().kind, Kind::Folder);
        assert!(disk.walk(&at("nowhere")).unwrap().entries.is_empty());
        assert_eq!(disk.read(&at("tandem.toml"), 99).unwrap(), b"format = 1\n", "after a refusal too");
    }
}

#[test]
fn links_that_leave_the_records_are_not_followed() {
    let sandbox = Sandbox::unborn();
    fs::write(sandbox.path().join("secret.toml"), "name = \"secret\"\n").unwrap();
    fs::create_dir(sandbox.path().join("outside")).unwrap();
    fs::write(sandbox.path().join("outside/x.toml"), "name = \"secret\"\n").unwrap();
    sandbox.write("volunteers/li-na.toml", "name = \"Li Na\"\n");
    let place = |path: &str| sandbox.records().join(path);
    symlink("../../secret.toml", place("volunteers/leaves.toml")).unwrap();
    symlink("li-na.toml", place("volunteers/stays.toml")).unwrap();
    symlink("stays.toml", place("volunteers/twice.toml")).unwrap();
    symlink("loop.toml", place("volunteers/loop.toml")).unwrap();
    symlink("../outside", place("folder")).unwrap();
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    let git = sandbox.repository();
    let past = Past::open(&git, git.head().unwrap().unwrap()).unwrap();
    let disks: [Box<dyn Disk>; 2] = [Box::new(sandbox.disk()), Box::new(past)];
    for disk in disks {
        let walk = disk.walk(&RelPath::root()).unwrap();
        let found: Vec<_> = walk.entries.iter().map(|entry| (entry.path.as_str(), entry.kind)).collect();
        let expected = [
            ("folder", Kind::Link),
            ("volunteers/leaves.toml", Kind::Link),
            ("volunteers/li-na.toml", Kind::File),
            ("volunteers/loop.toml", Kind::Link),
            ("volunteers/stays.toml", Kind::File),
            ("volunteers/twice.toml", Kind::File),
        ];
        assert_eq!(found, expected);
        assert_eq!(disk.read(&at("volunteers/twice.toml"), 99).unwrap(), b"name = \"Li Na\"\n");
        assert_eq!(unfit(&disk.read(&at("volunteers/leaves.toml"), 99).unwrap_err()), Some(Unfit::Outside));
        assert!(disk.read(&at("volunteers/loop.toml"), 99).is_err());
        assert!(disk.read(&at("folder/x.toml"), 99).is_err());
    }
    let real = sandbox.disk();
    assert_eq!(unfit(&real.write_new(&at("folder/y.toml"), b"", None).unwrap_err()), Some(Unfit::Outside));
    assert_eq!(unfit(&real.remove(&at("folder/x.toml")).unwrap_err()), Some(Unfit::Outside));
    assert_eq!(unfit(&real.list(&at("folder")).unwrap_err()), Some(Unfit::Outside));
}

#[test]
fn what_lies_near_reads_as_it_does_by_itself() {
    const LIMIT: u64 = 20_000;
    let sandbox = Sandbox::unborn();
    fs::write(sandbox.path().join("secret.toml"), "name = \"secret\"\n").unwrap();
    for length in [0, 1, 16_383, 16_384, 16_385, 20_000, 20_001] {
        sandbox.write(&format!("a/{length}"), &"x".repeat(length));
    }
    sandbox.write("b/1", "y");
    sandbox.write("b/folder/1", "z");
    let place = |path: &str| sandbox.records().join(path);
    symlink("../../secret.toml", place("a/leaves")).unwrap();
    symlink("1", place("a/stays")).unwrap();
    symlink("b", place("to-b")).unwrap();
    symlink("..", place("out")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(place("b/pipe")).status().unwrap().success());
    let paths = "a/0 a/1 a/16383 a/16384 a/16385 a/20000 a/20001 b/1 a/1 b/folder b/folder/1 b/pipe b/none a/leaves \
                 a/stays to-b/1 out/secret.toml none/x b/1 tandem.toml";
    let (disk, mut near) = (sandbox.disk(), Near::default());
    let told = |read: std::io::Result<Vec<u8>>| read.map_err(|error| (error.kind(), unfit(&error)));
    for path in paths.split_whitespace().chain(paths.split_whitespace().rev()) {
        let path = at(path);
        assert_eq!(told(disk.read_near(&path, LIMIT, &mut near)), told(disk.read(&path, LIMIT)), "{path}");
    }
}

#[test]
fn a_pipe_is_an_error_and_no_wait() {
    let sandbox = Sandbox::plain();
    let pipe = sandbox.records().join("pipe.toml");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let disk = sandbox.disk();
    assert_eq!(unfit(&disk.read(&at("pipe.toml"), 9).unwrap_err()), Some(Unfit::Special));
    assert_eq!(disk.list(&RelPath::root()).unwrap()[0].kind, Kind::Other);
}

#[test]
fn a_file_that_takes_another_s_place_takes_its_permissions() {
    let sandbox = Sandbox::plain();
    sandbox.write("old.toml", "");
    let place = sandbox.records().join("old.toml");
    fs::set_permissions(place, fs::Permissions::from_mode(0o600)).unwrap();
    sandbox.disk().write_new(&at("new.toml"), b"x", Some(&at("old.toml"))).unwrap();
    let mode = fs::metadata(sandbox.records().join("new.toml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn one_at_a_time_holds_a_real_lock() {
    let sandbox = Sandbox::plain();
    let (one, other) = (sandbox.disk(), sandbox.disk());
    let held = one.try_lock(&at("lock"), "process 7").unwrap().unwrap();
    assert!(other.try_lock(&at("lock"), "process 8").unwrap().is_none());
    assert_eq!(sandbox.read("lock").unwrap(), "process 7");
    drop(held);
    assert!(other.try_lock(&at("lock"), "process 8").unwrap().is_some());
    assert_eq!(sandbox.read("lock").unwrap(), "process 8");
}

#[test]
fn a_past_revision_cannot_be_changed() {
    let (_sandbox, disks) = disks();
    let past = &disks[2];
    assert_eq!(past.write_new(&at("x"), b"", None).unwrap_err().kind(), ErrorKind::ReadOnlyFilesystem);
    assert!(past.try_lock(&at("lock"), "me").is_err());
}
