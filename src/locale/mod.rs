//! What people read, in three languages: message catalogues and the form of numbers.
//!
//! Catalogues are Fluent files compiled in. They know keys and figures, nothing of records, reports
//! or terminals. Days in tables stay ISO 8601 in every language; in prose they are said as the language does.

use std::fmt;
use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

mod date;
mod list;
mod number;

pub use self::date::Ymd;

/// A language of the catalogues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
    /// Spanish.
    Es,
}

/// A code that names no language of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no catalogue for the language `{text}`; there are `en`, `zh` and `es`")]
pub struct LangError {
    /// The code.
    pub text: String,
}

impl Lang {
    /// Every language.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Zh, Lang::Es];

    /// The code: `en`, `zh` or `es`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
            Lang::Es => "es",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Lang::En => include_str!("en.ftl"),
            Lang::Zh => include_str!("zh.ftl"),
            Lang::Es => include_str!("es.ftl"),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Lang {
    type Err = LangError;

    fn from_str(text: &str) -> Result<Lang, LangError> {
        Lang::ALL.into_iter().find(|lang| lang.code() == text).ok_or_else(|| LangError { text: text.into() })
    }
}

/// The messages of one language.
pub struct Catalogue {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// The catalogue of a language.
    pub fn of(lang: Lang) -> Catalogue {
        // A test reads every catalogue without errors; what can be read is kept in any case.
        let resource = FluentResource::try_new(lang.source().into()).unwrap_or_else(|(read, _)| read);
        let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Catalogue { lang, bundle }
    }

    /// Its language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The message of that key, if there is one.
    pub fn find(&self, key: &str, arguments: &[(&str, FluentValue)]) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let arguments: FluentArgs = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(message.value()?, Some(&arguments), &mut errors);
        Some(text.into_owned())
    }

    /// The message of that key; the key itself where there is none.
    pub fn text(&self, key: &str, arguments: &[(&str, FluentValue)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.into())
    }

    /// The title of a table.
    pub fn title(&self, table: &str) -> String {
        self.find(&format!("{table}-title"), &[]).unwrap_or_else(|| table.into())
    }

    /// The title of a column; `counts.residents` is one of a value within a field.
    pub fn column(&self, column: &str) -> String {
        let title = |key: &str| self.find(&format!("column-{key}"), &[]);
        let within = || {
            let (field, name) = column.split_once('.')?;
            let name = self.code("heads", name).or_else(|| title(name)).unwrap_or_else(|| name.into());
            Some(format!("{} · {name}", title(field)?))
        };
        title(column).or_else(within).unwrap_or_else(|| column.into())
    }

    /// What one thing of that code is called; `list` is the list of codes, such as `as` or `noun`.
    pub fn code(&self, list: &str, code: &str) -> Option<String> {
        self.find(&format!("{list}-{code}"), &[("count", 1.into())])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn keys(lang: Lang) -> BTreeSet<&'static str> {
        let assignments = lang.source().lines().filter_map(|line| line.split_once(" ="));
        assignments
            .map(|(key, _)| key)
            .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect()
    }

    /// All Rust source but this file.
    fn sources(folder: &Path, into: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|is| is == "rs") && !path.ends_with("locale/mod.rs") {
                into.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_catalogue_is_read_without_errors() {
        for lang in Lang::ALL {
            assert!(FluentResource::try_new(lang.source().into()).is_ok(), "{lang}");
            assert_eq!(lang.code().parse(), Ok(lang));
        }
        assert_eq!("fr".parse::<Lang>(), Err(LangError { text: "fr".into() }));
    }

    #[test]
    fn every_key_is_present_in_every_language() {
        for lang in Lang::ALL {
            assert_eq!(keys(lang), keys(Lang::En), "{lang}");
        }
    }

    #[test]
    fn every_key_is_used() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        // What people may write as they like has names here for what they write most; months,
        // crowds and measures in sentences are named by their number or code.
        let free = ["counted-", "credential-", "declared-", "grouped-", "measure-", "month-"];
        let said = |word: &str| source.contains(&format!("\"{word}\""));
        let is_field = |name: &str| said(name) || source.contains(&format!("pub {name}: "));
        for key in keys(Lang::En) {
            let is_code = key.match_indices('-').any(|(at, _)| said(&key[..at]) && said(&key[at + 1..]));
            let is_named = said(key)
                || is_code
                || free.iter().any(|list| key.starts_with(list))
                || ["-title", "-page"].iter().any(|end| key.strip_suffix(end).is_some_and(said))
                || key.strip_prefix("column-").is_some_and(is_field);
            assert!(is_named, "nothing says `{key}`");
        }
    }

    #[test]
    fn plurals_follow_the_language() {
        let nouns =
            |lang: Lang, count: usize| Catalogue::of(lang).text("noun-org", &[("count", count.into())]);
        assert_eq!(nouns(Lang::En, 1), "organisation");
        assert_eq!(nouns(Lang::En, 0), "organisations");
        assert_eq!(nouns(Lang::Es, 1), "organización");
        assert_eq!(nouns(Lang::Es, 2), "organizaciones");
        assert_eq!(nouns(Lang::Zh, 2), "组织");
    }

    #[test]
    fn what_nobody_translated_shows_its_key() {
        let catalogue = Catalogue::of(Lang::Zh);
        assert_eq!(catalogue.column("minutes"), "小时");
        assert_eq!(catalogue.column("counts.residents"), "未具名人数 · 居民");
        assert_eq!(catalogue.column("extra.colour"), "extra.colour");
        assert_eq!(catalogue.title("hours"), "服务时长");
        assert_eq!(catalogue.code("as", "worker"), Some("社工".into()));
        assert_eq!(catalogue.code("category", "not a key"), None);
    }
}
