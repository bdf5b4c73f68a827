//! The closed lists of codes by the fields that hold them: what a code is called depends on where it stands.
//!
//! The names of the lists are those of the catalogues. Files, machine formats and what one types keep the code.

use crate::locale::{Catalogue, Lang};
use crate::model::code::Catalogue as Categories;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::shape::{Field, Shape};

/// The list whose codes a field of a kind's records holds; `assigned.status` is a field of a row.
pub(crate) fn list(kind: Kind, field: &str) -> Option<&'static str> {
    let name = field.rsplit('.').next().unwrap_or(field);
    Some(match (kind, field) {
        (Kind::Org, "kind") => "org-kind",
        (Kind::Org, "pairing.kind") => "pairing",
        (Kind::Volunteer, "kind") => "service-kind",
        (Kind::Volunteer, "status") => "volunteer-status",
        (Kind::Worker, "status") => "worker-status",
        (Kind::Resident, "kind") => "resident-kind",
        (Kind::Service, "status") => "service-status",
        (Kind::Item, "kind") => "item-kind",
        (Kind::Shift, "status") => "shift-status",
        (Kind::Shift, "assigned.status") => "assignment-status",
        (Kind::Training, "kind") => "training",
        (Kind::Training, "attendance.result") => "outcome",
        (Kind::Need, "status") => "need-status",
        (Kind::Case, "kind") => "case-kind",
        (Kind::Case, "reason") => "case-reason",
        (Kind::Case, "referrals.status") => "referral",
        (Kind::Feedback, "kind") => "feedback",
        (Kind::Feedback, "status") => "feedback-status",
        (Kind::Movement, "kind") => "movement",
        (_, "credential.kind") => "credential-kind",
        _ => match name {
            "as" => "as",
            "channel" => "channel",
            "did" => "did",
            "linkage" => "mode",
            "model" => "model",
            "pathway" => "pathway",
            "risk" => "risk",
            "sector" => "sector",
            "stage" => "stage",
            "state" => "state",
            "urgency" => "urgency",
            _ => return None,
        },
    })
}

/// The record with what its codes are called, before each code; in English the code says it.
pub(crate) fn named(kind: Kind, shape: &Shape, words: &Catalogue, own: &Categories, record: &Node) -> Node {
    if words.lang() == Lang::En {
        return record.clone();
    }
    Naming { kind, words, own }.table(shape, "", record)
}

/// What codes are named by.
struct Naming<'a> {
    kind: Kind,
    words: &'a Catalogue,
    own: &'a Categories,
}

impl Naming<'_> {
    fn table(&self, shape: &Shape, above: &str, node: &Node) -> Node {
        let Node::Table(entries) = node else { return node.clone() };
        let named = entries.iter().map(|(name, value)| {
            let path = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
            let value = match shape.field(name) {
                Some(Field { shape, .. }) => self.value(shape, &path, value),
                None => value.clone(),
            };
            (name.clone(), value)
        });
        Node::Table(named.collect())
    }

    fn value(&self, shape: &Shape, path: &str, node: &Node) -> Node {
        match (shape, node) {
            (Shape::List { item, .. }, Node::List(rows)) => {
                Node::List(rows.iter().map(|row| self.value(item, path, row)).collect())
            }
            (shape, Node::Table(_)) => self.table(shape, path, node),
            (Shape::Code(_), Node::Text(code)) => {
                both(list(self.kind, path).and_then(|list| self.words.code(list, code)), code)
            }
            (Shape::Scalar(name), Node::Text(code)) if name == "category" => {
                both(Some(self.own.label(code, self.words.lang().code()).to_string()), code)
            }
            _ => node.clone(),
        }
    }
}

/// What a code is called, and the code.
fn both(name: Option<String>, code: &str) -> Node {
    let shown = name.filter(|name| name != code).map(|name| format!("{name} {code}"));
    Node::Text(shown.unwrap_or_else(|| code.into()))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::model::record::shape;

    /// Every field of a closed list with the codes it may hold.
    fn fields(kind: Kind, shape: &Shape, above: &str, into: &mut Vec<(Kind, String, Vec<String>)>) {
        match shape {
            Shape::Code(codes) => into.push((kind, above.into(), codes.clone())),
            Shape::List { item, .. } => fields(kind, item, above, into),
            shape => {
                for field in shape.fields() {
                    let path =
                        if above.is_empty() { field.name.clone() } else { format!("{above}.{}", field.name) };
                    fields(kind, &field.shape, &path, into);
                }
            }
        }
    }

    #[test]
    fn every_code_has_a_name_in_every_language_and_every_name_a_code() {
        let mut all = Vec::new();
        for kind in Kind::ALL {
            fields(kind, shape(kind), "", &mut all);
        }
        let mut lists: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (kind, field, codes) in all {
            let list = list(kind, &field).unwrap_or_else(|| panic!("{kind}: `{field}` has no list"));
            for words in Lang::ALL.map(Catalogue::of) {
                for code in &codes {
                    assert!(words.code(list, code).is_some(), "{}: `{list}-{code}`", words.lang());
                }
            }
            lists.entry(list).or_default().extend(codes);
        }
        // What the reports say besides: what is said by none, and what is no record of its own.
        for (list, more) in [("mode", "none"), ("training", "casework")] {
            lists.entry(list).or_default().insert(more.into());
        }
        let catalogue = include_str!("../../locale/en.ftl");
        let keys = catalogue.lines().filter_map(|line| Some(line.split_once(" =")?.0));
        for key in keys.filter(|key| !key.ends_with("-title")) {
            let of = |list: &&&str| key.strip_prefix(**list).is_some_and(|rest| rest.starts_with('-'));
            if let Some(list) = lists.keys().filter(of).max_by_key(|list| list.len()) {
                assert!(lists[*list].contains(&key[list.len() + 1..]), "no record says `{key}`");
            }
        }
    }

    #[test]
    fn codes_are_shown_with_their_names() {
        let node = Node::Table(vec![
            ("status".into(), Node::Text("paused".into())),
            ("categories".into(), Node::List(vec![Node::Text("patrol".into())])),
        ]);
        let shown = |lang: Lang| {
            let own = Categories::with(&[]);
            named(Kind::Volunteer, shape(Kind::Volunteer), &Catalogue::of(lang), &own, &node).to_string()
        };
        assert_eq!(shown(Lang::En), node.to_string());
        assert!(shown(Lang::Zh).contains("暂停 paused") && shown(Lang::Zh).contains("治安巡逻 patrol"));
    }
}
