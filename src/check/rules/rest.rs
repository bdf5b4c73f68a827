//! `rest`: somebody has too little rest between two shifts.

use chrono::{DateTime, Utc};

use crate::check::{Find, Finding, PersonOut, Presence, Rule, person};
use crate::diag::Level;
use crate::model::book::Book;
use crate::model::minutes::Minutes;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rest",
    level: Level::Warning,
    summary: "somebody has too little rest between two shifts",
    explanation: "\
Between the end of one shift of a person and the start of the next lie fewer hours than `[shifts] min_rest_hours`
in `tandem.toml` (10 where it says nothing), whichever organisations they are of. The hours are those that pass,
over midnight and changes of the clock too. Activities are not looked at.

Tired people make mistakes, and do not come again. Mostly two organisations staffed their shifts without
knowing of one another.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: both desks are next door }
",
    find: Find::Person(find),
};

fn find(book: &Book, presences: &[Presence], out: &mut PersonOut) {
    let least = book.settings().shifts.min_rest_hours;
    let shifts = person::shifts(presences).into_iter();
    let mut timed: Vec<_> = shifts.filter_map(|presence| Some((presence.moments?, presence))).collect();
    timed.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.name.cmp(&b.name)));
    let mut latest: Option<(DateTime<Utc>, &Presence)> = None;
    for ((start, end), presence) in timed {
        if let Some((until, before)) = latest {
            let rest = Minutes::of((start - until).num_minutes());
            if rest.count() >= 0 && rest < least {
                let message =
                    format!("{} of rest after `{}` are less than {}", rest.hm(), before.name.id, least.hm());
                out(presence, Finding::at(presence.at("who"), message).related(before.at("who"), "here").help(HELP));
            }
        }
        if latest.is_none_or(|(until, _)| end > until) {
            latest = Some((end, presence));
        }
    }
}

const HELP: &str = "take them off one of the two, or say in an `override` of the row why it is right";
