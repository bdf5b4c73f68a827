//! What edits do to the bytes, one behaviour a test.

use super::*;

fn row(who: &str, hours: &str) -> Node {
    fields(&[("who", text(who)), ("hours", number(hours))])
}

#[test]
fn a_scalar_changes_alone_and_keeps_its_quotes() {
    let before = "# top\r\ntitle: 'Night'   # c\r\ndate: 2014-05-02\r\nhours: 2.5";
    let changes = [set(path("title"), text("It's")), set(path("hours"), number("3"))];
    let after = edited(Format::Yaml, before, &changes);
    assert_eq!(after, "# top\r\ntitle: 'It''s'   # c\r\ndate: 2014-05-02\r\nhours: 3");
    let before = "title = 'Night' # c\nnote = \"\"\"\nOne\ntwo\"\"\"\ndate = 2014-05-02\n";
    let changes = [set(path("title"), text("Day")), set(path("note"), text("a\n\"\"\"b\""))];
    assert_eq!(
        edited(Format::Toml, before, &changes),
        "title = 'Day' # c\nnote = \"\"\"\na\n\"\"\\\"b\\\"\"\"\"\ndate = 2014-05-02\n"
    );
}

#[test]
fn texts_are_quoted_where_a_reader_would_take_them_for_something_else() {
    let quoted = [
        "no",
        "Yes",
        "y",
        "on",
        "12:30",
        "18:30-21:00",
        "1e3",
        "~",
        "null",
        " a",
        "a ",
        "a: b",
        "a #b",
        "- a",
        "&a",
        "*a",
        "!a",
        "@a",
        "%a",
        "[a",
        "{a",
        "#a",
        "2014-05-02",
        "007",
        "0x1F",
        "1_000",
        "3.0",
        "",
        "a:",
        "?",
        "|",
        "true",
        "12",
        "\"",
        "'",
        "=",
        "<<",
        ".5",
        "-1",
        "a\tb",
        "\u{85}",
        "1.5e+3",
        "0o17",
        "`a",
    ];
    for value in quoted {
        let after = edited(Format::Yaml, "title: a\n", &[set(path("title"), text(value))]);
        assert!(after.starts_with("title: \""), "{after}");
    }
    for value in [
        "li-na",
        "Night patrol",
        "夜间巡逻",
        "it's",
        "2h20m",
        "2014-05-02-patrol",
        "r-7k3q9d",
        "a, b",
        "¿Qué?",
    ] {
        let after = edited(Format::Yaml, "note: 'x'\norg: a\n", &[set(path("org"), text(value))]);
        let is_plain = value != "¿Qué?";
        assert_eq!(after.contains(&format!("org: {value}\n")), is_plain, "{after}");
    }
}

#[test]
fn a_new_field_goes_behind_the_nearest_before_it() {
    let before = "title: a # t\n# about the day\ndate: 2014-05-02\n\nnote: n\n";
    assert_eq!(
        edited(Format::Yaml, before, &[put_in(path("org"), text("hongxing"))]),
        "title: a # t\norg: hongxing\n# about the day\ndate: 2014-05-02\n\nnote: n\n"
    );
    let before = "date = 2014-05-02\n\n# who leads\n[[lead]]\nwho = \"a\"\n";
    assert_eq!(
        edited(
            Format::Toml,
            before,
            &[put_in(path("start"), text("18:30")), put_in(path("title"), text("t"))]
        ),
        "title = \"t\"\ndate = 2014-05-02\nstart = \"18:30\"\n\n# who leads\n[[lead]]\nwho = \"a\"\n"
    );
    let before = "# only tables\n[[lead]]\nwho = \"a\"\n";
    assert_eq!(
        edited(Format::Toml, before, &[put_in(path("title"), text("t"))]),
        "# only tables\ntitle = \"t\"\n\n[[lead]]\nwho = \"a\"\n"
    );
}

#[test]
fn rows_are_put_in_as_the_list_has_them() {
    let before = "title: a\nattendance: # by hand\n    # first\n    - who: a\n      hours: 1\n\nnote: n\n";
    let list = path("attendance");
    assert_eq!(
        edited(Format::Yaml, before, &[put_in(list.row(1, "li-na"), row("li-na", "2.5"))]),
        "title: a\nattendance: # by hand\n    # first\n    - who: a\n      hours: 1\n    - { who: li-na, hours: 2.5 }\n\nnote: n\n"
    );
    assert_eq!(
        edited(
            Format::Yaml,
            "title: a\nnote: n",
            &[put_in(list.row(0, "b"), row("b", "1")), put_in(list.row(1, "c"), row("c", "2"))]
        ),
        "title: a\nattendance:\n  - { who: b, hours: 1 }\n  - { who: c, hours: 2 }\nnote: n"
    );
    let before = "title = 'a'\nskills = [\n  'x', # one\n  'y',\n]\n\n[[lead]]\nwho = 'a'\n# until = ?\n\n[contact]\nphone = '1'\n";
    let changes =
        [put_in(path("skills").row(1, ""), text("z")), put_in(path("lead").row(1, "b"), row("b", "1"))];
    assert_eq!(
        edited(Format::Toml, before, &changes),
        "title = 'a'\nskills = [\n  'x', # one\n  \"z\",\n  'y',\n]\n\n[[lead]]\nwho = 'a'\n# until = ?\n\n[[lead]]\nwho = \"b\"\nhours = 1\n\n[contact]\nphone = '1'\n"
    );
}

