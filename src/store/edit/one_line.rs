//! Values on one line: brackets and braces are the same in both syntaxes, scalars and names are not.

use crate::model::node::Node;

/// What a syntax writes its own way.
pub(super) struct Syntax {
    /// A name.
    pub(super) key: fn(&str) -> String,
    /// What stands between a name and its value.
    pub(super) between: &'static str,
    /// A scalar.
    pub(super) scalar: fn(&Node) -> String,
}

impl Syntax {
    /// A value.
    pub(super) fn value(&self, node: &Node) -> String {
        match node {
            Node::List(rows) => {
                format!("[{}]", rows.iter().map(|row| self.value(row)).collect::<Vec<_>>().join(", "))
            }
            Node::Table(fields) if fields.is_empty() => "{}".into(),
            Node::Table(fields) => {
                let fields = fields.iter().map(|(name, value)| self.field(name, value));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
            scalar => (self.scalar)(scalar),
        }
    }

    /// A named value.
    pub(super) fn field(&self, name: &str, value: &Node) -> String {
        format!("{}{}{}", (self.key)(name), self.between, self.value(value))
    }
}
