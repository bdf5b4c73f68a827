//! Random pairs of edits of records as people write them: what each side changed, what the text is, and
//! what both together must come to, told from the edits alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tandem::store::edit::Format;

use crate::merges::templates::{TEMPLATES, Template};

/// Numbers by chance, the same for the same seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below another.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % count as u64).expect("small")
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn comment(&mut self) -> Option<String> {
        (self.below(3) == 0).then(|| format!("# by hand {}", self.below(100_000)))
    }
}

/// A row of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// Its fields as they are written, those of its key first.
    fields: Vec<(&'static str, String)>,
    comment: Option<String>,
}

/// A record as somebody wrote it.
#[derive(Clone)]
pub(crate) struct Doc {
    template: &'static Template,
    /// Whether lists stand in brackets or in lines, and how lines end.
    is_flow: bool,
    is_crlf: bool,
    top: String,
    fields: Vec<(&'static str, Option<String>, Option<String>)>,
    words: Vec<String>,
    rows: Vec<Row>,
}

/// Something that somebody changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    /// A field gets another value, or none.
    Field(&'static str, Option<String>),
    /// A word comes into the list, or goes.
    Word(String, bool),
    /// A row comes.
    Come(Row),
    /// The row of a key goes.
    Go(Vec<String>),
    /// A field of the row of a key gets another value, or none.
    Row(Vec<String>, &'static str, Option<String>),
    /// The comment at the top is another.
    Top(String),
    /// The comment behind a field is another.
    Remark(&'static str, String),
}

/// What is written, without its quotes.
fn plain(written: &str) -> String {
    written.trim_matches(['\'', '"']).into()
}

impl Row {
    fn key(&self, template: &Template) -> Vec<String> {
        self.fields[..template.keys.len()].iter().map(|(_, value)| plain(value)).collect()
    }

    fn says(&self) -> BTreeMap<String, String> {
        self.fields.iter().map(|(name, value)| ((*name).to_string(), plain(value))).collect()
    }

    fn chosen(chance: &mut Chance, template: &'static Template) -> Row {
        let mut fields: Vec<(&str, String)> =
            template.keys.iter().map(|(name, values)| (*name, (*chance.one(values)).to_string())).collect();
        for (name, values) in template.more {
            if chance.below(2) == 0 {
                fields.push((name, (*chance.one(values)).to_string()));
            }
        }
        Row { fields, comment: chance.comment() }
    }
}

impl Doc {
    /// A record by chance.
    pub(crate) fn chosen(chance: &mut Chance) -> Doc {
        let template = chance.one(&TEMPLATES);
        let mut doc = Doc {
            template,
            is_flow: chance.below(2) == 0,
            is_crlf: chance.below(8) == 0,
            top: format!("# kept since {}", chance.below(1000)),
            fields: Vec::new(),
            words: Vec::new(),
            rows: Vec::new(),
        };
        for (name, values) in template.fields {
            let value = (name.starts_with('!') || chance.below(2) == 0).then(|| (*chance.one(values)).into());
            doc.fields.push((name, value, chance.comment()));
        }
        for word in template.words.1 {
            if chance.below(2) == 0 {
                doc.words.push((*word).into());
            }
        }
        for _ in 0..chance.below(5) {
            let row = Row::chosen(chance, template);
            if doc.row(&row.key(template)).is_none() {
                doc.rows.push(row);
            }
        }
        doc
    }

    /// Where the record of a number lies.
    pub(crate) fn path(&self, name: &str) -> String {
        let ending = if self.template.format == Format::Yaml { "yaml" } else { "toml" };
        format!("{}/{name}.{ending}", self.template.folder)
    }

    /// How it is written.
    pub(crate) fn format(&self) -> Format {
        self.template.format
    }

    fn row(&self, key: &[String]) -> Option<usize> {
        self.rows.iter().position(|row| row.key(self.template) == key)
    }

    /// The same after an edit. A row that has come already keeps what it says, and gets what it lacks.
    fn edited(&mut self, edit: &Edit) {
        match edit {
            Edit::Field(name, value) => self.field(name).1.clone_from(value),
            Edit::Remark(name, comment) => self.field(name).2 = Some(comment.clone()),
            Edit::Top(comment) => self.top.clone_from(comment),
            Edit::Word(word, true) if !self.words.contains(word) => self.words.push(word.clone()),
            Edit::Word(_, true) => {}
            Edit::Word(word, false) => self.words.retain(|other| other != word),
            Edit::Go(key) => self.rows.retain(|row| row.key(self.template) != *key),
            Edit::Come(row) => match self.row(&row.key(self.template)) {
                Some(at) if !self.template.repeats => {
                    let here = &mut self.rows[at];
                    for (name, value) in &row.fields {
                        if here.fields.iter().all(|(other, _)| other != name) {
                            here.fields.push((name, value.clone()));
                        }
                    }
                }
                Some(_) if self.rows.iter().any(|other| other.says() == row.says()) => {}
                _ => self.rows.push(row.clone()),
            },
            Edit::Row(key, name, value) => {
                let Some(at) = self.row(key) else { return };
                let fields = &mut self.rows[at].fields;
                let there = fields.iter().position(|(other, _)| other == name);
                match (there, value) {
                    (Some(at), Some(value)) => fields[at].1.clone_from(value),
                    (Some(at), None) => drop(fields.remove(at)),
                    (None, Some(value)) => fields.push((name, value.clone())),
                    (None, None) => {}
                }
            }
        }
    }

    fn field(&mut self, name: &str) -> &mut (&'static str, Option<String>, Option<String>) {
        self.fields.iter_mut().find(|(other, ..)| *other == name).expect("a field of the template")
    }

    /// The same after edits.
    pub(crate) fn after(&self, edits: &[Edit]) -> Doc {
        let mut doc = self.clone();
        for edit in edits {
            doc.edited(edit);
        }
        doc
    }

    /// All that it says, lists sorted.
    pub(crate) fn says(&self) -> Says {
        let fields = self.fields.iter();
        let fields = fields.filter_map(|(name, value, _)| {
            Some((name.trim_start_matches('!').to_string(), plain(value.as_ref()?)))
        });
        let mut words: Vec<String> = self.words.iter().map(|word| plain(word)).collect();
        let mut rows: Vec<_> = self.rows.iter().map(Row::says).collect();
        words.sort();
        rows.sort();
        Says { fields: fields.collect(), words, rows }
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        let sign = if self.template.format == Format::Toml { " =" } else { ":" };
        let mut text = format!("{}\n", self.top);
        for (name, value, comment) in &self.fields {
            let Some(value) = value else { continue };
            let name = name.trim_start_matches('!');
            let _ = writeln!(text, "{name}{sign} {value}{}", behind(comment.as_ref()));
        }
        self.write_words(&mut text, sign);
        self.write_rows(&mut text, sign);
        if self.is_crlf { text.replace('\n', "\r\n") } else { text }
    }

    fn write_words(&self, text: &mut String, sign: &str) {
        let name = self.template.words.0;
        let _ = match (self.words.as_slice(), self.is_flow, self.template.format) {
            ([], ..) => Ok(()),
            (words, true, _) => writeln!(text, "{name}{sign} [{}]", words.join(", ")),
            (words, false, Format::Yaml) => writeln!(text, "{name}:\n  - {}", words.join("\n  - ")),
            (words, false, Format::Toml) => writeln!(text, "{name} = [\n  {},\n]", words.join(",\n  ")),
        };
    }

    fn write_rows(&self, text: &mut String, sign: &str) {
        if self.rows.is_empty() {
            return;
        }
        let list = self.template.rows;
        if self.template.format == Format::Yaml {
            let _ = writeln!(text, "{list}:");
        }
        for row in &self.rows {
            let fields = row.fields.iter().map(|(name, value)| format!("{name}{sign} {value}"));
            let fields: Vec<String> = fields.collect();
            let comment = behind(row.comment.as_ref());
            let _ = match (self.template.format, self.is_flow) {
                (Format::Toml, _) => {
                    writeln!(text, "\n[[{list}]]{comment}\n{}", fields.join("\n"))
                }
                (Format::Yaml, true) => writeln!(text, "  - {{ {} }}{comment}", fields.join(", ")),
                (Format::Yaml, false) => {
                    let first = format!("{}{comment}", fields[0]);
                    writeln!(text, "  - {}", [&[first][..], &fields[1..]].concat().join("\n    "))
                }
            };
        }
    }
}

fn behind(comment: Option<&String>) -> String {
    comment.map_or(String::new(), |comment| format!(" {comment}"))
}

/// All that a record says, apart from any order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Says {
    /// Its single values.
    pub(crate) fields: BTreeMap<String, String>,
    /// Its list of words.
    pub(crate) words: Vec<String>,
    /// Its list of rows.
    pub(crate) rows: Vec<BTreeMap<String, String>>,
}

/// Where the edits of a pair meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meeting {
    /// In different files.
    Nowhere,
    /// In one list.
    List,
    /// In one single value.
    Value,
    /// In one file.
    File,
}

/// Edits of one side, each of something else.
pub(crate) fn edits(
    chance: &mut Chance,
    doc: &Doc,
    meeting: Meeting,
    list: usize,
    field: usize,
) -> Vec<Edit> {
    let count = if meeting == Meeting::Value { 1 } else { 1 + chance.below(3) };
    let mut made: Vec<Edit> = Vec::new();
    while made.len() < count {
        let edit = match meeting {
            Meeting::Value => doc.field_edit(chance, field),
            Meeting::List => doc.list_edit(chance, list),
            Meeting::Nowhere | Meeting::File => match chance.below(5) {
                0 => Edit::Top(format!("# kept by hand {}", chance.below(100_000))),
                1 => {
                    let (name, ..) = doc.fields[chance.below(doc.fields.len())];
                    Edit::Remark(name, format!("# seen {}", chance.below(100_000)))
                }
                2 => {
                    let field = chance.below(doc.fields.len());
                    doc.field_edit(chance, field)
                }
                _ => {
                    let list = chance.below(2);
                    doc.list_edit(chance, list)
                }
            },
        };
        let changed = doc.after(std::slice::from_ref(&edit)).text() != doc.text();
        if changed && made.iter().all(|other| meet(other, &edit, doc.template) == Met::Apart) {
            made.push(edit);
        } else if !made.is_empty() && chance.below(4) == 0 {
            break;
        }
    }
    made
}

impl Doc {
    fn field_edit(&self, chance: &mut Chance, field: usize) -> Edit {
        let (name, values) = self.template.fields[field];
        let clear = !name.starts_with('!') && chance.below(4) == 0;
        Edit::Field(name, (!clear).then(|| (*chance.one(values)).to_string()))
    }

