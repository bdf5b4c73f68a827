//! What is sealed, looked at from outside: the form of keys and of sealed texts.
//!
//! Nothing here opens anything; keys that could are known to the store alone.

use std::io::Read;

use age::armor::ArmoredReader;

use crate::model::kind::Kind;
use crate::model::record::shape;

/// The field that holds what is confidential, in the records that have it.
pub const FIELD: &str = "sealed";

/// The first line of a sealed text.
const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";

/// Why nothing can be sealed for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is the half that opens, which nobody else may see.
    #[error("the key is a secret one: whoever has the files can open with it what is sealed")]
    Secret,
    /// It is something else, or mistyped.
    #[error("the key is no age recipient")]
    Form,
}

impl KeyError {
    /// What to do instead.
    pub fn help(self) -> &'static str {
        match self {
            KeyError::Secret => {
                "make a new key with `age-keygen -o FILE`, write here the `age1…` that it prints, and seal anew"
            }
            KeyError::Form => {
                "write the `age1…` that `age-keygen` prints; `age-keygen -y FILE` prints it again"
            }
        }
    }
}

/// The recipient that a key of `[[seal]]` says.
///
/// # Errors
/// [`KeyError`] where nothing can be sealed for it.
pub fn recipient(key: &str) -> Result<age::x25519::Recipient, KeyError> {
    let is_secret = key.trim().to_ascii_uppercase().starts_with("AGE-SECRET-KEY-");
    let wrong = if is_secret { KeyError::Secret } else { KeyError::Form };
    key.parse().map_err(|_| wrong)
}

/// Whether records of a kind have something sealed.
pub fn is_kept_in(kind: Kind) -> bool {
    shape(kind).field(FIELD).is_some()
}

/// Whether a text is an armoured age file, as far as can be told without opening it.
pub fn is_sealed(text: &str) -> bool {
    let mut bytes = Vec::new();
    text.trim_start().starts_with(BEGIN)
        && ArmoredReader::new(text.trim().as_bytes()).read_to_end(&mut bytes).is_ok()
        && age::Decryptor::new_buffered(&bytes[..]).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_apart() {
        let key = age::x25519::Identity::generate();
        assert!(recipient(&key.to_public().to_string()).is_ok());
        let secret = age::secrecy::ExposeSecret::expose_secret(&key.to_string()).to_string();
        assert_eq!(recipient(&secret).err(), Some(KeyError::Secret));
        assert_eq!(recipient("age1abc").err(), Some(KeyError::Form));
    }

    #[test]
    fn sealed_texts_are_told_from_others() {
        let key = age::x25519::Identity::generate().to_public();
        let sealed = age::encrypt_and_armor(&key, b"name = \"x\"\n").unwrap();
        assert!(is_sealed(&sealed));
        assert!(!is_sealed(&sealed.replace("YWdl", "ABCD")));
        assert!(!is_sealed(&sealed[..sealed.len() - 20]));
        assert!(!is_sealed("name = \"x\""));
        assert!(!is_sealed(""));
    }

    #[test]
    fn some_kinds_have_something_sealed() {
        assert!(is_kept_in(Kind::Resident) && is_kept_in(Kind::Feedback) && !is_kept_in(Kind::Shift));
    }
}
