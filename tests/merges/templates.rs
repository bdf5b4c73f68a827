//! What the records look like whose edits are merged by chance: kinds, fields, and values as people write
//! them, in quotes of either sort.

use tandem::store::edit::Format;

/// A field and the values that it may have, as both syntaxes write them; a name that begins with `!` must
/// be there.
pub(crate) type Choice = (&'static str, &'static [&'static str]);

/// What records of a kind look like.
pub(crate) struct Template {
    /// Where they lie.
    pub(crate) folder: &'static str,
    /// How they are written.
    pub(crate) format: Format,
    /// Their single values.
    pub(crate) fields: &'static [Choice],
    /// Their list of words.
    pub(crate) words: (&'static str, &'static [&'static str]),
    /// Their list of rows.
    pub(crate) rows: &'static str,
    /// What tells the rows apart.
    pub(crate) keys: &'static [Choice],
    /// What else rows say.
    pub(crate) more: &'static [Choice],
    /// Whether rows of the same key are several.
    pub(crate) repeats: bool,
}

const DAYS: &[&str] = &["2026-01-05", "2026-02-10", "2026-03-15", "2026-04-20", "2026-05-25"];
const PEOPLE: &[&str] = &["'li-na'", "\"zhou-jie\"", "'zhao-min'", "\"qian-wei\"", "'sun-li'", "'wu-fang'"];
const HOURS: &[&str] = &["1", "1.5", "2", "2.5", "3"];
const TEXTS: &[&str] = &["'a # no comment'", "\"北门\"", "'Tor 2'", "\"it's here\"", "'yes'"];
const WORDS: &[&str] = &["'first-aid'", "\"driving\"", "'cooking'", "\"reading\"", "'patience'"];
const TIMES: &[&str] = &["\"18:00\"", "\"19:30\"", "'20:00'"];

/// The kinds that are merged.
pub(crate) const TEMPLATES: [Template; 7] = [
    Template {
        folder: "volunteers",
        format: Format::Toml,
        fields: &[
            ("!name", TEXTS),
            ("joined", DAYS),
            ("org", PEOPLE),
            ("background", TEXTS),
            ("phone", TEXTS),
        ],
        words: ("skills", WORDS),
        rows: "credential",
        keys: &[("name", WORDS), ("issued", DAYS)],
        more: &[("number", TEXTS), ("expires", DAYS)],
        repeats: false,
    },
    Template {
        folder: "workers",
        format: Format::Toml,
        fields: &[("!name", TEXTS), ("org", PEOPLE), ("joined", DAYS), ("post", TEXTS), ("email", TEXTS)],
        words: ("languages", WORDS),
        rows: "supervisor",
        keys: &[("who", PEOPLE), ("from", DAYS)],
        more: &[("until", DAYS), ("note", TEXTS)],
        repeats: false,
    },
    Template {
        folder: "orgs",
        format: Format::Toml,
        fields: &[("!name", TEXTS), ("!kind", WORDS), ("parent", PEOPLE), ("opened", DAYS), ("note", TEXTS)],
        words: ("categories", WORDS),
        rows: "pairing",
        keys: &[("org", PEOPLE), ("from", DAYS)],
        more: &[("kind", WORDS), ("until", DAYS)],
        repeats: false,
    },
    Template {
        folder: "activities/2026/01",
        format: Format::Yaml,
        fields: &[("!title", TEXTS), ("!date", DAYS), ("start", TIMES), ("place", TEXTS), ("note", TEXTS)],
        words: ("orgs", WORDS),
        rows: "attendance",
        keys: &[("who", PEOPLE), ("date", DAYS)],
        more: &[("hours", HOURS), ("role", TEXTS), ("rating", HOURS)],
        repeats: false,
    },
    Template {
        folder: "shifts/2026/01",
        format: Format::Yaml,
        fields: &[("!title", TEXTS), ("!date", DAYS), ("!start", TIMES), ("end", TIMES), ("places", HOURS)],
        words: ("skills", WORDS),
        rows: "assigned",
        keys: &[("who", PEOPLE)],
        more: &[("status", WORDS), ("role", TEXTS), ("hours", HOURS)],
        repeats: false,
    },
    Template {
        folder: "needs/2026/01",
        format: Format::Yaml,
        fields: &[
            ("!org", PEOPLE),
            ("!opened", DAYS),
            ("channel", WORDS),
            ("promised", DAYS),
            ("reason", TEXTS),
        ],
        words: ("approx", WORDS),
        rows: "log",
        keys: &[("date", DAYS), ("who", PEOPLE)],
        more: &[("did", WORDS), ("hours", HOURS)],
        repeats: true,
    },
    Template {
        folder: "cases/2026/01",
        format: Format::Yaml,
        fields: &[
            ("!org", PEOPLE),
            ("!opened", DAYS),
            ("!worker", PEOPLE),
            ("risk", WORDS),
            ("review", DAYS),
        ],
        words: ("residents", WORDS),
        rows: "sessions",
        keys: &[("date", DAYS), ("by", PEOPLE)],
        more: &[("hours", HOURS), ("medium", WORDS)],
        repeats: true,
    },
];
