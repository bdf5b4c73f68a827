//! The filters of reports, as words.

use crate::cli::as_of::AsOf;
use crate::cli::complete;
use crate::cli::error::Failure;
use crate::cli::value::flaw;
use crate::model::book::Book;
use crate::model::code::{Category, Role};
use crate::model::flaw::Flaw;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::ops::find::{Fit, find};
use crate::report::query::Query;

/// What every report is about.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Span {
    /// The days: 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-21, or two as A..B [default: this month]
    #[arg(long, value_name = "PERIOD", value_parser = flaw::<Period>)]
    period: Option<Period>,
    /// The organisation, with all below it
    #[arg(long, value_name = "ORG", add = complete::records(&[Kind::Org]))]
    org: Option<String>,
    /// Name nobody and round every figure, so that it can be published
    #[arg(long)]
    pub(crate) public: bool,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

/// Whom a report of people is about.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Whom {
    #[command(flatten)]
    span: Span,
    /// The category of service that they like to help with
    #[arg(long, value_name = "CODE", value_parser = flaw::<Category>)]
    category: Option<Category>,
    /// Who leads them on the last day
    #[arg(long, value_name = "WHO", conflicts_with = "public", add = complete::records(&Kind::PEOPLE))]
    lead: Option<String>,
    /// One of them
    #[arg(long, value_name = "WHO", conflicts_with = "public", add = complete::records(&Kind::PEOPLE))]
    who: Option<String>,
}

/// What a report of what was done is about.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    #[command(flatten)]
    pub(crate) span: Span,
    /// The category of service
    #[arg(long, value_name = "CODE", value_parser = flaw::<Category>)]
    category: Option<Category>,
    /// The programme
    #[arg(long, value_name = "PROGRAM", add = complete::records(&[Kind::Program]))]
    program: Option<String>,
    /// Who led
    #[arg(long, value_name = "WHO", conflicts_with = "public", add = complete::records(&Kind::PEOPLE))]
    lead: Option<String>,
    /// Who served
    #[arg(long, value_name = "WHO", conflicts_with = "public", add = complete::records(&Kind::PEOPLE))]
    who: Option<String>,
    /// In which crew: worker or volunteer
    #[arg(long = "as", value_name = "CREW", value_parser = flaw::<Role>)]
    role: Option<Role>,
}

impl Span {
    /// The same, about other days than this month where nobody says which.
    pub(crate) fn or_days(mut self, days: Period) -> Span {
        self.period.get_or_insert(days);
        self
    }
}

impl From<Span> for Filters {
    fn from(span: Span) -> Filters {
        Filters { span, category: None, program: None, lead: None, who: None, role: None }
    }
}

impl From<Whom> for Filters {
    fn from(Whom { span, category, lead, who }: Whom) -> Filters {
        Filters { category, lead, who, ..span.into() }
    }
}

impl Filters {
    /// The query that these words mean; the period is the current month where none is given.
    pub(crate) fn query(&self, book: &Book) -> Result<Query, Failure> {
        let one = |kinds: &[Kind], word: &Option<String>| -> Result<Option<Id>, Failure> {
            word.as_ref().map(|word| Ok(find(book, kinds, word, Fit::Near)?.id)).transpose()
        };
        if let Some(category) = &self.category {
            book.catalogue().knows(category).map_err(|error| {
                Failure::call(format!("the store knows no category `{category}`")).help(error.help())
            })?;
        }
        Ok(Query {
            period: self.span.period.clone().unwrap_or_else(|| Period::of_month(book.today().month())),
            org: one(&[Kind::Org], &self.span.org)?,
            category: self.category.clone(),
            program: one(&[Kind::Program], &self.program)?,
            lead: one(&Kind::PEOPLE, &self.lead)?,
            who: one(&Kind::PEOPLE, &self.who)?,
            role: self.role,
        })
    }

    /// The words that ask for the same again, whatever month it is then.
    pub(crate) fn words(&self, query: &Query) -> Vec<String> {
        let text = |id: &Option<Id>| id.as_ref().map(ToString::to_string);
        let pairs = [
            ("--period", Some(query.period.to_string())),
            ("--org", text(&query.org)),
            ("--category", query.category.as_ref().map(ToString::to_string)),
            ("--program", text(&query.program)),
            ("--lead", text(&query.lead)),
            ("--who", text(&query.who)),
            ("--as", query.role.map(|role| role.to_string())),
        ];
        let words = pairs.into_iter().filter_map(|(flag, value)| Some([flag.to_string(), value?]));
        let public = self.span.public.then(|| "--public".to_string());
        words.flatten().chain(public).chain(self.span.as_of.words()).collect()
    }
}
