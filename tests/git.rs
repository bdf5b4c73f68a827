//! Publishing into repositories as people have them.

use std::fs;
use std::sync::Arc;

use tandem::store::disk::Disk;
use tandem::store::git::{Git, GitError, Oid, blob_id};
use tandem::store::publish::{Note, PublishError};

use crate::deaths::commands::committing;
use crate::deaths::scene::{Scene, leave};
use crate::support::repository::{Sandbox, at, batch};

const LI_NA: &str = "volunteers/li-na.toml";
const OLD: Option<&str> = Some("name = \"Li Na\"\n");
const NEW: Option<&str> = Some("name = \"Li Na\"\nkind = \"both\"\n");

fn change() -> tandem::store::publish::Batch {
    batch(&[(LI_NA, OLD, NEW)])
}

fn head(sandbox: &Sandbox) -> String {
    sandbox.git(&["rev-parse", "HEAD"])
}

fn is_clean(sandbox: &Sandbox) {
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
    sandbox.git(&["fsck", "--strict"]);
}

/// A refusal leaves everything as it was.
fn is_refused(sandbox: &Sandbox) -> PublishError {
    let before = sandbox.state();
    let error = sandbox.publish(&change()).unwrap_err();
    assert_eq!(sandbox.state(), before);
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
    error
}

#[test]
fn one_commit_of_exactly_the_files() {
    let sandbox = Sandbox::started();
    let published = sandbox
        .publish(&batch(&[
            (LI_NA, OLD, NEW),
            ("volunteers/old.toml", Some("name = \"Old\"\n"), None),
            ("activities/2026/11/a.yaml", None, Some("title: A\n")),
        ]))
        .unwrap();
    assert_eq!(published.commit.unwrap().as_str(), head(&sandbox));
    assert_eq!(published.hand, None);
    assert_eq!(
        sandbox.git(&["log", "-1", "--format=%an %ae%n%B"]),
        "Wang Fang wang@example.org\nvolunteer set: li-na\n\n\
         Tandem-Op: k3x9\nTandem-Command: volunteer set li-na name"
    );
    assert_eq!(
        sandbox.git(&["show", "--format=", "--name-status", "HEAD"]),
        "A\tactivities/2026/11/a.yaml\nM\tvolunteers/li-na.toml\nD\tvolunteers/old.toml"
    );
    assert_eq!(sandbox.git(&["reflog", "-1", "--format=%gs"]), "tandem: volunteer set: li-na");
    is_clean(&sandbox);
}

#[test]
fn whatever_else_a_folder_holds_stays_in_the_tree() {
    let sandbox = Sandbox::started();
    sandbox.script("volunteers/run", "true");
    sandbox.write("volunteers/ odd \"name\"\n李.txt", "odd\n");
    sandbox.write("volunteers/li-na/deep/file.txt", "deep\n");
    sandbox.write("volunteers.txt", "sorted before the folder\n");
    std::os::unix::fs::symlink("old.toml", sandbox.records().join("volunteers/link")).unwrap();
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "more"]);
    let made = ("activities/2026/11/a.yaml", None, Some("title: A\n"));
    sandbox.publish(&batch(&[(LI_NA, OLD, NEW), made])).unwrap();
    assert_eq!(
        sandbox.git(&["show", "--format=", "--name-status", "HEAD"]),
        "A\tactivities/2026/11/a.yaml\nM\tvolunteers/li-na.toml"
    );
    is_clean(&sandbox);
    sandbox.publish(&batch(&[("activities/2026/11/a.yaml", Some("title: A\n"), None)])).unwrap();
    assert_eq!(sandbox.git(&["ls-tree", "--name-only", "HEAD"]), "tandem.toml\nvolunteers.txt\nvolunteers");
    is_clean(&sandbox);
}

#[test]
fn an_unborn_branch_is_born() {
    let sandbox = Sandbox::unborn();
    sandbox.write("tandem.toml", "format = 1\n");
    let published = sandbox.publish(&batch(&[(LI_NA, None, NEW)])).unwrap();
    assert_eq!(published.commit.unwrap().as_str(), head(&sandbox));
    assert_eq!(sandbox.git(&["log", "--format=%s", "main"]), "volunteer set: li-na");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? tandem.toml");
}

