//! What is wrong with a single written value, and what to write instead.
//!
//! Every value of the format (`id`, `day`, `minutes` …) has its own small error enum; this trait is
//! what they share, so that a reader can show any of them without knowing which one it met.

use std::error::Error;

/// An error about one written value. `Display` says what is wrong; [`Flaw::help`] proposes the fix.
pub trait Flaw: Error {
    /// What to write instead, where that can be told.
    fn help(&self) -> Option<String>;
}

/// A number without the comma that people write in it: `1,200` is `1200` and `2,5` is `2.5`.
pub(crate) fn without_comma(text: &str) -> Option<String> {
    let plain = text.replace('，', ",");
    let parts: Vec<&str> = plain.split(',').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [_] => None,
        parts if !parts.iter().all(is_number) => None,
        [_, thousands @ ..] if thousands.iter().all(|part| part.len() == 3) => Some(parts.concat()),
        [whole, fraction] => Some(format!("{whole}.{fraction}")),
        _ => None,
    }
}

/// Implements the serde and schema sides of a value that is written as one scalar.
///
/// The value must implement `FromStr` (with an error that is a [`Flaw`]) and `Display`. `$name` is
/// its name in schemas (`format`), and the newtype name that [`crate::model::node`] recognises.
macro_rules! scalar {
    ($type:ty, $name:literal) => {
        $crate::model::flaw::scalar!($type, $name, |text: &str| text.parse());
    };
    ($type:ty, $name:literal, $read:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct($name, &self.to_string())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::flaw::from_text(deserializer, $read)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "format": $name })
            }
        }
    };
}
pub(crate) use scalar;

/// Reads a scalar by its text, whatever type the file's syntax gave it: a decimal is never a float.
pub(crate) fn from_text<'de, D, T, F>(deserializer: D, read: fn(&str) -> Result<T, F>) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    F: std::fmt::Display,
{
    struct Text<T, F>(fn(&str) -> Result<T, F>);
    impl<T, F: std::fmt::Display> serde::de::Visitor<'_> for Text<T, F> {
        type Value = T;
        fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
            formatter.write_str("a single value")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Text(read))
}
