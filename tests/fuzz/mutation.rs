//! Changing bytes at random, always the same for the same seed.

use super::specimens::Specimen;

/// The largest that is made, in bytes: what takes longer than its length allows would be noticed by then.
const LARGEST: usize = 32 * 1024;

/// What means something to one reader or another.
const PIECES: [&str; 48] = [
    "\n",
    "\r\n",
    "\r",
    "  ",
    "\t",
    "- ",
    ": ",
    " = ",
    "[",
    "]",
    "{",
    "}",
    "[[",
    "]]",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "#",
    "&a ",
    "*a",
    "!!str ",
    "|",
    ">-",
    "---\n",
    "...\n",
    "\u{feff}",
    "null",
    "~",
    "true",
    "1e9",
    "-0",
    "0x1f",
    ".inf",
    "\\",
    "\\u",
    "\u{1b}",
    "\u{202e}",
    "：",
    "，",
    "李",
    "<<<<<<< a\n",
    "2026-02-30",
    "25:61",
    "a.b",
    ",",
    ";",
    "=1+1",
];

/// A die of xorshift.
pub(super) struct Dice(u64);

impl Dice {
    /// The die of a seed.
    pub(super) fn of(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below another one, which is not zero.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[3]
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A part of so many bytes, of `most` at most.
    fn part(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let end = (start + self.below(most) + 1).min(length);
        start..end
    }
}

/// One of the specimens, changed once or a few times; now and then bytes that mean nothing.
pub(super) fn mutated(dice: &mut Dice, specimens: &[Specimen]) -> Specimen {
    let Specimen { kind, mut bytes } = dice.one_of(specimens).clone();
    if dice.below(64) == 0 {
        bytes = (0..dice.below(300)).map(|_| dice.byte()).collect();
    }
    for _ in 0..=dice.below(5) {
        mutate(dice, &mut bytes, specimens);
    }
    bytes.truncate(LARGEST);
    Specimen { kind, bytes }
}

fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>, specimens: &[Specimen]) {
    let at = dice.below(bytes.len() + 1);
    match dice.below(10) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = dice.byte(),
        2 => drop(bytes.drain(dice.part(bytes.len(), 40))),
        3 => {
            let again = bytes[dice.part(bytes.len(), 60)].to_vec();
            bytes.splice(at..at, again);
        }
        4 => {
            let other = &dice.one_of(specimens).bytes;
            let part = other[dice.part(other.len(), 200)].to_vec();
            let gone = dice.part(bytes.len(), 40);
            bytes.splice(gone, part);
        }
        5 => twice(dice, bytes),
        6 => larger(dice, bytes),
        7 => deeper(dice, bytes, at),
        8 => bytes.truncate(at),
        _ => {
            let piece = dice.one_of(&PIECES).bytes();
            let gone = dice.below(4).min(bytes.len() - at);
            drop(bytes.splice(at..at + gone, piece));
        }
    }
}

/// A line, or a word, stands twice.
fn twice(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let by_line = dice.below(2) == 0;
    let parts = |byte: &u8| if by_line { *byte == b'\n' } else { !byte.is_ascii_alphanumeric() };
    let ends: Vec<usize> = (0..bytes.len()).filter(|at| parts(&bytes[*at])).collect();
    if ends.len() > 1 {
        let nth = dice.below(ends.len() - 1);
        let part = bytes[ends[nth]..ends[nth + 1]].to_vec();
        bytes.splice(ends[nth]..ends[nth], part);
    }
}

/// A number has many more digits.
fn larger(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    if !digits.is_empty() {
        let at = *dice.one_of(&digits);
        let more = vec![b'0' + u8::try_from(dice.below(10)).unwrap_or_default(); dice.below(30)];
        bytes.splice(at..at, more);
    }
}

/// Brackets, lists or tables within each other.
fn deeper(dice: &mut Dice, bytes: &mut Vec<u8>, at: usize) {
    let (open, close) =
        *dice.one_of(&[("[", "]"), ("{ a: ", " }"), ("{ a = ", " }"), ("- ", ""), ("a.", ""), ("\n[", "]")]);
    let most = if dice.below(50) == 0 { 2_000 } else { 24 };
    let depth = dice.below(most);
    bytes.splice(at..at, open.repeat(depth).into_bytes());
    let end = (at + open.len() * depth + dice.below(20)).min(bytes.len());
    bytes.splice(end..end, close.repeat(depth).into_bytes());
}
