//! The figures of reports, added up from an independent reading by the definitions of the documentation.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::reading::{Entry, Reading, minutes, rows, text};

/// Figures by name; what is nothing is left out.
pub(crate) type Figures = BTreeMap<String, i64>;

/// A ratio of four places in units of its last.
pub(crate) fn ten_thousandths(value: &Value) -> i64 {
    value.as_str().map_or(0, |text| text.replace('.', "").parse().expect("a ratio"))
}

/// A quotient in ten-thousandths, half up.
fn quotient(numerator: i64, denominator: i64) -> i64 {
    if denominator == 0 { 0 } else { (numerator * 20_000 + denominator) / (denominator * 2) }
}

fn add(figures: &mut Figures, name: impl Into<String>, number: i64) {
    *figures.entry(name.into()).or_default() += number;
}

fn told(mut figures: Figures) -> Figures {
    figures.retain(|_, number| *number != 0);
    figures
}

fn within(reading: &Reading, from: &str, to: &str, org: Option<&str>) -> Vec<Entry> {
    let under = reading.under(org);
    let is_asked = |entry: &Entry| from <= &*entry.date && &*entry.date <= to && under.contains(&entry.org);
    reading.entries().into_iter().filter(is_asked).collect()
}

/// Hours by month, organisation, kind, crew and category; and attendances, people and minutes in all.
pub(crate) fn hours(reading: &Reading, from: &str, to: &str, org: Option<&str>) -> (Figures, [i64; 3]) {
    let mut figures = Figures::new();
    let mut people: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut everybody, mut all) = (BTreeSet::new(), [0; 3]);
    for entry in within(reading, from, to, org) {
        let Entry { org, kind, role, category, .. } = &entry;
        let key = format!("{} {org} {kind} {role} {category}", &entry.date[..7]);
        add(&mut figures, format!("{key} attendances"), 1);
        add(&mut figures, format!("{key} minutes"), entry.minutes);
        people.entry(key).or_default().insert(reading.person(&entry.who));
        everybody.insert(reading.person(&entry.who));
        all = [all[0] + 1, 0, all[2] + entry.minutes];
    }
    for (key, people) in people {
        add(&mut figures, format!("{key} people"), count(people.len()));
    }
    all[1] = count(everybody.len());
    (told(figures), all)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).expect("few")
}

/// The records of a folder that belong to what is asked for, by one of their days.
fn records<'a>(
    reading: &'a Reading,
    folder: &'static str,
    day: &'static str,
    [from, to]: [&'a str; 2],
    org: Option<&str>,
) -> impl Iterator<Item = &'a Value> {
    let under = reading.under(org);
    let all = reading.all(folder).map(|(_, record)| record);
    all.filter(move |record| {
        let date = text(record, day).unwrap_or_default();
        from <= &*date && &*date <= to && under.contains(&text(record, "org").expect("an organisation"))
    })
}

/// The figures of a summary.
pub(crate) fn summary(reading: &Reading, from: &str, to: &str, org: Option<&str>) -> Figures {
    let mut figures = Figures::new();
    let of = |folder: &'static str, day: &'static str| records(reading, folder, day, [from, to], org);
    let mut people = BTreeSet::new();
    for entry in within(reading, from, to, org) {
        add(&mut figures, "attendances", 1);
        add(&mut figures, format!("{}_minutes", entry.role), entry.minutes);
        people.insert(reading.person(&entry.who));
    }
    add(&mut figures, "people", count(people.len()));
    for (metric, folder, day) in [
        ("activities", "activities", "date"),
        ("new_volunteers", "volunteers", "joined"),
        ("needs_opened", "needs", "opened"),
        ("cases_opened", "cases", "opened"),
        ("cases_closed", "cases", "closed"),
        ("feedback", "feedback", "date"),
    ] {
        add(&mut figures, metric, count(of(folder, day).count()));
    }
    add(
        &mut figures,
        "needs_met",
        count(of("needs", "closed").filter(|need| need["status"] == "met").count()),
    );
    let (mut taken, mut want) = (0, 0);
    for shift in of("shifts", "date").filter(|shift| shift["status"] != "cancelled") {
        add(&mut figures, "shifts", 1);
        want += shift["places"].as_i64().or(shift["places"]["want"].as_i64()).expect("places");
        let places = ["invited", "accepted", "confirmed", "attended"];
        let is_there = |row: &&Value| row["status"].as_str().is_none_or(|status| places.contains(&status));
        taken += count(rows(shift, "assigned").filter(is_there).count());
        taken += shift["counts"]["people"].as_i64().unwrap_or(0);
    }
    add(&mut figures, "fill_rate", quotient(taken, want));
    let kept = |record: &&Value| record["status"] != "cancelled";
    for record in
        of("activities", "date").chain(of("shifts", "date").filter(kept)).chain(of("trainings", "date"))
    {
        heads(&mut figures, &record["counts"]);
        for (list, start) in [("outputs", "output"), ("results", "result")] {
            for (name, number) in record[list].as_object().into_iter().flatten() {
                add(&mut figures, format!("{start}_{name}"), number.as_i64().expect("a number"));
            }
        }
        add(&mut figures, "served", count(rows(record, "served").count()));
    }
    for movement in of("movements", "date") {
        let [kind, item] = ["kind", "item"].map(|name| text(movement, name).expect("a text"));
        add(
            &mut figures,
            format!("resources_{kind}_{item}"),
            movement["quantity"].as_i64().expect("a number"),
        );
    }
    // Money is a text in JSON.
    figures.retain(|name, _| !name.ends_with("_fund"));
    told(figures.into_iter().map(|(name, number)| (format!("{name} value"), number)).collect())
}

