//! Lists of households: record batches in, record batches out.
//!
//! The core is one function, [`Assessor::assess`]: a batch of rows, each a household, gives a batch of results and a
//! batch of rejects, and every row is in exactly one of them. It reads no file and knows no thread, so that the same
//! function serves the `huisuan batch` command and any engine that moves record batches of the Arrow format.
//!
//! A column is a fact, named as everywhere in Huisuan: `savings` of the household, `m1.wage_income` of the entry `m1`.
//! An empty cell is unknown, `null` is known to be none. `docs/batch.md` describes rows and results.

mod assessor;
mod cell;
mod columns;
mod reject;
mod results;

pub use assessor::{Assessed, Assessor, BatchFault, Places};
pub use columns::{Columns, HeaderFault};
pub use reject::Reject;
