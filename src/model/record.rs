//! What every record can be asked, and the registry of kinds.
//!
//! A new kind is one struct with its [`Record`] implementation, one line in `kinds!` of [`Kind`]'s file,
//! and one in the `records!` registry at the end of this one.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::activity::Activity;
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::fact::{Fact, Ground};
use crate::model::fault::Clash;
use crate::model::id::{Id, OrgRef, PersonRef};
use crate::model::kind::Kind;
use crate::model::node::{Node, NodeError, field_path, reader, to_node};
use crate::model::org::Org;
use crate::model::path::FieldPath;
use crate::model::shape::Shape;
use crate::model::text::Text;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;

/// A typed record of one kind.
pub trait Record:
    Registered + Serialize + DeserializeOwned + JsonSchema + Clone + PartialEq + Send + Sync + 'static
{
    /// Its kind.
    const KIND: Kind;

    /// Its name or title, as people know it.
    fn label(&self) -> &str;

    /// Other names that it can be found by.
    fn also(&self) -> &[Text] {
        &[]
    }
    /// The day that decides the folder of a log; none for registers.
    fn day(&self) -> Option<Day> {
        None
    }
    /// The organisation whose folder a new record goes to.
    fn org(&self) -> Option<&OrgRef> {
        None
    }
    /// The categories it names, which the store's catalogue must know.
    fn categories(&self) -> Vec<&Category> {
        Vec::new()
    }
    /// That it was wrong and counts nowhere.
    fn void(&self) -> Option<&Void> {
        None
    }
    /// What of its values cannot be true together.
    fn clashes(&self, _out: &mut dyn FnMut(Clash)) {}
    /// The rows that reports add up. Never called for void records.
    fn facts(&self, _id: &Id, _ground: &Ground, _out: &mut dyn FnMut(Fact)) {}
}

/// That a log was wrong; it is kept and counts nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Void {
    /// Since when it is void.
    pub date: Day,
    /// Who said so.
    pub by: PersonRef,
    /// Why.
    pub reason: Text,
}

/// How a typed record goes into [`AnyRecord`] and comes out again. Implemented by the registry.
pub trait Registered: Sized {
    /// Wraps a record of this kind.
    fn wrap(record: Arc<Self>) -> AnyRecord;
    /// Unwraps a record, if it is of this kind.
    fn unwrap(record: &AnyRecord) -> Option<Arc<Self>>;
}

/// Makes [`AnyRecord`] and everything that must be told apart by kind.
macro_rules! records {
    ($($kind:ident),+ $(,)?) => {
        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyRecord {
            $(#[doc = concat!("Of kind ", stringify!($kind), ".")] $kind(Arc<$kind>)),+
        }

        $(impl Registered for $kind {
            fn wrap(record: Arc<Self>) -> AnyRecord {
                AnyRecord::$kind(record)
            }
            fn unwrap(record: &AnyRecord) -> Option<Arc<Self>> {
                match record {
                    AnyRecord::$kind(record) => Some(record.clone()),
                    _ => None,
                }
            }
        })+

        impl AnyRecord {
            /// Reads a record of a kind.
            ///
            /// # Errors
            /// Whatever the deserializer meets first.
            pub fn read<'de, D: Deserializer<'de>>(kind: Kind, from: D) -> Result<AnyRecord, D::Error> {
                match kind { $(Kind::$kind => $kind::deserialize(from).map(|record| AnyRecord::$kind(Arc::new(record)))),+ }
            }
            /// The record of a kind that a tree says, telling `unknown` every field nobody knows.
            ///
            /// # Errors
            /// [`NodeError::Refused`] with the first fault.
            pub fn from_node(kind: Kind, node: &Node, unknown: &mut dyn FnMut(FieldPath)) -> Result<AnyRecord, NodeError> {
                let mut tell = |path: serde_ignored::Path| unknown(field_path(&path));
                AnyRecord::read(kind, serde_ignored::Deserializer::new(reader(node), &mut tell))
            }
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $(AnyRecord::$kind(_) => Kind::$kind),+ }
            }
            /// Its name or title.
            pub fn label(&self) -> &str {
                match self { $(AnyRecord::$kind(record) => record.label()),+ }
            }
            /// Other names that it can be found by.
            pub fn also(&self) -> &[Text] {
                match self { $(AnyRecord::$kind(record) => record.also()),+ }
            }
            /// The day that decides the folder of a log.
            pub fn day(&self) -> Option<Day> {
                match self { $(AnyRecord::$kind(record) => record.day()),+ }
            }
            /// The organisation whose folder a new record goes to.
            pub fn org(&self) -> Option<&OrgRef> {
                match self { $(AnyRecord::$kind(record) => record.org()),+ }
            }
            /// The categories it names.
            pub fn categories(&self) -> Vec<&Category> {
                match self { $(AnyRecord::$kind(record) => record.categories()),+ }
            }
            /// That it was wrong and counts nowhere.
            pub fn void(&self) -> Option<&Void> {
                match self { $(AnyRecord::$kind(record) => record.void()),+ }
            }
            /// What of its values cannot be true together.
            pub fn clashes(&self, out: &mut dyn FnMut(Clash)) {
                match self { $(AnyRecord::$kind(record) => record.clashes(out)),+ }
            }
            /// The rows that reports add up; none of a void record.
            pub fn facts(&self, id: &Id, ground: &Ground, out: &mut dyn FnMut(Fact)) {
                if self.void().is_none() {
                    match self { $(AnyRecord::$kind(record) => record.facts(id, ground, out)),+ }
                }
            }
            /// Its tree of values.
            ///
            /// # Errors
            /// [`NodeError`], never met with the structs of this crate.
            pub fn node(&self) -> Result<Node, NodeError> {
                match self { $(AnyRecord::$kind(record) => to_node(&**record)),+ }
            }
        }

        /// The shape of a kind's records.
        pub fn shape(kind: Kind) -> &'static Shape {
            match kind {
                $(Kind::$kind => {
                    static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<$kind>);
                    &SHAPE
                }),+
            }
        }
    };
}

records!(Activity, Org, Volunteer, Worker);
