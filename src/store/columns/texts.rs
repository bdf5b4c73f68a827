//! Columns that are more than numbers: texts and pieces one behind the other, and bytes as they are.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Texts, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Texts {
    joined: String,
    ends: Vec<u32>,
}

impl Texts {
    /// How many there are.
    pub(in crate::store) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A text by its number; nothing where there is none.
    pub(in crate::store) fn get(&self, at: usize) -> Option<&str> {
        self.joined.get(range(&self.ends, at)?)
    }

    /// All of them, in order.
    pub(in crate::store) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map_while(|at| self.get(at))
    }

    /// Puts one behind the others; nothing where there is no room.
    pub(in crate::store) fn push(&mut self, text: &str) -> Option<()> {
        let end = u32::try_from(self.joined.len() + text.len()).ok()?;
        self.joined.push_str(text);
        self.ends.push(end);
        Some(())
    }
}

/// Pieces of bytes, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Pieces {
    joined: Bytes,
    ends: Vec<u32>,
}

impl Pieces {
    /// How many there are.
    pub(in crate::store) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A piece by its number; nothing where there is none.
    pub(in crate::store) fn get(&self, at: usize) -> Option<&[u8]> {
        self.joined.0.get(range(&self.ends, at)?)
    }

    /// Puts one behind the others; nothing where there is no room.
    pub(in crate::store) fn push(&mut self, piece: &[u8]) -> Option<()> {
        self.ends.push(u32::try_from(self.joined.0.len() + piece.len()).ok()?);
        self.joined.0.extend(piece);
        Some(())
    }
}

/// Where the piece of a number lies among pieces that end there.
fn range(ends: &[u32], at: usize) -> Option<std::ops::Range<usize>> {
    let end = *ends.get(at)?;
    let start = at.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())?;
    Some(start as usize..end as usize)
}

/// Bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Bytes(pub(in crate::store) Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct AsTheyAre;
        impl Visitor<'_> for AsTheyAre {
            type Value = Bytes;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }
        }
        from.deserialize_bytes(AsTheyAre)
    }
}
