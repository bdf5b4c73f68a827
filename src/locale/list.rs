//! Several things in a row, as a sentence names them: `a, b and c`.

use crate::locale::Lang;

impl Lang {
    /// Names several things one after another.
    pub fn list(self, items: &[String]) -> String {
        let comma = if self == Lang::Zh { "、" } else { ", " };
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{}{}{last}", first.join(comma), self.and(last)),
        }
    }

    /// The word before the last thing; in Spanish it gives way to the sound of that.
    fn and(self, last: &str) -> &'static str {
        let lower = last.to_lowercase();
        let starts = |sounds: &[&str]| sounds.iter().any(|sound| lower.starts_with(sound));
        match self {
            Lang::En => " and ",
            Lang::Zh => "、",
            Lang::Es if starts(&["i", "í", "hi", "hí"]) && !starts(&["ia", "ie", "hia", "hie"]) => " e ",
            Lang::Es => " y ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_thing_is_joined_as_the_language_does() {
        let list = |lang: Lang, items: &[&str]| {
            lang.list(&items.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(list(Lang::En, &[]), "");
        assert_eq!(list(Lang::En, &["a"]), "a");
        assert_eq!(list(Lang::En, &["a", "b", "c"]), "a, b and c");
        assert_eq!(list(Lang::Zh, &["甲", "乙", "丙"]), "甲、乙、丙");
        assert_eq!(list(Lang::Es, &["a", "b"]), "a y b");
        assert_eq!(list(Lang::Es, &["Ana", "Inés"]), "Ana e Inés");
        assert_eq!(list(Lang::Es, &["agua", "hielo"]), "agua y hielo");
    }
}
