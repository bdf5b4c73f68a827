//! Proofs by somebody else: the checksum of a certificate made by another reader and another hand, reports that
//! are not what they say, and a repository that claims another past than it has.

use std::fs;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::bench::{Bench, Printed, Start};

/// A store with two activities of Li Na, of which one is compulsory, all committed.
fn town() -> Bench {
    let bench = Bench::with(Start::Nothing);
    let typed = [
        "tandem init Town --timezone Asia/Shanghai --git -q",
        "tandem org add Jiulong --kind community",
        "tandem worker add 'Wang Fang' --org jiulong --joined 2020-01-01",
        "tandem volunteer add 'Li Na' --org jiulong --joined 2019-03-01",
        "tandem activity log Patrol --category patrol --org jiulong --date 2026-10-20 --lead wang-fang \
         --attend wang-fang=2 --attend li-na=2.5",
        "tandem activity log Sweeping --category environment --org jiulong --date 2026-11-20 \
         --attend li-na=3",
        "tandem activity set 2026-11-20-sweeping 'attendance[li-na].compulsory=true'",
    ];
    for line in typed {
        let printed = bench.shell(line);
        assert_eq!(printed.code, 0, "{line}: {}", printed.out);
    }
    bench
}

fn issued(bench: &Bench) -> Value {
    let printed = bench.tandem(&["certificate", "issue", "li-na"]);
    assert_eq!((printed.code, &*printed.out), (0, "2026-11-21-li-na\n"), "{}", printed.err);
    yaml(bench, "certificates/2026/11/2026-11-21-li-na.yaml")
}

/// A record as another library reads it.
fn yaml(bench: &Bench, path: &str) -> Value {
    serde_saphyr::from_str(&fs::read_to_string(bench.folder().join(path)).unwrap()).unwrap()
}

#[test]
fn another_program_makes_the_same_checksum() {
    let bench = town();
    let certificate = issued(&bench);
    let mut lines = Vec::new();
    for id in ["2026-10-20-patrol", "2026-11-20-sweeping"] {
        let record = yaml(&bench, &format!("activities/{}/{id}.yaml", id[..7].replace('-', "/")));
        let text = |name: &str| record[name].as_str().unwrap_or_default().to_string();
        for row in record["attendance"].as_array().unwrap().iter().filter(|row| row["who"] == "li-na") {
            let minutes = row["hours"].as_f64().unwrap() * 60.0;
            let compulsory = if row["compulsory"] == true { "true" } else { "" };
            let fields = [
                "li-na",
                "volunteer",
                &text("date"),
                &minutes.to_string(),
                "verified",
                &text("category"),
                &text("org"),
                &text("lead"),
                "",
                compulsory,
                "activity",
                id,
            ];
            lines.push(fields.join("\t") + "\n");
        }
    }
    lines.sort();
    assert_eq!(lines.len(), 2);
    let digest = Sha256::digest(lines.concat());
    let digest: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let digest = digest.concat();
    assert_eq!(certificate["records"], digest);
    assert_eq!(certificate["minutes"], 330);
}

#[test]
fn a_report_s_file_makes_the_program_do_nothing_else() {
    let bench = town();
    let hostile = [
        json!(["volunteer", "remove", "li-na", "--reason", "x"]),
        json!(["report", "hours", "-o", "made"]),
        json!(["report", "hours", "-C", ".."]),
        json!(["report", "hours", "--today", "2026-01-01"]),
        json!(["report", "hours", "--as-of", "HEAD"]),
        json!(["report", "hours", "--as-of=HEAD"]),
        json!(["report", "hours", "--help"]),
        json!(["report", "verify", "made"]),
        json!(["-C", "..", "report", "hours"]),
        json!(["report"]),
        json!([]),
        json!([1]),
        json!("report hours"),
    ];
    let before = bench.git(&["rev-parse", "HEAD"]);
    for command in hostile {
        let report =
            json!({ "schema": "tandem/table/1", "command": command, "lang": "en", "today": "2026-11-21" });
        fs::write(bench.folder().join("../report.json"), report.to_string()).unwrap();
        let Printed { code, out, err } = bench.tandem(&["report", "verify", "../report.json"]);
        assert_eq!(code, 2, "{command}: {out}{err}");
        assert!(!bench.folder().join("made").exists(), "{command}");
    }
    assert_eq!(bench.git(&["rev-parse", "HEAD"]), before);
    assert_eq!(bench.git(&["status", "--porcelain"]).trim(), "");
}

#[test]
fn what_a_repository_puts_in_the_place_of_a_commit_is_not_its_history() {
    let bench = town();
    let report = bench.tandem(&["report", "hours", "--period", "2026", "--format", "json"]).out;
    fs::write(bench.folder().join("../report.json"), report).unwrap();
    let commit = bench.git(&["rev-parse", "HEAD"]).trim().to_string();
    let first = bench.git(&["rev-list", "--max-parents=0", "HEAD"]).trim().to_string();
    bench.git(&["replace", &commit, &first]);
    let printed = bench.tandem(&["report", "verify", "../report.json"]);
    assert_eq!(printed.code, 0, "{}{}", printed.out, printed.err);
}

#[test]
fn a_certificate_holds_until_a_covered_row_changes() {
    let bench = town();
    let certificate = issued(&bench);
    let code = certificate["code"].as_str().unwrap();
    let verify = || bench.tandem(&["certificate", "verify", code]);
    assert_eq!(verify().code, 0, "{}", verify().err);
    let path = bench.folder().join("activities/2026/10/2026-10-20-patrol.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("who: wang-fang, hours: 2", "who: wang-fang, hours: 9")).unwrap();
    assert_eq!(verify().code, 0, "another person's hours: {}", verify().out);
    fs::write(&path, text.replace("lead: wang-fang", "lead: li-na")).unwrap();
    let printed = verify();
    assert_eq!(printed.code, 1);
    assert!(printed.out.contains("lead wang-fang → li-na"), "{}", printed.out);
    fs::write(&path, text).unwrap();
    assert_eq!(verify().code, 0, "put back: {}", verify().out);
}
