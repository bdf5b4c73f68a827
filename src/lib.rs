//! tandem: plain-file records for social workers and volunteers who work as one team.
//!
//! People who run a community service station keep their records as TOML and YAML files in a folder
//! under git. The files are the product: this crate keeps them right and adds them up.
//!
//! # The house
//!
//! ```text
//!        ┌────────────┬──── cli ────┬────────────┐   words in, words out; the only part that prints
//!        │            │             │            │
//!     render       session         ops       exchange   session: lock, recover, plan, check, write, commit
//!        │        ┌───┴───┐         │            │
//!     report    store   check       │            │      store: the only part that touches disk, git, keys
//!        └────────┴───┬───┴─────────┴────────────┘      ops, report, check: pure, strangers to each other
//!                 diag → model                          problems → meaning of records (model knows nobody)
//! ```
//!
//! | folder | lives there | may import |
//! |---|---|---|
//! | [`model`] | one file per kind of record: the struct *is* the format; the small values; [`model::book`] (how everything reads); [`model::change`] and [`model::diff`] (what changes, as values); [`model::fact`] (the rows that reports add up); [`model::fit`] (what stands against an assignment) | nothing of ours |
//! | [`diag`] | problems as plain data | model |
//! | [`check`] | one rule a file, and the driver that brings records to rules | model diag |
//! | [`ops`] | what verbs would do: plans or refusals, never writes | model |
//! | [`report`] | one report a file: a plain struct whose rows add, and its table | model |
//! | [`store`] | disks, layout, reading, format-preserving editing, lock, journal, git, keys | model diag |
//! | [`session`] | opens a store; makes changes in the one order there is | store check diag model |
//! | [`render`] | values to text: one form a file | model diag report locale |
//! | [`exchange`] | sheets and sign-in lists to records, or to doubts; no file handles | model report |
//! | [`docs`] | pages for `tandem help`, compiled in | – |
//! | [`locale`] | message catalogues in English, Chinese and Spanish | – |
//! | [`cli`] | one noun a module, the verbs that all kinds share once in `cli::generic`: words understood, the act, the telling | all |
//!
//! The tests hold this table against every source file.
//!
//! # How a record is read
//!
//! A file's folder gives its kind, its stem the id. [`store::read`] turns bytes into a typed record the
//! quick way: registers by `toml`; logs by a reader of plain YAML that declines whatever it does not entirely
//! understand, and then by `serde_yaml`. Many files are read on several threads and told in order: a record lives and
//! dies where it was read, and what it tells goes on in columns; most activities tell it without their struct
//! (`store::columns::skim`). What refuses is walked against the shape of its struct, so that all of its faults are told,
//! each with its bytes. A bad record never stops anything: it counts nowhere, and
//! whoever asked is told. Everything above reads through the [`model::book::Book`]: by id (cached), or
//! streamed (not kept). What is not asked for is not read. In a store of many files [`store::index`] remembers what
//! they told; a file that changed since is read again, so the answers are the same with it and without.
//!
//! # How a record is changed
//!
//! An op gets the book and a request and gives back [`model::change::Change`]s: typed records before and
//! after. [`session::change`] takes the lock, finishes what a death left, has the change planned, turns it into
//! field changes ([`model::diff`]), splices those into the text ([`store::edit`]: every other byte stays),
//! checks the touched records in a draft, and publishes ([`store::publish`]): commit built aside, hooks
//! asked, journal, files, index, HEAD. Until the journal is written nothing has happened; from then on
//! every step can be repeated. Whatever dies, and wherever, afterwards there is the old state or the new.
//!
//! # What always holds
//!
//! 1. A bad record never stops loading; `check` lists all faults of a bad file.
//! 2. A write alters only the bytes that it means to.
//! 3. A changing command does all or nothing. Reading never waits for long.
//! 4. Records are data from elsewhere: nothing in them names a program or a path outside; links that
//!    leave the store are not followed; a file is at most 1 MiB, 10,000 rows, 16 deep; control characters
//!    are shown escaped.
//! 5. The same records, day and seed give the same bytes: no hash order, no clock below `main`, no float.
//! 6. What was opened with a key reaches neither git nor `Debug`, and no error repeats it; it is shown to whoever
//!    asks for it by `--open`, nowhere else.
//! 7. stdout is the answer, stderr the talk. Exit 0: done; 1: the records are at fault; 2: the call or its
//!    surroundings; 70: this program.
//! 8. How far something is, is counted in [`store::progress`] and shown by `cli` alone, on a terminal. Ctrl-C waits
//!    for what is [`store::unbroken`], and leaves nothing behind.
//!
//! # Adding a kind of record
//!
//! Five new files at most, and a line in each registry:
//!
//! 1. `model/KIND.rs`: the struct in `register!` or `log!` ([`model::fields`]: what every record may say comes
//!    with it), each field with its doc comment; and its [`model::record::Record`]: what it goes by, its day,
//!    its organisation, its categories, what cannot be true together, its facts.
//! 2. a line each in [`model`], in `kinds!` of [`model::kind`], and in `records!` of [`model::record`]. Where a
//!    new sort of fact is told, a variant of [`model::fact::Figure`].
//! 3. `cli/NOUN.rs`: what it is called and its columns. `list`, `show`, `set`, `edit` and the verb that enters
//!    one come with the shape; verbs of its own are files of their own in `cli/NOUN/`.
//! 4. in [`cli`] a line for the module, one for the command and one for its arm.
//! 5. the title of its list in the three catalogues of [`locale`], its section in `docs/format.md` (the list
//!    of fields is written by the tests), and its story in `tests/transcripts/`.

pub mod check;
pub mod cli;
pub mod diag;
pub mod docs;
pub mod exchange;
pub mod locale;
pub mod model;
pub mod ops;
pub mod render;
pub mod report;
pub mod session;
pub mod store;