#[test]
fn new_lists_and_tables_of_a_register_stand_at_its_end() {
    let changes = [
        put_in(path("lead").row(0, "b"), row("b", "1")),
        put_in(path("contact").then("phone"), text("1")),
        put_in(path("skills").row(0, ""), text("x")),
    ];
    assert_eq!(
        edited(Format::Toml, "title = 'a'\n", &changes),
        "title = 'a'\nskills = [\"x\"]\n\n[[lead]]\nwho = \"b\"\nhours = 1\n\n[contact]\nphone = \"1\"\n"
    );
}

#[test]
fn taking_out_takes_the_line_and_leaves_comments_of_their_own() {
    let before = "title: a\n# about org\norg: b # c\nattendance:\n  - { who: a } # first\n  # between\n  - { who: b }\n";
    let list = path("attendance");
    assert_eq!(
        edited(Format::Yaml, before, &[take_out(path("org")), take_out(list.row(0, "a"))]),
        "title: a\n# about org\nattendance:\n  # between\n  - { who: b }\n"
    );
    assert_eq!(
        edited(Format::Yaml, before, &[take_out(list.row(0, "a")), take_out(list.row(1, "b"))]),
        "title: a\n# about org\norg: b # c\n  # between\n"
    );
    let before = "title = 'a'\nskills = ['x', 'y']\n\n[[lead]]\nwho = 'a'\n\n[[lead]]\nwho = 'b'\n\n[contact]\nphone = '1'\n";
    let changes = [
        take_out(path("skills").row(0, "")),
        take_out(path("lead").row(1, "b")),
        take_out(path("contact").then("phone")),
    ];
    assert_eq!(
        edited(Format::Toml, before, &changes),
        "title = 'a'\nskills = ['y']\n\n[[lead]]\nwho = 'a'\n"
    );
}

#[test]
fn the_last_row_gives_its_place_to_the_first_that_comes() {
    let before = "title: a\nattendance:\n  # sheet\n  - { who: a } # x\nnote: n\n";
    let list = path("attendance");
    assert_eq!(
        edited(Format::Yaml, before, &[take_out(list.row(0, "a")), put_in(list.row(0, "b"), row("b", "1"))]),
        "title: a\nattendance:\n  # sheet\n  - { who: b, hours: 1 } # x\nnote: n\n"
    );
}

#[test]
fn rows_change_by_their_key_and_equal_keys_by_position() {
    let before =
        "attendance:\n  - { who: a, hours: 1 }\n  - { who: a, hours: 2 }\n  - { who: b, hours: 3 }\n";
    let list = path("attendance");
    let changes =
        [set(list.row(1, "a").then("hours"), number("9")), set(list.row(0, "b").then("hours"), number("8"))];
    assert_eq!(
        edited(Format::Yaml, before, &changes),
        "attendance:\n  - { who: a, hours: 1 }\n  - { who: a, hours: 9 }\n  - { who: b, hours: 8 }\n"
    );
}

#[test]
fn texts_of_several_lines_are_blocks() {
    assert_eq!(
        edited(Format::Yaml, "title: a\r\n", &[put_in(path("note"), text("one\n\ntwo: #\n"))]),
        "title: a\r\nnote: |\r\n  one\r\n\r\n  two: #\r\n"
    );
    assert_eq!(
        edited(Format::Yaml, "note: a # c\n", &[set(path("note"), text("one\ntwo"))]),
        "note: \"one\\ntwo\" # c\n"
    );
    assert_eq!(
        edited(Format::Toml, "title = 'a'\n", &[put_in(path("note"), text("one\ntwo"))]),
        "title = 'a'\nnote = \"\"\"\none\ntwo\"\"\"\n"
    );
}

#[test]
fn unknown_fields_and_odd_layouts_stay() {
    let before = "title: a\nextra: {x: [1,2], y:   z}\nmystery:   '1'\n";
    let after =
        edited(Format::Yaml, before, &[put_in(path("note"), text("well")), set(path("title"), text("b"))]);
    assert_eq!(after, "title: b\nnote: well\nextra: {x: [1,2], y:   z}\nmystery:   '1'\n");
    let before = "title = 'a'\ncontact.phone = '1' # p\nwhatever = { x = 0x1F }\n";
    assert_eq!(
        edited(Format::Toml, before, &[put_in(path("contact").then("open"), text("daily"))]),
        "title = 'a'\ncontact.phone = '1' # p\ncontact.open = \"daily\"\nwhatever = { x = 0x1F }\n"
    );
}

