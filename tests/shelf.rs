//! What stands on the shelf: the README, the examples and the sample store say what is so.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::bench::{Bench, Start};
use crate::support::transcript;

fn shelf(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(shelf(path)).unwrap()
}

#[test]
fn the_readme_can_be_followed() {
    transcript::run(&shelf("README.md"));
}

#[test]
fn the_examples_can_be_followed() {
    let listed = text("examples/README.md");
    let examples = fs::read_dir(shelf("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut run = 0;
    for example in examples.filter(|path| !path.ends_with("README.md")) {
        let name = example.file_name().unwrap().to_string_lossy().into_owned();
        assert!(listed.contains(&format!("[`{name}`]")), "examples/README.md does not list `{name}`");
        if example.extension().is_some_and(|extension| extension == "md") {
            transcript::run(&example);
            run += 1;
        }
    }
    assert!(run > 0);
}

/// The script is run as cron runs it: with a bare environment, from somewhere else.
#[test]
fn the_nightly_script_writes_its_pages_and_exits_by_what_it_found() {
    let bench = Bench::with(Start::Nothing);
    let typed = [
        "tandem init Town --timezone Asia/Shanghai --git -q",
        "tandem org add Jiulong --kind community --id jiulong -q",
        "tandem worker add 'Wang Fang' --org jiulong --joined 2020-01-01 -q",
        "tandem volunteer add 'Li Na' --org jiulong --joined 2019-03-01 -q",
        "tandem volunteer add 'Qian Wei' --org jiulong --joined 2019-03-01 -q",
        "tandem activity log Patrol --category patrol --org jiulong --date 2026-11-20 --lead wang-fang \
         --attend li-na=2.5 --attend qian-wei=2 -q",
    ];
    for line in typed {
        let printed = bench.shell(line);
        assert_eq!(printed.code, 0, "{line}: {}", printed.out);
    }
    let head = bench.git(&["rev-parse", "HEAD"]);
    let script = shelf("examples/nightly.sh").display().to_string();
    let run = || {
        bench.shell(&format!(
            "mkdir -p ../out && cd .. && TANDEM_TODAY=2026-11-22 sh '{script}' '{}' out",
            bench.folder().display()
        ))
    };
    let quiet = run();
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""));
    let file = |name: &str| fs::read(bench.folder().join("../out").join(name)).unwrap();
    let page = |name: &str| String::from_utf8(file(name)).unwrap();
    assert!(page("summary.md").starts_with("## Summary"), "{}", page("summary.md"));
    assert!(page("summary.json").contains("\"report\": \"summary\""));
    assert!(file("summary.xlsx").starts_with(b"PK"));
    assert!(page("shifts.md").contains("2026-11"));
    assert!(page("coverage.csv").starts_with("org,"), "{}", page("coverage.csv"));
    assert!(page("activities.md").starts_with("# Summary of activities"), "{}", page("activities.md"));
    assert!(page("nightly.md").starts_with("## What needs a person"), "{}", page("nightly.md"));
    assert!(page("site/index.html").contains("<h1>Town</h1>"));
    assert!(page("site/orgs/jiulong.html").contains("<h1>Jiulong</h1>"));
    assert_eq!(page("problems.txt"), "");
    assert_eq!(bench.git(&["status", "--short"]), "");
    bench.shell("echo 'phone = 5' >> volunteers/li-na.toml && echo 'nonsense' >> volunteers/qian-wei.toml");
    let told = run();
    assert_eq!(told.code, 1);
    assert!(told.out.contains("volunteers/qian-wei.toml"), "{}", told.out);
    assert!(told.out.contains("| yes | syntax | volunteer/qian-wei |"), "{}", told.out);
    assert!(page("site/reports/hours.html").contains("incomplete: 1"));
    assert_eq!(bench.git(&["status", "--short"]).lines().count(), 2, "it commits nothing");
    assert_eq!(bench.git(&["rev-parse", "HEAD"]), head, "it commits nothing");
    let nowhere = bench.shell(&format!("sh '{script}' ../nowhere ../out"));
    assert_eq!(nowhere.code, 2, "{}", nowhere.out);
    let within = bench.shell(&format!("sh '{script}' . reports"));
    assert_eq!(within.code, 2, "{}", within.out);
    assert_eq!(bench.shell(&format!("sh '{script}'")).code, 2);
}

/// A block that follows the words "This is … `PATH`" must be that file.
#[test]
fn the_readme_quotes_the_sample_store() {
    let readme = text("README.md");
    let mut quoted = 0;
    for (fence, end) in [("```toml\n", ".toml`"), ("```yaml\n", ".yaml`")] {
        for (at, _) in readme.match_indices(fence) {
            let block = readme[at + fence.len()..].split("```").next().unwrap();
            let before = &readme[..at];
            let path_end = before.rfind(end).unwrap() + end.len() - 1;
            let path = &before[before[..path_end].rfind('`').unwrap() + 1..path_end];
            assert_eq!(block, text(path), "{path}");
            quoted += 1;
        }
    }
    assert_eq!(quoted, 2);
}

#[test]
fn the_first_command_of_the_readme_prints_the_page_of_the_month() {
    let readme = text("README.md");
    let command = readme.lines().find_map(|line| line.strip_prefix("cargo run -- ")).unwrap();
    let words: Vec<&str> = command.split(' ').collect();
    let printed = Bench::with(Start::Records).tandem(&words);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    for figure in ["Output: Banners", "Output: Leaflets"] {
        let line = printed.out.lines().find(|line| line.starts_with(figure)).expect(figure);
        let value = line[figure.len()..].split_whitespace().next();
        assert_eq!(value, Some(if figure.ends_with("Banners") { "10" } else { "600" }), "{line}");
    }
}

#[test]
fn the_sample_store_is_sound() {
    let printed = Bench::with(Start::Records).tandem(&["-C", "records", "check", "--strict"]);
    assert_eq!((printed.code, printed.out.as_str()), (0, ""));
}

/// Its first years are closed and corrected, and three people were given certificates.
#[test]
fn the_sample_store_can_prove_what_it_says() {
    let bench = Bench::with(Start::Records);
    let rows = |words: &[&str]| {
        let printed = bench.tandem(&[&["-C", "records", "--format", "csv"], words].concat());
        assert_eq!(printed.code, 0, "{words:?}: {}", printed.err);
        printed.out.lines().skip(1).map(String::from).collect::<Vec<_>>()
    };
    assert!(rows(&["period", "show"]).iter().any(|row| row.contains(",equal,")));
    assert_eq!(rows(&["correction", "list"]).len(), 3);
    let certificates = rows(&["certificate", "list", "--columns", "code"]);
    assert_eq!(certificates.len(), 3);
    for code in certificates {
        let printed = bench.tandem(&["-C", "records", "certificate", "verify", &code]);
        assert_eq!(printed.code, 0, "{}{}", printed.out, printed.err);
    }
}
