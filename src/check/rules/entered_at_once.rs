//! `entered-at-once`: many hours of some time ago were entered on one day.

use crate::check::{Find, Finding, Rule, Sitting, StoreOut};
use crate::diag::Level;
use crate::model::book::Book;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::place::Place;

/// How many minutes of one person are many: more than twelve working days.
const OF_ONE: Minutes = Minutes::of(100 * 60);

/// How many minutes of everybody are many.
const OF_ALL: Minutes = Minutes::of(1000 * 60);

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "entered-at-once",
    level: Level::Warning,
    summary: "many hours of some time ago were entered on one day",
    explanation: "\
On one day one author committed records with more than 100 hours of one person, or with more than 1000 hours
of everybody together, that had been served more than 14 days before. The commits of the repository tell it.

Hours that are entered together long after they were served were mostly added up from memory, or made up:
often shortly before a certificate was wanted or an award was due.

What was taken over from elsewhere is not told: everything that came within 60 days of the store's first
commit, and commits that brought more than 200 records.

Compare them with the sign-in sheets, and say in an `override` of the records, or of the rows, where they come
from. Those are not added.
",
    find: Find::Sitting(find),
};

fn find(_: &Book, sitting: &Sitting, out: &mut StoreOut) {
    let Sitting { day, author, all, people } = sitting;
    let of_one = people.iter().map(|(who, share)| (share, OF_ONE, format!("of `{who}`")));
    for (share, limit, whose) in of_one.chain([(all, OF_ALL, "of all together".into())]) {
        let (since, name) = &share.first;
        if share.minutes > limit {
            let place = Place::of(name.kind, &name.id, FieldPath::default());
            let hours = share.minutes.hm();
            let message = format!("`{author}` entered {hours} {whose} on {day}, served since {since}");
            let help = "compare them with the sign-in sheets, and say in an `override` where they come from";
            out(name, Finding::at(place, message).help(help));
        }
    }
}
