//! A repository that somebody else prepared: every program that its configuration, attributes and hooks name
//! leaves a mark when it is run. No command that only reads leaves one, and none is told anything else.

use std::fs;

use crate::deaths::commands;
use crate::support::program::Ran;
use crate::support::repository::Sandbox;

/// The file that every foreign program writes.
const MARK: &str = "ran";

/// Commands that only read, one a line; `REPORT` and `CERTIFICATE` are files beside the records.
const READING: &[&str] = &[
    "org list",
    "org show jiulong",
    "worker list",
    "worker show wang-fang",
    "volunteer list li --as-of HEAD~1",
    "volunteer show li-na",
    "volunteer show li-na --as-of HEAD~1",
    "resident list",
    "resident show r-7k3q9d",
    "program list",
    "program show winter",
    "service list",
    "service show desk",
    "item list",
    "item show rice",
    "series list",
    "series show canal",
    "plan list",
    "plan show jiulong-2026",
    "activity list",
    "activity show 2026-10-05-patrol",
    "shift list",
    "shift show 2026-11-29-round",
    "shift cover 2026-11-28-desk",
    "training list",
    "training show none",
    "need list",
    "need show n-7k3q9d",
    "need match n-7k3q9d",
    "case list",
    "case show c-7k3q9d",
    "feedback list",
    "feedback show f-104rbx",
    "movement list",
    "movement show none",
    "award list",
    "award show none",
    "certificate list",
    "certificate show 2026-11-21-li-na",
    "certificate verify 2026-11-21-li-na",
    "certificate verify CERTIFICATE",
    "correction list",
    "correction show none",
    "hours of li-na",
    "period show",
    "history",
    "history li-na",
    "history --who li-na",
    "history --since 2026-01-01 --format json",
    "diff HEAD~1..HEAD",
    "diff HEAD~1..",
    "check",
    "check --staged",
    "check --changed",
    "check --as-of HEAD~1",
    "check --explain",
    "report activities --period 2026 --narrative",
    "report hours --period 2026",
    "report hours --period 2026 --as-of HEAD~1",
    "report verify REPORT",
    "report summary --period 2026",
    "report nightly --since HEAD~1",
    "report volunteers",
    "report linkage",
    "report coverage",
    "report shifts",
    "report needs",
    "report cases",
    "report feedback",
    "report resources",
    "report workforce",
    "report plan",
    "report tree",
    "help format",
    "completions bash",
    "index",
];

/// What git may be told to run, by the name of the setting; `PROGRAM` is the program.
const SETTINGS: &[(&str, &str)] = &[
    ("alias.cat-file", "!PROGRAM"),
    ("alias.log", "!PROGRAM"),
    ("alias.rev-parse", "!PROGRAM"),
    ("browser.foreign.cmd", "PROGRAM"),
    ("core.alternateRefsCommand", "PROGRAM"),
    ("core.askPass", "PROGRAM"),
    ("core.editor", "PROGRAM"),
    ("core.fsmonitor", "PROGRAM"),
    ("core.gitProxy", "PROGRAM"),
    ("core.hooksPath", "HOOKS"),
    ("core.pager", "PROGRAM"),
    ("core.sshCommand", "PROGRAM"),
    ("core.untrackedCache", "true"),
    ("credential.helper", "!PROGRAM"),
    ("diff.external", "PROGRAM"),
    ("diff.foreign.command", "PROGRAM"),
    ("diff.foreign.textconv", "PROGRAM"),
    ("diff.ignoreSubmodules", "none"),
    ("diff.submodule", "log"),
    ("difftool.foreign.cmd", "PROGRAM"),
    ("filter.foreign.clean", "PROGRAM"),
    ("filter.foreign.process", "PROGRAM"),
    ("filter.foreign.required", "true"),
    ("filter.foreign.smudge", "PROGRAM"),
    ("format.pretty", "format:%GG%x00"),
    ("gc.recentObjectsHook", "PROGRAM"),
    ("gpg.openpgp.program", "PROGRAM"),
    ("gpg.program", "PROGRAM"),
    ("gpg.ssh.defaultKeyCommand", "PROGRAM"),
    ("gpg.ssh.program", "PROGRAM"),
    ("gpg.x509.program", "PROGRAM"),
    ("hook.foreign.command", "PROGRAM"),
    ("hook.foreign.event", "post-index-change"),
    ("index.recordEndOfIndexEntries", "true"),
    ("interactive.diffFilter", "PROGRAM"),
    ("log.mailmap", "true"),
    ("log.showSignature", "true"),
    ("merge.foreign.driver", "PROGRAM"),
    ("pager.cat-file", "PROGRAM"),
    ("pager.diff-index", "PROGRAM"),
    ("pager.log", "PROGRAM"),
    ("pager.ls-tree", "PROGRAM"),
    ("remote.origin.uploadpack", "PROGRAM"),
    ("sequence.editor", "PROGRAM"),
    ("status.submoduleSummary", "true"),
    ("submodule.nested.update", "!PROGRAM"),
    ("trailer.Tandem-Op.cmd", "PROGRAM"),
    ("trailer.Tandem-Op.command", "PROGRAM"),
    ("trailer.Tandem-Op.ifmissing", "add"),
    ("uploadpack.packObjectsHook", "PROGRAM"),
];

