//! The only part that touches disk, git and keys.

mod abreast;
mod columns;
pub mod disk;
pub mod edit;
pub mod folder;
pub mod git;
pub mod index;
mod inspect;
pub mod journal;
pub mod layout;
mod locate;
pub mod lock;
pub mod mend;
pub mod merge;
mod plain;
pub mod progress;
pub mod publish;
pub mod read;
pub mod records;
pub mod seal;
pub mod unbroken;
