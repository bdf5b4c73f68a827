//! Every changing command, once each, in the store of `tests/deaths/store/`.
//!
//! A new command that changes something is a line in [`CHANGING`], as it would be typed: each is done in the
//! same fresh store, must change it, and must have nothing to warn of. Words with blanks stand in `'…'`; `~` is a
//! folder outside of the store, with what [`OUTSIDE`] says. What the command needs and is not there is a
//! record more in the folder. `edit` gets an editor that adds a line, and changes the month of the patrol.
//! A new command that only reads is a line in [`READING`].

/// What lies outside of the store, for commands that read it.
pub(crate) const OUTSIDE: [(&str, &str); 2] = [
    ("people.csv", "id,name,org\np-1,Person One,jiulong\np-2,Person Two,jiulong\n"),
    ("residents.csv", "id,kind,org\nr-3k3q9d,person,jiulong\nr-4k3q9d,household,jiulong\n"),
];

/// The editor of `edit`.
pub(crate) const EDITOR: &str = "sed -i -e 's/2026-10-05 #/2026-12-05 #/' -e '$a # edited'";

/// The commands that change something.
pub(crate) const CHANGING: &[&str] = &[
    "init Test --git --timezone Asia/Shanghai",
    "org add West --id west --kind team --parent jiulong",
    "org set empty note=closed",
    "org edit empty",
    "org rename jiulong jiu-long",
    "org remove empty --reason merged",
    "worker add Chen --id chen --org jiulong",
    "worker supervise wang-fang zhao-min",
    "worker set wang-fang phone=12345",
    "worker edit wang-fang",
    "worker rename wang-fang fang",
    "worker remove temp --reason twice",
    "volunteer add Ana --id ana --org jiulong --lead wang-fang",
    "volunteer status li-na left --reason 'moved away'",
    "volunteer lead li-na wang-fang",
    "volunteer set li-na phone=12345",
    "volunteer edit li-na",
    "volunteer rename li-na li-na-two",
    "volunteer remove temp-two --reason twice",
    "resident add --kind person --id r-2k3q9d --org jiulong --seal name=Zhao",
    "resident set r-7k3q9d --seal phone=5550",
    "resident edit r-7k3q9d",
    "resident rename r-7k3q9d r-8k3q9d",
    "resident remove r-7k3q9d --reason moved",
    "program add Spring --id spring --org jiulong",
    "program set winter note=cold",
    "program edit winter",
    "program rename winter winter-help",
    "program remove winter --reason over",
    "service add Repairs --id repairs --org jiulong --category convenience",
    "service set visits promise_days=3",
    "service edit visits",
    "service rename visits home-visits",
    "service remove visits --reason over",
    "item add Oil --id oil --unit bottle",
    "item set tea low=2",
    "item edit tea",
    "item rename rice white-rice",
    "item remove tea --reason over",
    "series add Gate --id gate --category patrol --org jiulong --rule FREQ=DAILY --from 2026-12-01 --start 08:00 --end 09:00 --places 1",
    "series set canal places=3",
    "series edit canal",
    "series rename canal the-canal",
    "series remove canal --reason over",
    "plan add --id jiulong-2027 --org jiulong --period 2027",
    "plan set bureau-2026 note=late",
    "plan edit bureau-2026",
    "plan rename the-plan bureau-2025",
    "plan remove bureau-2026 --reason over",
    "activity log Walk --id 2026-11-20-walk --category patrol --org jiulong --date 2026-11-20 --attend li-na=1",
    "activity set 2026-10-05-patrol 'attendance[li-na].hours=2.5' date=2026-11-03",
    "activity edit 2026-10-05-patrol",
    "activity rename 2026-10-05-patrol 2026-10-05-night-patrol",
    "activity void 2026-10-05-patrol --reason rain --by wang-fang",
    "shift add Desk --id 2026-12-04-desk --category reception --org jiulong --date 2026-12-04 --start 09:00 --end 11:00 --places 1 --lead wang-fang",
    "shift assign 2026-11-27-watch ana-ruiz --status confirmed",
    "shift unassign 2026-11-29-round li-na",
    "shift confirm 2026-11-29-round li-na",
    "shift attend 2026-11-20-post --all",
    "shift absent 2026-11-20-post li-na",
    "shift excuse 2026-11-29-round li-na",
    "shift swap 2026-11-27-watch wang-fang 2026-11-29-round li-na",
    "shift close 2026-11-19-gate",
    "shift cancel 2026-11-27-watch",
    "shift expand --until 2026-12-03",
    "shift set 2026-11-27-watch places=4",
    "shift edit 2026-11-27-watch",
    "shift rename 2026-11-27-watch 2026-11-27-late-watch",
    "shift void 2026-11-27-watch --reason twice --by wang-fang",
    "training log Aid --id 2026-11-14-aid --org jiulong --date 2026-11-14 --credential first-aid --attend '{ who: li-na, result: passed }' --attend '{ who: ana-ruiz, result: passed }'",
    "training set 2026-11-14-fire-drill note=loud",
    "training edit 2026-11-14-fire-drill",
    "training rename 2026-11-14-fire-drill 2026-11-14-drill",
    "training void 2026-11-14-fire-drill --reason rain --by wang-fang",
    "hours submit 2026-10-05-patrol temp-two=1.5",
    "hours verify 2026-10-05-patrol --all --by wang-fang",
    "hours reject 2026-10-05-patrol li-na --reason 'she slept' --by wang-fang",
    "need open --id n-2k3q9d --org jiulong --category patrol",
    "need verify n-7k3q9d",
    "need assign n-7k3q9d --worker wang-fang --helper li-na",
    "need note n-8k3q9d --did visited --who li-na",
    "need close n-8k3q9d --status met",
    "need reopen n-9k3q9d --reason again --by wang-fang",
    "need set n-7k3q9d urgency=soon",
    "need edit n-7k3q9d",
    "need rename n-7k3q9d n-6k3q9d",
    "need void n-7k3q9d --reason twice --by wang-fang",
    "case open --id c-2k3q9d --org jiulong --kind family --category family --worker wang-fang",
    "case session c-7k3q9d --by wang-fang --helper li-na --hours 1",
    "case stage c-7k3q9d assessment",
    "case refer c-7k3q9d --to Hospital --reason speech",
    "case supervise c-7k3q9d --by zhao-min --hours 1",
    "case review c-7k3q9d 2026-12-12",
    "case close c-7k3q9d --reason resolved",
    "case reopen c-9k3q9d --reason again --by wang-fang",
    "case set c-7k3q9d risk=low",
    "case edit c-7k3q9d",
    "case rename c-7k3q9d c-6k3q9d",
    "case void c-7k3q9d --reason twice --by wang-fang",
    "feedback log --id f-204rbx --org jiulong --kind hazard --date 2026-11-20",
    "feedback forward f-104rbx --to Street",
    "feedback answer f-104rbx --answer 'it is mended'",
    "feedback close f-104rbx --satisfaction 4",
    "feedback set f-104rbx place=gate",
    "feedback edit f-104rbx",
    "feedback rename f-104rbx f-304rbx",
    "feedback void f-104rbx --reason twice --by wang-fang",
    "movement log --id 2026-11-21-rice --org jiulong --kind out --date 2026-11-21 --item rice --quantity 3 --to r-7k3q9d",
    "movement set 2026-11-10-rice quantity=41",
    "movement edit 2026-11-10-rice",
    "movement rename 2026-11-10-rice 2026-11-10-white",
    "movement void 2026-11-10-rice --reason twice --by wang-fang",
    "award log Moon --id 2026-11-20-moon --date 2026-11-20 --who li-na --by Street",
    "award set 2026-11-14-star level=city",
    "award edit 2026-11-14-star",
    "award rename 2026-11-14-star 2026-11-14-moon",
    "award void 2026-11-14-star --reason twice --by wang-fang",
    "certificate set 2026-11-14-tom handler=Chen",
    "certificate edit 2026-11-14-tom",
    "certificate rename 2026-11-14-tom 2026-11-14-tim",
    "certificate void 2026-11-14-tom --reason twice --by wang-fang",
    "correction set 2026-11-14-li-na note=late",
    "correction edit 2026-11-14-li-na",
    "correction rename 2026-11-14-li-na 2026-11-14-na",
    "correction void 2026-11-14-li-na --reason twice --by wang-fang",
    "correct activity/2020-01-05-tea --who tom --hours 1 --reason 'stayed longer' --by wang-fang",
    "period close 2020-02",
    "period reopen --reason 'a sheet was found'",
    "import volunteers ~/people.csv",
    "import workers ~/people.csv",
    "import residents ~/residents.csv",
    "check --fix",
    "check --baseline",
];

