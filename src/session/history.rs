//! What became of the records: the commits, the story of one record, and what concerns a person, field by
//! field.
//!
//! A record is followed by the name of its file, so across the folders that it moved between; where it
//! had another id before, its story goes on under that one.

mod teller;

use std::collections::BTreeSet;

use crate::model::book::Source;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::turn::Turn;
use crate::session::{Session, SessionError};
use crate::store::disk::RelPath;
use crate::store::git::{Ask, Commit, Git, Oid, Select};
use crate::store::progress::Work;

pub(super) use self::teller::Teller;

/// A step in the story of a record.
#[derive(Debug)]
pub struct Episode {
    /// The commit; `None` for what is not committed yet.
    pub commit: Option<Commit>,
    /// What became of the record.
    pub turn: Turn,
}

/// Which part of history is asked for; by default all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// What this commit does not lead to.
    pub since: Option<Oid>,
    /// What operations did whose ids begin so.
    pub op: Option<String>,
}

impl Session {
    /// The commits that changed the records, newest first; none on a branch without commits.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, or where git fails.
    pub fn commits(&self) -> Result<Vec<Commit>, SessionError> {
        self.commits_in(&Span::default())
    }

    fn commits_in(&self, span: &Span) -> Result<Vec<Commit>, SessionError> {
        let git = self.repository()?;
        let _history = self.begin(Work::History);
        let Some(head) = git.head()? else { return Ok(Vec::new()) };
        let select = vec![Select::Within(RelPath::root())];
        let ask = Ask { select, since: span.since.clone(), op: span.op.clone(), most: None };
        let mut commits = git.commits(&head, &ask)?;
        commits.retain(|commit| span.has_op(commit));
        Ok(commits)
    }

    /// What became of all records in a part of history, newest first; where a person is named, what
    /// concerns them, under whichever id they had.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, or where git fails.
    pub fn chronicle(&self, span: &Span, who: Option<&Id>) -> Result<Vec<Episode>, SessionError> {
        let history = self.begin(Work::History);
        let commits = self.commits_in(span)?;
        history.parts(1);
        history.found(1, commits.len());
        let mut teller = Teller::of(&self.records, self.repository()?)?;
        let mut ids: Vec<Id> = who.into_iter().cloned().collect();
        let mut chronicle = Vec::new();
        for commit in commits {
            let mut turns = teller.turns(&commit, &ids)?;
            history.done(1);
            for turn in &turns {
                let was_theirs = turn.change.kind.is_person() && ids.contains(turn.change.id_after());
                if was_theirs && !ids.contains(&turn.change.id) {
                    ids.push(turn.change.id.clone());
                }
            }
            if !ids.is_empty() {
                turns = turns
                    .into_iter()
                    .filter_map(|turn| ids.iter().find_map(|id| turn.clone().concerning(id)))
                    .collect();
            }
            chronicle.extend(turns.into_iter().map(|turn| Episode { commit: Some(commit.clone()), turn }));
        }
        Ok(chronicle)
    }

    /// The story of a record, newest first: what is not committed yet, then each commit, under this id and
    /// all that it had before. A record that has another id by now is told under that one.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, or where git or the disk fails.
    pub fn story(&self, kind: Kind, id: &Id, span: &Span) -> Result<Vec<Episode>, SessionError> {
        let git = self.repository()?;
        let history = self.begin(Work::History);
        let mut teller = Teller::of(&self.records, git)?;
        let mut id = self.present(kind, id, &mut teller)?;
        let mut story = Vec::new();
        let mut at = git.head()?;
        let mut is_newest = true;
        while let Some(from) = at.take() {
            let commits = git.log(&from, &[select(kind, &id)])?;
            for commit in commits {
                if !is_newest && commit.oid == from {
                    continue;
                }
                history.done(1);
                let Some(turn) = teller.turn(&commit, kind, &id)? else { continue };
                if is_newest {
                    story.extend(self.uncommitted(kind, &id, Some(&commit), &mut teller)?);
                    is_newest = false;
                }
                let came_from = turn.change.renamed.as_ref().filter(|new| **new == id);
                if came_from.is_some() {
                    id = turn.change.id.clone();
                    at = Some(commit.oid.clone());
                }
                story.push(Episode { commit: Some(commit), turn });
                if at.is_some() {
                    break;
                }
            }
        }
        if is_newest {
            story.extend(self.uncommitted(kind, &id, None, &mut teller)?);
        }
        self.within(story, span)
    }

