//! Laws over random documents of both syntaxes: comments everywhere, both line ends, every layout of
//! lists, unknown fields. `TANDEM_LONG=1` tries many more.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::store::edit::tree::{Style, Tree, Value};

fn cases(usual: u32) -> ProptestConfig {
    let many = if std::env::var_os("TANDEM_LONG").is_some() { 100 } else { 1 };
    ProptestConfig { cases: usual * many, failure_persistence: None, ..ProptestConfig::default() }
}

fn word() -> impl Strategy<Value = &'static str> {
    select(vec!["li-na", "hongxing", "夜间巡逻", "Night patrol", "a", "señor", "x, z", "2h20m"])
}

/// What people put around fields: nothing, blank lines, comments.
fn before_line() -> impl Strategy<Value = &'static str> {
    select(vec!["", "", "", "\n", "# 说明\n", "\n# one\n# two\n", "# apart\n\n"])
}

fn behind_value() -> impl Strategy<Value = &'static str> {
    select(vec!["", "", " # why", "   # 备注: x"])
}

fn quoted() -> impl Strategy<Value = String> {
    (word(), select(vec!["'", "\""])).prop_map(|(word, quote)| format!("{quote}{word}{quote}"))
}

/// Fields as written, each with its name, in YAML.
fn yaml_field(name: &'static str) -> BoxedStrategy<String> {
    let form = |forms: Vec<&'static str>| select(forms).prop_map(String::from);
    match name {
        "title" => prop_oneof![quoted(), form(vec!["Night patrol", "夜间巡逻", "a"])]
            .prop_map(|value| format!("title: {value}"))
            .boxed(),
        "skills" => form(vec![
            "skills: [first-aid, 'x']",
            "skills: [a]",
            "skills:\n- a\n- b",
            "skills:\n  # c\n  - a # d\n\n  - 'b'",
            "skills: [\n  a,\n  b, # c\n]",
            "skills: [\n  a, # c\n  b\n]",
        ])
        .boxed(),
        "counts" => {
            form(vec!["counts: { residents: 20 }", "counts:\n  residents: 20 # c\n  households: 3"]).boxed()
        }
        "attendance" => form(vec![
            "attendance:\n  - { who: a, hours: 1 } # c\n  # between\n  - { who: b, date: 2014-05-02 }",
            "attendance: # all\n- who: a\n  hours: 1\n\n# apart\n- who: b",
            "attendance:\n    # first\n    - who: 北\n      # in it\n      hours: 2.5",
            "attendance: [{ who: a, hours: 1 }, {who: b}]",
            "attendance: [\n  { who: a, hours: 1 }, # c\n  {who: b}\n]",
        ])
        .boxed(),
        "note" => form(vec![
            "note: a\n  long one",
            "note: |\n  one\n\n  two: # no comment",
            "note: >-\n  folded\n  text",
            "note: |+\n  kept\n",
            "note: \"two\\nlines\"",
        ])
        .boxed(),
        "extra" => form(vec!["extra: {x: [1,  2], y: ~}", "extra:\n   deep: {a: '1'}\n   q: 0x1F"]).boxed(),
        "mystery" => form(vec!["mystery:   \"1\"", "mystery:\n- - a\n  - b\n-\n  c: 1"]).boxed(),
        other => form(yaml_scalars(other)).boxed(),
    }
}

fn yaml_scalars(name: &str) -> Vec<&'static str> {
    match name {
        "org" => vec!["org: hongxing", "org:   'h'"],
        "date" => vec!["date: 2014-05-02"],
        "start" => vec!["start: \"18:30\"", "start: '18:30'"],
        "spent" => vec!["spent: 12.50"],
        "hours" => vec!["hours: 2.5", "hours: 3"],
        "full" => vec!["full: true"],
        _ => vec!["contact: {phone: '1'}", "contact:\n  phone: '1'\n  # o\n  open: daily"],
    }
}

