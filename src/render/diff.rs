//! What `--dry-run` prints: a patch that `git apply` accepts, byte for byte.
//!
//! Lines end at line feeds alone, so that carriage returns are part of their line, as git sees them.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use super::visible::acts;

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// A file before and after; `None` where it does not exist.
#[derive(Clone, Copy, Debug)]
pub struct FileChange<'a> {
    /// Its path from where the patch is applied, with `/` between folders.
    pub path: &'a str,
    /// What it holds.
    pub old: Option<&'a [u8]>,
    /// What it will hold.
    pub new: Option<&'a [u8]>,
}

/// The patch that makes all of these changes. Files that stay the same are left out.
pub fn patch(files: &[FileChange]) -> Vec<u8> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.old != file.new) {
        header(file, &mut out);
        hunks(file.old.unwrap_or_default(), file.new.unwrap_or_default(), &mut out);
    }
    out
}

fn header(file: &FileChange, out: &mut Vec<u8>) {
    let (old, new) = (name("a/", file.path), name("b/", file.path));
    out.extend_from_slice(format!("diff --git {old} {new}\n").as_bytes());
    match (file.old, file.new) {
        (None, _) => out.extend_from_slice(b"new file mode 100644\n"),
        (_, None) => out.extend_from_slice(b"deleted file mode 100644\n"),
        _ => {}
    }
    if file.old.unwrap_or_default().is_empty() && file.new.unwrap_or_default().is_empty() {
        return;
    }
    // A tab ends a name that holds a space, so that every reader of patches knows where it ends.
    let end = if file.path.contains(' ') { "\t" } else { "" };
    let side = |exists: bool, name: &str| if exists { format!("{name}{end}") } else { "/dev/null".into() };
    let (minus, plus) = (side(file.old.is_some(), &old), side(file.new.is_some(), &new));
    out.extend_from_slice(format!("--- {minus}\n+++ {plus}\n").as_bytes());
}

