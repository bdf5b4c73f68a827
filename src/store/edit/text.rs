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
