//! What is confidential stays so: after every verb that seals, opens or refuses to, nobody finds it in
//! what was printed, in the records, in git, or in what the program keeps for itself.

use crate::support::bench::{Bench, Printed, Start};

/// A key of these tests, which opens nothing else; and its public half.
const KEY: &str = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";
const PUBLIC: &str = "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef";

/// What nobody may find.
const SECRETS: [&str; 3] = ["Zhao-Yulan", "0519-8812", "afraid of the dark"];

/// A committed store that seals for the key, which lies beside it.
fn store() -> Bench {
    let bench = Bench::with(Start::Nothing);
    done(&bench, &["init", "Hongxing", "--git", "--timezone", "Asia/Shanghai"]);
    done(&bench, &["org", "add", "Hongxing", "--kind", "community"]);
    std::fs::write(bench.folder().join("../key.txt"), format!("# for tests\n{KEY}\n")).unwrap();
    let settings = bench.folder().join("tandem.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(settings, format!("{text}\n[[seal]]\nname = \"office\"\nkey = \"{PUBLIC}\"\n")).unwrap();
    bench
}

fn done(bench: &Bench, words: &[&str]) -> Printed {
    let printed = bench.tandem(words);
    assert_eq!(printed.code, 0, "{words:?}: {printed:?}");
    printed
}

/// Fails where a text holds what nobody may find.
fn tells_nothing(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} has `{secret}`:\n{text}");
    }
}

/// Runs the program, which may do it or not, and must not repeat what is confidential.
fn quietly(bench: &Bench, words: &[&str]) -> Printed {
    let printed = bench.tandem(words);
    tells_nothing(&words.join(" "), &format!("{}{}", printed.out, printed.err));
    printed
}

/// Every file below a folder, git's objects unpacked.
fn everything(bench: &Bench) -> String {
    let mut all = bench.git(&["cat-file", "--batch-all-objects", "--batch", "--unordered"]);
    let mut folders = vec![bench.folder().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push_str(&path.display().to_string());
                all.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
            }
        }
    }
    all
}

#[test]
fn what_is_sealed_is_found_nowhere() {
    let bench = store();
    let [name, phone, note] = [("name", SECRETS[0]), ("phone", SECRETS[1]), ("note", SECRETS[2])]
        .map(|(key, value)| format!("{key}={value}"));
    let key = ["--identity", "../key.txt"];
    let add =
        ["resident", "add", "--kind", "person", "--org", "hongxing", "--id", "r-7k3q9d", "--seal", &name];
    let feedback = ["feedback", "log", "--kind", "complaint", "--org", "hongxing", "--date", "2026-11-20"];
    let feedback = [&feedback[..], &["--id", "f-7k3q9d", "--seal", &note]].concat();
    for entered in [&add[..], &feedback] {
        for more in [&["-n"][..], &["-n", "--format", "json"], &["-v", "-m", "as she asked"]] {
            assert_eq!(quietly(&bench, &[entered, more].concat()).code, 0);
        }
        assert_eq!(quietly(&bench, entered).code, 2, "the id is taken");
    }
    let set = ["resident", "set", "r-7k3q9d", "--seal", &phone];
    assert_eq!(quietly(&bench, &set).code, 2, "without a key");
    for more in [&["-n"][..], &["--format", "json"], &["note=open"]] {
        assert_eq!(quietly(&bench, &[&set[..], &key, more].concat()).code, 0);
    }
    for list in [
        &["list"][..],
        &["list", "--columns", "id,sealed"],
        &["show", "r-7k3q9d"],
        &["show", "r-7k3q9d", "--format", "json"],
    ] {
        assert_eq!(quietly(&bench, &[&["resident"], list].concat()).code, 0);
    }
    for words in
        [&["history"][..], &["history", "r-7k3q9d"], &["history", "r-7k3q9d", "--format", "json"], &["check"]]
    {
        assert_eq!(quietly(&bench, words).code, 0);
    }
    tells_nothing("the store", &everything(&bench));
    assert!(everything(&bench).contains("r-7k3q9d"));
    let opened = done(&bench, &[&["resident", "show", "r-7k3q9d", "--open"][..], &key].concat());
    assert!(opened.out.contains(SECRETS[0]) && opened.out.contains(SECRETS[1]), "{}", opened.out);
    let opened = done(&bench, &[&["feedback", "show", "f-7k3q9d", "--open"][..], &key].concat());
    assert!(opened.out.contains(SECRETS[2]), "{}", opened.out);
    tells_nothing("the store", &everything(&bench));
}

#[test]
fn what_is_refused_is_not_repeated() {
    let bench = store();
    let add = ["resident", "add", "--kind", "person", "--org", "hongxing"];
    for wrong in [
        SECRETS[0].to_string(),
        format!("Name={}", SECRETS[0]),
        format!("name={}\u{7}", SECRETS[0]),
        format!("groups={}", SECRETS[0]),
    ] {
        assert_eq!(quietly(&bench, &[&add[..], &["--seal", &wrong]].concat()).code, 2);
    }
    done(&bench, &[&add[..], &["--id", "r-7k3q9d"]].concat());
    let path = bench.folder().join("residents/r-7k3q9d.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}sealed = \"no age text\"\n")).unwrap();
    let name = format!("name={}", SECRETS[0]);
    let set = ["resident", "set", "r-7k3q9d", "--identity", "../key.txt", "--seal", &name];
    assert_eq!(quietly(&bench, &set).code, 1, "damaged");
}

#[test]
fn only_a_real_change_is_sealed_anew() {
    let bench = store();
    let words = |verb: &[&'static str]| [verb, &["--identity", "../key.txt", "--seal", "phone=1"]].concat();
    done(
        &bench,
        &[
            "resident", "add", "--kind", "person", "--org", "hongxing", "--id", "r-7k3q9d", "--seal",
            "phone=1",
        ],
    );
    let read = || std::fs::read_to_string(bench.folder().join("residents/r-7k3q9d.toml")).unwrap();
    let before = read();
    done(&bench, &words(&["resident", "set", "r-7k3q9d"]));
    assert_eq!(read(), before);
    done(&bench, &words(&["resident", "set", "r-7k3q9d", "persons=1"]));
    let sealed =
        |text: &str| text[text.find("-----BEGIN").unwrap()..text.rfind("-----END").unwrap()].to_string();
    assert_eq!(sealed(&read()), sealed(&before));
    done(&bench, &["resident", "set", "r-7k3q9d", "--identity", "../key.txt", "--seal", "phone=2"]);
    assert_ne!(sealed(&read()), sealed(&before));
}
