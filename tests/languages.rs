//! Every report, in every language, of the sample store and of one with every oddity: nothing that people read
//! is left in the words of machines, and columns stand under each other.

use std::collections::BTreeSet;

use serde_json::Value;
use tandem::locale::{Catalogue, Lang};
use tandem::model::code::{GROUPS, HEADS, MEASURES};
use tandem::model::kind::Kind;
use tandem::model::record::shape;

use crate::support::bench::{Bench, Start};

mod everything;

/// The reports, as they are typed.
pub(crate) const REPORTS: [&[&str]; 15] = [
    &["summary"],
    &["hours", "--by", "month,category,as"],
    &["hours", "--by", "org,kind"],
    &["hours", "--by", "program,lead"],
    &["coverage"],
    &["volunteers"],
    &["linkage"],
    &["plan"],
    &["feedback"],
    &["resources"],
    &["shifts"],
    &["needs"],
    &["cases"],
    &["workforce"],
    &["tree"],
];

/// The words of a report of a year.
pub(crate) fn typed<'a>(report: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [&["report"], report, &["--period", "2014", "--today", "2014-12-31"], more].concat()
}

#[test]
fn every_table_and_every_column_has_a_title_in_every_language() {
    let bench = Bench::with(Start::Records);
    for report in REPORTS {
        let printed = bench.tandem(&typed(report, &["--format", "json"]));
        assert_eq!(printed.code, 0, "{report:?}: {}", printed.err);
        let told: Value = serde_json::from_str(&printed.out).expect("JSON");
        for words in Lang::ALL.map(Catalogue::of) {
            for section in told["sections"].as_array().expect("sections") {
                let key = section["key"].as_str().expect("a key");
                assert!(words.find(&format!("{key}-title"), &[]).is_some(), "{}: `{key}`", words.lang());
                for column in section["columns"].as_array().expect("columns") {
                    let column = column["key"].as_str().expect("a key");
                    let title = words.find(&format!("column-{column}"), &[]);
                    assert!(title.is_some(), "{}: `{column}` of `{key}`", words.lang());
                }
            }
        }
    }
}

#[test]
fn every_kind_and_every_field_has_a_title_in_every_language() {
    for words in Lang::ALL.map(Catalogue::of) {
        for kind in Kind::ALL {
            assert!(words.code("noun", kind.noun()).is_some(), "{}: {kind}", words.lang());
            assert!(words.find(&format!("{}-title", kind.folder()), &[]).is_some(), "{kind}");
            for field in shape(kind).names().filter(|name| !["extra", "seal"].contains(name)) {
                let title = words.find(&format!("column-{field}"), &[]);
                assert!(title.is_some(), "{}: `{field}` of {kind}", words.lang());
            }
        }
    }
}

/// Messages that are found by a name that is put together are those of the format's names, and no others.
#[test]
fn every_head_group_and_measure_has_its_sentence_and_nothing_else_has() {
    let heads = HEADS.iter().filter(|head| **head != "households");
    let counted = heads.map(|head| format!("counted-{head}")).chain(["counted-people-alone".to_string()]);
    let grouped = GROUPS.iter().map(|group| format!("grouped-{group}"));
    let measures = MEASURES.iter().map(|(code, ..)| format!("measure-{code}"));
    let wanted: BTreeSet<String> = counted.chain(grouped).chain(measures).collect();
    for words in Lang::ALL.map(Catalogue::of) {
        for key in &wanted {
            assert!(words.find(key, &[("count", 2.into())]).is_some(), "{}: `{key}`", words.lang());
        }
    }
    let keys = include_str!("../src/locale/en.ftl").lines().filter_map(|line| line.split_once(" ="));
    let families = ["counted-", "grouped-", "measure-"];
    let found: BTreeSet<String> = keys
        .map(|(key, _)| key.to_string())
        .filter(|key| families.iter().any(|family| key.starts_with(family)))
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_record_is_shown_with_the_words_of_its_language_and_of_its_file() {
    let bench = Bench::with(Start::Records);
    let shown = |lang: &str| bench.tandem(&["volunteer", "show", "ding-baogen", "--lang", lang]).out;
    assert!(shown("zh").contains("状态 status") && shown("zh").contains("已离开 left"), "{}", shown("zh"));
    assert!(shown("es").contains("Estado status") && shown("es").contains("de baja left"));
    assert!(shown("en").contains("status") && !shown("en").contains("Status"));
    let json =
        |lang: &str| bench.tandem(&["volunteer", "show", "ding-baogen", "--lang", lang, "--format", "json"]);
    assert_eq!(json("zh").out, json("en").out, "what machines read is the same");
}
