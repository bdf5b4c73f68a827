//! Problems for people: what is wrong, the line it stands on, what belongs to it, what to do.
//!
//! This is the one place that knows who draws them. Sources are cut to the lines that matter and made
//! visible first, so that a hostile record can neither repaint the terminal nor cost time.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Tone, Origin, Renderer, Snippet,
};
use serde_json::{Value, json};

use crate::diag::{Level, Shown, Spot};
use crate::model::place::{Place, Subject};

use super::json::pretty;
use super::visible::{visible, visible_line};

/// The problems one under another, a blank line between them.
pub fn problems(shown: &[Shown], color: bool) -> String {
    let drawn: Vec<String> = shown.iter().map(|problem| drawn(problem, color)).collect();
    drawn.join("\n")
}

/// The problems one a line, as editors and other tools read them: `path:line:column: error[rule]: …`.
pub fn problems_short(shown: &[Shown]) -> String {
    let line = |Shown { problem, spot, .. }: &Shown| {
        let place = match spot {
            Some(spot) => format!("{}:{}:{}", spot.path, spot.line, spot.column),
            None => problem.place.to_string(),
        };
        let level = problem.level.word();
        visible_line(&format!("{place}: {level}[{}]: {}", problem.rule, problem.message)).into_owned() + "\n"
    };
    shown.iter().map(line).collect()
}

/// The problems as JSON.
pub fn problems_json(shown: &[Shown]) -> String {
    let problems: Vec<Value> = shown.iter().map(object).collect();
    pretty(&json!({ "schema": "tandem/problems/1", "problems": problems }))
}

fn object(Shown { problem, spot, related }: &Shown) -> Value {
    let related = problem.related.iter().zip(related).map(|((place, _), (spot, label))| {
        let mut object = location(place, spot.as_ref());
        object["message"] = label.as_str().into();
        object
    });
    let mut object = json!({ "rule": problem.rule, "level": problem.level.word() });
    for (key, value) in location(&problem.place, spot.as_ref()).as_object().into_iter().flatten() {
        object[key] = value.clone();
    }
    object["message"] = problem.message.as_str().into();
    object["related"] = related.collect();
    object["help"] = problem.help.as_deref().into();
    object
}

fn location(place: &Place, spot: Option<&Spot>) -> Value {
    let (path, record) = match &place.subject {
        Subject::File(path) => (Some(path.as_str()), None),
        Subject::Record(..) => (None, Some(place.subject.to_string())),
    };
    let end = spot.map(|spot| {
        let end = Spot::of(&spot.path, spot.source.clone(), spot.range.end..spot.range.end);
        json!({ "line": end.line, "column": end.column })
    });
    json!({
        "path": spot.map(|spot| spot.path.as_str()).or(path),
        "line": spot.map(|spot| spot.line),
        "column": spot.map(|spot| spot.column),
        "end": end,
        "record": record,
        "field": (!place.field.0.is_empty()).then(|| place.field.to_string()),
    })
}

fn drawn(Shown { problem, spot, related }: &Shown, color: bool) -> String {
    let tone = match problem.level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
    };
    let title = visible(&problem.message).into_owned();
    let mut group = Group::with_title(tone.primary_title(title).id(problem.rule));
    let mut pointed: Vec<Pointed> = Vec::new();
    match spot {
        Some(spot) if !spot.source.is_empty() => {
            pointed.push(Pointed { spot, kind: AnnotationKind::Primary, label: None });
        }
        Some(spot) => group = group.element(path_only(&spot.path)),
        None => group = group.element(path_only(&problem.place.to_string())),
    }
    let mut notes = Vec::new();
    for (spot, label) in related {
        match spot {
            Some(spot) if !spot.source.is_empty() => {
                pointed.push(Pointed { spot, kind: AnnotationKind::Context, label: Some(label) });
            }
            Some(spot) => notes.push(format!("{}: {label}", spot.path)),
            None => notes.push(label.clone()),
        }
    }
    while let Some(first) = pointed.first() {
        let path = first.spot.path.clone();
        let (here, elsewhere) = pointed.into_iter().partition(|pointed| pointed.spot.path == path);
        pointed = elsewhere;
        group = group.element(snippet(&here));
    }
    for note in notes {
        group = group.element(Tone::NOTE.message(visible(&note).into_owned()));
    }
    if let Some(help) = &problem.help {
        group = group.element(Tone::HELP.message(visible(help).into_owned()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]) + "\n"
}

