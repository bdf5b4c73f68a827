//! `overlap-activity`: somebody was in an activity and elsewhere at once.

use crate::check::{Find, Finding, PersonOut, Presence, Rule, person};
use crate::diag::Level;
use crate::model::book::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "overlap-activity",
    level: Level::Warning,
    summary: "somebody was in an activity and elsewhere at once",
    explanation: "\
An activity and another one, or a shift, name the same person, and one begins before the other ends. Only
activities of one day that give `start` and `end` are compared; nights over midnight are, with the day
after. A worker and the volunteer named by its `same_as` are one person.

It is a warning, since people leave early. But mostly one of the two times is wrong, or somebody was
entered on the wrong sheet and has hours that they did not serve. Two shifts at once are `overlap`.

Correct the times or take the row out; or, where they did leave early, write the hours they stayed and
say so in an `override` of the row:

    - { who: li-na, hours: 1, override: left for the patrol at eight }
",
    find: Find::Person(find),
};

fn find(_: &Book, presences: &[Presence], out: &mut PersonOut) {
    // Two shifts are `overlap`'s; a shift and the activity that it is part of are `counted-twice`'s.
    let are_of_others =
        |one: &Presence, other: &Presence| one.is_shift() && other.is_shift() || one.is_linked(other);
    for (before, presence) in person::clashes(presences, |one, other| !are_of_others(one, other)) {
        let message = format!("the same person was in `{}` at the same time", before.name.id);
        let help = "correct the times, or say in an `override` of the row how it was";
        out(presence, Finding::at(presence.at("who"), message).related(before.at("who"), "here").help(help));
    }
}
