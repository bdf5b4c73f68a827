//! Hours, the summary of a period and plans, added up by the definitions of the documentation.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::figures::{Ask, Sheet, count, hundredths, quotient};
use super::reading::{Entry, Reading, rows, text};

/// Attendances, people and minutes, and what of these waits and was compulsory.
fn book(sheet: &mut Sheet, section: &str, key: &str, entries: &[&Entry], reading: &Reading) {
    let attended = entries.iter().filter(|entry| entry.kind != "correction");
    let people: BTreeSet<String> = attended.clone().map(|entry| reading.person(&entry.who)).collect();
    let minutes = |is: &dyn Fn(&Entry) -> bool| {
        entries.iter().filter(|entry| is(entry)).map(|entry| entry.minutes).sum()
    };
    sheet.tell(section, key);
    for (column, number) in [
        ("attendances", count(attended.count())),
        ("people", count(people.len())),
        ("minutes", minutes(&|_| true)),
        ("submitted_minutes", minutes(&|entry| entry.is_submitted)),
        ("compulsory_minutes", minutes(&|entry| entry.is_compulsory)),
    ] {
        sheet.add(section, key, column, number);
    }
}

/// Hours by some keys.
pub(crate) fn hours(reading: &Reading, ask: &Ask, by: &[&str]) -> Sheet {
    let mut sheet = Sheet::default();
    let entries = ask.entries(reading);
    let value = |entry: &Entry, key: &str| match key {
        "month" => entry.date[..7].to_string(),
        "year" => entry.date[..4].to_string(),
        "who" => entry.who.clone(),
        "kind" => entry.kind.into(),
        "as" => entry.role.into(),
        "lead" => lead(entry.record).unwrap_or_else(|| "-".into()),
        other => text(entry.record, other).unwrap_or_else(|| "-".into()),
    };
    let mut groups: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in &entries {
        let key: Vec<String> = by.iter().map(|key| value(entry, key)).collect();
        groups.entry(key.join(" ")).or_default().push(entry);
    }
    for (key, entries) in &groups {
        book(&mut sheet, "hours", key, entries, reading);
    }
    book(&mut sheet, "hours", "total", &entries.iter().collect::<Vec<_>>(), reading);
    if by.contains(&"org") {
        below(&mut sheet, reading, ask, &entries);
    }
    sheet.done()
}

/// What there is in each organisation and all below it, where that is more than what each has by itself.
fn below(sheet: &mut Sheet, reading: &Reading, ask: &Ask, entries: &[Entry]) {
    let (mut rows, mut is_more) = (Vec::new(), false);
    for org in ask.orgs(reading) {
        let under = reading.under(Some(&org));
        let of = |entry: &Entry| text(entry.record, "org").expect("an organisation");
        let inside: Vec<&Entry> = entries.iter().filter(|entry| under.contains(&of(entry))).collect();
        is_more |= inside.iter().any(|entry| of(entry) != org);
        rows.push((org, inside));
    }
    for (org, inside) in rows.iter().filter(|(_, inside)| is_more && !inside.is_empty()) {
        book(sheet, "hours_below", org, inside, reading);
    }
}

/// Who leads what a record is about.
pub(crate) fn lead(record: &Value) -> Option<String> {
    text(record, "lead").or_else(|| text(record, "worker"))
}

/// The figures of a period: by name; and the places of shifts, those filled before those wanted.
struct Period {
    figures: BTreeMap<String, i64>,
    places: [i64; 2],
}

impl Period {
    fn of(reading: &Reading, ask: &Ask) -> Period {
        let mut period = Period { figures: BTreeMap::new(), places: [0, 0] };
        period.served(reading, ask);
        period.dated(reading, ask);
        period.staffed(reading, ask);
        for (folder, day) in [("activities", "date"), ("shifts", "date"), ("trainings", "date")] {
            let held = ask.records(reading, folder, day).into_iter();
            for (_, record) in held.filter(|(_, record)| record["status"] != "cancelled") {
                period.counted(record);
            }
        }
        for (_, movement) in ask.records(reading, "movements", "date") {
            let kind = text(movement, "kind").expect("a kind");
            if ["in", "out"].contains(&&*kind) {
                for line in super::goods::lines(movement) {
                    period.add(&format!("resources_{kind}_{}", line.item), line.quantity);
                }
            }
        }
        period
    }

