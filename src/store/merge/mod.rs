//! Two texts of a record that came from a third, made one: what they say is merged as values, and the
//! text that says the result keeps the comments, the order and the quoting of both as far as it can.
//!
//! First the lines are merged. Where that text says what the values came to, it is taken; otherwise what
//! it says wrongly is spliced. Texts come in and a text goes out: nothing here knows files or git.

mod lines;

use crate::model::diff::{diff, same};
use crate::model::merge::{Conflict, Side, Sides, arranged, merge as merge_nodes};
use crate::model::node::Node;
use crate::model::shape::Shape;
use crate::store::edit::{self, Format};

use lines::Hunk;

/// How the lines that a person must decide are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markers {
    /// What our side is called.
    pub ours: String,
    /// What their side is called.
    pub theirs: String,
    /// How long a marker is.
    pub size: usize,
}

/// What a file is: its syntax, and what may stand in it.
#[derive(Clone, Copy, Debug)]
pub struct Form<'s> {
    /// Its syntax.
    pub format: Format,
    /// Its fields.
    pub shape: &'s Shape,
}

/// What a person must decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// A value that both changed.
    Value(Conflict),
    /// A comment that both changed.
    Comment,
    /// A file that both made, and not the same.
    Created,
    /// Lines of a file that cannot be read as a record.
    Lines,
    /// The values are clear, but neither text can be edited to say them.
    Odd,
}

/// A merged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text; markers stand around what is open.
    pub text: String,
    /// What is open.
    pub open: Vec<Open>,
    /// The side that cannot be read as a record, so that lines were merged and nothing else.
    pub unreadable: Option<Side>,
}

/// Merges two texts. Nothing is taken on trust: a text that is made here is read again and must say what
/// the values came to.
pub fn merge(texts: &Sides<&str>, form: Option<Form>, markers: &Markers) -> Merged {
    let Some(form) = form else { return as_lines(texts, markers, None) };
    let nodes = texts.map(|text| form.node(text));
    match nodes {
        Sides { base: Some(base), ours: Some(ours), theirs: Some(theirs) } => {
            form.merge(texts, &Sides { base, ours, theirs }, markers)
        }
        nodes => {
            let sides = [Side::Ours, Side::Theirs, Side::Base];
            let unreadable = sides.into_iter().find(|side| nodes.of(*side).is_none());
            as_lines(texts, markers, unreadable)
        }
    }
}

/// Merges two texts without leaving anything open: what both changed is as it was in the base, or is not
/// there. For the base that git makes where two lines of history have crossed.
pub fn merge_base(texts: &Sides<&str>, form: Option<Form>, markers: &Markers) -> Merged {
    let read = |form: Form| {
        let nodes = texts.map(|text| form.node(text));
        let Sides { base: Some(base), ours: Some(ours), theirs: Some(theirs) } = nodes else { return None };
        let decided = merge_nodes(&Sides { base, ours, theirs }, form.shape).decided.base;
        form.settle(texts.ours, &decided).or_else(|| form.settle(texts.base, &decided))
    };
    match form.and_then(read) {
        Some(text) => Merged { text, open: Vec::new(), unreadable: None },
        None => merge(texts, form, markers),
    }
}

fn as_lines(texts: &Sides<&str>, markers: &Markers, unreadable: Option<Side>) -> Merged {
    let hunks = lines::hunks(texts);
    let is_open = hunks.iter().any(|hunk| matches!(hunk, Hunk::Open(_)));
    let text = lines::with_markers(&hunks, markers, texts.ours);
    Merged { text, open: if is_open { vec![Open::Lines] } else { Vec::new() }, unreadable }
}

impl Form<'_> {
    /// What a text says, if it can be read.
    fn node(self, text: &str) -> Option<Node> {
        edit::node(self.format, text, self.shape).ok()
    }

    fn merge(self, texts: &Sides<&str>, nodes: &Sides<Node>, markers: &Markers) -> Merged {
        let done = |text: String, open: Vec<Open>| Merged { text, open, unreadable: None };
        let marked = || lines::marked(texts.ours, texts.theirs, markers);
        if texts.base.trim().is_empty() {
            // Nobody knows whether two records were meant, or one.
            let is_same = same(&nodes.ours, &nodes.theirs, self.shape);
            return if is_same {
                done(texts.ours.into(), vec![])
            } else {
                done(marked(), vec![Open::Created])
            };
        }
        let merged = merge_nodes(nodes, self.shape);
        let decided = &merged.decided;
        let mut open: Vec<Open> = merged.conflicts.into_iter().map(Open::Value).collect();
        let mine = lines::drafts(texts, Side::Ours);
        let blanks = self.blanks(texts.ours).max(self.blanks(texts.theirs));
        let settle = |(mine, yours): (&String, String)| {
            if self.blanks(mine).max(self.blanks(&yours)) > blanks {
                return None; // A name without its value would be left over.
            }
            let ours = self.settle(mine, &decided.ours)?;
            let theirs = self.settle(if yours == *mine { &ours } else { &yours }, &decided.theirs)?;
            Some((ours, theirs))
        };
        let settled = mine.iter().zip(lines::drafts(texts, Side::Theirs)).filter_map(settle);
        let settled: Vec<(String, String)> = settled.collect();
        let keeps = |(ours, theirs): &&(String, String)| lines::keep_comments(texts, [ours, theirs]);
        let settled = settled.iter().find(keeps).or(settled.first()).cloned();
        let Some((ours, theirs)) = settled else {
            open.push(Open::Odd);
            return done(marked(), open);
        };
        if ours != theirs && open.is_empty() {
            open.push(Open::Comment);
        }
        done(lines::marked(&ours, &theirs, markers), open)
    }

    /// How many names a text has whose value is not there.
    fn blanks(self, text: &str) -> usize {
        edit::parse(self.format, text).map_or(0, |tree| tree.blanks())
    }

    /// A text edited to say a node, if it can be. The rows of a list may stand in another order there.
    fn settle(self, start: &str, node: &Node) -> Option<String> {
        let read = self.node(start)?;
        let wanted = arranged(node.clone(), &read, self.shape);
        if same(&read, &wanted, self.shape) {
            return Some(start.to_string());
        }
        let changes = diff(&read, &wanted, self.shape);
        let text = edit::apply(self.format, start, &changes, self.shape).ok()?;
        self.node(&text).filter(|says| same(says, &wanted, self.shape)).map(|_| text)
    }
}
