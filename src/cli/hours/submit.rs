//! `tandem hours submit ID WHO=HOURS …`: people say for how long they served.

use std::collections::BTreeSet;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::hours::named::OneRecord;
use crate::cli::shift::named::people;
use crate::cli::value::flaw_behind;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::ops::hours::submit::{Submit, submit};

/// Submit hours of people who served; they wait for somebody who verifies them
///
/// At an activity everybody can have been, on a shift those who were to come. What was rejected can be
/// submitted again; what is verified is rejected first.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    record: OneRecord,
    /// Who served, by id, name or pinyin, and behind `=` the hours, as `2.5` or `2h20m`
    #[arg(
        value_name = "WHO=HOURS",
        required = true,
        value_parser = flaw_behind::<Minutes>,
        add = complete::records(&Kind::PEOPLE)
    )]
    hours: Vec<(String, Option<Minutes>)>,
    #[command(flatten)]
    changing: Changing,
}

/// Submits hours.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let found = args.record.found(context, &book)?;
    let ids = people(context, &book, args.hours.iter().map(|(word, _)| word.as_str()))?;
    let mut seen = BTreeSet::new();
    let mut hours = Vec::new();
    for (id, (word, minutes)) in ids.into_iter().zip(&args.hours) {
        let Some(minutes) = minutes else {
            return Err(Failure::call(format!("`{word}` comes without hours"))
                .help(format!("write them behind `=`: `{word}=2.5`")));
        };
        if !seen.insert(id.clone()) {
            return Err(Failure::call(format!("`{id}` is named twice")).help("name them once".to_string()));
        }
        hours.push((id, *minutes));
    }
    let request = Submit { kind: found.kind, id: found.id, hours };
    args.changing.perform(context, &session, "hours submit", |book| submit(book, &request))
}
