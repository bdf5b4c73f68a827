//! What comes, goes and stays: needs, cases and feedback.

use std::collections::BTreeMap;

use serde_json::Value;

use super::figures::{Ask, Sheet, days, median, quotient};
use super::reading::{Reading, rows, text};

/// How long things took and how they were liked, by row.
#[derive(Default)]
struct Course {
    response: Vec<i64>,
    lasted: Vec<i64>,
    satisfaction: [i64; 2],
}

/// What is added up of one sort of record.
struct Followed {
    section: &'static str,
    sheet: Sheet,
    courses: BTreeMap<String, Course>,
}

/// One record's life.
struct Life {
    opened: String,
    closed: Option<String>,
    answered: Option<String>,
    due: Option<String>,
    is_open: bool,
    satisfaction: Option<i64>,
}

impl Followed {
    fn of(section: &'static str) -> Followed {
        Followed { section, sheet: Sheet::default(), courses: BTreeMap::new() }
    }

    fn add(&mut self, ask: &Ask, key: &str, life: &Life) {
        let is_new = ask.holds(Some(&life.opened));
        let closed = life.closed.as_deref().filter(|closed| ask.holds(Some(closed)));
        let is_late = life.due.as_deref().is_some_and(|due| due < ask.last().min(ask.today));
        for key in [key, "total"] {
            let course = self.courses.entry(key.into()).or_default();
            if let Some(answered) = life.answered.as_ref().filter(|_| is_new) {
                course.response.push(days(answered, &life.opened));
            }
            if let Some(closed) = closed {
                course.lasted.push(days(closed, &life.opened));
                if let Some(rating) = life.satisfaction {
                    course.satisfaction = [course.satisfaction[0] + rating, course.satisfaction[1] + 1];
                }
            }
            for (column, is) in [
                ("opened", is_new),
                ("closed", closed.is_some()),
                ("open", life.is_open),
                ("overdue", life.is_open && is_late),
            ] {
                self.sheet.add(self.section, key, column, i64::from(is));
            }
        }
    }

    fn done(mut self) -> Sheet {
        for (key, course) in self.courses {
            for (column, number) in [
                ("median_days_to_first_response", median(course.response)),
                ("median_days_open", median(course.lasted)),
                ("satisfaction_mean", quotient(course.satisfaction[0], course.satisfaction[1])),
            ] {
                self.sheet.add(self.section, &key, column, number);
            }
        }
        self.sheet.done()
    }
}

fn first(record: &Value, list: &str) -> Option<String> {
    rows(record, list).filter_map(|row| text(row, "date")).min()
}

/// Whether somebody who is asked for served in a record, or nobody is asked for.
fn is_asked(reading: &Reading, ask: &Ask, kind: &str, (id, record): (&str, &Value)) -> bool {
    if ask.who.or(ask.role).is_none() {
        return ask.wants(reading, record, None);
    }
    let mut served = reading.entries().into_iter().filter(|entry| (entry.kind, entry.id) == (kind, id));
    served.any(|entry| ask.wants(reading, record, Some((&entry.who, entry.role))))
}

/// What became of needs.
pub(crate) fn needs(reading: &Reading, ask: &Ask) -> Sheet {
    let mut needs = Followed::of("needs");
    needs.sheet.tell("needs", "total");
    for (id, need) in reading.all("needs") {
        let opened = text(need, "opened").expect("a day");
        if &*opened > ask.last() || !is_asked(reading, ask, "need", (id, need)) {
            continue;
        }
        let closed = text(need, "closed");
        let is_open = closed.as_deref().is_none_or(|closed| closed > ask.last());
        let is_closed = ask.holds(closed.as_deref());
        let status = need["status"].as_str().unwrap_or("open");
        let (answered, due) = (first(need, "log"), text(need, "promised"));
        let stood = match &closed {
            Some(_) if is_open && answered.as_deref().is_some_and(|day| day <= ask.last()) => "in-progress",
            Some(_) if is_open => "open",
            _ => status,
        };
        if is_open || is_closed {
            needs.sheet.add("needs_status", stood, "needs", 1);
        }
        if let Some(reason) = text(need, "reason").filter(|_| is_closed) {
            needs.sheet.add("needs_reason", &format!("{status} {reason}"), "needs", 1);
        }
        let satisfaction = need["satisfaction"].as_i64();
        let life = Life { opened, closed, answered, due, is_open, satisfaction };
        needs.add(ask, need["category"].as_str().expect("a category"), &life);
    }
    needs.done()
}

