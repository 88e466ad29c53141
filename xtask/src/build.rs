//! `cargo xtask build`: the whole site, ready to be put on any web server, into
//! `dist/`.

use crate::error::Result;
use crate::process::Run;
use crate::setup::{self, WasmToolchain};
use crate::{wasm, workspace};

/// Sets up what is missing and builds the site.
pub(crate) fn run() -> Result {
    site(&setup::for_build()?)
}

/// Builds the site: the pages of `www/`, the engine as `wasm/`, the published
/// rule packs as `rules/`.
pub(crate) fn site(toolchain: &WasmToolchain) -> Result {
    println!("build: the engine");
    wasm::run(toolchain)?;
    println!("build: the site");
    let dist = workspace::path("dist")?;
    workspace::remove(&dist)?;
    workspace::copy(&workspace::path("www")?, &dist, |_| true)?;
    workspace::copy(&workspace::path("pkg/wasm")?, &dist.join("wasm"), |file| {
        !file.ends_with(".gitignore")
    })?;
    publish()?;
    println!("  the site is in dist/");
    Ok(())
}

/// Checks the rule packs and writes one file for each jurisdiction.
fn publish() -> Result {
    if !workspace::path("rules/000000")?.is_dir() {
        println!("  no rules/000000, so no rule packs to publish");
        return Ok(());
    }
    // Unoptimised: it runs for a moment, and the tests use the same program.
    let program = ["run", "--quiet", "--locked", "--package", "huisuan-cli", "--"];
    Run::cargo()?.args(program).args(["publish", "--rules", "rules", "--out", "dist/rules"]).run()
}
