//! What was held and how it was staffed: activities and shifts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::figures::{Ask, Sheet, below, count, hundredths, quotient};
use super::reading::{Entry, Reading, rows, text};

/// What counts as heads.
pub(crate) const HEADS: [&str; 5] = ["workers", "volunteers", "residents", "staff", "people"];

/// What a record counts; the largest group stands for residents that are not counted.
pub(crate) fn heads(record: &Value) -> BTreeMap<String, i64> {
    let counts = record["counts"].as_object().into_iter().flatten();
    let mut counts: BTreeMap<String, i64> =
        counts.map(|(name, number)| (name.clone(), number.as_i64().expect("a number"))).collect();
    let groups = ["elderly", "disabled"].iter().filter_map(|group| counts.get(*group)).copied();
    if let Some(largest) = groups.max() {
        counts.entry("residents".into()).or_insert(largest);
    }
    counts
}

fn word(record: &Value, name: &str) -> String {
    text(record, name).unwrap_or_else(|| "-".into())
}

/// How many heads a record counts.
fn heads_in_all(record: &Value) -> i64 {
    heads(record).iter().filter(|(name, _)| HEADS.contains(&&***name)).map(|(_, number)| number).sum()
}

/// How a shift is staffed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Staffed {
    pub(crate) want: i64,
    pub(crate) filled: i64,
    least: i64,
    taken: i64,
    stand: BTreeMap<&'static str, i64>,
}

impl Staffed {
    /// The places of a shift, and who of those asked for takes one.
    pub(crate) fn of(reading: &Reading, ask: &Ask, shift: &Value) -> Staffed {
        let places =
            |name: &str| shift["places"].as_i64().or(shift["places"][name].as_i64()).expect("places");
        let mut staffed = Staffed { want: places("want"), least: places("min"), ..Staffed::default() };
        let is_asked = ask.wants(reading, shift, None);
        if is_asked {
            staffed.filled = heads_in_all(shift);
        } else {
            staffed.want = 0;
        }
        staffed.taken = staffed.filled;
        for row in rows(shift, "assigned") {
            let who = row["who"].as_str().expect("who");
            let taking = ["invited", "accepted", "confirmed", "attended", "absent"];
            let status = row["status"].as_str().unwrap_or("invited");
            let Some(status) = taking.into_iter().find(|one| *one == status) else { continue };
            if !ask.wants(reading, shift, Some((who, reading.role(who)))) {
                continue;
            }
            *staffed.stand.entry("assigned").or_default() += 1;
            *staffed.stand.entry(status).or_default() += 1;
            let is_trainee =
                reading.one("volunteers", who).is_some_and(|volunteer| volunteer["status"] == "trainee");
            staffed.taken += i64::from(!is_trainee);
            staffed.filled += i64::from(!is_trainee && status != "absent");
        }
        staffed
    }

    fn stand(&self, status: &str) -> i64 {
        self.stand.get(status).copied().unwrap_or_default()
    }
}