/// Those that need the history of a repository.
const IN_HISTORY: &[&str] = &["certificate issue tom --issuer mill --signer Chen", "undo"];

/// All of them, for those who have a repository.
pub(crate) fn committing() -> impl Iterator<Item = &'static str> {
    CHANGING.iter().chain(IN_HISTORY).copied()
}

/// The commands that change nothing; `list` and `show` of every noun go without saying.
const READING: &[&str] = &[
    "certificate verify",
    "completions",
    "diff",
    "help",
    "history",
    "hours of",
    "index",
    "need match",
    "period show",
    "shift cover",
];

/// The commands that change no store: git gives `merge` the file that it writes.
const OUTSIDE_OF_IT: [&str; 1] = ["merge"];

/// Whether a command changes nothing, by its name.
fn only_reads(name: &str) -> bool {
    let is_list = name.ends_with(" list") || name.ends_with(" show") || name.starts_with("report ");
    is_list || READING.contains(&name) || OUTSIDE_OF_IT.contains(&name)
}

/// The commands that change nothing.
pub(crate) fn reading() -> Vec<String> {
    let mut names = Vec::new();
    leaves(&tandem::cli::command(), "", &mut names);
    names.retain(|name| only_reads(name));
    names
}

/// The words of a line.
pub(crate) fn words(line: &str, outside: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (nth, part) in line.split('\'').enumerate() {
        if nth % 2 == 1 {
            words.last_mut().unwrap().push_str(part);
            continue;
        }
        for (nth, piece) in part.split(' ').enumerate() {
            if nth > 0 {
                words.push(String::new());
            }
            words.last_mut().unwrap().push_str(&piece.replace('~', outside));
        }
    }
    words
}

