//! `tandem report nightly`: what needs a person tomorrow, new first.

use crate::check;
use crate::check::baseline::Baseline;
use crate::cli::Outcome;
use crate::cli::as_of::short;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, Desk, answer};
use crate::cli::report::query::{Filters, Span};
use crate::diag::Problem;
use crate::model::book::{Book, Passed, Source};
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::render::Format;
use crate::report::nightly::{compared, counted, marked, news, reach, watch};
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::session::Session;
use crate::session::change::known;
use crate::store::git::{Ask, GitError};
use crate::store::layout::SETTINGS;

/// Tell what needs a person tomorrow, new first
///
/// Shifts that are unfilled, without a lead, with trainees only, or over and still open; needs and reviews that are
/// overdue, hazards that nobody answered, hours that wait to be verified, credentials that expire within 30, 60 and
/// 90 days, volunteers not seen for 30, 60 and 90 days, levels reached and problems of the records since `--since`.
/// What was not there then is new. The exit code is 1 where something is new. Shifts and hours are looked at from
/// a year back to 30 days ahead, unless `--period` says otherwise.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// What is new since a revision or the end of a day [default: the end of yesterday]
    #[arg(long, value_name = "REV|DATE")]
    since: Option<String>,
    #[command(flatten)]
    span: Span,
}

/// The state that the present one is held against.
struct Before {
    session: Session,
    day: Day,
    word: String,
}

/// Tells what there is to see to.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = args.span.as_of.session(context)?;
    let before = before(context, &session, args.since.as_deref())?;
    let filters = Filters::from(args.span.clone().or_days(reach(session.today())));
    let mut found = 0;
    let outcome = answer(context, "nightly", &filters, |desk| {
        let earlier = before.as_ref().map(|before| Book::over(before.session.records(), before.day));
        let old = earlier.as_ref().map(|book| watch(book, desk.query)).transpose()?;
        let mut tables = compared(watch(desk.book, desk.query)?, old.as_deref());
        tables.push(problems(&session, desk.book, earlier.as_ref())?);
        found = tables.iter().map(news).sum();
        let names = names(desk, &tables);
        let is_for_people = matches!(context.global.format, Format::Table | Format::Md);
        let sections = tables.iter().filter(|table| !is_for_people || !table.rows.is_empty()).cloned();
        let sections = [counted(&tables)].into_iter().chain(sections).collect();
        let mut passed = Passed::default();
        for kind in Kind::ALL {
            desk.book.records(kind, None, &mut passed, &mut |_, _| {})?;
        }
        let scope = Period::between(Day::first(), Day::last()).unwrap_or_else(|| desk.query.period.clone());
        let since = before.as_ref().map(|before| vec!["--since".to_string(), before.word.clone()]);
        let flags = since.unwrap_or_default();
        Ok(Answer { scope, flags, names, ..Answer::of(sections, passed, &Kind::ALL, desk.query) })
    })?;
    Ok(if found > 0 { Outcome::Found } else { outcome })
}

/// The earlier state; where there is none, that is said.
fn before(context: &Context, session: &Session, since: Option<&str>) -> Result<Option<Before>, Failure> {
    let yesterday = session.today().plus(-1).to_string();
    let git = match (session.repository(), since) {
        (Ok(git), _) => git,
        (Err(error), Some(_)) => return Err(error.into()),
        (Err(_), None) => {
            context.ui.note("the records are in no git repository, so everything counts as new");
            return Ok(None);
        }
    };
    let word = since.unwrap_or(&yesterday);
    let commit = match git.resolve_as_of(word, session.records().settings().zone()) {
        Ok(commit) => commit,
        Err(GitError::BeforeHistory { .. }) => {
            context
                .ui
                .note(format!("there is no commit before the end of {word}, so everything counts as new"));
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    if git.entries(&commit, &[format!("{}{}", git.prefix(), SETTINGS)])?.is_empty() {
        context.ui.note(format!("there are no records in {}, so everything counts as new", short(&commit)));
        return Ok(None);
    }
    let (day, word) = if let Ok(day) = word.parse::<Day>() {
        (day, word.to_string())
    } else {
        let ask = Ask { most: Some(1), ..Ask::default() };
        let written =
            git.commits(&commit, &ask)?.first().and_then(|commit| commit.date.get(..10)?.parse().ok());
        (written.unwrap_or_else(|| session.today()), short(&commit))
    };
    let session = context.session_as_of(Some(commit.as_str()))?;
    Ok(Some(Before { day: day.min(session.today()), session, word }))
}

/// The problems that are neither known nor were there before.
fn problems(session: &Session, now: &Book, before: Option<&Book>) -> Result<Table, Failure> {
    let mut found = known(session.records())?.sift(check::all(now)?).new;
    if let Some(before) = before {
        found = Baseline::of(&check::all(before)?).sift(found).new;
    }
    let columns = [("rule", Type::Text), ("record", Type::Id), ("problem", Type::Text)];
    let table = Table::new("problems", columns.map(|(key, kind)| Column::new(key, kind)).into());
    let row = |problem: Problem| {
        let texts = [problem.rule.to_string(), problem.place.to_string(), problem.message];
        (Row::of(texts.map(Cell::Text).into()), true)
    };
    Ok(marked(table, found.into_iter().map(row)))
}

/// What the parts of the report are called.
fn names(desk: &Desk, tables: &[Table]) -> Vec<(&'static str, String, String)> {
    tables.iter().map(|table| ("nightly", table.key.clone(), desk.words.title(&table.key))).collect()
}
