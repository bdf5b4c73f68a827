//! The documents that every renderer's tests draw.

use crate::model::minutes::Minutes;
use crate::report::table::{Cell, Column, Document, Labels, Row, Table, Type};

/// Three rows in two months: an approximate one, one with a hostile code and a missing value.
pub(super) fn hours() -> Document {
    let columns = vec![
        Column::new("month", Type::Text),
        Column::new("category", Type::Code("category")),
        Column::new("attendances", Type::Integer),
        Column::new("people", Type::Integer),
        Column::new("minutes", Type::Minutes),
    ];
    let row = |month: &str, category: &str, attendances: i64, people: Option<i64>, minutes: i64| {
        let minutes = Minutes::of(minutes);
        Row::of(vec![month.into(), category.into(), attendances.into(), people.into(), minutes.into()])
    };
    let mut table = Table::new("hours", columns);
    table.groups = 2;
    table.rows = vec![
        row("2014-03", "patrol", 12, Some(7), 1500),
        row("2014-03", "elderly-care", 2, Some(2), 140).approximately(["minutes"]),
        row("2014-04", "=1+1|*x*", 1200, None, -30),
    ];
    let mut total = row("", "", 1214, Some(9), 1610).approximately(["minutes"]);
    total.cells[0] = Cell::Missing;
    total.cells[1] = Cell::Missing;
    table.total = Some(total);
    let mut labels = Labels::default();
    labels.add("category", "patrol", "巡逻");
    labels.add("category", "elderly-care", "Elderly care");
    let command = ["report", "hours", "--by", "month,category", "--period", "2014"];
    Document {
        report: "hours".into(),
        command: command.map(String::from).to_vec(),
        today: "2026-11-21".parse().unwrap(),
        period: Some("2014".parse().unwrap()),
        org: None,
        revision: Some("3f2a9c1d4b5e6f708192a3b4c5d6e7f808192a3b".into()),
        dirty: true,
        records: Some("0f3a".repeat(16)),
        incomplete: 1,
        labels,
        sections: vec![table],
    }
}

/// A list that found nothing, outside a repository.
pub(super) fn empty() -> Document {
    let command = ["volunteer", "list", "O'Neil"].map(String::from).to_vec();
    let columns = vec![Column::new("id", Type::Text), Column::new("name", Type::Text)];
    Document::of("volunteers", command, "2026-11-21".parse().unwrap(), Table::new("volunteers", columns))
}

/// [`hours`] in English.
pub(super) const HOURS_JSON: &str = r#"{
  "schema": "tandem/table/1",
  "tandem": "VERSION",
  "report": "hours",
  "command": [
    "report",
    "hours",
    "--by",
    "month,category",
    "--period",
    "2014"
  ],
  "lang": "en",
  "today": "2026-11-21",
  "period": {
    "from": "2014-01-01",
    "to": "2014-12-31"
  },
  "org": null,
  "revision": "3f2a9c1d4b5e6f708192a3b4c5d6e7f808192a3b",
  "dirty": true,
  "records": "0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a",
  "incomplete": 1,
  "sections": [
    {
      "key": "hours",
      "title": "Hours of service",
      "columns": [
        {
          "key": "month",
          "title": "Month",
          "type": "text"
        },
        {
          "key": "category",
          "title": "Category",
          "type": "text"
        },
        {
          "key": "attendances",
          "title": "Attendances",
          "type": "integer"
        },
        {
          "key": "people",
          "title": "People",
          "type": "integer"
        },
        {
          "key": "minutes",
          "title": "Hours",
          "type": "minutes"
        }
      ],
      "rows": [
        {
          "month": "2014-03",
          "category": "patrol",
          "attendances": 12,
          "people": 7,
          "minutes": 1500
        },
        {
          "month": "2014-03",
          "category": "elderly-care",
          "attendances": 2,
          "people": 2,
          "minutes": 140,
          "approx": [
            "minutes"
          ]
        },
        {
          "month": "2014-04",
          "category": "=1+1|*x*",
          "attendances": 1200,
          "people": null,
          "minutes": -30
        }
      ],
      "total": {
        "attendances": 1214,
        "people": 9,
        "minutes": 1610,
        "approx": [
          "minutes"
        ]
      }
    }
  ]
}
"#;
