//! The wall: who may import whom, how long files and functions may be, what no file may hold.
//!
//! Everything is read off the text of `src/` and `tests/`; a breach names file and line and says what to
//! do. The last tests plant breaches and see them refused.

use std::fs;
use std::path::Path;

mod text;

use text::{Keep, bare, functions, line_of, roots, shipped, words};

/// Each layer and the layers that it may name. A file at the top of `src/` belongs to the layer of its
/// name; `lib` and `main` stand outside.
const LAYERS: [(&str, &[&str]); 12] = [
    ("check", &["diag", "model"]),
    ("cli", &LAYER_NAMES),
    ("diag", &["model"]),
    ("docs", &[]),
    ("exchange", &["model", "report"]),
    ("locale", &[]),
    ("model", &[]),
    ("ops", &["model"]),
    ("render", &["diag", "locale", "model", "report"]),
    ("report", &["model"]),
    ("session", &["check", "diag", "model", "store"]),
    ("store", &["diag", "model"]),
];
const LAYER_NAMES: [&str; 12] = [
    "check", "cli", "diag", "docs", "exchange", "locale", "model", "ops", "render", "report", "session",
    "store",
];

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
const COMMAND_LINES: usize = 150;

/// Functions that are longer, and how long they are: this list only shrinks.
const LONG_FUNCTIONS: [(&str, &str, usize); 0] = [];

/// `expect`s in the product, each with why it cannot fail. A line is known by a part of it.
const EXPECTATIONS: [(&str, &str, &str); 5] = [
    ("src/render/csv.rs", "expect(into_memory)", "writing into memory does not fail"),
    ("src/render/csv.rs", "expect(\"fields are text", "text and delimiters are UTF-8"),
    ("src/store/lock.rs", "expect(\"a plain name\")", "the names are written in this file"),
    ("src/store/journal.rs", "expect(\"a string takes all\")", "writing into a string does not fail"),
    ("src/store/publish/act.rs", "expect(\"a name with a dot", "a dot before a name leaves it a name"),
];

/// Words that name no one thing.
const VAGUE: [&str; 7] = ["util", "utils", "common", "helper", "helpers", "manager", "managers"];

/// A file of Rust, by its path from the root of the package.
struct File {
    path: String,
    text: String,
    /// Whether it is compiled for tests only.
    is_test: bool,
}

impl File {
    fn new(path: &str, text: impl Into<String>) -> File {
        File { path: path.into(), text: text.into(), is_test: path.starts_with("tests/") }
    }

    /// Its layer, if it lies in one.
    fn layer(&self) -> Option<&str> {
        let below = self.path.strip_prefix("src/")?;
        let layer = below.split('/').next()?;
        let layer = layer.strip_suffix(".rs").unwrap_or(layer);
        (!matches!(layer, "lib" | "main")).then_some(layer)
    }

    fn breach(&self, line: usize, what: impl std::fmt::Display) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    /// A breach for each line of a text that holds a word.
    fn holding(&self, text: &str, word: &str, what: &str, out: &mut Vec<String>) {
        for (at, _) in text.match_indices(word).filter(|(at, _)| !text[..*at].ends_with(text::is_word)) {
            out.push(self.breach(line_of(text, at), format_args!("`{word}`: {what}")));
        }
    }

    /// Everything that is wrong with it, looked at alone.
    fn breaches(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.form(&mut out);
        self.arrows(&mut out);
        self.words(&mut out);
        self.unfinished(&mut out);
        out
    }

    fn form(&self, out: &mut Vec<String>) {
        if !self.text.starts_with("//!") {
            out.push(self.breach(1, "say in `//!` what lives here and what it must not know"));
        }
        let lines = self.text.lines().count();
        if lines > FILE_LINES {
            out.push(self.breach(lines, format_args!("split the file: {lines} lines, at most {FILE_LINES}")));
        }
        let is_command =
            self.path.starts_with("src/cli/") && bare(&self.text, Keep::Code).contains("struct Args");
        if is_command && lines > COMMAND_LINES {
            let what = format_args!("move what is no command out: {lines} lines, at most {COMMAND_LINES}");
            out.push(self.breach(lines, what));
        }
        for function in functions(&bare(&self.text, Keep::Code)) {
            let known = |(path, name, _): &&(&str, &str, usize)| *path == self.path && *name == function.name;
            let most = LONG_FUNCTIONS.iter().find(known).map_or(FUNCTION_LINES, |(.., lines)| *lines);
            if function.lines > most {
                let what = format!("split `{}`: {} lines, at most {most}", function.name, function.lines);
                out.push(self.breach(function.line, what));
            }
        }
        let stems = self.path.split(['/', '.']).filter(|part| VAGUE.contains(part));
        out.extend(stems.map(|stem| self.breach(1, format_args!("`{stem}` says nothing: name the thing"))));
    }

