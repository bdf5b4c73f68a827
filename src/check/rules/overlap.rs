//! `overlap`: somebody is in two shifts at once.

use crate::check::{Find, Finding, PersonOut, Presence, Rule, person};
use crate::diag::Level;
use crate::model::book::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "overlap",
    level: Level::Error,
    summary: "somebody is in two shifts at once",
    explanation: "\
Two shifts, of whichever organisations, have the same person at the same time: invited, accepted, confirmed
or attended. Nights over midnight are compared with the day after; cancelled and void shifts with nothing.
A worker and the volunteer named by its `same_as` are one person.

Nobody can be at two places, so one of the two has a gap that nobody sees, or hours that nobody served.
Mostly two people staffed their shifts at the same time, or a shift was moved.

Take the person off one of them, or correct its times. Where it is true all the same, because one was left
early, say so in an `override` of the row:

    - { who: li-na, status: attended, hours: 1, override: left for the patrol at eight }
",
    find: Find::Person(find),
};

fn find(_: &Book, presences: &[Presence], out: &mut PersonOut) {
    let both_are_shifts = |one: &Presence, other: &Presence| one.is_shift() && other.is_shift();
    for (before, presence) in person::clashes(presences, both_are_shifts) {
        let message = format!("the same person is in the shift `{}` at the same time", before.name.id);
        let help = "take them off one of the two, or say in an `override` of the row how it was";
        out(presence, Finding::at(presence.at("who"), message).related(before.at("who"), "here").help(help));
    }
}
