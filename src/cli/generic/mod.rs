//! What all kinds of record can do in one way: be listed and be shown.
//!
//! Fields come from the shape of the kind, so a new field is listed and filtered without a line here.

pub(crate) mod add;
mod ask;
mod assign;
pub(crate) mod columns;
pub(crate) mod edit;
pub(crate) mod entry;
pub(crate) mod fields;
pub(crate) mod list;
pub(crate) mod set;
pub(crate) mod show;

use crate::locale::Lang;
use crate::model::book::Source;
use crate::model::day::Day;
use crate::model::record::Record;
use crate::report::table::Labels;
use crate::session::Session;

/// A kind of record with the verbs that all kinds have.
pub(crate) trait Listed: Record {
    /// The columns of a list that nobody asked for others.
    const COLUMNS: &'static [&'static str];
    /// The verb that enters a new one.
    const ENTERED: &'static str = "add";
    /// What stands for its name or title in help.
    const CALLED: &'static str = "NAME";

    /// A new record with what goes without saying on the day it is entered.
    #[must_use]
    fn completed(self, _today: Day) -> Self {
        self
    }
}

/// What the store calls its categories in a language.
pub(crate) fn labels(session: &Session, lang: Lang) -> Labels {
    let categories = session.records().settings().catalogue();
    let mut labels = Labels::default();
    for code in categories.codes() {
        labels.add("category", code, categories.label(code, lang.code()));
    }
    labels
}
