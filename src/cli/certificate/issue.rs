//! `tandem certificate issue WHO`: what somebody served, certified from what is committed.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::known::Known;
use crate::cli::value::flaw;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::model::text::Text;
use crate::ops::certificate::{Issue, Span, cover, issue};
use crate::session::Session;
use crate::store::git::Git;

/// Issue a certificate of service
///
/// It covers what WHO served as a volunteer and is verified, each row on the day of its record; hours before the
/// store are not covered. The certificate keeps a checksum over these rows, the commit they were read from, and a
/// short code by which `certificate verify` finds it. Nothing is issued from records that are not committed, or
/// from approximate hours.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Whose service: the id or its beginning, the name, or its pinyin
    #[arg(value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: String,
    /// The days: 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-21, or two as A..B [default: all up to today]
    #[arg(long, value_name = "PERIOD", value_parser = flaw::<Period>)]
    period: Option<Period>,
    /// The number [default: the next of the year]
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    number: Option<Text>,
    /// Who issues it [default: the organisation at the top of the volunteer's]
    #[arg(long, value_name = "ORG", add = complete::records(&[Kind::Org]))]
    issuer: Option<String>,
    /// Who signs
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    signer: Option<Text>,
    /// Who wrote it
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    handler: Option<Text>,
    #[command(flatten)]
    changing: Changing,
}

/// Issues a certificate.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let request = args.request(context, &session, &book)?;
    args.changing.perform(context, &session, "certificate issue", |book| issue(book, &request))
}

impl Args {
    fn request(&self, context: &Context, session: &Session, book: &Book) -> Result<Issue, Failure> {
        let who = context.changed_among(book, &Kind::PEOPLE, &self.who)?.id;
        let issuer =
            self.issuer.as_ref().map(|word| context.words(book).id(&[Kind::Org], word)).transpose()?;
        let issuer = issuer.map(|org| org.parse::<Id>().map_err(|_| Failure::bug("a found id is none")));
        let head = session.git().map(Git::head).transpose()?.flatten();
        let head = head.ok_or_else(|| {
            Failure::records("nothing is committed that a certificate could rest on")
                .help("commit the records first: `git init`, `git add -A` and `git commit`".to_string())
        })?;
        let past = context.session_as_of(Some(head.as_str()))?;
        let span = Span::asked(&who, self.period.as_ref(), book.today());
        Ok(Issue {
            committed: cover(&past.book(), span)?.evidence,
            who,
            period: self.period.clone(),
            number: self.number.clone(),
            issuer: issuer.transpose()?,
            signer: self.signer.clone(),
            handler: self.handler.clone(),
            revision: head.to_string(),
            dice: context.dice(),
        })
    }
}
