//! Which record a word means: by id, by name, by sound.

use std::sync::Arc;

use tandem::model::book::Book;
use tandem::model::id::Id;
use tandem::model::kind::Kind;
use tandem::model::record::AnyRecord;
use tandem::ops::find::{FindError, Fit, find};
use tandem::store::disk::Memory;
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

fn store() -> Records {
    let disk = Memory::holding([
        ("tandem.toml", "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\n"),
        ("workers/wang-fang.toml", "name = \"王芳\"\norg = \"jiulong\"\n"),
        ("volunteers/li-na.toml", "name = \"李娜\"\n"),
        ("volunteers/li-na-2.toml", "name = \"李娜\"\nalso = [\"Nana\"]\n"),
        ("volunteers/lyu-sulan.toml", "name = \"吕素兰\"\n"),
        ("volunteers/maria-fernandez.toml", "name = \"María Fernández\"\n"),
        ("volunteers/broken.toml", "name = \n"),
    ])
    .unwrap();
    Records::open(Arc::new(disk), ObjectFormat::Sha1).unwrap()
}

fn found(word: &str, fit: Fit) -> Result<String, String> {
    let records = store();
    let book = Book::over(&records, "2026-11-21".parse().unwrap());
    match find(&book, &Kind::PEOPLE, word, fit) {
        Ok(found) => Ok(found.id.to_string()),
        Err(FindError::Several { candidates, .. }) => Err(candidates
            .iter()
            .map(|one| format!("{} {}", one.id, one.label))
            .collect::<Vec<_>>()
            .join(", ")),
        Err(FindError::Nothing { nearest, .. }) => Err(nearest.unwrap_or_default()),
        Err(FindError::Source(error)) => Err(error.to_string()),
    }
}

#[test]
fn the_first_way_that_finds_decides() {
    let near = |word| found(word, Fit::Near);
    assert_eq!(near("li-na"), Ok("li-na".into()), "an exact id, though another begins with it");
    assert_eq!(near("li-n"), Err("li-na 李娜, li-na-2 李娜".into()));
    assert_eq!(near("maria"), Ok("maria-fernandez".into()));
    assert_eq!(near("nana"), Ok("li-na-2".into()), "another name, whatever its case");
    assert_eq!(near("王芳"), Ok("wang-fang".into()));
    assert_eq!(near("李娜"), Err("li-na 李娜, li-na-2 李娜".into()));
    assert_eq!(near("lv su"), Ok("lyu-sulan".into()));
    assert_eq!(near("María F"), Ok("maria-fernandez".into()));
    assert_eq!(near("wang-fnag"), Err("wang-fang".into()));
    assert_eq!(near(""), Err(String::new()));
}

#[test]
fn where_nobody_looks_only_exact_words_find() {
    let exact = |word| found(word, Fit::Exact);
    assert_eq!(exact("wang-fang"), Ok("wang-fang".into()));
    assert_eq!(exact("王芳"), Ok("wang-fang".into()));
    assert_eq!(exact("wang"), Err(String::new()));
    assert_eq!(exact("wangfang"), Err("wang-fang".into()));
}

#[test]
fn a_list_answers_from_any_syllable() {
    let answers = |word: &str| {
        let records = store();
        let book = Book::over(&records, "2026-11-21".parse().unwrap());
        let (mut found, mut unusable) = (Vec::new(), Vec::new());
        let mut take = |id: &Id, _: &AnyRecord| found.push(id.to_string());
        book.answering(Kind::Volunteer, Some(word), &mut unusable, &mut take).unwrap();
        assert_eq!(unusable.len(), 1, "what cannot be read is told of, whatever is looked for");
        found.contains(&"lyu-sulan".to_string())
    };
    for word in ["lyu", "sulan", "lan", "吕", "lüsu", "LV"] {
        assert!(answers(word), "{word}");
    }
    for word in ["ulan", "li", "陆"] {
        assert!(!answers(word), "{word}");
    }
}
