//! Lines of a text as byte ranges, whatever ends them.

use std::ops::Range;

/// The lines that begin in a range, each without its end.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = range.start;
    text[range].split_inclusive('\n').map(move |line| {
        let content = line.trim_end_matches(['\n', '\r']).len();
        let this = start..start + content;
        start += line.len();
        this
    })
}

/// Where the line of a position begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line of a position ends, its end included.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The line of a position, without its end.
pub(super) fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = line_start(text, at);
    let line = &text[start..line_end(text, at)];
    start..start + line.trim_end_matches(['\n', '\r']).len()
}

/// How the lines of a text end.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Bytes of a text and what stands there instead.
#[derive(Debug)]
pub(super) struct Splice {
    /// The bytes that go; empty where something is only put in.
    pub(super) range: Range<usize>,
    /// What comes.
    pub(super) text: String,
}

impl Splice {
    /// Puts a text in.
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Splice {
        Splice { range: at..at, text: text.into() }
    }

    /// Takes bytes out.
    pub(super) fn remove(range: Range<usize>) -> Splice {
        Splice { range, text: String::new() }
    }

    /// Puts lines in behind the line of a position; a text whose last line has no end keeps that habit.
    pub(super) fn lines_behind(text: &str, at: usize, block: &str) -> Splice {
        let end = line_end(text, at);
        if text[..end].ends_with('\n') {
            Splice::insert(end, format!("{block}{}", line_break(text)))
        } else {
            Splice::insert(end, format!("{}{block}", line_break(text)))
        }
    }

    /// Puts lines in before the line of a position.
    pub(super) fn lines_before(text: &str, at: usize, block: &str) -> Splice {
        Splice::insert(line_start(text, at), format!("{block}{}", line_break(text)))
    }

    /// Takes out all lines that a range touches; of a text whose last line has no end, the end of the
    /// line before goes with it.
    pub(super) fn without_lines(text: &str, range: &Range<usize>) -> Splice {
        let (start, end) = (line_start(text, range.start), line_end(text, range.end));
        if text[..end].ends_with('\n') {
            return Splice::remove(start..end);
        }
        // A blank line may be the end of a text that keeps its line breaks.
        let above = start.checked_sub(1).map(|end| line_of(text, end)).filter(|line| !line.is_empty());
        Splice::remove(above.map_or(start, |above| above.end)..end)
    }
}

/// The text with all splices made. They must not overlap.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut made = String::with_capacity(text.len());
    let mut reached = 0;
    for splice in splices {
        made.push_str(text.get(reached..splice.range.start).unwrap_or_default());
        made.push_str(&splice.text);
        reached = reached.max(splice.range.end);
    }
    made.push_str(&text[reached..]);
    made
}

/// Where comments end that belong to the line of a position: lines of comments right behind it that
/// stand further in than `indent`, or as far in and with a blank line or the end of the text below.
pub(super) fn comments_behind(text: &str, at: usize, indent: usize) -> usize {
    let (mut reached, mut last) = (at, at);
    loop {
        let next = line_end(text, last);
        if next == text.len() {
            return last;
        }
        let line = line_of(text, next);
        let content = text[line.clone()].trim_start();
        let inset = line.len() - content.len();
        if content.is_empty() {
            return last;
        }
        if !content.starts_with('#') || inset < indent {
            return reached;
        }
        last = line.end;
        if inset > indent {
            reached = last;
        }
    }
}

/// Where the comments begin that stand right above the line of a position; at the top of a file they
/// belong to the file.
pub(super) fn comments_above(text: &str, at: usize) -> usize {
    let here = line_start(text, at);
    let mut start = here;
    while start > 0 {
        let above = line_start(text, start - 1);
        if !text[above..start].trim_start().starts_with('#') {
            return start;
        }
        start = above;
    }
    here
}

/// The column of a position, in bytes.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}
