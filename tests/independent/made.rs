//! A store made up by rule: every kind of record that reports add up, in every form that their values may take.

use std::fmt::Write as _;

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = self.roll(of.len() as u64);
        of[usize::try_from(at).expect("a place")]
    }

    /// A day of the first four months of 2014, and its month.
    fn day(&mut self) -> (String, String) {
        let (month, day) = (self.roll(4) + 1, self.roll(28) + 1);
        (format!("2014-{month:02}-{day:02}"), format!("2014/{month:02}"))
    }

    /// A duration in one of its forms.
    fn hours(&mut self) -> &'static str {
        ["2", "1.5", "0.25", "2h20m", "45m", "3h", "0"][usize::try_from(self.roll(7)).expect("a place")]
    }
}

const ORGS: [&str; 5] = ["north", "south", "team", "agency", "street"];
const CATEGORIES: [&str; 3] = ["patrol", "elderly-care", "tutoring"];
const LEADS: [&str; 7] = ["w0", "w1", "w2", "v0", "v3", "v5", ""];

/// Its files.
pub(crate) fn store() -> Vec<(String, String)> {
    let mut dice = Dice(7);
    let mut files = registers();
    let activities = (0..70).map(|at| activity(at, &mut dice));
    files.extend(activities);
    files.extend((0..40).map(|at| shift(at, &mut dice)));
    files.extend((0..24).map(|at| need(at, &mut dice)));
    files.extend((0..12).map(|at| case(at, &mut dice)));
    files.extend((0..12).map(|at| training(at, &mut dice)));
    files.extend((0..8).map(|at| feedback(at, &mut dice)));
    files.extend((0..16).map(|at| movement(at, &mut dice)));
    files
}

fn registers() -> Vec<(String, String)> {
    let settings = "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n[linkage]\nspan_max = 3\n";
    let org = |kind: &str, parent: &str, rest: &str| {
        let parent = if parent.is_empty() { String::new() } else { format!("parent = \"{parent}\"\n") };
        format!("name = \"An organisation\"\nkind = \"{kind}\"\n{parent}{rest}")
    };
    let declared = "[[declared]]\nas_of = 2013-12-31\nworkers = 40\nvolunteers = 700\n\
                    [[declared]]\nas_of = 2014-03-15\nvolunteers = 900\n";
    let mut files: Vec<(String, String)> = [
        ("tandem.toml", settings.to_string()),
        ("orgs/street.toml", org("street", "", declared)),
        (
            "orgs/north.toml",
            org(
                "community",
                "street",
                "linkage = \"community\"\n[profile]\nhouseholds = 1000\nresidents = 2500\nelderly = 321\n",
            ),
        ),
        ("orgs/south.toml", org("community", "street", "[profile]\nhouseholds = 777\n")),
        ("orgs/team.toml", org("team", "north", "[profile]\nhouseholds = 50\n")),
        ("orgs/agency.toml", org("agency", "", "linkage = \"agency\"\n")),
        (
            "programs/reading.toml",
            "name = \"Reading\"\norg = \"agency\"\nlinkage = \"key-person\"\n".to_string(),
        ),
        ("items/rice.toml", "name = \"Rice\"\nunit = \"bag\"\n".to_string()),
        ("items/fund.toml", "name = \"Fund\"\nunit = \"CNY\"\nkind = \"money\"\n".to_string()),
    ]
    .map(|(path, text)| (path.to_string(), text))
    .into();
    for at in 0..6 {
        let same = if at == 0 { "same_as = \"v0\"\n" } else { "" };
        let left = if at == 4 { "status = \"left\"\nleft = 2014-03-10\n" } else { "" };
        let text = format!(
            "name = \"Worker\"\norg = \"{}\"\njoined = 2012-05-0{}\n{same}{left}",
            ORGS[at % 4],
            at + 1
        );
        files.push((format!("workers/w{at}.toml"), text));
    }
    for at in 0..12 {
        let joined = format!("joined = 2014-0{}-{:02}\n", at % 4 + 1, at + 3);
        let status = match at {
            9 => "status = \"paused\"\n",
            10 => "status = \"left\"\nleft = 2014-03-05\n",
            _ => "",
        };
        let lead = format!(
            "[[lead]]\nwho = \"w{}\"\nuntil = 2014-02-28\n[[lead]]\nwho = \"{}\"\nfrom = 2014-03-01\n",
            at % 3,
            LEADS[at % 6]
        );
        let lead = if at == 11 { String::new() } else { lead };
        let text = format!("name = \"Volunteer\"\norg = \"{}\"\n{joined}{status}{lead}", ORGS[at % 5]);
        files.push((format!("volunteers/v{at}.toml"), text));
    }
    files
}

