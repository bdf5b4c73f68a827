//! The readers, and the law that each of them keeps. A new reader is a line in [`READERS`].

use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest, Sha256};
use tandem::check;
use tandem::check::baseline::Baseline;
use tandem::exchange::{Words, import, sheet, sign_in};
use tandem::model::apply::pruned;
use tandem::model::book::{Book, Name};
use tandem::model::clock::{Clock, Range};
use tandem::model::code::Category;
use tandem::model::correction::{RecordRef, SignedMinutes};
use tandem::model::day::Day;
use tandem::model::fault::Fault;
use tandem::model::id::{Id, Party};
use tandem::model::kind::Kind;
use tandem::model::minutes::Minutes;
use tandem::model::money::Money;
use tandem::model::period::Period;
use tandem::model::record::shape;
use tandem::model::recurrence::Recurrence;
use tandem::model::resident::Resident;
use tandem::model::seal::is_sealed;
use tandem::model::settings::{Currency, Zone};
use tandem::model::text::Text;
use tandem::model::value::TypedError;
use tandem::model::volunteer::{Born, Volunteer};
use tandem::model::worker::Worker;
use tandem::render::problem::{problems, problems_json};
use tandem::report::replayed::differences;
use tandem::store::disk::Memory;
use tandem::store::edit;
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;
use tandem::store::seal::{Fragment, Identities};
use tandem::store::{journal, read};

use super::specimens::{self, IDENTITY, REPORT, Specimen};
use super::still;
use crate::check::store;
use crate::plain::agrees;

/// Whether a reader keeps its law over some bytes.
type Law = Box<dyn Fn(Option<Kind>, &[u8]) -> Result<(), String>>;

/// A reader.
pub(super) struct Reader {
    /// What it is called.
    pub(super) name: &'static str,
    /// How much of the long form it gets.
    pub(super) share: u64,
    /// What it is given, changed.
    pub(super) specimens: fn() -> Vec<Specimen>,
    /// What it keeps.
    pub(super) law: fn() -> Law,
}

const fn reader(
    name: &'static str,
    share: u64,
    specimens: fn() -> Vec<Specimen>,
    law: fn() -> Law,
) -> Reader {
    Reader { name, share, specimens, law }
}

/// All readers; the next one goes here.
pub(super) const READERS: &[Reader] = &[
    reader("register", 20, specimens::registers, record),
    reader("log", 20, specimens::logs, record),
    reader("plain", 20, specimens::logs, plain),
    reader("check", 1, specimens::records, checked),
    reader("settings", 4, specimens::settings, settings),
    reader("baseline", 5, specimens::baselines, baseline),
    reader("journal", 5, specimens::journals, journal_law),
    reader("index", 3, still::parts, index_law),
    reader("sheet", 8, specimens::sheets, sheet_law),
    reader("sign-in", 8, specimens::sign_ins, sign_in_law),
    reader("report", 5, specimens::reports, report),
    reader("sealed", 3, specimens::sealed, sealed),
    reader("identity", 3, specimens::identities, identity),
    reader("value", 14, specimens::values, value),
    reader("rule", 4, specimens::rules, rule),
];

fn today() -> Day {
    "2026-11-21".parse().unwrap()
}

fn records() -> Records {
    Records::open(Arc::new(store([])), ObjectFormat::Sha1).unwrap()
}

/// A law that is broken, in words.
fn must(holds: bool, law: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(law.into()) }
}

/// What does not read says at least one fault, each with a place that is one.
fn says_where(faults: &[Fault], bytes: &[u8]) -> Result<(), String> {
    let is_within =
        |fault: &Fault| fault.place.bytes.is_none_or(|(from, to)| from <= to && to <= bytes.len() + 1);
    must(faults.iter().all(is_within), &format!("a fault lies outside of the text: {faults:?}"))?;
    // What is wrong with a record as a whole has no place in it.
    let is_somewhere = |fault: &Fault| {
        fault.place.bytes.is_some() || !fault.place.field.0.is_empty() || fault.rule == "value"
    };
    must(faults.iter().any(is_somewhere), &format!("no fault has a place: {faults:?}"))?;
    must(faults.len() <= bytes.len() + 20, "there are more faults than bytes")
}

