//! A file as a tree in which every value knows its bytes.
//!
//! Both editing parsers (TOML and YAML) make the same tree; positions of problems, the walk that lists
//! all faults of a bad file, and edits that leave every other byte alone are all read off it.

use std::ops::Range;

/// A value and the bytes it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The bytes of the value: of a quoted scalar with its quotes, of an inline list or table with its
    /// brackets, of a block from its first entry to the end of its last.
    pub range: Range<usize>,
    /// What stands there.
    pub value: Value,
}

/// What stands at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null` (YAML only).
    Null,
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Tree>),
    /// Named values in the order of the file; in YAML a name may stand twice, which is a fault.
    Table(Vec<Entry>),
}

/// A named value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub key: String,
    /// The bytes of the name.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Tree,
}

/// A single value as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Its text: of a quoted one what the quotes hold, of a number its digits as written.
    pub text: String,
    /// How it was written.
    pub style: Style,
}

/// What the syntax takes a scalar for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A number with a point or an exponent.
    Decimal,
    /// TOML's local date, or a plain YAML scalar in that form.
    Date,
    /// Another of TOML's dates and times.
    Time,
    /// A plain YAML scalar that is none of these.
    Plain,
    /// A quoted text or a block of text.
    Quoted,
}
