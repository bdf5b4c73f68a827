//! From a struct to its tree, by serde.
//!
//! The newtype names of the values (`minutes`, `money`, `day`) say which scalar a text stands for.

use serde::Serialize;
use serde::ser::{self, Impossible};

use super::{Node, NodeError};

/// The serializer; `None` is an absent value.
pub(super) struct ToNode;

type Made = Result<Option<Node>, NodeError>;

fn foreign(what: &'static str) -> Made {
    Err(NodeError::Foreign { what })
}

impl ser::Error for NodeError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        NodeError::Refused { message: message.to_string() }
    }
}

/// Integers of every width are numbers by their text.
macro_rules! integers {
    ($($name:ident: $type:ty),+) => {$(
        fn $name(self, value: $type) -> Made {
            Ok(Some(Node::Number(value.to_string())))
        }
    )+};
}

impl ser::Serializer for ToNode {
    type Ok = Option<Node>;
    type Error = NodeError;
    type SerializeSeq = Items;
    type SerializeTuple = Impossible<Option<Node>, NodeError>;
    type SerializeTupleStruct = Impossible<Option<Node>, NodeError>;
    type SerializeTupleVariant = Impossible<Option<Node>, NodeError>;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Impossible<Option<Node>, NodeError>;

    integers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    );

    fn serialize_bool(self, value: bool) -> Made {
        Ok(Some(Node::Bool(value)))
    }
    fn serialize_f32(self, _: f32) -> Made {
        foreign("float")
    }
    fn serialize_f64(self, _: f64) -> Made {
        foreign("float")
    }
    fn serialize_char(self, value: char) -> Made {
        Ok(Some(Node::Text(value.into())))
    }
    fn serialize_str(self, value: &str) -> Made {
        Ok(Some(Node::Text(value.into())))
    }
    fn serialize_bytes(self, _: &[u8]) -> Made {
        foreign("run of bytes")
    }
    fn serialize_none(self) -> Made {
        Ok(None)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Made {
        Ok(None)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Made {
        Ok(None)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made {
        Ok(Some(Node::Text(variant.into())))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Made {
        let node = value.serialize(self)?;
        Ok(match (name, node) {
            ("minutes" | "minutes-signed", Some(Node::Text(text))) if !text.ends_with(['h', 'm']) => {
                Some(Node::Number(text))
            }
            ("money", Some(Node::Text(text))) => Some(Node::Number(text)),
            ("born", Some(Node::Text(text))) if text.len() == 4 => Some(Node::Number(text)),
            ("day" | "born", Some(Node::Text(text))) => {
                Some(text.parse().map(Node::Date).map_err(<NodeError as ser::Error>::custom)?)
            }
            (_, node) => node,
        })
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Made {
        foreign("variant with a value")
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Items, NodeError> {
        Ok(Items(Vec::new()))
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NodeError> {
        Err(NodeError::Foreign { what: "tuple" })
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NodeError> {
        Err(NodeError::Foreign { what: "tuple" })
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NodeError> {
        Err(NodeError::Foreign { what: "tuple" })
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Fields, NodeError> {
        Ok(Fields { made: Vec::new(), key: None })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, NodeError> {
        Ok(Fields { made: Vec::new(), key: None })
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NodeError> {
        Err(NodeError::Foreign { what: "variant with fields" })
    }
}

/// The items of a list so far.
pub(super) struct Items(Vec<Node>);

impl ser::SerializeSeq for Items {
    type Ok = Option<Node>;
    type Error = NodeError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NodeError> {
        self.0.extend(value.serialize(ToNode)?);
        Ok(())
    }
    fn end(self) -> Made {
        Ok(Some(Node::List(self.0)))
    }
}

/// The fields of a table so far.
pub(super) struct Fields {
    made: Vec<(String, Node)>,
    key: Option<String>,
}

impl ser::SerializeMap for Fields {
    type Ok = Option<Node>;
    type Error = NodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NodeError> {
        self.key = key.serialize(ToNode)?.and_then(|node| node.text());
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NodeError> {
        if let (Some(key), Some(node)) = (self.key.take(), value.serialize(ToNode)?) {
            self.made.push((key, node));
        }
        Ok(())
    }
    fn end(self) -> Made {
        Ok(Some(Node::Table(self.made)))
    }
}

impl ser::SerializeStruct for Fields {
    type Ok = Option<Node>;
    type Error = NodeError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), NodeError> {
        if let Some(node) = value.serialize(ToNode)? {
            self.made.push((key.into(), node));
        }
        Ok(())
    }
    fn end(self) -> Made {
        Ok(Some(Node::Table(self.made)))
    }
}
