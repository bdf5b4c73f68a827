//! Heads that records count without naming them.
//!
//! Heads are workers, volunteers, residents, staff and people. Groups are *of which* among the residents: of
//! a record that counts groups and no residents, the largest group stands for them. Households are no heads.

use std::collections::BTreeMap;

use crate::model::code::{GROUPS, HEADS};
use crate::report::count::Count;

/// Whose heads: a name that the format knows, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head(usize);

/// The heads that one record counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads(BTreeMap<Head, Count>);

const RESIDENTS: &str = "residents";
const HOUSEHOLDS: &str = "households";

impl Head {
    /// The one of that name; what no report counts is none.
    pub fn named(name: &str) -> Option<Head> {
        HEADS.iter().chain(&GROUPS).position(|known| *known == name).map(Head)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        HEADS.iter().chain(&GROUPS).nth(self.0).copied().unwrap_or_default()
    }

    /// Whether it is a group of residents.
    pub fn is_group(self) -> bool {
        self.0 >= HEADS.len()
    }

    /// Whether it counts households, which are no heads.
    pub fn is_households(self) -> bool {
        self.name() == HOUSEHOLDS
    }
}

impl Heads {
    /// Takes in what the record counts under a name.
    pub fn add(&mut self, name: &str, count: Count) {
        if let Some(head) = Head::named(name) {
            self.0.insert(head, count);
        }
    }

    /// All that the record counts, the residents that its largest group stands for among it.
    pub fn counts(&self) -> BTreeMap<Head, Count> {
        let mut counts = self.0.clone();
        let groups = self.0.iter().filter(|(head, _)| head.is_group()).map(|(_, count)| *count);
        if let (Some(residents), Some(largest)) =
            (Head::named(RESIDENTS), groups.max_by_key(|count| (count.number, count.approximate)))
        {
            counts.entry(residents).or_insert(largest);
        }
        counts
    }

    /// How many heads that makes; `None` where it is more than can be counted.
    pub fn sum(&self) -> Option<Count> {
        let counts = self.counts();
        let heads = counts.iter().filter(|(head, _)| !head.is_group() && !head.is_households());
        heads.map(|(_, count)| *count).try_fold(Count::default(), Count::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(counts: &[(&str, i64)]) -> Heads {
        let mut heads = Heads::default();
        for (name, number) in counts {
            heads.add(name, Count { number: *number, approximate: false });
        }
        heads
    }

    #[test]
    fn groups_are_among_the_residents() {
        let sum = |counts: &[(&str, i64)]| heads(counts).sum().map(|count| count.number);
        assert_eq!(sum(&[("residents", 20), ("elderly", 12), ("volunteers", 3)]), Some(23));
        assert_eq!(sum(&[("elderly", 12), ("disabled", 4), ("households", 9)]), Some(12));
        assert_eq!(sum(&[("people", 230), ("resident", 5)]), Some(230), "an unknown name adds nobody");
        assert_eq!(sum(&[("people", i64::MAX), ("staff", 1)]), None);
        let names: Vec<&str> = heads(&[("child", 1)]).counts().keys().map(|head| head.name()).collect();
        assert_eq!(names, ["residents", "child"]);
    }
}