/// Bytes to point at, and what to say there.
struct Pointed<'a> {
    spot: &'a Spot,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

fn path_only(path: &str) -> Element<'static> {
    Origin::path(visible_line(path).into_owned()).into()
}

/// The lines of one file that are pointed at, from the first to the last of them.
fn snippet(pointed: &[Pointed]) -> Snippet<'static, Annotation<'static>> {
    let Spot { path, source, .. } = pointed[0].spot;
    let runs: Vec<Range<usize>> =
        pointed.iter().map(|pointed| first_line(source, &pointed.spot.range)).collect();
    let start = runs.iter().map(|run| line_start(source, run.start)).min().unwrap_or(0);
    let end = runs.iter().map(|run| line_end(source, run.end)).max().unwrap_or(source.len());
    let annotations = pointed.iter().zip(runs).map(|(pointed, run)| {
        let from = visible(&source[start..run.start]).len();
        let to = from + visible(&source[run]).len();
        let annotation = pointed.kind.span(from..to);
        match pointed.label {
            Some(label) => annotation.label(visible_line(label).into_owned()),
            None => annotation,
        }
    });
    Snippet::source(visible(&source[start..end]).into_owned())
        .path(visible_line(path).into_owned())
        .line_start(1 + source[..start].matches('\n').count())
        .annotations(annotations.collect::<Vec<_>>())
}

