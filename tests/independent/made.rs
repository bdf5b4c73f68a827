//! A store made up by rule: every kind of record that reports add up, in every form that their values may take.

use std::fmt::Write as _;

use super::registers::registers;

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

    /// A day of the first four months of 2014 or of the December before, and its month.
    fn day(&mut self) -> (String, String) {
        let (month, day) = (self.roll(5), self.roll(28) + 1);
        let (year, month) = if month == 0 { (2013, 12) } else { (2014, month) };
        (format!("{year}-{month:02}-{day:02}"), format!("{year}/{month:02}"))
    }

    /// What one in so many has.
    fn seldom(&mut self, sides: u64, text: &str) -> String {
        if self.roll(sides) == 0 { text.to_string() } else { String::new() }
    }

    /// A duration in one of its forms.
    fn hours(&mut self) -> &'static str {
        ["2", "1.5", "0.25", "2h20m", "45m", "3h", "0"][usize::try_from(self.roll(7)).expect("a place")]
    }
}

pub(super) const ORGS: [&str; 5] = ["north", "south", "team", "agency", "street"];
const CATEGORIES: [&str; 3] = ["patrol", "elderly-care", "tutoring"];
const LEADS: [&str; 7] = ["w0", "w1", "w2", "v0", "v3", "v5", ""];

/// Records that no report adds up.
const SILENT: [(&str, &str); 4] = [
    ("services/repairs.toml", "name = \"Repairs\"\norg = \"north\"\ncategory = \"patrol\"\n"),
    (
        "series/watch.toml",
        "title = \"Watch\"\ncategory = \"patrol\"\norg = \"north\"\nrule = \"FREQ=DAILY\"\nfrom = 2014-01-01\n\
         start = \"09:00\"\nend = \"10:00\"\nplaces = 2\n",
    ),
    ("awards/2014/03/2014-03-05-star.yaml", "date: 2014-03-05\nwho: [v1]\ntitle: Star\nby: w1\n"),
    (
        "certificates/2014/03/2014-03-06-v1.yaml",
        "date: 2014-03-06\nnumber: \"1\"\nwho: v1\nfrom: 2014-01-01\nuntil: 2014-01-31\nminutes: 60\nissuer: north\n\
         records: \"0\"\nrevision: \"0\"\ncode: \"0\"\n",
    ),
];

/// Its files.
pub(crate) fn store() -> Vec<(String, String)> {
    let mut dice = Dice(7);
    let mut files = registers();
    files.extend(SILENT.map(|(path, text)| (path.to_string(), text.to_string())));
    files.extend((0..70).map(|at| activity(at, &mut dice)));
    files.extend((0..50).map(|at| shift(at, &mut dice)));
    files.extend((0..25).map(|at| need(at, &mut dice)));
    files.extend((0..20).map(|at| case(at, &mut dice)));
    files.extend((0..16).map(|at| training(at, &mut dice)));
    files.extend((0..24).map(|at| feedback(at, &mut dice)));
    files.extend((0..40).map(|at| movement(at, &mut dice)));
    let corrected: Vec<String> = files.iter().filter_map(|(path, _)| record(path)).collect();
    files.extend((0..14).map(|at| correction(at, &corrected, &mut dice)));
    files
}

