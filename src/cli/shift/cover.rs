//! `tandem shift cover SHIFT`: who could take a place on a shift.

use crate::cli::Outcome;
use crate::cli::as_of::AsOf;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::known::Known;
use crate::cli::shift::named::{OneShift, crews};
use crate::model::book::Book;
use crate::model::code::Role;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::ops::shift::changeable;
use crate::report::cover::{Cover, Search, cover};
use crate::report::table::Document;

/// Show who could take a place on a shift, the best first
///
/// Everybody active in the shift's organisation, below it or in a team of it is looked at, unless they are on
/// the shift already. Free and able are those against whom nothing stands that `assign` would refuse. Among
/// them come first those who did such work before (a shift of the same series or category), then whoever was
/// asked least recently, then whoever has the fewest hours in that week. What people did is looked up in the
/// ninety days before the shift.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shift: OneShift,
    /// In which crew to look
    #[arg(long = "as", value_name = "CREW", default_value = "volunteer", value_parser = crews())]
    role: Role,
    /// The organisation to look in, with all below it [default: that of the shift]
    #[arg(long, value_name = "ORG", add = complete::records(&[Kind::Org]))]
    org: Option<String>,
    /// Those too against whom something stands, and what
    #[arg(long)]
    all: bool,
    /// The most rows
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    as_of: AsOf,
}

/// Shows who could take a place.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = args.as_of.session(context)?;
    let book = session.book();
    let search = args.search(context, &book)?;
    let found = cover(&book, &*changeable(&book, &search.shift)?, &search)?;
    let table = found.table(args.all, args.limit);
    args.tell(context, &found, table.rows.len());
    let document = Document {
        revision: session.revision().map(ToString::to_string),
        org: search.org.as_ref().map(ToString::to_string),
        incomplete: found.passed.unusable.len() + usize::from(session.is_incomplete()),
        ..Document::of("cover", args.words(&search), session.today(), table)
    };
    context.document(&session, document)?;
    Ok(context.incomplete(&session, &found.passed.unusable))
}

impl Args {
    fn search(&self, context: &Context, book: &Book) -> Result<Search, Failure> {
        let org = self.org.as_ref().map(|word| context.words(book).id(&[Kind::Org], word)).transpose()?;
        let org = org.map(|org| org.parse::<Id>().map_err(|_| Failure::bug("a found id is none")));
        Ok(Search { shift: self.shift.id(context, book)?, org: org.transpose()?, role: self.role })
    }

    /// Tells what the table does not.
    fn tell(&self, context: &Context, found: &Cover, shown: usize) {
        if found.is_full {
            context.ui.note("all places are taken: whoever is asked now can stand by");
        }
        let fit = found.candidates.iter().filter(|candidate| candidate.fits()).count();
        let (asked, hindered) =
            if self.all { (found.candidates.len(), 0) } else { (fit, found.candidates.len() - fit) };
        if shown < asked {
            context.ui.note(format!("{shown} of {asked} shown"));
        }
        if hindered > 0 {
            context.ui.note(format!("something stands against {hindered} more: `--all` shows what"));
        }
    }

    /// The words that ask for the same again.
    fn words(&self, search: &Search) -> Vec<String> {
        let mut words: Vec<String> =
            ["shift", "cover", &search.shift, "--as", self.role.code()].map(String::from).into();
        if let Some(org) = &search.org {
            words.extend(["--org".into(), org.to_string()]);
        }
        words.extend(self.all.then(|| "--all".into()));
        words.extend(["--limit".into(), self.limit.to_string()]);
        words.extend(self.as_of.words());
        words
    }
}
