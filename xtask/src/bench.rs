//! `cargo xtask bench`: how fast the engine is, native and in WebAssembly. `cargo xtask bench batch`: how fast a long list is.
//!
//! The figures are for reading, and no test asks for any of them: they depend on the machine and on what else it does.

mod batch;
mod machine;

use crate::build;
use crate::error::{Error, Result};
use crate::process::Run;

/// Measures what is asked for: the engine, or `batch` with so many households.
pub(crate) fn run(words: &[&str]) -> Result {
    match words {
        [] => engine(),
        ["batch"] => batch::run(batch::HOUSEHOLDS),
        ["batch", households] => {
            let households = households
                .parse()
                .map_err(|_| Error::new(format!("`{households}` is not a number of households")))?;
            batch::run(households)
        }
        _ => Err(Error::new("expected nothing, `batch`, or `batch` and a number of households")),
    }
}

/// Runs the native benches, then those of the built engine with the published packs.
fn engine() -> Result {
    build::run()?;
    Run::cargo()?.args(["bench", "--locked", "--package", "huisuan", "--no-run"]).run()?;
    machine::print();
    Run::cargo()?.args(["bench", "--locked", "--package", "huisuan"]).run()?;
    Run::new("node")?.args(["benches/wasm.mjs"]).run()?;
    machine::print();
    Ok(())
}
