//! `stem-twice`: two files have the same id.

use crate::check::{Find, Finding, Out, Rule};
use crate::diag::Level;
use crate::model::book::{Book, Name, SourceError};
use crate::model::kind::Kind;
use crate::model::place::Place;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "stem-twice",
    level: Level::Error,
    summary: "two files have the same id",
    explanation: "\
Two files of one kind have the same stem, in different folders; or a worker and a volunteer have the
same id. The stem is the id, and an id is one record: people share one set of ids.

Whoever names such an id could mean either record, so look-ups refuse both. Mostly a file was copied, or
two people added somebody of the same name in different folders.

Rename one of the files (`li-na-2.toml`) and correct what refers to it, or take away the one too many. A
worker who is a volunteer too has two ids, and says so with `same_as`.
",
    find: Find::Name(find),
};

fn find(book: &Book, name: &Name, out: &mut Out) -> Result<(), SourceError> {
    let Some(first) = first(book, name)? else { return Ok(()) };
    let finding = Finding::at(Place::file(&name.path), format!("`{}` is the id of two files", name.id));
    let folder = name.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let extension = name.kind.extension();
    let help = format!("rename one of them, for example to `{folder}/{}-2.{extension}`", name.id);
    out(finding.related(Place::file(&first.path), "it has the same id").help(help));
    Ok(())
}

/// The file before this one that has its id.
fn first(book: &Book, name: &Name) -> Result<Option<Name>, SourceError> {
    let people = Kind::PEOPLE;
    let kinds: &[Kind] = if name.kind == Kind::Volunteer { &people } else { &[name.kind] };
    for kind in kinds {
        let first = book.files(*kind, &name.id)?.into_iter().next().filter(|first| first.path != name.path);
        if first.is_some() {
            return Ok(first);
        }
    }
    Ok(None)
}
