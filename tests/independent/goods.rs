//! Resources: what there was of every item, what came and went, what is left.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::figures::{Ask, Sheet, count, days, hundredths};
use super::reading::{Reading, rows, text};

/// What moved, in hundredths.
pub(crate) struct Line {
    pub(crate) item: String,
    pub(crate) quantity: i64,
    to: Option<String>,
}

/// The lines of a movement, each with what the movement says for all.
pub(crate) fn lines(movement: &Value) -> Vec<Line> {
    let whole = [Value::Null];
    let listed: Vec<&Value> = rows(movement, "lines").collect();
    let listed = if listed.is_empty() { whole.iter().collect() } else { listed };
    let of = |line: &Value, name: &str| {
        if line[name].is_null() { movement[name].clone() } else { line[name].clone() }
    };
    let line = |line: &Value| Line {
        item: of(line, "item").as_str().expect("an item").into(),
        quantity: hundredths(&of(line, "quantity")),
        to: of(line, "to").as_str().map(String::from),
    };
    listed.into_iter().map(line).collect()
}

/// What a line does to the stocks of organisations.
fn booked(movement: &Value, line: &Line) -> Vec<(String, i64)> {
    let org = text(movement, "org").expect("an organisation");
    match movement["kind"].as_str().expect("a kind") {
        "out" => vec![(org, -line.quantity)],
        "transfer" => {
            let from = text(movement, "from").unwrap_or(org);
            let to = line.to.clone().map(|to| (to, line.quantity));
            [(from, -line.quantity)].into_iter().chain(to).collect()
        }
        _ => vec![(org, line.quantity)],
    }
}

#[derive(Default)]
struct Stock {
    opening: i64,
    came: i64,
    went: i64,
    adjusted: i64,
    recipients: BTreeSet<String>,
}

/// The stocks that are asked for.
pub(crate) fn resources(reading: &Reading, ask: &Ask) -> Sheet {
    let mut stocks: BTreeMap<String, Stock> = BTreeMap::new();
    let mut left: BTreeMap<(String, String), i64> = BTreeMap::new();
    let all = reading.all("movements").map(|(_, movement)| movement);
    for movement in all.filter(|movement| text(movement, "date").is_some_and(|date| &*date <= ask.last())) {
        let kind = movement["kind"].as_str().expect("a kind");
        let everywhere = Ask { org: None, ..*ask };
        for line in lines(movement) {
            let is_asked = everywhere.wants(reading, movement, None);
            let booked = booked(movement, &line).into_iter();
            let mut change = 0;
            for (org, number) in booked.filter(|(org, _)| is_asked && ask.covers(reading, Some(org))) {
                change += number;
                *left.entry((line.item.clone(), org)).or_default() += number;
            }
            let stock = stocks.entry(line.item).or_default();
            match kind {
                _ if !ask.holds(movement["date"].as_str()) => stock.opening += change,
                "adjust" => stock.adjusted += change,
                _ if change > 0 => stock.came += change,
                _ => stock.went -= change,
            }
            if kind == "out" && change != 0 && ask.holds(movement["date"].as_str()) {
                stock.recipients.extend(line.to);
            }
        }
    }
    let mut sheet = Sheet::default();
    for (item, stock) in &stocks {
        told(&mut sheet, item, stock);
    }
    for ((item, org), number) in &left {
        let register = reading.one("items", item).expect("an item");
        let low = hundredths(&register["low"]);
        let scale = if item == "fund" || number % 100 != 0 || low % 100 != 0 { 1 } else { 100 };
        if *number <= low {
            let row = sheet.tell("low", &format!("{item} {org}"));
            row.extend([("balance".into(), number / scale), ("low".into(), low / scale)]);
        }
        if let Some(expires) = text(register, "expires").filter(|day| days(day, ask.last()) <= 90)
            && *number > 0
        {
            let scale = if item == "fund" || number % 100 != 0 { 1 } else { 100 };
            let row = sheet.tell("expiring_items", &format!("{item} {org} {expires}"));
            row.insert("balance".into(), number / scale);
        }
    }
    sheet.done()
}

fn told(sheet: &mut Sheet, item: &str, stock: &Stock) {
    let balance = stock.opening + stock.came - stock.went + stock.adjusted;
    let figures = [
        ("opening", stock.opening),
        ("in", stock.came),
        ("out", stock.went),
        ("adjust", stock.adjusted),
        ("balance", balance),
    ];
    if figures.iter().all(|(_, number)| *number == 0) && stock.recipients.is_empty() {
        return;
    }
    let is_in_parts = item == "fund" || figures.iter().any(|(_, number)| number % 100 != 0);
    let row = sheet.tell("resources", item);
    for (column, number) in figures {
        row.insert(column.into(), if is_in_parts { number } else { number / 100 });
    }
    row.insert("recipients".into(), count(stock.recipients.len()));
}