/// Fields as written in TOML; those under headers come last.
fn toml_field(name: &'static str) -> BoxedStrategy<String> {
    let form = |forms: Vec<&'static str>| select(forms).prop_map(String::from).boxed();
    match name {
        "title" => quoted().prop_map(|value| format!("title = {value}")).boxed(),
        "org" => form(vec!["org = 'hongxing'", "org   =   \"h\""]),
        "skills" => form(vec![
            "skills = ['first-aid', \"x\"]",
            "skills = ['a']",
            "skills = [\n  'a', # c\n  # d\n  'b',\n]",
            "skills = [\n  'a',\n  'b'\n]",
            "skills = [ 'a', # c\n  'b' ]",
        ]),
        "date" => form(vec!["date = 2014-05-02"]),
        "start" => form(vec!["start = '18:30'"]),
        "spent" => form(vec!["spent = 12.50"]),
        "hours" => form(vec!["hours = 2.5", "hours = 3"]),
        "full" => form(vec!["full = true"]),
        "counts" => form(vec!["counts = { residents = 20 }", "counts.residents = 20\ncounts.households = 3"]),
        "note" => form(vec!["note = \"\"\"\ntwo\nlines\"\"\"", "note = '''a'''", "note = 'n'"]),
        "mystery" => form(vec!["mystery = [[1], [2]]", "mystery = 0x1F"]),
        "contact" => {
            form(vec!["[contact]\nphone = '1' # c\n# o\nopen = 'daily'", "[contact] # c\nphone = '1'"])
        }
        "lead" => form(vec![
            "[[lead]]\nwho = 'a' # c\nhours = 1",
            "[[lead]] # c\nwho = 'a'\nhours = 1\n# until\n\n# second\n[[lead]]\nwho = \"b\"\ndate = 2014-05-02",
            "[[lead]]\nwho = 'a'\n[[lead]]\nwho = 'b'",
        ]),
        _ => form(vec!["[extra]\nx = [1,  2]\n\n[extra.y]\nz = 1"]),
    }
}

const YAML_FIELDS: [&str; 14] = [
    "title",
    "org",
    "skills",
    "date",
    "start",
    "spent",
    "hours",
    "full",
    "counts",
    "contact",
    "attendance",
    "note",
    "extra",
    "mystery",
];

const TOML_FIELDS: [&str; 14] = [
    "title", "org", "skills", "date", "start", "spent", "hours", "full", "counts", "note", "mystery",
    "contact", "lead", "extra",
];

/// A document: a title and some of the other fields, in order or nearly so.
fn document(format: Format) -> impl Strategy<Value = String> {
    let names = match format {
        Format::Yaml => YAML_FIELDS,
        Format::Toml => TOML_FIELDS,
    };
    let one = move |name: &'static str| {
        let field = match format {
            Format::Yaml => yaml_field(name),
            Format::Toml => toml_field(name),
        };
        (before_line(), field, behind_value(), any::<bool>()).prop_map(
            move |(before, field, behind, is_there)| {
                let takes_comment = !field.contains('\n') && !field.ends_with(" c");
                let behind = if takes_comment { behind } else { "" };
                (is_there || name == "title").then(|| format!("{before}{field}{behind}\n"))
            },
        )
    };
    let fields: Vec<_> = names.into_iter().map(one).collect();
    let tail = select(vec!["", "", "# end\n", "\n# end\n", "\n"]);
    (fields, tail, any::<bool>(), any::<bool>()).prop_map(|(fields, tail, is_windows, has_end)| {
        let mut text: String = fields.into_iter().flatten().collect();
        text.push_str(tail);
        if !has_end {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if is_windows { text.replace('\n', "\r\n") } else { text }
    })
}

/// A change that can be made on a node: a scalar set, a field or a row put in.
fn any_change(node: &Node, format: Format, kind: usize, pick: Index, word: &str) -> Option<FieldChange> {
    let rows = if format == Format::Yaml { "attendance" } else { "lead" };
    let new_row = fields(&[
        ("who", text(word)),
        ("date", Node::Date("2014-05-03".parse().ok()?)),
        ("hours", number("1.5")),
    ]);
    let count = |name: &str| match node.field(name) {
        Some(Node::List(rows)) => rows.len(),
        _ => 0,
    };
    let changes = match kind {
        0 => vec![
            ("title", text(word)),
            ("org", text("a-b")),
            ("date", Node::Date("2014-06-01".parse().ok()?)),
            ("start", text("09:05")),
            ("spent", number("7")),
            ("hours", number("0.25")),
            ("full", Node::Bool(false)),
            ("contact", fields(&[("phone", text("no")), ("open", text(word))])),
            ("counts", fields(&[("residents", number("5"))])),
            ("note", text(if word == "a" { "one\ntwo" } else { word })),
            ("skills", Node::List(vec![text("x"), text("on")])),
        ],
        1 => {
            let at = pick.index(count(rows) + 1);
            return Some(put_in(path(rows).row(at, &format!("{word},2014-05-03")), new_row));
        }
        2 => {
            let at = pick.index(count("skills") + 1);
            return Some(put_in(path("skills").row(at, ""), text(word)));
        }
        3 => {
            let old = node.field("counts")?.field("residents")?.clone();
            return Some(change(path("counts").then("residents"), Some(old), Some(number("21"))));
        }
        _ => {
            let Some(Node::List(held)) = node.field(rows) else { return None };
            let old = held.first()?.field("hours").cloned();
            return Some(change(path(rows).row(0, "").then("hours"), old, Some(number("9"))));
        }
    };
    let (name, new) = changes[pick.index(changes.len())].clone();
    let old = node.field(name).cloned();
    let is_scalar =
        old.as_ref().is_none_or(|old| old.text().is_some_and(|text| name != "note" && !text.contains('\n')));
    is_scalar.then(|| change(path(name), old, Some(new)))
}

