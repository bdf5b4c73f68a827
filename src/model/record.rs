//! What every record can be asked, and the registry of kinds.
//!
//! A new kind is one struct with its [`Record`] implementation, one line in `kinds!` of [`Kind`]'s file,
//! and one in the `records!` registry at the end of this one.

use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::activity::Activity;
use crate::model::award::Award;
use crate::model::case::Case;
use crate::model::certificate::Certificate;
use crate::model::code::Category;
use crate::model::correction::Correction;
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Ground};
use crate::model::fault::Clash;
use crate::model::feedback::Feedback;
use crate::model::fields::Remarks;
use crate::model::id::{Id, OrgRef, PersonRef};
use crate::model::item::Item;
use crate::model::kind::Kind;
use crate::model::movement::Movement;
use crate::model::naming;
use crate::model::need::Need;
use crate::model::node::{Node, NodeError, field_path, reader, to_node};
use crate::model::org::Org;
use crate::model::path::FieldPath;
use crate::model::plan::Plan;
use crate::model::program::Program;
use crate::model::repeat;
use crate::model::resident::Resident;
use crate::model::series::Series;
use crate::model::service::Service;
use crate::model::shape::Shape;
use crate::model::shift::Shift;
use crate::model::text::Text;
use crate::model::training::Training;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;

/// A typed record of one kind.
pub trait Record:
    Registered + Remarks + Serialize + DeserializeOwned + JsonSchema + Clone + PartialEq + Send + Sync + 'static
{
    /// Its kind.
    const KIND: Kind;

    /// Its name or title, as people know it; none where only its id or code names it.
    fn label(&self) -> Option<&str> {
        None
    }

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
    /// What its id is made of, after the date that a log's begins with.
    fn stem(&self) -> String {
        let label = self.label().unwrap_or_default();
        if Self::KIND.is_person() { naming::person(label) } else { naming::title(label) }
    }
    /// What of its values cannot be true together.
    fn clashes(&self, _out: &mut dyn FnMut(Clash)) {}
    /// Whether a row of one of its lists may have the key of another. Kinds that have many records look,
    /// others say that a closer look is worth it.
    fn may_repeat(&self) -> bool {
        true
    }
    /// What its facts are about.
    fn about(&self, _id: &Id) -> Option<About> {
        None
    }
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
            /// Its name or title, where it has one.
            pub fn label(&self) -> Option<&str> {
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
            /// Why rules were set aside for it.
            pub fn overridden(&self) -> Option<&Text> {
                match self { $(AnyRecord::$kind(record) => record.overridden()),+ }
            }
            /// What of its values cannot be true together.
            pub fn clashes(&self, out: &mut dyn FnMut(Clash)) {
                match self { $(AnyRecord::$kind(record) => record.clashes(out)),+ }
            }
            /// Whether a row of one of its lists may have the key of another: then it is worth a closer look.
            pub fn may_repeat(&self) -> bool {
                match self { $(AnyRecord::$kind(record) => repeat::twice(record.approx()) || record.may_repeat()),+ }
            }
            /// What its facts are about.
            pub fn about(&self, id: &Id) -> Option<Arc<About>> {
                match self { $(AnyRecord::$kind(record) => record.about(id).map(Arc::new)),+ }
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

records!(
    Activity,
    Award,
    Case,
    Certificate,
    Correction,
    Feedback,
    Item,
    Movement,
    Need,
    Org,
    Plan,
    Program,
    Resident,
    Series,
    Service,
    Shift,
    Training,
    Volunteer,
    Worker,
);

/// The field that says what records of a kind go by; none where only their ids or codes name them.
pub fn label_field(kind: Kind) -> Option<&'static str> {
    ["name", "title"].into_iter().find(|field| shape(kind).field(field).is_some())
}

/// The ratings that somebody can give.
pub(crate) const RATINGS: RangeInclusive<u64> = 1..=5;

/// Finds a rating that nobody can give.
pub(super) fn rated(rating: Option<u64>, field: impl FnOnce() -> FieldPath, out: &mut dyn FnMut(Clash)) {
    if let Some(rating) = rating.filter(|rating| !RATINGS.contains(rating)) {
        let field = field();
        let message = format!("`{field}`: {rating} is no rating");
        out(Clash { field, message, help: "write a number from `1` to `5`".into() });
    }
}
