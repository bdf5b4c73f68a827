//! The records that every command finds that is to die: one of each kind that one changes.
//!
//! Comments and spaces stand in them as people write them, since a change keeps those.

pub(super) const PATROL: &str = "activities/2026/10/2026-10-05-patrol.yaml";
pub(super) const WATCH: &str = "shifts/2026/11/2026-11-27-watch.yaml";
pub(super) const COMPLAINT: &str = "feedback/2026/11/f-104rbx.yaml";
pub(super) const START: [(&str, &str); 12] = [
    ("tandem.toml", "format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n"),
    ("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n"),
    ("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\n"),
    ("volunteers/li-na.toml", "# speaks Wu\nname = \"Li Na\"\norg = \"jiulong\"\n"),
    (
        PATROL,
        "title: Patrol\ncategory: patrol\norg: jiulong\ndate: 2026-10-05 # a Monday\n\
         attendance:\n  - { who: li-na, hours: 2 }\n",
    ),
    (
        WATCH,
        "title: Watch\ncategory: patrol\norg: jiulong\ndate: 2026-11-27\nstart: \"18:00\"\nend: \"20:00\"\n\
         lead: wang-fang\nplaces: 2\nassigned:\n  - { who: wang-fang } # drives\n",
    ),
    (
        "shifts/2026/11/2026-11-29-round.yaml",
        "title: Round\ncategory: patrol\norg: jiulong\ndate: 2026-11-29\nstart: \"18:00\"\nend: \"20:00\"\n\
         lead: wang-fang\nplaces: 2\nassigned:\n  - { who: li-na }\n",
    ),
    (
        "series/canal.toml",
        "title = \"Canal\"\ncategory = \"patrol\"\norg = \"jiulong\"\nrule = \"FREQ=DAILY\"\nfrom = 2026-12-01\n\
         start = \"19:00\"\nend = \"21:00\"\nlead = \"wang-fang\"\nplaces = 2\n",
    ),
    ("needs/2026/11/n-7k3q9d.yaml", "org: jiulong\ncategory: patrol\nopened: 2026-11-20\n"),
    (
        "cases/2026/11/c-7k3q9d.yaml",
        "org: jiulong\nkind: family\ncategory: family\nopened: 2026-11-20\nworker: wang-fang\n\
         helpers:\n  - { who: li-na, from: 2026-11-20 }\n",
    ),
    ("items/rice.toml", "name = \"Rice\"\nunit = \"bag\"\n"),
    (COMPLAINT, "org: jiulong\nkind: complaint # by phone\ndate: 2026-11-10\n"),
];
