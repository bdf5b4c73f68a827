//! `daily-maximum`: somebody has more hours on a day than the store takes for possible.

use crate::check::{Find, Finding, PersonOut, Presence, Rule};
use crate::diag::Level;
use crate::model::book::Book;
use crate::model::minutes::Minutes;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "daily-maximum",
    level: Level::Warning,
    summary: "somebody has more hours on a day than the store takes for possible",
    explanation: "\
The hours of one person on one day add up to more than `[hours] daily_max` in `tandem.toml` (12 where it
says nothing), over all activities of that day and the shifts that were attended, of whichever
organisations. An activity of several days may have that many hours for each of its days. A worker and the
volunteer named by its `same_as` are one person.

Mostly a sign-in sheet was entered twice, a decimal point is missing (`25` for `2.5`), or the hours of a
whole week stand on one day.

Correct the hours; give the rows of an activity of several days a `date` each; or say why it is true in
an `override` of the row:

    - { who: li-na, hours: 14, override: flood night, relieved at seven }
",
    find: Find::Person(find),
};

fn find(book: &Book, presences: &[Presence], out: &mut PersonOut) {
    let most = book.settings().hours.daily_max;
    for presence in presences.iter().filter(|presence| presence.days > 1) {
        let limit = Minutes::of(most.count().saturating_mul(presence.days));
        if let Some(minutes) = presence.minutes.filter(|minutes| *minutes > limit)
            && !presence.is_overridden
        {
            let message = format!(
                "{} are more than {} on each of {} days",
                hours(minutes),
                hours(most),
                presence.days
            );
            out(presence, Finding::at(presence.at("hours"), message).help(HELP));
        }
    }
    let single: Vec<&Presence> = presences.iter().filter(|presence| presence.days <= 1).collect();
    for day in single.chunk_by(|one, other| one.date == other.date) {
        let counted = day.iter().filter(|presence| !presence.is_overridden);
        let counted: Vec<(&Presence, Minutes)> =
            counted.filter_map(|presence| Some((*presence, presence.minutes?))).collect();
        let sum = counted.iter().map(|(_, minutes)| minutes.count()).sum::<i64>();
        if let Some(((last, _), others)) = counted.split_last()
            && sum > most.count()
        {
            let message = format!(
                "{} on {} are more than {} on one day",
                hours(Minutes::of(sum)),
                last.date,
                hours(most)
            );
            let finding = Finding::at(last.at("hours"), message).help(HELP);
            let finding = others.iter().fold(finding, |finding, (other, minutes)| {
                finding.related(other.at("hours"), format!("{} of them here", hours(*minutes)))
            });
            out(last, finding);
        }
    }
}

const HELP: &str = "correct the hours, or say in an `override` of the row why they are true";

fn hours(minutes: Minutes) -> String {
    minutes.hm()
}