fn reversed(change: &FieldChange) -> FieldChange {
    FieldChange { path: change.path.clone(), old: change.new.clone(), new: change.old.clone() }
}

/// How many of the lines before are the same at the start and at the end of the text after.
fn lines_kept(before: &str, after: &str) -> usize {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let most = before.len().min(after.len()) - start;
    start
        + before
            .iter()
            .rev()
            .zip(after.iter().rev())
            .take(most)
            .take_while(|(one, other)| one == other)
            .count()
}

/// Whether a third reader, written by others again, finds the same.
fn agrees(tree: &Tree, other: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match (&tree.value, other) {
        (Value::Table(entries), Json::Object(object)) => {
            entries.len() == object.len()
                && entries
                    .iter()
                    .all(|entry| object.get(&entry.key).is_some_and(|other| agrees(&entry.value, other)))
        }
        (Value::List(rows), Json::Array(items)) => {
            rows.len() == items.len() && rows.iter().zip(items).all(|(row, other)| agrees(row, other))
        }
        (Value::Null, other) => other.is_null(),
        (Value::Scalar(scalar), Json::String(text)) => {
            matches!(scalar.style, Style::Quoted | Style::Plain | Style::Date)
                && scalar.text.trim_end_matches('\n') == text.trim_end_matches('\n')
        }
        (Value::Scalar(scalar), Json::Number(number)) => {
            scalar.text.starts_with("0x") || scalar.text.parse::<f64>().ok() == number.as_f64()
        }
        (Value::Scalar(scalar), Json::Bool(truth)) => {
            scalar.style == Style::Bool && scalar.text == truth.to_string()
        }
        _ => false,
    }
}

/// One of the changes, by what picks it.
type Pick = (usize, Index, &'static str);

fn picks() -> impl Strategy<Value = Vec<Pick>> {
    prop::collection::vec((0..5_usize, any::<Index>(), word()), 1..5)
}

/// Changes of different fields.
fn changes_of(format: Format, node: &Node, picks: &[Pick]) -> Vec<FieldChange> {
    let mut changes: Vec<FieldChange> = Vec::new();
    for (kind, pick, word) in picks {
        if let Some(change) = any_change(node, format, *kind, *pick, word) {
            let is_new = changes.iter().all(|other| other.path.0.first() != change.path.0.first());
            changes.extend(is_new.then_some(change));
        }
    }
    changes
}

fn edit_and_back(format: Format, before: &str, picks: &[Pick]) -> Result<(), TestCaseError> {
    let fail = |what: String| TestCaseError::fail(format!("{what}\n{before}"));
    let tree = parse(format, before).map_err(|faults| fail(format!("{faults:?}")))?;
    let changes = changes_of(format, &tree.to_node(&shape()), picks);
    let told: Vec<String> = changes.iter().map(ToString::to_string).collect();
    let after =
        apply(format, before, &changes, &shape()).map_err(|error| fail(format!("{error}: {told:?}")))?;
    if changes.len() == 1 {
        prop_assert!(
            lines_kept(before, &after) + 1 >= before.lines().count(),
            "{told:?}\n{before}\n---\n{after}"
        );
    }
    if format == Format::Yaml {
        let tree = parse(format, &after).map_err(|faults| fail(format!("{faults:?}")))?;
        let third: serde_json::Value =
            serde_saphyr::from_str(&after).map_err(|error| fail(format!("{error}\n{after}")))?;
        prop_assert!(agrees(&tree, &third), "{third}\n{after}");
    }
    let back: Vec<FieldChange> = changes.iter().map(reversed).collect();
    let back = apply(format, &after, &back, &shape())
        .map_err(|error| fail(format!("{error}: back from {told:?}\n{after}\n---")))?;
    prop_assert_eq!(&back, before, "{:?}\n{}", told, after);
    Ok(())
}

/// All changes that take one field or row out.
fn removals(held: &[(String, Node)]) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for (name, value) in held.iter().filter(|(name, _)| name != "title") {
        changes.push(change(path(name), Some(value.clone()), None));
        if let (Node::List(rows), true) = (value, name != "mystery") {
            let row = |(at, row): (usize, &Node)| change(path(name).row(at, ""), Some(row.clone()), None);
            changes.extend(rows.iter().enumerate().map(row));
        }
        if let Node::Table(fields) = value {
            let field =
                |(field, old): &(String, Node)| change(path(name).then(field), Some(old.clone()), None);
            changes.extend(fields.iter().map(field));
        }
    }
    changes
}

