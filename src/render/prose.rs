//! Markdown for a terminal: headings stand out, fences and the marks of code and emphasis go.
//!
//! Only what our own pages use is known: headings, fenced blocks, code spans, strong words.

use std::fmt::Write as _;

/// The text of a page; in colours, or with lines under its headings.
pub fn prose(page: &str, colored: bool) -> String {
    let mut shown = String::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let heading = line.trim_start_matches('#');
        let depth = line.len() - heading.len();
        // Writing into a string does not fail.
        let _ = match (fenced, depth) {
            (true, _) if line.is_empty() => writeln!(shown),
            (true, _) => writeln!(shown, "    {line}"),
            (false, 0) => writeln!(shown, "{}", spans(line, colored)),
            (false, depth) => writeln!(shown, "{}", title(&spans(heading.trim(), false), depth, colored)),
        };
    }
    shown
}

/// A heading.
fn title(text: &str, depth: usize, colored: bool) -> String {
    match (colored, depth) {
        (true, _) => format!("\u{1b}[1m{text}\u{1b}[0m"),
        (false, 1) => format!("{text}\n{}", "=".repeat(text.chars().count())),
        (false, 2) => format!("{text}\n{}", "-".repeat(text.chars().count())),
        (false, _) => text.to_string(),
    }
}

/// A line with its code and strong words in colours, or as they are written.
fn spans(line: &str, colored: bool) -> String {
    let marked = |line: &str, mark: &str, style: &str| {
        let parts = line.split(mark).enumerate();
        let styled = parts.map(|(at, part)| match (at % 2, colored) {
            (1, true) => format!("\u{1b}[{style}m{part}\u{1b}[0m"),
            _ => part.to_string(),
        });
        styled.collect::<String>()
    };
    let even = |mark: &str| line.matches(mark).count().is_multiple_of(2);
    let strong = if even("**") { marked(line, "**", "1") } else { line.into() };
    if colored && even("`") { marked(&strong, "`", "36") } else { strong }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "# A page\n\nSome `code`, **strong**.\n\n## Below\n```sh\ntandem check\n\n# no heading\n```\n";

    #[test]
    fn a_page_is_shown_as_text() {
        let wanted =
            "A page\n======\n\nSome `code`, strong.\n\nBelow\n-----\n    tandem check\n\n    # no heading\n";
        assert_eq!(prose(PAGE, false), wanted);
    }

    #[test]
    fn colours_take_the_place_of_marks() {
        let shown = prose("# A\na `b` **c**\none ` alone\n", true);
        assert_eq!(shown, "\u{1b}[1mA\u{1b}[0m\na \u{1b}[36mb\u{1b}[0m \u{1b}[1mc\u{1b}[0m\none ` alone\n");
    }
}
