//! Ids: the stem of a record's file, and what every reference is written as.
//!
//! `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 characters, none of the words that YAML or TOML readers take
//! for something else. What a *kind* asks beyond that (39 characters, how it begins) is in `kind`.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use crate::model::flaw::{Flaw, scalar};
use crate::model::text::Text;

/// The longest id of any kind, in characters.
pub const LONGEST: usize = 64;

/// Words that some reader of YAML takes for a truth value or for nothing.
pub const RESERVED: [&str; 9] = ["false", "n", "no", "null", "off", "on", "true", "y", "yes"];

/// The id of a record, well formed by construction.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing is written.
    #[error("an id cannot be empty")]
    Empty,
    /// More characters than the kind allows.
    #[error("the id `{text}` has {length} characters, the most is {most}")]
    TooLong {
        /// The id as written.
        text: String,
        /// Its length in characters.
        length: usize,
        /// The longest that is allowed.
        most: usize,
    },
    /// One of [`RESERVED`].
    #[error("`{text}` cannot be an id, because YAML gives the word another meaning")]
    Reserved {
        /// The word.
        text: String,
    },
    /// Capitals, spaces, dots, other scripts, leading, trailing or doubled hyphens.
    #[error("`{text}` is not an id: only a-z, 0-9 and single hyphens between them")]
    Form {
        /// The text as written.
        text: String,
    },
    /// Begins with what this kind of record does not allow.
    #[error("the id `{text}` must begin with {with}")]
    Beginning {
        /// The id as written.
        text: String,
        /// `a letter`, or `a letter or a date`.
        with: &'static str,
    },
}

impl IdError {
    /// An id that could stand instead.
    pub fn proposal(&self) -> Option<String> {
        let text = match self {
            IdError::Empty => return None,
            IdError::TooLong { text, most, .. } => cut(text, *most).into(),
            IdError::Reserved { text } => format!("{text}-1"),
            IdError::Beginning { text, .. } => format!("a-{text}"),
            IdError::Form { text } => slug(text),
        };
        text.parse::<Id>().ok().map(|id| id.to_string())
    }
}

impl Flaw for IdError {
    fn help(&self) -> Option<String> {
        self.proposal().map(|id| format!("write for example `{id}`"))
    }
}

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where its text lies: while somebody holds an id, whatever lies there is the same id.
    pub fn place(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Whether a text is an id.
    ///
    /// # Errors
    /// [`IdError`] where it is none.
    pub fn check(text: &str) -> Result<(), IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if !Id::is_form(text) {
            return Err(IdError::Form { text: text.into() });
        }
        if text.len() > LONGEST {
            return Err(IdError::TooLong { text: text.into(), length: text.len(), most: LONGEST });
        }
        if is_reserved(text) {
            return Err(IdError::Reserved { text: text.into() });
        }
        Ok(())
    }

    /// Whether a text has an id's form, so that a reference written so must resolve.
    pub fn is_form(text: &str) -> bool {
        let mut is_word = false;
        for byte in text.bytes() {
            let is_inside = byte.is_ascii_lowercase() || byte.is_ascii_digit();
            if !(is_inside || byte == b'-' && is_word) {
                return false;
            }
            is_word = is_inside;
        }
        is_word
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Id::check(text)?;
        Ok(Id(text.into()))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

scalar!(Id, "id");

/// Whether a word is one of [`RESERVED`], whatever the case of its letters.
pub fn is_reserved(word: &str) -> bool {
    // Nearly all words begin with another letter.
    matches!(word.as_bytes(), [b'f' | b'F' | b'n' | b'N' | b'o' | b'O' | b't' | b'T' | b'y' | b'Y', ..])
        && RESERVED.iter().any(|reserved| word.eq_ignore_ascii_case(reserved))
}

/// Lower case with single hyphens: what is left of a text when it is forced into an id's form.
pub(crate) fn slug(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    let parts = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// At most `most` characters of an id-like text, cut at the last hyphen that fits.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    match text[..=most].rfind('-') {
        Some(hyphen) if hyphen > 0 => &text[..hyphen],
        _ => &text[..most],
    }
}

/// A reference to a record of one of some kinds. The type says which, so a reader, a check and a
/// renaming all learn it from the struct.
macro_rules! references {
    ($($(#[$doc:meta])* $name:ident = $format:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Id);

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map($name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Deref for $name {
            type Target = Id;
            fn deref(&self) -> &Id {
                &self.0
            }
        }

        scalar!($name, $format);
    )+};
}

references! {
    /// A reference to an organisation.
    OrgRef = "ref:org";
    /// A reference to a volunteer.
    VolunteerRef = "ref:volunteer";
    /// A reference to a worker.
    WorkerRef = "ref:worker";
    /// A reference to a worker or a volunteer.
    PersonRef = "ref:worker,volunteer";
    /// A reference to a worker, a volunteer or a resident.
    AnyoneRef = "ref:worker,volunteer,resident";
    /// A reference to a resident, by code.
    ResidentRef = "ref:resident";
    /// A reference to a programme.
    ProgramRef = "ref:program";
    /// A reference to a service of the catalogue.
    ServiceRef = "ref:service";
    /// A reference to an item.
    ItemRef = "ref:item";
    /// A reference to a series of shifts.
    SeriesRef = "ref:series";
    /// A reference to an activity.
    ActivityRef = "ref:activity";
    /// A reference to a shift.
    ShiftRef = "ref:shift";
    /// A reference to a need.
    NeedRef = "ref:need";
    /// A reference to a case.
    CaseRef = "ref:case";
}

/// Who gives or gets: a resident, a worker, a volunteer or an organisation by id, or a name in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party(Text);

impl Party {
    /// The id, where it has the form of one; then a record must have it.
    pub fn id(&self) -> Option<Id> {
        self.0.parse().ok()
    }
}

impl FromStr for Party {
    type Err = <Text as FromStr>::Err;
    fn from_str(text: &str) -> Result<Party, Self::Err> {
        text.parse().map(Party)
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar!(Party, "party");

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> (String, Option<String>) {
        let error = text.parse::<Id>().unwrap_err();
        (error.to_string(), error.help())
    }

    #[test]
    fn what_is_no_id_says_what_to_write() {
        assert_eq!(says("Li-Na").1.unwrap(), "write for example `li-na`");
        assert_eq!(says("../x").1.unwrap(), "write for example `x`");
        assert_eq!(says("null").1.unwrap(), "write for example `null-1`");
        let long = format!("{}-b", "a".repeat(63));
        assert_eq!(says(&long).0, format!("the id `{long}` has 65 characters, the most is 64"));
        assert_eq!(says(&long).1.unwrap(), format!("write for example `{}`", "a".repeat(63)));
        assert_eq!(says("").0, "an id cannot be empty");
        for bad in ["-a", "a-", "a--b", "a_b", "é"] {
            assert!(matches!(bad.parse::<Id>(), Err(IdError::Form { .. })), "{bad}");
        }
    }
}
