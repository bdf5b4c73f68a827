//! `tandem certificate verify CODE`: whether the records still say what a certificate certifies, and else what
//! became of them.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use crate::cli::Outcome;
use crate::cli::certificate::desk::Desk;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proof::{self, Proof};
use crate::model::book::{Book, Name};
use crate::model::certificate::Certificate;
use crate::model::change::Change;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::record::Registered;
use crate::ops::certificate::{Span, cover, of_code};
use crate::ops::find::{Fit, find};
use crate::session::Session;
use crate::store::read;

/// Verify that the records still say what a certificate certifies
///
/// The service that it covers is added up again. Where it is not the same any more, every row is told that was
/// added, taken away or changed since the commit that the certificate was issued from, with where it stands. The
/// exit code is 0 where all is as it was, and 1 where something is not, or the certificate is void.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The code on the certificate, its id, or a file that holds one
    #[arg(value_name = "CODE|FILE|ID", add = complete::records(&[Kind::Certificate]))]
    certificate: String,
}

/// Verifies a certificate.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    proof::fits(context.global.format)?;
    let session = context.session()?;
    let book = session.book();
    let (id, certificate) = match args.shown(context, &session)? {
        Some(shown) => match own(&book, &shown)? {
            Ok(own) => own,
            Err(proof) => return proof.tell(context),
        },
        None => args.found(context, &book)?,
    };
    let now = cover(&book, Span::of(&certificate))?;
    let outcome = context.incomplete(&session, &now.passed.unusable);
    let proved =
        Desk { context, session: &session, id: &id, certificate: &certificate, now: &now }.prove()?;
    Ok(if proved.tell(context)? == Outcome::Found { Outcome::Found } else { outcome })
}

impl Args {
    /// The certificate that a file holds, where the word names a file.
    fn shown(&self, context: &Context, session: &Session) -> Result<Option<Certificate>, Failure> {
        let path = Path::new(&self.certificate);
        if !context.folder.join(path).is_file() {
            return Ok(None);
        }
        let id: Id = "shown".parse().map_err(|_| Failure::bug("a word is no id"))?;
        let name = Name { kind: Kind::Certificate, id, path: self.certificate.clone() };
        let no_certificate = || Failure::records(format!("`{}` holds no certificate", self.certificate));
        let read = session
            .records()
            .read(&name, &context.input(path, read::LARGEST)?)
            .map_err(|_| no_certificate())?;
        let certificate = Certificate::unwrap(&read.record).ok_or_else(no_certificate)?;
        Ok(Some(Certificate::clone(&certificate)))
    }

    /// The certificate of this store that a code or an id means.
    fn found(&self, context: &Context, book: &Book) -> Result<(Id, Certificate), Failure> {
        if let Some(found) = of_code(book, &self.certificate)? {
            return Ok(found);
        }
        let found = find(book, &[Kind::Certificate], &self.certificate, Fit::Near)?;
        context.taken(&self.certificate, &found);
        let certificate = book.get::<Certificate>(&found.id)?;
        let certificate = certificate.ok_or_else(|| Failure::bug("a record that was found is gone"))?;
        Ok((found.id, Certificate::clone(&certificate)))
    }
}

/// The store's own certificate that somebody shows; else how what is shown differs from it.
fn own(book: &Book, shown: &Certificate) -> Result<Result<(Id, Certificate), Proof>, Failure> {
    let fails = |said: String, differences| Proof { is_equal: false, revision: None, said, differences };
    let Some((id, own)) = of_code(book, &shown.code)? else {
        let said = format!("differs: no certificate with the code `{}` was issued here", shown.code);
        return Ok(Err(fails(said, Vec::new())));
    };
    let wrap = |one: &Certificate| Certificate::wrap(Arc::new(one.clone()));
    let fields = Change::alter(id.clone(), wrap(shown), wrap(&own)).fields();
    let fields = fields.map_err(|error| Failure::bug(&error.to_string()))?;
    if fields.is_empty() {
        return Ok(Ok((id, own)));
    }
    let text = |node: &Option<Node>| node.as_ref().map(Node::to_string);
    let differences = fields.iter().map(|field| {
        let value =
            json!({ "field": field.path.to_string(), "was": text(&field.old), "is": text(&field.new) });
        (field.to_string(), value)
    });
    let said = format!("differs: the file is not what was issued as `{id}`");
    Ok(Err(fails(said, differences.collect())))
}
