//! Figures in sentences: as they are, or as everybody may read them; and for which number their words are.
//!
//! A word takes the number that is shown, so that what is rounded cannot be told from its plural.

use super::Writer;
use crate::locale::Lang;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::render::rounding::half_up;
use crate::report::count::{Count, whole};
use crate::report::public::rounded;
use crate::report::table::Cell;

/// A figure in words.
pub(super) struct Figure {
    /// How it is written.
    pub(super) text: String,
    /// The number that the words around it agree with.
    pub(super) count: i64,
}

impl Writer<'_> {
    /// So many of something, in words; nothing where there are none or the catalogue has no word for it.
    pub(super) fn counted(&self, key: &str, count: Count) -> Option<String> {
        (count.number > 0).then(|| self.said(key, &self.count(count))).flatten()
    }

    /// A message about a figure.
    pub(super) fn said(&self, key: &str, figure: &Figure) -> Option<String> {
        let arguments = [("count", figure.count.into()), ("number", figure.text.as_str().into())];
        self.words.find(key, &arguments)
    }

    /// How many there are.
    pub(super) fn count(&self, count: Count) -> Figure {
        self.figure(&count.number.into(), count.approximate)
    }

    /// Minutes as hours.
    pub(super) fn hours(&self, minutes: Count) -> Figure {
        self.figure(&Cell::Minutes(Minutes::of(minutes.number)), minutes.approximate)
    }

    /// An amount, or a quantity of goods, given in hundredths.
    pub(super) fn amount(&self, hundredths: Count) -> Figure {
        self.figure(&Cell::Money(Money::of_hundredths(hundredths.number)), hundredths.approximate)
    }

    /// A mean with one decimal.
    pub(super) fn mean(&self, numerator: i64, denominator: i64) -> Option<String> {
        let tenths = half_up(i128::from(numerator) * 10, denominator.into())?;
        let places = u32::from(tenths % 10 != 0);
        Some(self.words.lang().number(tenths / 10_i128.pow(1 - places), places))
    }

    /// A number with its unit, as the language sets them apart.
    pub(super) fn with_unit(&self, number: &str, unit: &str) -> String {
        let is_close =
            self.words.lang() == Lang::Zh && !unit.starts_with(|c: char| c.is_ascii_alphanumeric());
        if unit.is_empty() || is_close { format!("{number}{unit}") } else { format!("{number} {unit}") }
    }

    fn figure(&self, exact: &Cell, approximate: bool) -> Figure {
        let lang = self.words.lang();
        let shown = if self.is_public { rounded(exact, self.step()) } else { exact.clone() };
        let (hundredths, is_money) = match shown {
            Cell::Integer(number) => (i128::from(number) * 100, false),
            Cell::Minutes(minutes) => {
                let hours = half_up(minutes.count().into(), 60).unwrap_or_default();
                let hundredths = half_up(i128::from(minutes.count()) * 100, 60).unwrap_or_default();
                // About so many hours are told to the hour, but for the first few.
                (if approximate && hours >= 10 { hours * 100 } else { hundredths }, false)
            }
            Cell::Money(money) => (money.hundredths().into(), true),
            _ => {
                let key =
                    if matches!(exact, Cell::Integer(_)) { "narrative-fewer" } else { "narrative-less" };
                let number = lang.number(self.step().into(), 0);
                let text = self.words.text(key, &[("number", number.into())]);
                return Figure { text, count: whole(self.step()) };
            }
        };
        let places = match (hundredths % 100, hundredths % 10) {
            (0, _) => 0,
            (_, 0) if !is_money => 1,
            _ => 2,
        };
        let number = lang.number(hundredths / 10_i128.pow(2 - places), places);
        let text = if approximate {
            self.words.text("narrative-about", &[("number", number.into())])
        } else {
            number
        };
        // Of what is no whole number there are several.
        Figure { text, count: if places == 0 { whole(hundredths / 100) } else { 2 } }
    }

    /// What every figure is a multiple of, where everybody may read it.
    pub(super) fn step(&self) -> u64 {
        self.settings.privacy.small_cells
    }
}