/// The hooks that git knows.
const HOOKS: [&str; 12] = [
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "prepare-commit-msg",
    "reference-transaction",
    "sendemail-validate",
];

/// A committed store with a repository in it, and a report and a certificate beside it.
fn store() -> Sandbox {
    let sandbox = Sandbox::unborn();
    sandbox.fill();
    sandbox.write("services/desk.toml", "name = \"Desk\"\norg = \"jiulong\"\ncategory = \"reception\"\n");
    sandbox.write("programs/winter.toml", "name = \"Winter\"\norg = \"jiulong\"\n");
    sandbox.write("residents/r-7k3q9d.toml", "kind = \"person\"\norg = \"jiulong\"\n");
    sandbox.write("plans/jiulong-2026.toml", "org = \"jiulong\"\nperiod = \"2026\"\n");
    sandbox.git(&["init", "--quiet", "orgs/nested"]);
    sandbox.git(&["-C", "orgs/nested", "commit", "--quiet", "--allow-empty", "-m", "nested"]);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    sandbox.does(&["volunteer", "set", "li-na", "phone=12345"]);
    let certificate = ["--issuer", "jiulong", "--handler", "wang-fang"];
    sandbox.does(&[&["certificate", "issue", "li-na", "--period", "2026-10"], &certificate[..]].concat());
    let issued = sandbox.read("certificates/2026/11/2026-11-21-li-na.yaml").unwrap();
    fs::write(sandbox.path().join("certificate.yaml"), issued).unwrap();
    let report = sandbox.tandem(&["report", "hours", "--period", "2026", "--format", "json"]);
    fs::write(sandbox.path().join("report.json"), report.answer).unwrap();
    sandbox
}

