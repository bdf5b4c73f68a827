//! Certificates of service, as they were issued.

use crate::cli::generic::Noun;
use crate::model::certificate::Certificate;

impl Noun for Certificate {
    const ONE: &'static str = "a certificate";
    const SEVERAL: &'static str = "certificates";
    const COLUMNS: &'static [&'static str] = &["id", "number", "who", "minutes", "date"];
}
