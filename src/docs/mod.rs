//! Pages for people, compiled in: `tandem help TOPIC` shows them.
//!
//! Plain Markdown, knowing nothing of the program. `format` is compared with the structs by a test;
//! `rules` and `commands` are written by tests.

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The word that asks for it; its file has the same.
    pub name: &'static str,
    /// What it tells, in a line.
    pub about: &'static str,
    /// The page, as Markdown.
    pub text: &'static str,
}

/// All pages, in the order in which a newcomer would read them.
pub const TOPICS: [Topic; 5] = [
    Topic { name: "tour", about: "A first walk, on half a page", text: include_str!("tour.md") },
    Topic { name: "format", about: "What stands in the files", text: include_str!("format.md") },
    Topic {
        name: "rules",
        about: "What `tandem check` finds, and how to mend it",
        text: include_str!("rules.md"),
    },
    Topic { name: "merging", about: "Two people, two copies, one history", text: include_str!("merging.md") },
    Topic { name: "commands", about: "Every command with its options", text: include_str!("commands.md") },
];

/// The page of that name.
pub fn topic(name: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.name == name)
}
