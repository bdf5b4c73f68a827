//! What stands against an assignment: each refusal alone, and the case beside it that is good.

use tandem::model::fit::{Fit, Refusal, is_left_to_trainees};
use tandem::model::id::Id;
use tandem::model::shift::Shift;

use crate::support::desk::Store;

const SHANGHAI: &str = "format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n";
const MADRID: &str = "format = 1\nname = \"Test\"\ntimezone = \"Europe/Madrid\"\n";

/// A store in which `li-na` may be put on the shift `wanted`.
#[derive(Clone, Default)]
struct Town {
    files: Vec<(String, String)>,
}

impl Town {
    /// A town with a volunteer, and the shift that everything is about.
    fn with(date: &str, hours: &str) -> Town {
        Town::default()
            .file("tandem.toml", SHANGHAI)
            .file("volunteers/li-na.toml", "name = \"Li Na\"\n")
            .shift("wanted", date, hours, "")
    }

    /// Saturday, 21 November 2026, in the evening.
    fn evening() -> Town {
        Town::with("2026-11-21", "18:00-20:00")
    }

    fn file(mut self, path: &str, text: &str) -> Town {
        self.files.retain(|(other, _)| other != path);
        self.files.push((path.into(), text.into()));
        self
    }

    /// The volunteer with more said of her.
    fn said(self, text: &str) -> Town {
        self.file("volunteers/li-na.toml", &format!("name = \"Li Na\"\n{text}"))
    }

    fn settings(self, text: &str) -> Town {
        self.file("tandem.toml", &format!("{SHANGHAI}{text}"))
    }

    fn shift(self, title: &str, date: &str, hours: &str, more: &str) -> Town {
        let (start, end) = hours.split_once('-').unwrap();
        let places = if more.contains("places:") { "" } else { "places: 9\n" };
        let text = format!(
            "title: {title}\ncategory: patrol\norg: jiulong\ndate: {date}\nstart: \"{start}\"\nend: \"{end}\"\n{places}{more}"
        );
        self.file(&format!("shifts/{}/{date}-{title}.yaml", date[..7].replace('-', "/")), &text)
    }

    /// Another shift that she is on.
    fn on(self, title: &str, date: &str, hours: &str) -> Town {
        self.shift(title, date, hours, "assigned:\n  - { who: li-na }\n")
    }

    /// What stands against somebody, as `rule place`.
    fn against(&self, who: &str) -> Vec<String> {
        let id =
            self.files.iter().find_map(|(path, _)| path.rsplit('/').next()?.strip_suffix("-wanted.yaml"));
        let id: Id = format!("{}-wanted", id.unwrap()).parse().unwrap();
        let found = self.store().reading(|book| {
            let shift = book.get::<Shift>(&id).unwrap().unwrap();
            Fit::of(book, &id, &shift).unwrap().against(&who.parse().unwrap()).unwrap()
        });
        found.iter().map(|one| format!("{} {}", one.rule, one.place)).collect()
    }

    fn store(&self) -> Store {
        let files: Vec<(&str, &str)> = self.files.iter().map(|(path, text)| (&**path, &**text)).collect();
        Store::of(&files)
    }

    #[track_caller]
    fn fits(&self) {
        assert_eq!(self.against("li-na"), Vec::<String>::new());
    }

    #[track_caller]
    fn refuses(&self, expected: &[&str]) {
        assert_eq!(self.against("li-na"), expected);
    }
}

#[test]
fn nothing_known_is_nothing_against() {
    Town::evening().fits();
}

#[test]
fn two_shifts_at_once() {
    let other =
        |hours| Town::evening().settings("[shifts]\nmin_rest_hours = 0\n").on("other", "2026-11-21", hours);
    other("19:59-21:00").refuses(&["overlap shift/2026-11-21-other assigned[li-na].who"]);
    other("17:00-18:01").refuses(&["overlap shift/2026-11-21-other assigned[li-na].who"]);
    other("16:00-18:00").fits();
    other("20:00-21:00").fits();
    let night = Town::with("2026-11-22", "01:00-03:00").on("night", "2026-11-21", "22:00-02:00");
    night.refuses(&["overlap shift/2026-11-21-night assigned[li-na].who"]);
}

