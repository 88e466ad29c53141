//! A determination as a tree: each value above what it rests on.

mod text;
mod tree;

pub(crate) use text::text;
pub(crate) use tree::of;