/// The record that a file of service holds, as corrections name it.
fn record(path: &str) -> Option<String> {
    let (folder, rest) = path.split_once('/')?;
    let kind = match folder {
        "activities" => "activity",
        "shifts" => "shift",
        "needs" => "need",
        "cases" => "case",
        _ => return None,
    };
    Some(format!("{kind}/{}", rest.rsplit('/').next()?.strip_suffix(".yaml")?))
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

/// Whether somebody looked at hours, and whether they were compulsory.
fn seen(dice: &mut Dice) -> String {
    let state = ["", ", state: verified", ", state: verified", ", state: submitted", ", state: rejected"];
    format!("{}{}", dice.one(&state), dice.seldom(5, ", compulsory: true"))
}

fn activity(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let mut text = format!("title: x\ndate: {date}\nstart: \"22:30\"\nend: \"01:00\"\n");
    text += &head(dice);
    text += &lead(dice);
    text += &dice.seldom(5, "linkage: agency\n");
    text += &dice.seldom(4, "orgs: [south, agency]\n");
    text += &dice.seldom(3, "place: the square\n");
    text += &dice.seldom(3, "spent: 12.5\n");
    let (a, b, c) = (dice.roll(40), dice.roll(30), dice.roll(20));
    let heads = match dice.roll(3) {
        0 => format!("counts: {{ residents: {a}, elderly: {b}, households: {c} }}\n"),
        1 => format!("counts: {{ elderly: {a}, disabled: {b}, volunteers: {c} }}\n"),
        _ => format!("counts: {{ people: {a}, staff: {b}, workers: {c} }}\n"),
    };
    text += &heads;
    let _ = writeln!(text, "outputs: {{ leaflets: {a}, cards: {b} }}\nresults: {{ visits: {c} }}");
    text += &dice.seldom(3, "served: [r-000001, r-000002]\n");
    let month = &date[..8];
    text += &listed(
        "attendance",
        &people(dice, &mut |dice, who| {
            let day = dice.roll(9) + 10;
            let other = dice.seldom(8, &format!(", date: {month}{day}"));
            let role = if who == "w0" { dice.seldom(2, ", as: volunteer") } else { String::new() };
            let hours = if dice.roll(6) == 0 { String::new() } else { format!(", hours: {}", dice.hours()) };
            format!("- {{ who: {who}{role}{other}{hours}{} }}\n", seen(dice))
        }),
    );
    let void = format!("void: {{ date: {date}, by: w1, reason: twice }}\n");
    text += &dice.seldom(12, &void);
    (format!("activities/{folder}/a{at}.yaml"), text)
}

const STATUS: [&str; 9] =
    ["invited", "accepted", "declined", "confirmed", "standby", "attended", "attended", "absent", "excused"];

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
    text += ["", "status: closed\n", "status: closed\n", "status: cancelled\n"]
        [usize::try_from(dice.roll(4)).expect("a place")];
    let counts = format!("counts: {{ people: {} }}\n", dice.roll(3));
    text += &dice.seldom(3, &counts);
    let rows = if at.is_multiple_of(6) {
        "- { who: v8, status: confirmed }\n".to_string()
    } else {
        people(dice, &mut |dice, who| match (dice.one(&STATUS), dice.roll(2)) {
            ("attended", 0) => {
                format!("- {{ who: {who}, status: attended, hours: {}{} }}\n", dice.hours(), seen(dice))
            }
            (status, _) => format!("- {{ who: {who}, status: {status} }}\n"),
        })
    };
    text += &listed("assigned", &rows);
    (format!("shifts/{folder}/s{at}.yaml"), text)
}

/// A record's letter in ids that are codes.
fn letter(at: usize) -> char {
    (b'0' + u8::try_from(at % 10).expect("few")) as char
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
        let _ = writeln!(text, "promised: {}{}", &date[..8], dice.roll(4) + 25);
    }
    let closed = ["2014-04-28", "2014-05-06", "2014-04-30"];
    match dice.roll(4) {
        0 => {
            let _ = writeln!(text, "status: met\nclosed: {}", dice.one(&closed));
            text += &dice.seldom(2, "satisfaction: 4\n");
        }
        1 => {
            let _ = writeln!(text, "status: unmet\nreason: nobody free\nclosed: {}", dice.one(&closed));
            text += &dice.seldom(2, "satisfaction: 1\n");
        }
        2 => text += "status: matched\n",
        _ => {}
    }
    let rows = people(dice, &mut |dice, who| {
        let later = format!("2014-04-{:02}", dice.roll(3) + 26);
        let hours = if dice.roll(4) == 0 { String::new() } else { format!(", hours: {}", dice.hours()) };
        format!("- {{ date: {later}, who: {who}, did: visited{hours} }}\n")
    });
    text += &listed("log", &rows);
    (format!("needs/{folder}/n-0000{}{}.yaml", at / 10, letter(at)), text)
}