    fn add(&mut self, name: &str, number: i64) {
        *self.figures.entry(name.into()).or_default() += number;
    }

    fn served(&mut self, reading: &Reading, ask: &Ask) {
        let mut people = BTreeSet::new();
        for entry in ask.entries(reading) {
            self.add(&format!("{}_minutes", entry.role), entry.minutes);
            if entry.kind != "correction" {
                self.add("attendances", 1);
                people.insert(reading.person(&entry.who));
            }
        }
        self.add("people", count(people.len()));
    }

    fn dated(&mut self, reading: &Reading, ask: &Ask) {
        for (metric, folder, day) in [
            ("activities", "activities", "date"),
            ("new_volunteers", "volunteers", "joined"),
            ("needs_opened", "needs", "opened"),
            ("cases_opened", "cases", "opened"),
            ("cases_closed", "cases", "closed"),
            ("feedback", "feedback", "date"),
        ] {
            let all = ask.records(reading, folder, day).into_iter();
            self.add(metric, count(all.filter(|(_, record)| record["status"] != "applicant").count()));
        }
        let met = ask.records(reading, "needs", "closed").into_iter();
        self.add("needs_met", count(met.filter(|(_, need)| need["status"] == "met").count()));
    }

    /// The places of shifts. Who is asked of people, asks of shifts nothing.
    fn staffed(&mut self, reading: &Reading, ask: &Ask) {
        let shifts = ask.records(reading, "shifts", "date").into_iter();
        for (_, shift) in shifts.filter(|(_, shift)| shift["status"] != "cancelled") {
            self.add("shifts", 1);
            let staffed = super::held::Staffed::of(reading, ask, shift);
            self.places = [self.places[0] + staffed.filled, self.places[1] + staffed.want];
        }
    }

    /// Heads, outputs, results, who was served by name.
    fn counted(&mut self, record: &Value) {
        for (name, number) in super::held::heads(record) {
            match name.as_str() {
                "households" => self.add("households", number),
                _ => self.add(&format!("heads_{name}"), number),
            }
            if super::held::HEADS.contains(&&*name) {
                self.add("heads", number);
            }
        }
        for (list, start) in [("outputs", "output"), ("results", "result")] {
            for (name, number) in record[list].as_object().into_iter().flatten() {
                self.add(&format!("{start}_{name}"), number.as_i64().expect("a number"));
            }
        }
        self.add("served", count(rows(record, "served").count()));
    }

    fn figure(&self, name: &str) -> i64 {
        self.figures.get(name).copied().unwrap_or_default()
    }
}

/// The item that a figure is about.
fn item(name: &str) -> Option<&str> {
    name.strip_prefix("resources_in_").or_else(|| name.strip_prefix("resources_out_"))
}

/// Whether a figure is told in hundredths: money always, goods where there is a part of one.
fn is_in_parts(name: &str, numbers: [i64; 2]) -> bool {
    item(name).is_some_and(|item| item == "fund" || numbers.iter().any(|number| number % 100 != 0))
}

/// A figure as it is told; items are added up in hundredths.
fn shown(name: &str, number: i64, is_in_parts: bool) -> i64 {
    if item(name).is_some() && !is_in_parts { number / 100 } else { number }
}

/// A target as it is told.
fn planned(name: &str, target: &Value, is_in_parts: bool) -> i64 {
    match name {
        "fill_rate" => hundredths(target) * 100,
        _ if is_in_parts => hundredths(target),
        _ => hundredths(target) / 100,
    }
}

