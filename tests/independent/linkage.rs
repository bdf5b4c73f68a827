//! The linkage of the two crews, added up by the definitions of the documentation.

use serde_json::Value;

use super::figures::{Ask, Sheet, quotient};
use super::people::leader;
use super::reading::{Entry, Reading, minutes, rows, text};
use super::stock::is_there;
use super::sums::lead;

/// What the linkage of a period adds up, and under what is told the sum of all.
struct Linkage<'a> {
    reading: &'a Reading,
    ask: &'a Ask<'a>,
    sums: Sheet,
}

/// The figures of the linkage, and those of the period before beside them.
pub(crate) fn linkage(reading: &Reading, ask: &Ask) -> Sheet {
    let [now, before] = [ask, &ask.earlier()].map(|ask| Linkage::of(reading, ask).sums);
    let mut sheet = Sheet::default();
    for worker in now.keys("linkage") {
        copy(&mut sheet, &now, "linkage", &worker);
        ratios(&mut sheet, [&now, &before], "linkage", &worker);
    }
    let span_max = reading.settings()["linkage"]["span_max"].as_i64().expect("a number");
    for worker in now.keys("linkage").into_iter().filter(|who| who != "total") {
        let led = now.of("linkage", &worker, "volunteers_led");
        sheet.add("linkage", &worker, "span_share", quotient(led, span_max));
        if led > span_max {
            let row = sheet.tell("over_span", &worker);
            row.extend([("volunteers_led".into(), led), ("span_max".into(), span_max)]);
        }
    }
    // What is told of an organisation stands in both of its tables or in none.
    for org in now.keys("given_orgs").into_iter().chain(now.keys("linkage_orgs")) {
        copy(&mut sheet, &now, "linkage_orgs", &org);
        ratios(&mut sheet, [&now, &before], "linkage_orgs", &org);
        copy(&mut sheet, &now, "given_orgs", &org);
        let earlier = before.of("given_orgs", &org, "training_minutes");
        sheet.tell("given_orgs", &org).insert("previous_training_minutes".into(), earlier);
    }
    for (section, column) in
        [("modes", "volunteer_minutes"), ("leaders", "volunteer_minutes"), ("taught", "volunteer_minutes")]
    {
        beside(&mut sheet, &now, &before, section, column);
    }
    beside(&mut sheet, &now, &before, "found", "opened");
    for key in sheet.keys("found") {
        let [taken_up, opened] = ["taken_up", "opened"].map(|column| sheet.of("found", &key, column));
        sheet.add("found", &key, "share", quotient(taken_up, opened));
    }
    for key in sheet.keys("leaders") {
        sheet.tell("leaders", &key).remove("worker_minutes");
        for column in ["activities", "volunteer_minutes"] {
            let [part, all] = [&*key, "total"].map(|key| now.of("leaders", key, column));
            sheet.add("leaders", &key, &format!("{column}_share"), quotient(part, all));
        }
    }
    sheet.done()
}

/// How much of volunteers' time was led for each hour of workers, now and before.
fn ratios(sheet: &mut Sheet, sums: [&Sheet; 2], section: &str, key: &str) {
    let [ratio, previous] = sums.map(|sums| {
        quotient(sums.of(section, key, "volunteer_minutes_led"), sums.of(section, key, "worker_minutes"))
    });
    let row = sheet.tell(section, key);
    row.extend([("ratio".into(), ratio), ("previous_ratio".into(), previous)]);
}

/// Takes over a row, but for what only makes it one.
fn copy(sheet: &mut Sheet, from: &Sheet, section: &str, key: &str) {
    let row = from.0.get(&format!("{section}: {key}")).cloned().unwrap_or_default();
    sheet.tell(section, key).extend(row.into_iter().filter(|(column, _)| !column.is_empty()));
}

/// Takes over the rows of a section, those of the period before among them, and sets a figure beside what it was.
fn beside(sheet: &mut Sheet, now: &Sheet, before: &Sheet, section: &str, column: &str) {
    for key in now.keys(section).into_iter().chain(before.keys(section)) {
        copy(sheet, now, section, &key);
        let earlier = before.of(section, &key, column);
        sheet.tell(section, &key).insert(format!("previous_{column}"), earlier);
    }
}