/// How far cases have come, and who carries them.
pub(crate) fn cases(reading: &Reading, ask: &Ask) -> Sheet {
    let mut cases = Followed::of("cases");
    cases.sheet.tell("cases", "total");
    for (id, case) in reading.all("cases") {
        let opened = text(case, "opened").expect("a day");
        if &*opened > ask.last() || !is_asked(reading, ask, "case", (id, case)) {
            continue;
        }
        let closed = text(case, "closed");
        let is_open = closed.as_deref().is_none_or(|closed| closed > ask.last());
        let own = case["stage"].as_str().unwrap_or("intake");
        let worker = text(case, "worker").expect("a worker");
        if ask.holds(closed.as_deref()) {
            cases.sheet.add("cases_stage", own, "cases", 1);
            cases.sheet.add("cases_reason", case["reason"].as_str().expect("a reason"), "cases", 1);
        } else if is_open {
            let said = rows(case, "sessions")
                .filter(|session| session["date"].as_str().is_some_and(|date| date <= ask.last()))
                .filter_map(|session| text(session, "stage"))
                .last();
            let stage = if closed.is_none() { own.into() } else { said.unwrap_or_else(|| "intake".into()) };
            cases.sheet.add("cases_stage", &stage, "cases", 1);
            cases.sheet.add("caseload", &worker, "open", 1);
            cases.sheet.add("caseload", &worker, "high_risk", i64::from(case["risk"] == "high"));
            if let Some(review) = text(case, "review").filter(|review| &**review <= ask.last()) {
                let late = days(ask.last().min(ask.today), &review).max(0);
                cases
                    .sheet
                    .tell("reviews", &format!("{id} {worker} {review}"))
                    .insert("days_late".into(), late);
            }
        }
        for _ in rows(case, "sessions").filter(|session| ask.holds(session["date"].as_str())) {
            cases.sheet.add("caseload", &worker, "sessions", 1);
        }
        let (answered, due) = (first(case, "sessions"), text(case, "review"));
        let life = Life { opened, closed, answered, due, is_open, satisfaction: None };
        cases.add(ask, case["category"].as_str().expect("a category"), &life);
    }
    cases.done()
}

/// What became of feedback.
pub(crate) fn feedback(reading: &Reading, ask: &Ask) -> Sheet {
    let mut all = Followed::of("feedback");
    for (_, feedback) in reading.all("feedback").filter(|(_, one)| ask.wants(reading, one, None)) {
        let opened = text(feedback, "date").expect("a day");
        if &*opened > ask.last() {
            continue;
        }
        let closed = text(feedback, "closed");
        let status = feedback["status"].as_str().unwrap_or("open");
        let is_open = status != "closed" || closed.as_deref().is_some_and(|closed| closed > ask.last());
        let answered = first(feedback, "forwarded").into_iter().chain(closed.clone()).min();
        let due = text(feedback, "due").filter(|_| status != "answered");
        if is_open || ask.holds(Some(&opened)) {
            all.sheet.add("feedback_status", status, "feedback", 1);
        }
        let satisfaction = feedback["satisfaction"].as_i64();
        let life = Life { opened, closed, answered, due, is_open, satisfaction };
        all.add(ask, feedback["kind"].as_str().expect("a kind"), &life);
    }
    all.done()
}
