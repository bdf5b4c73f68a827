//! A made-up city as a store of records: the same scale always gives the same bytes.
//!
//! At scale 1: 100 communities, 421 social workers, 29,000 volunteers, and over the five years 2021 to 2025
//! 100,000 activities with about a million attendances, 12,000 shifts, 6,000 needs, 3,000 cases. What it puts
//! on disk it also counts, so that whoever measures a reader can see that it read.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, NaiveDate};

/// The first and the number of days.
const FIRST: (i32, u32, u32) = (2021, 1, 1);
const DAYS: u64 = 1826;

const CATEGORIES: [&str; 12] = [
    "elderly-care",
    "disability-support",
    "poverty-relief",
    "mediation",
    "counselling",
    "tutoring",
    "culture",
    "environment",
    "patrol",
    "publicity",
    "reception",
    "information",
];
const SURNAMES: [(&str, &str); 12] = [
    ("王", "wang"),
    ("李", "li"),
    ("张", "zhang"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("黄", "huang"),
    ("赵", "zhao"),
    ("吴", "wu"),
    ("周", "zhou"),
    ("徐", "xu"),
    ("孙", "sun"),
];
const GIVEN: [(&str, &str); 12] = [
    ("秀", "xiu"),
    ("英", "ying"),
    ("伟", "wei"),
    ("芳", "fang"),
    ("敏", "min"),
    ("静", "jing"),
    ("强", "qiang"),
    ("磊", "lei"),
    ("军", "jun"),
    ("洋", "yang"),
    ("勇", "yong"),
    ("艳", "yan"),
];

/// What a city holds.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Totals {
    /// Files, `tandem.toml` among them.
    pub(crate) files: u64,
    /// Attendances of activities.
    pub(crate) attendances: u64,
    /// Their time.
    pub(crate) minutes: u64,
}

/// How many are asked to an activity at most: of fourteen ten come, since others have not joined yet.
const ASKED: u64 = 27;

/// Numbers that look random and are the same each time (`SplitMix64`, Steele and others, 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below(from.len() as u64);
        &from[usize::try_from(at).expect("an index")]
    }
}

/// A person of the city.
struct Person {
    id: String,
    joined: NaiveDate,
}

/// What is being written.
struct City<'a> {
    folder: &'a Path,
    dice: Dice,
    totals: Totals,
    /// The rows of attendance as other programs want them.
    sheet: String,
    journal: String,
}

/// Writes a city of a scale in hundredths into a folder, and beside its records, in `.exports`, its attendances as a
/// sheet and as a journal.
///
/// # Errors
/// What the disk says.
pub(crate) fn write(folder: &Path, hundredths: u64) -> io::Result<Totals> {
    let (sheet, journal) = ("date,category,org,who,minutes\n".to_string(), String::new());
    let mut city = City { folder, dice: Dice(hundredths), totals: Totals::default(), sheet, journal };
    let part = |whole: u64| (whole * hundredths / 100).max(2);
    city.put(
        "tandem.toml",
        "format = 1\nname = \"City\"\ntimezone = \"Asia/Shanghai\"\n\n[layout]\nfolders = \"by-org\"\n",
    )?;
    city.put("orgs/city.toml", "name = \"City\"\nkind = \"association\"\n")?;
    let communities: Vec<String> =
        (1..=hundredths.isqrt().max(1) * 10).map(|nth| format!("community-{nth:03}")).collect();
    for org in &communities {
        city.put(
            &format!("orgs/{org}.toml"),
            &format!("name = \"{org}\"\nkind = \"community\"\nparent = \"city\"\n"),
        )?;
    }
    let mut workers: Vec<Vec<Person>> = communities.iter().map(|_| Vec::new()).collect();
    let mut volunteers: Vec<Vec<Person>> = communities.iter().map(|_| Vec::new()).collect();
    let homes = communities.len() as u64;
    for nth in 0..part(421).max(homes) {
        let home = usize::try_from(nth % homes).expect("an index");
        workers[home].push(city.worker(nth, &communities[home])?);
    }
    for nth in 0..part(29_000) {
        let home = usize::try_from(nth % homes).expect("an index");
        let lead = city.dice.pick(&workers[home]).id.clone();
        volunteers[home].push(city.volunteer(nth, &communities[home], &lead)?);
    }
    for (file, most) in [
        (City::activity as Log<'_>, 100_000),
        (City::shift, 12_000),
        (City::need, 6_000),
        (City::case, 3_000),
    ] {
        for nth in 0..part(most) {
            let home = usize::try_from(city.dice.below(homes)).expect("an index");
            file(&mut city, nth, &communities[home], &workers[home], &volunteers[home])?;
        }
    }
    city.put(".exports/attendances.csv", &city.sheet.clone())?;
    city.put(".exports/attendances.ledger", &city.journal.clone())?;
    city.totals.files -= 2;
    Ok(city.totals)
}

/// Writes one record of a log, by its number, organisation, workers and volunteers.
type Log<'c> = fn(&mut City<'c>, u64, &str, &[Person], &[Person]) -> io::Result<()>;

