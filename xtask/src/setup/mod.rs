//! `cargo xtask setup`: installs what is missing, and only that.
//!
//! Each part first looks for a version that will do, on `PATH` or in `tools/`,
//! and says what it found or installed. Running it again changes nothing.

mod browser;
mod cargo_tools;
mod cpp;
mod node;
mod system;
mod wasm;

pub(crate) use browser::Browser;
pub(crate) use wasm::{TARGET, WasmToolchain};

use crate::error::Result;

/// Sets up everything.
pub(crate) fn run() -> Result {
    for_tests().map(|_| ())
}

/// Sets up what `build` and `serve` need, and gives the compiler for the engine
/// in the browser.
pub(crate) fn for_build() -> Result<WasmToolchain> {
    println!("setup: what building needs");
    node::runtime(node::FOR_BUILD)?;
    node::packages()?;
    let wasm = wasm::setup()?;
    cargo_tools::setup(&cargo_tools::for_build()?)?;
    Ok(wasm)
}

/// Sets up what `test` needs, building included, and gives the compiler and the
/// browser.
pub(crate) fn for_tests() -> Result<(WasmToolchain, Browser)> {
    let wasm = for_build()?;
    println!("setup: what testing needs");
    node::runtime(node::FOR_TESTS)?;
    cargo_tools::setup(&cargo_tools::for_tests())?;
    cpp::setup()?;
    Ok((wasm, browser::setup()?))
}

/// Sets up what `book` needs.
pub(crate) fn for_book() -> Result {
    println!("setup: what the book needs");
    cargo_tools::setup(&[cargo_tools::for_book()])
}

/// Sets up what `fuzz` needs.
pub(crate) fn for_fuzz() -> Result {
    println!("setup: what the fuzzer needs");
    cpp::setup()
}

/// Says that something was there already.
fn found(what: &str, detail: impl std::fmt::Display) {
    println!("  found      {what} ({detail})");
}

/// Says that something is being installed.
fn installing(what: &str, how: &str) {
    println!("  installing {what} ({how})");
}