impl<'a> Linkage<'a> {
    fn of(reading: &'a Reading, ask: &'a Ask<'a>) -> Linkage<'a> {
        let mut linkage = Linkage { reading, ask, sums: Sheet::default() };
        for entry in ask.entries(reading) {
            linkage.entry(&entry);
        }
        for (_, activity) in ask.records(reading, "activities", "date") {
            linkage.activity(activity);
        }
        for (_, volunteer) in reading.all("volunteers").filter(|(_, record)| is_there(record, ask.last())) {
            linkage.volunteer(volunteer);
        }
        for (_, need) in ask.records(reading, "needs", "opened") {
            linkage.need(need);
        }
        for (_, training) in ask.records(reading, "trainings", "date") {
            linkage.training(training);
        }
        for (_, case) in reading.all("cases").filter(|(_, case)| ask.wants(reading, case, None)) {
            linkage.supervision(case);
        }
        linkage.spans();
        linkage
    }

    /// Adds to a figure of a row and of all rows.
    fn raise(&mut self, section: &str, key: &str, column: &str, number: i64) {
        self.sums.add(section, key, column, number);
        self.sums.add(section, "total", column, number);
    }

    /// Adds to a figure of an organisation and all above it that are asked for, and once of all.
    fn above(&mut self, section: &str, of: &Value, column: &str, number: i64) {
        let of = of.as_str().expect("an organisation");
        for org in self.ask.orgs(self.reading) {
            if self.reading.under(Some(&org)).contains(of) {
                self.sums.add(section, &org, column, number);
            }
        }
        self.sums.add(section, "total", column, number);
    }

    /// The worker who leads, and who that is.
    fn leader(&self, record: &Value) -> (Option<String>, &'static str) {
        let lead = lead(record);
        let worker = lead.as_ref().and_then(|lead| self.reading.worker(lead));
        let crew = if worker.is_some() { "worker" } else { "key-person" };
        (worker, if lead.is_some() { crew } else { "nobody" })
    }

    /// How the crews link: by the record, else its programme, else its organisation.
    fn mode(&self, record: &Value) -> String {
        let of = |folder: &str, name: &str| {
            let id = text(record, name)?;
            self.reading.one(folder, &id).and_then(|record| text(record, "linkage"))
        };
        let own = text(record, "linkage").or_else(|| of("programs", "program"));
        own.or_else(|| of("orgs", "org")).unwrap_or_else(|| "none".into())
    }

    fn entry(&mut self, entry: &Entry) {
        let (worker, leader) = self.leader(entry.record);
        let crew = format!("{}_minutes", entry.role);
        let mode = self.mode(entry.record);
        self.raise("modes", &mode, &crew, entry.minutes);
        self.raise("leaders", leader, &crew, entry.minutes);
        let column = match (entry.role, leader) {
            ("worker", _) => "worker_minutes",
            (_, "worker") => "volunteer_minutes_led",
            (_, "nobody") => "volunteer_minutes_unled",
            // It makes a row and stands in no column of it.
            _ => "",
        };
        self.above("linkage_orgs", &entry.record["org"], column, entry.minutes);
        if entry.role == "worker" {
            let who = self.reading.worker(&entry.who).unwrap_or_else(|| entry.who.clone());
            self.raise("linkage", &who, "worker_minutes", entry.minutes);
        } else if let Some(worker) = worker {
            self.raise("linkage", &worker, "volunteer_minutes_led", entry.minutes);
        }
    }

    fn activity(&mut self, activity: &Value) {
        let (worker, leader) = self.leader(activity);
        let mode = self.mode(activity);
        self.raise("leaders", leader, "activities", 1);
        self.raise("modes", &mode, "activities", 1);
        self.above("linkage_orgs", &activity["org"], "", 1);
        if let Some(worker) = worker {
            self.raise("linkage", &worker, "activities_led", 1);
        }
    }

    fn volunteer(&mut self, volunteer: &Value) {
        let lead = leader(volunteer, self.ask.last()).and_then(|lead| self.reading.worker(&lead));
        let Some(worker) = lead else { return };
        let home = &self.reading.one("workers", &worker).expect("a worker")["org"];
        let asked = self.ask.lead.is_none_or(|asked| self.reading.worker(asked).as_ref() == Some(&worker));
        if asked && self.ask.covers(self.reading, home.as_str()) {
            self.raise("linkage", &worker, "volunteers_led", 1);
            self.above("linkage_orgs", home, "volunteers_led", 1);
        }
    }

    /// Who leads more than one can lead well.
    fn spans(&mut self) {
        let most = self.reading.settings()["linkage"]["span_max"].as_i64().expect("a number");
        for worker in self.sums.keys("linkage").into_iter().filter(|who| who != "total") {
            if self.sums.of("linkage", &worker, "volunteers_led") > most {
                let home = &self.reading.one("workers", &worker).expect("a worker")["org"];
                self.above("linkage_orgs", home, "over_span", 1);
            }
        }
    }

    fn need(&mut self, need: &Value) {
        let finder = text(need, "found_by").map_or("-", |who| self.reading.role(&who));
        let is_taken_up = i64::from(!need["worker"].is_null());
        self.sums.add("found", finder, "opened", 1);
        self.sums.add("found", finder, "taken_up", is_taken_up);
        if finder == "volunteer" {
            self.above("given_orgs", &need["org"], "needs_found", 1);
            self.above("given_orgs", &need["org"], "taken_up", is_taken_up);
        }
    }

    fn training(&mut self, training: &Value) {
        let kind = training["kind"].as_str().unwrap_or("course");
        self.raise("taught", kind, "trainings", 1);
        for row in rows(training, "attendance") {
            let time = minutes(&row["hours"]).or_else(|| minutes(&training["hours"])).expect("a duration");
            let crew = self.reading.role(row["who"].as_str().expect("who"));
            self.raise("taught", kind, &format!("{crew}s"), 1);
            self.raise("taught", kind, &format!("{crew}_minutes"), time);
            if crew == "volunteer" {
                self.above("given_orgs", &training["org"], "training_minutes", time);
            }
        }
    }

    fn supervision(&mut self, case: &Value) {
        for row in rows(case, "supervision").filter(|row| self.ask.holds(row["date"].as_str())) {
            self.raise("taught", "casework", "trainings", 1);
            self.raise("taught", "casework", "workers", 1);
            self.raise("taught", "casework", "worker_minutes", minutes(&row["hours"]).expect("a duration"));
        }
    }
}
