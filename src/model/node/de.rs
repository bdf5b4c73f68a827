//! From a tree to its struct, by serde.
//!
//! A scalar answers to whatever is asked of it: its text where a text is asked for, so that values
//! read decimals and dates themselves.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Node, NodeError};

/// The deserializer over a borrowed node.
#[derive(Clone, Copy)]
pub(super) struct FromNode<'a>(pub(super) &'a Node);

impl de::Error for NodeError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        NodeError::Refused { message: message.to_string() }
    }
}

impl<'de> IntoDeserializer<'de, NodeError> for FromNode<'de> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for FromNode<'de> {
    type Error = NodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match self.0 {
            Node::Bool(truth) => visitor.visit_bool(*truth),
            Node::Number(text) => match (text.parse::<u64>(), text.parse::<i64>()) {
                (Ok(number), _) => visitor.visit_u64(number),
                (_, Ok(number)) => visitor.visit_i64(number),
                _ => visitor.visit_str(text),
            },
            Node::Date(day) => visitor.visit_str(&day.to_string()),
            Node::Text(text) => visitor.visit_str(text),
            Node::List(items) => {
                let mut items = SeqDeserializer::new(items.iter().map(FromNode));
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Node::Table(fields) => {
                let mut fields =
                    MapDeserializer::new(fields.iter().map(|(name, node)| (name.as_str(), FromNode(node))));
                let value = visitor.visit_map(&mut fields)?;
                fields.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match self.0.text() {
            Some(text) => visitor.visit_str(&text),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        match self.0.text() {
            Some(text) => visitor.visit_enum(text.into_deserializer()),
            None => Err(de::Error::custom("expected a code")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}
