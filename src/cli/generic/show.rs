//! `tandem NOUN show ID`: one record with all its fields.

use std::marker::PhantomData;

use crate::cli::Outcome;
use crate::cli::as_of::AsOf;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::codes::named;
use crate::cli::generic::seal::{Open, Sealed};
use crate::locale::Catalogue;
use crate::model::book::Source;
use crate::model::record::shape;
use crate::ops::find::{Fit, find};
use crate::render::Format;
use crate::render::record::{record, record_json};

/// Show a record with all its fields
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    /// The id or its beginning, the name, or its pinyin
    #[arg(add = complete::records(&[T::KIND]))]
    id: String,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    sealed: Sealed<T, Open>,
    #[arg(skip)]
    kind: PhantomData<T>,
}

/// Shows a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let format = context.global.format;
    let is_page = T::HAS_PAGE && matches!(format, Format::Html | Format::Md);
    if !is_page && !matches!(format, Format::Table | Format::Json) {
        let fitting = if T::HAS_PAGE { "`--format html`, `md` or `json`" } else { "`--format json`" };
        return Err(Failure::call(format!("one record cannot be shown as `{format}`"))
            .help(format!("{fitting}, or leave it out")));
    }
    let session = args.as_of.session(context)?;
    let book = session.book();
    let found = find(&book, &[T::KIND], &args.id, Fit::Near)?;
    context.taken(&args.id, &found);
    let loaded =
        book.any(T::KIND, &found.id)?.ok_or_else(|| Failure::bug("a record that was found is gone"))?;
    if let Some(record) = T::unwrap(&loaded.record).filter(|_| is_page)
        && let Some(page) = record.page(context, &session)?
        && let Some(text) = page.render(format, &Catalogue::of(context.lang(&session)))?
    {
        context.answer(&text)?;
        return Ok(Outcome::Done);
    }
    let mut node = loaded.record.node().map_err(|error| Failure::bug(&error.to_string()))?;
    let settings = session.records().settings();
    args.sealed.show(context, settings, &mut node, format != Format::Json)?;
    let shown = if format == Format::Json {
        record_json(T::KIND, &found.id, &loaded.path, &node)
    } else {
        let words = Catalogue::of(context.lang(&session));
        let node = named(T::KIND, shape(T::KIND), &words, &settings.catalogue(), &node);
        record(T::KIND, &found.id, &loaded.path, &node, &words, context.width())
    };
    context.answer(&shown)?;
    Ok(Outcome::Done)
}
