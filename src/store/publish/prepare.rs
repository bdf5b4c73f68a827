//! The commit of a change, built aside: nothing here touches the records, the index or HEAD.

use std::fs;

use crate::store::git::{Git, Line, Oid, TemporaryIndex, TreeEntry, Trees, blob_id};
use crate::store::journal::{FileChange, Plan, Tracked};
use crate::store::lock;
use crate::store::publish::PublishError;

/// The mode of a file that git has not seen before.
const PLAIN: &str = "100644";
/// The most labels that the subject of a hand commit lists.
const LABELS: usize = 3;

/// Whether what differs from HEAD before the change gets a commit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// Always.
    Committed,
    /// Not where HEAD already holds what the change makes: it was committed by somebody else.
    UnlessDone,
}

/// Whether the repository's commit hooks are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hooks {
    /// They are.
    Asked,
    /// They are passed over: the change was decided before.
    Passed,
}

/// A commit needs a quiet repository and a name.
pub(super) fn must_be_ready(git: &Git) -> Result<(), PublishError> {
    if let Some(what) = git.under_way()? {
        return Err(PublishError::UnderWay { what });
    }
    git.committer()?.map(drop).map_err(|output| PublishError::NoIdentity { output })
}

/// Finds out what git has of every file and stores what it is going to have. Gives the labels of those
/// that were edited by hand.
pub(super) fn track(
    git: &Git,
    trees: &mut Trees,
    head: Option<&Oid>,
    files: &mut [FileChange],
    hand: Hand,
) -> Result<Vec<String>, PublishError> {
    let paths: Vec<_> = files.iter().map(|file| git.path(&file.path)).collect();
    let base = head.map(|head| trees.entries(head, &paths)).transpose()?.unwrap_or_default();
    let staged = git.staged(&paths)?;
    let mut labels = Vec::new();
    for (file, path) in files.iter_mut().zip(&paths) {
        if staged.get(path).is_some_and(TreeEntry::is_conflict) {
            return Err(PublishError::Conflict { path: file.path.clone() });
        }
        let base = base.get(path).cloned();
        let before = stored(git, path, base.as_ref(), file.before.as_deref())?;
        let after = stored(git, path, base.as_ref(), file.after.as_deref())?;
        let done = hand == Hand::UnlessDone && after == base;
        let before = if done { base.clone() } else { before };
        if before != base && !labels.contains(&file.label) {
            labels.push(file.label.clone());
        }
        file.tracked = Some(Tracked { base, before, after, staged: staged.get(path).cloned() });
    }
    Ok(labels)
}

/// Bytes as git stores them at a path. Git is asked only where its filters might matter.
fn stored(
    git: &Git,
    path: &str,
    base: Option<&TreeEntry>,
    bytes: Option<&[u8]>,
) -> Result<Option<TreeEntry>, PublishError> {
    let Some(bytes) = bytes else { return Ok(None) };
    let base = base.filter(|base| base.mode.starts_with("100"));
    if let Some(base) = base.filter(|base| base.oid == blob_id(bytes, git.format())) {
        return Ok(Some(base.clone()));
    }
    let mode = base.map_or(PLAIN, |base| &*base.mode).to_string();
    Ok(Some(TreeEntry { mode, oid: git.store_blob(path, bytes)? }))
}

/// Builds the commit, and the one of hand edits before it; asks the hooks; keeps what was built.
pub(super) fn commit(
    git: &Git,
    trees: &mut Trees,
    old: Option<Oid>,
    files: &[FileChange],
    labels: &[String],
    message: String,
    hooks: Hooks,
) -> Result<Plan, PublishError> {
    let by_hand = lines(git, files, |tracked| (tracked.before != tracked.base).then_some(&tracked.before));
    let hand_tree = if by_hand.is_empty() { None } else { Some(trees.edited(old.as_ref(), &by_hand)?) };
    let ours = lines(git, files, |tracked| Some(&tracked.after));
    let tree = trees.edited(hand_tree.as_ref().or(old.as_ref()), &ours)?;
    let message = match hooks {
        Hooks::Asked => ask_hooks(git, &tree, message)?,
        Hooks::Passed => message,
    };
    let hand = match hand_tree {
        Some(tree) => Some(git.commit_tree(&tree, old.as_ref(), &hand_message(labels))?),
        None => None,
    };
    let new = git.commit_tree(&tree, hand.as_ref().or(old.as_ref()), &message)?;
    git.keep(&new)?;
    Ok(Plan { old, new, hand, message })
}

/// The lines of a tree or an index for all files of which git is to have something.
pub(super) fn lines<'a>(
    git: &Git,
    files: &'a [FileChange],
    entry: impl Fn(&'a Tracked) -> Option<&'a Option<TreeEntry>>,
) -> Vec<Line> {
    let line = |file: &'a FileChange| {
        let entry = entry(file.tracked.as_ref()?)?.clone();
        Some(Line { path: git.path(&file.path), entry })
    };
    files.iter().filter_map(line).collect()
}

fn hand_message(labels: &[String]) -> String {
    let listed = labels.iter().take(LABELS).cloned().collect::<Vec<_>>().join(", ");
    match labels.len().saturating_sub(LABELS) {
        0 => format!("hand: {listed}\n"),
        more => format!("hand: {listed} and {more} more\n"),
    }
}

/// Runs the hooks of a commit, if there are any, in git's order; gives the message as they leave it.
fn ask_hooks(git: &Git, tree: &Oid, message: String) -> Result<String, PublishError> {
    if !git.has_commit_hooks()? {
        return Ok(message);
    }
    let index = TemporaryIndex::of(git, git.local_file(&lock::folder(), "commit-index"), tree)?;
    let file = git.local_file(&lock::folder(), "message");
    let aside = |source| PublishError::Aside { path: file.clone(), source };
    let ask = |name: &'static str, words: &[&str]| {
        let output = git.run_hook(name, words, index.file())?;
        if output.is_success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.bytes);
        let output = [said.trim(), &output.complaint].join("\n").trim().to_string();
        Err(PublishError::HookRefused { name, output })
    };
    fs::write(&file, &message).map_err(aside)?;
    let path = file.to_string_lossy();
    let asked = ask("pre-commit", &[])
        .and_then(|()| ask("prepare-commit-msg", &[&path, "message"]))
        .and_then(|()| ask("commit-msg", &[&path]));
    let message = fs::read_to_string(&file).map_err(aside);
    let removed = fs::remove_file(&file).map_err(aside);
    asked?;
    let message = message?;
    removed?;
    if message.trim().is_empty() {
        return Err(PublishError::HookRefused { name: "commit-msg", output: "no message is left".into() });
    }
    Ok(message)
}
