//! The scalars of the format by the names they have in shapes, and what is wrong with a text as one.

use std::str::FromStr;

use crate::model::clock::{Clock, Range};
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::flaw::Flaw;
use crate::model::id::Id;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::period::Period;
use crate::model::settings::{Currency, Zone};
use crate::model::text::Text;
use crate::model::volunteer::Born;

/// What is wrong with a text as the scalar of that name; `None` where nothing is.
pub fn flaw(scalar: &str, text: &str) -> Option<Box<dyn Flaw>> {
    match scalar {
        "born" => of::<Born>(text),
        "category" => of::<Category>(text),
        "clock" => of::<Clock>(text),
        "currency" => of::<Currency>(text),
        "day" => of::<Day>(text),
        "minutes" => of::<Minutes>(text),
        "money" => of::<Money>(text),
        "period" => of::<Period>(text),
        "range" => of::<Range>(text),
        "text" => of::<Text>(text),
        "timezone" => of::<Zone>(text),
        _ => of::<Id>(text),
    }
}

fn of<T: FromStr<Err: Flaw + 'static>>(text: &str) -> Option<Box<dyn Flaw>> {
    text.parse::<T>().err().map(|error| Box::new(error) as Box<dyn Flaw>)
}

/// How a scalar of that name can look.
pub fn sample(scalar: &str) -> &'static str {
    match scalar {
        "born" => "1958",
        "category" => "elderly-care",
        "clock" => "\"18:30\"",
        "currency" => "CNY",
        "day" => "2026-11-21",
        "minutes" => "2.5",
        "money" => "12.50",
        "period" => "2026-11",
        "range" => "\"18:30-21:00\"",
        "text" => "\"some words\"",
        "timezone" => "Asia/Shanghai",
        _ => "li-na",
    }
}
