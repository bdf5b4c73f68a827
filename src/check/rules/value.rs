//! `value`: a value does not have the form that its field takes. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "value",
    level: Level::Error,
    summary: "a value does not have the form that its field takes",
    explanation: "\
A value is of the right type and cannot be right: a day that no calendar has, a time after 24:00, hours
that are negative or no whole number of minutes, an id with capitals, a blank text, a control character
that would act on a terminal.

Rounding or correcting it silently would make figures that nobody wrote, so the record is not used until
it is corrected.

The message says what is wrong with the value, and the help what to write instead. Hours are a number
(`2.5`) or `2h20m`, days are `2026-11-21`, times are `\"18:30\"` in quotes.
",
    find: Find::Reader,
};
