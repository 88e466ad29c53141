//! Cliffs: where a household that earns more is left with less.

mod report;
mod sweep;

pub(crate) use report::{svg, text};
pub(crate) use sweep::{Range, Sweep};
