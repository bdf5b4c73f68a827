//! The store as another program reads it: YAML by serde-saphyr, TOML by its own library, all of it as plain
//! values; and the service entries, drawn from these by what the format's text says.

use std::collections::BTreeSet;

use serde_json::Value;

/// What was read.
pub(crate) struct Reading {
    settings: Value,
    records: Vec<(String, String, Value)>,
}

/// A row of service.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) who: String,
    pub(crate) role: &'static str,
    /// The day on which periods book it.
    pub(crate) date: String,
    /// The day on which it counts in lifetimes.
    pub(crate) day: String,
    pub(crate) minutes: i64,
    pub(crate) kind: &'static str,
    pub(crate) id: &'a str,
    /// The record that says whose it is: of a correction, the corrected one.
    pub(crate) record: &'a Value,
    pub(crate) is_submitted: bool,
    pub(crate) is_compulsory: bool,
}

/// The kinds in which people serve: folder, noun, list of rows, the record's day.
const SERVED: [(&str, &str, &str, &str); 4] = [
    ("activities", "activity", "attendance", "date"),
    ("shifts", "shift", "assigned", "date"),
    ("needs", "need", "log", "opened"),
    ("cases", "case", "sessions", "opened"),
];

/// A text of a record.
pub(crate) fn text(record: &Value, name: &str) -> Option<String> {
    record[name].as_str().map(String::from)
}

/// A list of a record.
pub(crate) fn rows<'a>(record: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    record[name].as_array().into_iter().flatten()
}

/// A duration in minutes: a number of hours, or `2h20m`.
pub(crate) fn minutes(value: &Value) -> Option<i64> {
    if let Some(hours) = value.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "a few hours")]
        return Some((hours * 60.0).round() as i64);
    }
    let text = value.as_str()?;
    if let Some(less) = text.strip_prefix('-') {
        return minutes(&less.into()).map(|minutes| -minutes);
    }
    let (hours, rest) = text.split_once('h').unwrap_or(("0", text));
    let minutes = if rest.is_empty() { "0" } else { rest.strip_suffix('m')? };
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

/// The minutes from one time of the day to the next time that it is another.
fn between(start: &Value, end: &Value) -> Option<i64> {
    let clock = |value: &Value| {
        let (hour, minute) = value.as_str()?.split_once(':')?;
        Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
    };
    Some((clock(end)? - clock(start)?).rem_euclid(24 * 60))
}

impl Reading {
    pub(crate) fn of(files: &[(String, String)]) -> Reading {
        let (mut records, mut settings) = (Vec::new(), Value::Null);
        for (path, content) in files {
            let Some((folder, rest)) = path.split_once('/') else {
                settings = plain(&toml::from_str(content).expect("TOML"));
                continue;
            };
            let stem = rest.rsplit('/').next().and_then(|name| name.split('.').next()).expect("a stem");
            let value = if std::path::Path::new(path).extension().is_some_and(|end| end == "toml") {
                let table: toml::Value = toml::from_str(content).expect("TOML");
                plain(&table)
            } else {
                serde_saphyr::from_str(content).expect("YAML")
            };
            records.push((folder.to_string(), stem.to_string(), value));
        }
        Reading { settings, records }
    }

    /// What the store says of itself.
    pub(crate) fn settings(&self) -> &Value {
        &self.settings
    }

    /// The records of a folder that are not void.
    pub(crate) fn all(&self, folder: &str) -> impl Iterator<Item = (&str, &Value)> {
        let of = self.records.iter().filter(move |(kind, ..)| kind == folder);
        of.filter(|(.., value)| value["void"].is_null()).map(|(_, id, value)| (&**id, value))
    }

    /// One record.
    pub(crate) fn one(&self, folder: &str, id: &str) -> Option<&Value> {
        self.all(folder).find(|(stem, _)| *stem == id).map(|(_, value)| value)
    }

