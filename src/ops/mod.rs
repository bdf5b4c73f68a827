//! What verbs would do: pure functions from a book and a request to a plan, or to a refusal.
//!
//! Nothing is written here and nothing printed. A refusal is a small enum per verb that carries what to
//! do instead.

pub mod add;
pub mod case;
pub mod certificate;
pub mod correct;
pub mod dossier;
pub mod feedback;
pub mod find;
pub mod hours;
pub mod link;
pub mod movement;
pub mod need;
pub mod period;
pub mod refer;
pub mod remove;
pub mod rename;
pub mod set;
pub mod shift;
pub mod training;
pub mod undo;
pub mod void;
pub mod volunteer;
