//! `cargo xtask bench`: how fast the engine is, native and in WebAssembly.

use crate::error::Result;
use crate::process::Run;
use crate::{setup, wasm, workspace};

/// Runs the native benches, then those of the built engine.
pub(crate) fn run() -> Result {
    Run::cargo()?.args(["bench", "--locked", "--package", "huisuan"]).run()?;
    if workspace::path("benches/wasm.mjs")?.is_file() {
        wasm::run(&setup::for_build()?)?;
        Run::new("node")?.args(["benches/wasm.mjs"]).run()?;
    }
    Ok(())
}
