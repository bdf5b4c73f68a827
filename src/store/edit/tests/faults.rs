//! What is refused, where, and in which words.

use super::*;
use crate::store::edit::tree::Value;

/// The faults of a text: what stands there, what is said, what helps.
#[track_caller]
fn faults(format: Format, text: &str) -> Vec<(String, String, String)> {
    let faults = parse(format, text).expect_err("a faulty text");
    let told = |fault: crate::store::edit::SyntaxFault| {
        (text[fault.range].to_owned(), fault.message, fault.help.unwrap_or_default())
    };
    faults.into_iter().map(told).collect()
}

#[track_caller]
fn refuses(format: Format, text: &str, expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(at, says, help)| ((*at).into(), (*says).into(), (*help).into())).collect();
    assert_eq!(faults(format, text), expected, "{text}");
}

#[test]
fn all_faults_of_a_register_are_told_at_once() {
    refuses(
        Format::Toml,
        "a = 2014-5-2\nb = 18:30-21:00\nc = abc\nd = “x”\ne = 007\nf = \"x\n",
        &[
            ("2014-5-2", "`2014-5-2` is not a date in the form YYYY-MM-DD", "write `2014-05-02`"),
            ("18:30-21:00", "the time `18:30-21:00` is not quoted", "write `\"18:30-21:00\"`"),
            ("abc", "a text has to be quoted", "write `\"abc\"`"),
            ("“", "`“` is of full width", "write `\"`"),
            ("0", "the number `0` begins with a zero", "write `\"0\"` if it is a text"),
            ("", "a quote is opened and not closed", "close it with the same quote"),
        ],
    );
    refuses(
        Format::Toml,
        "born = 2014-02-30\n",
        &[(
            "2014-02-30",
            "there is no 2014-02-30: that month has 28 days",
            "the last day of that month is `2014-02-28`",
        )],
    );
}

#[test]
fn what_stands_twice_names_both_places() {
    let twice = [("a", "`a` stands twice", "it stands in line 1 already: keep one of them")];
    refuses(Format::Toml, "a = 1\na = 2\n", &twice);
    refuses(Format::Toml, "[a]\n[a]\n", &twice);
    refuses(Format::Toml, "a = 1\n[a]\nb = 1\n", &twice);
    refuses(Format::Yaml, "a: 1\nb: 2\na: 3\n", &twice);
    refuses(Format::Yaml, "a: { c: 1, 'c': 2 }\n", &[("'c'", "`c` stands twice", twice[0].2)]);
}

#[test]
fn merge_conflicts_are_named_in_both_syntaxes() {
    let text = "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\nc: 1\n";
    let conflict = "<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other";
    let help = "keep what is right and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`";
    for format in [Format::Toml, Format::Yaml] {
        refuses(format, text, &[(conflict, "git left a merge conflict here", help)]);
    }
}

#[test]
fn a_log_is_one_plain_mapping() {
    let mapping = "write the record's fields, one `NAME: VALUE` a line";
    refuses(Format::Yaml, "", &[("", "the file is empty", mapping)]);
    refuses(Format::Yaml, "# x\n", &[("# x\n", "the file is empty", mapping)]);
    refuses(Format::Yaml, "- a\n", &[("- a", "a record is a mapping of names to values", mapping)]);
    refuses(
        Format::Yaml,
        "a: &x 3\n",
        &[("&x", "anchors are not read", "take the anchor out and write each value out")],
    );
    refuses(Format::Yaml, "a: *x\n", &[("*", "aliases are not read", "write the value out")]);
    refuses(
        Format::Yaml,
        "a: !!str 3\n",
        &[("!!str", "tags are not read", "take the tag out and leave the value")],
    );
    refuses(
        Format::Yaml,
        "a: 1\n---\nb: 1\n",
        &[("---", "a second document begins here", "write it into a file of its own")],
    );
    for complex in ["? [a]\n: b\n", "[a]: b\n", "? a\n: b\n"] {
        assert_eq!(faults(Format::Yaml, complex)[0].1, "a name must be one word or one quoted text");
    }
}