#[test]
fn who_does_not_come_is_not_there() {
    let stands = |row: &str| {
        let row = format!("assigned:\n  - {{ who: li-na, {row} }}\n");
        Town::evening().shift("other", "2026-11-21", "18:00-20:00", &row)
    };
    for status in ["declined", "excused", "standby", "absent"] {
        stands(&format!("status: {status}")).fits();
    }
    for status in ["invited", "accepted", "confirmed", "attended"] {
        assert_eq!(stands(&format!("status: {status}")).against("li-na").len(), 1, "{status}");
    }
    stands("status: attended, state: rejected").fits();
    let shift = |more: &str| {
        let more = format!("{more}assigned:\n  - {{ who: li-na }}\n");
        Town::evening().shift("other", "2026-11-21", "18:00-20:00", &more)
    };
    shift("status: cancelled\n").fits();
    shift("void: { date: 2026-11-20, by: li-na, reason: twice }\n").fits();
    assert_eq!(shift("status: closed\n").against("li-na").len(), 1);
}

#[test]
fn rest_between_two_shifts() {
    Town::evening().on("morning", "2026-11-21", "06:00-08:00").fits();
    Town::evening()
        .on("morning", "2026-11-21", "06:00-08:01")
        .refuses(&["rest shift/2026-11-21-morning assigned[li-na].who"]);
    Town::evening().on("next", "2026-11-22", "06:00-08:00").fits();
    Town::evening()
        .on("next", "2026-11-22", "05:59-08:00")
        .refuses(&["rest shift/2026-11-22-next assigned[li-na].who"]);
    let new_year = Town::with("2027-01-01", "08:00-10:00").on("night", "2026-12-31", "23:00-01:00");
    new_year.refuses(&["rest shift/2026-12-31-night assigned[li-na].who"]);
}

#[test]
fn rest_is_elapsed_time_when_clocks_change() {
    let morning = |date: &str, hours, night: &str| {
        Town::with(date, hours).file("tandem.toml", MADRID).on("night", night, "22:00-01:30")
    };
    // Clocks went forward on 29 March 2026 and back on 25 October.
    morning("2026-03-22", "12:00-13:00", "2026-03-21").fits();
    morning("2026-03-29", "12:00-13:00", "2026-03-28")
        .refuses(&["rest shift/2026-03-28-night assigned[li-na].who"]);
    morning("2026-10-18", "11:00-12:00", "2026-10-17")
        .refuses(&["rest shift/2026-10-17-night assigned[li-na].who"]);
    morning("2026-10-25", "11:00-12:00", "2026-10-24").fits();
}

#[test]
fn hours_of_a_day_are_elapsed_time_when_clocks_change() {
    let night = |date: &str, most: &str| {
        let settings = format!("{MADRID}[hours]\ndaily_max = {most}\n");
        Town::with(date, "22:00-06:00").file("tandem.toml", &settings)
    };
    night("2026-03-28", "7").fits();
    let refused = |date: &str| [format!("daily-limit shift/{date}-wanted end")];
    assert_eq!(night("2026-03-21", "7").against("li-na"), refused("2026-03-21"));
    night("2026-03-21", "8").fits();
    assert_eq!(night("2026-10-24", "8").against("li-na"), refused("2026-10-24"));
    night("2026-10-24", "9").fits();
}

#[test]
fn shifts_and_hours_of_a_day() {
    let town = || Town::evening().settings("[shifts]\nmin_rest_hours = 0\n[hours]\ndaily_max = 6\n");
    town().on("a", "2026-11-21", "06:00-10:00").fits();
    town()
        .on("a", "2026-11-21", "06:00-10:01")
        .refuses(&["daily-limit shift/2026-11-21-a assigned[li-na].who"]);
    let two = town().on("a", "2026-11-21", "06:00-07:00").on("b", "2026-11-21", "08:00-09:00");
    two.refuses(&["daily-limit shift/2026-11-21-b assigned[li-na].who"]);
    town().on("a", "2026-11-20", "06:00-10:00").on("b", "2026-11-22", "06:00-10:00").fits();
    let short = "assigned:\n  - { who: li-na, status: attended, hours: 1 }\n";
    town().shift("a", "2026-11-21", "06:00-12:00", short).fits();
}