/// The names of the commands below one that have no further ones.
fn leaves(command: &clap::Command, name: &str, out: &mut Vec<String>) {
    if !command.has_subcommands() {
        return out.push(name.trim_start().to_string());
    }
    for verb in command.get_subcommands().filter(|verb| name.is_empty() || verb.get_name() != "help") {
        leaves(verb, &format!("{name} {}", verb.get_name()), out);
    }
}

#[test]
fn every_changing_command_dies() {
    let mut names = Vec::new();
    leaves(&tandem::cli::command(), "", &mut names);
    let dies = |name: &str| committing().any(|line| format!("{line} ").starts_with(&format!("{name} ")));
    let missing: Vec<_> = names.iter().filter(|name| !only_reads(name) && !dies(name)).collect();
    assert!(missing.is_empty(), "give each a line in `CHANGING`, or in `READING`: {missing:?}");
    let is_idle = |name: &&&str| names.iter().all(|known| known != **name) || dies(name);
    let idle: Vec<_> = READING.iter().filter(is_idle).collect();
    assert!(idle.is_empty(), "take out of `READING`: {idle:?}");
}

#[test]
fn a_line_is_split_as_a_shell_does() {
    let line = "set x 'a[b].c=1' --reason 'two words' ~/file";
    assert_eq!(words(line, "/out"), ["set", "x", "a[b].c=1", "--reason", "two words", "/out/file"]);
}
