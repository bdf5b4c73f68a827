//! Feedback: opinions, complaints, hazards and their answers.

use crate::cli::generic::Noun;
use crate::model::feedback::Feedback;

impl Noun for Feedback {
    const ONE: &'static str = "feedback";
    const SEVERAL: &'static str = "feedback";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "org", "date", "status"];
    const ENTERED: &'static str = "log";
}
