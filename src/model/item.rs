//! Items: what is given away: goods, vouchers, money.

use crate::model::code::codes;
use crate::model::day::Day;
use crate::model::fields::register;
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::record::Record;
use crate::model::settings::Currency;
use crate::model::text::Text;

codes! {
    /// What sort of thing an item is.
    ItemKind { Goods = "goods", Voucher = "voucher", Money = "money" }
}

register! {
    /// An item.
    pub struct Item {
        /// Its name.
        pub name: Text,
        /// In what it is counted; of money the store's currency.
        pub unit: Text,
        /// What sort of thing it is; goods unless it says otherwise.
        #[schemars(extend("default" = "goods"))]
        pub kind: Option<ItemKind>,
        /// The last day on which it is good.
        pub expires: Option<Day>,
        /// How little is too little.
        pub low: Option<Money>,
    }
}

impl Item {
    /// Whether it is money: its unit is the store's currency.
    pub fn is_money(&self, currency: Option<&Currency>) -> bool {
        currency.is_some_and(|currency| currency.to_string() == *self.unit)
    }
}

impl Record for Item {
    const KIND: Kind = Kind::Item;

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
}