#[test]
fn tabs_full_width_and_open_brackets_show_the_right_form() {
    refuses(
        Format::Yaml,
        "a:\n\tb: 1\n\tc: 1\n",
        &[
            ("\t", "a tab indents this line", "indent with spaces, two a level"),
            ("\t", "a tab indents this line", "indent with spaces, two a level"),
        ],
    );
    let colon = [("：", "`：` is of full width", "write `:`")];
    refuses(Format::Yaml, "hours：2\n", &colon);
    refuses(Format::Yaml, "a: 1\nhours：2\nb: 2\n", &colon);
    refuses(Format::Yaml, "a: x\n  hours：2\n", &colon);
    refuses(Format::Yaml, "a:\n  - who：li-na\n", &colon);
    refuses(Format::Yaml, "a: { who: li-na， hours: 2 }\n", &[("，", "`，` is of full width", "write `,`")]);
    assert!(parse(Format::Yaml, "note: 电话：123，“可”\n").is_ok());
    refuses(Format::Yaml, "a： 1\nnote: 电话：123\nb: [{ c: 1， }]\nd：1\n", &colon);
    refuses(
        Format::Yaml,
        "a: [1, 2\nb: 3\n",
        &[("[", "`[` is opened and not closed, or a comma is missing", "close it with `]`")],
    );
    assert_eq!(faults(Format::Yaml, "a: 'x\nb: 3\n")[0].2, "close it with the same quote");
}

#[test]
fn depth_and_rows_are_bounded() {
    for deep in ["[".repeat(10_000), "{a: ".repeat(10_000), "- ".repeat(10_000)] {
        let fault = &faults(Format::Yaml, &format!("a:\n {deep}"))[0];
        assert_eq!(fault.1, "this lies more than 16 levels deep");
    }
    for deep in [
        "a = ".to_owned() + &"[".repeat(10_000),
        "a = ".to_owned() + &"{a=".repeat(10_000),
        "a.".repeat(10_000) + "a = 1",
    ] {
        assert_eq!(faults(Format::Toml, &deep)[0].1, "this lies more than 16 levels deep");
    }
    let rows = "1, ".repeat(10_001);
    assert_eq!(faults(Format::Yaml, &format!("a: [{rows}]"))[0].1, "this is more than 10000 rows");
    assert_eq!(faults(Format::Toml, &format!("a = [{rows}]"))[0].1, "this is more than 10000 rows");
    assert!(parse(Format::Yaml, &format!("a: [{}]", "1, ".repeat(10_000))).is_ok());
}

#[test]
fn a_byte_order_mark_belongs_to_no_value() {
    for (format, text) in
        [(Format::Yaml, "\u{feff}a: 北\r\nb: 1\r\n"), (Format::Toml, "\u{feff}a = '北'\r\nb = 1\r\n")]
    {
        let tree = parse(format, text).unwrap();
        assert_eq!(tree.range.start, 3);
        let found = tree.find(&path("b"), &shape()).unwrap();
        assert_eq!(&text[found.range.clone()], "1");
        assert_eq!(&text[tree.key_range(&path("b"), &shape()).unwrap()], "b");
        assert!(edited(format, text, &[set(path("b"), number("2"))]).starts_with('\u{feff}'));
    }
}

#[test]
fn absent_values_stand_behind_their_colon() {
    let text = "a:\nb: ~\nc: { d: }\n";
    let tree = parse(Format::Yaml, text).unwrap();
    assert_eq!(tree.entry("a").unwrap().value.value, Value::Null);
    assert_eq!(tree.entry("a").unwrap().value.range, 2..2);
    assert_eq!(tree.to_node(&Shape::Free), fields(&[("c", fields(&[]))]));
}

#[test]
fn a_list_of_bracketed_rows_is_a_block() {
    for text in ["a:\n- { b: 1 }\n- [c]", "a:\n  - [c]\n  -\n    { b: 1 }\nd: 1"] {
        let tree = parse(Format::Yaml, text).unwrap();
        let list = &tree.entry("a").unwrap().value;
        assert!(text[list.range.clone()].starts_with('-'), "{list:?}");
        assert!(list.rows().iter().all(|row| text[row.range.clone()].ends_with(['}', ']'])), "{list:?}");
    }
}
