//! `no-contact`: a service is offered, and nothing says whom to ask for it.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::org::Org;
use crate::model::path::FieldPath;
use crate::model::service::{Service, ServiceStatus};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-contact",
    level: Level::Warning,
    summary: "a service is offered, and nothing says whom to ask for it",
    explanation: "\
A service that is offered names no `worker` and has no `[contact]`, and the organisation that offers it has neither
a `[contact]` nor a `lead`.

A need can be matched with it, and then nobody knows whom to call.

Name the worker who is in charge of it, or write how to reach it:

    tandem service set haircut-at-home worker=wang-fang
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let service = sheet.as_valid::<Service>().filter(|it| it.status != Some(ServiceStatus::Inactive));
    let (Some(service), Some(name)) = (service, sheet.name()) else { return Ok(()) };
    if service.worker.is_none() && service.contact.is_none() && !is_reached(book, &service)? {
        let message = format!("nothing says whom to ask for `{}`", name.id);
        let help = format!("name who is in charge, `tandem service set {} worker=WHO`, or write `[contact]`", name.id);
        out(Finding::at(sheet.at(FieldPath::field("name")), message).help(help));
    }
    Ok(())
}

/// Whether the organisation that offers it says who leads it or how to reach it, or that cannot be told.
fn is_reached(book: &Book, service: &Service) -> Result<bool, SourceError> {
    match book.get::<Org>(&service.org) {
        Ok(org) => Ok(org.is_none_or(|org| org.lead.is_some() || org.contact.is_some())),
        Err(LoadError::Source(error)) => Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => Ok(true),
    }
}