fn case(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let worker = dice.one(&["w0", "w1", "w3"]);
    let mut text = format!("opened: {date}\nkind: family\nworker: {worker}\n") + &head(dice);
    text += &dice.seldom(2, "risk: high\n");
    let review = format!("review: 2014-0{}-11\n", dice.roll(5) + 2);
    text += &dice.seldom(2, &review);
    let closed = ["closed: 2014-04-29\nreason: resolved\n", "closed: 2014-05-03\nreason: moved\n"];
    let stage = match dice.roll(3) {
        0 => format!("stage: closed\n{}", dice.one(&closed)),
        1 => "stage: planning\n".to_string(),
        _ => String::new(),
    };
    text += &stage;
    let mut rows = String::new();
    for session in 0..dice.roll(4) {
        let day = session + 25;
        let stage = dice.seldom(3, ", stage: assessment");
        let hours = dice.hours();
        let _ = writeln!(
            rows,
            "- {{ date: 2014-04-{day:02}, by: {worker}, helpers: [v{session}], hours: {hours}{stage} }}"
        );
    }
    text += &listed("sessions", &rows);
    let supervised = format!("supervision:\n- {{ date: {}28, by: w2, hours: 1.5 }}\n", &date[..8]);
    text += &dice.seldom(3, &supervised);
    (format!("cases/{folder}/c-0000{}{}.yaml", at / 10, letter(at)), text)
}

fn training(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let mut text = format!("title: x\ndate: {date}\nhours: {}\n", dice.hours()) + &head(dice);
    text += dice.one(&["", "kind: lecture\n", "kind: supervision\n", "kind: exam\n"]);
    let _ =
        writeln!(text, "counts: {{ residents: {} }}\nresults: {{ passed: {} }}", dice.roll(9), dice.roll(4));
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
    let kind = dice.one(&["hazard", "hazard", "thanks", "complaint"]);
    let mut text = format!("date: {date}\norg: {}\nkind: {kind}\n", dice.one(&ORGS));
    text += &dice.seldom(2, "category: patrol\n");
    text += &dice.seldom(3, "place: the stairs\n");
    let due = format!("due: {}28\n", &date[..8]);
    text += &dice.seldom(2, &due);
    let forwarded = format!("forwarded:\n- {{ date: {}29, to: the bureau }}\n", &date[..8]);
    match dice.roll(4) {
        0 => {
            let _ = write!(text, "status: forwarded\n{}", forwarded.replace("02-29", "02-28"));
        }
        1 => text += "status: answered\nanswer: soon\n",
        2 => {
            let _ = writeln!(text, "status: closed\nanswer: done\nclosed: 2014-0{}-30", dice.roll(2) + 4);
            text += &dice.seldom(2, "satisfaction: 3\n");
        }
        _ => {}
    }
    (format!("feedback/{folder}/f-0000{}{}.yaml", at / 10, letter(at)), text)
}

fn movement(at: usize, dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let (kind, item) =
        (dice.one(&["in", "in", "out", "out", "transfer", "adjust"]), dice.one(&["rice", "oil", "fund"]));
    let mut text = format!("date: {date}\norg: {}\nkind: {kind}\nitem: {item}\n", dice.one(&ORGS));
    text += &dice.seldom(4, "program: reading\n");
    let part = if item == "rice" { "" } else { dice.one(&["", ".5", ".25"]) };
    let number = dice.roll(20) + 1;
    match kind {
        "transfer" => {
            let _ = writeln!(
                text,
                "from: {}\nto: {}\nquantity: {number}{part}",
                dice.one(&ORGS),
                dice.one(&ORGS)
            );
        }
        "adjust" => {
            let _ = writeln!(text, "quantity: {}{number}{part}", dice.one(&["-", ""]));
        }
        "out" if dice.roll(2) == 0 => {
            let _ = writeln!(
                text,
                "lines:\n- {{ to: r-000001, quantity: {number} }}\n- {{ to: Old Wang, quantity: 3{part} }}"
            );
        }
        "out" => {
            let _ = writeln!(text, "to: r-00000{}\nquantity: {number}{part}", dice.roll(3));
        }
        _ => {
            let _ = writeln!(text, "quantity: {number}{part}");
        }
    }
    (format!("movements/{folder}/m{at}.yaml"), text)
}

fn correction(at: usize, of: &[String], dice: &mut Dice) -> (String, String) {
    let (date, folder) = dice.day();
    let record = &of[usize::try_from(dice.roll(of.len() as u64)).expect("a place")];
    let (who, hours) = (dice.one(&["w0", "v0", "v1", "v2", "v5", "w3"]), dice.one(&["-0.5", "1.25", "-45m"]));
    let text = format!("date: {date}\nof: {record}\nwho: {who}\nhours: {hours}\nreason: a slip\nby: w1\n");
    (format!("corrections/{folder}/k{at}.yaml"), text)
}