/// Takes a field or a row out: the text gets shorter, and what stands above it stays.
fn take_one_out(format: Format, before: &str, pick: Index) -> Result<(), TestCaseError> {
    if before.contains("|+") {
        // Such a text would swallow blank lines that come up behind it; the guard refuses that.
        return Ok(());
    }
    let fail = |what: String| TestCaseError::fail(format!("{what}\n{before}"));
    let tree = parse(format, before).map_err(|faults| fail(format!("{faults:?}")))?;
    let Node::Table(held) = tree.to_node(&shape()) else { return Ok(()) };
    let changes = removals(&held);
    let Some(change) = changes.get(pick.index(changes.len().max(1))) else { return Ok(()) };
    let after = apply(format, before, std::slice::from_ref(change), &shape())
        .map_err(|error| fail(format!("{error}: {change}")))?;
    prop_assert!(after.len() < before.len());
    let top = FieldPath(change.path.0[..1].to_vec());
    let found = tree.find(&top, &shape()).map_or(0, |value| value.range.start);
    let key = tree.key_range(&top, &shape()).map_or(0, |key| key.start);
    let above = before[..found.min(key)].trim_end().len();
    prop_assert_eq!(&before[..above], &after[..above], "{}", change);
    Ok(())
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn changes_and_their_reverse_leave_a_log_as_it_was(before in document(Format::Yaml), picks in picks()) {
        edit_and_back(Format::Yaml, &before, &picks)?;
    }

    #[test]
    fn changes_and_their_reverse_leave_a_register_as_it_was(before in document(Format::Toml), picks in picks()) {
        edit_and_back(Format::Toml, &before, &picks)?;
    }

    #[test]
    fn anything_can_be_taken_out(log in document(Format::Yaml), register in document(Format::Toml), pick: Index) {
        take_one_out(Format::Yaml, &log, pick)?;
        take_one_out(Format::Toml, &register, pick)?;
    }

    #[test]
    fn any_text_is_a_text(value in "\\PC{0,12}|[ -~\n\t]{0,20}", before in "title: (a|'a'|\"a\")( # c)?\n|title: \\|\n  a\n  b\n") {
        let changes = [set(path("title"), text(&value))];
        let after = apply(Format::Yaml, &before, &changes, &shape()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let third: serde_json::Value = serde_saphyr::from_str(&after).map_err(|error| TestCaseError::fail(format!("{error}\n{after}")))?;
        prop_assert_eq!(third["title"].as_str(), Some(value.as_str()));
        apply(Format::Toml, "title = 'a'\n", &changes, &shape()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let node = fields(&[("title", text(&value)), ("note", text(&value)), ("skills", Node::List(vec![text(&value)]))]);
        for format in [Format::Toml, Format::Yaml] {
            write(format, &node, &shape()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(
        whole in "\\PC*|[-a-c\\[\\]{}:,#|>'\"&*!?\n\r\t =.0-9：，<]{0,60}", before in document(Format::Yaml), at: Index, junk in "[-\\[\\]{}:,#|>'\"&*!?\n\t =：\u{feff}]{1,4}",
    ) {
        for format in [Format::Toml, Format::Yaml] {
            let mut broken = before.clone();
            let at = (0..=at.index(before.len() + 1)).rev().find(|at| before.is_char_boundary(*at)).unwrap_or(0);
            broken.insert_str(at, &junk);
            for text in [&whole, &broken] {
                match parse(format, text) {
                    Ok(tree) => prop_assert!(bounded(&tree, text)),
                    Err(faults) => {
                        prop_assert!(!faults.is_empty());
                        prop_assert!(faults.iter().all(|fault| text.get(fault.range.clone()).is_some()), "{:?}", faults);
                    }
                }
            }
        }
    }
}

/// Whether all ranges are of the text, and scalars stand in theirs.
fn bounded(tree: &Tree, text: &str) -> bool {
    let Some(written) = text.get(tree.range.clone()) else { return false };
    let stands_there = match &tree.value {
        Value::Scalar(scalar) if scalar.style == Style::Quoted => written.starts_with(['"', '\'', '|', '>']),
        Value::Scalar(scalar) => written == scalar.text || written.contains(['\n', '\r']),
        _ => true,
    };
    stands_there
        && tree.rows().iter().all(|row| bounded(row, text))
        && tree
            .entries()
            .iter()
            .all(|entry| text.get(entry.key_range.clone()).is_some() && bounded(&entry.value, text))
}
