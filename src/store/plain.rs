//! The plain part of YAML, straight into the structs: what this program writes itself, and most hands too.
//!
//! Blocks of names and rows, lists and tables on one line, plain and quoted texts, `|` texts, comments. A reader
//! of it needs neither events nor a tree, and borrows what it gives from the text. Whatever it does not understand
//! entirely it declines, whatever the reason, and the whole reader decides: so it can be quick, but never
//! differ. It knows nothing of kinds and fields.

mod cursor;
mod scalar;

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::mem;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use self::cursor::Cursor;
use self::scalar::Scalar;

/// That a text, or what it says, is not plain enough: somebody else must read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not plain")]
pub(super) struct Declined;

impl de::Error for Declined {
    fn custom<T: fmt::Display>(_: T) -> Declined {
        Declined
    }
}

/// A deserializer of a whole text; of a text that is not plain it declines sooner or later. What it reads that
/// nobody wants it tells `unwanted`.
///
/// # Errors
/// [`Declined`] where the text holds characters or more lines than a plain one has.
pub(super) fn reader<'t, 'c>(text: &'t str, unwanted: &'c Cell<bool>) -> Result<Document<'t, 'c>, Declined> {
    let cursor = Cursor::before(text)?;
    Ok(Document { cursor, unwanted })
}

/// A text that may be plain.
pub(super) struct Document<'t, 'c> {
    cursor: Cursor<'t>,
    unwanted: &'c Cell<bool>,
}

impl<'t> Deserializer<'t> for Document<'t, '_> {
    type Error = Declined;

    fn deserialize_any<V: Visitor<'t>>(mut self, visitor: V) -> Result<V::Value, Declined> {
        if self.cursor.indent() != Some(0) {
            return Err(Declined);
        }
        let whole = Value { cursor: &mut self.cursor, place: Place::Below }.table(visitor)?;
        self.unwanted.set(self.cursor.has_unwanted());
        if self.cursor.indent().is_none() { Ok(whole) } else { Err(Declined) }
    }

    forward_to_deserialize_any! {
        <V: Visitor<'t>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On the lines below its name.
    Below,
    /// Behind its name, whose block is that far in.
    Behind(usize),
    /// Behind the dash of a row; what it holds is that far in.
    Row(usize),
    /// Between brackets.
    Between,
}

/// A value that the cursor stands before.
struct Value<'c, 't> {
    cursor: &'c mut Cursor<'t>,
    place: Place,
}

impl<'t> Value<'_, 't> {
    /// Reads a table.
    fn table<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        let before = self.cursor.enter()?;
        let indent = match self.place {
            Place::Below => self.cursor.indent(),
            _ if self.cursor.take(b'{') => None,
            Place::Row(indent) => Some(self.cursor.begin(indent)),
            Place::Behind(_) | Place::Between => return Err(Declined),
        };
        let mut fields = Fields { cursor: self.cursor, before, indent, is_first: true, is_over: false };
        let value = visitor.visit_map(&mut fields)?;
        if !fields.is_over {
            return Err(Declined);
        }
        self.leave(before, indent)?;
        Ok(value)
    }

    /// Reads a list.
    fn list<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        let before = self.cursor.enter()?;
        let indent = match self.place {
            Place::Below => self.cursor.indent(),
            _ if self.cursor.take(b'[') => None,
            _ => return Err(Declined),
        };
        let mut rows = Rows { cursor: self.cursor, indent, is_first: true, is_over: false };
        let value = visitor.visit_seq(&mut rows)?;
        if !rows.is_over {
            return Err(Declined);
        }
        self.leave(before, indent)?;
        Ok(value)
    }

    /// Leaves a table or list; behind one in brackets that stands in no other, the line ends.
    fn leave(self, before: usize, indent: Option<usize>) -> Result<(), Declined> {
        self.cursor.leave(before);
        if indent.is_none() && self.place != Place::Between { self.cursor.end_line() } else { Ok(()) }
    }

    /// Reads a scalar.
    fn scalar(self) -> Result<Scalar<'t>, Declined> {
        let scalar = match self.place {
            Place::Below => return Err(Declined),
            Place::Between => return self.cursor.scalar(true),
            Place::Behind(indent) if self.cursor.next() == Some(b'|') => return self.cursor.block(indent),
            Place::Behind(_) => self.cursor.scalar(false)?,
            Place::Row(_) => {
                let row = self.cursor.scalar(false)?;
                // A name with a colon of full width makes a text of what should be a table.
                if !row.is_quoted && row.text.contains('：') {
                    return Err(Declined);
                }
                row
            }
        };
        self.cursor.end_line()?;
        Ok(scalar)
    }

    /// Reads a whole number.
    fn integer<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        let number = self.scalar()?.integer().ok_or(Declined)?;
        match u64::try_from(number) {
            Ok(number) => visitor.visit_u64(number),
            Err(_) => visitor.visit_i64(number),
        }
    }

    /// Reads a scalar by its text.
    fn text<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        match self.scalar()?.certain()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }
}