fn name(kind: Kind) -> Name {
    let folder = if kind.is_log() { "2026/11/" } else { "" };
    Name { kind, id: "x".parse().unwrap(), path: format!("{}/{folder}x.{}", kind.folder(), kind.extension()) }
}

/// Records: what reads can be written, and then reads as the same.
fn record() -> Law {
    let records = records();
    Box::new(move |kind, bytes| {
        let name = name(kind.ok_or("no kind")?);
        let loaded = match records.read(&name, bytes) {
            Ok(loaded) => loaded,
            Err(unusable) => return says_where(&unusable.faults, bytes),
        };
        let node = loaded.record.node().map_err(|error| error.to_string())?;
        let text = edit::write(read::format(name.kind), &node, shape(name.kind));
        let text = text.map_err(|error| format!("what was read cannot be written: {error}"))?;
        let again = records.read(&name, text.as_bytes());
        let again = again.map_err(|error| format!("what was written cannot be read: {error}\n{text}"))?;
        // A table or a row of nothing but unknown fields says nothing, and is not written.
        let again = again.record.node().map_err(|error| error.to_string())?;
        must(pruned(again) == pruned(node), "what was written reads as something else")
    })
}

/// Logs: what the plain reader reads, two others read as the same.
fn plain() -> Law {
    Box::new(|kind, bytes| match str::from_utf8(bytes) {
        Ok(text) => agrees(kind.ok_or("no kind")?, text).map(drop),
        Err(_) => Ok(()),
    })
}

/// Everything that looks at a store with a bad record in it, to the text that people see.
fn checked() -> Law {
    Box::new(|kind, bytes| {
        let disk = store([]);
        disk.put(&name(kind.ok_or("no kind")?).path.parse().unwrap(), bytes);
        let records = Records::open(Arc::new(disk), ObjectFormat::Sha1).unwrap();
        let found = check::all(&Book::over(&records, today())).map_err(|error| error.to_string())?;
        let shown = records.shown(found);
        let acts = |text: &str| text.contains(['\u{1b}', '\u{202e}', '\u{7f}']);
        must(
            !acts(&problems(&shown, false)) && !acts(&problems_json(&shown)),
            "a problem acts on the terminal",
        )
    })
}

fn settings() -> Law {
    Box::new(|_, bytes| match read::settings("tandem.toml", bytes) {
        Ok((settings, _)) => {
            drop(settings.catalogue());
            Ok(())
        }
        Err(faults) => says_where(&faults, bytes),
    })
}

fn baseline() -> Law {
    Box::new(|_, bytes| match Baseline::read(&String::from_utf8_lossy(bytes)) {
        Ok(known) => {
            must(Baseline::read(&known.text()) == Ok(known), "what was written reads as something else")
        }
        Err(error) => must(!error.why.is_empty(), "no reason is given"),
    })
}

/// A month and a register of an index. What does not prove itself changes no answer; what somebody gave a sound
/// checksum is read to its end, whatever it says.
fn index_law() -> Law {
    let store = still::Store::new();
    let told = store.told();
    Box::new(move |kind, bytes| {
        let whole = store.part(kind);
        let changed = store.holding(kind, bytes, false);
        let is_whole = changed == whole;
        store.put(kind, &changed);
        must(store.told() == told, "what does not prove itself is believed")?;
        must(is_whole || store.part(kind) == whole, "what does not prove itself is left there")?;
        store.put(kind, &store.holding(kind, bytes, true));
        store.told();
        store.put(kind, &whole);
        Ok(())
    })
}

/// Journals whose digest is right, whatever they say, and journals whose digest is not.
fn journal_law() -> Law {
    Box::new(|_, bytes| {
        let digest: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let digest = digest.concat();
        let signed = [format!("tandem-journal 1 {digest}\n").as_bytes(), bytes].concat();
        let disk = Memory::default();
        disk.put(&".tandem/journal".parse().unwrap(), bytes);
        must(journal::read(&disk).is_err(), "a journal without its digest is read")?;
        disk.put(&".tandem/journal".parse().unwrap(), &signed);
        let Ok(Some(journal)) = journal::read(&disk) else { return Ok(()) };
        let hidden = journal.files.iter().any(|file| file.path.parts().any(|part| part.starts_with(".git/")));
        must(!hidden, "a journal writes into a repository")
    })
}

/// A store in which every word means the same worker.
struct Anybody;

