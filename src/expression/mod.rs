//! The expression language: reading it, printing it, and checking it by type and unit.
//!
//! `docs/language.md` is its page for authors.

mod lexer;
mod parser;
mod print;
mod syntax;

pub use parser::{SyntaxError, parse};
pub use syntax::{BinaryOperator, Expression, FoldKind, Item, ItemValue, Kind};

#[cfg(feature = "check")]
pub(crate) use parser::is_reserved;
