//! Codes: the closed lists of the format, and the catalogues of categories and measures with labels.
//!
//! A closed list is an enum made by `codes!`; its words are its serde form, its schema and its help. Of
//! categories and measures a store may add its own, so they are words that are looked up in a catalogue.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::flaw::{Flaw, scalar};
use crate::model::id::{Id, IdError};
use crate::model::text::Text;

/// Declares an enum whose variants are written as codes.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[doc = concat!("`", $code, "`")] #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// All of them, in the order of the format.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code as it is written.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::code::CodeError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::model::code::find(Self::ALL, |one| one.code(), text)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($code),+] })
            }
        }
    )+};
}
pub(crate) use codes;

/// A word that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no code `{text}` here")]
pub struct CodeError {
    /// The word as written.
    pub text: String,
    /// The nearest word of the list.
    pub nearest: Option<String>,
    /// The whole list.
    pub all: Vec<String>,
}

impl Flaw for CodeError {
    fn help(&self) -> Option<String> {
        match &self.nearest {
            Some(nearest) => Some(format!("did you mean `{nearest}`?")),
            None => Some(format!("one of {}", self.all.join(", "))),
        }
    }
}

/// The code of a list that a text is, or the error that names the nearest.
pub(crate) fn find<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str, text: &str) -> Result<T, CodeError> {
    all.iter()
        .copied()
        .find(|one| code(*one) == text)
        .ok_or_else(|| CodeError::of(text, all.iter().map(|one| code(*one))))
}

impl CodeError {
    /// The error for a word that none of `all` is.
    pub fn of<'a>(text: &str, all: impl Iterator<Item = &'a str>) -> CodeError {
        let all: Vec<String> = all.map(String::from).collect();
        let nearest = nearest(text, all.iter().map(String::as_str)).map(String::from);
        CodeError { text: text.into(), nearest, all }
    }
}

/// The word most like a text, if any is like enough to have been meant: the one place of "did you mean".
///
/// Likeness is optimal string alignment: insertions, deletions, changes and swaps of neighbours each cost one;
/// a third of the longer word may differ.
pub fn nearest<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = text.to_lowercase().replace(['_', ' '], "-");
    let length = plain.chars().count();
    let is_near = |cost: usize, word: &str| cost * 3 <= length.max(word.len());
    words
        .filter(|word| is_near(length.abs_diff(word.chars().count()), word))
        .map(|word| (distance(&plain, &word.replace('_', "-")), word))
        .filter(|(cost, word)| is_near(*cost, word))
        .min()
        .map(|(_, word)| word)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(100).collect(), b.chars().take(100).collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

codes! {
    /// In which of the two crews somebody served.
    Role { Worker = "worker", Volunteer = "volunteer" }
    /// Whether hours have been looked at.
    State { Submitted = "submitted", Verified = "verified", Rejected = "rejected" }
    /// The three ways in which the two crews link.
    Linkage { Community = "community", Agency = "agency", KeyPerson = "key-person" }
    /// What a volunteer's service supports: everyday help, or governance, which needs a professional background.
    ServiceKind { Supportive = "supportive", Governance = "governance", Both = "both" }
    /// How volunteers come in.
    Model { GovernmentLed = "government-led", Grassroots = "grassroots", Community = "community", Agency = "agency" }
    /// Whether a measure counts what was handed out or what came of it.
    MeasureKind { Output = "output", Result = "result" }
}

/// The code of a kind of service. Whether the store knows it is asked of its [`Catalogue`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(Id);

impl FromStr for Category {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Category, IdError> {
        text.parse().map(Category)
    }
}