/// The figures of a summary.
pub(crate) fn summary(reading: &Reading, ask: &Ask) -> Sheet {
    let mut sheet = Sheet::default();
    let [now, before] = [Period::of(reading, ask), Period::of(reading, &ask.earlier())];
    let targets = targets(reading, ask);
    let names: BTreeSet<&str> = now.figures.keys().chain(before.figures.keys()).map(String::as_str).collect();
    for name in names.into_iter().chain(targets.keys().copied()).filter(|name| *name != "fill_rate") {
        let numbers = [now.figure(name), before.figure(name)];
        if numbers != [0, 0] || targets.contains_key(name) {
            let parts = is_in_parts(name, numbers);
            let target = targets.get(name).map_or(0, |target| planned(name, target, parts));
            let row = sheet.tell("summary", name);
            row.insert("value".into(), shown(name, numbers[0], parts));
            row.insert("previous".into(), shown(name, numbers[1], parts));
            row.insert("target".into(), target);
        }
    }
    if now.places[1] != 0 || before.places[1] != 0 || targets.contains_key("fill_rate") {
        let row = sheet.tell("summary", "fill_rate");
        row.insert("value".into(), quotient(now.places[0], now.places[1]));
        row.insert("previous".into(), quotient(before.places[0], before.places[1]));
        row.insert(
            "target".into(),
            targets.get("fill_rate").map_or(0, |one| planned("fill_rate", one, false)),
        );
    }
    sheet.done()
}

/// The days of a plan's period: a year or a month.
fn span(period: &str) -> [String; 2] {
    match period.split_once('-') {
        None => [format!("{period}-01-01"), format!("{period}-12-31")],
        Some((_, month)) => {
            let last = ["31", "28", "31", "30"][month.parse::<usize>().expect("a month") - 1];
            [format!("{period}-01"), format!("{period}-{last}")]
        }
    }
}

/// The targets of the one plan for just these days.
fn targets<'a>(reading: &'a Reading, ask: &Ask) -> BTreeMap<&'a str, &'a Value> {
    let is_asked = |plan: &Value| {
        span(plan["period"].as_str().expect("a period")) == ask.days.map(String::from)
            && ask.org.is_none_or(|org| plan["org"] == org)
    };
    let plans: Vec<&Value> =
        reading.all("plans").map(|(_, plan)| plan).filter(|plan| is_asked(plan)).collect();
    let is_narrow = ask.program.or(ask.lead).or(ask.who).or(ask.role).is_some();
    let [plan] = plans[..] else { return BTreeMap::new() };
    let all = rows(plan, "target").filter(|target| !is_narrow && target["category"].as_str() == ask.category);
    all.map(|target| (target["metric"].as_str().expect("a metric"), &target["value"])).collect()
}

/// Plans whose days lie within the period, against what came of them.
pub(crate) fn plan(reading: &Reading, ask: &Ask) -> Sheet {
    let mut sheet = Sheet::default();
    let plans = reading.all("plans").filter(|(_, plan)| ask.covers(reading, plan["org"].as_str()));
    for (id, plan) in plans {
        for task in rows(plan, "task") {
            let word = |name: &str| text(task, name).unwrap_or_else(|| "-".into());
            let (due, done) = (word("due"), text(task, "done"));
            let is_late = &*due < ask.days[0] && done.is_none_or(|done| &*done >= ask.days[0]);
            if ask.holds(Some(&due)) || is_late {
                let words = [word("title"), due, word("who"), word("done")];
                sheet.tell("tasks", &format!("{id} {}", words.join(" ")));
            }
        }
        let days = span(plan["period"].as_str().expect("a period"));
        if &*days[0] < ask.days[0] || &*days[1] > ask.days[1] {
            continue;
        }
        for target in rows(plan, "target") {
            let own = Ask {
                days: [&days[0], &days[1]],
                org: plan["org"].as_str(),
                category: target["category"].as_str(),
                ..Ask::default()
            };
            reach(&mut sheet, id, target, &Period::of(reading, &own));
        }
    }
    sheet.done()
}

fn reach(sheet: &mut Sheet, id: &str, target: &Value, came: &Period) {
    let metric = target["metric"].as_str().expect("a metric");
    let number = came.figure(metric);
    let parts = is_in_parts(metric, [number, 0]);
    let wanted = planned(metric, &target["value"], parts);
    let actual = match metric {
        "fill_rate" => quotient(came.places[0], came.places[1]),
        _ => shown(metric, number, parts),
    };
    let share = match metric {
        "fill_rate" => quotient(came.places[0] * 100, came.places[1] * hundredths(&target["value"])),
        _ => quotient(actual, wanted),
    };
    let row = sheet.tell("plan", &format!("{id} {metric} {}", target["category"].as_str().unwrap_or("-")));
    row.extend([("target".into(), wanted), ("actual".into(), actual), ("share".into(), share)]);
}
