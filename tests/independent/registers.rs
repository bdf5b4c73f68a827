//! The registers of the store that is made up: settings, organisations, people, items, plans.

use std::fmt::Write as _;

use super::made::ORGS;

const SETTINGS: &str = "\
format = 1
name = \"x\"
timezone = \"Asia/Shanghai\"
currency = \"CNY\"
[hours]
verify = true
[linkage]
span_max = 2
[volunteers]
inactive_after_days = 20
[[ladder]]
name = \"medals\"
levels = [{ name = \"bronze\", hours = 2 }, { name = \"silver\", hours = 9 }, { name = \"gold\", hours = 25 }]
[[ladder]]
name = \"of-the-year\"
window = \"rolling-year\"
from = 2014-01-15
levels = [{ name = \"green\", hours = 4 }, { name = \"blue\", hours = 11 }]
";

const STREET: &str = "\
name = \"An organisation\"
kind = \"street\"
[[declared]]
as_of = 2013-12-31
workers = 40
volunteers = 700
workers-auxiliary = 5
[[declared]]
as_of = 2014-03-15
volunteers = 900
";

const OTHERS: [(&str, &str); 13] = [
    (
        "orgs/north.toml",
        "name = \"An organisation\"\nkind = \"community\"\nparent = \"street\"\nlinkage = \"community\"\n\
         [profile]\nhouseholds = 1000\nresidents = 2500\nelderly = 321\nbuildings = 12\n",
    ),
    (
        "orgs/south.toml",
        "name = \"An organisation\"\nkind = \"community\"\nparent = \"street\"\n\
         [profile]\nhouseholds = 777\ndisabled = 8\n[[declared]]\nas_of = 2014-01-31\nworkers = 0\n",
    ),
    (
        "orgs/team.toml",
        "name = \"An organisation\"\nkind = \"team\"\nparent = \"north\"\n[profile]\nhouseholds = 50\n",
    ),
    ("orgs/agency.toml", "name = \"An organisation\"\nkind = \"agency\"\nlinkage = \"agency\"\n"),
    (
        "orgs/station.toml",
        "name = \"A station\"\nkind = \"station\"\nparent = \"street\"\nclosed = 2014-02-15\n\
         [profile]\nhouseholds = 9\n",
    ),
    (
        "orgs/club.toml",
        "name = \"A club\"\nkind = \"team\"\nparent = \"station\"\n[profile]\nhouseholds = 5\nelderly = 2\n",
    ),
    ("programs/reading.toml", "name = \"Reading\"\norg = \"agency\"\nlinkage = \"key-person\"\n"),
    ("items/rice.toml", "name = \"Rice\"\nunit = \"bag\"\nlow = 20\n"),
    ("items/oil.toml", "name = \"Oil\"\nunit = \"litre\"\nlow = 6.5\nexpires = 2014-05-20\n"),
    ("items/fund.toml", "name = \"Fund\"\nunit = \"CNY\"\nkind = \"money\"\nlow = 10\n"),
    (
        "plans/street-2014-03.toml",
        "org = \"street\"\nperiod = \"2014-03\"\n\
         [[target]]\nmetric = \"activities\"\nvalue = 7\n[[target]]\nmetric = \"fill_rate\"\nvalue = 0.8\n\
         [[target]]\nmetric = \"volunteer_minutes\"\nvalue = 1000\n\
         [[target]]\nmetric = \"resources_in_fund\"\nvalue = 30\n\
         [[target]]\nmetric = \"output_banners\"\nvalue = 3\n\
         [[target]]\nmetric = \"output_leaflets\"\nvalue = 40\ncategory = \"patrol\"\n\
         [[task]]\ntitle = \"count\"\ndue = 2014-03-18\nwho = \"w1\"\ndone = 2014-03-30\n\
         [[task]]\ntitle = \"ask\"\ndue = 2014-02-20\n",
    ),
    (
        "plans/north-2014-03.toml",
        "org = \"north\"\nperiod = \"2014-03\"\n[[target]]\nmetric = \"needs_met\"\nvalue = 2\n\
         [[target]]\nmetric = \"heads_elderly\"\nvalue = 33\n[[target]]\nmetric = \"people\"\nvalue = 6\n",
    ),
    (
        "plans/street-2014.toml",
        "org = \"street\"\nperiod = \"2014\"\n[[target]]\nmetric = \"cases_closed\"\nvalue = 4\n\
         [[target]]\nmetric = \"result_visits\"\nvalue = 300\n\
         [[task]]\ntitle = \"sum up\"\ndue = 2014-12-20\ndone = 2014-12-19\n",
    ),
];

/// Their files.
pub(super) fn registers() -> Vec<(String, String)> {
    let own = [("tandem.toml", SETTINGS), ("orgs/street.toml", STREET)];
    let texts = own.into_iter().chain(OTHERS);
    let files = texts.map(|(path, text)| (path.to_string(), text.to_string()));
    files.chain((0..6).map(worker)).chain((0..12).map(volunteer)).chain((0..3).map(resident)).collect()
}

fn worker(at: usize) -> (String, String) {
    let day = at + 1;
    let mut text = format!("name = \"Worker\"\norg = \"{}\"\njoined = 2012-05-0{day}\n", ORGS[at % 4]);
    if at == 0 {
        text += "same_as = \"v0\"\n";
    }
    if at == 4 {
        text += "status = \"left\"\nleft = 2014-03-10\n";
    }
    if at != 5 {
        text += ["sector = \"community\"\n", "sector = \"provider\"\npathway = \"trained\"\n"][at % 2];
    }
    if at != 1 {
        let _ = write!(text, "[[credential]]\nname = \"social-worker\"\nissued = 2014-0{day}-15\n");
    }
    if at.is_multiple_of(3) {
        let _ = write!(
            text,
            "[[credential]]\nname = \"first-aid\"\nissued = 2013-01-01\nexpires = 2014-0{}-20\n",
            at + 3
        );
        text += "[[credential]]\nname = \"cover\"\nkind = \"insurance\"\nexpires = 2014-04-09\n";
    }
    (format!("workers/w{at}.toml"), text)
}

const FOLLOWED: [&str; 6] = ["w0", "w1", "w2", "v0", "v3", "v5"];

fn volunteer(at: usize) -> (String, String) {
    let mut text = format!(
        "name = \"Volunteer\"\norg = \"{}\"\njoined = 2014-0{}-{:02}\n",
        ORGS[at % 5],
        at % 4 + 1,
        at + 3
    );
    text += match at {
        4 => "status = \"applicant\"\n",
        8 => "status = \"trainee\"\n",
        9 => "status = \"paused\"\n",
        10 => "status = \"left\"\nleft = 2014-03-05\n",
        _ => "kind = \"supportive\"\n",
    };
    if at % 4 == 1 {
        text += "teams = [\"team\", \"agency\"]\n";
    }
    if at == 6 {
        text += "[[lead]]\nwho = \"w1\"\nfrom = 2014-03-01\n[[lead]]\nwho = \"v3\"\nfrom = 2014-01-01\n";
    } else if at != 11 {
        let _ = write!(
            text,
            "[[lead]]\nwho = \"w{}\"\nuntil = 2014-02-28\n[[lead]]\nwho = \"{}\"\nfrom = 2014-03-01\n",
            at % 3,
            FOLLOWED[at % 6]
        );
    }
    if at.is_multiple_of(3) {
        text = text.replacen('\n', "\ncategories = [\"patrol\"]\n", 1);
    }
    if at % 5 == 2 {
        text += "[opening]\nhours = 7.5\nas_of = 2014-02-08\n";
    }
    if at % 3 == 1 {
        text += "[[credential]]\nname = \"first-aid\"\nexpires = 2014-03-31\n";
    }
    (format!("volunteers/v{at}.toml"), text)
}

fn resident(at: usize) -> (String, String) {
    let text = format!("kind = \"person\"\norg = \"{}\"\ngroups = [\"elderly\"]\n", ORGS[at]);
    (format!("residents/r-00000{at}.toml"), text)
}