    /// Comments count too: a layer that explains itself by another one knows it.
    fn arrows(&self, out: &mut Vec<String>) {
        let Some(layer) = self.layer() else { return };
        let text = bare(&self.text, Keep::Comments);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            return out
                .push(self.breach(1, format_args!("`{layer}` is no layer: add it to the table of layers")));
        };
        for (at, _) in text.match_indices("crate::") {
            for root in roots(&text[at + "crate::".len()..]) {
                if LAYER_NAMES.contains(&root) && root != layer && !allowed.contains(&root) {
                    let what =
                        format!("`{layer}` must not know `{root}`: move what is needed, or turn the arrow");
                    out.push(self.breach(line_of(&text, at), what));
                }
            }
        }
        let code = shipped(&bare(&self.text, Keep::Code));
        let is_top = self.path.matches('/').count() == 1 || self.path == format!("src/{layer}/mod.rs");
        if is_top {
            self.holding(&code, "super::", "it leaves the layer: write `crate::…`", out);
        }
        for hidden in ["super::super::", "tandem::", "crate as", "extern crate"] {
            self.holding(&code, hidden, "it hides an arrow: write `crate::…`", out);
        }
    }

    fn words(&self, out: &mut Vec<String>) {
        let code = bare(&self.text, Keep::Code);
        let product = if self.is_test { String::new() } else { shipped(&code) };
        if !self.path.starts_with("src/cli/ui") {
            for print in ["println!", "eprintln!", "print!", "eprint!"] {
                self.holding(&product, print, "only `src/cli/ui.rs` prints", out);
            }
        }
        if !self.path.starts_with("src/cli/") && self.path != "src/main.rs" {
            self.holding(&product, "anyhow", "it tells people what was being done: give a typed error", out);
        }
        for panic in ["unwrap()", "expect("] {
            for (at, _) in product.match_indices(&format!(".{panic}")) {
                let line = line_of(&product, at);
                let written = self.text.lines().nth(line - 1).unwrap_or_default();
                let is_known =
                    |(path, part, _): &(&str, &str, &str)| *path == self.path && written.contains(part);
                if !EXPECTATIONS.iter().any(is_known) {
                    let what =
                        format!("`{panic}`: give the error back, or say in `EXPECTATIONS` why there is none");
                    out.push(self.breach(line, what));
                }
            }
        }
        if product != code {
            for clock in ["thread::sleep", "sleep(", "Instant::now", "SystemTime::now"] {
                let tests: String = without(&code, &product);
                self.holding(&tests, clock, "tests wait for no clock", out);
            }
        }
    }

    fn unfinished(&self, out: &mut Vec<String>) {
        let text = bare(&self.text, Keep::Comments);
        let code = bare(&self.text, Keep::Code);
        for word in [concat!("TO", "DO"), concat!("FIX", "ME"), "XXX"] {
            self.holding(&text, word, "finish it, or leave it out", out);
        }
        for word in ["todo!", "unimplemented!", "dbg!"] {
            self.holding(&code, word, "finish it, or leave it out", out);
        }
        self.holding(&code, "#[ignore", "a test that does not run proves nothing", out);
    }
}

