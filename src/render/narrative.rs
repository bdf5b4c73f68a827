//! The written summary of a period's activities: sentences in the reader's language, as an office sends them.
//!
//! Each sentence is a message with arguments, and is there only where the records say all that it says. Names
//! come from whoever asks; what is shown to the public names nobody and counts no fewer than the store allows.

use std::collections::BTreeMap;

use crate::locale::{Catalogue, Lang, Ymd};
use crate::model::code::Role;
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::model::settings::Settings;
use crate::render::markdown::escaped;
use crate::render::rounding::half_up;
use crate::render::visible::visible_line;
use crate::report::activities::{Activities, Group, Line, Occasion};
use crate::report::count::Count;
use crate::report::public::rounded_count;
use crate::report::query::Query;
use crate::report::table::{Column, Row, Table, Type};
use crate::report::tally::Tally;

/// The most organisations that a sentence names; more are counted.
const NAMED: usize = 6;

/// A piece of the summary, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Its title.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A line of a list.
    Item(String),
}

/// With what a summary is written.
pub struct Writer<'a> {
    /// The words of the reader.
    pub words: &'a Catalogue,
    /// The store's own names.
    pub settings: &'a Settings,
    /// What a record of one of some kinds is called.
    pub name: &'a dyn Fn(&[Kind], &Id) -> String,
    /// Whether everybody may read it.
    pub is_public: bool,
}

impl Block {
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Block::Title(text) => ("title", text),
            Block::Heading(text) => ("heading", text),
            Block::Paragraph(text) => ("paragraph", text),
            Block::Item(text) => ("item", text),
        }
    }
}

/// The summary as a table, for machines: what each piece is, and its text.
pub fn table(blocks: &[Block]) -> Table {
    let mut table =
        Table::new("narrative", vec![Column::new("style", Type::Text), Column::new("text", Type::Text)]);
    let row = |block: &Block| Row::of(vec![block.parts().0.into(), block.parts().1.into()]);
    table.rows = blocks.iter().map(row).collect();
    table
}

/// The summary as Markdown.
pub fn markdown(blocks: &[Block]) -> String {
    let mut page = String::new();
    let mut before = None;
    for block in blocks {
        let (style, text) = block.parts();
        let text = escaped(&visible_line(text));
        if before.is_some_and(|before| before != "item" || style != "item") {
            page.push('\n');
        }
        let mark = match block {
            Block::Title(_) => "# ",
            Block::Heading(_) => "## ",
            Block::Paragraph(_) => "",
            Block::Item(_) => "- ",
        };
        page.extend([mark, &text, "\n"]);
        before = Some(style);
    }
    page
}

