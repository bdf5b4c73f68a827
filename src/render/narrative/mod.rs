//! The written summary of a period's activities: sentences in the reader's language, as an office sends them.
//!
//! Each sentence is a message with arguments, and is there only where the records say all that it says. Names
//! come from whoever asks. What everybody may read holds no title and no place, in which somebody may be named,
//! and rounds every figure as all reports do.

use crate::locale::{Catalogue, Lang, Ymd};
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::model::settings::Settings;
use crate::render::markdown::escaped;
use crate::render::visible::visible_line;
use crate::report::activities::{Activities, Group, Line, Occasion};
use crate::report::count::{Count, whole};
use crate::report::query::Query;
use crate::report::table::{Column, Row, Table, Type};

mod figures;
mod numbers;

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
        blocks.push(Block::Paragraph(if found.whole.occasions.is_empty() {
            let (from, to, ends) = ymds(&query.period);
            let when = self.words.when(from, to, ends);
            self.words.text("narrative-nothing", &[("when", when.into())])
        } else {
            self.paragraph(&[self.held(&found.whole)])
        }));
        let is_over_years = query.period.from().year() != query.period.to().year();
        let catalogue = self.settings.catalogue();
        let mut groups: Vec<_> = found.groups.iter().collect();
        groups.sort_by_key(|(category, group)| (first(group), *category));
        for (category, group) in groups {
            let label = catalogue.label(category, self.words.lang().code());
            blocks.push(Block::Heading(label.to_string()));
            let mut sentences = self.figures(group, &found.things);
            if !self.is_public {
                blocks.extend(self.occasions(group, is_over_years).into_iter().map(Block::Item));
            }
            if self.is_public && (found.groups.len() > 1 || sentences.is_empty()) {
                sentences.insert(0, self.held(group));
            }
            blocks.extend(self.told(&sentences));
        }
        if !found.shared.is_empty() && !self.is_public {
            blocks.push(Block::Heading(self.words.text("narrative-shared", &[])));
            let shared = found.shared.iter();
            let shared = shared.map(|((date, _), line)| Block::Item(self.shared(*date, line, is_over_years)));
            blocks.extend(shared);
        }
        let in_all = self.figures(&found.whole, &found.things);
        let only = found.groups.values().next().filter(|_| found.groups.len() == 1);
        let is_said = only.is_some_and(|only| self.figures(only, &found.things) == in_all);
        if let Some(told) = self.told(&in_all).filter(|_| !is_said) {
            blocks.extend([Block::Heading(self.words.text("narrative-total", &[])), told]);
        }
        blocks
    }

    /// A paragraph of sentences; nothing where there are none.
    fn told(&self, sentences: &[String]) -> Option<Block> {
        (!sentences.is_empty()).then(|| Block::Paragraph(self.paragraph(sentences)))
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
            let arguments = [("orgs", orgs.into()), ("count", hosts.len().into())];
            occasion.push(self.words.text("narrative-hosts", &arguments));
        }
        vec![Block::Title(program.name.to_string()), below, Block::Paragraph(self.paragraph(&occasion))]
    }

    /// What was held, when and by whom.
    fn held(&self, group: &Group) -> String {
        let activities = Count { number: group.activities(), ..group.tally.records };
        let shifts = Count { number: group.shifts, approximate: false };
        let what = [("narrative-activities", activities), ("narrative-shifts", shifts)];
        let what: Vec<String> =
            what.into_iter().filter_map(|(key, count)| self.counted(key, count)).collect();
        let mut orgs: Vec<&Id> = group.occasions.keys().map(|occasion| &occasion.org).collect();
        orgs.sort_unstable();
        orgs.dedup();
        let mut holders = whole(orgs.len());
        let names = if orgs.len() > NAMED {
            let number = self.count(Count { number: holders, approximate: false });
            holders = number.count;
            self.said("narrative-orgs", &number).unwrap_or_default()
        } else {
            self.words.lang().list(&orgs.iter().map(|org| self.org(org)).collect::<Vec<_>>())
        };
        let days = || group.occasions.values().flatten();
        let (from, to) = (days().map(|(from, _)| *from).min(), days().map(|(_, to)| *to).max());
        let when = from.zip(to).map(|(from, to)| self.words.when(ymd(from), ymd(to), ends(to)));
        let arguments = [
            ("what", self.words.lang().list(&what).into()),
            ("when", when.unwrap_or_default().into()),
            ("orgs", names.into()),
            ("holders", holders.into()),
        ];
        self.words.text("narrative-held", &arguments)
    }

    /// What was held, each once with its days, by the first of these.
    fn occasions(&self, group: &Group, is_over_years: bool) -> Vec<String> {
        let mut shown: Vec<(&Occasion, Vec<(Day, Day)>)> = Vec::new();
        for (occasion, days) in &group.occasions {
            let mut days = days.clone();
            days.sort_unstable();
            shown.push((occasion, days));
        }
        shown.sort_by(|(one, days), (other, others)| (days, one).cmp(&(others, other)));
        shown.into_iter().map(|(occasion, days)| self.occasion(occasion, &days, is_over_years)).collect()
    }

    fn occasion(&self, occasion: &Occasion, days: &[(Day, Day)], is_over_years: bool) -> String {
        let last = days.iter().map(|(_, to)| *to).max();
        let when = days.first().zip(last).map(|((first, _), last)| {
            let span = self.words.when(ymd(*first), ymd(last), ends(last));
            match whole(days.len()) {
                1 if *first == last => self.day(last, is_over_years),
                1 => span,
                times => {
                    let number = self.words.lang().number(times.into(), 0);
                    self.words.text("narrative-times", &[("number", number.into()), ("days", span.into())])
                }
            }
        });
        let place = [Some(self.org(&occasion.org)), occasion.place.clone()];
        let place = place.into_iter().flatten().collect::<Vec<_>>();
        let comma = if self.is_spaced() { ", " } else { "，" };
        let lead = occasion.lead.as_ref().map(|lead| {
            let name = (self.name)(&Kind::PEOPLE, lead);
            self.words.text("narrative-led", &[("name", name.into())])
        });
        self.item(&occasion.title, [when, Some(place.join(comma)), lead])
    }

    /// A day, with its year where the summary is of several.
    fn day(&self, day: Day, is_over_years: bool) -> String {
        if is_over_years { self.words.day(ymd(day)) } else { self.words.day_of_year(ymd(day)) }
    }

    /// Something that another organisation's figures hold.
    fn shared(&self, date: Day, line: &Line, is_over_years: bool) -> String {
        self.item(&line.title, [Some(self.day(date, is_over_years)), Some(self.org(&line.org)), None])
    }

    fn item(&self, title: &str, details: [Option<String>; 3]) -> String {
        let between = if self.is_spaced() { "; " } else { "；" };
        let details = details.into_iter().flatten().collect::<Vec<_>>().join(between);
        self.words.text("narrative-item", &[("title", title.to_string().into()), ("details", details.into())])
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
    group.occasions.values().flatten().map(|(from, _)| *from).min()
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
