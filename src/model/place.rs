//! Where something stands: symbolically, as record and field. Bytes are looked up only when shown.

use std::fmt;
use std::ops::Range;

use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;

/// A place in the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The record or file.
    pub subject: Subject,
    /// The field in it; empty for the whole.
    pub field: FieldPath,
    /// The exact bytes, where the reader that found the fault knew them.
    pub bytes: Option<(usize, usize)>,
}

/// What a place lies in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A record, wherever its file lies.
    Record(Kind, Id),
    /// A file, by its path from the store's root with `/` between folders.
    File(String),
}

impl Place {
    /// A field of a record.
    pub fn of(kind: Kind, id: &Id, field: FieldPath) -> Place {
        Place { subject: Subject::Record(kind, id.clone()), field, bytes: None }
    }

    /// A field of a record, or the record alone where that field is not written.
    pub fn of_written(kind: Kind, id: &Id, field: &str, is_written: bool) -> Place {
        Place::of(kind, id, if is_written { FieldPath::field(field) } else { FieldPath::default() })
    }

    /// A whole file.
    pub fn file(path: &str) -> Place {
        Place { subject: Subject::File(path.into()), field: FieldPath::default(), bytes: None }
    }

    /// The same place, narrowed to a field.
    #[must_use]
    pub fn at(mut self, field: FieldPath) -> Place {
        self.field = field;
        self
    }

    /// The same place with its exact bytes.
    #[must_use]
    pub fn over(mut self, bytes: &Range<usize>) -> Place {
        self.bytes = Some((bytes.start, bytes.end));
        self
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Subject::Record(kind, id) => write!(f, "{kind}/{id}"),
            Subject::File(path) => f.write_str(path),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.subject)?;
        if self.field.0.is_empty() { Ok(()) } else { write!(f, " {}", self.field) }
    }
}
