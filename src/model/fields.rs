//! What the structs of the format have in common: how absence is written, and the fields of every record.
//!
//! Absent means not known or the default, so nothing is written as null, empty text or empty list. A
//! register may say where it is known from; a log may besides be void. `register!`, `log!` and `rows!`
//! write that down once for all structs of the format.

use crate::model::record::Void;
use crate::model::text::Text;

/// What every record may say besides its own fields.
pub trait Remarks {
    /// The names of its fields that are rounded or assumed; of a list, the list's name.
    fn approx(&self) -> &[Text];

    /// Why rules were set aside for it.
    fn overridden(&self) -> Option<&Text>;

    /// That it was wrong and counts nowhere; never of a register.
    fn void(&self) -> Option<&Void>;

    /// Whether one of these fields, or a value within one, is rounded or assumed.
    fn is_approximate(&self, fields: &[&str]) -> bool {
        let names = |name: &str| {
            fields.iter().any(|field| {
                name == *field || field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
            })
        };
        self.approx().iter().any(|name| names(name))
    }

    /// Whether the day, or a value of that name in a table, is rounded or assumed.
    fn is_approximate_in(&self, day: &str, table: &str, name: &str) -> bool {
        !self.approx().is_empty() && self.is_approximate(&[day, table, &format!("{table}.{name}")])
    }
}

/// Declares structs that stand within records: rows of lists and tables.
macro_rules! rows {
    ($($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* })+) => {$(
        $(#[$meta])*
        #[serde_with::apply(
            Option => #[serde(skip_serializing_if = "Option::is_none")],
            Vec => #[serde(default, skip_serializing_if = "Vec::is_empty")],
            Named => #[serde(default, skip_serializing_if = "crate::model::named::Named::is_empty")],
        )]
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub struct $name { $($fields)* }
    )+};
}

/// Declares the struct of a kind of register, with what every register may say.
macro_rules! register {
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        $crate::model::fields::record! { $(#[$meta])* $name { $($fields)* } {} |_record| None }
    };
}

/// Declares the struct of a kind of log, with what every log may say.
macro_rules! log {
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        $crate::model::fields::record! {
            $(#[$meta])*
            $name { $($fields)* }
            {
                /// That this record was wrong; it counts nowhere.
                pub void: Option<$crate::model::record::Void>,
            }
            |record: &$name| record.void.as_ref()
        }
    };
}

/// Declares the struct of a kind: its own fields, what every record may say, what comes last, and how to tell
/// that it is void.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($fields:tt)* } { $($last:tt)* } $void:expr) => {
        $crate::model::fields::rows! {
            $(#[$meta])*
            pub struct $name {
                $($fields)*
                /// Anything else worth knowing.
                pub note: Option<$crate::model::text::Text>,
                /// Where this is known from.
                pub source: Option<$crate::model::text::Text>,
                /// Names of fields that are rounded or assumed.
                pub approx: Vec<$crate::model::text::Text>,
                /// Why a rule was set aside.
                #[serde(rename = "override")]
                pub overridden: Option<$crate::model::text::Text>,
                $($last)*
            }
        }

        impl $crate::model::fields::Remarks for $name {
            fn approx(&self) -> &[$crate::model::text::Text] {
                &self.approx
            }
            fn overridden(&self) -> Option<&$crate::model::text::Text> {
                self.overridden.as_ref()
            }
            fn void(&self) -> Option<&$crate::model::record::Void> {
                let void: fn(&$name) -> Option<&$crate::model::record::Void> = $void;
                void(self)
            }
        }
    };
}

pub(crate) use {log, record, register, rows};
