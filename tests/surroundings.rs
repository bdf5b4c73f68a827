//! The program in repositories as people have them: what it does there, what it says, how it ends.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use tandem::model::book::Name;
use tandem::model::kind::Kind;
use tandem::session::change::{ChangeError, Command, Desk, Rewrite};
use tandem::store::disk::Disk;
use tandem::store::publish::PublishError;

use crate::support::repository::Sandbox;

const SET: [&str; 4] = ["volunteer", "set", "li-na", "phone=12345"];
const ADD: [&str; 5] = ["volunteer", "add", "Ana", "--org", "jiulong"];
const LI_NA: &str = "volunteers/li-na.toml";

fn changed_in_head(sandbox: &Sandbox) -> String {
    sandbox.git(&["show", "--format=", "--name-only", "HEAD"])
}

#[test]
fn an_unborn_branch_is_born() {
    let sandbox = Sandbox::unborn();
    sandbox.fill();
    assert_eq!(sandbox.does(&ADD), "");
    assert_eq!(sandbox.git(&["log", "--format=%s", "main"]), "volunteer add: ana");
    assert_eq!(changed_in_head(&sandbox), "volunteers/ana.toml");
}

#[test]
fn a_store_in_a_folder_of_a_larger_repository() {
    let mut sandbox = Sandbox::unborn();
    sandbox.write("code.rs", "fn main() {}\n");
    sandbox.move_records(sandbox.records().join("our records"));
    fs::create_dir(sandbox.records()).unwrap();
    sandbox.fill();
    sandbox.git(&["add", ".."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    assert_eq!(sandbox.does(&SET), "");
    assert_eq!(changed_in_head(&sandbox), "our records/volunteers/li-na.toml");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn what_somebody_else_staged_stays_staged() {
    let sandbox = Sandbox::filled();
    sandbox.write("orgs/jiulong.toml", "name = \"Nine Dragons\"\nkind = \"community\"\n");
    sandbox.write("notes.txt", "not ours\n");
    sandbox.git(&["add", "."]);
    assert_eq!(sandbox.does(&SET), "");
    assert_eq!(changed_in_head(&sandbox), LI_NA);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "A  notes.txt\nM  orgs/jiulong.toml");
}

#[test]
fn a_detached_head_moves_alone() {
    let sandbox = Sandbox::filled();
    sandbox.git(&["checkout", "--quiet", "--detach"]);
    let before = sandbox.git(&["rev-parse", "HEAD"]);
    assert_eq!(sandbox.does(&SET), "");
    assert_eq!(sandbox.git(&["rev-parse", "main", "HEAD^"]), format!("{before}\n{before}"));
}

#[test]
fn a_linked_work_tree_has_its_own_branch() {
    let mut sandbox = Sandbox::filled();
    let linked = sandbox.records().with_file_name("linked");
    sandbox.git(&["worktree", "add", "--quiet", "-b", "side", linked.to_str().unwrap()]);
    sandbox.move_records(linked);
    assert_eq!(sandbox.does(&SET), "");
    assert_eq!(sandbox.git(&["log", "--format=%s", "main..side"]), "volunteer set: li-na");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn without_a_name_nothing_is_committed() {
    let sandbox = Sandbox::filled();
    fs::write(sandbox.path().join("gitconfig"), "[user]\n useConfigOnly = true\n").unwrap();
    assert_eq!(
        sandbox.refuses(&SET),
        "error: git does not know who you are\n\
         help: say it once: `git config --global user.name \"Your Name\"` and \
         `git config --global user.email you@example.org`\n"
    );
    assert_eq!(sandbox.does(&["volunteer", "set", "li-na", "phone=12345", "--no-commit"]), "");
}

#[test]
fn a_hook_refuses() {
    let sandbox = Sandbox::filled();
    sandbox.script(".git/hooks/pre-commit", "echo 'the phone is missing' >&2; exit 1");
    assert_eq!(
        sandbox.refuses(&ADD),
        "error: the hook `pre-commit` refused the commit: the phone is missing\n\
         help: mend what the hook says, then try again; nothing was written\n"
    );
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
}

#[test]
fn inside_a_hook_records_are_read_and_not_changed() {
    let sandbox = Sandbox::filled();
    let program = env!("CARGO_BIN_EXE_tandem");
    let inside =
        format!("'{program}' check && '{program}' volunteer set li-na phone=1; echo \"code $?\" >&2; exit 1");
    sandbox.script(".git/hooks/pre-commit", &inside);
    let told = sandbox.refuses(&SET);
    let refusal = "error: records cannot be changed from within a hook of the repository\n\
                   help: a hook may read them, for example with `tandem check`\ncode 2\n";
    assert!(told.contains(refusal), "{told}");
}

/// Ten seconds of waiting, at once.
#[test]
fn a_held_index_is_waited_for_named_and_left() {
    let sandbox = Sandbox::filled();
    sandbox.write(".git/index.lock", "");
    let before = sandbox.state();
    let git = sandbox.repository();
    let records: Arc<dyn Disk> = Arc::new(sandbox.disk());
    let mut waited = Duration::ZERO;
    let mut pause = |time| waited += time;
    let mut tell = |text: &str| panic!("{text}");
    let today = "2026-11-21".parse().unwrap();
    let mut desk = Desk {
        disk: &records,
        git: Some(&git),
        earlier: None,
        today,
        inside_hook: false,
        pause: &mut pause,
        tell: &mut tell,
    };
    let verb = "volunteer edit".into();
    let command = Command { verb, flags: Vec::new(), message: None, commit: true, dry_run: false };
    let text = sandbox.read(LI_NA).unwrap();
    let rewrite = Rewrite {
        name: Name { kind: Kind::Volunteer, id: "li-na".parse().unwrap(), path: LI_NA.into() },
        before: text.clone().into_bytes(),
        after: text.replace("Li Na", "Li Nana").into_bytes(),
    };
    let error = desk.rewrite::<std::convert::Infallible>(&command, &rewrite).unwrap_err();
    let ChangeError::Publish(error @ PublishError::GitLocked { .. }) = error else { panic!("{error}") };
    let lock = sandbox.records().join(".git/index.lock");
    let named = format!("`{}` is held by another git, for ", lock.display());
    assert!(error.to_string().starts_with(&named), "{error}");
    assert_eq!(
        error.help().unwrap(),
        format!("wait for that git; if none runs, remove it with `rm {}`", lock.display())
    );
    assert_eq!(waited, Duration::from_secs(10));
    assert!(lock.exists());
    assert_eq!(sandbox.state(), before);
}

#[test]
fn a_rebase_under_way_must_end_first() {
    let sandbox = Sandbox::filled();
    sandbox.git(&["checkout", "--quiet", "-b", "side"]);
    sandbox.write("notes.txt", "one\n");
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "side"]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("notes.txt", "two\n");
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "main"]);
    assert!(!sandbox.try_git(&["rebase", "--quiet", "side"]).0);
    assert_eq!(
        sandbox.refuses(&SET),
        "error: a rebase is under way in this repository\n\
         help: end it with `git rebase --continue` or `git rebase --abort`, then try again\n"
    );
    assert_eq!(sandbox.tandem(&["volunteer", "list"]).code, Some(0));
    sandbox.git(&["rebase", "--abort"]);
    assert_eq!(sandbox.does(&SET), "");
}