#[test]
fn records_may_lie_in_a_folder_of_a_larger_repository() {
    let mut sandbox = Sandbox::unborn();
    sandbox.write("code.rs", "fn main() {}\n");
    sandbox.write(&format!("our [records]/{LI_NA}"), OLD.unwrap());
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    sandbox.write("code.rs", "fn main() { }\n");
    sandbox.move_records(sandbox.records().join("our [records]"));
    sandbox.publish(&change()).unwrap();
    let changed = sandbox.git(&["show", "--format=", "--name-only", "HEAD"]);
    assert_eq!(changed, "our [records]/volunteers/li-na.toml");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), " M code.rs");
    let blobs = sandbox.repository().blobs(&Oid::read(&head(&sandbox)).unwrap(), &at("")).unwrap();
    assert_eq!(blobs.keys().map(ToString::to_string).collect::<Vec<_>>(), [LI_NA]);
}

#[test]
fn what_somebody_else_staged_stays_staged() {
    let sandbox = Sandbox::started();
    sandbox.write("volunteers/old.toml", "name = \"Older\"\n");
    sandbox.write("volunteers/more.toml", "name = \"More\"\n");
    sandbox.git(&["add", "."]);
    sandbox.publish(&change()).unwrap();
    assert_eq!(sandbox.git(&["show", "--format=", "--name-only", "HEAD"]), LI_NA);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "A  volunteers/more.toml\nM  volunteers/old.toml");
}

#[test]
fn a_detached_head_moves_alone() {
    let sandbox = Sandbox::started();
    sandbox.git(&["checkout", "--quiet", "--detach"]);
    let before = head(&sandbox);
    sandbox.publish(&change()).unwrap();
    assert_eq!(sandbox.git(&["rev-parse", "main", "HEAD^"]), format!("{before}\n{before}"));
    is_clean(&sandbox);
}

#[test]
fn a_linked_work_tree_has_its_own_head_and_index() {
    let mut sandbox = Sandbox::started();
    let before = head(&sandbox);
    let linked = sandbox.path().canonicalize().unwrap().join("linked");
    sandbox.git(&["worktree", "add", "--quiet", "-b", "side", linked.to_str().unwrap()]);
    sandbox.move_records(linked);
    sandbox.publish(&change()).unwrap();
    assert_eq!(sandbox.git(&["rev-parse", "side^", "main"]), format!("{before}\n{before}"));
    is_clean(&sandbox);
}

#[test]
fn without_a_name_nothing_is_written() {
    let sandbox = Sandbox::started();
    fs::write(sandbox.path().join("gitconfig"), "[user]\n useConfigOnly = true\n").unwrap();
    let error = is_refused(&sandbox);
    assert!(matches!(error, PublishError::NoIdentity { .. }), "{error}");
    assert!(error.help().unwrap().contains("git config --global user.name"));
}

#[test]
fn a_hook_may_refuse() {
    let sandbox = Sandbox::started();
    sandbox.write(LI_NA, "name = \"by hand\"\n");
    sandbox.script(
        ".git/hooks/pre-commit",
        "echo \"$TANDEM_OP sees $(git diff --cached --name-only)\" >&2; exit 1",
    );
    let before = sandbox.state();
    let error = sandbox.publish(&batch(&[(LI_NA, Some("name = \"by hand\"\n"), NEW)])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the hook `pre-commit` refused the commit: k3x9 sees volunteers/li-na.toml"
    );
    assert_eq!(sandbox.state(), before);
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
}

#[test]
fn what_a_hook_writes_meanwhile_is_not_lost() {
    let sandbox = Sandbox::started();
    sandbox.script(".git/hooks/pre-commit", &format!("echo '# mine' >> {LI_NA}"));
    let error = sandbox.publish(&change()).unwrap_err();
    assert!(matches!(&error, PublishError::Changed { path } if path.as_str() == LI_NA), "{error}");
    assert_eq!(sandbox.read(LI_NA).unwrap(), "name = \"Li Na\"\n# mine\n");
    assert_eq!(sandbox.git(&["log", "--format=%s"]).trim(), "start");
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
}

