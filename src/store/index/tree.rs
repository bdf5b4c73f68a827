//! The trees of register records as bytes, and back.

use crate::model::day::Day;
use crate::model::node::Node;

/// How deep a tree may be: deeper than any record.
const DEPTH: usize = 32;

/// What stands before a value: its sort.
mod sort {
    pub(super) const FALSE: u8 = 0;
    pub(super) const TRUE: u8 = 1;
    pub(super) const NUMBER: u8 = 2;
    pub(super) const DATE: u8 = 3;
    pub(super) const TEXT: u8 = 4;
    pub(super) const LIST: u8 = 5;
    pub(super) const TABLE: u8 = 6;
}

/// Puts a tree behind bytes; nothing where it is too deep or too long.
pub(super) fn write(node: &Node, out: &mut Vec<u8>) -> Option<()> {
    write_at(node, DEPTH, out)
}

fn write_at(node: &Node, depth: usize, out: &mut Vec<u8>) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    match node {
        Node::Bool(truth) => out.push(if *truth { sort::TRUE } else { sort::FALSE }),
        Node::Number(number) => text(sort::NUMBER, number, out)?,
        Node::Date(day) => text(sort::DATE, &day.to_string(), out)?,
        Node::Text(words) => text(sort::TEXT, words, out)?,
        Node::List(items) => {
            length(sort::LIST, items.len(), out)?;
            items.iter().try_for_each(|item| write_at(item, depth, out))?;
        }
        Node::Table(fields) => {
            length(sort::TABLE, fields.len(), out)?;
            for (name, value) in fields {
                text(sort::TEXT, name, out)?;
                write_at(value, depth, out)?;
            }
        }
    }
    Some(())
}

fn length(sort: u8, length: usize, out: &mut Vec<u8>) -> Option<()> {
    out.push(sort);
    out.extend(u32::try_from(length).ok()?.to_le_bytes());
    Some(())
}

fn text(sort: u8, text: &str, out: &mut Vec<u8>) -> Option<()> {
    length(sort, text.len(), out)?;
    out.extend(text.as_bytes());
    Some(())
}

/// The tree that bytes are; nothing where they are none, or more than one.
pub(super) fn read(mut bytes: &[u8]) -> Option<Node> {
    let node = read_at(&mut bytes, DEPTH)?;
    bytes.is_empty().then_some(node)
}

fn read_at(from: &mut &[u8], depth: usize) -> Option<Node> {
    let depth = depth.checked_sub(1)?;
    let (sort, rest) = from.split_first()?;
    *from = rest;
    Some(match *sort {
        sort::FALSE => Node::Bool(false),
        sort::TRUE => Node::Bool(true),
        sort::NUMBER => Node::Number(words(from)?),
        sort::DATE => Node::Date(words(from)?.parse::<Day>().ok()?),
        sort::TEXT => Node::Text(words(from)?),
        sort::LIST => Node::List((0..number(from)?).map(|_| read_at(from, depth)).collect::<Option<_>>()?),
        sort::TABLE => {
            let fields = number(from)?;
            let field = |_| match read_at(from, depth)? {
                Node::Text(name) => Some((name, read_at(from, depth)?)),
                _ => None,
            };
            Node::Table((0..fields).map(field).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn words(from: &mut &[u8]) -> Option<String> {
    let length = number(from)?;
    let (words, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(std::str::from_utf8(words).ok()?.into())
}

fn number(from: &mut &[u8]) -> Option<usize> {
    let (number, rest) = from.split_first_chunk()?;
    *from = rest;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Node {
        let row = Node::Table(vec![("who".into(), Node::Text("王芳".into()))]);
        Node::Table(vec![
            ("name".into(), Node::Text(String::new())),
            ("hours".into(), Node::Number("2.50".into())),
            ("date".into(), Node::Date("2014-05-02".parse().unwrap())),
            ("truths".into(), Node::List(vec![Node::Bool(true), Node::Bool(false)])),
            ("lead".into(), Node::List(vec![row, Node::List(Vec::new())])),
        ])
    }

    #[test]
    fn a_tree_comes_back_whole() {
        let mut bytes = Vec::new();
        write(&tree(), &mut bytes).unwrap();
        assert_eq!(read(&bytes), Some(tree()));
        for cut in 0..bytes.len() {
            assert_eq!(read(&bytes[..cut]), None, "{cut}");
        }
        assert_eq!(read(&[bytes, vec![0]].concat()), None);
    }

    #[test]
    fn what_is_too_deep_is_refused_on_both_ways() {
        let deep = (0..DEPTH).fold(Node::Bool(true), |node, _| Node::List(vec![node]));
        assert_eq!(write(&deep, &mut Vec::new()), None);
        let bytes: Vec<u8> = (0..100_000).flat_map(|_| [sort::LIST, 1, 0, 0, 0]).collect();
        assert_eq!(read(&bytes), None);
    }
}
