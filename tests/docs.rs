//! The pages of `tandem help`: what they say of fields, rules and commands is so.
//!
//! `rules.md`, `commands.md` and the lists of `format.md` are written here: `SNAPSHOTS=overwrite` writes what is so now.

use std::fmt::Write as _;
use std::path::Path;

use clap::Command;
use snapbox::Data;
use snapbox::data::DataFormat;
use tandem::check::rules;
use tandem::diag::Level;
use tandem::docs::{TOPICS, topic};
use tandem::model::kind::Kind;
use tandem::model::record::shape;
use tandem::model::settings::Settings;
use tandem::model::shape::{ANY, Shape};

/// The heading of the options that every command has.
const EVERYWHERE: &str = "Options of all commands";

fn written(page: &str, text: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/docs").join(page);
    let page = Data::read_from(&path, Some(DataFormat::Text)).raw();
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(text, page);
}

#[test]
fn the_page_of_rules_says_what_the_rules_say() {
    let mut page = String::from(
        "# Rules\n\nWhat `tandem check` finds. `[check]` in `tandem.toml` sets what a rule is worth: `RULE = \"allow\"`,\n`\"warn\"` or `\"deny\"`.\n",
    );
    for rule in rules::ALL {
        let level = if rule.level == Level::Error { "an error" } else { "a warning" };
        let _ = write!(page, "\n## {}\n\n`{}` is {level}.\n\n{}", rule.name, rule.name, rule.explanation);
    }
    written("rules.md", page);
}

#[test]
fn the_page_of_commands_says_what_help_says() {
    let root = tandem::cli::command();
    let mut page = String::from("# Commands\n\nWhat every command takes, and below it each command.\n");
    let _ = write!(page, "\n```\n{}```\n", everywhere(&root));
    reference(&root, &mut page);
    written("commands.md", page);
}

/// A flag of its own that is called like one of theirs would hide it.
#[test]
fn every_command_takes_the_options_of_all_commands() {
    fn without(command: &Command, asked: &[(String, Option<char>)], out: &mut Vec<String>) {
        for verb in command.get_subcommands() {
            without(verb, asked, out);
            let takes = |(id, short): &&(String, Option<char>)| {
                verb.get_arguments().any(|arg| arg.get_id() == id.as_str() && arg.get_short() == *short)
            };
            let lacks = asked.iter().filter(|option| !verb.has_subcommands() && !takes(option));
            out.extend(lacks.map(|(id, _)| format!("{} lacks {id}", verb.get_name())));
        }
    }
    let root = tandem::cli::command();
    let everywhere = root.get_arguments().filter(|arg| arg.is_global_set());
    let asked: Vec<_> = everywhere.map(|arg| (arg.get_id().to_string(), arg.get_short())).collect();
    assert!(asked.len() > 8, "{asked:?}");
    let mut lacking = Vec::new();
    without(&root, &asked, &mut lacking);
    lacking.retain(|line| !line.starts_with("help "));
    assert_eq!(lacking, Vec::<String>::new());
}

/// The options of all commands, as help shows them.
fn everywhere(root: &Command) -> String {
    let help = help(root.clone());
    let start = help.find(EVERYWHERE).expect("the heading");
    help[start..].to_string()
}

/// A command's help, at a width of its own.
fn help(command: Command) -> String {
    command.term_width(80).max_term_width(80).render_help().to_string()
}

/// The help of every command below one.
fn reference(command: &Command, page: &mut String) {
    for verb in command.get_subcommands() {
        if verb.has_subcommands() {
            reference(verb, page);
            continue;
        }
        let name = verb.get_bin_name().unwrap_or(verb.get_name());
        let hidden = verb.clone().mut_args(|arg| {
            let everywhere = arg.get_help_heading() == Some(EVERYWHERE) || arg.get_id() == "help";
            arg.hide(everywhere)
        });
        let _ = write!(page, "\n## {name}\n\n```\n{}```\n", help(hidden));
    }
}

/// Every field of a shape as an item of a list: its path (`[]` behind a list's name stands for its rows),
/// a star where every record has it, what it means, and its codes.
fn items(shape: &Shape, before: &str, out: &mut String) {
    let Shape::Table(fields) = shape else { return };
    for field in fields.iter().filter(|field| field.name != ANY) {
        let path = format!("{before}{}", field.name);
        let star = if field.required { "*" } else { "" };
        let inner = field.shape.item().unwrap_or(&field.shape);
        let codes = if let Shape::Code(codes) = inner { codes.as_slice() } else { &[] };
        let codes: String = codes.join("` `");
        let codes = if codes.is_empty() { codes } else { format!(": `{codes}`") };
        let _ = writeln!(out, "- `{path}`{star}: {}{codes}", field.meaning.trim_end_matches('.'));
        let rows = if field.shape.item().is_some() { "[]" } else { "" };
        items(inner, &format!("{path}{rows}."), out);
    }
}

/// The prose of the page is written by hand; the list at the end of a section named after a kind, or
/// after the store's own file, is written here.
#[test]
fn the_page_of_the_format_tells_of_every_field_and_of_no_other() {
    let page = topic("format").expect("the page").text;
    let mut sections = page.split("\n## ");
    let mut told = sections.next().expect("the beginning").trim_end().to_string() + "\n";
    let mut kinds = Vec::new();
    for section in sections {
        let (name, text) = section.split_once('\n').expect("a heading and a text");
        let prose: Vec<&str> = text.lines().take_while(|line| !line.starts_with("- `")).collect();
        let _ = write!(told, "\n## {name}\n{}\n", prose.join("\n").trim_end());
        let mut list = String::new();
        match name.parse::<Kind>() {
            Ok(kind) => {
                items(shape(kind), "", &mut list);
                kinds.push(kind);
            }
            Err(_) if name == "tandem.toml" => items(&Shape::of::<Settings>(), "", &mut list),
            Err(_) => list = text.lines().skip(prose.len()).collect::<Vec<_>>().join("\n"),
        }
        if !list.is_empty() {
            let _ = write!(told, "\n{}\n", list.trim_end());
        }
    }
    assert_eq!(kinds, Kind::ALL, "every kind has a section, in this order");
    written("format.md", told);
}

#[test]
fn every_page_is_listed_and_the_tour_fits_a_terminal() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/docs");
    for entry in std::fs::read_dir(folder).expect("the pages") {
        let name = entry.expect("a page").file_name().into_string().expect("a name");
        let Some(name) = name.strip_suffix(".md") else { continue };
        assert!(topic(name).is_some(), "`{name}` is not listed in `TOPICS`");
    }
    let tour = topic("tour").expect("the tour").text;
    assert_eq!(tour.lines().find(|line| line.chars().count() > 80), None);
    assert_eq!(TOPICS.len(), 5);
}
