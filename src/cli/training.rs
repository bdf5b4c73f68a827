//! Trainings: courses, lectures, exams.

use crate::cli::generic::Noun;
use crate::model::training::Training;

impl Noun for Training {
    const ONE: &'static str = "a training";
    const SEVERAL: &'static str = "trainings";
    const COLUMNS: &'static [&'static str] = &["id", "title", "kind", "org"];
    const ENTERED: &'static str = "log";
}
