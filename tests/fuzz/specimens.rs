//! What is changed: the records of the sample store and of the specimens of `check`, and a text or two for each
//! of the other readers.

use std::fs;
use std::path::Path;

use tandem::model::kind::Kind;

/// Some bytes, of which the readers of records need to know whose file they are.
#[derive(Clone)]
pub(crate) struct Specimen {
    /// The kind of record.
    pub(crate) kind: Option<Kind>,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

/// A text sealed for the key of the tests.
const SEALED: &str = "-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBSTTFWZEs3U3F6dlYxMG9L
L2pWTkxlcExFMGlUYjR6Q0JZNzU4SW9aRkFZCmJBVHRMQlJHTjdlYThpTmdBdzY4
djRReWswdnRyZ1VxSXhYUDR3QXZoTUUKLT4gfi1ncmVhc2Ugaj5VZ08ubHYgc259
S2sgLHVnWyB2ClhkWWtWenQ0dFhFeTJCNEQxQml1MmxYK3FUSlhQM0VGK3JwakZJ
amJWbVF1Q1gxZ1ZLVFhTa3FlTlZZQmlRCi0tLSBFVW5GeW0wcmhaeFZTSHNVUmkz
eFIvVnR5d3lDS2FIa1ZNOUMrbFFacTdnCjHynzjc2PUPTlOMjKAbdjGAPCysJkpT
iCsLU1TwXq1aWyhwgZm2yzCWunybrJ2i3Bf2aL1AJ51Y8345+ns=
-----END AGE ENCRYPTED FILE-----
";

/// The key of the tests, as `age-keygen` writes it.
pub(super) const IDENTITY: &str =
    "# for tests\nAGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0\n";

/// A report that fits on a page.
pub(super) const REPORT: &str = r#"{"schema":"tandem/table/1","tandem":"0.1.0","report":"hours",
"command":["report","hours","--by","month"],"lang":"en","today":"2026-11-21","period":{"from":"2024-01-01","to":"2024-12-31"},
"org":null,"revision":null,"dirty":false,"records":"0f3a","incomplete":0,"sections":[{"key":"hours","title":"Hours",
"columns":[{"key":"month","title":"Month","type":"text"},{"key":"minutes","title":"Hours","type":"minutes"}],
"rows":[{"month":"2024-01","minutes":73800},{"month":"2024-02","minutes":-30,"approx":["minutes"]}],"total":{"minutes":73770}}]}"#;

/// Journals without the line that their digest stands on.
const JOURNALS: [&str; 2] = [
    "{\"journal\":{\"op\":\"k3\",\"subject\":\"volunteer add: li-na\",\"commit\":null,\"folders\":[\"a\"],\"files\":\
     [{\"path\":\"a/b\",\"label\":\"volunteer li-na\",\"tracked\":null},{\"path\":\"c\",\"label\":\"x\",\"tracked\":null}]},\
     \"lengths\":[[null,3],[0,null]]}\nx\n\0",
    "{\"journal\":{\"op\":\"k4\",\"subject\":\"x\",\"commit\":{\"old\":null,\"new\":\"3f2a9c1d4b5e3f2a9c1d4b5e3f2a9c1d4b5e3f2a\",\
     \"hand\":null,\"message\":\"x\\n\"},\"folders\":[],\"files\":[]},\"lengths\":[]}\n",
];

const BASELINES: [&str; 2] = [
    "{\n  \"schema\": \"tandem/baseline/1\",\n  \"known\": [\n    {\"field\":\"org\",\"in\":\"volunteer/ana\",\"rule\":\"missing-reference\"}\n  ]\n}\n",
    "{\"schema\":\"tandem/baseline/1\",\"known\":[]}",
];

const SHEETS: [&str; 4] = [
    "name,org,phone,skills,joined,lead,born\n李娜,jiulong,12345,a;b,2014-05-02,wang-fang,1960\nAna,jiulong,,,,,\n",
    "\u{feff}姓名;id;note\n王芳;wang-fang;\"two\nlines, \"\"quoted\"\"\"\n",
    "kind\torg\tid\nperson\tjiulong\tr-7k3q9d\n",
    "id,name,org,emergency.phone,availability.mon\np-1,Person,jiulong,1,18:30-21:00\n",
];

const SIGN_INS: [&str; 2] =
    ["# patrol\n李娜，2.5\n  Wang Fang , 2h20m \n\nli-na,1\n", "\u{feff}Ana\r\nli-na,\r\n"];