/// The heads of one record; the largest group stands for residents that are not counted.
fn heads(figures: &mut Figures, counts: &Value) {
    let number = |name: &str| counts[name].as_i64();
    let groups = ["elderly", "disabled"];
    let residents = number("residents").or_else(|| groups.into_iter().filter_map(number).max());
    let names = ["workers", "volunteers", "staff", "people"];
    let counted = names.map(|name| (name, number(name))).into_iter().chain([("residents", residents)]);
    for (name, number) in counted {
        add(figures, format!("heads_{name}"), number.unwrap_or(0));
        add(figures, "heads", number.unwrap_or(0));
    }
    for group in groups {
        add(figures, format!("heads_{group}"), number(group).unwrap_or(0));
    }
    add(figures, "households", number("households").unwrap_or(0));
}

/// The figures of the linkage, by section.
pub(crate) fn linkage(
    reading: &Reading,
    from: &str,
    to: &str,
    org: Option<&str>,
) -> BTreeMap<&'static str, Figures> {
    let sections = ["linkage", "linkage_orgs", "given_orgs", "modes", "leaders", "found"];
    let sections = sections.map(|key| (key, Figures::new())).into();
    let mut linkage = Linkage { reading, asked: reading.under(org), sections };
    for entry in within(reading, from, to, org) {
        linkage.entry(&entry);
    }
    for activity in records(reading, "activities", "date", [from, to], org) {
        linkage.activity(activity);
    }
    for (_, volunteer) in reading.all("volunteers").filter(|(_, record)| is_there(record, to)) {
        linkage.volunteer(volunteer, to);
    }
    for need in records(reading, "needs", "opened", [from, to], org) {
        linkage.need(need);
    }
    for training in records(reading, "trainings", "date", [from, to], org) {
        linkage.training(training);
    }
    linkage.sections.into_iter().map(|(section, figures)| (section, told(figures))).collect()
}

/// What the linkage adds up.
struct Linkage<'a> {
    reading: &'a Reading,
    asked: BTreeSet<String>,
    sections: BTreeMap<&'static str, Figures>,
}