    fn list_edit(&self, chance: &mut Chance, list: usize) -> Edit {
        if list == 0 {
            let word = (*chance.one(self.template.words.1)).to_string();
            let is_there = self.words.contains(&word);
            return Edit::Word(word, !is_there);
        }
        match (self.rows.as_slice(), chance.below(4)) {
            ([], _) | (_, 0 | 1) => loop {
                let row = Row::chosen(chance, self.template);
                if self.row(&row.key(self.template)).is_none() {
                    return Edit::Come(row);
                }
            },
            (rows, 2) => Edit::Go(chance.one(rows).key(self.template)),
            (rows, _) => {
                let row = chance.one(rows);
                let (name, values) = *chance.one(self.template.more);
                let clear = chance.below(4) == 0;
                let value = (!clear).then(|| (*chance.one(values)).to_string());
                Edit::Row(row.key(self.template), name, value)
            }
        }
    }
}

/// What two edits are to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Met {
    /// They are of different things.
    Apart,
    /// They come to the same.
    Same,
    /// They cannot both be.
    Clash,
}

/// What two edits are to each other.
pub(crate) fn meet(one: &Edit, other: &Edit, template: &Template) -> Met {
    let values = |same: bool| if same { Met::Same } else { Met::Clash };
    let said = |value: &Option<String>| value.as_deref().map(plain);
    match (one, other) {
        (Edit::Field(a, x), Edit::Field(b, y)) if a == b => values(said(x) == said(y)),
        (Edit::Word(a, _), Edit::Word(b, _)) if a == b => Met::Same,
        (Edit::Top(a), Edit::Top(b)) => values(a == b),
        (Edit::Remark(a, x), Edit::Remark(b, y)) if a == b => values(x == y),
        (Edit::Go(a), Edit::Go(b)) if a == b => Met::Same,
        (Edit::Go(a), Edit::Row(b, ..)) | (Edit::Row(b, ..), Edit::Go(a)) if a == b => Met::Clash,
        (Edit::Row(a, field, value), Edit::Row(b, name, other)) if a == b && field == name => {
            values(said(value) == said(other))
        }
        (Edit::Come(a), Edit::Come(b)) if a.key(template) == b.key(template) => {
            let (says, other) = (a.says(), b.says());
            let agree = says.iter().all(|(name, value)| other.get(name).is_none_or(|other| other == value));
            values(template.repeats || agree)
        }
        _ => Met::Apart,
    }
}

