//! The rules, one a file, in the order of their names.
//!
//! A new rule is its file here, a line in `rules!`, and a folder of specimens `tests/check/RULE/`; the
//! registry tests itself against both folders.

#![expect(
    clippy::unnecessary_wraps,
    reason = "all rules have one signature, whether they look things up or not"
)]

use super::Rule;

/// Declares the files and the registry at once.
macro_rules! rules {
    ($($file:ident),+ $(,)?) => {
        $(mod $file;)+

        /// All rules, by name.
        pub static ALL: &[&Rule] = &[$(&$file::RULE),+];
    };
}

rules! {
    assurance_overdue,
    attendance_date,
    award_early,
    bad_id,
    bad_key,
    bad_recurrence,
    bad_seal,
    balance,
    clock_gap,
    closed_period,
    code,
    counted_twice,
    daily_limit,
    daily_maximum,
    date_order,
    duplicate_key,
    encoding,
    entered_at_once,
    entered_late,
    expired_credential,
    expired_item,
    full,
    future_date,
    given_twice,
    group_count,
    household,
    id_form,
    lead_cycle,
    left_leader,
    minor_without_consent,
    misplaced,
    missing_credential,
    missing_field,
    missing_reference,
    missing_skill,
    mistyped,
    money_unit,
    negative_balance,
    no_contact,
    no_hours,
    no_lead,
    no_recipient,
    not_active,
    open_help,
    open_text,
    outside_program,
    overlap,
    overlap_activity,
    own_hours,
    own_lead,
    pairing,
    rest,
    same_as_twice,
    same_hours,
    self_entered,
    self_verified,
    series_twice,
    session_helper,
    status_date,
    stem_twice,
    stray_file,
    syntax,
    trainees_only,
    tree_cycle,
    two_leads,
    r#type,
    unavailable,
    unknown_approx,
    unknown_count,
    unknown_field,
    unknown_measure,
    unknown_metric,
    unreadable,
    value,
    weekly_limit,
    whole_quantity,
    wrong_crew,
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn stems(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut stems: Vec<String> = entries
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_string())
            .collect();
        stems.sort();
        stems
    }

    #[test]
    fn every_file_is_registered_in_order_under_its_own_name() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = stems(&root.join("src/check/rules"));
        files.retain(|stem| stem != "mod");
        let names: Vec<String> = ALL.iter().map(|rule| rule.name.replace('-', "_")).collect();
        assert_eq!(names, files);
    }

    #[test]
    fn every_rule_explains_itself_and_has_specimens() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for rule in ALL {
            assert!(rule.explanation.lines().count() > 3, "`{}` explains nothing", rule.name);
            let specimens = stems(&root.join("tests/check").join(rule.name));
            for start in ["good-", "bad-"] {
                let has = specimens.iter().any(|specimen| specimen.starts_with(start));
                assert!(has, "add a specimen `tests/check/{}/{start}…/`", rule.name);
            }
        }
    }
}