const VALUES: [&str; 40] = [
    "2026-11-21",
    "2026-11",
    "2026",
    "2026-Q4",
    "2026-H1",
    "2026-W47",
    "2026-01-01..2026-03-31",
    "2026-11..2027-01",
    "last-month",
    "this-year",
    "today",
    "9999-12-31",
    "0001-01-01",
    "2024-02-29",
    "19:00",
    "24:00",
    "7:05",
    "18:30-21:00",
    "22:00-02:00",
    "2.5",
    "2h20m",
    "2:20",
    "90m",
    "0.33",
    "-1.5",
    "1,5",
    "12.50",
    "-0.00",
    "99999999999.99",
    "li-na",
    "r-7k3q9d",
    "activity/2026-11-21-patrol",
    "Asia/Shanghai",
    "CNY",
    "1960",
    "1960-05-02",
    "elderly-care",
    "李娜",
    "people",
    "volunteer",
];

const RULES: [&str; 8] = [
    "FREQ=WEEKLY;BYDAY=TU,FR",
    "FREQ=DAILY;INTERVAL=2;COUNT=10",
    "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=1SU",
    "RRULE:FREQ=WEEKLY;WKST=MO",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2",
    "FREQ=YEARLY;BYYEARDAY=366",
    "FREQ=YEARLY;BYWEEKNO=53",
];

fn texts<T: AsRef<[u8]>>(texts: impl IntoIterator<Item = T>) -> Vec<Specimen> {
    texts.into_iter().map(|text| Specimen { kind: None, bytes: text.as_ref().to_vec() }).collect()
}

pub(super) fn journals() -> Vec<Specimen> {
    texts(JOURNALS)
}

pub(super) fn baselines() -> Vec<Specimen> {
    texts(BASELINES)
}

pub(super) fn sheets() -> Vec<Specimen> {
    texts(SHEETS)
}

pub(super) fn sign_ins() -> Vec<Specimen> {
    texts(SIGN_INS)
}

pub(super) fn values() -> Vec<Specimen> {
    texts(VALUES)
}

pub(super) fn rules() -> Vec<Specimen> {
    texts(RULES)
}

pub(super) fn reports() -> Vec<Specimen> {
    texts([REPORT])
}

pub(super) fn identities() -> Vec<Specimen> {
    texts([IDENTITY])
}

/// What is sealed, by us and by the authors of the format.
pub(super) fn sealed() -> Vec<Specimen> {
    let mut found = Vec::new();
    within(&root("tests/age"), &mut |_, bytes| found.push(bytes));
    found.retain(|bytes| bytes.len() < 4_000);
    let mut found = texts(found);
    found.extend((0..20).map(|_| Specimen { kind: None, bytes: SEALED.into() }));
    found
}

/// All records, and of a kind without any, none.
pub(super) fn records() -> Vec<Specimen> {
    let mut found = Vec::new();
    for folder in ["records", "tests/check"] {
        within(&root(folder), &mut |path, bytes| {
            let kind = path.components().rev().find_map(|part| Kind::of_folder(part.as_os_str().to_str()?));
            let is_his =
                |kind: &Kind| path.extension().is_some_and(|extension| extension == kind.extension());
            found.extend(kind.filter(is_his).map(|kind| Specimen { kind: Some(kind), bytes }));
        });
    }
    found
}

pub(super) fn registers() -> Vec<Specimen> {
    records().into_iter().filter(|specimen| specimen.kind.is_some_and(|kind| !kind.is_log())).collect()
}

pub(crate) fn logs() -> Vec<Specimen> {
    records().into_iter().filter(|specimen| specimen.kind.is_some_and(Kind::is_log)).collect()
}

/// The settings of all stores.
pub(super) fn settings() -> Vec<Specimen> {
    let mut found = Vec::new();
    for folder in ["records", "tests/check"] {
        within(&root(folder), &mut |path, bytes| {
            found.extend((path.file_name() == Some("tandem.toml".as_ref())).then_some(bytes));
        });
    }
    texts(found)
}

fn root(folder: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// Every file below a folder, sorted.
fn within(folder: &Path, out: &mut dyn FnMut(&Path, Vec<u8>)) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            within(&path, out);
        } else {
            out(&path, fs::read(&path).unwrap());
        }
    }
}

#[test]
fn there_are_specimens_of_every_kind() {
    let records = records();
    for kind in Kind::ALL {
        assert!(records.iter().any(|specimen| specimen.kind == Some(kind)), "{kind}");
    }
}