/// What all reading commands come to.
fn asked(sandbox: &Sandbox) -> Vec<(&'static str, Ran)> {
    let beside = |name: &str| sandbox.path().join(name).display().to_string();
    let word = |word: &str| match word {
        "REPORT" => beside("report.json"),
        "CERTIFICATE" => beside("certificate.yaml"),
        word => word.to_string(),
    };
    let run = |line: &'static str| {
        let words: Vec<String> = line.split(' ').map(word).collect();
        (line, sandbox.tandem(&words.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    READING.iter().copied().map(run).collect()
}

/// The program that leaves a mark, as git is told of it.
fn foreign_program(sandbox: &Sandbox) -> String {
    sandbox.script(".git/foreign", &format!("echo \"$0 $*\" >> \"$HOME/{MARK}\"; exit 1"));
    sandbox.records().join(".git/foreign").display().to_string()
}

/// Fails where a foreign program was run.
fn nothing_ran(sandbox: &Sandbox, when: &str) {
    let ran = fs::read_to_string(sandbox.path().join(MARK));
    assert!(ran.is_err(), "{when}: {}", ran.unwrap_or_default());
}

/// Has a repository name programs wherever it can, and point elsewhere.
fn take_over(sandbox: &Sandbox) {
    let (head, first) = (sandbox.git(&["rev-parse", "HEAD"]), sandbox.git(&["rev-parse", "HEAD~2"]));
    sandbox.git(&["replace", &head, &first]);
    sandbox.write(".git/info/grafts", &format!("{head}\n"));
    let program = foreign_program(sandbox);
    let hooks = sandbox.records().join(".git/foreign-hooks").display().to_string();
    for hook in HOOKS {
        for folder in [".git/hooks", ".git/foreign-hooks"] {
            sandbox.script(&format!("{folder}/{hook}"), &format!("exec '{program}' {hook}"));
        }
    }
    let attributes = "* filter=foreign diff=foreign merge=foreign\n";
    sandbox.write(".git/info/attributes", attributes);
    sandbox.write("volunteers/.gitattributes", attributes);
    for name in ["core.fsmonitor", "core.pager", "diff.external"] {
        sandbox.git(&["-C", "orgs/nested", "config", name, &program]);
    }
    for (name, value) in SETTINGS {
        let value = value.replace("PROGRAM", &program).replace("HOOKS", &hooks);
        sandbox.git(&["config", name, &value]);
    }
    fs::remove_file(sandbox.path().join(MARK)).ok();
}

#[test]
fn every_reading_command_is_asked() {
    let is_asked =
        |name: &String| READING.iter().any(|line| format!("{line} ").starts_with(&format!("{name} ")));
    // Of these the one is given nothing but files by git, the other writes pages of the reports that are asked.
    let others = ["merge", "report site"];
    let reading = commands::reading().into_iter().filter(|name| !others.contains(&name.as_str()));
    let missing: Vec<String> = reading.filter(|name| !is_asked(name)).collect();
    assert!(missing.is_empty(), "give each a line in `READING`: {missing:?}");
}

#[test]
fn no_program_of_a_foreign_repository_is_run_to_read() {
    let sandbox = store();
    // The same bytes with another time: git itself would ask the filters what has changed.
    let touched = sandbox.read("volunteers/li-na.toml").unwrap();
    sandbox.write("volunteers/li-na.toml", &touched);
    let plain = asked(&sandbox);
    assert!(plain.iter().filter(|(_, ran)| ran.code == Some(0)).count() > READING.len() / 2, "{plain:#?}");
    take_over(&sandbox);
    for ((line, plain), (_, ran)) in plain.iter().zip(asked(&sandbox)) {
        assert_eq!(ran, *plain, "{line}");
    }
    nothing_ran(&sandbox, "reading");
    sandbox.try_git(&["status"]);
    assert!(sandbox.path().join(MARK).exists(), "the mark proves nothing: not even `git status` leaves it");
}

#[test]
fn what_is_missing_is_not_fetched() {
    let sandbox = store();
    let blob = sandbox.git(&["rev-parse", "HEAD~2:volunteers/li-na.toml"]);
    let program = foreign_program(&sandbox);
    fs::remove_file(sandbox.records().join(".git/objects").join(&blob[..2]).join(&blob[2..])).unwrap();
    for (name, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
        ("remote.origin.url", &format!("ext::{program}")),
    ] {
        sandbox.git(&["config", name, value]);
    }
    asked(&sandbox);
    nothing_ran(&sandbox, "a program of a transport");
    sandbox.git(&["config", "remote.origin.url", &sandbox.records().display().to_string()]);
    sandbox.git(&["config", "remote.origin.uploadpack", &program]);
    asked(&sandbox);
    nothing_ran(&sandbox, "the program of a remote");
    sandbox.try_git(&["cat-file", "-p", &blob]);
    assert!(sandbox.path().join(MARK).exists(), "the mark proves nothing: nothing was to be fetched");
}

#[test]
fn a_folder_of_records_is_no_repository_of_its_own() {
    let mut sandbox = store();
    let program = foreign_program(&sandbox);
    sandbox.git(&["init", "--quiet", "--bare", "records"]);
    sandbox.move_records(sandbox.records().join("records"));
    sandbox.fill();
    for (name, value) in [("core.bare", "false"), ("core.worktree", ".."), ("core.fsmonitor", &*program)] {
        sandbox.git(&["--git-dir=.", "config", name, value]);
    }
    sandbox.script("hooks/pre-commit", &format!("exec '{program}'"));
    for words in [&["check", "--staged"][..], &["history"], &["volunteer", "set", "li-na", "phone=1"]] {
        let ran = sandbox.tandem(words);
        assert_eq!(ran.code, Some(2), "{words:?}: {ran:?}");
        nothing_ran(&sandbox, &words.join(" "));
    }
}

#[test]
fn a_journal_that_came_with_the_records_writes_nothing_to_run() {
    use sha2::{Digest, Sha256};
    let sandbox = Sandbox::filled();
    for path in [".git/hooks/post-checkout", ".git/config", "volunteers/.git/config", ".tandem/journal"] {
        let file = serde_json::json!({ "path": path, "label": "x", "tracked": null });
        let journal = serde_json::json!({
            "op": "x", "subject": "x", "commit": null, "folders": [], "files": [file],
        });
        let header = serde_json::json!({ "journal": journal, "lengths": [[null, 5]] });
        let body = format!("{header}\nevil\n");
        let digest: Vec<String> = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
        let digest = digest.concat();
        sandbox.write(".tandem/journal", &format!("tandem-journal 1 {digest}\n{body}"));
        let ran = sandbox.tandem(&["volunteer", "list"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.talk.contains("`.tandem/journal` is damaged"), "{path}: {ran:?}");
        assert_ne!(sandbox.read(path).as_deref(), Some("evil\n"), "{path}");
    }
}
