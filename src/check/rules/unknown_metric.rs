//! `unknown-metric`: a plan wants a figure that no summary has.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::nearest;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::plan::{FAMILIES, METRICS, Plan};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-metric",
    level: Level::Warning,
    summary: "a plan wants a figure that no summary has",
    explanation: "\
The `metric` of a plan's target is not the key of a figure of `tandem report summary`. Besides figures such as
`activities` or `volunteer_minutes` there are families: `heads_CODE`, `output_CODE` and `result_CODE` with the
codes of groups and measures, `resources_in_ITEM` and `resources_out_ITEM` with the ids of items, each with `_`
for `-`.

A target that nothing is measured by is never reached, and the plan looks worse than it is.

Write the key of the figure; `tandem report summary --format json` shows those that there are.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(plan) = sheet.as_valid::<Plan>().filter(|plan| !plan.target.is_empty()) else { return Ok(()) };
    let items: Vec<String> =
        book.names(Kind::Item)?.iter().map(|name| name.id.replace('-', "_")).collect();
    for (index, target) in plan.target.iter().enumerate() {
        let metric = &*target.metric;
        let family = FAMILIES.into_iter().find_map(|family| metric.strip_prefix(family).map(|code| (family, code)));
        let is_known = match family {
            Some(("resources_in_" | "resources_out_", item)) => items.iter().any(|known| known == item),
            Some((_, code)) => !code.is_empty(),
            None => METRICS.contains(&metric),
        };
        if is_known {
            continue;
        }
        let place = sheet.at(FieldPath::field("target").row(index, "").then("metric"));
        let finding = Finding::at(place, format!("no summary has a figure `{metric}`"));
        let near = nearest(metric, METRICS.into_iter());
        out(finding.help(near.map_or_else(
            || "`tandem report summary --format json` shows the figures that there are".to_string(),
            |near| format!("did you mean `{near}`?"),
        )));
    }
    Ok(())
}