impl City<'_> {
    fn put(&mut self, path: &str, text: &str) -> io::Result<()> {
        let path: PathBuf = self.folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        self.totals.files += 1;
        fs::write(path, text)
    }

    /// Tells other programs what somebody did.
    fn export(&mut self, date: NaiveDate, category: &str, org: &str, who: &str, minutes: u64) {
        let _ = writeln!(self.sheet, "{date},{category},{org},{who},{minutes}");
        let _ = writeln!(self.journal, "{date} {who}\n    {category}  {minutes} m\n    hours\n");
    }

    /// A name, and the words of an id made from it.
    fn name(&mut self) -> (String, String) {
        let (surname, one, two) = (self.dice.pick(&SURNAMES), self.dice.pick(&GIVEN), self.dice.pick(&GIVEN));
        (format!("{}{}{}", surname.0, one.0, two.0), format!("{}-{}{}", surname.1, one.1, two.1))
    }

    fn worker(&mut self, nth: u64, org: &str) -> io::Result<Person> {
        let (name, words) = self.name();
        let joined = day(0);
        let id = format!("sw-{words}-{nth:04}");
        let text = format!("name = \"{name}\"\norg = \"{org}\"\nstatus = \"active\"\njoined = {joined}\n");
        self.put(&format!("workers/{org}/{id}.toml"), &text)?;
        Ok(Person { id, joined })
    }

    fn volunteer(&mut self, nth: u64, org: &str, lead: &str) -> io::Result<Person> {
        let (name, words) = self.name();
        let joined = day(self.dice.below(DAYS) * self.dice.below(2));
        let id = format!("{words}-{nth:05}");
        let text = format!(
            "name = \"{name}\"\nkind = \"supportive\"\nstatus = \"active\"\njoined = {joined}\norg = \"{org}\"\n\
             lead = [{{ who = \"{lead}\", from = {joined} }}]\nphone = \"1002{nth:07}\"\n"
        );
        self.put(&format!("volunteers/{org}/{id}.toml"), &text)?;
        Ok(Person { id, joined })
    }

    /// Some who had joined by a day, no one twice.
    fn crowd<'p>(&mut self, from: &'p [Person], day: NaiveDate, most: u64) -> Vec<&'p Person> {
        let mut chosen: Vec<&Person> = Vec::new();
        for _ in 0..=self.dice.below(most) {
            let person = self.dice.pick(from);
            if person.joined <= day && chosen.iter().all(|other| other.id != person.id) {
                chosen.push(person);
            }
        }
        chosen
    }

    fn activity(&mut self, nth: u64, org: &str, workers: &[Person], volunteers: &[Person]) -> io::Result<()> {
        let (date, category) = (day(self.dice.below(DAYS)), *self.dice.pick(&CATEGORIES));
        let lead = &self.dice.pick(workers).id;
        let mut text = format!(
            "title: {org} 活动\ncategory: {category}\norg: {org}\ndate: {date}\nstart: \"08:00\"\nend: \"18:00\"\n\
             lead: {lead}\nlinkage: community\ncounts:\n  residents: {}\noutputs:\n  leaflets: {}\nattendance:\n",
            5 + self.dice.below(60),
            1 + self.dice.below(50)
        );
        let crowd = self.crowd(volunteers, date, ASKED);
        for person in &crowd {
            let quarters = 2 + self.dice.below(18);
            let (id, hours) = (&person.id, format!("{}.{:02}", quarters / 4, quarters % 4 * 25));
            let hours = hours.trim_end_matches('0').trim_end_matches('.');
            let _ = writeln!(text, "  - {{ who: {id}, role: helper, hours: {hours} }}");
            self.export(date, category, org, id, quarters * 15);
            self.totals.attendances += 1;
            self.totals.minutes += quarters * 15;
        }
        if crowd.is_empty() {
            text = text.replace("attendance:\n", "attendance: []\n");
        }
        self.put(&log("activities", org, date, &format!("{date}-activity-{nth:06}")), &text)
    }

    fn shift(&mut self, nth: u64, org: &str, workers: &[Person], volunteers: &[Person]) -> io::Result<()> {
        let date = day(self.dice.below(DAYS));
        let lead = &self.dice.pick(workers).id;
        let crowd = self.crowd(volunteers, date, 4);
        let mut text = format!(
            "title: 夜间巡逻\ncategory: patrol\norg: {org}\ndate: {date}\nstart: \"18:30\"\nend: \"20:30\"\n\
             lead: {lead}\nplaces: 4\nstatus: closed\n"
        );
        text.push_str(if crowd.is_empty() { "" } else { "assigned:\n" });
        for person in crowd {
            let _ = writeln!(text, "  - {{ who: {}, status: attended }}", person.id);
            self.export(date, "patrol", org, &person.id, 120);
        }
        self.put(&log("shifts", org, date, &format!("{date}-patrol-{nth:06}")), &text)
    }

    fn need(&mut self, nth: u64, org: &str, workers: &[Person], _: &[Person]) -> io::Result<()> {
        let (opened, worker) = (day(self.dice.below(DAYS - 9)), &self.dice.pick(workers).id);
        let met = opened + Days::new(1 + self.dice.below(8));
        let text = format!(
            "org: {org}\ncategory: elderly-care\nopened: {opened}\nchannel: window\nworker: {worker}\nstatus: met\nlog:\n  \
             - {{ date: {met}, who: {worker}, did: visited, hours: 0.5 }}\nclosed: {met}\n"
        );
        self.export(met, "elderly-care", org, worker, 30);
        self.put(&log("needs", org, opened, &format!("n-{}", code(nth))), &text)
    }

    fn case(&mut self, nth: u64, org: &str, workers: &[Person], _: &[Person]) -> io::Result<()> {
        let (opened, worker) = (day(self.dice.below(DAYS - 30)), &self.dice.pick(workers).id);
        let mut text = format!(
            "org: {org}\nkind: counselling\ncategory: family\nopened: {opened}\nworker: {worker}\nrisk: low\nstage: intervention\n\
             sessions:\n"
        );
        for week in 0..=self.dice.below(3) {
            let date = opened + Days::new(7 * week);
            let _ = writeln!(text, "  - {{ date: {date}, by: {worker}, hours: 1 }}");
            self.export(date, "family", org, worker, 60);
        }
        self.put(&log("cases", org, opened, &format!("c-{}", code(nth))), &text)
    }
}

/// Where a record of a log lies.
fn log(kind: &str, org: &str, date: NaiveDate, id: &str) -> String {
    format!("{kind}/{org}/{}/{:02}/{id}.yaml", date.year(), date.month())
}

fn day(nth: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).expect("a day") + Days::new(nth)
}

/// A number as six characters of the base 32 of ids that name nobody.
fn code(mut number: u64) -> String {
    const ALPHABET: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut code = String::new();
    for _ in 0..6 {
        let at = usize::try_from(number % ALPHABET.len() as u64).expect("an index");
        code.push(char::from(ALPHABET[at]));
        number /= ALPHABET.len() as u64;
    }
    code
}
