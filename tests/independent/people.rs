//! Volunteers: what they served in a period and in all, the levels they reach, whom somebody must see to.

use serde_json::Value;

use super::figures::{Ask, Sheet, days};
use super::reading::{Entry, Reading, minutes, rows, text};

/// Of a ladder its name, what counts, its levels by hours.
type Climbed<'a> = (&'a str, i64, Vec<(i64, &'a str)>);

/// A volunteer of a period.
pub(crate) struct Member<'a> {
    pub(crate) id: &'a str,
    pub(crate) record: &'a Value,
    pub(crate) status: &'a str,
    pub(crate) lead: String,
    pub(crate) last_served: Option<String>,
    climbed: Vec<Climbed<'a>>,
    minutes: i64,
    apart: [i64; 2],
    lifetime: i64,
}

/// Who leads a volunteer on a day; of two the one who began last.
pub(crate) fn leader(volunteer: &Value, day: &str) -> Option<String> {
    let holds = |link: &&Value| {
        text(link, "from").is_none_or(|from| &*from <= day)
            && text(link, "until").is_none_or(|until| &*until >= day)
    };
    let mut links: Vec<&Value> = rows(volunteer, "lead").filter(holds).collect();
    links.sort_by_key(|link| text(link, "from"));
    links.last().and_then(|link| text(link, "who"))
}

fn word(record: &Value, name: &str) -> String {
    text(record, name).unwrap_or_else(|| "-".into())
}

/// The first day that a ladder counts, seen from a day; no day of a month's end is asked for in a leap year.
fn first(ladder: &Value, on: &str) -> String {
    let from = text(ladder, "from").unwrap_or_default();
    let rolling = || {
        let (year, month) = (on[..4].parse::<i64>().expect("a year") - 1, &on[5..7]);
        match &on[5..] {
            "12-31" => format!("{}-01-01", year + 1),
            "03-31" => format!("{year}-04-01"),
            _ => format!("{year}-{month}-{:02}", on[8..].parse::<i64>().expect("a day") + 1),
        }
    };
    if ladder["window"] == "rolling-year" { from.max(rolling()) } else { from }
}

impl<'a> Member<'a> {
    fn of(
        reading: &'a Reading,
        ask: &Ask,
        (id, record): (&'a str, &'a Value),
        entries: &[Entry],
    ) -> Member<'a> {
        let on = ask.last();
        let own: Vec<&Entry> = entries.iter().filter(|entry| reading.person(&entry.who) == id).collect();
        let told: Vec<&&Entry> = own.iter().filter(|entry| &*entry.day <= on).collect();
        let opening =
            Some(&record["opening"]).filter(|one| text(one, "as_of").is_some_and(|as_of| &*as_of <= on));
        let held = opening.and_then(|opening| text(opening, "as_of")).unwrap_or_default();
        let before = opening.and_then(|opening| minutes(&opening["hours"])).unwrap_or_default();
        let sum = |is: &dyn Fn(&Entry) -> bool| -> i64 {
            told.iter().filter(|entry| is(entry)).map(|entry| entry.minutes).sum()
        };
        let ladders = rows(reading.settings(), "ladder").map(|ladder| {
            let first = first(ladder, on);
            let is_whole = ladder["window"].is_null() && ladder["from"].is_null();
            let (held, before) = if is_whole { (&*held, before) } else { ("", 0) };
            let counted = sum(&|entry| !entry.is_submitted && *entry.day > *held && entry.day >= first);
            let hours = |level: &Value| level["hours"].as_i64().expect("hours") * 60;
            let levels =
                rows(ladder, "levels").map(|level| (hours(level), level["name"].as_str().expect("a name")));
            (ladder["name"].as_str().expect("a name"), before + counted, levels.collect())
        });
        let booked = |is: &dyn Fn(&Entry) -> bool| -> i64 {
            let all = own.iter().filter(|entry| ask.holds(Some(&entry.date)) && is(entry));
            all.map(|entry| entry.minutes).sum()
        };
        let attended = told.iter().filter(|entry| entry.kind != "correction");
        Member {
            id,
            record,
            status: record["status"].as_str().unwrap_or("active"),
            lead: leader(record, on).unwrap_or_else(|| "-".into()),
            last_served: attended.map(|entry| entry.day.clone()).max(),
            climbed: ladders.collect(),
            minutes: booked(&|_| true),
            apart: [booked(&|entry| entry.is_submitted), booked(&|entry| entry.is_compulsory)],
            lifetime: before + sum(&|entry| entry.day > held),
        }
    }

    /// The highest level of a ladder that is reached.
    pub(crate) fn level(&self, ladder: usize) -> Option<&'a str> {
        let (_, minutes, levels) = &self.climbed[ladder];
        levels.iter().rev().find(|(hours, _)| hours <= minutes).map(|(_, name)| *name)
    }

    /// The day since which they have not served.
    pub(crate) fn since(&self) -> String {
        self.last_served.clone().or_else(|| text(self.record, "joined")).expect("a day")
    }
}

