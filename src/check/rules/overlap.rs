//! `overlap`: somebody was in two activities at once.

use crate::check::{Find, Finding, PersonOut, Presence, Rule};
use crate::diag::Level;
use crate::model::book::Book;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "overlap",
    level: Level::Warning,
    summary: "somebody was in two activities at once",
    explanation: "\
Two activities name the same person, and one begins before the other ends. Only activities of one day
that give `start` and `end` are compared; nights over midnight are, with the day after. A worker and the
volunteer named by its `same_as` are one person.

It is a warning, since people leave early. But mostly one of the two times is wrong, or somebody was
entered on the wrong sheet and has hours that they did not serve.

Correct the times or take the row out; or, where they did leave early, write the hours they stayed and
say so in an `override` of the row:

    - { who: li-na, hours: 1, override: left for the patrol at eight }
",
    find: Find::Person(find),
};

fn find(_: &Book, presences: &[Presence], out: &mut PersonOut) {
    let timed = presences.iter().filter_map(|presence| Some((presence.moments?, presence)));
    let mut timed: Vec<_> = timed.filter(|(_, presence)| !presence.is_overridden).collect();
    timed.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.name.cmp(&b.name)));
    let mut latest: Option<(_, &Presence)> = None;
    for ((start, end), presence) in timed {
        if let Some((until, before)) = latest
            && start < until
            && before.name != presence.name
        {
            let message = format!("the same person was in `{}` at the same time", before.name.id);
            let help = "correct the times, or say in an `override` of the row how it was";
            let finding = Finding::at(presence.at("who"), message);
            out(presence, finding.related(before.at("who"), "here").help(help));
        }
        if latest.is_none_or(|(until, _)| end > until) {
            latest = Some((end, presence));
        }
    }
}
