//! The linkage of the two crews as tables: what stands in which column, and what it was in the period before.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::code::Linkage as Mode;
use crate::model::minutes::Minutes;
use crate::report::count::Count;
use crate::report::table::{Cell, Column, Row, Table, Type};

use super::{Branch, Led, Linkage, Needs, Sums, Taught, Unit, Work};

/// A figure of a row, and whether it is approximate.
type Figure = (Cell, bool);

impl Linkage {
    /// The report as tables: by worker, twice by organisation, by way of linking, by leader, needs by finder, what was
    /// taught, and those who lead more volunteers than one can lead well.
    pub fn tables(&self) -> Vec<Table> {
        vec![
            self.workers_table(),
            self.orgs_table(),
            self.given_table(),
            self.modes_table(),
            self.leaders_table(),
            self.needs_table(),
            self.taught_table(),
            self.span_table(),
        ]
    }

    fn workers_table(&self) -> Table {
        let figures = [
            ("volunteers_led", Type::Integer),
            ("activities_led", Type::Integer),
            ("worker_minutes", Type::Minutes),
            ("volunteer_minutes_led", Type::Minutes),
            ("ratio", Type::Ratio),
            ("previous_ratio", Type::Ratio),
            ("span_share", Type::Share),
        ];
        let cells = |led: &Led, before: &Led, share: Figure| {
            [
                led.volunteers.cell(),
                led.activities.cell(),
                minutes(led.worker_minutes),
                minutes(led.volunteer_minutes),
                led.volunteer_minutes.per(led.worker_minutes),
                before.volunteer_minutes.per(before.worker_minutes),
                share,
            ]
        };
        let none = Led::default();
        let rows = self.now.workers.iter().map(|(who, led)| {
            let before = self.before.workers.get(who).unwrap_or(&none);
            let share = led.volunteers.per(exact(self.span_max));
            (Cell::Text(who.to_string()), cells(led, before, share).into())
        });
        let all = |sums: &Sums| sums.workers.values().fold(Led::default(), |all, led| all.plus(led));
        let total = cells(&all(&self.now), &all(&self.before), (Cell::Missing, false));
        filled("linkage", ("who", Type::Code("who")), &figures, rows.collect(), Some(total.into()))
    }

    fn orgs_table(&self) -> Table {
        let figures = [
            ("volunteers_led", Type::Integer),
            ("over_span", Type::Integer),
            ("worker_minutes", Type::Minutes),
            ("volunteer_minutes_led", Type::Minutes),
            ("volunteer_minutes_unled", Type::Minutes),
            ("ratio", Type::Ratio),
            ("previous_ratio", Type::Ratio),
        ];
        let cells = |now: &Unit, before: &Unit| {
            [
                now.volunteers.cell(),
                now.over_span.cell(),
                minutes(now.work.worker_minutes),
                minutes(now.led.volunteer_minutes),
                minutes(now.unled.volunteer_minutes),
                now.led.volunteer_minutes.per(now.work.worker_minutes),
                before.led.volunteer_minutes.per(before.work.worker_minutes),
            ]
        };
        self.units_table("linkage_orgs", &figures, |now, before| cells(now, before).into())
    }

    fn given_table(&self) -> Table {
        let figures = [
            ("needs_found", Type::Integer),
            ("taken_up", Type::Integer),
            ("training_minutes", Type::Minutes),
            ("previous_training_minutes", Type::Minutes),
        ];
        self.units_table("given_orgs", &figures, |now, before| {
            let Needs { opened, taken_up } = now.found;
            vec![opened.cell(), taken_up.cell(), minutes(now.taught), minutes(before.taught)]
        })
    }

    /// A table of organisations, each with all below it; the total is of everything, once.
    fn units_table(
        &self,
        name: &str,
        figures: &[(&str, Type)],
        cells: impl Fn(&Unit, &Unit) -> Vec<Figure>,
    ) -> Table {
        let row = |branch: &Branch| {
            let org = branch.org.as_ref().map_or(Cell::Missing, |org| Cell::Text(org.to_string()));
            (org, cells(&branch.now, &branch.before))
        };
        let rows = self.units.iter().map(row).collect();
        let all = |sums: &Sums| sums.orgs.values().fold(Unit::default(), |all, unit| all.plus(*unit));
        let total = cells(&all(&self.now), &all(&self.before));
        filled(name, ("org", Type::Branch), figures, rows, Some(total))
    }

    fn modes_table(&self) -> Table {
        let figures = [
            ("activities", Type::Integer),
            ("worker_minutes", Type::Minutes),
            ("volunteer_minutes", Type::Minutes),
            ("previous_volunteer_minutes", Type::Minutes),
        ];
        let cells = |now: Work, before: Work| {
            let Work { activities, worker_minutes, volunteer_minutes } = now;
            let now = [activities.cell(), minutes(worker_minutes), minutes(volunteer_minutes)];
            now.into_iter().chain([minutes(before.volunteer_minutes)]).collect()
        };
        let name = |mode: Option<Mode>| mode.map_or("none", Mode::code);
        let rows = both(&self.now.modes, &self.before.modes)
            .map(|(mode, now, before)| (name(mode).into(), cells(now, before)));
        let total = cells(total(&self.now.modes), total(&self.before.modes));
        filled("modes", ("mode", Type::Code("mode")), &figures, rows.collect(), Some(total))
    }

