//! What `set` is told: `FIELD=VALUE`, `FIELD+=ROW`, `FIELD-=KEY`, `FIELD=` (which clears).

use crate::cli::generic::entry::{inline, one, row};
use crate::cli::generic::known::{Known, WordError};
use crate::model::kind::Kind;
use crate::model::path::{FieldPath, Step};
use crate::model::shape::Shape;
use crate::model::value::TypedError;
use crate::ops::set::{Assignment, What, shape_at};

/// Reads one assignment to a field of a kind's records.
///
/// # Errors
/// [`WordError`] for what is no assignment, no such field or no such value.
pub(crate) fn assignment(kind: Kind, text: &str, known: &dyn Known) -> Result<Assignment, WordError> {
    let (field, value) = split(text).ok_or_else(|| TypedError {
        message: format!("`{text}` is not of the form FIELD=VALUE"),
        help: Some(
            "write for example `phone=12345`, `skills+=driving`, `skills-=driving`, or `phone=` to clear it"
                .into(),
        ),
    })?;
    let (field, sign) = match field.strip_suffix(['+', '-']) {
        Some(name) => (name, field.chars().last()),
        None => (field, None),
    };
    let path = path(field)?;
    let shape = shape_at(kind, &path)?;
    let item = || match shape {
        Shape::List { item, key, .. } => Ok((&**item, key.as_slice())),
        _ => Err(TypedError {
            message: format!("`{field}` is not a list"),
            help: Some(format!("write `{field}=VALUE`")),
        }),
    };
    let plain = unquoted(kind, value)?;
    let what = match (sign, value) {
        (Some('+'), _) => {
            let (item, key) = item()?;
            What::Gains(row(kind, item, key, &plain, known)?)
        }
        (Some(_), _) => {
            item()?;
            What::Loses(plain)
        }
        (None, "") => What::Goes,
        (None, value) => match shape {
            Shape::List { .. } if !value.starts_with('[') => {
                return Err(TypedError {
                    message: format!("`{field}` is a list"),
                    help: Some(format!(
                        "add to it with `{field}+={value}`, or write all of it as `{field}=[…]`"
                    )),
                }
                .into());
            }
            Shape::List { .. } | Shape::Table(_) | Shape::Map(_) | Shape::Free => {
                What::Becomes(inline(kind, shape, value)?)
            }
            Shape::Either { table, .. } if value.starts_with('{') => {
                What::Becomes(inline(kind, table, value)?)
            }
            single => What::Becomes(one(single, &plain, known)?),
        },
    };
    Ok(Assignment { path, what })
}

/// At the first `=` that stands outside of brackets.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '=' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

/// A value without the quotes that the record's own syntax puts around it.
fn unquoted(kind: Kind, value: &str) -> Result<String, WordError> {
    let is_within = |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    if !(is_within('"') || is_within('\'')) {
        return Ok(value.into());
    }
    let node = inline(kind, &Shape::Scalar("text".into()), value)?;
    Ok(node.text().map_or_else(|| value.into(), Into::into))
}

/// `assigned[li-na].status` as a path.
fn path(text: &str) -> Result<FieldPath, TypedError> {
    let wrong = || TypedError {
        message: format!("`{text}` is not a field"),
        help: Some("write for example `phone`, `contact.phone` or `attendance[li-na].hours`".into()),
    };
    let mut path = FieldPath::default();
    let mut rest = text;
    loop {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() {
            return Err(wrong());
        }
        path.0.push(Step::Field(name.into()));
        rest = after;
        if let Some(inside) = rest.strip_prefix('[') {
            let (key, after) = inside.split_once(']').ok_or_else(wrong)?;
            path = path.row(0, key);
            rest = after;
        }
        match rest.strip_prefix('.') {
            Some(more) => rest = more,
            None if rest.is_empty() => return Ok(path),
            None => return Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store in which every word means something.
    struct Everything;

    impl Known for Everything {
        fn id(&self, _: &[Kind], word: &str) -> Result<String, WordError> {
            Ok(word.into())
        }
        fn category(&self, _: &str) -> Result<(), WordError> {
            Ok(())
        }
        fn categories(&self) -> Vec<String> {
            Vec::new()
        }
    }

    fn read(kind: Kind, text: &str) -> Result<String, String> {
        let read = assignment(kind, text, &Everything).map_err(|error| error.to_string())?;
        Ok(match read.what {
            What::Becomes(node) => format!("{} becomes {node}", read.path),
            What::Goes => format!("{} goes", read.path),
            What::Gains(node) => format!("{} gains {node}", read.path),
            What::Loses(key) => format!("{} loses {key}", read.path),
        })
    }

    #[test]
    fn assignments_are_read() {
        let says = |kind, text: &str| read(kind, text).unwrap();
        assert_eq!(says(Kind::Volunteer, "phone=12345"), "phone becomes 12345");
        assert_eq!(says(Kind::Volunteer, "phone="), "phone goes");
        assert_eq!(says(Kind::Volunteer, "skills+=first-aid"), "skills gains first-aid");
        assert_eq!(says(Kind::Volunteer, "note=a=b"), "note becomes a=b");
        assert_eq!(says(Kind::Volunteer, r#"note="say \"a\"""#), r#"note becomes say "a""#);
        assert_eq!(says(Kind::Activity, "note='it''s'"), "note becomes it's");
        assert_eq!(says(Kind::Volunteer, "skills-=\"first aid\""), "skills loses first aid");
        assert_eq!(says(Kind::Volunteer, "note='90s"), "note becomes '90s");
        assert_eq!(
            says(Kind::Activity, "attendance[li-na].hours=2h20m"),
            "attendance[li-na].hours becomes 2h20m"
        );
        assert_eq!(
            says(Kind::Activity, "attendance+={ who: li-na, hours: 2 }"),
            "attendance gains { who: li-na, hours: 2 }"
        );
        assert_eq!(says(Kind::Activity, "attendance-=li-na"), "attendance loses li-na");
        assert_eq!(says(Kind::Activity, "counts.residents=20"), "counts.residents becomes 20");
    }

    #[test]
    fn what_is_no_assignment_says_so() {
        let says = |text: &str| read(Kind::Volunteer, text).unwrap_err();
        assert_eq!(says("phone"), "`phone` is not of the form FIELD=VALUE");
        assert_eq!(says("phon=1"), "records of kind volunteer have no field `phon`");
        assert_eq!(says("phone=\"\""), "the text is blank");
        assert_eq!(says(r#"name="\u001b[31m""#), "the text holds the control character U+001B");
        assert_eq!(says("phone+=1"), "`phone` is not a list");
        assert_eq!(says("joined=2014-02-30"), "there is no 2014-02-30: that month has 28 days");
        let counts = assignment(Kind::Activity, "counts.residents=1,200", &Everything).unwrap_err();
        let WordError::Typed(counts) = counts else { panic!("{counts}") };
        assert_eq!(counts.help.unwrap(), "write `1200`");
        assert_eq!(says("skills=driving"), "`skills` is a list");
        assert_eq!(says("a[b=1"), "`a[b=1` is not of the form FIELD=VALUE");
    }
}
