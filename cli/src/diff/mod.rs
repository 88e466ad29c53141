//! What a change of the rules does: which determinations of which households change, by how much, and by which rule.

mod because;
mod chart;
mod compare;
mod groups;
mod households;
mod html;
mod report;
mod text;

pub(crate) use compare::{Question, Side, compare};
pub(crate) use html::html;
pub(crate) use report::Diff;
pub(crate) use text::text;
