//! The reader of plain YAML against two others: what it reads, they read as the same, and what tandem and most
//! hands write, it reads.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tandem::model::apply::pruned;
use tandem::model::book::told::Told;
use tandem::model::book::{Book, Loaded, Name, Source};
use tandem::model::day::Day;
use tandem::model::fact::Fact;
use tandem::model::fault::Unusable;
use tandem::model::kind::Kind;
use tandem::model::period::Period;
use tandem::model::record::{AnyRecord, shape};
use tandem::store::{edit, read};

use crate::fuzz::logs;
use crate::support::desk::Store;

/// The law of facts: what a source tells of a file by itself, its record tells too.
fn tells_alike(kind: Kind, text: &str) -> Result<(), String> {
    let day = text.lines().find_map(|line| line.strip_prefix("date: ")?.get(..10)?.parse::<Day>().ok());
    let day = day.unwrap_or_else(|| "2026-11-21".parse().unwrap());
    let path = format!("{}/{}/{day}-x.{}", kind.folder(), day.month().folders(), kind.extension());
    let settings =
        "format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n[hours]\nverification = \"required\"\n";
    let worker = ("workers/wang-fang.toml", "name = \"王芳\"\norg = \"x\"\n");
    let store = Store::of(&[("tandem.toml", settings), worker, (&path, text)]);
    let (ever, records) = (Period::of_month(day.month()), store.records());
    let ground = Book::over(&records, day).ground().map_err(|error| error.to_string())?;
    let of_record = |name: &Name, read: Result<Loaded, Unusable>, facts: &mut Vec<Fact>| match read {
        Ok(loaded) if name.misplaced(&loaded.record).is_none() => {
            loaded.record.facts(&name.id, &ground, &mut |fact| facts.push(fact));
        }
        _ => {}
    };
    let (mut told, mut said) = (Vec::new(), Vec::new());
    let is_told = records.told(kind, &ever, &ground, &mut |piece| match piece {
        Told::File(_) => {}
        Told::Fact(fact) => told.push(fact.clone()),
        Told::Read(name, read) => of_record(&name, read, &mut told),
    });
    records.each(kind, Some(&ever), &mut |name, read| of_record(&name, read, &mut said)).unwrap();
    match is_told {
        Ok(true) if told != said => Err(format!("the source tells {told:?}, the record {said:?}")),
        // What a correction tells, the record that it corrects says.
        Ok(is_told) if is_told == (kind == Kind::Correction) => Err(format!("told: {is_told}")),
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// The law: gives whether the text is plain.
pub(crate) fn agrees(kind: Kind, text: &str) -> Result<bool, String> {
    tells_alike(kind, text)?;
    let Some((record, unknown)) = read::plainly(kind, text) else { return Ok(false) };
    let whole = read::wholly(kind, text).map_err(|why| format!("the whole reader refuses it: {why}"))?;
    if whole != (record.clone(), unknown) {
        return Err(format!("the whole reader reads something else: {whole:?}"));
    }
    let second = serde_saphyr::with_deserializer_from_str(text, |reader| AnyRecord::read(kind, reader));
    match second.map_err(|why| format!("the second reader refuses it: {why}"))? {
        same if same == record => Ok(true),
        other => Err(format!("the second reader reads something else: {other:?}")),
    }
}

fn is_plain(kind: Kind, text: &str) -> bool {
    agrees(kind, text).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// Every log that lies anywhere in the project, by its folder.
fn all_logs(folder: &Path, out: &mut Vec<(Kind, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_logs(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let kind = path.components().rev().find_map(|part| Kind::of_folder(part.as_os_str().to_str()?));
            out.extend(kind.filter(|kind| kind.is_log()).zip(fs::read_to_string(&path).ok()));
        }
    }
}

#[test]
fn all_logs_of_the_project_read_alike() {
    let mut logs = Vec::new();
    for folder in ["records", "examples", "tests"] {
        all_logs(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut logs);
    }
    let plain = logs.iter().filter(|(kind, text)| is_plain(*kind, text)).count();
    assert!(plain * 10 > logs.len() * 9, "of {} logs only {plain} are plain", logs.len());
}

#[test]
fn what_is_written_here_is_plain() {
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_log()) {
        let mut written = 0;
        for specimen in logs().into_iter().filter(|specimen| specimen.kind == Some(kind)) {
            let text = String::from_utf8_lossy(&specimen.bytes).into_owned();
            let Ok((record, _)) = read::wholly(kind, &text) else { continue };
            let node = pruned(record.node().unwrap());
            let text = edit::write(read::format(kind), &node, shape(kind)).unwrap();
            assert!(is_plain(kind, &text), "{kind}\n{text}");
            written += 1;
        }
        assert!(written > 0, "{kind}");
    }
}

/// As other programs write records: rows and lists close to their braces, lists of rows as blocks, texts of
/// several lines, remarks.
const BY_OTHERS: [(Kind, &str); 5] = [
    (
        Kind::Activity,
        "title: 和园三社区无障碍出行\ncategory: disability-support\norg: heyuan3-community\ndate: 2023-03-23\n\
         start: \"10:15\"\nend: \"12:15\"\nplace: 和园三社区党群服务中心\nlead: sw-he-yanggui-0097\nlinkage: community\n\
         counts:\n  residents: 34\noutputs:\n  rehab-sessions: 1\n  home-visits: 4\nattendance:\n  \
         - {who: huang-pingjian-22007, role: instructor, hours: 2}\n  \
         - {who: li-pingyang-03730, role: registrar, hours: 0.75}\n\
         note: |\n  Next time: bring more chairs, start 15 min earlier.\n",
    ),
    (
        Kind::Activity,
        "# by hand\ntitle: 'Walk'   # round the lake\ncategory: patrol\norg: jiulong\n\ndate: 2023-03-23\n\
         orgs: [a, b]\nattendance:\n- who: li-na\n  hours: 2h20m\n  compulsory: true\n# she came late\n-   who: ana\n    \
         role: \"it's \\\"hers\\\"\"\nserved: []\nextra:\n  weather: [sun, {wind: 3}]\n  colour: red\n",
    ),
    (
        Kind::Shift,
        "title: 夜间巡逻\ncategory: patrol\norg: x\ndate: 2023-03-03\nstart: \"19:00\"\nend: \"21:00\"\n\
         places: { min: 2, want: 4 }\nstatus: closed\nassigned:\n  - {who: luo-junyu-03278, status: attended}\n",
    ),
    (
        Kind::Need,
        "org: x\ncategory: elderly-care\nopened: 2023-03-12\nresident: r-62hkz9\nchannel: online\nstatus: met\n\
         log:\n  - {date: 2023-04-01, who: sw-he, did: visited, hours: 0.5}\nclosed: 2023-04-01\nsatisfaction: 4\n",
    ),
    (
        Kind::Case,
        "org: x\nkind: family\ncategory: family\nopened: 2023-05-17\nresidents: [r-y54541]\nworker: sw-zhu\n\
         sessions:\n  - {date: 2023-05-17, by: sw-zhu, hours: 1}\nstage: closed\nsealed: |-\n  one\n\n    two\n\nnote: x\n",
    ),
];

#[test]
fn what_others_write_is_plain() {
    for (kind, text) in BY_OTHERS {
        assert!(is_plain(kind, text), "{text}");
    }
}

const START: &str = "title: A\ncategory: patrol\norg: x\ndate: 2026-11-21\n";

#[test]
fn what_is_not_plain_is_declined() {
    for rest in [
        "place: &a b\n",
        "place: !!str b\n",
        "place: >\n  folded\n",
        "place: |+\n  kept\n\n",
        "place: |2\n   two in\n",
        "place: one\n  two\n",
        "place: \"one\n  two\"\n",
        "place: \"\\u00e9\"\n",
        "place:\tb\n",
        "place: no\n",
        "place: ~\n",
        "place:\n",
        "place: 007\n",
        "place: 0x1f\n",
        "place: 1_000\n",
        "place: a: b\n",
        "place: b\nplace: c\n",
        "unknown: b\nunknown: c\n",
        "? place\n: b\n",
        "\"place\": b\n",
        "place: b\n...\n",
        "place: b\n---\ntitle: c\n",
        "counts: { residents: 1,200 }\n",
        "counts: { residents: 1\n  }\n",
        "counts: { residents: 1, }\n",
        "counts:\n    residents: 1\n  staff: 2\n",
        "attendance:\n  - { who：li-na }\n",
        "orgs:\n  - - a\n",
        "place: b\r\n",
        "place: b\u{85}c\n",
        "place: b\u{2028}c\n",
        "note: |\n  end\u{a0}\n  without a line break",
        "place: b\u{9f}",
    ] {
        let text = format!("{START}{rest}");
        assert!(!is_plain(Kind::Activity, &text), "{text}");
    }
    assert!(is_plain(Kind::Activity, START));
    assert!(!is_plain(Kind::Activity, ""));
    assert!(!is_plain(Kind::Activity, &format!("---\n{START}")));
    assert!(!is_plain(Kind::Activity, &format!(" {}", START.replace('\n', "\n "))));
}

/// Words that mean something in YAML, or nearly.
fn scalar() -> impl Strategy<Value = String> {
    const SCALARS: [&str; 44] = [
        "a",
        "li-na",
        "2",
        "2.5",
        "-1",
        "2h20m",
        "2026-11-21",
        "2026-1-2",
        "true",
        "False",
        "no",
        "~",
        "null",
        "\"\"",
        "\"a b\"",
        "'it''s'",
        "'a'b",
        "\"\\\"\"",
        "\"\\n\"",
        "\"a",
        "a b",
        "a  # r",
        "a#b",
        "#",
        "a:b",
        "a: b",
        "http://x",
        "[a, b]",
        "[]",
        "[a,1,2]",
        "[ 'a' , b]",
        "{}",
        "{ who: a }",
        "{who: a, hours: 1}",
        "{ who: a, x }",
        "|",
        "|-",
        ">",
        "a：b",
        "“a”",
        "- a",
        "1,200",
        "*a",
        "1e3",
    ];
    prop_oneof![4 => prop::sample::select(&SCALARS[..]).prop_map(String::from), 1 => "[ -~é李：\n]{0,12}"]
}

/// A line, more or less: some way in, perhaps a dash, a name, what stands behind it, a remark.
fn line() -> impl Strategy<Value = String> {
    const NAMES: [&str; 16] = [
        "title: ",
        "place: ",
        "counts: ",
        "residents: ",
        "orgs: ",
        "attendance: ",
        "who: ",
        "hours: ",
        "note: ",
        "served: ",
        "extra: ",
        "unknown: ",
        "satisfaction: ",
        "place:",
        "",
        "yes: ",
    ];
    let dash = prop_oneof![4 => Just(""), 2 => Just("- "), 1 => Just("-   "), 1 => Just("-")];
    let behind =
        prop_oneof![6 => Just(""), 1 => Just(" # r"), 1 => Just("  "), 1 => Just("#"), 1 => Just("\n\n")];
    let indent = prop_oneof![6 => Just(0_usize), 5 => Just(2), 3 => Just(4), 1 => 0..7_usize];
    (
        indent,
        dash,
        prop::sample::select(&NAMES[..]),
        prop_oneof![2 => Just(String::new()), 5 => scalar()],
        behind,
    )
        .prop_map(|(indent, dash, name, scalar, behind)| {
            format!("{:indent$}{dash}{name}{scalar}{behind}\n", "")
        })
}

/// A field of an activity that is right, or nearly.
fn field() -> impl Strategy<Value = String> {
    const FIELDS: [&str; 34] = [
        "orgs: [a, b]",
        "orgs: [a, a]",
        "program: p",
        "need: 2026-11-20-n",
        "until: 2026-11-21",
        "until: 2026-11-22",
        "start: \"19:00\"",
        "start: \"23:30\"",
        "end: \"21:00\"",
        "end: \"19:00\"",
        "end: 25:00",
        "place: 'the lake'",
        "place: \"\\n\"",
        "lead: wang-fang",
        "lead: Wang",
        "linkage: community",
        "linkage: none",
        "counts: {residents: 3, households: 2}",
        "counts:\n  residents: 18446744073709551615",
        "counts: {residents: -1}",
        "outputs:\n  meals: 4\n  banners: 1",
        "outputs: {meals: 4, meals: 5}",
        "results: {visits: 0}",
        "served: [r-1, r-2]",
        "served:\n  - r-1\n  - r-1",
        "satisfaction: {answers: 3, mean: 4.5}",
        "satisfaction: {answers: 3, meen: 4.5}",
        "spent: 12.50",
        "spent: 12.505",
        "note: |\n  one\n  two",
        "source: paper",
        "approx: [attendance]",
        "void: {reason: wrong, by: wang-fang, date: 2026-11-21}",
        "weather: sun",
    ];
    prop::sample::select(&FIELDS[..]).prop_map(|field| format!("{field}\n"))
}

/// A row of an activity that is right, or nearly.
fn row() -> impl Strategy<Value = String> {
    const FIELDS: [&str; 20] = [
        "as: worker",
        "as: volunteer",
        "as: guest",
        "date: 2026-11-30",
        "date: 2026-12-01",
        "role: host",
        "role: \"\"",
        "hours: 2.25",
        "hours: 1h40m",
        "hours: 0",
        "hours: -1",
        "compulsory: true",
        "state: submitted",
        "state: rejected",
        "by: wang-fang",
        "reason: late",
        "rating: 5",
        "rating: 6",
        "override: why not",
        "shoes: red",
    ];
    let who = prop::sample::select(&["li-na", "wang-fang", "li-na-2", "\"li-na\"", "Li Na"][..]);
    let fields = prop::collection::btree_set(prop::sample::select(&FIELDS[..]), 0..4);
    (who, fields, any::<bool>()).prop_map(|(who, fields, is_block)| {
        let fields = [format!("who: {who}")].into_iter().chain(fields.into_iter().map(String::from));
        let fields: Vec<String> = fields.collect();
        if is_block {
            format!("\n  - {}", fields.join("\n    "))
        } else {
            format!("\n  - {{{}}}", fields.join(", "))
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn nearly_plain_texts_read_alike(before in prop::collection::vec(line(), 0..2), after in prop::collection::vec(line(), 0..7)) {
        let text = format!("{}category: patrol\norg: x\ndate: 2026-11-21\ntitle: A\n{}", before.concat(), after.concat());
        let text = text.replacen("title: A\n", if before.concat().contains("title: ") { "" } else { "title: A\n" }, 1);
        let agreed = agrees(Kind::Activity, &text);
        prop_assert!(agreed.is_ok(), "{}\n{text}", agreed.unwrap_err());
    }

    #[test]
    fn nearly_right_activities_tell_alike(
        fields in prop::collection::vec(field(), 0..6),
        rows in prop::collection::vec(row(), 0..4),
    ) {
        let text = format!(
            "title: A\ncategory: patrol\norg: x\ndate: 2026-11-21\n{}attendance:{}\n",
            fields.concat(),
            if rows.is_empty() { " []".into() } else { rows.concat() }
        );
        let agreed = agrees(Kind::Activity, &text);
        prop_assert!(agreed.is_ok(), "{}\n{text}", agreed.unwrap_err());
    }

    #[test]
    fn whatever_text_is_written_here_reads_alike(text in "[ -~\\n\"'éñ李：，]{1,40}", row in "[a-z ,:#\\-0-9'\"]{1,12}") {
        let base = "title: A\ncategory: patrol\norg: x\ndate: 2026-11-21\nattendance:\n  - { who: a }\n";
        let (record, _) = read::plainly(Kind::Activity, base).unwrap();
        let AnyRecord::Activity(mut activity) = record else { unreachable!() };
        let made = std::sync::Arc::make_mut(&mut activity);
        if let (Ok(title), Ok(role)) = (text.parse(), row.parse()) {
            made.title = title;
            made.attendance[0].role = Some(role);
        }
        let node = AnyRecord::Activity(activity.clone()).node().unwrap();
        let text = edit::write(read::format(Kind::Activity), &node, shape(Kind::Activity)).unwrap();
        prop_assert!(is_plain(Kind::Activity, &text), "{text}");
        prop_assert_eq!(read::plainly(Kind::Activity, &text).unwrap().0, AnyRecord::Activity(activity));
    }
}
