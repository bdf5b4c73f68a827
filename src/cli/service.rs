//! Services: the public catalogue.

use crate::cli::generic::Noun;
use crate::model::service::Service;

impl Noun for Service {
    const ONE: &'static str = "a service";
    const SEVERAL: &'static str = "services";
    const COLUMNS: &'static [&'static str] = &["id", "name", "category", "org", "status"];
}
