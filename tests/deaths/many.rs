//! Commands over many records at once: all or nothing at every step, like those over one.

use std::fmt::Write as _;

use super::dies_in_memory;
use super::scene::{Sample, Scene};

/// How many people are taught at once.
const CROWD: usize = 80;
/// How many activities name one volunteer.
const SERVED: usize = 200;

fn volunteers() -> Vec<(String, String)> {
    let lead = "lead = [{ who = \"wang-fang\", from = 2020-01-01 }] # of the gate";
    let record = |nth: usize| {
        let text = format!(
            "name = \"Person {nth}\"\norg = \"jiulong\"\nstatus = \"active\"\njoined = 2020-01-01\n{lead}\n"
        );
        (format!("volunteers/p-{nth}.toml"), text)
    };
    (0..CROWD).map(record).collect()
}

#[test]
fn a_rename_over_two_hundred_files() {
    let record = |nth: usize| {
        let text = format!(
            "title: Round {nth}\ncategory: patrol\norg: jiulong\ndate: 2026-03-04\n\
             attendance:\n  - {{ who: temp-two, hours: 1 }} # round {nth}\n"
        );
        (format!("activities/2026/03/2026-03-04-round-{nth}.yaml"), text)
    };
    let line = "volunteer rename temp-two temp-three";
    let scene = Scene::with(line, (0..SERVED).map(record).collect());
    dies_in_memory(&scene, line, &mut Sample::of(4999));
}

#[test]
fn a_training_of_eighty_people() {
    let mut line =
        "training log Aid --id 2026-11-14-aid --org jiulong --date 2026-11-14 --credential first-aid"
            .to_string();
    for nth in 0..CROWD {
        let _ = write!(line, " --attend '{{ who: p-{nth}, result: passed }}'");
    }
    dies_in_memory(&Scene::with(&line, volunteers()), "training log", &mut Sample::of(2003));
}

#[test]
fn an_import_of_eighty_people() {
    let scene = Scene::plain("import volunteers ~/crowd.csv");
    let mut sheet = "id,name,org,lead\n".to_string();
    for nth in 0..CROWD {
        let _ = writeln!(sheet, "p-{nth},Person {nth},jiulong,wang-fang");
    }
    std::fs::write(scene.folder().path().join("crowd.csv"), sheet).unwrap();
    dies_in_memory(&scene, "import volunteers", &mut Sample::of(2003));
}

#[test]
fn a_series_of_forty_shifts() {
    let line = "shift expand --until 2027-01-09";
    dies_in_memory(&Scene::plain(line), line, &mut Sample::of(1009));
}

#[test]
fn known_problems_that_are_written_down() {
    let line = "check --baseline";
    dies_in_memory(&Scene::plain(line), line, &mut Sample::of(23));
}

#[test]
fn a_period_that_is_closed() {
    let line = "period close 2020-02";
    dies_in_memory(&Scene::plain(line), line, &mut Sample::of(37));
}
