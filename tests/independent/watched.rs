//! What needs a person, seen from a day on which nothing is known of before.

use super::figures::{Ask, Sheet, count, days};
use super::followed::cases;
use super::held::shifts;
use super::people::members;
use super::reading::{Reading, text};
use super::stock::{expiring, is_there, step};

/// What somebody must see to; everything is new.
pub(crate) fn nightly(reading: &Reading, ask: &Ask) -> Sheet {
    let mut sheet = Sheet::default();
    let past = Ask { days: [ask.days[0].min(ask.today), ask.today], ..*ask };
    let [staffed, reviews] = [shifts(reading, ask), cases(reading, &past)];
    for (from, section) in [
        (&staffed, "unfilled"),
        (&staffed, "no_lead"),
        (&staffed, "trainees_only"),
        (&staffed, "not_closed"),
        (&reviews, "reviews"),
    ] {
        for key in from.keys(section) {
            let day = key.split(' ').nth(1).expect("a day");
            if ["no_lead", "trainees_only"].contains(&section) && day < ask.today {
                continue;
            }
            let row = from.0.get(&format!("{section}: {key}")).expect("a row").clone();
            sheet.tell(section, &format!("yes {key}")).extend(row);
        }
    }
    waiting(&mut sheet, reading, ask);
    unanswered(&mut sheet, reading, ask);
    people(&mut sheet, reading, ask);
    let sections = [
        "unfilled",
        "no_lead",
        "trainees_only",
        "not_closed",
        "needs_overdue",
        "reviews",
        "hazards",
        "waiting",
        "expiring",
        "unseen",
    ];
    for section in sections {
        let number = count(sheet.keys(section).len());
        if number > 0 {
            let row = sheet.tell("nightly", section);
            row.extend([("count".into(), number), ("new_count".into(), number)]);
        }
    }
    sheet.done()
}

/// Hours that wait for somebody to look at them.
fn waiting(sheet: &mut Sheet, reading: &Reading, ask: &Ask) {
    for entry in ask.entries(reading).iter().filter(|entry| entry.is_submitted) {
        let key = format!("yes {}/{} {} {} {}", entry.kind, entry.id, entry.who, entry.date, entry.role);
        sheet.tell("waiting", &key);
        sheet.add("waiting", &key, "minutes", entry.minutes);
    }
}

/// Needs that should have been met, hazards that nobody answered.
fn unanswered(sheet: &mut Sheet, reading: &Reading, ask: &Ask) {
    for (id, need) in reading.all("needs").filter(|(_, need)| ask.wants(reading, need, None)) {
        let word = |name: &str| text(need, name).unwrap_or_else(|| "-".into());
        if let Some(promised) =
            text(need, "promised").filter(|day| need["closed"].is_null() && &**day < ask.today)
        {
            let key = format!("yes {id} {} {} {} {promised}", word("category"), word("org"), word("worker"));
            sheet.tell("needs_overdue", &key).insert("days_late".into(), days(ask.today, &promised));
        }
    }
    for (id, hazard) in reading.all("feedback").filter(|(_, one)| ask.wants(reading, one, None)) {
        let word = |name: &str| text(hazard, name).unwrap_or_else(|| "-".into());
        let status = hazard["status"].as_str().unwrap_or("open");
        let is_open = hazard["kind"] == "hazard" && ["open", "forwarded"].contains(&status);
        if is_open && &*word("date") <= ask.today {
            let words = [word("date"), word("org"), word("place"), status.into(), word("due")];
            sheet.tell("hazards", &format!("yes {id} {}", words.join(" ")));
        }
    }
}

/// Credentials that expire, volunteers whom nobody has seen.
fn people(sheet: &mut Sheet, reading: &Reading, ask: &Ask) {
    let workers = reading.all("workers").filter(|(_, worker)| is_there(worker, ask.today));
    let volunteers = reading.all("volunteers").filter(|(_, volunteer)| volunteer["status"] != "left");
    for (id, person) in workers.chain(volunteers).filter(|(_, one)| ask.covers(reading, one["org"].as_str()))
    {
        for (days, credential) in expiring(person, ask.today) {
            let [name, expires] = ["name", "expires"].map(|field| text(credential, field).expect("a word"));
            let row = sheet.tell("expiring", &format!("yes {id} {name} {expires}"));
            row.extend([("days".into(), days), ("within".into(), step(days))]);
        }
    }
    let today = Ask { days: [ask.today, ask.today], ..*ask };
    for member in members(reading, &today).iter().filter(|member| member.status == "active") {
        let idle = days(ask.today, &member.since());
        if let Some(step) = [90, 60, 30].into_iter().find(|step| idle >= *step) {
            let last = member.last_served.clone().unwrap_or_else(|| "-".into());
            let row = sheet.tell("unseen", &format!("yes {} {} {last}", member.id, member.lead));
            row.extend([("idle_days".into(), idle), ("at_least".into(), step)]);
        }
    }
}
