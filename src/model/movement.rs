//! Movements: goods, vouchers and money that came in, went out, changed hands or were counted anew.

use std::sync::Arc;

use crate::model::code::codes;
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground};
use crate::model::fault::Clash;
use crate::model::fields::{Remarks, log, rows};
use crate::model::id::{ActivityRef, Id, ItemRef, OrgRef, Party, PersonRef, ProgramRef};
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::path::{FieldPath, row_key};
use crate::model::record::Record;
use crate::model::repeat;

codes! {
    /// Which way it went.
    MovementKind { In = "in", Out = "out", Transfer = "transfer", Adjust = "adjust" }
}

log! {
    /// A movement.
    pub struct Movement {
        /// When.
        pub date: Day,
        /// The organisation whose stock it is.
        pub org: OrgRef,
        /// Which way it went.
        pub kind: MovementKind,
        /// Of what; of a line that names none.
        pub item: Option<ItemRef>,
        /// How much; of a line that names none. Signed only where stock was counted anew.
        pub quantity: Option<Money>,
        /// Who gave.
        pub from: Option<Party>,
        /// Who got.
        pub to: Option<Party>,
        /// Several who got, each a line.
        #[schemars(extend("key" = ["to", "item"]))]
        pub lines: Vec<Line>,
        /// The programme it belongs to.
        pub program: Option<ProgramRef>,
        /// The activity at which it happened.
        pub activity: Option<ActivityRef>,
        /// Who did it.
        pub by: Option<PersonRef>,
    }
}

rows! {
    /// What one of several got.
    pub struct Line {
        /// Who got.
        pub to: Option<Party>,
        /// Of what; else the movement's.
        pub item: Option<ItemRef>,
        /// How much; else the movement's.
        pub quantity: Option<Money>,
    }
}

/// What one of a movement's lines says, with what the movement says for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved<'a> {
    /// Which of the movement's lines it is; none where the movement has no lines.
    pub line: Option<usize>,
    /// Of what.
    pub item: &'a ItemRef,
    /// How much.
    pub quantity: Money,
    /// Who got.
    pub to: Option<&'a Party>,
}

impl Movement {
    /// What moved, line by line; a movement without lines is one. Lines that lack item or quantity are none.
    pub fn moved(&self) -> impl Iterator<Item = Moved<'_>> {
        let rows = self.lines.iter().enumerate();
        let rows = rows.map(|(at, line)| (Some(at), line.to.as_ref(), line.item.as_ref(), line.quantity));
        let whole = self.lines.is_empty().then_some((None, None, None, None));
        rows.chain(whole).filter_map(|(line, to, item, quantity)| {
            Some(Moved {
                line,
                item: item.or(self.item.as_ref())?,
                quantity: quantity.or(self.quantity)?,
                to: to.or(self.to.as_ref()),
            })
        })
    }

    /// What a line does to the stocks of organisations, in hundredths. A transfer takes from one, which is the
    /// movement's where none is named, and gives to another.
    pub fn booked(&self, moved: &Moved) -> Vec<(Id, i64)> {
        let hundredths = moved.quantity.hundredths();
        let own = || self.org.0.clone();
        match self.kind {
            MovementKind::In | MovementKind::Adjust => vec![(own(), hundredths)],
            MovementKind::Out => vec![(own(), -hundredths)],
            MovementKind::Transfer => {
                let from = self.from.as_ref().and_then(Party::id).unwrap_or_else(own);
                let to = moved.to.and_then(Party::id).map(|to| (to, hundredths));
                [(from, -hundredths)].into_iter().chain(to).collect()
            }
        }
    }
}

impl Record for Movement {
    const KIND: Kind = Kind::Movement;

    fn day(&self) -> Option<Day> {
        Some(self.date)
    }
    fn org(&self) -> Option<&OrgRef> {
        Some(&self.org)
    }

    /// `KIND-ITEM`, without an item `KIND`.
    fn stem(&self) -> String {
        match &self.item {
            Some(item) => format!("{}-{item}", self.kind),
            None => self.kind.to_string(),
        }
    }

    /// Lines of which nobody says what or how much, and less than nothing where stock was not counted.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        let mut look = |path: FieldPath, item: Option<&ItemRef>, quantity: Option<Money>| {
            for (name, is_there) in [("item", item.is_some()), ("quantity", quantity.is_some())] {
                if !is_there {
                    let field = path.then(name);
                    let message = format!("`{field}` is missing");
                    out(Clash {
                        field,
                        message,
                        help: format!("write `{name}` in the line or for the whole movement"),
                    });
                }
            }
            let signed = self.kind == MovementKind::Adjust;
            if let Some(quantity) = quantity.filter(|quantity| quantity.hundredths() <= 0 && !signed) {
                let field = path.then("quantity");
                let message = format!("`{field}`: {quantity} is not more than nothing");
                let help = "only `kind: adjust` takes away; what went out is positive too".into();
                out(Clash { field, message, help });
            }
        };
        if self.lines.is_empty() {
            look(FieldPath::default(), self.item.as_ref(), self.quantity);
        }
        for (index, line) in self.lines.iter().enumerate() {
            let key =
                [line.to.as_ref().map(ToString::to_string), line.item.as_ref().map(ToString::to_string)];
            let path = FieldPath::field("lines").row(index, &row_key(key));
            look(path, line.item.as_ref().or(self.item.as_ref()), line.quantity.or(self.quantity));
        }
    }

    fn about(&self, id: &Id) -> Option<About> {
        Some(About {
            program: self.program.as_ref().map(|program| program.0.clone()),
            org: Some(self.org.0.clone()),
            ..About::of(Kind::Movement, id, self.date)
        })
    }

    /// What moved, in hundredths.
    fn facts(&self, id: &Id, _: &Ground, out: &mut dyn FnMut(Fact)) {
        let Some(about) = self.about(id).map(Arc::new) else { return };
        let figure = match self.kind {
            MovementKind::In => Figure::In,
            MovementKind::Out => Figure::Out,
            MovementKind::Transfer => Figure::Transfer,
            MovementKind::Adjust => Figure::Adjust,
        };
        let approximate = self.is_approximate(&["date", "quantity", "lines"]);
        for moved in self.moved() {
            out(about.count(figure(moved.item.0.clone()), moved.quantity.hundredths(), approximate));
        }
    }

    fn may_repeat(&self) -> bool {
        repeat::any(&self.lines, |row| (&row.to, &row.item))
    }
}