#[test]
fn hours_of_a_week() {
    let most = "[availability]\nweekly_hours_max = 5\n";
    let week = |date| Town::evening().said(most).on("a", date, "06:00-09:01");
    let expected = ["weekly-limit volunteer/li-na availability.weekly_hours_max"];
    week("2026-11-16").refuses(&expected);
    week("2026-11-15").fits();
    week("2026-11-23").fits();
    Town::evening().said(most).on("a", "2026-11-16", "06:00-09:00").fits();
    // The week of 30 November goes on in December.
    let over = Town::with("2026-12-05", "18:00-20:00").said(most);
    over.on("a", "2026-11-30", "06:00-09:01").refuses(&expected);
}

#[test]
fn a_worker_and_the_volunteer_that_they_are_too() {
    let town = Town::evening()
        .file("workers/li-na-w.toml", "name = \"Li Na\"\norg = \"jiulong\"\nsame_as = \"li-na\"\n")
        .file("workers/he-yu.toml", "name = \"He Yu\"\norg = \"jiulong\"\n");
    let on = |who: &str| {
        let row = format!("assigned:\n  - {{ who: {who} }}\n");
        town.clone().shift("other", "2026-11-21", "18:00-20:00", &row)
    };
    on("he-yu").fits();
    on("li-na-w").refuses(&["overlap shift/2026-11-21-other assigned[li-na-w].who"]);
    assert_eq!(on("li-na").against("li-na-w"), ["overlap shift/2026-11-21-other assigned[li-na].who"]);
    let here = "assigned:\n  - { who: li-na-w }\n";
    let twice = town.clone().shift("wanted", "2026-11-21", "18:00-20:00", here);
    twice.refuses(&["overlap shift/2026-11-21-wanted assigned[li-na-w].who"]);
}

#[test]
fn availability_over_the_week() {
    let available = |text: &str| Town::evening().said(&format!("[availability]\n{text}\n"));
    available("sat = [\"18:00-20:00\"]").fits();
    available("sat = [\"17:00-19:00\", \"19:00-20:00\"]").fits();
    available("sat = [\"17:00-19:00\", \"19:01-20:00\"]")
        .refuses(&["unavailable volunteer/li-na availability.sat"]);
    available("sat = [\"18:01-20:00\"]").refuses(&["unavailable volunteer/li-na availability.sat"]);
    available("sat = [\"18:00-19:59\"]").refuses(&["unavailable volunteer/li-na availability.sat"]);
    available("sun = [\"18:00-20:00\"]").refuses(&["unavailable volunteer/li-na availability"]);
    available("fri = [\"22:00-21:00\"]").fits();
    available("weekly_hours_max = 20").fits();
}

#[test]
fn availability_over_midnight() {
    let night =
        |text: &str| Town::with("2026-11-21", "22:00-02:00").said(&format!("[availability]\n{text}\n"));
    night("sat = [\"20:00-02:00\"]").fits();
    night("sat = [\"20:00-00:00\"]\nsun = [\"00:00-03:00\"]").fits();
    night("sat = [\"20:00-23:59\"]\nsun = [\"00:00-03:00\"]").fits();
    night("sat = [\"20:00-01:00\"]").refuses(&["unavailable volunteer/li-na availability.sat"]);
    night("sun = [\"00:00-03:00\"]").refuses(&["unavailable volunteer/li-na availability"]);
    let before = Town::with("2026-11-22", "00:30-02:00");
    before.clone().said("[availability]\nsat = [\"22:00-02:00\"]\n").fits();
    before
        .said("[availability]\nsun = [\"22:00-02:00\"]\n")
        .refuses(&["unavailable volunteer/li-na availability.sun"]);
}

