//! Evidence: the lines over which checksums are made, and the checksum over them.
//!
//! A certificate covers service entries alone; a closed period covers every dated fact. Which facts those are,
//! their callers know; what a line says, and in which order lines stand, is told here and nowhere else, so that
//! another program can make the same checksum from the same records.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use sha2::{Digest, Sha256};

use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Service, What};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// The fields of a service entry, in the order in which its line has them.
pub const FIELDS: [&str; 12] = [
    "who",
    "as",
    "date",
    "minutes",
    "state",
    "category",
    "org",
    "lead",
    "program",
    "compulsory",
    "kind",
    "id",
];

/// What has been gathered so far. In which order it was gathered is irrelevant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    entries: Vec<String>,
    figures: BTreeMap<(Kind, Id, Day, Figure), i64>,
}

impl Evidence {
    /// Takes what a fact says, where checksums cover it. Numbers of one name in one record on one day are added.
    pub fn add(&mut self, fact: &Fact) {
        let about = &fact.about;
        match &fact.what {
            What::Service(service) => self.entries.push(entry(about, service)),
            What::Count(figure, number) if is_covered(figure) => {
                let key = (about.kind, about.id.clone(), about.date, figure.clone());
                let sum = self.figures.entry(key).or_default();
                *sum = sum.saturating_add(*number);
            }
            What::Count(..) | What::Assignment(..) => {}
        }
    }

    /// The lines, sorted bytewise, without their ends.
    pub fn lines(&self) -> Vec<String> {
        let figures = self.figures.iter();
        let figures = figures.map(|((kind, id, date, figure), number)| {
            format!("{kind}/{id}\t{date}\t{}\t{number}", plain(&figure.to_string()))
        });
        let mut lines: Vec<String> = self.entries.iter().cloned().chain(figures).collect();
        lines.sort_unstable();
        lines
    }

    /// The checksum over the lines, each ended by a line feed.
    pub fn checksum(&self) -> String {
        sha256(self.lines().iter().flat_map(|line| [line.as_str(), "\n"]))
    }
}

/// Whether the checksum of a closed period covers a figure: what is written in records, not what follows from it.
fn is_covered(figure: &Figure) -> bool {
    match figure {
        Figure::Heads(_)
        | Figure::Output(_)
        | Figure::Result(_)
        | Figure::Training(_)
        | Figure::In(_)
        | Figure::Out(_)
        | Figure::Transfer(_)
        | Figure::Adjust(_) => true,
        Figure::Record | Figure::Met | Figure::Closed | Figure::Served | Figure::Wanted => false,
    }
}

/// A service entry as a line: its [`FIELDS`], tab-separated, absent ones empty.
pub fn entry(about: &About, service: &Service) -> String {
    let fields: [String; FIELDS.len()] = [
        service.who.to_string(),
        service.role.to_string(),
        about.date.to_string(),
        service.minutes.count().to_string(),
        service.state.to_string(),
        text(about.category.as_ref()),
        text(about.org.as_ref()),
        text(about.lead.as_ref()),
        text(about.program.as_ref()),
        text(service.compulsory.then_some(&true)),
        about.kind.to_string(),
        about.id.to_string(),
    ];
    fields.join("\t")
}

/// A name of somebody's own choice, in which nothing can end a field or a line.
fn plain(name: &str) -> String {
    name.chars().fold(String::new(), |mut plain, character| {
        if character.is_control() {
            plain.extend(character.escape_default());
        } else {
            plain.push(character);
        }
        plain
    })
}

fn text(value: Option<&impl Display>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// SHA-256 over texts, one after another, in hexadecimal.
pub fn sha256<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text);
    }
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::code::{Role, State};
    use crate::model::minutes::Minutes;
    use crate::model::training::Outcome;

    fn about() -> Arc<About> {
        let (id, day) = ("2026-11-21-night-patrol".parse().unwrap(), "2026-11-21".parse().unwrap());
        let org = Some("jiulong".parse().unwrap());
        let category = Some("patrol".parse().unwrap());
        Arc::new(About { category, org, ..About::of(Kind::Activity, &id, day) })
    }

    fn service(who: &str, minutes: i64) -> Service {
        let (who, minutes) = (who.parse().unwrap(), Minutes::of(minutes));
        Service { who, role: Role::Volunteer, minutes, state: State::Verified, compulsory: false }
    }

    /// Two entries, two numbers of one name, a name that would break a line, and what is not covered.
    fn facts() -> Vec<Fact> {
        let (about, date) = (about(), about().date);
        let compulsory = Service { compulsory: true, ..service("li-na", -30) };
        vec![
            about.service(date, service("wang-fang", 150), false),
            about.service(date, compulsory, false),
            about.count(Figure::Training(Outcome::Passed), 1, false),
            about.count(Figure::Training(Outcome::Passed), 1, true),
            about.count(Figure::Heads("a\tb".into()), 3, false),
            about.count(Figure::Wanted, 4, false),
        ]
    }

    fn gathered(facts: &[Fact]) -> Evidence {
        let mut evidence = Evidence::default();
        for fact in facts {
            evidence.add(fact);
        }
        evidence
    }

    #[test]
    fn lines_are_what_the_format_says() {
        let lines = gathered(&facts()).lines();
        assert_eq!(
            lines,
            [
                r"activity/2026-11-21-night-patrol	2026-11-21	counts.a\tb	3",
                "activity/2026-11-21-night-patrol\t2026-11-21\ttraining.passed\t2",
                "li-na\tvolunteer\t2026-11-21\t-30\tverified\tpatrol\tjiulong\t\t\ttrue\tactivity\t2026-11-21-night-patrol",
                "wang-fang\tvolunteer\t2026-11-21\t150\tverified\tpatrol\tjiulong\t\t\t\tactivity\t2026-11-21-night-patrol",
            ]
        );
        assert!(lines.iter().skip(2).all(|line| line.split('\t').count() == 12));
    }

    #[test]
    fn the_order_of_facts_is_irrelevant_and_nothing_else_is() {
        let facts = facts();
        let backwards: Vec<Fact> = facts.iter().rev().cloned().collect();
        assert_eq!(gathered(&facts).checksum(), gathered(&backwards).checksum());
        assert_ne!(gathered(&facts).checksum(), gathered(&facts[1..]).checksum());
    }

    #[test]
    fn the_checksum_is_that_of_any_other_program() {
        assert_eq!(
            Evidence::default().checksum(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(sha256(["a", "bc"]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
