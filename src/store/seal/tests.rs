//! Laws of sealing: what was sealed comes out, whatever is damaged never panics, and nothing tells.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use age::secrecy::ExposeSecret;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::*;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::settings::Recipient;
use crate::model::text::Text;

/// A key of these tests, which opens nothing else.
const KEY: &str = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

fn identities() -> Identities {
    let mut identities = Identities::default();
    identities.add("key.txt", &format!("# created: 2026-11-21\n\n{KEY}\n")).unwrap();
    identities
}

fn recipients() -> Recipients {
    Recipients(identities().0.iter().map(age::x25519::Identity::to_public).collect())
}

fn settings(keys: &[&str]) -> Settings {
    let mut settings: Settings =
        toml::from_str("format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"").unwrap();
    let text = |text: &str| text.parse::<Text>().unwrap();
    settings.seal = keys.iter().map(|key| Recipient { name: text("office"), key: text(key) }).collect();
    settings
}

#[test]
fn recipients_are_those_of_the_store() {
    let public = identities().0[0].to_public().to_string();
    assert_eq!(Recipients::of(&settings(&[])).err(), Some(SealError::NoRecipient));
    assert_eq!(Recipients::of(&settings(&[&public])).unwrap().0.len(), 1);
    let error = Recipients::of(&settings(&[&public, KEY])).err().unwrap();
    assert_eq!(error, SealError::Key { name: "office".into(), why: KeyError::Secret });
    assert!(!error.to_string().contains(KEY) && !error.help().contains(KEY));
}

#[test]
fn identities_are_lines_among_comments() {
    let mut identities = identities();
    assert_eq!(format!("{identities:?}"), "1 identities");
    let wrong = identities.add("other.txt", "# nothing\nhello\n").unwrap_err();
    assert_eq!(wrong.to_string(), "`other.txt` holds no identity: line 2 is none");
    let none = identities.add("other.txt", "# nothing\n").unwrap_err();
    assert_eq!(none, SealError::Identity { file: "other.txt".into(), line: None });
}

#[test]
fn a_key_that_does_not_fit_opens_nothing() {
    let other = Recipients(vec![age::x25519::Identity::generate().to_public()]);
    let sealed = seal(&other, "name = \"x\"\n").unwrap();
    assert_eq!(open(&identities(), &sealed).err(), Some(SealError::Unfit));
    assert_eq!(open(&Identities::default(), &sealed).err(), Some(SealError::NoIdentity));
    let both = Recipients(recipients().0.into_iter().chain(other.0).collect());
    assert_eq!(open(&identities(), &seal(&both, "a").unwrap()).unwrap().expose_secret(), "a");
}

/// Seals `first`, opens it, makes the changes, and gives what a person would read then.
fn changed(kind: Kind, first: &str, sealings: &[(&str, &str)]) -> Result<(bool, String), SealError> {
    let sealed = seal(&recipients(), first).unwrap();
    let mut fragment = Fragment::open(kind, &identities(), &sealed)?;
    let sealings = sealings.iter().map(|(field, value)| Sealing::read(kind, field, value));
    let is_changed = fragment.change(&sealings.collect::<Result<Vec<_>, _>>()?)?;
    let sealed = fragment.sealed(&recipients())?;
    let opened = sealed.map(|sealed| open(&identities(), &sealed).unwrap().expose_secret().to_string());
    Ok((is_changed, opened.unwrap_or_default()))
}

#[test]
fn one_field_changes_and_all_else_stays() {
    let told = changed(Kind::Resident, "# met at the door\nname = '赵' # short\n", &[("phone", "138")]);
    assert_eq!(told, Ok((true, "# met at the door\nname = '赵' # short\nphone = \"138\"\n".into())));
    let told = changed(Kind::Need, "name: 赵 # short\nphone: 138\n", &[("phone", "139")]);
    assert_eq!(told, Ok((true, "name: 赵 # short\nphone: \"139\"\n".into())));
    let told = changed(Kind::Need, "name: 赵\nphone: 138\n", &[("phone", "138"), ("name", "赵")]);
    assert_eq!(told, Ok((false, "name: 赵\nphone: 138\n".into())));
    assert_eq!(changed(Kind::Need, "name: 赵\n", &[("name", "")]), Ok((true, String::new())));
    let goals = "[{ goal: speaks again }]";
    let told = changed(Kind::Case, "name: 赵\n", &[("goals", goals)]).unwrap();
    assert_eq!(told.1, "goals:\n  - { goal: speaks again }\nname: 赵\n");
    assert_eq!(
        changed(Kind::Case, "name: 赵\n", &[("goals", "she speaks")]),
        Err(SealError::Value { field: "goals".into() })
    );
}

#[test]
fn what_is_not_written_in_fields_is_shown_and_never_changed() {
    let prose = "- she lives alone\n";
    assert_eq!(changed(Kind::Need, prose, &[("phone", "1")]), Err(SealError::Formless));
    let fragment = Fragment::open(Kind::Need, &identities(), &seal(&recipients(), prose).unwrap()).unwrap();
    assert_eq!(fragment.shown(), Node::Text(prose.into()));
}

#[test]
fn nothing_tells_what_was_opened() {
    let sealed = seal(&recipients(), "name: SECRET\n").unwrap();
    let mut fragment = Fragment::open(Kind::Need, &identities(), &sealed).unwrap();
    let sealing = Sealing::read(Kind::Need, "phone", "SECRET").unwrap();
    fragment.change(std::slice::from_ref(&sealing)).unwrap();
    let opened = open(&identities(), &sealed).unwrap();
    let error = Sealing::read(Kind::Case, "goals", "SECRET").unwrap_err();
    let told = format!("{fragment:?} {sealing:?} {opened:?} {error:?} {error} {}", error.help());
    assert!(!told.contains("SECRET"), "{told}");
    assert!(!format!("{:?}", identities()).contains("AGE"));
}

/// What a vector says before its blank line.
fn said<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn the_vectors_of_age_come_out_as_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/age");
    let mut opened = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let Some(end) = bytes.windows(2).position(|pair| pair == b"\n\n") else { continue };
        let head = str::from_utf8(&bytes[..end]).unwrap();
        let (Some(expected), Some(key)) = (said(head, "expect"), said(head, "identity")) else { continue };
        let mut identities = Identities::default();
        identities.add("vector", key).unwrap();
        let sealed = String::from_utf8_lossy(&bytes[end + 2..]).into_owned();
        let result = open(&identities, &sealed);
        let sum = result.as_ref().map(|plain| {
            Sha256::digest(plain.expose_secret().as_bytes()).iter().fold(String::new(), |mut sum, byte| {
                write!(sum, "{byte:02x}").unwrap();
                sum
            })
        });
        match expected {
            "success" => assert_eq!(sum.ok().as_deref(), said(head, "payload"), "{}", path.display()),
            "no match" => assert_eq!(sum, Err(&SealError::Unfit), "{}", path.display()),
            _ => assert_eq!(sum, Err(&SealError::Damaged), "{}", path.display()),
        }
        opened += 1;
    }
    assert!(opened > 20, "{opened} vectors");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_sealed_comes_out(plain in any::<String>()) {
        let sealed = seal(&recipients(), &plain).unwrap();
        prop_assert!(crate::model::seal::is_sealed(&sealed));
        let opened = open(&identities(), &sealed).unwrap();
        prop_assert_eq!(opened.expose_secret(), plain);
    }

    #[test]
    fn any_text_is_kept_in_a_field(value in "\\PC{0,40}", kind in prop::sample::select(vec![Kind::Resident, Kind::Case])) {
        let (_, opened) = changed(kind, "a = \"b\"\n".replace(" = ", if kind == Kind::Case { ": " } else { " = " }).as_str(), &[("note", &value)]).unwrap();
        let node = Fragment::new(kind, opened).node().unwrap();
        let kept = node.field("note").and_then(Node::text);
        prop_assert_eq!(kept, (!value.trim().is_empty()).then_some(value));
    }

    #[test]
    fn damage_is_told_and_never_panics(at in any::<prop::sample::Index>(), with in any::<char>()) {
        let sealed = seal(&recipients(), "name: x\n").unwrap();
        let places: Vec<usize> = sealed.char_indices().map(|(at, _)| at).collect();
        let at = places[at.index(places.len())];
        let damaged = format!("{}{with}{}", &sealed[..at], &sealed[at + 1..]);
        match open(&identities(), &damaged) {
            Ok(opened) => prop_assert_eq!(opened.expose_secret(), "name: x\n"),
            Err(error) => prop_assert!(matches!(error, SealError::Damaged | SealError::Unfit)),
        }
        let _cut = open(&identities(), &sealed[..at]);
    }
}
