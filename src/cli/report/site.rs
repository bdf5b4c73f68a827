//! `tandem report site DIR`: all reports as pages that anybody can open.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::as_of::AsOf;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::folder;
use crate::cli::report::Name;
use crate::cli::report::answer::label;
use crate::cli::value::flaw;
use crate::locale::Catalogue;
use crate::model::book::{Book, Passed};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::render::Format;
use crate::render::site::{Leaf, Site, site};
use crate::report::orgs::Orgs;
use crate::report::table::Document;
use crate::store::progress::Work;

/// Write all reports as a folder of pages
///
/// DIR gets an overview with charts, a page for each report and one for each organisation, in the language of the
/// answer. The pages need no network and no script, and can be printed. DIR is written whole or not at all: a site
/// that was made before is replaced, any other folder that holds something is refused. The path of the overview is
/// the answer.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder; outside of the records
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The days: 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-21, or two as A..B [default: the last year that has records]
    #[arg(long, value_name = "PERIOD", value_parser = flaw::<Period>)]
    period: Option<Period>,
    /// Name nobody and round every figure, so that it can be published
    #[arg(long)]
    public: bool,
    #[command(flatten)]
    as_of: AsOf,
}

/// What each page of the site asks, by the report that names it.
const PAGES: [(&str, &[&[&str]]); 13] = [
    ("summary", &[&["summary"]]),
    ("hours", &[&["hours", "--by", "month"], &["hours", "--by", "category"], &["hours", "--by", "org"]]),
    ("linkage", &[&["linkage"]]),
    ("coverage", &[&["coverage"]]),
    ("volunteers", &[&["volunteers"]]),
    ("shifts", &[&["shifts"]]),
    ("needs", &[&["needs"]]),
    ("cases", &[&["cases"]]),
    ("feedback", &[&["feedback"]]),
    ("resources", &[&["resources"]]),
    ("workforce", &[&["workforce"]]),
    ("plan", &[&["plan"]]),
    ("tree", &[&["tree"]]),
];

/// The same of the page of an organisation.
const ORG: [&[&str]; 4] =
    [&["summary"], &["hours", "--by", "month"], &["hours", "--by", "category"], &["coverage"]];

/// Writes the site.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let format = context.global.format;
    if format != Format::Table {
        return Err(Failure::call(format!("a site is a folder of pages, not `{format}`"))
            .help(format!("one report: `tandem report summary --format {format}`")));
    }
    let session = args.as_of.session(context)?;
    let catalogue = Catalogue::of(context.lang(&session));
    let collecting = context.collecting(session);
    let Some(collection) = &collecting.collection else { return Err(Failure::bug("nothing collects")) };
    let source = collection.source();
    let book = Book::over(&source, collection.session.today());
    let period = args.period.clone().map_or_else(|| last_year(&book), Ok)?;
    let words = args.words(&period);
    let making = collection.session.begin(Work::Pages);
    let documents = |asked: &[&[&str]], more: &[String]| {
        for question in asked {
            let words = question.iter().map(ToString::to_string).chain(words.iter().chain(more).cloned());
            Name::read(words).ok_or_else(|| Failure::bug("a report of a site is none"))?.run(&collecting)?;
        }
        Ok::<Vec<Document>, Failure>(collection.taken())
    };
    let report = |(name, asked): &(&str, &[&[&str]])| {
        let documents = documents(asked, &[])?;
        making.done(1);
        Ok::<Leaf, Failure>(Leaf { stem: (*name).into(), title: None, depth: 0, documents })
    };
    let org = |(depth, id): (usize, &Id)| {
        let title = label(&book, &[Kind::Org], id).unwrap_or_else(|| id.to_string());
        let documents = documents(&ORG, &["--org".into(), id.to_string()])?;
        making.done(1);
        Ok::<Leaf, Failure>(Leaf { stem: id.to_string(), title: Some(title), depth, documents })
    };
    let tree = Orgs::of(&book, &mut Passed::default())?;
    let orgs = tree.in_order(None, |_| true);
    making.parts(1);
    making.found(1, PAGES.len() + orgs.len());
    let reports = PAGES.iter().map(report).collect::<Result<Vec<_>, _>>()?;
    let orgs = orgs.into_iter().map(org).collect::<Result<Vec<_>, _>>()?;
    let name = book.settings().name.to_string();
    let unusable = collection.unusable();
    let incomplete = unusable.len() + usize::from(collection.session.is_incomplete());
    drop(making);
    let pages = site(&Site { name, period, incomplete, reports, orgs }, &catalogue)?;
    folder::write(context, &args.folder, collection.session.root(), pages)?;
    context.answer(&format!("{}\n", args.folder.join("index.html").display()))?;
    Ok(context.incomplete(&collection.session, &unusable))
}

impl Args {
    /// The words that every report of the site is asked with.
    fn words(&self, period: &Period) -> Vec<String> {
        let period = ["--period".to_string(), period.to_string()];
        let public = self.public.then(|| "--public".to_string());
        period.into_iter().chain(public).chain(self.as_of.words()).collect()
    }
}

/// The year of the last activity or shift that is not yet to come; this one where there is none.
fn last_year(book: &Book) -> Result<Period, Failure> {
    let mut last = None;
    for kind in [Kind::Activity, Kind::Shift] {
        let names = book.names(kind)?;
        let months = names.iter().filter_map(|name| Some(name.month()?.start()));
        last = last.max(months.filter(|day| *day <= book.today()).max());
    }
    let year = last.unwrap_or(book.today()).year();
    format!("{year:04}").parse().map_err(|_| Failure::bug("a year is no period"))
}