impl From<Id> for Category {
    fn from(code: Id) -> Category {
        Category(code)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Deref for Category {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

scalar!(Category, "category");

/// A name in the three languages of the product; what is absent falls back to English, then to the code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Label {
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<Text>,
    /// Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<Text>,
    /// Spanish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub es: Option<Text>,
}

impl Label {
    /// A name built in: English, Chinese, Spanish.
    fn built_in([en, zh, es]: &[&str; 3]) -> Label {
        Label { en: en.parse().ok(), zh: zh.parse().ok(), es: es.parse().ok() }
    }

    /// The label in a language (`en zh es`), if there is one.
    pub fn of(&self, language: &str) -> Option<&str> {
        let own = match language {
            "zh" => &self.zh,
            "es" => &self.es,
            _ => &self.en,
        };
        own.as_ref().or(self.en.as_ref()).map(|text| &**text)
    }
}

/// The categories built in: code, group, label in English, Chinese, Spanish.
pub const CATEGORIES: [(&str, ServiceKind, [&str; 3]); 23] = {
    use ServiceKind::{Both, Governance, Supportive};
    [
        ("reception", Supportive, ["Reception", "接待咨询", "Acogida"]),
        ("elderly-care", Supportive, ["Elderly care", "为老服务", "Atención a mayores"]),
        ("disability-support", Supportive, ["Disability support", "助残服务", "Apoyo a la discapacidad"]),
        ("child-youth", Both, ["Children and youth", "青少年服务", "Infancia y juventud"]),
        ("family", Governance, ["Family", "家庭服务", "Familia"]),
        ("counselling", Governance, ["Counselling", "心理辅导", "Orientación psicológica"]),
        ("mediation", Governance, ["Mediation", "纠纷调解", "Mediación"]),
        ("property", Governance, ["Property management", "物业管理", "Gestión de fincas"]),
        ("poverty-relief", Supportive, ["Poverty relief", "扶贫济困", "Lucha contra la pobreza"]),
        ("convenience", Supportive, ["Everyday help", "便民服务", "Ayuda cotidiana"]),
        ("culture", Supportive, ["Culture", "文体活动", "Cultura"]),
        ("tutoring", Supportive, ["Tutoring", "课业辅导", "Apoyo escolar"]),
        ("environment", Supportive, ["Environment", "环境整治", "Medio ambiente"]),
        ("patrol", Supportive, ["Patrol", "治安巡逻", "Rondas vecinales"]),
        ("publicity", Supportive, ["Publicity", "宣传教育", "Divulgación"]),
        ("health", Supportive, ["Health", "健康服务", "Salud"]),
        ("employment", Supportive, ["Employment", "就业服务", "Empleo"]),
        ("legal", Governance, ["Legal help", "法律援助", "Asesoría jurídica"]),
        ("veterans", Supportive, ["Veterans", "退役军人服务", "Veteranos"]),
        ("housekeeping", Supportive, ["Housekeeping", "家政服务", "Ayuda doméstica"]),
        ("information", Both, ["Information", "信息收集", "Información"]),
        ("organising", Both, ["Organising", "组织协调", "Organización"]),
        ("training", Both, ["Training", "培训", "Formación"]),
    ]
};

/// A category of the store's own, or a built-in one under another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnCategory {
    /// The code.
    pub code: Category,
    /// Which kind of service it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<ServiceKind>,
    /// Its name in the languages of the store.
    #[serde(default)]
    pub label: Label,
}

/// What a store knows of a sort: the built-in ones, and its own over them.
#[derive(Clone, Debug)]
pub struct Known<T>(Vec<T>);

/// The categories that a store knows.
pub type Catalogue = Known<OwnCategory>;

/// The measures that a store knows.
pub type Measures = Known<OwnMeasure>;

/// One that a store can add, or name differently than the built-in one of the same code.
pub trait Own: Clone {
    /// All built-in ones.
    fn built_in() -> Vec<Self>;
    /// Its code.
    fn code(&self) -> &str;
    /// Its name.
    fn label(&self) -> &Label;
}

impl<T: Own> Known<T> {
    /// The built-in ones with a store's own over them.
    pub fn with(own: &[T]) -> Known<T> {
        let is_own = |one: &T| own.iter().any(|other| other.code() == one.code());
        let built_in = T::built_in().into_iter().filter(|one| !is_own(one));
        Known(built_in.chain(own.iter().cloned()).collect())
    }

    /// The one of that code.
    fn find(&self, code: &str) -> Option<&T> {
        self.0.iter().find(|one| one.code() == code)
    }

    /// The name of a code in a language; the code itself where it has none.
    pub fn label<'a>(&'a self, code: &'a str, language: &str) -> &'a str {
        self.find(code).and_then(|one| one.label().of(language)).unwrap_or(code)
    }
}

impl Own for OwnCategory {
    fn built_in() -> Vec<OwnCategory> {
        let read = |(code, group, label): &(&str, ServiceKind, [&str; 3])| {
            Some(OwnCategory { code: code.parse().ok()?, group: Some(*group), label: Label::built_in(label) })
        };
        CATEGORIES.iter().filter_map(read).collect()
    }
    fn code(&self) -> &str {
        &self.code
    }
    fn label(&self) -> &Label {
        &self.label
    }
}

impl Own for OwnMeasure {
    fn built_in() -> Vec<OwnMeasure> {
        let read = |(code, kind, label): &(&str, MeasureKind, [&str; 3])| {
            Some(OwnMeasure {
                code: code.parse().ok()?,
                kind: *kind,
                unit: None,
                label: Label::built_in(label),
            })
        };
        MEASURES.iter().filter_map(read).collect()
    }
    fn code(&self) -> &str {
        &self.code
    }
    fn label(&self) -> &Label {
        &self.label
    }
}

impl Catalogue {
    /// Whether the store knows this category.
    ///
    /// # Errors
    /// [`CodeError`], which names the nearest.
    pub fn knows(&self, code: &str) -> Result<(), CodeError> {
        match self.find(code) {
            Some(_) => Ok(()),
            None => Err(CodeError::of(code, self.codes())),
        }
    }

