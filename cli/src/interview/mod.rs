//! An interview in the terminal: one question after another, in Chinese.

mod answer;
mod talk;

pub(crate) use talk::{Talk, nothing_known};
