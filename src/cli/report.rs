//! `tandem report`: what the records add up to, each report a verb.

mod activities;
mod answer;
mod branch;
mod cases;
mod claim;
mod coverage;
mod feedback;
mod hours;
mod linkage;
mod needs;
mod nightly;
mod plan;
mod query;
mod resources;
mod shifts;
mod site;
mod summary;
mod tree;
mod verify;
mod volunteers;
mod workforce;

use clap::{Parser, Subcommand};

pub(crate) use self::answer::label;
use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    #[command(flatten)]
    Name(Name),
    Verify(verify::Args),
    Site(site::Args),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Name(name) => name.run(context),
            Verb::Verify(args) => verify::run(context, args),
            Verb::Site(args) => site::run(context, args),
        }
    }
}

/// The reports: everything here can be made again by `verify`, so nothing here may do more than tell.
#[derive(Debug, Subcommand)]
pub(crate) enum Name {
    /// What there was in a period, a row a figure, with the period before
    Summary(summary::Args),
    /// Hours of service: attendances, people and hours
    ///
    /// By organisation, a second table tells what there is in each with all below it. Hours that nobody has looked
    /// at and compulsory ones are within the hours, and told in columns of their own where there are any.
    Hours(hours::Args),
    /// Households, workers and volunteers, and how many for each other
    Coverage(coverage::Args),
    /// Who volunteers, what they served in the period and in all, and whom to see to
    Volunteers(volunteers::Args),
    /// Who leads whom, and how much of what was done is led
    ///
    /// By worker and by organisation: volunteers led, their hours in what a worker led, how many that is for each
    /// hour of workers, now and in the period before; by way of linking and by who led; needs that volunteers
    /// found and workers took up; training and supervision given back; and who leads more volunteers than
    /// `linkage.span_max`.
    Linkage(linkage::Args),
    /// What was to be reached in a period, and what was
    Plan(plan::Args),
    /// What became of feedback, and how long that took
    Feedback(feedback::Args),
    /// What came in, what went out, what is left; what runs low, what expires
    Resources(resources::Args),
    /// How shifts are staffed, and which of them somebody must see to
    Shifts(shifts::Args),
    /// What was asked for, what became of it, and how satisfied people were
    Needs(needs::Args),
    /// How far cases have come, who carries them, and which are to be looked at
    Cases(cases::Args),
    Activities(activities::Args),
    Nightly(nightly::Args),
    /// Who the workers are, what they hold and what they learned
    Workforce(workforce::Args),
    /// The organisation tree, with who is recorded and who is declared
    Tree(tree::Args),
}

/// A report and its filters, without the options of all commands.
#[derive(Debug, Parser)]
#[command(name = "report", no_binary_name = true, disable_help_flag = true, disable_help_subcommand = true)]
struct Asked {
    #[command(subcommand)]
    name: Name,
}

impl Name {
    /// The report that words ask for; nothing where they ask for none, or for more than a report.
    pub(crate) fn read(words: impl IntoIterator<Item = String>) -> Option<Name> {
        Some(Asked::try_parse_from(words).ok()?.name)
    }

    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Name::Summary(args) => summary::run(context, args),
            Name::Hours(args) => hours::run(context, args),
            Name::Coverage(args) => coverage::run(context, args),
            Name::Volunteers(args) => volunteers::run(context, args),
            Name::Linkage(args) => linkage::run(context, args),
            Name::Plan(args) => plan::run(context, args),
            Name::Feedback(args) => feedback::run(context, args),
            Name::Resources(args) => resources::run(context, args),
            Name::Shifts(args) => shifts::run(context, args),
            Name::Needs(args) => needs::run(context, args),
            Name::Cases(args) => cases::run(context, args),
            Name::Activities(args) => activities::run(context, args),
            Name::Nightly(args) => nightly::run(context, args),
            Name::Workforce(args) => workforce::run(context, args),
            Name::Tree(args) => tree::run(context, args),
        }
    }
}
