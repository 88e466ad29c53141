//! A second evaluator, written from the pages in `docs/` alone.
//!
//! It is slow and obvious on purpose: names are looked up in JSON, numbers are
//! exact fractions, and an expression is evaluated afresh wherever it stands.
//! It shares no code with the engine, so that where both agree a mistake would
//! have to have been made twice. It takes packs that load and households whose
//! facts are all known; what an office decides is kept as a set of possible
//! values. Anything else makes it panic.

pub(crate) mod chain;
pub(crate) mod completion;
pub(crate) mod day;
pub(crate) mod determine;
pub(crate) mod evaluate;
pub(crate) mod fold;
pub(crate) mod formula;
pub(crate) mod function;
pub(crate) mod parse;
pub(crate) mod print;
pub(crate) mod token;
pub(crate) mod value;

mod tests;
