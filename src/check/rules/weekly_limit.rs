//! `weekly-limit`: somebody has more hours in a week than they want.

use chrono::Datelike;

use crate::check::{Find, Finding, PersonOut, Presence, Rule, person};
use crate::diag::Level;
use crate::model::book::Book;
use crate::model::day::Day;
use crate::model::fit::Person;
use crate::model::minutes::Minutes;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "weekly-limit",
    level: Level::Warning,
    summary: "somebody has more hours in a week than they want",
    explanation: "\
The shifts of a person from Monday to Sunday are of more hours than the person's `availability.weekly_hours_max`,
whichever organisations they are of. Whoever says nothing there has no limit; activities are not looked at.

Who is asked for more than they offered stops coming. Mostly two organisations staffed their shifts without
knowing of one another.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: asked, and she is glad to }
",
    find: Find::Person(find),
};

fn find(book: &Book, presences: &[Presence], out: &mut PersonOut) {
    let shifts = person::shifts(presences);
    let Some(most) = most(book, &shifts) else { return };
    for week in shifts.chunk_by(|one, other| monday(one.date) == monday(other.date)) {
        let mut sum = 0;
        for presence in week {
            let before = sum;
            sum += presence.length.map_or(0, Minutes::count);
            // Told where the limit is passed, which is in one month only.
            if before <= most.count() && sum > most.count() {
                let message = format!(
                    "{} of shifts in the week from {} are more than the {} that `{}` wants",
                    Minutes::of(sum).hm(),
                    monday(presence.date),
                    most.hm(),
                    presence.who
                );
                out(presence, Finding::at(presence.at("who"), message).help(HELP));
            }
        }
    }
}

const HELP: &str = "take them off one of the shifts, or say in an `override` of the row why it is right";

/// The most hours in a week that the person behind these presences wants.
fn most(book: &Book, shifts: &[&Presence]) -> Option<Minutes> {
    shifts.iter().map(|presence| &presence.who).find_map(|who| {
        let person = Person::of(book, who).ok().flatten()?;
        person.availability()?.weekly_hours_max
    })
}

fn monday(day: Day) -> Day {
    day.plus(-i64::from(day.date().weekday().num_days_from_monday()))
}