impl Writer<'_> {
    /// Writes the summary.
    pub fn blocks(&self, found: &Activities, query: &Query) -> Vec<Block> {
        let mut blocks = self.head(found, query);
        if found.whole.occasions.is_empty() {
            let (from, to, ends) = ymds(&query.period);
            let when = self.words.when(from, to, ends);
            blocks.push(Block::Paragraph(self.words.text("narrative-nothing", &[("when", when.into())])));
            return blocks;
        }
        blocks.push(Block::Paragraph(self.paragraph(&[self.held(&found.whole)])));
        let catalogue = self.settings.catalogue();
        let mut groups: Vec<_> = found.groups.iter().collect();
        groups.sort_by_key(|(category, group)| (first(group), *category));
        for (category, group) in groups {
            let label = catalogue.label(category, self.words.lang().code());
            blocks.push(Block::Heading(label.to_string()));
            blocks.extend(self.occasions(group).into_iter().map(Block::Item));
            blocks.extend(self.figures(&group.tally).map(Block::Paragraph));
        }
        if !found.shared.is_empty() {
            blocks.push(Block::Heading(self.words.text("narrative-shared", &[])));
            blocks.extend(found.shared.iter().map(|((date, _), line)| Block::Item(self.shared(*date, line))));
        }
        blocks.push(Block::Heading(self.words.text("narrative-total", &[])));
        blocks.extend(self.figures(&found.whole.tally).map(Block::Paragraph));
        blocks
    }

    /// The title, whose it is and of which days, and the occasion.
    fn head(&self, found: &Activities, query: &Query) -> Vec<Block> {
        let program = found.program.as_ref().filter(|(id, _)| query.program.as_ref() == Some(id));
        let org = query.org.as_ref().or(program.map(|(_, program)| &program.org.0));
        let org = org.map_or_else(|| self.settings.name.to_string(), |org| self.org(org));
        let (from, to, ends) = ymds(&query.period);
        let below = Block::Paragraph(format!("{org} · {}", self.words.days(from, to, ends)));
        let Some((_, program)) = program else {
            return vec![Block::Title(self.words.text("narrative-title", &[])), below];
        };
        let days = program.from.zip(program.until).and_then(|(from, until)| Period::between(from, until));
        let days = days.map(|days| ymds(&days)).map(|(from, to, ends)| self.words.when(from, to, ends));
        let key = if days.is_some() { "narrative-occasion" } else { "narrative-occasion-undated" };
        let arguments = [
            ("program", program.name.to_string().into()),
            ("org", self.org(&program.org.0).into()),
            ("days", days.unwrap_or_default().into()),
        ];
        let mut occasion = vec![self.words.text(key, &arguments)];
        let hosts: Vec<String> = program.hosts.iter().map(|host| self.org(&host.0)).collect();
        if !hosts.is_empty() {
            let orgs = self.words.lang().list(&hosts);
            occasion.push(self.words.text("narrative-hosts", &[("orgs", orgs.into())]));
        }
        vec![Block::Title(program.name.to_string()), below, Block::Paragraph(self.paragraph(&occasion))]
    }

    /// What was held, when and by whom.
    fn held(&self, group: &Group) -> String {
        let activities = Count { number: group.tally.records.number - group.shifts, ..group.tally.records };
        let shifts = Count { number: group.shifts, approximate: false };
        let what = [("narrative-activities", activities), ("narrative-shifts", shifts)];
        let what: Vec<String> =
            what.into_iter().filter_map(|(key, count)| self.counted(key, count)).collect();
        let mut orgs: Vec<&Id> = group.occasions.keys().map(|occasion| &occasion.org).collect();
        orgs.sort_unstable();
        orgs.dedup();
        let names = if orgs.len() > NAMED {
            let number = Count { number: i64::try_from(orgs.len()).unwrap_or(i64::MAX), approximate: false };
            self.counted("narrative-orgs", number).unwrap_or_default()
        } else {
            self.words.lang().list(&orgs.iter().map(|org| self.org(org)).collect::<Vec<_>>())
        };
        let days = group.occasions.values().flatten();
        let (from, to) = (days.clone().min().copied(), days.max().copied());
        let when = from.zip(to).map(|(from, to)| self.words.when(ymd(from), ymd(to), ends(to)));
        let arguments = [
            ("what", self.words.lang().list(&what).into()),
            ("when", when.unwrap_or_default().into()),
            ("orgs", names.into()),
            ("count", group.tally.records.number.into()),
            ("holders", orgs.len().into()),
        ];
        self.words.text("narrative-held", &arguments)
    }

    /// What was held, each once with its days, by the first of these.
    fn occasions(&self, group: &Group) -> Vec<String> {
        let mut shown: Vec<(&Occasion, Vec<Day>)> = Vec::new();
        for (occasion, days) in &group.occasions {
            let mut days = days.clone();
            days.sort_unstable();
            shown.push((occasion, days));
        }
        shown.sort_by(|(one, days), (other, others)| (days, one).cmp(&(others, other)));
        shown.into_iter().map(|(occasion, days)| self.occasion(occasion, &days)).collect()
    }

    fn occasion(&self, occasion: &Occasion, days: &[Day]) -> String {
        let when = match days {
            [] => None,
            [day] => Some(self.words.day_of_year(ymd(*day))),
            [first, .., last] => {
                let number =
                    Count { number: i64::try_from(days.len()).unwrap_or(i64::MAX), approximate: false };
                let days = self.words.when(ymd(*first), ymd(*last), ends(*last));
                self.counted_with("narrative-times", number, &days)
            }
        };
        let place = [Some(self.org(&occasion.org)), occasion.place.clone()];
        let place = place.into_iter().flatten().collect::<Vec<_>>();
        let comma = if self.is_spaced() { ", " } else { "，" };
        let lead = occasion.lead.as_ref().filter(|_| !self.is_public).map(|lead| {
            let name = (self.name)(&Kind::PEOPLE, lead);
            self.words.text("narrative-led", &[("name", name.into())])
        });
        self.item(&occasion.title, [when, Some(place.join(comma)), lead])
    }

    /// Something that another organisation's figures hold.
    fn shared(&self, date: Day, line: &Line) -> String {
        self.item(&line.title, [Some(self.words.day_of_year(ymd(date))), Some(self.org(&line.org)), None])
    }

    fn item(&self, title: &str, details: [Option<String>; 3]) -> String {
        let between = if self.is_spaced() { "; " } else { "；" };
        let details = details.into_iter().flatten().collect::<Vec<_>>().join(between);
        self.words.text("narrative-item", &[("title", title.to_string().into()), ("details", details.into())])
    }

    /// Who took part, for how long, and with what to show for it; nothing where the records say none of it.
    fn figures(&self, tally: &Tally) -> std::option::IntoIter<String> {
        let sentences: Vec<String> = [
            self.named(tally),
            self.heads(tally),
            self.groups(tally),
            tally
                .heads_of
                .iter()
                .find(|(head, _)| head.is_households())
                .and_then(|(_, count)| self.counted("narrative-households", *count)),
            self.counted("narrative-served", tally.served),
            self.hours(tally),
            self.measures("narrative-outputs", &tally.outputs),
            self.measures("narrative-results", &tally.results),
            self.spent(tally.spent),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!sentences.is_empty()).then(|| self.paragraph(&sentences)).into_iter()
    }

    fn named(&self, tally: &Tally) -> Option<String> {
        let crews = [("counted-workers", Role::Worker), ("counted-volunteers", Role::Volunteer)];
        let crews = crews.map(|(key, role)| (key, tally.crew(role).people()));
        let number: i64 = crews.iter().map(|(_, count)| count.number).sum();
        let people: Vec<String> =
            crews.into_iter().filter_map(|(key, count)| self.counted(key, count)).collect();
        if people.is_empty() {
            return None;
        }
        let is_often = tally.attendances.number > number;
        let key = if is_often { "narrative-named-often" } else { "narrative-named" };
        let arguments = [
            ("people", self.words.lang().list(&people).into()),
            ("number", self.number(tally.attendances).into()),
        ];
        Some(self.words.text(key, &arguments))
    }

    fn heads(&self, tally: &Tally) -> Option<String> {
        let heads = tally.heads_of.iter().filter(|(head, _)| !head.is_group() && !head.is_households());
        let people: Vec<String> = heads
            .filter_map(|(head, count)| self.counted(&format!("counted-{}", head.name()), *count))
            .collect();
        let key =
            if tally.attendances.number > 0 { "narrative-counted-besides" } else { "narrative-counted" };
        let list = self.words.lang().list(&people);
        (!people.is_empty()).then(|| self.words.text(key, &[("people", list.into())]))
    }

    fn groups(&self, tally: &Tally) -> Option<String> {
        let groups = tally.heads_of.iter().filter(|(head, count)| head.is_group() && count.number > 0);
        let groups: Vec<String> = groups
            .map(|(head, count)| {
                let name = self.words.code("heads", head.name()).unwrap_or_else(|| head.name().into());
                let arguments = [("name", name.into()), ("number", self.number(*count).into())];
                self.words.text("narrative-group", &arguments)
            })
            .collect();
        let list = self.words.lang().list(&groups);
        (!groups.is_empty()).then(|| self.words.text("narrative-groups", &[("groups", list.into())]))
    }

    fn hours(&self, tally: &Tally) -> Option<String> {
        let crews =
            [("narrative-hours-volunteer", Role::Volunteer), ("narrative-hours-worker", Role::Worker)];
        let crews: Vec<String> = crews
            .into_iter()
            .map(|(key, role)| (key, tally.crew(role).minutes))
            .filter(|(_, minutes)| minutes.number > 0)
            .map(|(key, minutes)| self.words.text(key, &[("number", self.in_hours(minutes).into())]))
            .collect();
        let list = self.words.lang().list(&crews);
        (!crews.is_empty()).then(|| self.words.text("narrative-hours", &[("crews", list.into())]))
    }

    fn measures(&self, key: &str, measures: &BTreeMap<String, Count>) -> Option<String> {
        let (known, lang) = (self.settings.measures(), self.words.lang());
        let is_own = |code: &str| self.settings.measure.iter().any(|own| *own.code == *code);
        let shown: Vec<String> = measures
            .iter()
            .filter(|(_, count)| count.number > 0)
            .map(|(code, count)| {
                let said = self.counted(&format!("measure-{code}"), *count).filter(|_| !is_own(code));
                said.unwrap_or_else(|| {
                    let name = known.label(code, lang.code()).to_string();
                    let arguments = [("name", name.into()), ("number", self.number(*count).into())];
                    self.words.text("narrative-measure", &arguments)
                })
            })
            .collect();
        let list = lang.list(&shown);
        (!shown.is_empty()).then(|| self.words.text(key, &[("measures", list.into())]))
    }

    fn spent(&self, spent: Count) -> Option<String> {
        let number = self.about(self.words.lang().number(spent.number.into(), 2), spent.approximate);
        let currency = self.settings.currency.as_ref().map_or("none".into(), ToString::to_string);
        let arguments = [("currency", currency.into()), ("number", number.into())];
        (spent.number > 0).then(|| self.words.text("narrative-spent", &arguments))
    }

    /// So many of something, in words; nothing where there are none or the catalogue has no word for it.
    fn counted(&self, key: &str, count: Count) -> Option<String> {
        self.counted_with(key, count, "")
    }

    fn counted_with(&self, key: &str, count: Count, days: &str) -> Option<String> {
        let arguments =
            [("count", count.number.into()), ("number", self.number(count).into()), ("days", days.into())];
        (count.number > 0).then(|| self.words.find(key, &arguments)).flatten()
    }

    /// A count as it is shown to whoever reads it.
    fn number(&self, count: Count) -> String {
        let smallest = self.settings.privacy.small_cells;
        let lang = self.words.lang();
        let shown = if self.is_public { rounded_count(count.number, smallest) } else { Some(count.number) };
        let fewer = || {
            let number = lang.number(smallest.into(), 0);
            self.words.text("narrative-fewer", &[("number", number.into())])
        };
        shown.map_or_else(fewer, |number| self.about(lang.number(number.into(), 0), count.approximate))
    }

    /// Minutes as hours, with the decimals that they need.
    fn in_hours(&self, minutes: Count) -> String {
        let hundredths = half_up(i128::from(minutes.number) * 100, 60).unwrap_or_default();
        let places = if hundredths % 100 == 0 {
            0
        } else if hundredths % 10 == 0 {
            1
        } else {
            2
        };
        self.about(
            self.words.lang().number(hundredths / 10_i128.pow(2 - places), places),
            minutes.approximate,
        )
    }

    fn about(&self, number: String, approximate: bool) -> String {
        if approximate { self.words.text("narrative-about", &[("number", number.into())]) } else { number }
    }

    fn org(&self, org: &Id) -> String {
        (self.name)(&[Kind::Org], org)
    }

    /// Sentences one after another, each with a capital.
    fn paragraph(&self, sentences: &[String]) -> String {
        let capital = |sentence: &String| {
            let mut letters = sentence.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        };
        let sentences: Vec<String> = sentences.iter().filter_map(capital).collect();
        sentences.join(if self.is_spaced() { " " } else { "" })
    }

    /// Whether words and sentences are set apart by spaces.
    fn is_spaced(&self) -> bool {
        self.words.lang() != Lang::Zh
    }
}

/// The first day of what was held.
fn first(group: &Group) -> Option<Day> {
    group.occasions.values().flatten().min().copied()
}

fn ymd(day: Day) -> Ymd {
    use chrono::Datelike;
    let date = day.date();
    (date.year(), date.month(), date.day())
}

/// Whether a day is the last of its month.
fn ends(day: Day) -> bool {
    day.month().end() == day
}

fn ymds(period: &Period) -> (Ymd, Ymd, bool) {
    (ymd(period.from()), ymd(period.to()), ends(period.to()))
}