#[test]
fn a_hand_edit_gets_a_commit_of_its_own() {
    let sandbox = Sandbox::filled();
    sandbox.write(LI_NA, "# speaks Wu and Hakka\nname = \"Li Na\"\norg = \"jiulong\"\n");
    assert_eq!(
        sandbox.does(&["volunteer", "set", "li-na", "phone=12345", "-m", "she called"]),
        "note: what was edited by hand is in a commit of its own: volunteer li-na\n"
    );
    let log = sandbox.git(&["log", "--format=%B%x2d"]);
    let (ours, rest) = log.split_once("\n-\n").unwrap();
    assert!(ours.starts_with("volunteer set: li-na\n\nshe called\n\nTandem-Op: "), "{ours}");
    assert!(ours.ends_with("\nTandem-Command: volunteer set li-na --message"), "{ours}");
    assert_eq!(rest, "hand: volunteer li-na\n-\nstart\n-");
}

/// A `PATH` in which there is no git.
fn without_git(sandbox: &Sandbox) -> (std::ffi::OsString, std::ffi::OsString) {
    ("PATH".into(), sandbox.path().join("nothing").into())
}

#[test]
fn without_git_installed_only_a_repository_is_an_error() {
    let mut sandbox = Sandbox::filled();
    sandbox.extra.push(without_git(&sandbox));
    let refusal = "error: `git` is not installed, but `~/town` is a git repository\n\
                   help: install git, then `git --version` answers\n";
    for words in [SET.as_slice(), &["volunteer", "list"]] {
        let ran = sandbox.tandem(words);
        assert_eq!((ran.code, &*ran.talk), (Some(2), refusal));
    }
    fs::remove_dir_all(sandbox.records().join(".git")).unwrap();
    assert_eq!(sandbox.does(&SET), "");
    assert!(sandbox.read(LI_NA).unwrap().ends_with("phone = \"12345\"\n"));
}

#[test]
fn a_repository_of_somebody_else_is_not_no_repository() {
    let mut sandbox = Sandbox::filled();
    sandbox.extra.push(("GIT_TEST_ASSUME_DIFFERENT_OWNER".into(), "1".into()));
    let refusal = "error: git does not trust the repository at `~/town`, because somebody else owns it\n\
                   help: if you trust it, type `git config --global --add safe.directory ~/town`\n";
    for words in [SET.as_slice(), &["volunteer", "list"]] {
        let ran = sandbox.tandem(words);
        assert_eq!((ran.code, &*ran.talk), (Some(2), refusal));
    }
    assert!(!sandbox.read(LI_NA).unwrap().contains("phone"));
}

#[test]
fn who_signs_signs() {
    let sandbox = Sandbox::filled();
    sandbox.signs("true");
    assert_eq!(sandbox.does(&SET), "");
    assert!(sandbox.git(&["cat-file", "-p", "HEAD"]).contains("gpgsig -----BEGIN"));
    sandbox.script(".git/sign", "cat >/dev/null; echo 'no key' >&2; exit 1");
    let told = sandbox.refuses(&["volunteer", "set", "li-na", "phone=67890"]);
    assert!(told.starts_with("error: `git commit-tree ") && told.contains("no key"), "{told}");
}