#[test]
fn times_away() {
    let away = |hours, span: &str| {
        let text = format!("[availability]\nexcept = [{{ {span} }}]\n");
        Town::with("2026-11-21", hours).said(&text)
    };
    let expected = ["unavailable volunteer/li-na availability.except[1].from"];
    away("18:00-20:00", "from = 2026-11-01, until = 2026-11-21").refuses(&expected);
    away("18:00-20:00", "from = 2026-11-01, until = 2026-11-20").fits();
    away("18:00-20:00", "from = 2026-11-01").refuses(&expected);
    away("18:00-20:00", "from = 2026-11-22").fits();
    away("22:00-02:00", "from = 2026-11-22").refuses(&expected);
    away("22:00-00:00", "from = 2026-11-22").fits();
}

#[test]
fn skills_and_credentials() {
    let wanted = |more: &str| Town::evening().shift("wanted", "2026-11-21", "18:00-20:00", more);
    let skilled = wanted("skills: [driving, wu]\n");
    skilled.refuses(&[
        "missing-skill shift/2026-11-21-wanted skills[driving]",
        "missing-skill shift/2026-11-21-wanted skills[wu]",
    ]);
    skilled.said("skills = [\"wu\", \"driving\"]\n").fits();
    let holds = |text: &str| {
        wanted("requires: [first-aid]\n").said(&format!("[[credential]]\nname = \"first-aid\"\n{text}"))
    };
    wanted("requires: [first-aid]\n")
        .refuses(&["missing-credential shift/2026-11-21-wanted requires[first-aid]"]);
    holds("").fits();
    holds("issued = 2026-11-21\nexpires = 2026-11-21\n").fits();
    holds("expires = 2026-11-20\n")
        .refuses(&["expired-credential volunteer/li-na credential[first-aid].expires"]);
    holds("issued = 2026-11-22\n")
        .refuses(&["expired-credential volunteer/li-na credential[first-aid,2026-11-22].issued"]);
    let renewed = "issued = 2020-01-01\nexpires = 2022-12-31\n\
                   [[credential]]\nname = \"first-aid\"\nissued = 2023-01-01\n";
    holds(renewed).fits();
}

#[test]
fn where_somebody_stands() {
    let stands = |text: &str| Town::evening().said(text);
    stands("status = \"trainee\"\n").fits();
    stands("status = \"applicant\"\n").refuses(&["not-active volunteer/li-na status"]);
    stands("status = \"paused\"\n").refuses(&["not-active volunteer/li-na status"]);
    stands("status = \"left\"\n").refuses(&["not-active volunteer/li-na status"]);
    stands("status = \"left\"\nleft = 2026-11-20\n").refuses(&["not-active volunteer/li-na left"]);
    stands("status = \"left\"\nleft = 2026-11-21\n").fits();
    let worker = |text: &str| {
        let text = format!("name = \"He Yu\"\norg = \"jiulong\"\n{text}");
        Town::evening().file("workers/he-yu.toml", &text).against("he-yu")
    };
    assert_eq!(worker(""), Vec::<String>::new());
    assert_eq!(worker("status = \"left\"\n"), ["not-active worker/he-yu status"]);
    assert_eq!(worker("left = 2026-11-20\n"), ["not-active worker/he-yu left"]);
}

#[test]
fn minors() {
    let born = |text: &str| Town::evening().said(text);
    let expected = ["minor-without-consent volunteer/li-na born"];
    born("born = 2010-11-21\n").fits();
    born("born = 2010-11-22\n").refuses(&expected);
    born("born = 2009\n").fits();
    born("born = 2010\n").refuses(&expected);
    born("born = 2011\nguardian = \"Li Jun\"\n").fits();
    let consent = |more: &str| {
        born(&format!("born = 2011\n[[credential]]\nname = \"parents\"\nkind = \"consent\"\n{more}"))
    };
    consent("expires = 2026-11-21\n").fits();
    consent("expires = 2026-11-20\n").refuses(&expected);
    consent("issued = 2026-11-22\n").refuses(&expected);
    Town::evening().settings("[volunteers]\nminimum_age = 18\n").said("born = 2009\n").refuses(&expected);
}

