//! Two states of the rules of a place side by side: which rules differ on a day, on which days they do, and at which
//! answers of a household that matters.
//!
//! It compares rules, not texts: what counts is what is in force on a day, from whichever pack and file.

mod boundary;
mod changed;
mod reach;

pub use boundary::{Boundaries, Variant};
pub use changed::{ChangedRule, RuleKind, Written, below, changed, days, grounds};
