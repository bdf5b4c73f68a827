//! Rust text as the wall sees it: without strings and comments where they do not count, without what is
//! compiled for tests only, cut into functions. Lines stay where they are.

/// What is left of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Code and comments.
    Comments,
    /// Code alone.
    Code,
}

/// A function: its name, its first line and how many it has.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// The text with its strings, characters and perhaps comments blanked; line breaks stay.
pub(crate) fn bare(text: &str, keep: Keep) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (length, is_kept) = token(rest, bare.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let is_comment = rest.starts_with("//") || rest.starts_with("/*");
        let kept = is_kept || (is_comment && keep == Keep::Comments);
        let blank = |c: char| if kept || c == '\n' { c } else { ' ' };
        bare.extend(rest[..length].chars().map(blank));
        rest = &rest[length..];
    }
    bare
}

/// How long the token at the start of a text is, and whether it is plain code.
fn token(text: &str, within_word: bool) -> (usize, bool) {
    let until =
        |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with("//") {
        return (text.find('\n').unwrap_or(text.len()), false);
    }
    if text.starts_with("/*") {
        return (until("*/", 2), false);
    }
    let raw = text.strip_prefix('b').unwrap_or(text);
    if !within_word && let Some(hashes) = raw.strip_prefix('r') {
        let count = hashes.len() - hashes.trim_start_matches('#').len();
        if hashes[count..].starts_with('"') {
            let open = text.len() - hashes.len() + count + 1;
            return (until(&format!("\"{}", "#".repeat(count)), open), false);
        }
    }
    if text.starts_with('"') {
        return (closing(text, '"'), false);
    }
    let mut characters = text.chars();
    let is_character = characters.next() == Some('\'')
        && (characters.next() == Some('\\') || characters.next() == Some('\''));
    if is_character {
        return (closing(text, '\''), false);
    }
    (text.chars().next().map_or(0, char::len_utf8), true)
}

/// Where a quoted text ends, escapes skipped.
fn closing(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if character == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Code without the items that are compiled for tests only.
pub(crate) fn shipped(code: &str) -> String {
    let mut shipped = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        let item = &rest[at..];
        let end = item.find(['{', ';']).map_or(item.len(), |at| match &item[at..=at] {
            "{" => at + block(&item[at..]),
            _ => at + 1,
        });
        shipped.push_str(&rest[..at]);
        shipped.extend(item[..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &item[end..];
    }
    shipped + rest
}

/// How long the block is that begins a text.
fn block(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in code.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The functions of code that have a body.
pub(crate) fn functions(code: &str) -> Vec<Function> {
    let starts = code.match_indices("fn ").filter(|(at, _)| !code[..*at].ends_with(is_word));
    let function = |(at, _): (usize, &str)| {
        let name = words(&code[at + 3..]).next().filter(|name| code[at + 3..].starts_with(name))?;
        let open = at + code[at..].find(['{', ';'])?;
        let body = &code[open..open + block(&code[open..])];
        let lines = code[at..open].matches('\n').count() + body.matches('\n').count() + 1;
        let has_body = body.starts_with('{');
        has_body.then(|| Function { name: name.into(), line: line_of(code, at), lines })
    };
    starts.filter_map(function).collect()
}

/// The names in code, one after another.
pub(crate) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

/// Whether a character can be part of a name.
pub(crate) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The line of a position, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// What stands at the top level of `crate::{a, b::{c}}`, or the one name of `crate::a`, after `crate::`.
pub(crate) fn roots(after: &str) -> Vec<&str> {
    let Some(inside) = after.strip_prefix('{') else {
        return words(after).take(1).collect();
    };
    let inside = &inside[..block(after).saturating_sub(2).min(inside.len())];
    let (mut depth, mut is_first, mut roots) = (0_usize, true, Vec::new());
    for (at, character) in inside.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => is_first = true,
            c if is_first && is_word(c) => {
                roots.extend(words(&inside[at..]).next());
                is_first = false;
            }
            _ => {}
        }
    }
    roots
}
