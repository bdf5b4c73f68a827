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
fn the_first_command_of_the_readme_prints_the_sample_s_hours() {
    let readme = text("README.md");
    let command = readme.lines().find_map(|line| line.strip_prefix("cargo run -- ")).unwrap();
    let words: Vec<&str> = command.split(' ').collect();
    let printed = Bench::with(Start::Records).tandem(&words);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    assert!(printed.out.contains("≈1,854.33"), "{}", printed.out);
}

#[test]
fn the_sample_store_is_sound() {
    let printed = Bench::with(Start::Records).tandem(&["-C", "records", "check", "--strict"]);
    assert_eq!((printed.code, printed.out.as_str()), (0, ""));
}