    /// The id that a record has now which had another one.
    fn present(&self, kind: Kind, id: &Id, teller: &mut Teller) -> Result<Id, SessionError> {
        let git = self.repository()?;
        let mut ids = vec![id.clone()];
        while let Some(id) = ids.last() {
            if self.records.has(kind, id)? {
                break;
            }
            let Some(head) = git.head()? else { break };
            let ask = Ask { select: vec![select(kind, id)], most: Some(1), ..Ask::default() };
            let last = git.commits(&head, &ask)?.pop();
            let turn = last.map(|commit| teller.turn(&commit, kind, id)).transpose()?.flatten();
            match turn.and_then(|turn| turn.change.renamed) {
                Some(new) if !ids.contains(&new) => ids.push(new),
                _ => break,
            }
        }
        Ok(ids.pop().unwrap_or_else(|| id.clone()))
    }

    /// The episodes that lie in a part of history.
    fn within(&self, mut story: Vec<Episode>, span: &Span) -> Result<Vec<Episode>, SessionError> {
        if let (Some(since), Some(head)) = (&span.since, self.repository()?.head()?) {
            let ask = Ask { since: Some(since.clone()), ..Ask::default() };
            let later = self.repository()?.commits(&head, &ask)?;
            let later: BTreeSet<&Oid> = later.iter().map(|commit| &commit.oid).collect();
            let is_later = |commit: &Commit| later.contains(&commit.oid);
            story.retain(|episode| episode.commit.as_ref().is_none_or(is_later));
        }
        if span.op.is_some() {
            story.retain(|episode| episode.commit.as_ref().is_some_and(|commit| span.has_op(commit)));
        }
        Ok(story)
    }

    /// The commits that operations made whose ids begin so, newest first.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, or where git fails.
    pub fn operations(&self, op: &str) -> Result<Vec<Commit>, SessionError> {
        self.commits_in(&Span { since: None, op: Some(op.into()) })
    }

    /// The kind of a record that is gone, by the last commit that had it.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, or where git fails.
    pub fn kind_of_gone(&self, kinds: &[Kind], id: &Id) -> Result<Option<Kind>, SessionError> {
        let git = self.repository()?;
        let Some(head) = git.head()? else { return Ok(None) };
        let select = kinds.iter().map(|kind| select(*kind, id)).collect();
        let last = git.commits(&head, &Ask { select, most: Some(1), ..Ask::default() })?.pop();
        let changes = last.map(|commit| commit.changes).unwrap_or_default();
        Ok(changes.iter().find_map(|change| Kind::of_folder(change.path.parts().next()?)))
    }

    /// The repository around the records.
    ///
    /// # Errors
    /// [`SessionError::NoHistory`] where there is none.
    pub fn repository(&self) -> Result<&Git, SessionError> {
        self.git.as_ref().ok_or(SessionError::NoHistory)
    }

    /// What the files say that the last commit of a record does not.
    fn uncommitted(
        &self,
        kind: Kind,
        id: &Id,
        last: Option<&Commit>,
        teller: &mut Teller,
    ) -> Result<Option<Episode>, SessionError> {
        let name = self.records.find(kind, id)?.into_iter().next();
        let committed = last.and_then(|commit| Teller::file_after(commit, kind, id));
        let turn = teller.uncommitted(kind, id, committed, name.as_ref())?;
        Ok(turn.map(|turn| Episode { commit: None, turn }))
    }
}

impl Span {
    fn has_op(&self, commit: &Commit) -> bool {
        self.op.as_ref().is_none_or(|op| commit.op().is_some_and(|own| own.starts_with(op)))
    }
}

/// The files that a record has or had.
fn select(kind: Kind, id: &Id) -> Select {
    let folder = kind.folder().parse().unwrap_or_default();
    Select::Named { folder, name: format!("{id}.{}", kind.extension()) }
}