/// What both sides' edits must come to: with what clashes decided as the one side has it, and as the
/// other has it; and whether anything clashes.
pub(crate) fn expected(base: &Doc, ours: &[Edit], theirs: &[Edit]) -> (Says, Says, bool) {
    let clashes = |edit: &Edit, others: &[Edit]| {
        others.iter().any(|other| meet(edit, other, base.template) == Met::Clash)
    };
    let decided = |first: &[Edit], second: &[Edit]| {
        let rest = second.iter().filter(|edit| matches!(edit, Edit::Come(_)) || !clashes(edit, first));
        base.after(first).after(&rest.cloned().collect::<Vec<_>>()).says()
    };
    let is_open = ours.iter().any(|edit| clashes(edit, theirs));
    (decided(ours, theirs), decided(theirs, ours), is_open)
}

/// Whether edits bring or change comments.
pub(crate) fn remarks(edits: &[Edit]) -> bool {
    // What stands behind a field or in a row comes and goes with it.
    edits.iter().any(|edit| match edit {
        Edit::Come(row) => row.comment.is_some(),
        edit => !matches!(edit, Edit::Word(..)),
    })
}

/// The comments that edits wrote, but those of fields that are not there.
pub(crate) fn comments(edits: &[Edit], doc: &Doc) -> Vec<String> {
    let text = doc.text();
    let written = edits.iter().filter_map(|edit| match edit {
        Edit::Top(comment) | Edit::Remark(_, comment) => Some(comment.clone()),
        Edit::Come(row) => row.comment.clone(),
        _ => None,
    });
    written.filter(|comment| text.contains(comment.as_str())).collect()
}