impl Linkage<'_> {
    fn raise(&mut self, section: &str, key: &str, column: &str, number: i64) {
        add(self.sections.get_mut(section).expect("a section"), format!("{key} {column}"), number);
    }

    /// The organisations that are asked for and stand above one, itself among them.
    fn above(&self, of: &Value) -> Vec<String> {
        let of = of.as_str().expect("an organisation");
        let holds = |org: &&String| self.reading.under(Some(org)).contains(of);
        self.asked.iter().filter(holds).cloned().collect()
    }

    /// The worker who leads, and who that is.
    fn leader(&self, lead: Option<&String>) -> (Option<String>, &'static str) {
        let worker = lead.and_then(|lead| self.reading.worker(lead));
        match (&worker, lead) {
            (Some(_), _) => (worker, "worker"),
            (None, Some(_)) => (None, "key-person"),
            (None, None) => (None, "nobody"),
        }
    }

    /// How the crews link: by the record, else its programme, else its organisation.
    fn mode(&self, linkage: Option<&String>, program: Option<&String>, org: &str) -> String {
        let of =
            |folder: &str, id: &str| self.reading.one(folder, id).and_then(|record| text(record, "linkage"));
        let program = program.and_then(|program| of("programs", program));
        linkage.cloned().or(program).or_else(|| of("orgs", org)).unwrap_or_else(|| "none".into())
    }

    fn entry(&mut self, entry: &Entry) {
        let (worker, leader) = self.leader(entry.lead.as_ref());
        let mode = self.mode(entry.linkage.as_ref(), entry.program.as_ref(), &entry.org);
        self.raise("modes", &mode, &format!("{}_minutes", entry.role), entry.minutes);
        let column = match (entry.role, leader) {
            ("worker", _) => Some("worker_minutes"),
            (_, "worker") => Some("volunteer_minutes_led"),
            (_, "nobody") => Some("volunteer_minutes_unled"),
            _ => None,
        };
        for org in self.above(&entry.org.clone().into()).iter().filter(|_| column.is_some()) {
            self.raise("linkage_orgs", org, column.unwrap_or_default(), entry.minutes);
        }
        if entry.role == "worker" {
            return self.raise("linkage", &entry.who, "worker_minutes", entry.minutes);
        }
        self.raise("leaders", leader, "volunteer_minutes", entry.minutes);
        if let Some(worker) = worker {
            self.raise("linkage", &worker, "volunteer_minutes_led", entry.minutes);
        }
    }

    fn activity(&mut self, activity: &Value) {
        let [lead, linkage, program, org] =
            ["lead", "linkage", "program", "org"].map(|name| text(activity, name));
        let (worker, leader) = self.leader(lead.as_ref());
        let mode = self.mode(linkage.as_ref(), program.as_ref(), &org.unwrap_or_default());
        self.raise("leaders", leader, "activities", 1);
        self.raise("modes", &mode, "activities", 1);
        if let Some(worker) = worker {
            self.raise("linkage", &worker, "activities_led", 1);
        }
    }

    fn volunteer(&mut self, volunteer: &Value, day: &str) {
        let holds = |link: &&Value| {
            text(link, "from").is_none_or(|from| &*from <= day)
                && text(link, "until").is_none_or(|until| &*until >= day)
        };
        let lead = rows(volunteer, "lead").filter(holds).last().and_then(|link| text(link, "who"));
        let Some(worker) = lead.and_then(|lead| self.reading.worker(&lead)) else { return };
        let home = self.reading.one("workers", &worker).expect("a worker")["org"].clone();
        if self.asked.contains(home.as_str().expect("an organisation")) {
            self.raise("linkage", &worker, "volunteers_led", 1);
            for org in self.above(&home) {
                self.raise("linkage_orgs", &org, "volunteers_led", 1);
            }
        }
    }

    fn need(&mut self, need: &Value) {
        let finder = text(need, "found_by").map_or("-", |who| self.reading.role(&who));
        let is_taken_up = i64::from(!need["worker"].is_null());
        self.raise("found", finder, "opened", 1);
        self.raise("found", finder, "taken_up", is_taken_up);
        for org in self.above(&need["org"]).iter().filter(|_| finder == "volunteer") {
            self.raise("given_orgs", org, "needs_found", 1);
            self.raise("given_orgs", org, "taken_up", is_taken_up);
        }
    }

    fn training(&mut self, training: &Value) {
        for row in rows(training, "attendance") {
            let time = minutes(&row["hours"]).or_else(|| minutes(&training["hours"])).expect("a duration");
            let is_volunteer = self.reading.role(row["who"].as_str().expect("who")) == "volunteer";
            for org in self.above(&training["org"]).iter().filter(|_| is_volunteer) {
                self.raise("given_orgs", org, "training_minutes", time);
            }
        }
    }
}

/// Whether somebody is active on a day.
fn is_there(record: &Value, day: &str) -> bool {
    let status = record["status"].as_str().unwrap_or("active");
    let stays = match text(record, "left") {
        Some(left) => &*left >= day && ["active", "left"].contains(&status),
        None => status == "active",
    };
    stays && text(record, "joined").is_none_or(|joined| &*joined <= day)
}

/// The figures of the coverage on a day.
pub(crate) fn coverage(reading: &Reading, day: &str) -> Figures {
    let mut figures = Figures::new();
    for (org, record) in reading.all("orgs") {
        let under = reading.under(Some(org));
        let active = |folder: &'static str| {
            let here = reading.all(folder).filter(|(_, person)| {
                is_there(person, day) && under.contains(&text(person, "org").expect("an organisation"))
            });
            count(here.count())
        };
        let [households, residents] = ["households", "residents"].map(|name| profile(reading, org, name));
        let [workers, volunteers] = ["workers", "volunteers"].map(active);
        let stated = |name: &str| {
            let stated =
                rows(record, "declared").filter(|row| text(row, "as_of").is_some_and(|of| &*of <= day));
            stated.filter_map(|row| row[name].as_i64()).last()
        };
        let [stated_workers, stated_volunteers] = ["workers", "volunteers"].map(stated);
        let (per, led) = match stated_workers {
            Some(workers) => (workers, stated_volunteers.unwrap_or(0)),
            None => (workers, volunteers),
        };
        for (column, number) in [
            ("households", households),
            ("residents", residents),
            ("workers", workers),
            ("volunteers", volunteers),
            ("workers_declared", stated_workers.unwrap_or(0)),
            ("volunteers_declared", stated_volunteers.unwrap_or(0)),
            ("households_per_worker", quotient(households, per)),
            ("volunteers_per_worker", quotient(led, per)),
        ] {
            add(&mut figures, format!("{org} {column}"), number);
        }
    }
    told(figures)
}

/// What a profile says, else the sum of those of the organisations directly below.
fn profile(reading: &Reading, org: &str, name: &str) -> i64 {
    let own = reading.one("orgs", org).and_then(|record| record["profile"][name].as_i64());
    own.unwrap_or_else(|| {
        let below = reading.all("orgs").filter(|(_, record)| record["parent"] == org);
        below.map(|(below, _)| profile(reading, below, name)).sum()
    })
}
