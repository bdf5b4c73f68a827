//! What stands under every report for people: from what it was made, and how to make it again.

use crate::locale::Catalogue;
use crate::model::period::Period;
use crate::report::table::Document;

use super::visible::visible_line;

/// How much of a checksum or commit is shown: enough to compare by eye and to look up.
const SHORT: usize = 12;

/// The lines of the foot; `code` marks up the command.
pub(super) fn foot(document: &Document, catalogue: &Catalogue, code: fn(&str) -> String) -> Vec<String> {
    let incomplete = incomplete(document.incomplete, catalogue);
    let mut rows = document.sections.iter().flat_map(|table| table.rows.iter().chain(&table.total));
    let approximate = rows.any(|row| !row.approx.is_empty()).then(|| catalogue.text("foot-approx", &[]));
    let records = document
        .records
        .as_deref()
        .map(|records| catalogue.text("foot-records", &[("records", short(records).into())]));
    let made_from: Vec<String> =
        [document.period.as_ref().map(days), records].into_iter().flatten().collect();
    let revision = document.revision.as_deref().map(|revision| {
        let key = if document.dirty { "foot-revision-dirty" } else { "foot-revision" };
        catalogue.text(key, &[("revision", short(revision).into())])
    });
    let made_from = (!made_from.is_empty()).then(|| made_from.join(" · "));
    let command = code(&visible_line(&command(document)));
    let repeat = catalogue.text("foot-repeat", &[("command", command.into())]);
    [incomplete, approximate, made_from, revision, Some(repeat)].into_iter().flatten().collect()
}

/// That records cannot be read, where some cannot.
pub(super) fn incomplete(count: usize, catalogue: &Catalogue) -> Option<String> {
    (count > 0).then(|| {
        let number = catalogue.lang().number(count as i128, 0);
        catalogue.text("foot-incomplete", &[("count", count.into()), ("number", number.into())])
    })
}

/// The first and the last day of a period.
fn days(period: &Period) -> String {
    if period.from() == period.to() {
        return period.from().to_string();
    }
    format!("{} – {}", period.from(), period.to())
}

fn short(hash: &str) -> String {
    hash.chars().take(SHORT).collect()
}

/// The command as a shell reads it.
fn command(document: &Document) -> String {
    let mut line = String::from("tandem");
    for word in &document.command {
        line.push(' ');
        line.push_str(&quoted(word));
    }
    line
}

/// The word, in quotes where a shell would read more into it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::render::specimen;

    fn lines(document: &Document, lang: Lang) -> Vec<String> {
        foot(document, &Catalogue::of(lang), str::to_owned)
    }

    #[test]
    fn the_foot_says_what_it_was_made_from() {
        assert_eq!(
            lines(&specimen::hours(), Lang::Zh),
            [
                "不完整：1 条记录无法读取，未计入；用 `tandem check` 查看",
                "≈ 含约数",
                "2014-01-01 – 2014-12-31 · 记录 0f3a0f3a0f3a",
                "版本 3f2a9c1d4b5e，另有尚未提交的改动",
                "重新生成：tandem report hours --by month,category --period 2014",
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        assert_eq!(lines(&specimen::empty(), Lang::En), [r"repeat with: tandem volunteer list 'O'\''Neil'"]);
    }

    #[test]
    fn the_count_of_faulty_records_has_its_plural() {
        let mut document = specimen::empty();
        document.incomplete = 1200;
        assert_eq!(
            lines(&document, Lang::Es)[0],
            "incompleto: 1.200 registros no se pueden leer y no cuentan; `tandem check` dice cuáles"
        );
    }

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("--period=2014..2015"), "--period=2014..2015");
        assert_eq!(quoted("红星"), "红星");
        assert_eq!(quoted("two words"), "'two words'");
        assert_eq!(quoted("$HOME"), "'$HOME'");
        assert_eq!(quoted(""), "''");
    }
}