impl Words for Anybody {
    fn id(&self, _: &[Kind], word: &str) -> Result<String, TypedError> {
        let error = || TypedError { message: format!("nobody is `{word}`"), help: None };
        if word.is_empty() { Err(error()) } else { Ok("wang-fang".into()) }
    }
}

fn sheet_law() -> Law {
    let records = records();
    Box::new(move |_, bytes| {
        let Ok(sheet) = sheet::read(bytes) else { return Ok(()) };
        let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
        must(sheet.rows.iter().all(|row| (1..=lines).contains(&row.line)), "a row stands on no line")?;
        let book = Book::over(&records, today());
        let doubts = [
            import::read::<Volunteer>(&sheet, &book, &Anybody).err(),
            import::read::<Worker>(&sheet, &book, &Anybody).err(),
            import::read::<Resident>(&sheet, &book, &Anybody).err(),
        ];
        for error in doubts.into_iter().flatten() {
            let import::ImportError::Doubtful { doubts } = error else { return Err(error.to_string()) };
            must(!doubts.is_empty(), "there is no doubt")?;
            must(doubts.iter().all(|doubt| (1..=lines).contains(&doubt.line)), "a doubt stands on no line")?;
        }
        Ok(())
    })
}

fn sign_in_law() -> Law {
    Box::new(|_, bytes| {
        let Ok(read) = sign_in::read(bytes) else { return Ok(()) };
        match sign_in::attendance(&read, &Anybody) {
            Ok(rows) => must(rows.len() == read.len(), "a row is lost"),
            Err(doubts) => must(!doubts.is_empty(), "there is no doubt"),
        }
    })
}

fn report() -> Law {
    let own: Value = serde_json::from_str(REPORT).unwrap();
    Box::new(move |_, bytes| {
        let Ok(theirs) = serde_json::from_slice::<Value>(bytes) else { return Ok(()) };
        drop(differences(&own, &theirs));
        drop(differences(&theirs, &own));
        Ok(())
    })
}

fn sealed() -> Law {
    let mut identities = Identities::default();
    identities.add("key", IDENTITY).unwrap();
    Box::new(move |_, bytes| {
        let text = String::from_utf8_lossy(bytes);
        let form = is_sealed(&text);
        for kind in [Kind::Resident, Kind::Feedback] {
            if let Ok(fragment) = Fragment::open(kind, &identities, &text) {
                must(form, "what is opened has not the form of what is sealed")?;
                drop(fragment.shown());
            }
        }
        Ok(())
    })
}

fn identity() -> Law {
    Box::new(|_, bytes| {
        let mut identities = Identities::default();
        let added = identities.add("key", &String::from_utf8_lossy(bytes));
        must(added.is_err() || !identities.is_empty(), "no key is taken for one")
    })
}

/// What reads is written in a form that reads as the same.
fn same<T: FromStr + Display + PartialEq>(text: &str) -> Result<(), String> {
    let Ok(read) = text.parse::<T>() else { return Ok(()) };
    let written = read.to_string();
    let is_same = written.parse::<T>().is_ok_and(|again| again == read);
    must(is_same, &format!("{} `{written}`", std::any::type_name::<T>()))
}

fn value() -> Law {
    Box::new(|_, bytes| {
        let text = &*String::from_utf8_lossy(bytes);
        same::<Day>(text)?;
        same::<Period>(text)?;
        same::<Clock>(text)?;
        same::<Range>(text)?;
        same::<Minutes>(text)?;
        same::<SignedMinutes>(text)?;
        same::<Money>(text)?;
        same::<Id>(text)?;
        same::<Party>(text)?;
        same::<RecordRef>(text)?;
        same::<Zone>(text)?;
        same::<Currency>(text)?;
        same::<Born>(text)?;
        same::<Category>(text)?;
        same::<Text>(text)?;
        same::<Kind>(text)
    })
}

/// A rule tells days in order, and comes to an end.
fn rule() -> Law {
    let period: Period = "2026-11".parse().unwrap();
    Box::new(move |_, bytes| {
        let Ok(recurrence) = Recurrence::of(&String::from_utf8_lossy(bytes), today()) else { return Ok(()) };
        let days: Vec<Day> = recurrence.days(&period).take(100).collect();
        must(days.is_sorted() && days.len() < 100, "a month has a hundred days, or they are in disorder")
    })
}