    /// In which crew somebody is.
    pub(crate) fn role(&self, who: &str) -> &'static str {
        if self.one("workers", who).is_some() { "worker" } else { "volunteer" }
    }

    /// The worker that an id means.
    pub(crate) fn worker(&self, who: &str) -> Option<String> {
        if self.one("workers", who).is_some() {
            return Some(who.into());
        }
        let twin = self.all("workers").find(|(_, worker)| worker["same_as"] == who)?;
        Some(twin.0.into())
    }

    /// The person that an id means.
    pub(crate) fn person(&self, who: &str) -> String {
        let same = self.one("workers", who).and_then(|worker| text(worker, "same_as"));
        same.unwrap_or_else(|| who.into())
    }

    /// An organisation with all below it; all where none is named.
    pub(crate) fn under(&self, org: Option<&str>) -> BTreeSet<String> {
        let inside = |id: &str| {
            let mut above = Some(id.to_string());
            while let Some(one) = above {
                if org.is_none_or(|org| org == one) {
                    return true;
                }
                above = self.one("orgs", &one).and_then(|record| text(record, "parent"));
            }
            false
        };
        self.all("orgs").map(|(id, _)| id.to_string()).filter(|id| inside(id)).collect()
    }

    /// In which crew somebody serves.
    fn crew(&self, who: &str, said: &Value) -> &'static str {
        match said.as_str() {
            Some("volunteer") => "volunteer",
            Some(_) => "worker",
            None => self.role(who),
        }
    }

    /// Every row of service.
    pub(crate) fn entries(&self) -> Vec<Entry<'_>> {
        let mut entries = Vec::new();
        for (folder, kind, list, day) in SERVED {
            for (id, record) in self.all(folder).filter(|(_, record)| record["status"] != "cancelled") {
                for row in rows(record, list) {
                    self.served(row, (kind, id, record, day), &mut entries);
                }
            }
        }
        entries.extend(self.all("corrections").filter_map(|(id, record)| self.corrected(id, record)));
        entries
    }

    /// What a row of a record says.
    fn served<'a>(
        &'a self,
        row: &'a Value,
        (kind, id, record, day): (&'static str, &'a str, &'a Value, &str),
        entries: &mut Vec<Entry<'a>>,
    ) {
        let is_served = row["state"] != "rejected" && (kind != "shift" || row["status"] == "attended");
        let time = minutes(&row["hours"]).or_else(|| between(&record["start"], &record["end"]));
        let (Some(minutes), true) = (time, is_served) else { return };
        let date = text(row, "date").or_else(|| text(record, day)).expect("a day");
        let is_looked_at = ["need", "case"].contains(&kind);
        let waits = row["state"].is_null() && self.settings["hours"]["verify"] == true;
        let helpers = rows(row, "helpers").filter_map(Value::as_str).map(|who| (who, &Value::Null));
        let own = ["who", "by"].iter().filter_map(|name| row[*name].as_str()).map(|who| (who, &row["as"]));
        entries.extend(own.chain(helpers).map(|(who, role)| Entry {
            who: who.into(),
            role: self.crew(who, role),
            date: date.clone(),
            day: date.clone(),
            minutes,
            kind,
            id,
            record,
            is_submitted: !is_looked_at && (waits || row["state"] == "submitted"),
            is_compulsory: row["compulsory"] == true,
        }));
    }

    /// What a correction adds or takes away; nothing where the record that it corrects counts nowhere.
    fn corrected<'a>(&'a self, id: &'a str, correction: &Value) -> Option<Entry<'a>> {
        let of = text(correction, "of")?;
        let (noun, stem) = of.split_once('/')?;
        let (folder, _, _, day) = SERVED.into_iter().find(|(_, kind, ..)| *kind == noun)?;
        let record = self.one(folder, stem)?;
        let who = text(correction, "who")?;
        Some(Entry {
            role: self.crew(&who, &correction["as"]),
            who,
            date: text(correction, "date")?,
            day: text(record, day)?,
            minutes: minutes(&correction["hours"])?,
            kind: "correction",
            id,
            record,
            is_submitted: false,
            is_compulsory: false,
        })
    }
}

/// A TOML value as the JSON that says the same; days are texts.
fn plain(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(truth) => (*truth).into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.iter().map(plain).collect(),
        toml::Value::Table(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), plain(value))).collect())
        }
    }
}
