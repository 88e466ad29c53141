//! `cargo xtask wasm`: the engine for the browser, into `pkg/wasm`.
//!
//! Two files hold the same engine: `huisuan_bg.wasm`, and its twin in plain
//! JavaScript, `huisuan_twin.js`, for pages whose security policy or browser
//! allows no WebAssembly. The twin is made from the very bytes of the first.

use std::fs;

use crate::error::{Context, Result};
use crate::process::Run;
use crate::setup::WasmToolchain;
use crate::{twin, workspace};

/// The only instructions that may be in the file that is shipped.
pub(crate) const FEATURES: [&str; 2] = ["--mvp-features", "--enable-mutable-globals"];

/// How `wasm-opt` makes the module small. Functions are not put inside the ones that call them: there they are written
/// out where they were one call, and compress worse.
const SHRINK: [&str; 6] = [
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=0",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Where the built engine goes.
pub(crate) const OUT: &str = "pkg/wasm";

/// The engine as it is shipped.
pub(crate) const MODULE: &str = "pkg/wasm/huisuan_bg.wasm";

/// Compiles, shrinks and validates the engine, and makes its twin.
pub(crate) fn run(toolchain: &WasmToolchain) -> Result {
    compile(toolchain)?;
    shrink()?;
    validate()?;
    twin::run()
}

fn compile(toolchain: &WasmToolchain) -> Result {
    // wasm-pack adds to what is there; what is no longer built must go.
    workspace::remove(&workspace::path(OUT)?)?;
    let how = ["build", "--target", "web", "--profile", "wasm", "--out-dir", OUT];
    // `force` leaves out the search for a ready-made standard library: ours is
    // elsewhere. Our own package.json stands in pkg/, and we shrink ourselves.
    let not = ["--mode", "force", "--no-pack", "--no-opt"];
    let run = Run::new("wasm-pack")?.args(how).args(not).args(["--", "--locked", "--quiet"]);
    toolchain.apply(run)?.run()
}

fn shrink() -> Result {
    let smaller = "pkg/wasm/smaller.wasm";
    binaryen("wasm-opt")?.args(FEATURES).args(SHRINK).args([MODULE, "-o", smaller]).run()?;
    fs::rename(workspace::path(smaller)?, workspace::path(MODULE)?)
        .context(|| "put the smaller engine in place".into())
}

/// Reads the module as a browser of 2018 would: anything newer is an error.
fn validate() -> Result {
    let nowhere = ["--quiet", "-o", if cfg!(windows) { "NUL" } else { "/dev/null" }];
    binaryen("wasm-opt")?.args(FEATURES).args([MODULE]).args(nowhere).run().map_err(|error| {
        error.help("the engine uses instructions that old browsers do not know; see docs/setup.md")
    })
}

/// A program of binaryen.
pub(crate) fn binaryen(program: &str) -> Result<Run> {
    Ok(Run::new("node")?.args([format!("node_modules/binaryen/bin/{program}")]))
}