/// Those who were in the register on a day of the period.
pub(crate) fn members<'a>(reading: &'a Reading, ask: &Ask) -> Vec<Member<'a>> {
    let mut entries = reading.entries();
    entries.retain(|entry| entry.role == "volunteer" && &*entry.date <= ask.last());
    let belongs = |record: &Value| {
        let teams = rows(record, "teams").filter_map(Value::as_str);
        teams.chain(record["org"].as_str()).any(|org| ask.covers(reading, Some(org)))
    };
    let stayed = |record: &Value| match text(record, "left") {
        Some(left) => &*left >= ask.days[0],
        None => record["status"] != "left",
    };
    let came = |record: &Value| text(record, "joined").is_none_or(|joined| &*joined <= ask.last());
    let all = reading.all("volunteers");
    let same = |one: &str, other: &str| reading.person(one) == reading.person(other);
    let led = |record: &Value, by: &str| leader(record, ask.last()).is_some_and(|lead| same(&lead, by));
    let likes = |record: &Value, category: &str| rows(record, "categories").any(|one| one == category);
    let chosen = |(id, record): &(&str, &Value)| {
        ask.lead.is_none_or(|by| led(record, by))
            && ask.who.is_none_or(|who| same(who, id))
            && ask.category.is_none_or(|category| likes(record, category))
    };
    let asked = all.filter(|one| belongs(one.1) && stayed(one.1) && came(one.1) && chosen(one));
    asked.map(|one| Member::of(reading, ask, one, &entries)).collect()
}

/// The volunteers of a period.
pub(crate) fn volunteers(reading: &Reading, ask: &Ask) -> Sheet {
    let mut sheet = Sheet::default();
    let today = ask.last().min(ask.today);
    for member in members(reading, ask) {
        let Member { id, record, status, lead, minutes, lifetime, .. } = &member;
        let [kind, org, joined] = ["kind", "org", "joined"].map(|name| word(record, name));
        let last = member.last_served.clone().unwrap_or_else(|| "-".into());
        let level = member.level(0).unwrap_or("-");
        for key in [format!("{id} {kind} {status} {org} {lead} {level} {last}"), "total".into()] {
            sheet.tell("volunteers", &key);
            sheet.add("volunteers", &key, "minutes", *minutes);
            sheet.add("volunteers", &key, "submitted_minutes", member.apart[0]);
            sheet.add("volunteers", &key, "compulsory_minutes", member.apart[1]);
            sheet.add("volunteers", &key, "lifetime_minutes", *lifetime);
        }
        if ask.holds(Some(&joined)) && *status != "applicant" {
            let row = sheet.tell("newcomers", &format!("{id} {joined} {org} {lead}"));
            row.insert("minutes".into(), *minutes);
        }
        if *status != "active" {
            continue;
        }
        let idle = days(today, &member.since());
        if idle > reading.settings()["volunteers"]["inactive_after_days"].as_i64().expect("days") {
            let row = sheet.tell("inactive", &format!("{id} {last}"));
            row.extend([("idle_days".into(), idle), ("lifetime_minutes".into(), *lifetime)]);
        }
        for (ladder, climbed, levels) in &member.climbed {
            let next = levels.iter().find(|(hours, _)| hours > climbed);
            if let Some((hours, level)) = next.filter(|(hours, _)| hours - climbed <= hours / 10) {
                let row = sheet.tell("near", &format!("{id} {ladder} {level}"));
                row.extend([("minutes".into(), *climbed), ("missing".into(), hours - climbed)]);
            }
        }
    }
    sheet.done()
}