impl<'t> Deserializer<'t> for Value<'_, 't> {
    type Error = Declined;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        let next = self.cursor.next();
        match (self.place, next) {
            (Place::Below, _) if self.cursor.is_row() => self.list(visitor),
            (Place::Below, _) | (_, Some(b'{')) => self.table(visitor),
            (_, Some(b'[')) => self.list(visitor),
            (Place::Row(_), _) if self.cursor.is_named() => self.table(visitor),
            (_, Some(b'-' | b'0'..=b'9')) => self.integer(visitor),
            _ => self.text(visitor),
        }
    }

    /// What nobody wants must be plain all the same.
    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.cursor.unwanted();
        let next = self.cursor.next();
        match (self.place, next) {
            (Place::Below, _) | (_, Some(b'{' | b'[')) => self.deserialize_any(visitor),
            (Place::Row(_), _) if self.cursor.is_named() => self.deserialize_any(visitor),
            _ => self.text(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.scalar()?.truth().ok_or(Declined).and_then(|truth| visitor.visit_bool(truth))
    }

    fn deserialize_u64<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.integer(visitor)
    }

    fn deserialize_i64<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.integer(visitor)
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.text(visitor)
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.text(visitor)
    }

    /// An absent value is never plain.
    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Declined> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.table(visitor)
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Declined> {
        self.table(visitor)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Declined> {
        match self.scalar()?.certain()? {
            Cow::Borrowed(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
            Cow::Owned(text) => visitor.visit_enum(StringDeserializer::new(text)),
        }
    }

    forward_to_deserialize_any! {
        <V: Visitor<'t>>
        i8 i16 i32 i128 u8 u16 u32 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier
    }
}

/// The fields of a table: of a block, all of them so far in, or between brackets.
struct Fields<'c, 't> {
    cursor: &'c mut Cursor<'t>,
    before: usize,
    indent: Option<usize>,
    is_first: bool,
    is_over: bool,
}

impl<'t> MapAccess<'t> for &mut Fields<'_, 't> {
    type Error = Declined;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Declined> {
        let is_first = mem::take(&mut self.is_first);
        self.is_over = !match self.indent {
            Some(indent) => self.cursor.goes_on(indent)?,
            None => self.cursor.goes_on_before(b'}', is_first)?,
        };
        if self.is_over {
            return Ok(None);
        }
        let name = self.cursor.name(self.before)?;
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Declined> {
        let place = match self.indent {
            None => {
                self.cursor.skip_spaces();
                Place::Between
            }
            Some(outer) if self.cursor.is_line_over()? => match self.cursor.indent() {
                Some(indent) if indent > outer => Place::Below,
                Some(indent) if indent == outer && self.cursor.is_row() => Place::Below,
                _ => return Err(Declined),
            },
            Some(outer) => Place::Behind(outer),
        };
        seed.deserialize(Value { cursor: self.cursor, place })
    }
}

/// The rows of a list: of a block, all of them so far in, or between brackets.
struct Rows<'c, 't> {
    cursor: &'c mut Cursor<'t>,
    indent: Option<usize>,
    is_first: bool,
    is_over: bool,
}

impl<'t> SeqAccess<'t> for &mut Rows<'_, 't> {
    type Error = Declined;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Declined> {
        let is_first = mem::take(&mut self.is_first);
        self.is_over = !match self.indent {
            // Names may follow that are as far in as the rows.
            Some(indent) => self.cursor.goes_on(indent)? && self.cursor.is_row(),
            None => self.cursor.goes_on_before(b']', is_first)?,
        };
        if self.is_over {
            return Ok(None);
        }
        let place = match self.indent {
            Some(indent) => Place::Row(self.cursor.dash(indent)?),
            None => Place::Between,
        };
        seed.deserialize(Value { cursor: self.cursor, place }).map(Some)
    }

    /// Nearly all lines of a record that has a list of many rows are rows of it.
    fn size_hint(&self) -> Option<usize> {
        self.indent.map(|_| self.cursor.lines_left())
    }
}