#[test]
fn what_is_not_there_is_an_error_and_nothing_is_made() {
    let missing = take_out(path("attendance").row(0, "a"));
    let error = apply(Format::Yaml, "title: a\n", &[missing], &shape()).unwrap_err();
    assert!(matches!(error, EditError::Place { .. }), "{error}");
    let error = apply(Format::Yaml, "title: [\n", &[], &shape()).unwrap_err();
    assert!(matches!(error, EditError::Syntax { .. }), "{error}");
}

#[test]
fn an_edit_that_would_change_another_value_is_refused() {
    let before = "note: |+\n  kept\nextra: 1\n\n# end\n";
    let error = apply(Format::Yaml, before, &[take_out(path("extra"))], &shape()).unwrap_err();
    assert!(matches!(error, EditError::Guard { .. }), "{error}");
}

#[test]
fn values_are_found_by_key_then_by_position() {
    let text = "attendance:\n  - { who: a, date: 2014-05-02, hours: 1 }\n  - { who: b, hours: 2.50 }\n";
    let tree = parse(Format::Yaml, text).unwrap();
    let list = path("attendance");
    let found = |path: &FieldPath| tree.find(path, &shape()).map(|value| &text[value.range.clone()]);
    assert_eq!(found(&list.row(1, "a,2014-05-02").then("hours")), Some("1"));
    assert_eq!(found(&list.row(1, "somebody").then("hours")), Some("2.50"));
    assert_eq!(found(&list.row(2, "somebody")), None);
    assert_eq!(&text[tree.key_range(&list.row(0, "b").then("who"), &shape()).unwrap()], "who");
    let rows = tree.entry("attendance").unwrap().value.rows();
    let keys: Vec<String> = rows.iter().map(|row| row_key(row, &["who".into(), "date".into()])).collect();
    assert_eq!(keys, ["a,2014-05-02", "b"]);
}

#[test]
fn a_node_is_what_the_shape_wants() {
    let text = "title: 123\ndate: \"2014-05-02\"\nspent: '12.50'\nhours: 2h20m\nfull: true\nextra: [1, '1', x, ~, true]\n";
    let node = parse(Format::Yaml, text).unwrap().to_node(&shape());
    let expected = [
        ("title", super::text("123")),
        ("date", Node::Date("2014-05-02".parse().unwrap())),
        ("spent", number("12.50")),
        ("hours", super::text("2h20m")),
        ("full", Node::Bool(true)),
    ];
    for (name, value) in expected {
        assert_eq!(node.field(name), Some(&value), "{name}");
    }
    let extra = [number("1"), super::text("1"), super::text("x"), super::text(""), Node::Bool(true)];
    assert_eq!(node.field("extra"), Some(&Node::List(extra.into())));
}

#[test]
fn many_rows_are_edited_in_one_go() {
    let rows: String =
        (0..2000).fold(String::new(), |rows, at| rows + &format!("  - {{ who: p-{at}, hours: 1 }}\n"));
    let list = path("attendance");
    let changes: Vec<FieldChange> =
        (0..2000).map(|at| set(list.row(at, &format!("p-{at}")).then("hours"), number("2"))).collect();
    let after = edited(Format::Yaml, &format!("attendance:\n{rows}"), &changes);
    assert_eq!(after.matches("hours: 2 }\n").count(), 2000);
}

#[test]
fn a_new_file_has_the_order_of_the_shape() {
    let node = fields(&[
        ("mystery", text("x")),
        ("note", text("one\ntwo")),
        ("attendance", Node::List(vec![row("li-na", "2.5"), row("b", "1")])),
        ("counts", fields(&[("residents", number("20"))])),
        ("start", text("18:30")),
        ("date", Node::Date("2014-05-02".parse().unwrap())),
        ("skills", Node::List(vec![text("a"), text("no")])),
        ("title", text("夜")),
    ]);
    assert_eq!(
        write(Format::Yaml, &node, &shape()).unwrap(),
        "title: 夜\nskills: [a, \"no\"]\ndate: 2014-05-02\nstart: \"18:30\"\ncounts:\n  residents: 20\nattendance:\n  - { who: li-na, hours: 2.5 }\n  - { who: b, hours: 1 }\nnote: |-\n  one\n  two\nmystery: x\n"
    );
    assert_eq!(
        write(Format::Toml, &node, &shape()).unwrap(),
        "title = \"夜\"\nskills = [\"a\", \"no\"]\ndate = 2014-05-02\nstart = \"18:30\"\nnote = \"\"\"\none\ntwo\"\"\"\nmystery = \"x\"\n\n[counts]\nresidents = 20\n\n[[attendance]]\nwho = \"li-na\"\nhours = 2.5\n\n[[attendance]]\nwho = \"b\"\nhours = 1\n"
    );
}
