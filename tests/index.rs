//! The index: with it and without come the same bytes, whatever was changed, and whatever became of the index.

use std::fs;
use std::num::NonZeroUsize;
use std::process::Command;
use std::thread;

use tandem::model::book::Book;
use tandem::report::hours::{Hours, Key, hours};
use tandem::report::query::Query;
use tandem::store::disk::Look;
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::languages::REPORTS;
use crate::support::repository::Sandbox;

mod changed;
mod clocked;
mod damaged;
mod desk;

use desk::Desk;

const PERIODS: [&str; 4] = ["2014-03", "2014-02-10..2014-03-20", "2014", "2013-W50..2014"];
const FORMATS: [&str; 8] = ["table", "json", "jsonl", "csv", "tsv", "md", "html", "xlsx"];

/// The words of a report.
fn report<'a>(name: &[&'a str], period: &'a str, format: &'a str) -> Vec<&'a str> {
    [&["report"], name, &["--period", period, "--format", format]].concat()
}

#[test]
fn every_report_of_every_period_is_the_same() {
    for (desk, org) in [(Desk::sample(), "hongxing-xincun"), (Desk::town(), "south")] {
        desk.tell(&["index"]);
        let more = [["activities"].as_slice(), &["hours", "--by", "who", "--org", org]];
        for name in REPORTS.iter().chain(&more) {
            for period in PERIODS {
                desk.same(&report(name, period, "json"), "json");
            }
        }
    }
}

#[test]
fn every_format_of_a_report_is_the_same() {
    let desk = Desk::sample();
    desk.tell(&["index"]);
    for name in
        [["summary"].as_slice(), &["hours", "--by", "month,category,as"], &["volunteers"], &["linkage"]]
    {
        for format in FORMATS {
            let words = report(name, "2014", format);
            desk.same(&words, format);
            desk.same(&[&words[..], &["--lang", "zh", "--public"]].concat(), format);
        }
    }
    let lists: [&[&str]; 5] = [
        &["volunteer", "list", "zhang"],
        &["volunteer", "list", "fernández", "--format", "json"],
        &["worker", "list"],
        &["activity", "list", "--org", "hongxing-xincun"],
        &["report", "nightly"],
    ];
    for words in lists {
        desk.same(words, "a list");
    }
}

#[test]
fn what_is_remembered_is_not_read() {
    let desk = Desk::town();
    let words = report(&["hours", "--by", "month,org,kind,as,category"], "2014", "json");
    let plain = desk.plain(&words);
    assert!(desk.reads().len() > 140);
    desk.tell(&["index"]);
    desk.reads();
    assert_eq!(desk.tell(&words), plain);
    assert_eq!(desk.reads(), Vec::<String>::new());
    let list = ["volunteer", "list", "v1", "--format", "csv"];
    assert_eq!(desk.tell(&list), desk.plain(&list));
    desk.sandbox.write("activities/2014/03/2014-03-09-new.yaml", NEW);
    desk.reads();
    assert_ne!(desk.tell(&words), plain, "there is a new activity");
    assert_eq!(desk.reads(), ["activities/2014/03/2014-03-09-new.yaml"]);
    desk.same(&words, "there is a new activity");
}

#[test]
fn what_did_not_change_is_looked_at_once_and_read_never() {
    let desk = Desk::town();
    desk.tell(&["index"]);
    desk.disk.folders();
    let (_, looked) = desk.counted(&report(&["hours", "--by", "month,category"], "2014-03..2014-05", "json"));
    let paths = |look| looked.looks(look).into_iter().map(|(path, times)| (path.to_string(), times));
    let surveyed: Vec<_> = paths(Look::Survey).collect();
    let listed: Vec<_> = paths(Look::List).collect();
    let all = || surveyed.iter().chain(&listed);
    assert!(all().all(|(_, times)| *times == 1), "{surveyed:?} {listed:?}");
    // Of a log, the folders above its months are listed; needs and cases may have been opened before.
    let in_months = |kind: &str| {
        let of_kind = all().map(|(path, _)| path.as_str()).filter(move |path| path.starts_with(kind));
        of_kind.filter(|path| path.matches('/').count() == 2).collect::<Vec<_>>()
    };
    assert_eq!(in_months("activities"), ["activities/2014/03", "activities/2014/04"]);
    assert_eq!(in_months("shifts"), ["shifts/2014/03", "shifts/2014/04"]);
    assert!(listed.iter().all(|(path, _)| path.matches('/').count() < 2), "{listed:?}");
    // Who is a worker tells what an attendance without `as` is.
    assert_eq!(paths(Look::Walk).collect::<Vec<_>>(), [("workers".to_string(), 1)]);
    assert_eq!(desk.disk.folders(), [surveyed.len(), 0], "every folder that is surveyed is known");
    for look in [Look::Stat, Look::Read] {
        let records = paths(look).find(|(path, _)| !path.starts_with(".tandem/") && path != "tandem.toml");
        assert_eq!(records, None, "{look:?}");
    }
}

