//! A set of small numbers, as those of people: few by their numbers, many by a bit each.

/// How many are kept by their numbers.
const FEW: usize = 128;

/// How many numbers a word of bits tells.
const WORD: u32 = u64::BITS;

/// Numbers, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Distinct {
    /// Sorted.
    Few(Vec<u32>),
    /// A bit for each, up to the largest, and how many there are.
    Many(Vec<u64>, usize),
}

impl Default for Distinct {
    fn default() -> Distinct {
        Distinct::Few(Vec::new())
    }
}

impl Distinct {
    /// How many there are.
    pub(super) fn count(&self) -> i64 {
        let count = match self {
            Distinct::Few(numbers) => numbers.len(),
            Distinct::Many(_, count) => *count,
        };
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// Takes in a number; tells whether it is new.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        match self {
            Distinct::Few(numbers) => {
                let Err(at) = numbers.binary_search(&number) else { return false };
                numbers.insert(at, number);
                if numbers.len() > FEW {
                    let numbers = std::mem::take(numbers);
                    *self = Distinct::Many(Vec::new(), 0);
                    self.insert_all(&numbers);
                }
                true
            }
            Distinct::Many(words, count) => {
                let (at, bit) = ((number / WORD) as usize, 1_u64 << (number % WORD));
                if at >= words.len() {
                    words.resize(at + 1, 0);
                }
                let is_new = words[at] & bit == 0;
                *count += usize::from(is_new);
                words[at] |= bit;
                is_new
            }
        }
    }

    fn insert_all(&mut self, numbers: &[u32]) {
        for number in numbers {
            self.insert(*number);
        }
    }

    /// Takes in all numbers of another set.
    pub(super) fn extend(&mut self, other: &Distinct) {
        match other {
            Distinct::Few(numbers) => self.insert_all(numbers),
            Distinct::Many(words, _) => {
                for (word, at) in words.iter().zip(0_u32..) {
                    let set = (0..WORD).filter(|bit| word >> bit & 1 == 1);
                    self.insert_all(&set.map(|bit| at * WORD + bit).collect::<Vec<_>>());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    proptest::proptest! {
        #[test]
        fn it_holds_what_a_set_holds(one in proptest::collection::vec(0..900_u32, 0..400), other in proptest::collection::vec(0..900_u32, 0..400)) {
            let of = |numbers: &[u32]| {
                let mut set = Distinct::default();
                set.insert_all(numbers);
                set
            };
            let mut both = of(&one);
            both.extend(&of(&other));
            let all: BTreeSet<u32> = one.iter().chain(&other).copied().collect();
            let sorted: Vec<u32> = all.iter().copied().collect();
            proptest::prop_assert_eq!(both.count(), i64::try_from(all.len()).unwrap());
            proptest::prop_assert_eq!(both, of(&sorted));
        }
    }
}