#[test]
fn what_is_staged_meanwhile_of_the_same_file_stays_staged() {
    let sandbox = Sandbox::started();
    let stage = format!(
        "export GIT_INDEX_FILE=.git/index; blob=$(echo mine | git hash-object -w --stdin); \
         git update-index --cacheinfo 100644,$blob,{LI_NA}"
    );
    sandbox.script(".git/hooks/pre-commit", &stage);
    sandbox.publish(&change()).unwrap();
    assert_eq!(sandbox.git(&["show", &format!(":{LI_NA}")]), "mine");
    assert_eq!(sandbox.git(&["show", &format!("HEAD:{LI_NA}")]), NEW.unwrap().trim_end());
}

#[test]
fn a_hook_may_change_the_message() {
    let sandbox = Sandbox::started();
    sandbox.script(".git/hooks/commit-msg", "echo 'Change-Id: I1' >> \"$1\"");
    sandbox.publish(&change()).unwrap();
    let trailers = sandbox.git(&["log", "-1", "--format=%(trailers:key=Change-Id,valueonly)"]);
    assert_eq!(trailers.trim(), "I1");
    is_clean(&sandbox);
    let mut quiet = batch(&[(LI_NA, NEW, OLD)]);
    quiet.run_hooks = false;
    sandbox.publish(&quiet).unwrap();
    assert!(!sandbox.git(&["log", "-1", "--format=%B"]).contains("Change-Id"));
}

#[test]
fn a_held_lock_of_git_is_waited_for_named_and_left() {
    for name in ["index.lock", "HEAD.lock", "refs/heads/main.lock"] {
        let sandbox = Sandbox::started();
        sandbox.write(&format!(".git/{name}"), "");
        let before = sandbox.state();
        let made = batch(&[(LI_NA, OLD, NEW), ("residents/by/r-1.toml", None, Some("kind = \"person\"\n"))]);
        let error = sandbox.publish(&made).unwrap_err();
        let PublishError::GitLocked { path, age } = &error else { panic!("{name}: {error}") };
        assert!(path.ends_with(name), "{error}");
        assert!(path.exists() && age.is_some(), "{error}");
        assert_eq!(sandbox.state(), before, "{name}");
        assert!(!sandbox.records().join("residents").exists(), "{name}: a folder is left");
        fs::remove_file(path).unwrap();
        assert_eq!(sandbox.leftovers(), Vec::<String>::new());
        sandbox.publish(&made).unwrap();
    }
}

#[test]
fn every_hook_is_told_of_the_operation() {
    let sandbox = Sandbox::started();
    for hook in
        ["pre-commit", "prepare-commit-msg", "commit-msg", "post-index-change", "reference-transaction"]
    {
        sandbox.script(&format!(".git/hooks/{hook}"), &format!("echo {hook} $TANDEM_OP >> .git/told"));
    }
    sandbox.publish(&change()).unwrap();
    let told = sandbox.read(".git/told").unwrap();
    assert!(told.lines().all(|line| line.ends_with(" k3x9")), "{told}");
    for hook in
        ["pre-commit", "prepare-commit-msg", "commit-msg", "post-index-change", "reference-transaction"]
    {
        assert!(told.contains(hook), "{hook}: {told}");
    }
}

