//! Programmes: projects with sessions, participants and targets.

use crate::cli::generic::Noun;
use crate::model::program::Program;

impl Noun for Program {
    const ONE: &'static str = "a programme";
    const SEVERAL: &'static str = "programmes";
    const COLUMNS: &'static [&'static str] = &["id", "name", "org", "lead", "from", "until"];
}
