//! Who is given away by a text: names and telephone numbers of people who are known, and numbers that
//! are somebody's by their form alone.
//!
//! Looks at each character of a text once, however many people are known.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::Id;
use crate::model::naming::{folded, is_han};

/// The fewest digits of a telephone number.
const FEWEST_DIGITS: usize = 7;

/// What a text gives away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mention {
    /// Somebody's name.
    Name(Id),
    /// Somebody's telephone number.
    Phone(Id),
    /// The number of a mobile telephone, nobody knows whose.
    Mobile,
    /// The number of an identity card.
    IdentityNumber,
}

/// Names and telephone numbers of people.
#[derive(Clone, Debug, Default)]
pub struct KnownPeople {
    names: BTreeMap<String, Id>,
    /// By their last digits, which are there with and without a prefix.
    phones: BTreeMap<String, Vec<(String, Id)>>,
    longest: usize,
}

impl KnownPeople {
    /// Takes in a name, if it is one that means somebody: two Chinese characters or two words at least.
    pub fn name(&mut self, id: &Id, name: &str) {
        let name = words(name).join(" ");
        let han = name.chars().filter(|c| is_han(*c)).count();
        if han >= 2 || (han == 0 && name.contains(' ')) {
            let length = if han > 0 { name.chars().count() } else { name.split(' ').count() };
            self.longest = self.longest.max(length);
            self.names.entry(name).or_insert_with(|| id.clone());
        }
    }

    /// Takes in a telephone number.
    pub fn phone(&mut self, id: &Id, phone: &str) {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0');
        if let Some(end) = end(digits) {
            self.phones.entry(end.into()).or_default().push((digits.into(), id.clone()));
        }
    }

    /// What a text gives away, each once.
    pub fn mentions(&self, text: &str) -> BTreeSet<Mention> {
        let mut found = BTreeSet::new();
        self.in_chinese(text, &mut found);
        self.in_words(&words(text), &mut found);
        for number in numbers(text) {
            found.extend(self.number(&number));
        }
        found.extend(
            text.split(|c: char| !is_of_number(c)).any(is_spanish).then_some(Mention::IdentityNumber),
        );
        found
    }

    fn in_chinese(&self, text: &str, found: &mut BTreeSet<Mention>) {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (from, start) in starts.iter().enumerate() {
            if !text[*start..].starts_with(is_han) {
                continue;
            }
            let ends = starts.iter().skip(from + 2).take(self.longest.saturating_sub(1));
            found.extend(
                ends.filter_map(|end| self.names.get(&text[*start..*end])).cloned().map(Mention::Name),
            );
        }
    }

    fn in_words(&self, words: &[String], found: &mut BTreeSet<Mention>) {
        for from in 0..words.len() {
            for to in from + 2..=words.len().min(from + self.longest) {
                found.extend(self.names.get(&words[from..to].join(" ")).cloned().map(Mention::Name));
            }
        }
    }

    fn number(&self, number: &str) -> Option<Mention> {
        if is_chinese(number) {
            return Some(Mention::IdentityNumber);
        }
        let same = |(phone, _): &&(String, Id)| number.ends_with(&**phone) || phone.ends_with(number);
        let known = end(number).and_then(|end| self.phones.get(end)?.iter().find(same));
        known
            .map(|(_, id)| Mention::Phone(id.clone()))
            .or_else(|| is_mobile(number).then_some(Mention::Mobile))
    }
}

/// The last digits of a telephone number.
fn end(digits: &str) -> Option<&str> {
    digits.len().checked_sub(FEWEST_DIGITS).and_then(|at| digits.get(at..))
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let text = folded(text);
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '·'));
    words.filter(|word| !word.is_empty()).map(String::from).collect()
}

/// Whether a character belongs to a number of an identity card as it is written.
fn is_of_number(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-'
}