#[test]
fn a_rebase_under_way_is_left_alone() {
    let sandbox = Sandbox::started();
    sandbox.git(&["checkout", "--quiet", "-b", "side"]);
    sandbox.write("volunteers/old.toml", "name = \"Side\"\n");
    sandbox.git(&["commit", "--quiet", "-am", "side"]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("volunteers/old.toml", "name = \"Main\"\n");
    sandbox.git(&["commit", "--quiet", "-am", "main"]);
    for (words, name) in [
        (["rebase", "--quiet", "side"].as_slice(), "rebase"),
        (["merge", "--quiet", "side"].as_slice(), "merge"),
        (["cherry-pick", "side"].as_slice(), "cherry-pick"),
        (["revert", "--no-edit", "side"].as_slice(), "revert"),
    ] {
        assert!(!sandbox.try_git(words).0, "{words:?} must stop at a conflict");
        let before = sandbox.git(&["status", "--porcelain"]);
        let error = sandbox.publish(&change()).unwrap_err();
        assert!(matches!(error, PublishError::UnderWay { what } if what == name), "{error}");
        assert_eq!(sandbox.git(&["status", "--porcelain"]), before);
        sandbox.git(&[name, "--abort"]);
    }
    sandbox.publish(&change()).unwrap();
}

#[test]
fn hand_edits_get_a_commit_of_their_own() {
    let sandbox = Sandbox::started();
    sandbox.write(LI_NA, "name = \"by hand\"\n");
    sandbox.write("volunteers/zhao.toml", "name = \"untracked\"\n");
    sandbox.write("volunteers/old.toml", "name = \"not ours\"\n");
    let published = sandbox
        .publish(&batch(&[
            (LI_NA, Some("name = \"by hand\"\n"), NEW),
            ("volunteers/zhao.toml", Some("name = \"untracked\"\n"), Some("name = \"Zhao\"\n")),
        ]))
        .unwrap();
    let labels = vec!["volunteer li-na".into(), "volunteer zhao".into()];
    assert_eq!(published.notes, [Note::Hand { labels }]);
    assert_eq!(published.hand.unwrap().as_str(), sandbox.git(&["rev-parse", "HEAD^"]));
    assert_eq!(
        sandbox.git(&["log", "-2", "--format=%B%x2d"]),
        "volunteer set: li-na\n\nTandem-Op: k3x9\nTandem-Command: volunteer set li-na name\n-\n\
         hand: volunteer li-na, volunteer zhao\n-"
    );
    assert_eq!(sandbox.git(&["show", "HEAD^:volunteers/li-na.toml"]), "name = \"by hand\"");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), " M volunteers/old.toml");
}

#[test]
fn without_git_installed_only_a_repository_is_an_error() {
    let mut sandbox = Sandbox::started();
    sandbox.extra.push(("PATH".into(), sandbox.path().into()));
    let error = Git::discover(sandbox.records(), &sandbox.program()).unwrap_err();
    assert!(matches!(error, GitError::Missing { .. }), "{error}");
    let mut plain = Sandbox::plain();
    plain.extra.push(("PATH".into(), plain.path().into()));
    assert!(Git::discover(plain.records(), &plain.program()).unwrap().is_none());
}

#[test]
fn dubious_ownership_names_the_line_to_type() {
    let mut sandbox = Sandbox::started();
    sandbox.extra.push(("GIT_TEST_ASSUME_DIFFERENT_OWNER".into(), "1".into()));
    let error = Git::discover(sandbox.records(), &sandbox.program()).unwrap_err();
    let line = format!("git config --global --add safe.directory {}", sandbox.records().display());
    assert_eq!(error.help().unwrap(), format!("if you trust it, type `{line}`"));
}

#[test]
fn a_broken_repository_is_not_no_repository() {
    let sandbox = Sandbox::plain();
    sandbox.write(".git", "gitdir: /nowhere/at/all\n");
    let error = Git::discover(sandbox.records(), &sandbox.program()).unwrap_err();
    assert!(matches!(error, GitError::Refused { .. }), "{error}");
}

#[test]
fn a_sha256_repository_names_objects_its_own_way() {
    let sandbox = Sandbox::plain();
    sandbox.git(&["init", "--quiet", "--object-format=sha256"]);
    let published = sandbox.publish(&batch(&[(LI_NA, None, NEW)])).unwrap();
    let commit = published.commit.unwrap();
    assert_eq!(commit.as_str().len(), 64);
    let git = sandbox.repository();
    let blobs = git.blobs(&commit, &at("volunteers")).unwrap();
    assert_eq!(blobs[&at(LI_NA)].oid, blob_id(NEW.unwrap().as_bytes(), git.format()));
    is_clean(&sandbox);
}

#[test]
fn who_signs_signs() {
    let sandbox = Sandbox::started();
    sandbox.signs("yes");
    sandbox.write(LI_NA, "name = \"by hand\"\n");
    sandbox.publish(&batch(&[(LI_NA, Some("name = \"by hand\"\n"), NEW)])).unwrap();
    for commit in ["HEAD", "HEAD^"] {
        assert!(sandbox.git(&["cat-file", "-p", commit]).contains("gpgsig -----BEGIN"), "{commit}");
    }
    sandbox.script(".git/sign", "cat >/dev/null; echo 'no key' >&2; exit 1");
    let before = sandbox.state();
    assert!(sandbox.publish(&batch(&[(LI_NA, NEW, OLD)])).unwrap_err().to_string().contains("no key"));
    assert_eq!(sandbox.state(), before);
}

