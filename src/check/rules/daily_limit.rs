//! `daily-limit`: somebody has more shifts on a day than the store allows.

use crate::check::{Find, Finding, PersonOut, Presence, Rule, person};
use crate::diag::Level;
use crate::model::book::Book;
use crate::model::minutes::Minutes;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "daily-limit",
    level: Level::Warning,
    summary: "somebody has more shifts on a day than the store allows",
    explanation: "\
A person has more shifts on one day than `[shifts] max_per_day` in `tandem.toml` (2 where it says nothing), or shifts
of more hours than `[hours] daily_max` (12), whichever organisations they are of. A night belongs to its first
day. Hours that were served already are told of by `daily-maximum`.

Mostly two organisations staffed their shifts without knowing of one another.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: the three desks are one }
",
    find: Find::Person(find),
};

fn find(book: &Book, presences: &[Presence], out: &mut PersonOut) {
    let settings = book.settings();
    let (most_shifts, most_hours) = (settings.shifts.max_per_day, settings.hours.daily_max);
    let shifts = person::shifts(presences);
    for day in shifts.chunk_by(|one, other| one.date == other.date) {
        let Some((last, others)) = day.split_last() else { continue };
        let sum = |minutes: fn(&Presence) -> Option<Minutes>| {
            Minutes::of(day.iter().filter_map(|presence| minutes(presence)).map(Minutes::count).sum())
        };
        let (hours, served) = (sum(|presence| presence.length), sum(|presence| presence.minutes));
        let message = if day.len() as u64 > most_shifts {
            format!("{} shifts on {} are more than {most_shifts}", day.len(), last.date)
        } else if hours > most_hours && served <= most_hours {
            format!("{} of shifts on {} are more than {}", hours.hm(), last.date, most_hours.hm())
        } else {
            continue;
        };
        let finding = Finding::at(last.at("who"), message);
        let finding = others.iter().fold(finding, |finding, other| finding.related(other.at("who"), "one of them"));
        out(last, finding.help(HELP));
    }
}

const HELP: &str = "take them off one of the shifts, or say in an `override` of the row why it is right";
