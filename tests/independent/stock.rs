//! What there is on a day: people, households and groups of every organisation, and the workforce.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::figures::{Ask, Sheet, count, days, quotient};
use super::reading::{Reading, minutes, rows, text};

/// Whether somebody is active on a day.
pub(crate) fn is_there(record: &Value, day: &str) -> bool {
    let status = record["status"].as_str().unwrap_or("active");
    let stays = match text(record, "left") {
        Some(left) => &*left >= day && ["active", "left"].contains(&status),
        None => status == "active",
    };
    stays && text(record, "joined").is_none_or(|joined| &*joined <= day)
}

/// Whether there is an organisation on a day.
fn is_open(org: &Value, day: &str) -> bool {
    text(org, "opened").is_none_or(|opened| &*opened <= day)
        && text(org, "closed").is_none_or(|closed| &*closed >= day)
}

/// What an organisation itself stated last, of every name, and when.
fn stated(org: &Value, day: &str) -> BTreeMap<String, (String, i64)> {
    let mut last = BTreeMap::new();
    for row in rows(org, "declared") {
        let as_of = text(row, "as_of").expect("a day");
        for (name, number) in row.as_object().into_iter().flatten() {
            if let Some(number) = number.as_i64().filter(|_| &*as_of <= day) {
                last.insert(name.clone(), (as_of.clone(), number));
            }
        }
    }
    last
}

/// What a profile says, else the sum of those of the next organisations below that there are on the day.
fn profile(reading: &Reading, org: &str, name: &str, day: &str) -> Option<i64> {
    let record = reading.one("orgs", org)?;
    let own = record["profile"][name].as_i64().filter(|_| is_open(record, day));
    own.or_else(|| {
        let below = reading.all("orgs").filter(|(_, record)| record["parent"] == org);
        let said: Vec<i64> = below.filter_map(|(below, _)| profile(reading, below, name, day)).collect();
        (!said.is_empty()).then(|| said.iter().sum())
    })
}

/// How many of a register are there, in an organisation and all below it.
fn there(reading: &Reading, folder: &str, org: &str, day: &str) -> i64 {
    let under = reading.under(Some(org));
    let belongs = |person: &Value| {
        let teams = rows(person, "teams").filter_map(Value::as_str);
        teams.chain(person["org"].as_str()).any(|org| under.contains(org))
    };
    count(reading.all(folder).filter(|(_, person)| is_there(person, day) && belongs(person)).count())
}

/// How organisations are covered.
pub(crate) fn coverage(reading: &Reading, ask: &Ask) -> Sheet {
    let (mut sheet, day) = (Sheet::default(), ask.last());
    let under = ask.orgs(reading);
    for (org, record) in
        reading.all("orgs").filter(|(org, record)| under.contains(*org) && is_open(record, day))
    {
        let [households, residents] =
            ["households", "residents"].map(|name| profile(reading, org, name, day));
        let [workers, volunteers] = ["workers", "volunteers"].map(|folder| there(reading, folder, org, day));
        let mut stated = stated(record, day);
        let [stated_workers, stated_volunteers] =
            ["workers", "volunteers"].map(|name| stated.remove(name).map(|(_, number)| number));
        let groups = ["disabled", "elderly"].into_iter();
        let groups: Vec<String> =
            groups.filter_map(|name| Some(format!("{name}={}", profile(reading, org, name, day)?))).collect();
        let known = [households, residents, stated_workers, stated_volunteers];
        if known.iter().all(Option::is_none) && groups.is_empty() && (workers, volunteers) == (0, 0) {
            continue;
        }
        let (per, led) = match stated_workers {
            Some(workers) => (workers, stated_volunteers.unwrap_or_default()),
            None => (workers, volunteers),
        };
        let groups = if groups.is_empty() { "-".into() } else { groups.join(", ") };
        let row = sheet.tell("coverage", &format!("{org} {groups}"));
        for (column, number) in [
            ("households", households.unwrap_or_default()),
            ("residents", residents.unwrap_or_default()),
            ("workers", workers),
            ("volunteers", volunteers),
            ("workers_declared", stated_workers.unwrap_or_default()),
            ("volunteers_declared", stated_volunteers.unwrap_or_default()),
            ("households_per_worker", quotient(households.unwrap_or_default(), per)),
            ("volunteers_per_worker", quotient(led, per)),
        ] {
            row.insert(column.into(), number);
        }
    }
    sheet.done()
}