#[test]
fn an_ignored_record_is_committed_all_the_same() {
    let sandbox = Sandbox::started();
    sandbox.write(".gitignore", "*.toml\n");
    sandbox.publish(&batch(&[("volunteers/zhao.toml", None, Some("name = \"Zhao\"\n"))])).unwrap();
    assert_eq!(sandbox.git(&["show", "--format=", "--name-only", "HEAD"]), "volunteers/zhao.toml");
}

#[test]
fn git_s_own_line_ends_are_no_hand_edit() {
    let sandbox = Sandbox::unborn();
    sandbox.write(".gitattributes", "*.toml text eol=crlf\n");
    sandbox.write(LI_NA, "name = \"Li Na\"\r\n");
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    let after = "name = \"Li Na\"\r\nkind = \"both\"\r\n";
    let published = sandbox.publish(&batch(&[(LI_NA, Some("name = \"Li Na\"\r\n"), Some(after))])).unwrap();
    assert_eq!(published.hand, None);
    assert_eq!(sandbox.read(LI_NA).unwrap(), after);
    assert_eq!(
        sandbox.git(&["cat-file", "-p", "HEAD:volunteers/li-na.toml"]),
        after.replace('\r', "").trim()
    );
    is_clean(&sandbox);
}

#[test]
fn a_head_that_moves_meanwhile_asks_for_another_plan() {
    let sandbox = Sandbox::started();
    sandbox.script(
        ".git/hooks/commit-msg",
        "unset GIT_INDEX_FILE; [ -e moved ] || { touch moved; git commit --quiet --allow-empty --no-verify -m other; }",
    );
    let before = sandbox.state();
    let error = sandbox.publish(&change()).unwrap_err();
    assert!(matches!(error, PublishError::Moved), "{error}");
    assert_eq!((sandbox.state().files, sandbox.state().index), {
        let mut files = before.files;
        files.insert("moved".into(), String::new());
        (files, before.index)
    });
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
    sandbox.publish(&change()).unwrap();
    let subjects = sandbox.git(&["log", "--format=%s"]);
    assert_eq!(subjects, "volunteer set: li-na\nother\nstart");
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_replaced() {
    let sandbox = Sandbox::started();
    sandbox.write(LI_NA, "name = \"somebody was faster\"\n");
    assert!(matches!(is_refused(&sandbox), PublishError::Changed { .. }));
}

#[test]
fn without_commit_nothing_is_staged() {
    let sandbox = Sandbox::started();
    let before = sandbox.state();
    let mut change = change();
    change.commit = false;
    let published = sandbox.publish(&change).unwrap();
    assert_eq!((published.commit, published.hand), (None, None));
    assert_eq!((sandbox.state().head, sandbox.state().index), (before.head, before.index));
    assert_eq!(sandbox.read(LI_NA).as_deref(), NEW);
}

#[test]
fn every_so_often_git_is_asked_to_tidy_up() {
    let mut traced = Sandbox::started();
    let trace = traced.path().join("trace");
    traced.extra.push(("GIT_TRACE".into(), trace.clone().into()));
    traced.write(".tandem/count", "499\n");
    traced.publish(&change()).unwrap();
    let trace = fs::read_to_string(&trace).unwrap();
    assert!(trace.contains("maintenance run --auto"));
    assert!(trace.contains("commit-graph write --reachable --split --changed-paths"));
    assert!(traced.git(&["commit-graph", "verify"]).is_empty());
    assert_eq!(traced.read(".tandem/count").unwrap(), "500\n");
}

#[test]
fn an_import_and_a_series_are_one_commit_each() {
    for (command, files) in [("import volunteers", 2), ("import residents", 2), ("shift expand", 3)] {
        let line = committing().find(|line| line.starts_with(command)).unwrap();
        let scene = Scene::committing(line);
        let sandbox = scene.repository();
        let before = sandbox.git(&["rev-parse", "HEAD"]);
        scene.perform(&(Arc::new(sandbox.disk()) as Arc<dyn Disk>), &sandbox).unwrap();
        leave();
        assert_eq!(sandbox.git(&["rev-parse", "HEAD^"]), before, "{line}");
        let changed = sandbox.git(&["diff", "--name-only", "HEAD^", "HEAD"]);
        assert!(changed.lines().count() >= files, "{line}: {changed}");
    }
}
