//! Lines of three texts: where two of them left those of the third, and what the lines there come to.
//!
//! A line keeps its end. Of what a line says, only where a comment begins is known here.

use std::collections::BTreeSet;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Markers;
use crate::model::merge::{Side, Sides};

/// A stretch of lines.
#[derive(Debug)]
pub(super) enum Hunk<'t> {
    /// It is clear which lines stand here.
    Clear(Vec<&'t str>),
    /// Both sides changed the lines, and not to the same.
    Open(Sides<Vec<&'t str>>),
}

/// The stretches of a merge, in the order of the text.
pub(super) fn hunks<'t>(texts: &Sides<&'t str>) -> Vec<Hunk<'t>> {
    let lines = texts.map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
    let (ours, theirs) = (matches(&lines.base, &lines.ours), matches(&lines.base, &lines.theirs));
    let mut hunks = Vec::new();
    let mut at = Sides { base: 0, ours: 0, theirs: 0 };
    let kept = (0..lines.base.len()).filter_map(|base| {
        let (ours, theirs) = (ours[base]?, theirs[base]?);
        Some(Sides { base, ours, theirs })
    });
    let end = Sides { base: lines.base.len(), ours: lines.ours.len(), theirs: lines.theirs.len() };
    for next in kept.chain([end.clone()]) {
        let part = |side| lines.of(side)[*at.of(side)..*next.of(side)].to_vec();
        let parts = Sides { base: part(Side::Base), ours: part(Side::Ours), theirs: part(Side::Theirs) };
        let is_clear = parts.ours == parts.theirs || parts.base == parts.theirs;
        hunks.push(match parts {
            parts if is_clear => Hunk::Clear(parts.ours),
            parts if parts.base == parts.ours => Hunk::Clear(parts.theirs),
            parts => Hunk::Open(parts),
        });
        hunks.push(Hunk::Clear(lines.base.get(next.base).copied().into_iter().collect()));
        at = Sides { base: next.base + 1, ours: next.ours + 1, theirs: next.theirs + 1 };
    }
    hunks
}

/// For each line of a text the one of another that it is.
fn matches(from: &[&str], to: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; from.len()];
    for op in capture_diff_slices(Algorithm::Myers, from, to) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for step in 0..len {
                found[old_index + step] = Some(new_index + step);
            }
        }
    }
    found
}

/// Texts in which the lines of both sides were made one as far as that goes, the most hopeful first: what
/// is open line by line, then by stretches, then as a whole. Where only one side can be taken, it is the
/// one that brought a comment there, since values can be put in later and comments cannot; where both did,
/// it is the side that is named. Lines end as ours do.
pub(super) fn drafts(texts: &Sides<&str>, side: Side) -> [String; 3] {
    let hunks = hunks(texts);
    let whole = [Hunk::Open(texts.map(|text| text.split_inclusive('\n').collect()))];
    let end = line_end(texts.ours);
    [draft(&hunks, true, side, end), draft(&hunks, false, side, end), draft(&whole, false, side, end)]
}

fn draft(hunks: &[Hunk], by_line: bool, side: Side, end: &str) -> String {
    let mut text = String::new();
    for hunk in hunks {
        match hunk {
            Hunk::Clear(lines) => put(&mut text, lines, end),
            Hunk::Open(parts) => match one(parts).filter(|_| by_line) {
                Some(lines) => put(&mut text, &lines, end),
                None => put(&mut text, chosen(parts, side), end),
            },
        }
    }
    text
}

/// The lines of the side that brought a comment.
fn chosen<'p, 't>(parts: &'p Sides<Vec<&'t str>>, side: Side) -> &'p [&'t str] {
    let (ours, theirs) = (brought(&parts.base, &parts.ours), brought(&parts.base, &parts.theirs));
    if theirs.is_empty() || theirs == ours {
        &parts.ours
    } else if ours.is_empty() {
        &parts.theirs
    } else {
        parts.of(side)
    }
}

/// The comments of some lines that others do not have.
fn brought<'t>(base: &[&str], lines: &[&'t str]) -> Vec<&'t str> {
    let known: BTreeSet<&str> = base.iter().filter_map(|line| comment(line)).collect();
    lines.iter().filter_map(|line| comment(line)).filter(|comment| !known.contains(comment)).collect()
}

