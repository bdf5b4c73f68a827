//! What a shell proposes while somebody types: ids of records, codes, topics.
//!
//! A shell that asks is in the middle of a line: whatever goes wrong, nothing is proposed and nothing is
//! said. Nothing is recovered or locked either, and no git is asked.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::cli::Cli;
use crate::model::book::Source;
use crate::model::kind::Kind;
use crate::model::shape::Shape;
use crate::session::discover;
use crate::store::disk::Real;
use crate::store::git::ObjectFormat;
use crate::store::records::Records;

/// The variable by which a shell says that it asks.
pub(crate) const ASKED: &str = "TANDEM_COMPLETE";

/// Answers a shell that asks; whether one did.
pub(crate) fn answered(words: &[OsString]) -> bool {
    if std::env::var_os(ASKED).is_none_or(|shell| shell.is_empty()) {
        return false;
    }
    let folder = std::env::current_dir().ok();
    let _unsaid = CompleteEnv::with_factory(Cli::command)
        .var(ASKED)
        .try_complete(words.iter().cloned(), folder.as_deref());
    true
}

/// Proposes the ids of records of some kinds.
pub(crate) fn records(kinds: &[Kind]) -> ArgValueCompleter {
    let kinds = kinds.to_vec();
    ArgValueCompleter::new(move |typed: &OsStr| proposed(ids(&kinds), typed))
}

/// Proposes the values of a field: ids of what it refers to, or its codes.
pub(crate) fn values(shape: &Shape) -> ArgValueCompleter {
    let shape = shape.clone();
    ArgValueCompleter::new(move |typed: &OsStr| {
        let kinds: Vec<Kind> = shape.refers_to().filter_map(|noun| noun.parse().ok()).collect();
        let words = match &shape {
            Shape::Code(codes) => codes.clone(),
            Shape::Scalar(name) if name == "category" => categories(),
            _ => ids(&kinds),
        };
        proposed(words, typed)
    })
}

fn proposed(words: Vec<String>, typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_str().unwrap_or("\0");
    words.into_iter().filter(|word| word.starts_with(typed)).map(CompletionCandidate::new).collect()
}

fn ids(kinds: &[Kind]) -> Vec<String> {
    let Some(records) = store() else { return Vec::new() };
    let names = kinds.iter().filter_map(|kind| records.names(*kind).ok());
    names.flat_map(|names| names.iter().map(|name| name.id.to_string()).collect::<Vec<_>>()).collect()
}

fn categories() -> Vec<String> {
    let codes = |records: Records| records.settings().catalogue().codes().map(String::from).collect();
    store().map(codes).unwrap_or_default()
}

/// The store that the typed line is about.
fn store() -> Option<Records> {
    let words: Vec<OsString> = std::env::args_os().collect();
    let named = named(&words).or_else(|| std::env::var_os("TANDEM_RECORDS").map(PathBuf::from));
    let root = discover(named.as_deref(), &std::env::current_dir().ok()?).ok()?;
    Records::open(Arc::new(Real::open(&root).ok()?), ObjectFormat::Sha1).ok()
}

/// The folder that `-C` or `--records` names among the words of a line.
fn named(words: &[OsString]) -> Option<PathBuf> {
    let words: Vec<&str> = words.iter().map(|word| word.to_str().unwrap_or_default()).collect();
    words.iter().enumerate().rev().find_map(|(at, word)| {
        let next = words.get(at + 1).copied().filter(|_| ["-C", "--records"].contains(word));
        let glued = word.strip_prefix("--records=").or_else(|| word.strip_prefix("-C"));
        next.or(glued).filter(|folder| !folder.is_empty()).map(PathBuf::from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_of_a_line_is_the_one_it_names() {
        let of = |line: &str| named(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("tandem -C a volunteer show"), Some("a".into()));
        assert_eq!(of("tandem --records=b volunteer show"), Some("b".into()));
        assert_eq!(of("tandem volunteer show --records c li"), Some("c".into()));
        assert_eq!(of("tandem -Cd volunteer show"), Some("d".into()));
        assert_eq!(of("tandem volunteer show"), None);
    }
}
