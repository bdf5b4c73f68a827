//! A store with something of everything: every kind of record, every code of every list, every figure that a report
//! can tell, in one year and the one before.
//!
//! All that people wrote about people holds `zq`, what organisations and things are called holds `yv`; no figure is
//! a multiple of five. So a report can be searched for what should not be in it.

use std::fmt::{Display, Write as _};

use tandem::model::case::{CaseKind, CaseReason, ReferralStatus, Risk, Stage};
use tandem::model::code::{
    CATEGORIES, GROUPS, HEADS, Linkage, MEASURES, MeasureKind, Model, ServiceKind, State,
};
use tandem::model::feedback::{FeedbackKind, FeedbackStatus};
use tandem::model::need::{Channel, Did, NeedStatus, Urgency};
use tandem::model::org::{OrgKind, PairingKind};
use tandem::model::person::CredentialKind;
use tandem::model::shift::{AssignmentStatus, ShiftStatus};
use tandem::model::training::{Outcome, TrainingKind};
use tandem::model::volunteer::VolunteerStatus;
use tandem::model::worker::{Pathway, Sector};

use crate::support::bench::{Bench, Start};

/// The day that counts as today.
pub(crate) const DAY: &str = "2014-06-30";
/// How many workers and how many volunteers there are.
const PEOPLE: usize = 31;

/// Files, and numbers that are no multiples of five.
struct Files {
    files: Vec<(String, String)>,
    number: u64,
}

/// The store on a bench, in a language.
pub(crate) fn bench(lang: &str) -> Bench {
    let bench = Bench::with(Start::Nothing);
    for (path, text) in files(lang) {
        let path = bench.folder().join("records").join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    bench
}

/// What is asked of it.
pub(crate) fn asked<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [words, &["--today", DAY]].concat()
}

fn files(lang: &str) -> Vec<(String, String)> {
    let mut all = Files { files: Vec::new(), number: 100 };
    all.add("tandem.toml", settings(lang));
    all.orgs();
    all.workers();
    all.volunteers();
    all.things();
    all.plan();
    for year in [2013, 2014] {
        all.activities(year);
        all.shifts(year);
        all.needs(year);
        all.cases(year);
        all.others(year);
        all.movements(year);
    }
    all.files
}

fn settings(lang: &str) -> String {
    format!(
        "format = 1\nname = \"Yvstore\"\ntimezone = \"Asia/Shanghai\"\nlocale = \"{lang}\"\ncurrency = \"CNY\"\n\
         [linkage]\nspan_max = 2\n\
         [[category]]\ncode = \"yv-cat\"\ngroup = \"both\"\nlabel = {{ en = \"Yvcat\", zh = \"Yvcat\", es = \"Yvcat\" }}\n\
         [[measure]]\ncode = \"yv-trees\"\nkind = \"result\"\nunit = \"yvtree\"\n\
         label = {{ en = \"Yvtrees\", zh = \"Yvtrees\", es = \"Yvtrees\" }}\n"
    )
}

/// The one of a list that stands at a place, round and round.
fn one<T: Copy>(of: &[T], at: usize) -> T {
    of[at % of.len()]
}

fn worker(at: usize) -> String {
    format!("zq-w{}", at % PEOPLE)
}

fn volunteer(at: usize) -> String {
    format!("zq-v{}", at % PEOPLE)
}

fn org(at: usize) -> String {
    format!("yv-{}", one(OrgKind::ALL, at))
}

/// An optional field.
fn field(name: &str, value: impl Display, is_there: bool) -> String {
    if is_there { format!("{name}: {value}\n") } else { String::new() }
}

