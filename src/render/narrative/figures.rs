//! The sentences that tell figures: who took part, for how long, what was provided, what came of it, what was given
//! out, how it was found, what it cost.
//!
//! Each is there only where the records have its figure.

use std::collections::BTreeMap;

use fluent_bundle::FluentValue;

use super::Writer;
use crate::model::code::Role;
use crate::model::id::Id;
use crate::report::activities::Group;
use crate::report::count::{Count, whole};
use crate::report::goods::{Goods, Thing};
use crate::report::opinions::{Opinions, Survey};
use crate::report::public;
use crate::report::table::Cell;
use crate::report::tally::Tally;

impl Writer<'_> {
    /// What the records have of a group, a sentence each.
    pub(super) fn figures(&self, group: &Group, things: &BTreeMap<Id, Thing>) -> Vec<String> {
        let tally = &group.tally;
        let households = tally.heads_of.iter().find(|(head, _)| head.is_households());
        let sentences = [
            self.named(tally),
            self.heads(tally),
            self.groups(tally),
            households.and_then(|(_, count)| self.counted("narrative-households", *count)),
            self.counted("narrative-served", tally.served),
            self.service(tally),
            self.measures("narrative-outputs", &tally.outputs),
            self.measures("narrative-results", &tally.results),
            self.given(&group.goods, things),
            self.goods("narrative-received", &group.goods.received, things, None),
        ];
        let opinions = self.opinions(&group.opinions, group.activities(), tally);
        sentences.into_iter().flatten().chain(opinions).chain(self.spent(tally.spent)).collect()
    }

    /// A message, and how many there are of what it is about.
    fn of(&self, key: &str, count: i64, arguments: &[(&str, String)]) -> String {
        let texts = arguments.iter().map(|(name, text)| (*name, FluentValue::from(text.as_str())));
        self.words.text(key, &[("count", count.into())].into_iter().chain(texts).collect::<Vec<_>>())
    }

    fn list(&self, items: &[String]) -> String {
        self.words.lang().list(items)
    }

    fn named(&self, tally: &Tally) -> Option<String> {
        let crews = [("counted-workers", Role::Worker), ("counted-volunteers", Role::Volunteer)];
        let crews = crews.map(|(key, role)| (key, tally.crew(role).people()));
        let number: i64 = crews.iter().map(|(_, count)| count.number).sum();
        let people: Vec<String> =
            crews.into_iter().filter_map(|(key, count)| self.counted(key, count)).collect();
        let is_often = tally.attendances.number > number;
        let key = if is_often { "narrative-named-often" } else { "narrative-named" };
        let attendances = self.count(tally.attendances);
        let arguments = [("people", self.list(&people)), ("number", attendances.text)];
        (!people.is_empty()).then(|| self.of(key, attendances.count, &arguments))
    }

    fn heads(&self, tally: &Tally) -> Option<String> {
        let heads = tally
            .heads_of
            .iter()
            .filter(|(head, count)| !head.is_group() && !head.is_households() && count.number > 0);
        let heads: Vec<_> = heads.collect();
        let is_alone = heads.len() == 1;
        let said = |name: &str, count: Count| {
            let alone = self.counted(&format!("counted-{name}-alone"), count).filter(|_| is_alone);
            alone.or_else(|| self.counted(&format!("counted-{name}"), count))
        };
        let people: Vec<String> =
            heads.into_iter().filter_map(|(head, count)| said(head.name(), *count)).collect();
        let key =
            if tally.attendances.number > 0 { "narrative-counted-besides" } else { "narrative-counted" };
        (!people.is_empty()).then(|| self.of(key, 0, &[("people", self.list(&people))]))
    }

    fn groups(&self, tally: &Tally) -> Option<String> {
        let groups = tally.heads_of.iter().filter(|(head, _)| head.is_group());
        let groups: Vec<String> = groups
            .filter_map(|(head, count)| self.counted(&format!("grouped-{}", head.name()), *count))
            .collect();
        (!groups.is_empty()).then(|| self.of("narrative-groups", 0, &[("groups", self.list(&groups))]))
    }

    fn service(&self, tally: &Tally) -> Option<String> {
        let crews =
            [("narrative-hours-volunteer", Role::Volunteer), ("narrative-hours-worker", Role::Worker)];
        let crews: Vec<String> = crews
            .into_iter()
            .map(|(key, role)| (key, tally.crew(role).minutes))
            .filter(|(_, minutes)| minutes.number > 0)
            .filter_map(|(key, minutes)| self.said(key, &self.hours(minutes)))
            .collect();
        (!crews.is_empty()).then(|| self.of("narrative-hours", 0, &[("crews", self.list(&crews))]))
    }

    fn measures(&self, key: &str, measures: &BTreeMap<String, Count>) -> Option<String> {
        let (known, lang) = (self.settings.measures(), self.words.lang());
        let own = |code: &str| self.settings.measure.iter().find(|own| *own.code == *code);
        let shown: Vec<String> = measures
            .iter()
            .filter(|(_, count)| count.number > 0)
            .map(|(code, count)| {
                let built_in =
                    self.counted(&format!("measure-{code}"), *count).filter(|_| own(code).is_none());
                built_in.unwrap_or_else(|| {
                    let unit = own(code).and_then(|own| own.unit.as_ref()).map(ToString::to_string);
                    let number = self.with_unit(&self.count(*count).text, &unit.unwrap_or_default());
                    let name = known.label(code, lang.code()).to_string();
                    self.of("narrative-measure", 0, &[("name", name), ("number", number)])
                })
            })
            .collect();
        (!shown.is_empty()).then(|| self.of(key, 0, &[("measures", self.list(&shown))]))
    }

    /// What was given out, and to how many where all of them are on record.
    fn given(&self, goods: &Goods, things: &BTreeMap<Id, Thing>) -> Option<String> {
        let number = whole(goods.recipients.len());
        let recipients = Count { number, approximate: false };
        let recipients = Some(recipients).filter(|count| count.number > 0 && !goods.is_open);
        self.goods("narrative-given", &goods.given, things, recipients)
    }

    fn goods(
        &self,
        key: &str,
        goods: &BTreeMap<Id, Count>,
        things: &BTreeMap<Id, Thing>,
        recipients: Option<Count>,
    ) -> Option<String> {
        let shown: Vec<String> = goods
            .iter()
            .filter(|(_, count)| count.number > 0)
            .map(|(item, count)| {
                let thing = things.get(item);
                let number = self.amount(*count).text;
                let quantity = match thing.map(|thing| &thing.unit) {
                    Some(None) => self.money(number),
                    Some(Some(unit)) => self.with_unit(&number, unit),
                    None => number,
                };
                let name = thing.map_or_else(|| item.to_string(), |thing| thing.name.clone());
                self.of("narrative-thing", 0, &[("name", name), ("quantity", quantity)])
            })
            .collect();
        if shown.is_empty() {
            return None;
        }
        let goods = ("goods", self.list(&shown));
        Some(match recipients.map(|count| self.count(count)) {
            Some(number) => self.of("narrative-given-to", number.count, &[goods, ("number", number.text)]),
            None => self.of(key, 0, &[goods]),
        })
    }

    /// An amount of the store's money.
    fn money(&self, number: String) -> String {
        let currency = self.settings.currency.as_ref().map_or("none".into(), ToString::to_string);
        self.of("narrative-money", 0, &[("currency", currency), ("number", number)])
    }

    fn spent(&self, spent: Count) -> Option<String> {
        let amount = self.money(self.amount(spent).text);
        (spent.number > 0).then(|| self.of("narrative-spent", 0, &[("amount", amount)]))
    }

    /// How those asked found it, at how many of the activities they were asked, how many of those there answered;
    /// and how service was rated.
    fn opinions(&self, opinions: &Opinions, held: i64, tally: &Tally) -> Vec<String> {
        let Opinions { known, means, numbers, ratings, rated } = opinions;
        let at = |asked: i64| self.asked_at(asked, held);
        let mean_of = |sum: i64, number: i64, scale: i64| {
            let cell = if self.is_public {
                public::mean(sum / scale, number, self.step())
            } else {
                Cell::Ratio(sum, number.saturating_mul(scale))
            };
            if let Cell::Ratio(sum, number) = cell { self.mean(sum, number) } else { None }
        };
        let whole_surveys = mean_of(known.points, known.answers.number, 100).map(|mean| {
            let arguments = [("mean", mean), ("answers", self.answers(known)), ("at", at(known.number))];
            self.of("narrative-satisfaction", 0, &arguments)
        });
        let half_known = (numbers.number > 0).then(|| {
            let arguments = [("answers", self.answers(numbers)), ("at", at(numbers.number))];
            self.of("narrative-satisfaction-unsaid", 0, &arguments)
        });
        // A mean of nobody knows how many may be one person's.
        let unweighed = (!means.is_empty() && !self.is_public).then(|| {
            let said: Vec<String> = means.iter().filter_map(|mean| self.mean(*mean, 100)).collect();
            let arguments = [("means", self.list(&said)), ("at", at(whole(means.len())))];
            self.of("narrative-satisfaction-unnumbered", 0, &arguments)
        });
        let is_rated = *ratings > 0 && *ratings <= tally.attendances.number;
        let mean = mean_of(*rated, *ratings, 1).filter(|_| is_rated);
        let rated = mean.map(|mean| {
            let some = self.count(Count { number: *ratings, approximate: false });
            let all = self.count(tally.attendances).text;
            let arguments = [("mean", mean), ("number", some.text), ("all", all)];
            self.of("narrative-ratings", some.count, &arguments)
        });
        [whole_surveys, half_known, unweighed, rated].into_iter().flatten().collect()
    }

    /// How many answered, and of how many where that is on record.
    fn answers(&self, survey: &Survey) -> String {
        let answers = self.count(survey.answers);
        let (key, present) = match survey.present {
            Some(present) => ("narrative-answers-of", self.count(present).text),
            None => ("narrative-answers", String::new()),
        };
        self.of(key, answers.count, &[("number", answers.text), ("present", present)])
    }

    /// At how many of the activities somebody was asked; nothing of the only one.
    fn asked_at(&self, asked: i64, held: i64) -> String {
        if held <= 1 {
            return String::new();
        }
        let count = |number: i64| self.count(Count { number, approximate: false });
        let all = count(held);
        self.of("narrative-asked-at", all.count, &[("number", count(asked).text), ("all", all.text)])
    }
}
