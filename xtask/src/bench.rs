//! `cargo xtask bench`: how fast the engine is, native and in WebAssembly.

use crate::build;
use crate::error::Result;
use crate::process::Run;

/// Runs the native benches, then those of the built engine with the published packs.
pub(crate) fn run() -> Result {
    Run::cargo()?.args(["bench", "--locked", "--package", "huisuan"]).run()?;
    build::run()?;
    Run::new("node")?.args(["benches/wasm.mjs"]).run()
}