/// How shifts are staffed, by organisation, and those that somebody must see to.
pub(crate) fn shifts(reading: &Reading, ask: &Ask) -> Sheet {
    let mut sums: BTreeMap<String, [i64; 8]> = BTreeMap::from([("total".into(), [0; 8])]);
    let mut sheet = Sheet::default();
    let all = reading.all("shifts").filter(|(_, shift)| ask.holds(shift["date"].as_str()));
    for (id, shift) in all.filter(|(_, shift)| shift["status"] != "cancelled") {
        let staffed = Staffed::of(reading, ask, shift);
        let is_asked = ask.wants(reading, shift, None);
        let stand = ["assigned", "confirmed", "attended", "absent"].map(|status| staffed.stand(status));
        let [assigned, confirmed, attended, absent] = stand;
        let row =
            [i64::from(is_asked), staffed.want, assigned, confirmed, attended, absent, staffed.filled, 0];
        if row != [0; 8] {
            for key in [word(shift, "org"), "total".into()] {
                let sum = sums.entry(key).or_default();
                sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
        }
        if is_asked {
            seen_to(&mut sheet, ask, id, shift, &staffed);
        }
    }
    for (key, sum) in sums {
        let names = ["shifts", "places", "assigned", "confirmed", "attended", "absent"];
        let row = sheet.tell("shifts", &key);
        row.extend(names.into_iter().map(String::from).zip(sum));
        row.insert("fill_rate".into(), quotient(sum[6], sum[1]));
        row.insert("absence_rate".into(), quotient(sum[5], sum[4] + sum[5]));
    }
    sheet.done()
}

/// The lists that a shift is on.
fn seen_to(sheet: &mut Sheet, ask: &Ask, id: &str, shift: &Value, staffed: &Staffed) {
    let (date, is_open) = (word(shift, "date"), shift["status"] != "closed");
    let lists = [
        ("unfilled", is_open && &*date >= ask.today && staffed.taken < staffed.least),
        ("no_lead", shift["lead"].is_null()),
        ("trainees_only", staffed.stand("assigned") > 0 && staffed.taken == 0),
        ("not_closed", is_open && &*date < ask.today),
    ];
    let key = format!("{id} {date} {} {}", word(shift, "title"), word(shift, "org"));
    for (list, _) in lists.into_iter().filter(|(_, is_on)| *is_on) {
        let row = sheet.tell(list, &key);
        row.extend([("taken".into(), staffed.taken), ("needed".into(), staffed.least)]);
    }
}

/// The activities of a period: what they were, who took part with what to show for it, and the same by
/// organisation with all below it.
pub(crate) fn activities(reading: &Reading, ask: &Ask) -> Sheet {
    let mut sheet = below(reading, ask, held, "activity_figures", "activities_below");
    for org in sheet.keys("activities_below") {
        let one = held(reading, &Ask { org: Some(&org), ..*ask });
        let list = |list: &str| typed(one.0.get(&format!("measures: {list}")));
        let row = sheet.0.remove(&format!("activities_below: {org}")).expect("a row");
        let told = sheet.tell("activities_below", &format!("{org} {} {}", list("outputs"), list("results")));
        told.extend(row);
        told.insert("activities".into(), one.of("measures", "all", "activities"));
    }
    sheet.0.retain(|key, _| !key.starts_with("measures: "));
    sheet.done()
}

/// The activities of a period, and what all of them had to show.
fn held(reading: &Reading, ask: &Ask) -> Sheet {
    let mut sheet = Sheet::default();
    let entries = ask.entries(reading);
    let mut all: Vec<&Entry> = Vec::new();
    for (id, activity) in reading.all("activities") {
        let own: Vec<&Entry> =
            entries.iter().filter(|entry| (entry.kind, entry.id) == ("activity", id)).collect();
        let is_asked = ask.holds(activity["date"].as_str()) && ask.wants(reading, activity, None);
        let words: Vec<String> = ["date", "title", "category", "org", "program", "place", "lead"]
            .iter()
            .map(|name| word(activity, name))
            .collect();
        let key = format!("{id} {}", words.join(" "));
        if !is_asked && own.is_empty() {
            if is_shared(reading, ask, activity) {
                sheet.tell("activities_shared", &key);
            }
            continue;
        }
        sheet.tell("activities", &key);
        let list = |name: &str| typed(is_asked.then(|| measures(activity, name)).as_ref());
        let key = format!("{id} {} {}", list("outputs"), list("results"));
        attended(&mut sheet, &key, &own, reading);
        if is_asked {
            shown(&mut sheet, &key, activity);
        }
        all.extend(own);
    }
    if !sheet.keys("activities").is_empty() {
        attended(&mut sheet, "total", &all, reading);
    }
    sheet
}

/// What an activity that is asked for has to show, for itself and in all.
fn shown(sheet: &mut Sheet, key: &str, activity: &Value) {
    for key in [key, "total"] {
        sheet.add("activity_figures", key, "spent", hundredths(&activity["spent"]));
        sheet.add("activity_figures", key, "heads", heads_in_all(activity));
    }
    sheet.add("measures", "all", "activities", 1);
    for list in ["outputs", "results"] {
        for (code, number) in measures(activity, list) {
            *sheet.tell("measures", list).entry(code).or_default() += number;
        }
    }
}

/// Who took part, in each crew, and for how long.
fn attended(sheet: &mut Sheet, key: &str, entries: &[&Entry], reading: &Reading) {
    sheet.tell("activity_figures", key);
    sheet.add("activity_figures", key, "attendances", count(entries.len()));
    for role in ["worker", "volunteer"] {
        let crew: Vec<_> = entries.iter().filter(|entry| entry.role == role).collect();
        let people: BTreeSet<String> = crew.iter().map(|entry| reading.person(&entry.who)).collect();
        sheet.add("activity_figures", key, &format!("{role}s"), count(people.len()));
        let minutes = crew.iter().map(|entry| entry.minutes).sum();
        sheet.add("activity_figures", key, &format!("{role}_minutes"), minutes);
    }
}

/// The measures of a list, by their codes.
fn measures(record: &Value, list: &str) -> BTreeMap<String, i64> {
    let all = record[list].as_object().into_iter().flatten();
    all.map(|(code, number)| (code.clone(), number.as_i64().expect("a number"))).collect()
}

/// Measures as they are typed.
fn typed(measures: Option<&BTreeMap<String, i64>>) -> String {
    let all = measures.into_iter().flatten();
    let typed: Vec<String> = all.map(|(code, number)| format!("{code}={number}")).collect();
    if typed.is_empty() { "-".into() } else { typed.join(", ") }
}

/// Whether an organisation that is asked for helped to hold what another one's figures have.
fn is_shared(reading: &Reading, ask: &Ask, activity: &Value) -> bool {
    let mut further = rows(activity, "orgs").filter_map(Value::as_str);
    let theirs = Ask { org: None, ..*ask };
    ask.org.is_some()
        && further.any(|org| ask.covers(reading, Some(org)))
        && ask.holds(activity["date"].as_str())
        && theirs.wants(reading, activity, None)
}