impl Files {
    fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.push((path.into(), text.into()));
    }

    /// A number above a hundred that is no multiple of five and that no other figure is.
    fn next(&mut self) -> u64 {
        self.number += 1;
        while self.number.is_multiple_of(5) {
            self.number += 1;
        }
        self.number
    }

    /// Named numbers, in braces.
    fn numbers<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, between: &str) -> String {
        let all: Vec<String> =
            names.into_iter().map(|name| format!("{name}{between}{}", self.next())).collect();
        all.join(", ")
    }

    fn orgs(&mut self) {
        for (at, kind) in OrgKind::ALL.iter().enumerate() {
            let mut text = format!("name = \"Yv{kind}\"\nalso = [\"Yvalso\"]\nkind = \"{kind}\"\n");
            if at > 0 {
                let _ = writeln!(text, "parent = \"{}\"", org((at - 1) / 3));
            }
            let (model, linkage) = (one(Model::ALL, at), one(Linkage::ALL, at));
            let profile = self.numbers(["households", "residents"].into_iter().chain(GROUPS), " = ");
            let declared = [
                "workers",
                "volunteers",
                "newly-certified",
                "workers-auxiliary",
                "workers-community",
                "workers-provider",
            ];
            let declared = self.numbers(declared, " = ").replace(", ", "\n");
            let _ = write!(
                text,
                "lead = \"{}\"\nmodel = \"{model}\"\nlinkage = \"{linkage}\"\nopened = 2010-01-01\nnote = \"zqnote 17\"\n\
                 profile = {{ {profile} }}\ncontact = {{ phone = \"117\", address = \"Zqstreet 23\" }}\n\
                 [[declared]]\nas_of = 2013-12-31\n{declared}\n\
                 [[pairing]]\norg = \"yv-city\"\nkind = \"{}\"\n",
                worker(at),
                one(PairingKind::ALL, at),
            );
            self.add(format!("orgs/yv-{kind}.toml"), text);
        }
    }

    fn workers(&mut self) {
        for at in 0..PEOPLE {
            let has_left = at % 13 == 12;
            let mut text = format!(
                "name = \"Zqwang{at}\"\nalso = [\"Zqalias{at}\"]\norg = \"{}\"\njoined = 2012-02-0{}\n\
                 post = \"zqpost\"\nsector = \"{}\"\npathway = \"{}\"\nphone = \"1390000{at}\"\n",
                org(at),
                at % 9 + 1,
                one(Sector::ALL, at),
                one(Pathway::ALL, at),
            );
            if has_left {
                text.push_str("status = \"left\"\nleft = 2014-03-01\n");
            }
            for (nth, kind) in CredentialKind::ALL.iter().enumerate() {
                let name = if nth == 0 {
                    one(
                        &["assistant-social-worker", "social-worker", "senior-social-worker", "first-aid"],
                        at,
                    )
                } else {
                    "zqpaper"
                };
                let _ = write!(
                    text,
                    "[[credential]]\nname = \"{name}\"\nkind = \"{kind}\"\nissued = 2014-02-0{}\nexpires = 2014-0{}-17\n",
                    nth + 1,
                    nth % 3 + 7,
                );
            }
            let _ = write!(text, "[[supervisor]]\nwho = \"{}\"\nfrom = 2013-01-01\n", worker(at + 1));
            self.add(format!("workers/{}.toml", worker(at)), text);
        }
    }

    fn volunteers(&mut self) {
        for at in 0..PEOPLE {
            // Most of them are active.
            let status =
                if at % 4 == 3 { one(VolunteerStatus::ALL, at / 4) } else { VolunteerStatus::Active };
            let hours = self.next();
            let mut text = format!(
                "name = \"Zqli{at}\"\nalso = [\"Zqother{at}\"]\nkind = \"{}\"\nstatus = \"{status}\"\n\
                 joined = 201{}-03-0{}\norg = \"{}\"\nteams = [\"{}\"]\nmodel = \"{}\"\nbackground = \"zqjob\"\n\
                 opening = {{ hours = {hours}, as_of = 2012-12-31, source = \"zqbook\" }}\n",
                one(ServiceKind::ALL, at),
                one(&[3, 4], at),
                at % 9 + 1,
                org(at),
                org(at + 4),
                one(Model::ALL, at),
            );
            if status == VolunteerStatus::Left {
                text.push_str("left = 2014-05-05\nreason = \"zqmoved\"\n");
            }
            let lead = if at % 3 == 0 { volunteer(at + 1) } else { worker(at % 4) };
            let _ = write!(
                text,
                "[[lead]]\nwho = \"{lead}\"\nfrom = 2013-04-01\n\
                 [[credential]]\nname = \"first-aid\"\nexpires = 2014-08-0{}\n",
                at % 9 + 1
            );
            self.add(format!("volunteers/{}.toml", volunteer(at)), text);
        }
    }

    fn things(&mut self) {
        for at in 0..7 {
            let kind = one(&["person", "household"], at);
            let text =
                format!("kind = \"{kind}\"\norg = \"{}\"\ngroups = [\"{}\"]\n", org(at), one(&GROUPS, at));
            self.add(format!("residents/r-zqres{at}.toml"), text);
        }
        for at in 0..2 {
            let text = format!(
                "name = \"Yvprogram{at}\"\norg = \"{}\"\nhosts = [\"{}\"]\nlead = \"{}\"\nlinkage = \"{}\"\n\
                 from = 2013-01-01\nuntil = 2014-12-31\nbudget = 10017\ntargets = {{ sessions = 17 }}\n",
                org(at),
                org(at + 2),
                worker(at),
                one(Linkage::ALL, at),
            );
            self.add(format!("programs/yv-program{at}.toml"), text);
            let status = one(&["active", "inactive"], at);
            let text = format!(
                "name = \"Yvservice{at}\"\norg = \"{}\"\ncategory = \"health\"\npromise_days = 3\nstatus = \"{status}\"\n",
                org(at)
            );
            self.add(format!("services/yv-service{at}.toml"), text);
        }
        for (at, (kind, unit)) in
            [("goods", "yvbag"), ("voucher", "yvcard"), ("money", "CNY")].iter().enumerate()
        {
            let text = format!(
                "name = \"Yvitem{at}\"\nunit = \"{unit}\"\nkind = \"{kind}\"\nlow = 99999\nexpires = 2014-08-01\n"
            );
            self.add(format!("items/yv-item{at}.toml"), text);
        }
        let series = "title = \"Zqseries\"\ncategory = \"patrol\"\norg = \"yv-city\"\nrule = \"FREQ=WEEKLY\"\n\
                      from = 2014-07-01\nstart = \"19:00\"\nend = \"21:00\"\nplaces = 2\n";
        self.add("series/yv-series.toml", series);
    }

    fn plan(&mut self) {
        let metrics = [
            "activities",
            "attendances",
            "people",
            "new_volunteers",
            "volunteer_minutes",
            "worker_minutes",
            "heads",
            "heads_residents",
            "heads_elderly",
            "served",
            "households",
            "output_leaflets",
            "result_visits",
            "shifts",
            "fill_rate",
            "needs_opened",
            "needs_met",
            "cases_opened",
            "cases_closed",
            "feedback",
            "resources_in_yv_item0",
            "resources_out_yv_item2",
        ];
        let mut text = "org = \"yv-committee\"\nperiod = \"2014\"\n".to_string();
        for metric in metrics {
            let value = if metric == "fill_rate" { "0.87".to_string() } else { self.next().to_string() };
            let _ = write!(text, "[[target]]\nmetric = \"{metric}\"\nvalue = {value}\nnote = \"zqnote\"\n");
        }
        let _ = write!(text, "[[task]]\ntitle = \"Zqtask 19\"\ndue = 2014-05-01\nwho = \"{}\"\n", worker(1));
        self.add("plans/yv-committee-2014.toml", text);
    }

    fn activities(&mut self, year: usize) {
        let codes = CATEGORIES.iter().map(|(code, ..)| *code).chain(["yv-cat"]);
        for (at, category) in codes.enumerate() {
            let (month, day) = (at % 6 + 1, at % 27 + 1);
            let measures =
                |kind: MeasureKind| MEASURES.iter().filter(move |one| one.1 == kind).map(|one| one.0);
            let lead = [worker(at), volunteer(at), String::new()][at % 3].clone();
            let counts = self.numbers(HEADS.into_iter().chain(GROUPS), ": ");
            let outputs = self.numbers(measures(MeasureKind::Output), ": ");
            let results = self.numbers(measures(MeasureKind::Result).chain(["yv-trees"]), ": ");
            let mut text = format!(
                "title: Zqtitle {at} zqfor 17\ncategory: {category}\norg: {}\norgs: [{}]\n\
                 date: {year}-{month:02}-{day:02}\nplace: Zqplace 23\ncounts: {{ {counts} }}\n\
                 outputs: {{ {outputs} }}\nresults: {{ {results} }}\nserved: [r-zqres1, r-zqres2]\n\
                 satisfaction: {{ answers: {}, mean: 4.3 }}\nspent: {}.17\nnote: zqnote\n",
                org(at),
                org(at + 1),
                self.next(),
                self.next(),
            );
            text.push_str(&field("lead", &lead, !lead.is_empty()));
            text.push_str(&field("program", format_args!("yv-program{}", at % 2), at % 4 == 0));
            text.push_str(&field("linkage", one(Linkage::ALL, at), at % 2 == 0));
            text.push_str(&field("approx", "[counts.residents]", at % 5 == 0));
            text.push_str("attendance:\n");
            for nth in 0..=at % 7 {
                let who = if nth % 3 == 0 { worker(at + nth) } else { volunteer(at + nth) };
                let minutes = self.next();
                let (state, rating) = (one(State::ALL, nth), nth % 5 + 1);
                let _ = writeln!(
                    text,
                    "- {{ who: {who}, hours: {minutes}m, state: {state}, rating: {rating}, compulsory: {} }}",
                    nth % 2 == 0
                );
            }
            self.add(
                format!("activities/{year}/{month:02}/{year}-{month:02}-{day:02}-zq-title-{at}.yaml"),
                text,
            );
        }
    }

    fn shifts(&mut self, year: usize) {
        for at in 0..24 {
            let (month, day) = (at % 7 + 1, at + 2);
            let status = one(ShiftStatus::ALL, at);
            let mut text = format!(
                "title: Zqshift 19\ncategory: {}\norg: {}\ndate: {year}-{month:02}-{day:02}\nstart: \"09:00\"\n\
                 end: \"11:37\"\nplaces: {}\nstatus: {status}\ncounts: {{ people: {} }}\n",
                CATEGORIES[at % CATEGORIES.len()].0,
                org(at),
                at + 6,
                at % 3,
            );
            text.push_str(&field("lead", worker(at), at % 3 != 0));
            text.push_str("assigned:\n");
            for (nth, status) in AssignmentStatus::ALL.iter().enumerate().take(at % 9 + 1) {
                let _ = writeln!(text, "- {{ who: {}, status: {status}, rating: 4 }}", volunteer(at + nth));
            }
            self.add(format!("shifts/{year}/{month:02}/{year}-{month:02}-{day:02}-zq-shift-{at}.yaml"), text);
        }
    }

    fn needs(&mut self, year: usize) {
        for at in 0..37 {
            let (month, day) = (at % 6 + 1, at % 20 + 1);
            let status = one(NeedStatus::ALL, at);
            let is_closed = matches!(status, NeedStatus::Met | NeedStatus::Unmet | NeedStatus::Withdrawn);
            let mut text = format!(
                "org: {}\ncategory: {}\nopened: {year}-{month:02}-{day:02}\nchannel: {}\nurgency: {}\n\
                 promised: {year}-{month:02}-{}\nstatus: {status}\n",
                org(at),
                CATEGORIES[at % CATEGORIES.len()].0,
                one(Channel::ALL, at),
                one(Urgency::ALL, at),
                day + 7,
            );
            text.push_str(&field("worker", worker(at), at % 3 > 0));
            text.push_str(&field("found_by", [worker(at), volunteer(at)][at % 2].as_str(), at % 4 > 0));
            text.push_str(&field("program", "yv-program0", at % 5 == 0));
            let _ = writeln!(
                text,
                "log:\n- {{ date: {year}-{month:02}-{}, who: {}, did: {}, hours: {}m }}",
                day + 3,
                volunteer(at),
                one(Did::ALL, at),
                self.next()
            );
            let closing = format!(
                "closed: {year}-{month:02}-{}\nreason: zqreason\nsatisfaction: {}\n",
                day + 6,
                at % 5 + 1
            );
            text.push_str(if is_closed { &closing } else { "" });
            self.add(format!("needs/{year}/{month:02}/n-zq{}.yaml", code(year, at)), text);
        }
    }

    fn cases(&mut self, year: usize) {
        for at in 0..19 {
            let (month, day) = (at % 5 + 1, at % 20 + 1);
            let (stage, reason) = (one(Stage::ALL, at), one(CaseReason::ALL, at));
            let is_closed = matches!(stage, Stage::Closed | Stage::FollowUp);
            let mut text = format!(
                "org: {}\nkind: {}\ncategory: counselling\nopened: {year}-{month:02}-{day:02}\nworker: {}\n\
                 risk: {}\nstage: {stage}\nreview: {year}-{:02}-17\n\
                 goals:\n- {{ goal: zqgoal, met: true }}\n\
                 referrals:\n- {{ date: {year}-{month:02}-22, to: zqclinic, status: {} }}\n\
                 supervision:\n- {{ date: {year}-{month:02}-23, by: {}, hours: {}m }}\n\
                 sessions:\n- {{ date: {year}-{month:02}-24, by: {}, hours: {}m, helpers: [{}], persons: 3 }}\n",
                org(at),
                one(CaseKind::ALL, at),
                worker(at),
                one(Risk::ALL, at),
                month + 1,
                one(ReferralStatus::ALL, at),
                worker(at + 1),
                self.next(),
                worker(at),
                self.next(),
                volunteer(at),
            );
            if is_closed {
                let _ = write!(text, "closed: {year}-{month:02}-25\nreason: {reason}\n");
            }
            self.add(format!("cases/{year}/{month:02}/c-zq{}.yaml", code(year, at)), text);
        }
    }

    fn others(&mut self, year: usize) {
        for at in 0..17 {
            let (month, day) = (at % 6 + 1, at % 20 + 1);
            let date = format!("{year}-{month:02}-{day:02}");
            let mut text = format!(
                "org: {}\nkind: {}\ndate: {date}\nplace: Zqstairs 12\nstatus: {}\nsatisfaction: {}\ndue: {year}-06-0{}\n",
                org(at),
                one(FeedbackKind::ALL, at),
                one(FeedbackStatus::ALL, at / 2),
                at % 5 + 1,
                at % 9 + 1,
            );
            text.push_str(&field(
                "closed",
                format_args!("{year}-{month:02}-27"),
                one(FeedbackStatus::ALL, at / 2) == FeedbackStatus::Closed,
            ));
            text.push_str(&field(
                "forwarded",
                format_args!("[{{ date: {year}-{month:02}-26, to: zqoffice }}]"),
                at % 4 != 0,
            ));
            self.add(format!("feedback/{year}/{month:02}/f-zq{}.yaml", code(year, at)), text);
            let minutes = self.next();
            let mut text = format!(
                "title: Zqtraining 18\nkind: {}\norg: {}\ndate: {date}\nhours: {minutes}m\ntrainer: Zqteacher\n\
                 credential: first-aid\nattendance:\n",
                one(TrainingKind::ALL, at),
                org(at),
            );
            for nth in 0..=at % 8 {
                let who = if nth % 2 == 0 { worker(at + nth) } else { volunteer(at + nth) };
                let _ = writeln!(text, "- {{ who: {who}, result: {} }}", one(Outcome::ALL, nth));
            }
            self.add(format!("trainings/{year}/{month:02}/{date}-zq-training-{at}.yaml"), text);
            let text = format!(
                "date: {date}\nof: activity/{year}-01-01-zq-title-0\nwho: {}\nhours: 0.7\nreason: zqforgot\nby: {}\n",
                worker(0),
                worker(1)
            );
            self.add(format!("corrections/{year}/{month:02}/{date}-zq-{at}.yaml"), text);
            let text = format!("date: {date}\nwho: [{}]\ntitle: Zqaward\nby: zqmayor\n", volunteer(at));
            self.add(format!("awards/{year}/{month:02}/{date}-zq-award-{at}.yaml"), text);
        }
    }

    fn movements(&mut self, year: usize) {
        for at in 0..24 {
            let (month, day) = (at % 6 + 1, at % 27 + 1);
            let kind = one(&["in", "out", "transfer", "adjust"], at / 3);
            let mut text = format!(
                "date: {year}-{month:02}-{day:02}\norg: {}\nkind: {kind}\nitem: yv-item{}\nquantity: {}.03\n",
                org(at),
                at % 3,
                self.next(),
            );
            text.push_str(&field("to", org(at + 1), kind == "transfer"));
            text.push_str(&field("to", "r-zqres1", kind == "out"));
            let activity = format!("{year}-{month:02}-{day:02}-zq-title-{at}");
            text.push_str(&field("activity", activity, at % 2 == 0));
            text.push_str(&field("program", "yv-program0", at % 4 == 0));
            self.add(format!("movements/{year}/{month:02}/{year}-{month:02}-{day:02}-zq-{at}.yaml"), text);
        }
    }
}

/// The end of an id that begins with a letter.
fn code(year: usize, at: usize) -> String {
    format!("{}{at:02}", ["a", "b"][year % 2])
}