/// What of some code is not shipped: the rest blanked.
fn without(code: &str, product: &str) -> String {
    let mut product = product.lines();
    let lines = code.lines().map(|line| if product.next() == Some(line) { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with an ending, by their paths from the root, sorted.
fn paths(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).into_iter().flatten() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = format!("{folder}/{name}");
        if root().join(&path).is_dir() {
            found.extend(paths(&path, ending));
        } else if path.ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// All files of Rust; those of modules that only tests compile are marked.
fn files() -> Vec<File> {
    let read = |path: &String| File::new(path, fs::read_to_string(root().join(path)).unwrap());
    let mut files: Vec<File> =
        ["src", "tests"].iter().flat_map(|folder| paths(folder, ".rs")).map(|path| read(&path)).collect();
    let modules: Vec<String> = files.iter().flat_map(tests_of).collect();
    for file in &mut files {
        let is_below =
            |module: &String| file.path.strip_prefix(module).is_some_and(|rest| rest.starts_with(['/', '.']));
        file.is_test |= modules.iter().any(is_below);
    }
    files
}

/// The modules with files of their own that a file compiles for tests only, by their paths without ending.
fn tests_of(file: &File) -> Vec<String> {
    let code = bare(&file.text, Keep::Code);
    let folder = file.path.strip_suffix("/mod.rs").or(file.path.strip_suffix(".rs")).unwrap_or(&file.path);
    let modules = code.match_indices("#[cfg(test)]").filter_map(|(at, mark)| {
        let item = &code[at + mark.len()..];
        let item = &item[..item.find(['{', ';'])?];
        let mut names = words(item).skip_while(|word| *word != "mod");
        names.nth(1).map(|name| format!("{folder}/{name}"))
    });
    modules.collect()
}

fn stand(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn every_file_stands_by_the_rules() {
    stand(&files().iter().flat_map(File::breaches).collect::<Vec<_>>());
}

#[test]
fn no_exception_has_outlived_its_reason() {
    let files = files();
    let text = |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| &file.text);
    for (path, part, why) in EXPECTATIONS {
        assert!(text(path).contains(part), "{path}: take `{part}` ({why}) out of `EXPECTATIONS`");
    }
    for (path, name, lines) in LONG_FUNCTIONS {
        let found =
            functions(&bare(text(path), Keep::Code)).into_iter().find(|function| function.name == name);
        let found = found.map_or(0, |function| function.lines);
        assert_eq!(
            found, lines,
            "{path}: `{name}` has {found} lines: correct `LONG_FUNCTIONS`, or take it out"
        );
    }
}

/// A command is one file with `Args`, its help, and `run`, its act: `src/cli/NOUN/VERB.rs`, or
/// `src/cli/VERB.rs` where there is no noun. A verb that all kinds of record share stands once, in
/// `src/cli/generic/VERB.rs`; the file of a noun, `src/cli/NOUN.rs`, names its verbs and does nothing.
#[test]
fn every_command_has_one_form() {
    let mut breaches = Vec::new();
    for file in files().iter().filter(|file| file.path.starts_with("src/cli/")) {
        let code = bare(&file.text, Keep::Code);
        let (is_command, is_noun) = (code.contains("struct Args"), code.contains("enum Verb"));
        let runs = code.lines().any(|line| line.starts_with("pub(crate) fn run"));
        if is_command != runs {
            breaches.push(file.breach(1, "a command has both `Args` and `run`"));
        }
        if is_command && (is_noun || file.path.matches('/').count() > 3) {
            breaches.push(file.breach(1, "a command is `src/cli/NOUN/VERB.rs`, a file of its own"));
        }
    }
    stand(&breaches);
}

/// A command's transcript is named after its path: `src/cli/volunteer/add.rs` is `volunteer-add.md`. A
/// verb that several nouns share needs the transcript of one.
#[test]
fn every_command_has_a_transcript() {
    let transcripts = paths("tests/transcripts", ".md");
    let commands = files().into_iter().filter(|file| {
        file.path.starts_with("src/cli/") && bare(&file.text, Keep::Code).contains("struct Args")
    });
    let missing = commands.filter_map(|file| {
        let verb = file.path.strip_prefix("src/cli/")?.strip_suffix(".rs")?.replace('/', "-");
        let shared = verb.strip_prefix("generic-").map(|verb| format!("-{verb}.md"));
        let is_own = |path: &String| match &shared {
            Some(ending) => path.ends_with(ending.as_str()),
            None => *path == format!("tests/transcripts/{verb}.md"),
        };
        let wanted = shared.clone().map_or(format!("{verb}.md"), |ending| format!("NOUN{ending}"));
        let what = format!("tell its story in `tests/transcripts/{wanted}`");
        (!transcripts.iter().any(is_own)).then(|| file.breach(1, what))
    });
    stand(&missing.collect::<Vec<_>>());
}

#[test]
fn every_folder_of_specimens_is_of_a_rule() {
    for entry in fs::read_dir(root().join("tests/check")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(tandem::check::rules::named(&name).is_some(), "tests/check/{name}: there is no such rule");
    }
}

#[test]
fn the_top_of_the_house_is_bare() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "examples",
        "records",
        "tests",
        "benches",
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "CHANGELOG.md",
        "target",
    ];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_known = allowed.contains(&&*name) || name.starts_with('.');
        assert!(is_known, "{name}: only {} and dot-files stand at the top", allowed.join(", "));
    }
}