/// The fields that most logs have.
fn head(dice: &mut Dice) -> String {
    let mut text = format!("org: {}\ncategory: {}\n", dice.one(&ORGS), dice.one(&CATEGORIES));
    if dice.roll(4) == 0 {
        text.push_str("program: reading\n");
    }
    text
}

fn lead(dice: &mut Dice) -> String {
    match dice.one(&LEADS) {
        "" => String::new(),
        lead => format!("lead: {lead}\n"),
    }
}

/// Some people, each once: some of the first register, some of the second.
fn people(dice: &mut Dice, row: &mut dyn FnMut(&mut Dice, &str) -> String) -> String {
    let mut rows = String::new();
    for at in 0..18 {
        if dice.roll(5) == 0 {
            let who = if at < 6 { format!("w{at}") } else { format!("v{}", at - 6) };
            rows.push_str(&row(dice, &who));
        }
    }
    rows
}

/// A list of a record; nothing where it is empty.
fn listed(name: &str, rows: &str) -> String {
    if rows.is_empty() { String::new() } else { format!("{name}:\n{rows}") }
}

fn activity(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let mut text = format!("title: x\ndate: {date}\nstart: \"22:30\"\nend: \"01:00\"\n");
    text += &head(dice);
    text += &lead(dice);
    if dice.roll(5) == 0 {
        text += "linkage: agency\n";
    }
    let (a, b, c) = (dice.roll(40), dice.roll(30), dice.roll(20));
    let counts = match dice.roll(3) {
        0 => format!("counts: {{ residents: {a}, elderly: {b}, households: {c} }}\n"),
        1 => format!("counts: {{ elderly: {a}, disabled: {b}, volunteers: {c} }}\n"),
        _ => format!("counts: {{ people: {a}, staff: {b}, workers: {c} }}\n"),
    };
    text += &counts;
    let _ = writeln!(text, "outputs: {{ leaflets: {a}, cards: {b} }}\nresults: {{ visits: {c} }}");
    if dice.roll(3) == 0 {
        text += "served: [r-000001, r-000002]\n";
    }
    text += &listed(
        "attendance",
        &people(dice, &mut |dice, who| match dice.roll(6) {
            0 => format!("- {{ who: {who} }}\n"),
            1 => format!("- {{ who: {who}, hours: {}, state: rejected }}\n", dice.hours()),
            2 if who == "w0" => format!("- {{ who: {who}, as: volunteer, hours: {} }}\n", dice.hours()),
            _ => format!("- {{ who: {who}, hours: {} }}\n", dice.hours()),
        }),
    );
    if dice.roll(12) == 0 {
        let _ = writeln!(text, "void: {{ date: {date}, by: w1, reason: twice }}");
    }
    (format!("activities/{folder}/a{at}.yaml"), text)
}