/// Whether every comment that a side brought stands in one of the results.
pub(super) fn keep_comments(texts: &Sides<&str>, results: [&str; 2]) -> bool {
    let lines = texts.map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
    let sides = [&lines.ours, &lines.theirs];
    let mut comments = sides.iter().flat_map(|side| brought(&lines.base, side));
    comments.all(|comment| results.iter().any(|result| result.contains(comment)))
}

/// What a side made of some lines.
struct Script<'t> {
    /// What stands in the place of each line now; `None` where that is the line itself.
    lines: Vec<Option<Vec<&'t str>>>,
    /// What was put in before each line, and behind the last.
    gaps: Vec<Vec<&'t str>>,
}

impl<'t> Script<'t> {
    fn of(base: &[&'t str], side: &[&'t str]) -> Script<'t> {
        let mut script = Script { lines: vec![None; base.len()], gaps: vec![Vec::new(); base.len() + 1] };
        for op in capture_diff_slices(Algorithm::Myers, base, side) {
            if let DiffOp::Equal { .. } = op {
                continue;
            }
            let mut new = side[op.new_range()].iter().copied();
            for line in op.old_range() {
                script.lines[line] = Some(new.by_ref().take(1).collect());
            }
            script.gaps[op.old_range().end].extend(new);
        }
        script
    }
}

/// The lines that both sides' lines come to: each line as the side has it that changed it, and what both
/// put in at the same place, ours first. `None` where both changed a line.
fn one<'t>(parts: &Sides<Vec<&'t str>>) -> Option<Vec<&'t str>> {
    let (ours, theirs) = (Script::of(&parts.base, &parts.ours), Script::of(&parts.base, &parts.theirs));
    let mut made = Vec::new();
    for (at, (mine, yours)) in ours.gaps.iter().zip(&theirs.gaps).enumerate() {
        made.extend(mine);
        if mine != yours {
            made.extend(yours);
        }
        let Some(line) = parts.base.get(at) else { break };
        match (&ours.lines[at], &theirs.lines[at]) {
            (None, None) => made.push(*line),
            (Some(lines), None) | (None, Some(lines)) => made.extend(lines),
            (Some(mine), Some(yours)) if mine == yours => made.extend(mine),
            (Some(_), Some(_)) => return None,
        }
    }
    Some(made)
}

/// The comment of a line, if it has one: from a `#` that begins the line or follows a blank, outside of
/// quotes.
fn comment(line: &str) -> Option<&str> {
    let mut quote = None;
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        match (quote, character) {
            (None, '#') if before.is_whitespace() => return Some(line[at..].trim_end()),
            (None, '"' | '\'') if before.is_whitespace() || "[{(,=:".contains(before) => {
                quote = Some(character);
            }
            (Some(open), character) if character == open && before != '\\' => quote = None,
            _ => {}
        }
        before = character;
    }
    None
}

/// Puts lines behind a text; one that ended the text gets an end.
fn put(text: &mut String, lines: &[&str], end: &str) {
    for line in lines {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(end);
        }
        text.push_str(line);
    }
}

/// How the lines of a text end.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The lines of two texts, with markers around those in which they differ.
pub(super) fn marked(ours: &str, theirs: &str, markers: &Markers) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) =
        (ours.split_inclusive('\n').collect(), theirs.split_inclusive('\n').collect());
    let mut hunks = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &from, &to) {
        let (old, new) = (from[op.old_range()].to_vec(), to[op.new_range()].to_vec());
        hunks.push(match op {
            DiffOp::Equal { .. } => Hunk::Clear(old),
            _ => Hunk::Open(Sides { base: Vec::new(), ours: old, theirs: new }),
        });
    }
    with_markers(&hunks, markers, ours)
}

/// The lines of all stretches, with markers around what is open; they end as those of `text` do.
pub(super) fn with_markers(hunks: &[Hunk], markers: &Markers, text: &str) -> String {
    let end = line_end(text);
    let marker = |sign: &str, label: &str| {
        let space = if label.is_empty() { "" } else { " " };
        format!("{}{space}{label}{end}", sign.repeat(markers.size))
    };
    let mut made = String::new();
    for hunk in hunks {
        match hunk {
            Hunk::Clear(lines) => put(&mut made, lines, end),
            Hunk::Open(parts) => {
                put(&mut made, &[&marker("<", &markers.ours)], end);
                put(&mut made, &parts.ours, end);
                put(&mut made, &[&marker("=", "")], end);
                put(&mut made, &parts.theirs, end);
                put(&mut made, &[&marker(">", &markers.theirs)], end);
            }
        }
    }
    made
}
