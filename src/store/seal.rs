//! Keys: what is confidential is sealed for the recipients of the store, and opened by identities.
//!
//! Texts go in and come out; which files hold the identities is for others to know. What was opened
//! lives in values that say nothing of themselves when printed for debugging; no error here repeats a
//! word of it.

use std::io::{Read, Write};

use age::armor::{ArmoredReader, ArmoredWriter, Format as Armor};
use age::secrecy::SecretString;

use crate::model::seal::{KeyError, recipient};
use crate::model::settings::Settings;

mod fragment;

pub use self::fragment::{Fragment, Sealing};

/// Why something is not sealed, or not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The store says for nobody that things are to be sealed.
    #[error("nobody is named whom something could be sealed for")]
    NoRecipient,
    /// A key of the store is none.
    #[error("`tandem.toml` gives `{name}` a key that nothing can be sealed for: {why}")]
    Key {
        /// Whose key it is.
        name: String,
        /// What is wrong with it.
        why: KeyError,
    },
    /// Nobody gave a key that opens.
    #[error("what is sealed opens with a key only")]
    NoIdentity,
    /// A file that should hold identities does not.
    #[error("`{file}` holds no identity{}", line.map_or(String::new(), |line| format!(": line {line} is none")))]
    Identity {
        /// The file.
        file: String,
        /// The line that is something else.
        line: Option<usize>,
    },
    /// It was sealed for others.
    #[error("none of the keys opens it: it was sealed for others")]
    Unfit,
    /// It is no sealed text, or not what it was any more.
    #[error("the sealed text is damaged")]
    Damaged,
    /// What came out is not in the form of the record's files.
    #[error("what is sealed is not written in fields, as the record itself is")]
    Formless,
    /// What is to be sealed is no text that a record can hold.
    #[error("the value given for `{field}` cannot be written there")]
    Value {
        /// The field.
        field: String,
    },
    /// The system gives no randomness, or no memory.
    #[error("nothing could be sealed")]
    Unsealed,
}

impl SealError {
    /// What to do instead.
    pub fn help(&self) -> String {
        match self {
            SealError::NoRecipient => "make a key with `age-keygen -o FILE`, away from the records, and put \
                 `[[seal]]` with `name` and `key`, the `age1…` that it prints, into `tandem.toml`"
                .into(),
            SealError::Key { why, .. } => why.help().into(),
            SealError::NoIdentity => {
                "give it with `--identity FILE`, or put the file's path into `TANDEM_IDENTITY`".into()
            }
            SealError::Identity { .. } => {
                "name the file that `age-keygen -o FILE` made: it holds a line `AGE-SECRET-KEY-1…`".into()
            }
            SealError::Unfit => "ask somebody who could open it then to seal it anew, with a change".into(),
            SealError::Damaged => "`tandem history ID` tells of earlier states; git has them".into(),
            SealError::Formless => {
                "open it with `age -d`, write it in fields, and seal it with `age -a -R`".into()
            }
            SealError::Value { field } => format!(
                "write a text of printable characters, or a list or table as it stands in a record: `{field}=VALUE`"
            ),
            SealError::Unsealed => "try again".into(),
        }
    }
}

/// Those for whom things are sealed; at least one.
pub struct Recipients(Vec<age::x25519::Recipient>);

impl Recipients {
    /// Those that the store names.
    ///
    /// # Errors
    /// [`SealError::NoRecipient`], or [`SealError::Key`] for the first key that is none.
    pub fn of(settings: &Settings) -> Result<Recipients, SealError> {
        let keys = settings.seal.iter().map(|named| {
            recipient(&named.key).map_err(|why| SealError::Key { name: named.name.to_string(), why })
        });
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Err(SealError::NoRecipient) } else { Ok(Recipients(keys)) }
    }
}

/// Keys that open.
#[derive(Clone, Default)]
pub struct Identities(Vec<age::x25519::Identity>);

impl std::fmt::Debug for Identities {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} identities", self.0.len())
    }
}

impl Identities {
    /// Takes those in besides that a file holds: a line each, among comments, as `age-keygen` writes it.
    ///
    /// # Errors
    /// [`SealError::Identity`] where the file holds something else, or none.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), SealError> {
        let before = self.0.len();
        let wrong = |line| SealError::Identity { file: file.into(), line };
        for (at, line) in text.lines().map(str::trim).enumerate() {
            if !line.is_empty() && !line.starts_with('#') {
                self.0.push(line.parse().map_err(|_| wrong(Some(at + 1)))?);
            }
        }
        if self.0.len() == before { Err(wrong(None)) } else { Ok(()) }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Seals a text: armoured, so that it can stand in a record.
///
/// # Errors
/// [`SealError::Unsealed`] where the system does not go along.
pub fn seal(recipients: &Recipients, plain: &str) -> Result<String, SealError> {
    let keys = recipients.0.iter().map(|key| key as &dyn age::Recipient);
    let sealed = age::Encryptor::with_recipients(keys).ok().and_then(|encryptor| {
        let armor = ArmoredWriter::wrap_output(Vec::new(), Armor::AsciiArmor).ok()?;
        let mut writer = encryptor.wrap_output(armor).ok()?;
        writer.write_all(plain.as_bytes()).ok()?;
        String::from_utf8(writer.finish().ok()?.finish().ok()?).ok()
    });
    let sealed = sealed.ok_or(SealError::Unsealed)?;
    Ok(if sealed.ends_with('\n') { sealed } else { sealed + "\n" })
}

/// Opens a sealed text.
///
/// # Errors
/// [`SealError`] where there is no key, none fits, or the text is not what it was.
pub fn open(identities: &Identities, sealed: &str) -> Result<SecretString, SealError> {
    if identities.is_empty() {
        return Err(SealError::NoIdentity);
    }
    let decryptor = age::Decryptor::new_buffered(ArmoredReader::new(sealed.trim().as_bytes()));
    let keys = identities.0.iter().map(|key| key as &dyn age::Identity);
    let opened = decryptor.and_then(|decryptor| decryptor.decrypt(keys));
    let mut reader = opened.map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => SealError::Unfit,
        _ => SealError::Damaged,
    })?;
    // A buffer that never grows leaves no half of it behind.
    let mut plain = String::with_capacity(sealed.len());
    reader.read_to_string(&mut plain).map_err(|_| SealError::Damaged)?;
    Ok(plain.into())
}

#[cfg(test)]
mod tests;
