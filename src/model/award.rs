//! Awards: recognition of people, of an organisation or of a programme.

use crate::model::day::Day;
use crate::model::fault::Clash;
use crate::model::fields::log;
use crate::model::id::{OrgRef, PersonRef, ProgramRef};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::record::Record;
use crate::model::repeat;
use crate::model::text::Text;

log! {
    /// An award.
    pub struct Award {
        /// When it was given.
        pub date: Day,
        /// The people who got it.
        pub who: Vec<PersonRef>,
        /// The organisation that got it.
        pub org: Option<OrgRef>,
        /// The programme that got it.
        pub program: Option<ProgramRef>,
        /// What it is called.
        pub title: Text,
        /// Who gave it.
        pub by: Text,
        /// Of which level it is: station, street, city …
        pub level: Option<Text>,
    }
}

impl Record for Award {
    const KIND: Kind = Kind::Award;

    fn label(&self) -> Option<&str> {
        Some(&self.title)
    }
    fn day(&self) -> Option<Day> {
        Some(self.date)
    }
    fn org(&self) -> Option<&OrgRef> {
        self.org.as_ref()
    }

    /// An award that nobody got.
    fn clashes(&self, out: &mut dyn FnMut(Clash)) {
        if self.who.is_empty() && self.org.is_none() && self.program.is_none() {
            let message = "nobody got the award".into();
            out(Clash {
                field: FieldPath::default(),
                message,
                help: "write `who`, `org` or `program`".into(),
            });
        }
    }

    fn may_repeat(&self) -> bool {
        repeat::twice(&self.who)
    }
}
