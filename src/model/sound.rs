//! How names sound: Chinese by syllable, everything else by word, as it is typed on any keyboard.
//!
//! A name is spoken once and can be remembered so; a word that somebody looks for is made ready once and held
//! against as many names as there are.

use pinyin::ToPinyin;

use crate::model::id::Id;
use crate::model::naming;

/// A name and how it sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// As it is written.
    pub name: &'a str,
    /// Its syllables, each followed by a blank: what [`spoken`] gave.
    pub sound: &'a str,
}

/// What a record goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Called<'a> {
    /// Its id.
    pub id: &'a Id,
    /// Its name or title, where it has one.
    pub label: Option<&'a str>,
    /// The same, and its other names.
    pub names: &'a [Spoken<'a>],
}

/// A word that is looked for among names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// As names are compared.
    plain: String,
    /// How it sounds; nothing where it is in Chinese, which is taken by its letters, or has no sound.
    sound: Option<String>,
}

impl Sought {
    /// A word, made ready.
    pub fn of(word: &str) -> Sought {
        let is_chinese = word.chars().any(|character| character.to_pinyin().is_some());
        let sound = Some(spoken_whole(word)).filter(|sound| !is_chinese && !sound.is_empty());
        Sought { plain: naming::folded(word), sound }
    }

    /// Whether a sound begins with the word; blanks and hyphens do not count.
    pub fn begins(&self, sound: &str) -> bool {
        self.sound.as_ref().is_some_and(|word| starts(sound, word))
    }

    /// Whether what goes by these names answers: by the beginning of its id, by a part of a name, or by how a
    /// name sounds from any of its syllables on.
    pub fn answers(&self, called: &Called) -> bool {
        let is_within = |name: &str| naming::folded(name).contains(&self.plain);
        called.id.starts_with(&self.plain)
            || called.names.iter().any(|one| is_within(one.name) || self.is_heard(one.sound))
    }

    fn is_heard(&self, sound: &str) -> bool {
        let Some(word) = &self.sound else { return false };
        let later = sound.match_indices(' ').map(|(at, _)| &sound[at + 1..]).filter(|rest| !rest.is_empty());
        (!sound.is_empty()).then_some(sound).into_iter().chain(later).any(|rest| starts(rest, word))
    }
}

/// Whether a sound begins with a word, blanks aside.
fn starts(sound: &str, word: &str) -> bool {
    let mut letters = sound.bytes().filter(|letter| *letter != b' ');
    word.bytes().all(|letter| letters.next() == Some(letter))
}

/// How a name sounds: its syllables, each followed by a blank; lower case and without accents. `lü`, `lyu` and
/// `lv` are all `lu`.
pub fn spoken(name: &str) -> String {
    syllables(name).into_iter().flat_map(|syllable| [syllable, " ".into()]).collect()
}

/// How a word sounds, in one.
pub fn spoken_whole(word: &str) -> String {
    syllables(word).concat()
}

fn syllables(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for character in name.chars() {
        match character.to_pinyin() {
            Some(sound) => all.extend([folded(sound.plain()), String::new()]),
            None if character.is_alphanumeric() => {
                if let Some(last) = all.last_mut() {
                    last.push(character);
                }
            }
            None => all.push(String::new()),
        }
    }
    all.into_iter().map(|part| folded(&part)).filter(|part| !part.is_empty()).collect()
}

fn folded(text: &str) -> String {
    let plain = deunicode::deunicode(&text.replace(['ü', 'Ü'], "u")).to_lowercase();
    let plain: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    ["l", "n"].iter().fold(plain, |text, initial| {
        text.replace(&format!("{initial}yu"), &format!("{initial}u"))
            .replace(&format!("{initial}v"), &format!("{initial}u"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(name: &str, word: &str) -> bool {
        let id: Id = "x".parse().unwrap();
        let sound = spoken(name);
        let names = [Spoken { name, sound: &sound }];
        Sought::of(word).answers(&Called { id: &id, label: Some(name), names: &names })
    }

    #[test]
    fn a_name_answers_to_its_sound_from_any_syllable_on() {
        for word in ["zhang", "zhangwei", "zhang-wei", "Zhang Wei", "wei", "zha", "张", "伟"] {
            assert!(answers("张伟", word), "{word}");
        }
        for word in ["hang", "weizhang", "zhangweimin", "章"] {
            assert!(!answers("张伟", word), "{word}");
        }
        for word in ["lü", "lyu", "lv", "lu"] {
            assert!(answers("吕蒙", word) && answers("Lü Meng", word), "{word}");
        }
        assert!(answers("José Núñez", "nunez") && answers("José Núñez", "sé N") && !answers("José", "ose x"));
    }

    #[test]
    fn what_has_no_sound_is_not_heard() {
        assert_eq!(Sought::of("--"), Sought { plain: "--".into(), sound: None });
        assert!(!Sought::of("--").begins("a "));
        assert!(Sought::of("zh").begins("zhang wei ") && !Sought::of("wei").begins("zhang wei "));
        assert_eq!(spoken(""), "");
    }
}
