//! Ids made from names and titles: accents dropped, Chinese in pinyin, cut where a word ends.
//!
//! People are surname, hyphen, given name in one word (`sun-guoqiang`); everything else has a hyphen
//! after each syllable. The surname comes first, and is often read in a way of its own.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use crate::model::id::{Id, cut, slug};
use crate::model::kind::Kind;

/// A name as it is compared: accents joined to their letters, in lower case. `é` may be one character or two.
pub fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// Surnames of two characters (百家姓 and those in use today).
const TWO: [&str; 38] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒",
    "夏侯", "端木", "独孤", "南宫", "万俟", "闻人", "申屠", "太史", "澹台", "公冶", "宗政", "濮阳", "淳于",
    "单于", "轩辕", "钟离", "鲜于", "闾丘", "司空", "亓官", "司寇", "呼延", "百里", "东郭", "西门",
];

/// Surnames whose reading is not the character's usual one.
const READ: [(&str, &str); 33] = [
    ("万俟", "moqi"),
    ("尉迟", "yuchi"),
    ("长孙", "zhangsun"),
    ("单于", "chanyu"),
    ("澹台", "tantai"),
    ("亓官", "qiguan"),
    ("单", "shan"),
    ("曾", "zeng"),
    ("解", "xie"),
    ("仇", "qiu"),
    ("区", "ou"),
    ("任", "ren"),
    ("华", "hua"),
    ("朴", "piao"),
    ("查", "zha"),
    ("盖", "ge"),
    ("乐", "yue"),
    ("覃", "qin"),
    ("洗", "xian"),
    ("缪", "miao"),
    ("召", "shao"),
    ("员", "yun"),
    ("繁", "po"),
    ("种", "chong"),
    ("翟", "zhai"),
    ("折", "she"),
    ("黑", "he"),
    ("祭", "zhai"),
    ("都", "du"),
    ("秘", "bi"),
    ("句", "gou"),
    ("重", "chong"),
    ("燕", "yan"),
];

/// The letters of Crockford's base 32, in lower case.
const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A source of random codes that gives the same ones for the same seed (splitmix64, Steele et al. 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall the same way for the same seed.
    pub fn of(seed: u64) -> Dice {
        Dice(seed)
    }

    /// That many random characters of Crockford's base 32.
    pub fn code(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(CROCKFORD[(self.next() >> 59) as usize])).collect()
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// A person's name as an id would have it: `sun-guoqiang`, `maria-silva`.
pub fn person(name: &str) -> String {
    let parts: Vec<&str> =
        name.split(['·', '•', '・']).map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one] if one.chars().all(is_han) => {
            let surname = TWO.iter().find(|two| one.starts_with(**two) && one.len() > two.len());
            let at = surname.map_or_else(|| one.chars().next().map_or(0, char::len_utf8), |two| two.len());
            let (surname, given) = one.split_at(at);
            let read =
                READ.iter().find(|(written, _)| *written == surname).map(|(_, read)| (*read).to_string());
            let surname = read.unwrap_or_else(|| syllables(surname, ""));
            if given.is_empty() { surname } else { format!("{surname}-{}", syllables(given, "")) }
        }
        parts if parts.len() > 1 && parts.iter().all(|part| part.chars().all(is_han)) => {
            parts.iter().map(|part| syllables(part, "")).collect::<Vec<_>>().join("-")
        }
        _ => title(name),
    }
}

/// A title as an id would have it: a hyphen after each word and each syllable of Chinese.
pub fn title(text: &str) -> String {
    slug(&syllables(text, " "))
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(character: char) -> bool {
    character.to_pinyin().is_some()
}

/// A text with its Chinese characters read aloud, each followed by `after`; ü is written yu.
fn syllables(text: &str, after: &str) -> String {
    let mut read = String::new();
    for character in text.chars() {
        match character.to_pinyin() {
            Some(syllable) => {
                read.push_str(after);
                read.push_str(&syllable.plain().replace('ü', "yu"));
                read.push_str(after);
            }
            None => read.push(character),
        }
    }
    read
}

/// The id for a new record of a kind, from the words it is named by (`start` goes in front of them, for
/// logs the date): the first of `words`, `words-2`, `words-3` … that is not `taken`. `None` where the
/// words hold nothing that an id can.
pub fn free_id(kind: Kind, start: &str, words: &str, taken: impl Fn(&Id) -> bool) -> Option<Id> {
    let words = slug(words);
    let whole = match (start.is_empty(), words.is_empty()) {
        (_, true) => return None,
        (true, false) => words,
        (false, false) => format!("{start}-{words}"),
    };
    let fits = |text: &str| text.parse::<Id>().ok().filter(|id| kind.accepts(id).is_ok());
    // What is a reserved word or begins with a digit becomes an id behind the kind's noun.
    let whole = match fits(cut(&whole, kind.longest_id())) {
        Some(_) => whole,
        None => format!("{kind}-{whole}"),
    };
    (1..)
        .map_while(|count: u32| {
            let end = if count == 1 { String::new() } else { format!("-{count}") };
            fits(&format!("{}{end}", cut(&whole, kind.longest_id() - end.len())))
        })
        .find(|id| !taken(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_surname_and_given_name() {
        for (name, id) in [
            ("李娜", "li-na"),
            ("孙国强", "sun-guoqiang"),
            ("欧阳明", "ouyang-ming"),
            ("吕蒙", "lyu-meng"),
            ("单雄信", "shan-xiongxin"),
            ("曾国藩", "zeng-guofan"),
            ("买买提·艾力", "maimaiti-aili"),
            ("María José Núñez", "maria-jose-nunez"),
            ("O'Neil, John", "o-neil-john"),
            ("李", "li"),
        ] {
            assert_eq!(person(name), id, "{name}");
        }
        assert_eq!(title("夜间巡逻 (No. 3)"), "ye-jian-xun-luo-no-3");
    }

    #[test]
    fn a_taken_id_is_counted_on() {
        let id = |kind, words: &str, taken: &[&str]| {
            free_id(kind, "", words, |id| taken.contains(&id.as_str())).map(|id| id.to_string())
        };
        assert_eq!(id(Kind::Volunteer, "li-na", &["li-na", "li-na-2"]).unwrap(), "li-na-3");
        assert_eq!(id(Kind::Volunteer, "no", &[]).unwrap(), "volunteer-no");
        assert_eq!(id(Kind::Org, "7 days", &[]).unwrap(), "org-7-days");
        assert_eq!(id(Kind::Org, "!!", &[]), None);
        let long = "abcdefghi ".repeat(8);
        assert_eq!(id(Kind::Org, &long, &[]).unwrap(), "abcdefghi-abcdefghi-abcdefghi-abcdefghi");
        assert_eq!(
            id(Kind::Org, &long, &["abcdefghi-abcdefghi-abcdefghi-abcdefghi"]).unwrap(),
            "abcdefghi-abcdefghi-abcdefghi-2"
        );
        let date = free_id(Kind::Activity, "2026-11-21", "night patrol", |_| false).unwrap();
        assert_eq!(date.as_str(), "2026-11-21-night-patrol");
    }
}
