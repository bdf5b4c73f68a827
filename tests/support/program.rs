//! The program itself, run in a sandbox with the world pinned: a fixed day, home, author and dates.

use std::process::Command;

use super::repository::Sandbox;

/// What a run came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    /// The exit code; `None` if it was killed.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) answer: String,
    /// Standard error, in which the sandbox is called `~`.
    pub(crate) talk: String,
}

impl Sandbox {
    /// Writes a small store: a record or two of the kinds that commands change.
    pub(crate) fn fill(&self) {
        let zone = "format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n";
        self.write("tandem.toml", zone);
        self.write("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n");
        self.write("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\n");
        self.write("volunteers/li-na.toml", "# speaks Wu\nname = \"Li Na\"\norg = \"jiulong\"\n");
        self.write(
            "activities/2026/10/2026-10-05-patrol.yaml",
            "title: Patrol\ncategory: patrol\norg: jiulong\ndate: 2026-10-05 # a Monday\n\
             attendance:\n  - { who: li-na, hours: 2 }\n",
        );
        self.write(
            "shifts/2026/11/2026-11-27-watch.yaml",
            "title: Watch\ncategory: patrol\norg: jiulong\ndate: 2026-11-27\nstart: \"18:00\"\nend: \"20:00\"\n\
             lead: wang-fang\nplaces: 2 # the car has no more\nassigned:\n  - { who: wang-fang } # drives\n",
        );
        self.write(
            "shifts/2026/11/2026-11-28-desk.yaml",
            "title: Desk\ncategory: reception\norg: jiulong\ndate: 2026-11-28\nstart: \"09:00\"\n\
             end: \"11:00\"\nlead: wang-fang\nplaces: 1\n",
        );
        self.write(
            "shifts/2026/11/2026-11-29-round.yaml",
            "title: Round\ncategory: patrol\norg: jiulong\ndate: 2026-11-29\nstart: \"18:00\"\nend: \"20:00\"\n\
             lead: wang-fang\nplaces: 2\nassigned:\n  - { who: li-na, role: driver } # has the keys\n",
        );
        self.write(
            "series/canal.toml",
            "title = \"Canal\"\ncategory = \"patrol\"\norg = \"jiulong\"\nrule = \"FREQ=DAILY\"\n\
             from = 2026-12-01\nstart = \"19:00\"\nend = \"21:00\"\nlead = \"wang-fang\"\nplaces = 2\n",
        );
        self.write(
            "needs/2026/11/n-7k3q9d.yaml",
            "org: jiulong\ncategory: patrol # at night\nopened: 2026-11-20\n",
        );
        self.write(
            "cases/2026/11/c-7k3q9d.yaml",
            "org: jiulong\nkind: family\ncategory: family\nopened: 2026-11-20\nworker: wang-fang\n\
             helpers:\n  - { who: li-na, from: 2026-11-20 } # the neighbour\nreview: 2026-12-01\n",
        );
        self.write("items/rice.toml", "name = \"Rice\"\nunit = \"bag\"\n");
        self.write(
            "feedback/2026/11/f-104rbx.yaml",
            "org: jiulong\nkind: complaint # by phone\ndate: 2026-11-10\n",
        );
    }

    /// That store, committed.
    pub(crate) fn filled() -> Sandbox {
        let sandbox = Sandbox::unborn();
        sandbox.fill();
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "--quiet", "-m", "start"]);
        sandbox
    }

    /// The program, about to run in the folder of records.
    pub(crate) fn program_with(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tandem"));
        for name in
            ["TANDEM_RECORDS", "TANDEM_OP", "TANDEM_BY", "TANDEM_IDENTITY", "VISUAL", "EDITOR", "NO_COLOR"]
        {
            command.env_remove(name);
        }
        command.env("TANDEM_TODAY", "2026-11-21").env("TANDEM_SEED", "1").env("TMPDIR", self.path());
        command.envs(self.environment()).current_dir(self.records()).args(words);
        command
    }

    /// Runs the program.
    pub(crate) fn tandem(&self, words: &[&str]) -> Ran {
        let output = self.program_with(words).output().expect("the program runs");
        let place = self.records().parent().expect("a folder").display().to_string();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&place, "~");
        Ran { code: output.status.code(), answer: text(&output.stdout), talk: text(&output.stderr) }
    }

    /// Runs the program, which must do it; gives its talk.
    pub(crate) fn does(&self, words: &[&str]) -> String {
        let ran = self.tandem(words);
        assert_eq!(ran.code, Some(0), "{words:?}: {ran:?}");
        ran.talk
    }

    /// Runs the program, which must refuse with 2 and change nothing; gives its talk.
    pub(crate) fn refuses(&self, words: &[&str]) -> String {
        let before = self.state();
        let ran = self.tandem(words);
        assert_eq!((ran.code, &*ran.answer), (Some(2), ""), "{words:?}: {ran:?}");
        assert_eq!(self.state(), before, "{words:?}");
        ran.talk
    }
}