/// The numbers in a text: digits with at most two spaces, hyphens, points or brackets between them, and the
/// `X` that a Chinese identity number may end with.
fn numbers(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut gap = 0;
    for character in text.chars() {
        let last = found.last_mut().filter(|number| !number.is_empty());
        match (character, last) {
            ('0'..='9', Some(last)) if gap <= 2 => last.push(character),
            ('0'..='9', _) => found.push(character.into()),
            ('x' | 'X', Some(last)) if last.len() == 17 => last.push('X'),
            (' ' | '-' | '.' | '(' | ')', _) => {
                gap += 1;
                continue;
            }
            _ => found.push(String::new()),
        }
        gap = 0;
    }
    found.retain(|number| number.len() >= FEWEST_DIGITS);
    found
}

/// Whether a number is that of a Chinese identity card: a day of birth in it, and the right last digit.
fn is_chinese(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if number.len() != 18 {
        return false;
    }
    let born = format!("{}-{}-{}", &number[6..10], &number[10..12], &number[12..14]);
    let digits = number.chars().map_while(|c| c.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize);
    number.chars().last() == check && born.parse::<crate::model::day::Day>().is_ok()
}

/// Whether a word is the number of a Spanish identity card (DNI) or of a foreigner's (NIE).
fn is_spanish(word: &str) -> bool {
    let word: String = word.to_ascii_uppercase().replace('-', "");
    let Some((number, letter)) = word.split_at_checked(8).filter(|(_, letter)| letter.len() == 1) else {
        return false;
    };
    let digits = match number.as_bytes()[0] {
        b'X' => number.replacen('X', "0", 1),
        b'Y' => number.replacen('Y', "1", 1),
        b'Z' => number.replacen('Z', "2", 1),
        _ => number.into(),
    };
    let value = digits.parse::<usize>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    let check = value.and_then(|value| "TRWAGMYFPDXBNJZSQVHLCKE".get(value % 23..=value % 23));
    check == Some(letter)
}

/// Whether a number is that of a mobile telephone in China or Spain.
fn is_mobile(number: &str) -> bool {
    let plain = number.trim_start_matches("00");
    let chinese = plain.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(plain);
    let spanish = plain.strip_prefix("34").filter(|rest| rest.len() == 9).unwrap_or(plain);
    (chinese.len() == 11 && chinese.starts_with('1') && ('3'..='9').any(|c| chinese[1..].starts_with(c)))
        || (spanish.len() == 9 && spanish.starts_with(['6', '7']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    fn known() -> KnownPeople {
        let mut known = KnownPeople::default();
        known.name(&id("li-na"), "李娜");
        known.name(&id("ana"), "Ana García Pérez");
        known.name(&id("wang"), "王");
        known.name(&id("sol"), "Sol");
        known.phone(&id("li-na"), "0519-8812 3456");
        known
    }

    fn found(text: &str) -> Vec<Mention> {
        known().mentions(text).into_iter().collect()
    }

    #[test]
    fn names_are_found_whole() {
        assert_eq!(found("她的女儿李娜每天来"), [Mention::Name(id("li-na"))]);
        assert_eq!(found("met ANA GARCÍA PÉREZ, at noon"), [Mention::Name(id("ana"))]);
        assert_eq!(found("Ana García came; 李先生; 王; the sol"), []);
    }

    #[test]
    fn telephone_numbers_are_found_however_they_are_written() {
        let known = [Mention::Phone(id("li-na"))];
        assert_eq!(found("call 88123456"), known);
        assert_eq!(found("+86 519 8812-3456."), known);
        assert_eq!(found("打13812345678"), [Mention::Mobile]);
        assert_eq!(found("+34 612 345 678"), [Mention::Mobile]);
        assert_eq!(found("88123457, on 2026-11-21 from 18:00 to 20:00, 3000 households"), []);
    }

    #[test]
    fn identity_numbers_are_told_by_their_last_digit() {
        let number = [Mention::IdentityNumber];
        assert_eq!(found("11010519491231002X"), number);
        assert_eq!(found("身份证440524188001010014号"), number);
        assert_eq!(found("110105194912310021"), []);
        assert_eq!(found("DNI 12345678-Z"), number);
        assert_eq!(found("nie x1234567l"), number);
        assert_eq!(found("12345678A"), []);
    }

    #[test]
    fn no_text_is_too_odd() {
        for text in ["", "é", "1", "x", "-", "12345678é", "李", "1234567890123456é"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