    /// The codes of all categories.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Own::code)
    }
}

impl Measures {
    /// What a code counts, if the store knows it.
    pub fn kind(&self, code: &str) -> Option<MeasureKind> {
        self.find(code).map(|one| one.kind)
    }

    /// The codes of all measures of a kind.
    pub fn codes(&self, kind: MeasureKind) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |one| one.kind == kind).map(Own::code)
    }
}

/// The measures built in: code, kind, label in English, Chinese, Spanish.
pub const MEASURES: [(&str, MeasureKind, [&str; 3]); 19] = {
    use MeasureKind::{Output, Result};
    [
        ("banners", Output, ["Banners", "横幅", "Pancartas"]),
        ("posters", Output, ["Posters", "海报", "Carteles"]),
        ("leaflets", Output, ["Leaflets", "宣传单", "Folletos"]),
        ("cards", Output, ["Cards", "卡片", "Tarjetas"]),
        ("vouchers", Output, ["Vouchers", "代金券", "Vales"]),
        ("parcels", Output, ["Parcels", "慰问包", "Paquetes"]),
        ("meals", Output, ["Meals", "餐食", "Comidas"]),
        ("haircuts", Output, ["Haircuts", "理发", "Cortes de pelo"]),
        ("rounds", Output, ["Rounds", "巡逻圈次", "Rondas"]),
        ("visits", Result, ["Visits", "走访", "Visitas"]),
        ("consultations", Result, ["Consultations", "咨询", "Consultas"]),
        ("disputes-settled", Result, ["Disputes settled", "化解纠纷", "Conflictos resueltos"]),
        ("persons-helped", Result, ["Persons helped", "帮扶人次", "Personas ayudadas"]),
        ("interventions", Result, ["Interventions", "介入", "Intervenciones"]),
        ("registrations", Result, ["Registrations", "登记", "Inscripciones"]),
        ("applicants", Result, ["Applicants", "报名", "Solicitantes"]),
        ("passed", Result, ["Passed", "通过", "Aprobados"]),
        ("hazards-found", Result, ["Hazards found", "发现隐患", "Riesgos detectados"]),
        ("households-served", Result, ["Households served", "服务户数", "Hogares atendidos"]),
    ]
};

/// A measure of the store's own, or a built-in one under another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnMeasure {
    /// The code.
    pub code: Id,
    /// Output or result.
    pub kind: MeasureKind,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// Its name in the languages of the store.
    #[serde(default)]
    pub label: Label,
}

/// The names of heads that records count, other than groups of residents.
pub const HEADS: [&str; 6] = ["workers", "volunteers", "residents", "staff", "people", "households"];

/// The groups of residents: each is *of which* among the residents.
pub const GROUPS: [&str; 10] = [
    "elderly",
    "living-alone",
    "empty-nest",
    "disabled",
    "hardship",
    "child",
    "orphan",
    "ill",
    "newcomer",
    "veteran",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_proposed() {
        let catalogue = Catalogue::with(&[]);
        let help = |text: &str| catalogue.knows(text).unwrap_err().help().unwrap();
        assert_eq!(help("patorl"), "did you mean `patrol`?");
        assert_eq!(help("Elderly_Care"), "did you mean `elderly-care`?");
        assert!(help("zzz").starts_with("one of reception, elderly-care"));
        assert_eq!("worke".parse::<Role>().unwrap_err().to_string(), "there is no code `worke` here");
    }

    #[test]
    fn every_built_in_category_is_one() {
        assert_eq!(Catalogue::with(&[]).0.len(), CATEGORIES.len());
        assert_eq!(Catalogue::with(&[]).label("patrol", "es"), "Rondas vecinales");
        assert_eq!(Catalogue::with(&[]).label("own", "es"), "own");
    }

    #[test]
    fn every_built_in_measure_is_one() {
        let measures = Measures::with(&[]);
        assert_eq!(measures.0.len(), MEASURES.len());
        assert_eq!(measures.kind("leaflets"), Some(MeasureKind::Output));
        assert_eq!(measures.kind("visits"), Some(MeasureKind::Result));
        assert_eq!(measures.label("leaflets", "zh"), "宣传单");
    }
}