/// What the wall says of a planted text.
fn planted(path: &str, text: &str) -> String {
    File::new(path, format!("//! Planted.\n{text}")).breaches().join("\n")
}

#[test]
fn a_planted_arrow_is_refused() {
    let arrow = "src/model/x.rs:2: `model` must not know `store`: move what is needed, or turn the arrow";
    for text in [
        "use crate::store::disk::Disk;",
        "use crate::{model::id::Id, store::{disk, git}};",
        "use crate::{\n    store::disk,\n};",
        "fn f() { crate::store::open() }",
        "/// See [`crate::store::disk`].",
        "macro_rules! m { () => { $crate::store::open() } }",
    ] {
        assert_eq!(planted("src/model/x.rs", text), arrow, "{text}");
    }
    assert!(planted("src/session.rs", "use crate::cli::ui;").contains("`session` must not know `cli`"));
    assert!(
        planted("src/ops/x.rs", "#[cfg(test)]\nmod tests { use crate::cli; }").contains("src/ops/x.rs:3")
    );
    assert!(planted("src/model/mod.rs", "use super::store;").contains("leaves the layer"));
    assert!(planted("src/model/a/b.rs", "use super::super::super::store;").contains("hides an arrow"));
    assert!(planted("src/model/a.rs", "use tandem::store;").contains("hides an arrow"));
    assert!(planted("src/plan/a.rs", "").contains("`plan` is no layer"));
    for text in [
        "use crate::model::id::Id;",
        "const A: &str = \"crate::store\";",
        "use crate::model::{store::x, y};",
        "use super::store;",
    ] {
        assert_eq!(planted("src/model/x.rs", text), "", "{text}");
    }
    assert_eq!(planted("src/cli/x.rs", "use crate::{store, render};"), "");
}

#[test]
fn other_planted_breaches_are_refused() {
    let says = |path: &str, text: &str, what: &str| {
        let said = planted(path, text);
        assert!(said.contains(what), "{text}: {said}");
    };
    let long = format!("fn long() {{\n{}}}", "    x();\n".repeat(70));
    says("src/model/x.rs", &long, "src/model/x.rs:2: split `long`: 72 lines, at most 70");
    says("src/model/x.rs", &"\n".repeat(500), "split the file: 501 lines");
    says("src/cli/org/add.rs", &format!("struct Args;{}", "\n".repeat(150)), "at most 150");
    says("src/model/helpers.rs", "", "`helpers` says nothing");
    says("tests/util/x.rs", "", "`util` says nothing");
    says("src/store/x.rs", "fn f() { println!(\"x\") }", "only `src/cli/ui.rs` prints");
    says("src/store/x.rs", "fn f() -> anyhow::Result<()> {}", "give a typed error");
    says("src/store/x.rs", "fn f() { x\n    .unwrap() }", "src/store/x.rs:3: `unwrap()`");
    says("src/store/x.rs", "#[cfg(test)]\nmod tests { }\nfn f() { x.expect(\"y\") }", ":4: `expect(`");
    says("tests/x.rs", "fn f() { std::thread::sleep(x) }", "tests wait for no clock");
    says(
        "src/store/x.rs",
        "#[cfg(test)]\nmod tests { fn f() { Instant::now(); } }",
        "tests wait for no clock",
    );
    says("tests/x.rs", concat!("// TO", "DO: later"), "finish it");
    says("src/model/x.rs", "fn f() { todo!() }", "finish it");
    says("tests/x.rs", "#[test]\n#[ignore]\nfn f() {}", "proves nothing");
    assert_eq!(File::new("src/model/x.rs", "use std::fmt;\n").breaches().len(), 1);
    for fine in [
        "// a comment may say unwrap() and println!",
        "const A: &str = r#\"x.unwrap() \" todo!()\"#;",
        "const B: char = '\"'; fn f<'a>(x: &'a str) {}",
        "#[cfg(test)]\nmod tests { fn f() { x.unwrap(); } }",
        "fn f() { x.unwrap_or(1) }",
    ] {
        assert_eq!(planted("src/model/x.rs", fine), "", "{fine}");
    }
}