#[test]
fn it_is_made_and_told_the_same_on_one_thread_and_on_several() {
    let desk = Desk::town();
    let folder = desk.sandbox.records();
    let report = |threads: usize, is_indexed: bool| -> Hours {
        let records = Records::open(desk.disk.clone(), ObjectFormat::Sha1).unwrap();
        let records = records.on_threads(NonZeroUsize::new(threads).unwrap());
        let records = if is_indexed { records.indexed(folder, 0) } else { records };
        let book = Book::over(&records, "2014-12-31".parse().unwrap());
        hours(&book, &Query::all("2013..2014".parse().unwrap()), &[Key::Month, Key::Who]).unwrap()
    };
    for threads in [1, 2, 3] {
        let index = folder.join(".tandem/index");
        if index.exists() {
            fs::remove_dir_all(&index).unwrap();
        }
        fs::write(folder.join("activities/2014/03/2014-03-09-new.yaml"), NEW).unwrap();
        let plain = report(threads, false);
        assert_eq!(plain, report(1, false), "{threads}");
        assert_eq!(report(threads, true), plain, "while it is made, {threads}");
        assert_eq!(report(threads, true), plain, "with it, {threads}");
        assert!(desk.parts().len() > 12);
        fs::write(folder.join("activities/2014/03/2014-03-09-new.yaml"), NEW.replace("3 }", "2.25 }"))
            .unwrap();
        let changed = report(threads, true);
        assert_ne!(changed, plain);
        assert_eq!(changed, report(threads, false), "when one was changed, {threads}");
    }
}

const NEW: &str =
    "title: New\ncategory: patrol\norg: team\ndate: 2014-03-09\nattendance:\n  - { who: v1, hours: 3 }\n";

/// So many activities of one day each.
fn many(count: usize) -> Desk {
    let head = "format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n";
    let desk = Desk::with([("tandem.toml", head), ("orgs/team.toml", "name = \"Team\"\nkind = \"team\"\n")]);
    for at in 0..count {
        let month = at % 12 + 1;
        let text = format!("title: A\ncategory: patrol\norg: team\ndate: 2014-{month:02}-03\n");
        desk.sandbox.write(&format!("activities/2014/{month:02}/a{at}.yaml"), &text);
    }
    desk
}

#[test]
fn more_than_two_thousand_files_make_an_index() {
    let desk = many(1999);
    let words = report(&["summary"], "2014", "json");
    let few = desk.tell(&words);
    assert_eq!(desk.parts().len(), 0, "1999 activities and an organisation");
    desk.sandbox.write("activities/2014/01/more.yaml", NEW);
    let plain = desk.plain(&words);
    assert_eq!(desk.parts().len(), 0, "it is left alone");
    assert_eq!(desk.tell(&words), plain);
    assert_ne!(plain, few);
    assert!(desk.parts().len() >= 12);
    assert_eq!(fs::read_to_string(desk.sandbox.records().join(".tandem/.gitignore")).unwrap(), "*\n");
    desk.reads();
    assert_eq!(desk.tell(&words), plain);
    assert_eq!(
        desk.reads().iter().filter(|path| path.starts_with("activities")).count(),
        1,
        "a misplaced one"
    );
}

#[test]
fn the_commit_is_listed_once_and_asked_again_when_records_or_it_change() {
    let desk = Desk::town();
    for words in [["init", "--quiet"].as_slice(), &["add", "."], &["commit", "--quiet", "-m", "all"]] {
        desk.sandbox.git(words);
    }
    desk.tell(&["index"]);
    let words = report(&["hours", "--by", "month"], "2014", "json");
    let dirty = |desk: &Desk| {
        desk.same(&words, "a commit");
        desk.tell(&words).contains("\"dirty\": true")
    };
    assert!(!dirty(&desk) && !dirty(&desk));
    desk.sandbox.write("activities/2014/03/2014-03-09-new.yaml", NEW);
    assert!(dirty(&desk) && dirty(&desk));
    desk.sandbox.git(&["add", "."]);
    desk.sandbox.git(&["commit", "--quiet", "-m", "new"]);
    assert!(!dirty(&desk) && !dirty(&desk));
    fs::remove_file(desk.sandbox.records().join("activities/2014/03/2014-03-09-new.yaml")).unwrap();
    assert!(dirty(&desk));
    desk.sandbox.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    assert!(!dirty(&desk));
    assert_eq!(desk.sandbox.git(&["status", "--porcelain"]), "", "the index is no part of any commit");
}

#[test]
fn eight_processes_at_once_agree() {
    let sandbox = Sandbox::plain();
    for (path, text) in crate::independent::made::store() {
        sandbox.write(&path, &text);
    }
    let words = report(&["hours", "--by", "month,who"], "2014", "json");
    let plain = sandbox.tandem(&[&words[..], &["--no-index"]].concat());
    assert_eq!(plain.code, Some(0));
    thread::scope(|scope| {
        for nth in 0..8 {
            let (sandbox, words, plain) = (&sandbox, &words, &plain);
            scope.spawn(move || {
                for _ in 0..3 {
                    if nth % 2 == 0 {
                        sandbox.does(&["index", "--format", "csv"]);
                    }
                    assert_eq!(sandbox.tandem(words), *plain);
                }
            });
        }
    });
    let left = Command::new("find").arg(sandbox.records().join(".tandem")).args(["-name", ".new-*"]).output();
    assert_eq!(String::from_utf8_lossy(&left.unwrap().stdout), "");
}