/// The part of a run that lies on its first line, within the text.
fn first_line(source: &str, run: &Range<usize>) -> Range<usize> {
    let at = source.floor_char_boundary(run.start);
    let end = line_end(source, at);
    let start = at.min(end);
    start..source.floor_char_boundary(run.end).clamp(start, end)
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// Where the line that holds this byte ends, its line break aside.
fn line_end(source: &str, at: usize) -> usize {
    let start = line_start(source, at);
    let line = source[start..].split('\n').next().unwrap_or_default();
    start + line.strip_suffix('\r').unwrap_or(line).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Problem;
    use crate::model::kind::Kind;
    use crate::model::path::FieldPath;

    const PATH: &str = "activities/2026/11/2026-11-21-patrol.yaml";

    fn place(field: &str) -> Place {
        let field = if field.is_empty() { FieldPath::default() } else { FieldPath::field(field) };
        Place::of(Kind::Activity, &"2026-11-21-patrol".parse().unwrap(), field)
    }

    fn spot(source: &str, what: &str) -> Spot {
        let start = source.find(what).unwrap();
        Spot::of(PATH, source.into(), start..start + what.len())
    }

    fn shown(source: &str, what: &str) -> Shown {
        let problem = Problem {
            rule: "missing-reference",
            level: Level::Error,
            place: place("lead"),
            message: "there is no worker or volunteer `wang-fan`".into(),
            related: Vec::new(),
            help: Some("did you mean `wang-fang`?".into()),
        };
        Shown { problem, spot: Some(spot(source, what)), related: Vec::new() }
    }

    #[test]
    fn a_problem_points_at_its_line() {
        let source = "title: 夜间巡逻\r\nlead: wang-fan # 队长\r\ndate: 2026-11-21\r\n";
        let expected = "\
error[missing-reference]: there is no worker or volunteer `wang-fan`
 --> activities/2026/11/2026-11-21-patrol.yaml:2:7
  |
2 | lead: wang-fan # 队长
  |       ^^^^^^^^
  |
  = help: did you mean `wang-fang`?
";
        assert_eq!(problems(&[shown(source, "wang-fan")], false), expected);
        assert!(problems(&[shown(source, "wang-fan")], true).contains("\u{1b}["));
    }

    #[test]
    fn related_places_are_drawn_with_it() {
        let source = "title: Patrol\nattendance:\n  - { who: li-na }\n  - { who: bo }\n  - { who: li-na }\n";
        let mut twice = shown(source, "title: Patrol");
        let last = source.rfind("li-na").unwrap();
        twice.spot = Some(Spot::of(PATH, source.into(), last..last + 5));
        twice.problem.help = None;
        twice.problem.related = vec![(place("attendance"), String::new()); 3];
        let elsewhere = Spot::of("volunteers/li-na.toml", "name = \"李娜\"\n".into(), 8..14);
        twice.related = vec![
            (Some(spot(source, "li-na")), "first here".into()),
            (Some(elsewhere), "this is who is meant".into()),
            (None, "a note without a place".into()),
        ];
        let expected = "\
error[missing-reference]: there is no worker or volunteer `wang-fan`
 --> activities/2026/11/2026-11-21-patrol.yaml:5:12
  |
3 |   - { who: li-na }
  |            ----- first here
4 |   - { who: bo }
5 |   - { who: li-na }
  |            ^^^^^
  |
 ::: volunteers/li-na.toml:1:9
  |
1 | name = \"李娜\"
  |         ---- this is who is meant
  |
  = note: a note without a place
";
        assert_eq!(problems(&[twice], false), expected);
    }

    #[test]
    fn without_bytes_there_is_a_path() {
        let mut lost = shown("x", "x");
        lost.spot = None;
        lost.problem.level = Level::Warning;
        let expected = "\
warning[missing-reference]: there is no worker or volunteer `wang-fan`
--> activity/2026-11-21-patrol lead
 = help: did you mean `wang-fang`?
";
        assert_eq!(problems(&[lost.clone()], false), expected);
        lost.spot = Some(Spot::of(PATH, "".into(), 7..9));
        assert!(problems(&[lost], false).contains(PATH));
    }

    #[test]
    fn hostile_bytes_are_shown_and_no_range_panics() {
        let source = "name: \u{1b}[2J\u{202e}x\u{9b}y # 李\nnote: |\n  long\n  text";
        let drawn = problems(&[shown(source, "x\u{9b}y")], false);
        assert!(drawn.contains(r"1 | name: \u{1b}[2J\u{202e}x\u{9b}y # 李"), "{drawn}");
        assert!(!drawn.contains(['\u{1b}', '\u{202e}', '\u{9b}']));
        for text in [source, "\r\n\r\n", "a\r", "李"] {
            for start in 0..text.len() + 3 {
                for end in start..text.len() + 3 {
                    let mut odd = shown("x", "x");
                    odd.spot = Some(Spot::of(PATH, text.into(), start..end));
                    assert!(problems(&[odd], false).contains(PATH));
                }
            }
        }
    }

    #[test]
    fn a_line_each_for_other_tools() {
        let mut lost = shown("x", "x");
        lost.spot = None;
        lost.problem.message = "a\u{1b}\nb".into();
        let text = problems_short(&[shown("lead: wang-fan", "wang-fan"), lost]);
        let expected = "\
activities/2026/11/2026-11-21-patrol.yaml:1:7: error[missing-reference]: there is no worker or volunteer `wang-fan`
activity/2026-11-21-patrol lead: error[missing-reference]: a\\u{1b} b
";
        assert_eq!(text, expected);
    }

    #[test]
    fn json_has_every_part() {
        let mut twice = shown("lead: wang-fan", "wang-fan");
        twice.problem.related = vec![(Place::file("tandem.toml"), String::new())];
        twice.related = vec![(None, "says so".into())];
        let expected = r#"{
  "schema": "tandem/problems/1",
  "problems": [
    {
      "rule": "missing-reference",
      "level": "error",
      "path": "activities/2026/11/2026-11-21-patrol.yaml",
      "line": 1,
      "column": 7,
      "end": {
        "line": 1,
        "column": 15
      },
      "record": "activity/2026-11-21-patrol",
      "field": "lead",
      "message": "there is no worker or volunteer `wang-fan`",
      "related": [
        {
          "path": "tandem.toml",
          "line": null,
          "column": null,
          "end": null,
          "record": null,
          "field": null,
          "message": "says so"
        }
      ],
      "help": "did you mean `wang-fang`?"
    }
  ]
}
"#;
        assert_eq!(problems_json(&[twice]), expected);
    }
}
