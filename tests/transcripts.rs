//! What a user types and sees: every document of `tests/transcripts/` is run.

use std::fs;
use std::path::Path;

use crate::support::transcript;

#[test]
fn transcripts_tell_the_truth() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        transcript::run(&path);
    }
}
