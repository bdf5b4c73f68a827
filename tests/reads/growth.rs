//! Growth, counted in steps of the disk: a month costs the month, and ten times the records at most eleven times
//! the work.

use crate::deaths::scene::Scene;

use super::commands::looked;

/// So many activities in each month of some years, of three attendances each.
fn activities(years: std::ops::Range<usize>, each: usize) -> Vec<(String, String)> {
    let months = years.flat_map(|year| (1..13).map(move |month| (year, month)));
    let activity = |(year, month, n): (usize, usize, usize)| {
        let date = format!("{year}-{month:02}-{:02}", n % 28 + 1);
        let text = format!(
            "title: A\ncategory: patrol\norg: {}\ndate: {date}\nattendance:\n  - {{ who: li-na, hours: 2 }}\n\
             \x20 - {{ who: tom, hours: 1.5 }}\n  - {{ who: ana-ruiz, hours: 3 }}\n",
            ["jiulong", "mill", "bureau"][n % 3]
        );
        (format!("activities/{year}/{month:02}/{date}-a{n}.yaml"), text)
    };
    months.flat_map(|(year, month)| (0..each).map(move |n| activity((year, month, n)))).collect()
}

/// How many steps a report takes, in both layouts.
fn steps(line: &str, more: &[(String, String)]) -> [usize; 2] {
    [Scene::with(line, more.to_vec()), Scene::by_org(line, more.to_vec())].map(|scene| looked(&scene).steps)
}

#[test]
fn ten_times_the_records_are_at_most_eleven_times_the_work() {
    for line in [
        "report hours --by month,category --period 2021..2025",
        "report summary --period 2024",
        "report volunteers --period 2024",
        "activity list",
    ] {
        let (few, many) = (steps(line, &activities(2021..2026, 3)), steps(line, &activities(2021..2026, 30)));
        for (few, many) in few.into_iter().zip(many) {
            assert!(many <= 11 * few, "{line}: {few} steps became {many}");
        }
    }
}

#[test]
fn a_month_costs_the_same_among_many() {
    for line in ["report hours --by category --period 2024-03", "report activities --period 2024-03"] {
        let one = steps(line, &activities(2024..2025, 3));
        let many = steps(line, &activities(2015..2026, 3));
        assert_eq!(one, many, "{line}");
    }
}

#[test]
fn a_month_lists_its_own_folders_and_those_above() {
    let line = "report hours --by category --period 2024-03";
    let looked = looked(&Scene::by_org(line, activities(2022..2026, 3)));
    let is_activity = |path: &&String| path.starts_with("activities/");
    let listed: Vec<&String> = looked.listed.iter().filter(is_activity).collect();
    let orgs = ["bureau", "jiulong", "mill"].map(|org| format!("activities/{org}"));
    let way = orgs.iter().flat_map(|org| [org.clone(), format!("{org}/2024"), format!("{org}/2024/03")]);
    assert_eq!(listed, way.collect::<Vec<_>>().iter().collect::<Vec<_>>());
    assert_eq!(looked.read.iter().filter(is_activity).count(), 3);
    assert_eq!(looked.again, Vec::<String>::new());
}
