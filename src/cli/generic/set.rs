//! `tandem NOUN set ID FIELD=VALUE …`: fields of a record, by path.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::assign::assignment;
use crate::cli::generic::one::One;
use crate::cli::generic::seal::{Reseal, Sealed, instead};
use crate::ops::set::Set;

/// Set fields of a record
///
/// FIELD=VALUE sets a field and FIELD= clears it; FIELD+=ROW puts a row into a list and FIELD-=KEY takes one
/// out. A field can be a way into tables and lists: `contact.phone`, `attendance[li-na].hours`. Values
/// are written as in the record; a text, a code or a date needs no quotes.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    #[command(flatten)]
    one: One<T>,
    /// What to set: `phone=12345`, `skills+=driving`, `attendance[li-na].hours=2.5`, `note=`
    #[arg(
        value_name = "FIELD=VALUE",
        required = instead(T::KIND).is_empty(),
        required_unless_present_any = instead(T::KIND)
    )]
    assignments: Vec<String>,
    #[command(flatten)]
    reseal: Sealed<T, Reseal>,
    #[command(flatten)]
    changing: Changing,
}

/// Sets fields.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let id = args.one.id(context, &book)?;
    let known = context.words(&book);
    let read = args.assignments.iter().map(|text| assignment(T::KIND, text, &known));
    let assignments = read.collect::<Result<Vec<_>, _>>()?;
    let request = args.reseal.with(context, Set { kind: T::KIND, id, assignments })?;
    args.changing.perform(context, &session, &format!("{} set", T::KIND), |book| request.plan(book))
}