/// A path as git names it in a patch: in quotes with C escapes where it holds odd characters.
fn name(prefix: &str, path: &str) -> String {
    if !path.chars().any(|character| matches!(character, '"' | '\\') || acts(character)) {
        return format!("{prefix}{path}");
    }
    let mut quoted = format!("\"{prefix}");
    for character in path.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            odd if acts(odd) => {
                let mut bytes = [0; 4];
                for byte in odd.encode_utf8(&mut bytes).bytes() {
                    let octal = [byte >> 6, byte >> 3 & 7, byte & 7].map(|digit| char::from(b'0' + digit));
                    quoted.push('\\');
                    quoted.extend(octal);
                }
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

fn hunks(old: &[u8], new: &[u8], out: &mut Vec<u8>) {
    let (old, new) = (lines(old), lines(new));
    let changes = capture_diff_slices(Algorithm::Myers, &old, &new);
    for hunk in group_diff_ops(changes, CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let minus = extent(first.old_range().start, last.old_range().end);
        let plus = extent(first.new_range().start, last.new_range().end);
        out.extend_from_slice(format!("@@ -{minus} +{plus} @@\n").as_bytes());
        for change in &hunk {
            lines_of(change, &old, &new, out);
        }
    }
}

/// The lines of bytes, each with its line feed.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

/// `start,count` as hunks count: from 1, and from 0 where there are no lines.
fn extent(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    }
}

fn lines_of(change: &DiffOp, old: &[&[u8]], new: &[&[u8]], out: &mut Vec<u8>) {
    if change.tag() == DiffTag::Equal {
        return signed(b' ', &old[change.old_range()], out);
    }
    signed(b'-', &old[change.old_range()], out);
    signed(b'+', &new[change.new_range()], out);
}

fn signed(sign: u8, lines: &[&[u8]], out: &mut Vec<u8>) {
    for line in lines {
        out.push(sign);
        out.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use super::*;

    fn text(path: &str, old: Option<&str>, new: Option<&str>) -> String {
        let file = FileChange { path, old: old.map(str::as_bytes), new: new.map(str::as_bytes) };
        String::from_utf8(patch(&[file])).unwrap()
    }

    /// Applies the patch with git in a fresh folder, outside any repository, and compares.
    fn applies(files: &[FileChange]) {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for file in files {
            std::fs::create_dir_all(at(file.path).parent().unwrap()).unwrap();
            if let Some(old) = file.old {
                std::fs::write(at(file.path), old).unwrap();
            }
        }
        apply(folder.path(), &patch(files));
        for file in files {
            assert_eq!(std::fs::read(at(file.path)).ok().as_deref(), file.new, "{}", file.path);
        }
    }

    fn apply(folder: &Path, patch: &[u8]) {
        let mut git = Command::new("git")
            .args(["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"])
            .current_dir(folder)
            .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        git.stdin.take().unwrap().write_all(patch).unwrap();
        assert!(git.wait().unwrap().success(), "{}", String::from_utf8_lossy(patch));
    }

    #[test]
    fn a_changed_line_stands_among_its_neighbours() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let expected = "\
diff --git a/volunteers/li-na.toml b/volunteers/li-na.toml
--- a/volunteers/li-na.toml
+++ b/volunteers/li-na.toml
@@ -2,7 +2,8 @@
 b
 c
 d
-e
+E
+e2
 f
 g
 h
";
        let new = old.replace("e\n", "E\ne2\n");
        assert_eq!(text("volunteers/li-na.toml", Some(old), Some(&new)), expected);
    }

    #[test]
    fn new_and_deleted_files_say_so() {
        let made = "\
diff --git a/x b/x
new file mode 100644
--- /dev/null
+++ b/x
@@ -0,0 +1 @@
+one
\\ No newline at end of file
";
        let gone = "\
diff --git a/x b/x
deleted file mode 100644
--- a/x
+++ /dev/null
@@ -1,2 +0,0 @@
-one
-two
";
        assert_eq!(text("x", None, Some("one")), made);
        assert_eq!(text("x", Some("one\ntwo\n"), None), gone);
        assert_eq!(text("x", Some("same"), Some("same")), "");
    }

    #[test]
    fn odd_paths_are_quoted_as_git_does() {
        assert_eq!(name("a/", "红星/李娜.toml"), "a/红星/李娜.toml");
        assert_eq!(name("b/", "a \"b\"\\\t\u{202e}"), r#""b/a \"b\"\\\011\342\200\256""#);
    }

    #[test]
    fn git_applies_it() {
        let long = (0..40).fold(String::new(), |text, line| text + &format!("line {line}\n"));
        let changed = long.replace("line 3\n", "line three\n").replace("line 30\n", "") + "last";
        applies(&[
            FileChange { path: "long.yaml", old: Some(long.as_bytes()), new: Some(changed.as_bytes()) },
            FileChange { path: "crlf.toml", old: Some(b"a\r\nb\r\n"), new: Some(b"a\r\nc\r\n\r\n") },
            FileChange { path: "cr.toml", old: Some(b"a\rb\nc"), new: Some(b"a\rB\nc\n") },
            FileChange {
                path: "new/folder/one.toml", old: None, new: Some("name = \"李娜\"\n".as_bytes())
            },
            FileChange { path: "gone.toml", old: Some(b"x"), new: None },
            FileChange { path: "emptied.toml", old: Some(b"x\n"), new: Some(b"") },
            FileChange { path: "filled.toml", old: Some(b""), new: Some(b"x") },
            FileChange { path: "same.toml", old: Some(b"same"), new: Some(b"same") },
            FileChange { path: "made empty.toml", old: None, new: Some(b"") },
            FileChange { path: "空 格.toml", old: Some(b"1\n"), new: Some(b"2\n") },
            FileChange { path: "odd \"\\\u{202e}.toml", old: Some(b"1\n"), new: Some(b"2\n") },
        ]);
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 24, ..Default::default() })]
        #[test]
        fn git_applies_any_change(old in "([ab\r]{0,2}\n){0,30}[ab\r]?", new in "([ab\r]{0,2}\n){0,30}[ab\r]?") {
            // What does not differ has no patch, and to apply none is a fault to git.
            proptest::prop_assume!(old != new);
            applies(&[FileChange { path: "x", old: Some(old.as_bytes()), new: Some(new.as_bytes()) }]);
        }
    }
}
