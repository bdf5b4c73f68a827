//! `tandem need match ID`: who and what could meet a need, and why.

use crate::cli::Outcome;
use crate::cli::as_of::AsOf;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::labels;
use crate::cli::generic::one::One;
use crate::cli::value::flaw;
use crate::locale::Catalogue;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::need::Need;
use crate::model::text::Text;
use crate::ops::dossier::DossierError;
use crate::ops::find::{Fit, find};
use crate::report::matching::{Candidate, Matching, Reason, matching};
use crate::report::table::{Cell, Column, Document, Labels, Row, Table, Type};

/// Show who and what could meet a need, the likeliest first
///
/// Services and programmes are those of its category. Of workers and volunteers count, in this order: the
/// credentials that its service requires, the language, the category, the organisation, and on how few open
/// needs and cases they are.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    need: One<Need>,
    /// A language that whoever helps should speak (can be given again)
    #[arg(long, value_name = "LANGUAGE", value_parser = flaw::<Text>)]
    language: Vec<Text>,
    /// The most rows of each list
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    limit: usize,
    #[command(flatten)]
    as_of: AsOf,
}

/// Shows what could meet a need.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = args.as_of.session(context)?;
    let book = session.book();
    let found = find(&book, &[Kind::Need], args.need.word(), Fit::Near)?;
    context.taken(args.need.word(), &found);
    let missing = DossierError::Missing { kind: Kind::Need, id: found.id.clone() };
    let need = book.get::<Need>(&found.id)?.ok_or(missing)?;
    let matching = matching(&book, &need, &args.language)?;
    let names = labels(&session, context.lang(&session));
    let catalogue = Catalogue::of(context.lang(&session));
    let words = Words { catalogue: &catalogue, names: &names, need: &need };
    let document = Document {
        revision: session.revision().map(ToString::to_string),
        incomplete: matching.passed.unusable.len() + usize::from(session.is_incomplete()),
        labels: names.clone(),
        ..Document::several(
            "match",
            args.words(&found.id),
            session.today(),
            words.tables(&matching, args.limit),
        )
    };
    context.document(&session, document)?;
    Ok(context.incomplete(&session, &matching.passed.unusable))
}

impl Args {
    /// The words that ask for the same again.
    fn words(&self, id: &Id) -> Vec<String> {
        let languages = self.language.iter().flat_map(|one| ["--language".to_string(), one.to_string()]);
        let words = ["need".to_string(), "match".into(), id.to_string()].into_iter().chain(languages);
        words.chain(["--limit".into(), self.limit.to_string()]).chain(self.as_of.words()).collect()
    }
}

/// What reasons are called.
struct Words<'a> {
    catalogue: &'a Catalogue,
    names: &'a Labels,
    need: &'a Need,
}

impl Words<'_> {
    fn tables(&self, matching: &Matching, limit: usize) -> Vec<Table> {
        let lists = [
            (Kind::Service, &matching.services),
            (Kind::Worker, &matching.workers),
            (Kind::Volunteer, &matching.volunteers),
            (Kind::Program, &matching.programs),
        ];
        let tables = lists.map(|(kind, list)| {
            let load = kind.is_person().then(|| Column::new("load", Type::Integer));
            let first = [Column::new("id", Type::Id), Column::new("name", Type::Text)];
            let columns = first.into_iter().chain(load).chain([Column::new("reasons", Type::Text)]);
            let mut table = Table::new(kind.folder(), columns.collect());
            table.rows = list.iter().take(limit).map(|candidate| self.row(candidate)).collect();
            table
        });
        tables.into()
    }

    fn row(&self, candidate: &Candidate) -> Row {
        let reasons: Vec<String> = candidate.reasons.iter().map(|reason| self.reason(reason)).collect();
        let first = [Cell::Text(candidate.id.to_string()), Cell::Text(candidate.name.clone())];
        let load = candidate.load.map(Cell::Integer);
        Row::of(first.into_iter().chain(load).chain([Cell::Text(reasons.join("; "))]).collect())
    }

    fn reason(&self, reason: &Reason) -> String {
        let say = |key: &str, name: &str| self.catalogue.text(key, &[("name", name.into())]);
        match reason {
            Reason::Holds(name) => say("match-holds", name),
            Reason::Lacks(name) => say("match-lacks", name),
            Reason::Speaks(language) => say("match-speaks", language),
            Reason::Category => {
                let category = &self.need.category;
                say("match-category", self.names.find("category", category).unwrap_or(category))
            }
            Reason::SameOrg => self.catalogue.text("match-same-org", &[]),
            Reason::Below(org) => say("match-below", org),
            Reason::Above(org) => say("match-above", org),
            Reason::Audience(groups) => {
                let name = |group: &Text| self.catalogue.code("heads", group).unwrap_or(group.to_string());
                say("match-audience", &groups.iter().map(name).collect::<Vec<_>>().join(", "))
            }
            Reason::Promise(days, day) => {
                let arguments = [("days", (*days).into()), ("day", day.to_string().into())];
                self.catalogue.text("match-promise", &arguments)
            }
        }
    }
}