    fn leaders_table(&self) -> Table {
        let figures = [
            ("activities", Type::Integer),
            ("activities_share", Type::Share),
            ("volunteer_minutes", Type::Minutes),
            ("volunteer_minutes_share", Type::Share),
            ("previous_volunteer_minutes", Type::Minutes),
        ];
        let all = total(&self.now.leaders);
        let cells = |now: Work, before: Work| {
            vec![
                now.activities.cell(),
                now.activities.per(all.activities),
                minutes(now.volunteer_minutes),
                now.volunteer_minutes.per(all.volunteer_minutes),
                minutes(before.volunteer_minutes),
            ]
        };
        let rows = both(&self.now.leaders, &self.before.leaders)
            .map(|(leader, now, before)| (leader.code().into(), cells(now, before)));
        let total = cells(all, total(&self.before.leaders));
        filled("leaders", ("led_by", Type::Code("led-by")), &figures, rows.collect(), Some(total))
    }

    fn needs_table(&self) -> Table {
        let figures = [
            ("opened", Type::Integer),
            ("taken_up", Type::Integer),
            ("share", Type::Share),
            ("previous_opened", Type::Integer),
        ];
        let rows = both(&self.now.needs, &self.before.needs).map(|(found_by, now, before)| {
            let key = found_by.map_or(Cell::Missing, |role| role.code().into());
            let Needs { opened, taken_up } = now;
            (key, vec![opened.cell(), taken_up.cell(), taken_up.per(opened), before.opened.cell()])
        });
        filled("found", ("found_by", Type::Code("as")), &figures, rows.collect(), None)
    }

    fn taught_table(&self) -> Table {
        let figures = [
            ("trainings", Type::Integer),
            ("volunteers", Type::Integer),
            ("volunteer_minutes", Type::Minutes),
            ("previous_volunteer_minutes", Type::Minutes),
            ("workers", Type::Integer),
            ("worker_minutes", Type::Minutes),
        ];
        let cells = |now: Taught, before: Taught| {
            vec![
                now.times.cell(),
                now.volunteers.cell(),
                minutes(now.volunteer_minutes),
                minutes(before.volunteer_minutes),
                now.workers.cell(),
                minutes(now.worker_minutes),
            ]
        };
        let rows = both(&self.now.taught, &self.before.taught)
            .map(|(teaching, now, before)| (teaching.code().into(), cells(now, before)));
        let all = |sums: &Sums| sums.taught.values().fold(Taught::default(), |all, one| all.plus(*one));
        let total = cells(all(&self.now), all(&self.before));
        filled("taught", ("kind", Type::Code("training")), &figures, rows.collect(), Some(total))
    }

    fn span_table(&self) -> Table {
        let figures = [("volunteers_led", Type::Integer), ("span_max", Type::Integer)];
        let over = self.now.workers.iter().filter(|(_, led)| led.volunteers.number > self.span_max);
        let rows = over.map(|(who, led)| {
            (Cell::Text(who.to_string()), vec![led.volunteers.cell(), exact(self.span_max).cell()])
        });
        filled("over_span", ("who", Type::Code("who")), &figures, rows.collect(), None)
    }
}

/// A table of a key and figures; the total is left out where there is no row.
fn filled(
    name: &str,
    key: (&str, Type),
    figures: &[(&str, Type)],
    rows: Vec<(Cell, Vec<Figure>)>,
    total: Option<Vec<Figure>>,
) -> Table {
    let columns = [key].iter().chain(figures).map(|(key, kind)| Column::new(key, *kind)).collect();
    let mut table = Table::new(name, columns);
    let row = |key: Cell, cells: Vec<Figure>| {
        Row::measured([key], figures.iter().map(|(key, _)| *key).zip(cells.into_iter().map(Some)))
    };
    table.total = total.filter(|_| !rows.is_empty()).map(|cells| row(Cell::Missing, cells));
    table.rows = rows.into_iter().map(|(key, cells)| row(key, cells)).collect();
    table
}

/// What there is under each key in one of two periods or in both.
fn both<'a, K: Ord + Copy, V: Copy + Default>(
    now: &'a BTreeMap<K, V>,
    before: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (K, V, V)> + 'a {
    let keys: BTreeSet<K> = now.keys().chain(before.keys()).copied().collect();
    let of = |map: &BTreeMap<K, V>, key: &K| map.get(key).copied().unwrap_or_default();
    keys.into_iter().map(move |key| (key, of(now, &key), of(before, &key)))
}

/// What all of it comes to.
fn total<K>(parts: &BTreeMap<K, Work>) -> Work {
    parts.values().fold(Work::default(), |all, part| all.plus(*part))
}

/// A number that nothing approximate is in.
fn exact(number: i64) -> Count {
    Count { number, approximate: false }
}

/// Time as a cell, and whether it is approximate.
fn minutes(count: Count) -> Figure {
    (Minutes::of(count.number).into(), count.approximate)
}