/// The tree of organisations.
pub(crate) fn tree(reading: &Reading, ask: &Ask) -> Sheet {
    let (mut sheet, day) = (Sheet::default(), ask.last());
    let under = ask.orgs(reading);
    let open = || reading.all("orgs").filter(|(_, record)| is_open(record, day));
    for (org, record) in open().filter(|(org, _)| under.contains(*org)) {
        let parent = text(record, "parent").unwrap_or_else(|| "-".into());
        let stated = stated(record, day);
        let declared = |name: &str| stated.get(name).map_or(0, |(_, number)| *number);
        let kind = record["kind"].as_str().expect("a kind");
        let row = sheet.tell("tree", &format!("{org} {kind} {parent}"));
        for (column, number) in [
            ("workers", there(reading, "workers", org, day)),
            ("volunteers", there(reading, "volunteers", org, day)),
            ("workers_declared", declared("workers")),
            ("volunteers_declared", declared("volunteers")),
            ("children", count(open().filter(|(_, below)| below["parent"] == org).count())),
        ] {
            row.insert(column.into(), number);
        }
    }
    sheet.done()
}

/// Who the workers are, what they hold, what organisations state, what people learned.
pub(crate) fn workforce(reading: &Reading, ask: &Ask) -> Sheet {
    let (mut sheet, day) = (Sheet::default(), ask.last());
    for section in ["credential", "sector", "pathway", "org", "certified"] {
        sheet.tell(section, "total");
    }
    let workers = reading.all("workers").filter(|(_, worker)| is_there(worker, day));
    for (id, worker) in workers.filter(|(_, worker)| ask.covers(reading, worker["org"].as_str())) {
        for section in ["sector", "pathway", "org"] {
            sheet.add(section, worker[section].as_str().unwrap_or("-"), "workers", 1);
        }
        for section in ["credential", "sector", "pathway", "org"] {
            sheet.add(section, "total", "workers", 1);
        }
        certificates(&mut sheet, ask, worker);
        for (days, credential) in expiring(worker, day) {
            let name = credential["name"].as_str().expect("a name");
            let row = sheet
                .tell("expiring", &format!("{id} {name} {}", text(credential, "expires").expect("a day")));
            row.extend([("days".into(), days), ("within".into(), step(days))]);
        }
    }
    for (org, record) in reading.all("orgs").filter(|(org, _)| ask.covers(reading, Some(org))) {
        let stated = if is_open(record, day) { stated(record, day) } else { BTreeMap::new() };
        let workers = stated.get("workers").map_or(0, |(_, number)| *number);
        for (name, (as_of, number)) in &stated {
            let of = if name.starts_with("workers-") { workers } else { 0 };
            let row = sheet.tell("declared", &format!("{org} {name} {as_of}"));
            row.extend([("value".into(), *number), ("share".into(), quotient(*number, of))]);
        }
    }
    learned(&mut sheet, reading, ask);
    sheet.done()
}

/// What a worker holds on the last day, and what was issued in the period.
fn certificates(sheet: &mut Sheet, ask: &Ask, worker: &Value) {
    let of = |is: &dyn Fn(&Value) -> bool| -> BTreeSet<String> {
        let held = rows(worker, "credential").filter(|one| one["kind"].is_null() && is(one));
        held.filter_map(|one| text(one, "name")).collect()
    };
    let mut held = of(&|one| {
        text(one, "issued").is_none_or(|issued| &*issued <= ask.last())
            && text(one, "expires").is_none_or(|expires| &*expires >= ask.last())
    });
    if held.is_empty() {
        held.insert("-".into());
    }
    for name in held {
        sheet.add("credential", &name, "workers", 1);
    }
    let issued = of(&|one| ask.holds(one["issued"].as_str()));
    for name in issued.iter().map(String::as_str).chain((!issued.is_empty()).then_some("total")) {
        sheet.add("certified", name, "workers", 1);
    }
}

/// What somebody holds that expires within three months of a day, and in how many days.
pub(crate) fn expiring<'a>(person: &'a Value, day: &'a str) -> impl Iterator<Item = (i64, &'a Value)> {
    let soon = |credential: &'a Value| Some((days(&text(credential, "expires")?, day), credential));
    rows(person, "credential").filter_map(soon).filter(|(days, _)| (0..=90).contains(days))
}

/// Within how many days, in steps of a month.
pub(crate) fn step(days: i64) -> i64 {
    [30, 60, 90].into_iter().find(|step| days <= *step).expect("a step")
}

fn learned(sheet: &mut Sheet, reading: &Reading, ask: &Ask) {
    for (_, training) in ask.records(reading, "trainings", "date") {
        let kind = training["kind"].as_str().unwrap_or("course");
        for key in [kind, "total"] {
            sheet.add("training", key, "trainings", 1);
            for row in rows(training, "attendance") {
                let time =
                    minutes(&row["hours"]).or_else(|| minutes(&training["hours"])).expect("a duration");
                sheet.add("training", key, "attendances", 1);
                sheet.add("training", key, "minutes", time);
            }
        }
    }
}