#[test]
fn full_shifts() {
    let full = |more: &str| {
        Town::evening()
            .file("volunteers/ana.toml", "name = \"Ana\"\n")
            .file("volunteers/tom.toml", "name = \"Tom\"\nstatus = \"trainee\"\n")
            .shift("wanted", "2026-11-21", "18:00-20:00", more)
    };
    let expected = ["full shift/2026-11-21-wanted places"];
    full("places: 1\nassigned:\n  - { who: ana }\n").refuses(&expected);
    full("places: 2\nassigned:\n  - { who: ana }\n").fits();
    full("places: 1\nassigned:\n  - { who: ana, status: absent }\n").refuses(&expected);
    full("places: 1\nassigned:\n  - { who: ana, status: standby }\n").fits();
    full("places: 1\nassigned:\n  - { who: tom }\n").fits();
    full("places: 2\ncounts: { residents: 1, households: 7 }\nassigned:\n  - { who: ana }\n")
        .refuses(&expected);
    full("places: { want: 1, max: 2 }\nassigned:\n  - { who: ana }\n").fits();
    full("places: 1\nassigned:\n  - { who: li-na, status: declined }\n").fits();
    let trainee = full("places: 1\nassigned:\n  - { who: ana }\n").said("status = \"trainee\"\n");
    trainee.fits();
}

#[test]
fn what_is_final_and_what_does_not_take_place() {
    let closed = |through: &str| Town::evening().settings(&format!("[closed]\nthrough = {through}\n"));
    closed("2026-11-21").refuses(&["closed-period tandem.toml closed.through"]);
    closed("2026-11-20").fits();
    Town::evening()
        .shift("wanted", "2026-11-21", "18:00-20:00", "status: cancelled\n")
        .refuses(&["cancelled shift/2026-11-21-wanted status"]);
}

#[test]
fn all_reasons_at_once_in_the_order_of_the_codes() {
    let town = Town::evening()
        .settings("[closed]\nthrough = 2026-11-30\n[shifts]\nmax_per_day = 1\n")
        .file("volunteers/ana.toml", "name = \"Ana\"\n")
        .said(
            "status = \"paused\"\nborn = 2012\n[[credential]]\nname = \"first-aid\"\nexpires = 2025-01-01\n\
             [availability]\nmon = [\"08:00-12:00\"]\nweekly_hours_max = 1\n",
        )
        .on("a", "2026-11-21", "19:00-21:00")
        .on("b", "2026-11-22", "01:00-02:00")
        .shift(
            "wanted",
            "2026-11-21",
            "18:00-20:00",
            "places: 1\nskills: [wu]\nrequires: [first-aid, licence]\nstatus: cancelled\nassigned:\n  - { who: ana }\n",
        );
    let found = town.against("li-na");
    let rules: Vec<&str> = found.iter().filter_map(|one| one.split(' ').next()).collect();
    // That a place is kept for somebody stands against taking it from them.
    let all = Refusal::ALL.iter().filter(|rule| **rule != Refusal::Locked).map(|rule| rule.code());
    assert_eq!(rules, all.collect::<Vec<_>>());
}

#[test]
fn trainees_alone() {
    let left = |rows: &str| {
        let town = Town::evening()
            .file("volunteers/tom.toml", "name = \"Tom\"\nstatus = \"trainee\"\n")
            .shift("wanted", "2026-11-21", "18:00-20:00", rows);
        town.store().reading(|book| {
            let shift = book.get::<Shift>(&"2026-11-21-wanted".parse().unwrap()).unwrap().unwrap();
            is_left_to_trainees(book, &shift).unwrap()
        })
    };
    assert!(!left(""));
    assert!(left("assigned:\n  - { who: tom }\n"));
    assert!(left("assigned:\n  - { who: tom }\n  - { who: li-na, status: declined }\n"));
    assert!(!left("assigned:\n  - { who: tom }\n  - { who: li-na }\n"));
}
