//! Entries between brackets, of either syntax: `[a, b]`, `{ who: li-na }`, and lists over several lines.

use std::ops::Range;

use super::text::{Splice, line_break, line_end, line_start};

/// What stands between brackets.
pub(super) struct Inline<'t> {
    /// The whole file.
    pub(super) text: &'t str,
    /// The bytes of the value, brackets included.
    pub(super) range: Range<usize>,
    /// The bytes of each entry, with its name.
    pub(super) items: Vec<Range<usize>>,
}

impl Inline<'_> {
    /// Puts an entry in at a position.
    pub(super) fn insert(&self, at: usize, item: &str) -> Vec<Splice> {
        let at = at.min(self.items.len());
        let Some(first) = self.items.first() else {
            let is_list = self.text[self.range.start..].starts_with('[');
            let text = if is_list { format!("[{item}]") } else { format!("{{ {item} }}") };
            return vec![Splice { range: self.range.clone(), text }];
        };
        let previous = at.checked_sub(1).map(|at| &self.items[at]);
        match previous {
            None if self.is_tall() => {
                let line = format!("{}{item},{}", self.indent(), line_break(self.text));
                vec![Splice::insert(line_start(self.text, first.start), line)]
            }
            None => vec![Splice::insert(first.start, format!("{item}, "))],
            Some(previous) => {
                let comma = self.comma(previous.end);
                let next_line = line_end(self.text, comma.unwrap_or(previous.end));
                if !self.is_tall() || next_line >= self.range.end {
                    return vec![Splice::insert(previous.end, format!(", {item}"))];
                }
                let end = if comma.is_some() { "," } else { "" };
                let line = format!("{}{item}{end}{}", self.indent(), line_break(self.text));
                let mut splices = vec![Splice::insert(next_line, line)];
                if comma.is_none() {
                    splices.push(Splice::insert(previous.end, ","));
                }
                splices
            }
        }
    }

    /// Takes the entry at a position out; it must not be the only one.
    pub(super) fn remove(&self, at: usize) -> Vec<Splice> {
        let item = &self.items[at];
        let previous = at.checked_sub(1).map(|at| &self.items[at]);
        let comma = self.comma(item.end);
        let mut splices = Vec::new();
        if let (None, Some(previous)) = (comma, previous) {
            splices.extend(self.comma(previous.end).map(|comma| Splice::remove(comma..comma + 1)));
        }
        if self.has_own_lines(item, comma) {
            splices.push(Splice::without_lines(self.text, &(item.start..comma.unwrap_or(item.end))));
            return splices;
        }
        match (previous, self.items.get(at + 1)) {
            (Some(previous), _) if is_comma(&self.text[previous.end..item.start]) => {
                vec![Splice::remove(previous.end..item.end)]
            }
            (None, Some(next)) if is_comma(&self.text[item.end..next.start]) => {
                vec![Splice::remove(item.start..next.start)]
            }
            _ => {
                splices.push(Splice::remove(item.start..comma.map_or(item.end, |comma| comma + 1)));
                splices
            }
        }
    }

    /// Whether each entry begins a line.
    fn is_tall(&self) -> bool {
        self.items.iter().all(|item| {
            let start = line_start(self.text, item.start);
            start > self.range.start && self.text[start..item.start].trim().is_empty()
        })
    }

    fn indent(&self) -> &str {
        let first = self.items[0].start;
        &self.text[line_start(self.text, first)..first]
    }

    /// Where the comma behind an entry stands, if one does.
    fn comma(&self, behind: usize) -> Option<usize> {
        let mut at = behind;
        while at < self.range.end {
            match self.text.as_bytes()[at] {
                b',' => return Some(at),
                b'#' => at = line_end(self.text, at),
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                _ => return None,
            }
        }
        None
    }

    /// Whether nothing but a comment shares the lines of an entry.
    fn has_own_lines(&self, item: &Range<usize>, comma: Option<usize>) -> bool {
        let start = line_start(self.text, item.start);
        let end = comma.map_or(item.end, |comma| comma + 1);
        let behind = self.text[end..line_end(self.text, end)].trim();
        start > self.range.start
            && self.text[start..item.start].trim().is_empty()
            && (behind.is_empty() || behind.starts_with('#'))
    }
}

/// Whether a comma and blanks are all that lies between two entries.
fn is_comma(between: &str) -> bool {
    between.trim_matches([' ', '\t']) == ","
}
