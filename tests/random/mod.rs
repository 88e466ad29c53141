//! Random packs that load, random households, and ways to spoil both.
//!
//! Everything is drawn from one sequence of numbers, so that proptest shrinks a
//! failing pack by shortening the sequence and lowering its numbers: the first
//! of any alternatives is always the simplest.

pub(crate) mod benefits;
pub(crate) mod cases;
pub(crate) mod choices;
pub(crate) mod compare;
pub(crate) mod declared;
pub(crate) mod engine;
pub(crate) mod facts;
pub(crate) mod formula;
pub(crate) mod household;
pub(crate) mod image;
pub(crate) mod mutation;
pub(crate) mod number;
pub(crate) mod pack;
pub(crate) mod rewrite;
pub(crate) mod shipped;
pub(crate) mod truth;
pub(crate) mod units;
pub(crate) mod world;

pub(crate) mod tests;
