//! How a part of the index lies in its file: a mark, a checksum, what it was made for, and postcard.
//!
//! What is cut off, flipped, of another version, another store or another part is nothing at all: nobody is told,
//! and the records are read again. The checksum is over everything behind it, since postcard alone notices few
//! of the bits that flip.

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_128;

/// The first bytes of every part.
const MARK: &[u8; 8] = b"tandem\0i";
/// The version of what follows. It changes with what is told of a record, and how.
const VERSION: u32 = 2;
/// Where what is checked begins: behind the mark and the checksum.
const CHECKED: usize = MARK.len() + size_of::<u128>();
/// Where what was put in begins: behind the print.
const BODY: usize = CHECKED + size_of::<u128>();

/// What a part was made for: it is of no use to anybody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print(u128);

impl Print {
    /// The print of these words, in this order.
    pub(super) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Print {
        let own = [env!("CARGO_PKG_VERSION"), &VERSION.to_string()].map(String::from);
        let words = own.into_iter().chain(words.into_iter().map(String::from));
        Print(xxh3_128(&words.flat_map(|word| [word, "\0".into()]).collect::<String>().into_bytes()))
    }
}

/// The bytes of a part.
pub(super) fn framed(print: Print, part: &impl Serialize) -> Option<Vec<u8>> {
    let mut bytes = MARK.to_vec();
    bytes.extend([0; size_of::<u128>()]);
    bytes.extend(print.0.to_le_bytes());
    let mut bytes = postcard::to_extend(part, bytes).ok()?;
    let sum = xxh3_128(&bytes[CHECKED..]).to_le_bytes();
    bytes[MARK.len()..CHECKED].copy_from_slice(&sum);
    Some(bytes)
}

/// The part that bytes are; nothing where they are not exactly what was made for this print.
pub(super) fn unframed<T: DeserializeOwned>(print: Print, bytes: &[u8]) -> Option<T> {
    let sum = bytes.strip_prefix(MARK)?.get(..size_of::<u128>())?;
    let checked = bytes.get(CHECKED..)?;
    let body = bytes.get(BODY..)?;
    if sum != xxh3_128(checked).to_le_bytes() || !checked.starts_with(&print.0.to_le_bytes()) {
        return None;
    }
    match postcard::take_from_bytes(body) {
        Ok((part, [])) => Some(part),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_bytes_are_a_part() {
        let print = Print::of(["a", "b"]);
        let part = (vec![1_u32, 70_000], String::from("x"));
        let bytes = framed(print, &part).unwrap();
        assert_eq!(unframed(print, &bytes), Some(part.clone()));
        assert_eq!(unframed::<(Vec<u32>, String)>(Print::of(["ab"]), &bytes), None);
        for cut in 0..bytes.len() {
            assert_eq!(unframed::<(Vec<u32>, String)>(print, &bytes[..cut]), None, "{cut}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(unframed::<(Vec<u32>, String)>(print, &flipped), None, "{bit}");
        }
        let longer = [bytes, vec![0]].concat();
        assert_eq!(unframed::<(Vec<u32>, String)>(print, &longer), None);
    }

    #[test]
    fn lengths_beyond_the_bytes_take_no_memory() {
        let print = Print::of([]);
        let giant = framed(print, &u64::MAX).unwrap();
        assert_eq!(unframed::<Vec<u64>>(print, &giant), None);
        assert_eq!(unframed::<String>(print, &giant), None);
    }
}
