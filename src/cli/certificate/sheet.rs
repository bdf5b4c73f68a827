//! A certificate as a page: its own words, and the names and kinds of service that the records know.

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::labels;
use crate::cli::report::label;
use crate::model::certificate::Certificate;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::ops::certificate::{Cover, Span, cover};
use crate::render::certificate::Sheet;
use crate::session::Session;

/// What the page of a certificate says. One that is void has none. Kinds of service are told where the records,
/// or those of the commit that it was issued from, still say what was certified.
pub(super) fn sheet(
    certificate: &Certificate,
    context: &Context,
    session: &Session,
) -> Result<Sheet, Failure> {
    if let Some(void) = &certificate.void {
        let (number, day, reason) = (&certificate.number, void.date, &void.reason);
        return Err(Failure::records(format!("certificate {number} is void since {day}: {reason}"))
            .help("a void certificate has no page; without `--format` its record is shown".to_string()));
    }
    let book = session.book();
    let covered = covered(certificate, context, session)?;
    if covered.is_none() {
        context.ui.warn("the records no longer say what was certified: the page has no kinds of service");
        context.ui.hint(format!("`tandem certificate verify {}` shows why", certificate.code));
    }
    let kinds = covered.into_iter().flat_map(|cover| cover.kinds);
    let kinds = kinds.filter(|(_, minutes)| *minutes != 0);
    let text = |text: &Option<crate::model::text::Text>| text.as_ref().map(ToString::to_string);
    Ok(Sheet {
        who: label(&book, &Kind::PEOPLE, &certificate.who).unwrap_or_else(|| certificate.who.to_string()),
        from: certificate.from,
        until: certificate.until.unwrap_or(certificate.date),
        minutes: certified(certificate),
        kinds: kinds
            .map(|(kind, minutes)| (kind.map(|kind| kind.to_string()), Minutes::of(minutes)))
            .collect(),
        labels: labels(session, context.lang(session)),
        issuer: label(&book, &[Kind::Org], &certificate.issuer)
            .unwrap_or_else(|| certificate.issuer.to_string()),
        signer: text(&certificate.signer),
        handler: text(&certificate.handler),
        date: certificate.date,
        number: certificate.number.to_string(),
        code: certificate.code.to_string(),
        records: certificate.records.to_string(),
    })
}

fn certified(certificate: &Certificate) -> Minutes {
    Minutes::of(i64::try_from(certificate.minutes).unwrap_or(i64::MAX))
}

/// What was certified, as the records say it: these, else those of the commit that it was issued from.
fn covered(
    certificate: &Certificate,
    context: &Context,
    session: &Session,
) -> Result<Option<Cover>, Failure> {
    let says_so = |cover: &Cover| {
        cover.evidence.checksum() == *certificate.records && cover.minutes == certified(certificate).count()
    };
    let now = cover(&session.book(), Span::of(certificate))?;
    if says_so(&now) {
        return Ok(Some(now));
    }
    let named = certificate.revision.as_ref();
    let Some(revision) = named.map(|oid| session.commit_in_history(oid)).transpose()?.flatten() else {
        return Ok(None);
    };
    let past = context.session_as_of(Some(revision.as_str()))?;
    Ok(Some(cover(&past.book(), Span::of(certificate))?).filter(says_so))
}