fn shift(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let (start, end) =
        [("09:00", "11:30"), ("21:00", "00:30")][usize::try_from(dice.roll(2)).expect("a place")];
    let mut text = format!("title: x\ndate: {date}\nstart: \"{start}\"\nend: \"{end}\"\n");
    text += &head(dice);
    text += &lead(dice);
    let places = match dice.roll(2) {
        0 => format!("places: {}\n", dice.roll(5)),
        _ => format!("places: {{ min: 1, want: {}, max: 9 }}\n", dice.roll(5) + 1),
    };
    text += &places;
    if dice.roll(6) == 0 {
        text += "status: cancelled\n";
    }
    if dice.roll(3) == 0 {
        let _ = writeln!(text, "counts: {{ people: {} }}", dice.roll(3));
    }
    let status = [
        "invited",
        "accepted",
        "declined",
        "confirmed",
        "standby",
        "attended",
        "attended",
        "absent",
        "excused",
    ];
    text += &listed(
        "assigned",
        &people(dice, &mut |dice, who| match (dice.one(&status), dice.roll(2)) {
            ("attended", 0) => format!("- {{ who: {who}, status: attended, hours: {} }}\n", dice.hours()),
            (status, _) => format!("- {{ who: {who}, status: {status} }}\n"),
        }),
    );
    (format!("shifts/{folder}/s{at}.yaml"), text)
}

fn need(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let mut text = format!("opened: {date}\n") + &head(dice);
    if dice.roll(3) > 0 {
        let _ = writeln!(text, "found_by: {}", dice.one(&["w0", "w1", "v2", "v0", "v7"]));
    }
    if dice.roll(3) > 0 {
        let _ = writeln!(text, "worker: {}", dice.one(&["w0", "w1", "w3"]));
    }
    if dice.roll(2) == 0 {
        let _ = writeln!(text, "status: met\nclosed: 2014-04-28");
    }
    let rows = people(dice, &mut |dice, who| {
        let later = format!("2014-04-{:02}", dice.roll(3) + 26);
        format!("- {{ date: {later}, who: {who}, did: visited, hours: {} }}\n", dice.hours())
    });
    text += &listed("log", &rows);
    (format!("needs/{folder}/n-00000{}.yaml", (b'a' + u8::try_from(at).expect("few")) as char), text)
}

fn case(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let worker = dice.one(&["w0", "w1", "w3"]);
    let mut text = format!("opened: {date}\nkind: family\nworker: {worker}\n") + &head(dice);
    if dice.roll(3) == 0 {
        text += "stage: closed\nclosed: 2014-04-29\nreason: resolved\n";
    }
    let mut rows = String::new();
    for session in 0..dice.roll(4) {
        let _ = writeln!(
            rows,
            "- {{ date: 2014-04-{:02}, by: {worker}, helpers: [v{session}], hours: {} }}",
            session + 25,
            dice.hours()
        );
    }
    text += &listed("sessions", &rows);
    (format!("cases/{folder}/c-00000{}.yaml", (b'a' + u8::try_from(at).expect("few")) as char), text)
}

fn training(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let mut text = format!("title: x\ndate: {date}\nhours: {}\n", dice.hours()) + &head(dice);
    let _ = writeln!(text, "counts: {{ residents: {} }}", dice.roll(9));
    text += &listed(
        "attendance",
        &people(dice, &mut |dice, who| match dice.roll(2) {
            0 => format!("- {{ who: {who}, hours: {} }}\n", dice.hours()),
            _ => format!("- {{ who: {who} }}\n"),
        }),
    );
    (format!("trainings/{folder}/t{at}.yaml"), text)
}

fn feedback(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let text = format!("date: {date}\norg: {}\nkind: hazard\n", dice.one(&ORGS));
    (format!("feedback/{folder}/f-00000{at}.yaml"), text)
}

fn movement(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let (kind, item) = (dice.one(&["in", "out"]), dice.one(&["rice", "fund"]));
    let text = format!(
        "date: {date}\norg: {}\nkind: {kind}\nitem: {item}\nquantity: {}\n",
        dice.one(&ORGS),
        dice.roll(50) + 1
    );
    (format!("movements/{folder}/m{at}.yaml"), text)
}
