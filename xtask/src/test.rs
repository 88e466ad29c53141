//! `cargo xtask test`: everything that must hold, in order of speed. Continuous
//! integration runs this and nothing else.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::process::Run;
use crate::setup::{self, Browser, TARGET, WasmToolchain};
use crate::steps::Steps;
use crate::wasm::MODULES;
use crate::{book, build, forbid, fuzz, generate, size, workspace};

/// How many inputs the fuzzer makes for each of its targets, from a fixed seed: enough to see that they build and run. Who looks for
/// faults lets `cargo xtask fuzz` run for hours.
const RANDOM_INPUTS: u32 = 20_000;

/// Sets up what is missing and runs every check and every test.
pub(crate) fn run() -> Result {
    let mut steps = Steps::default();
    let Some((wasm, browser)) = steps.run("set-up", setup::for_tests) else {
        return steps.finish();
    };
    steps.run("unfinished work", forbid::run);
    steps.run("format", || cargo(&["fmt", "--all", "--check"]));
    steps.run("lints", || {
        cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-Dwarnings"])
    });
    steps.run("lints of the wasm boundary", || lint_wasm(&wasm));
    steps.run("licences and sources", || {
        cargo(&["deny", "--log-level", "error", "check", "licenses", "bans", "sources"])
    });
    steps.run("tests", || cargo(&["test", "--workspace", "--locked"]));
    steps.run("random input", || fuzz::look(&fuzz::TARGETS, fuzz::Until::Inputs(RANDOM_INPUTS)));
    steps.run("documentation", document);
    steps.run("generated files", generate::check);
    let built = steps.run("build", || build::site(&wasm));
    steps.run("book", book::make);
    if built.is_some() {
        steps.run("size", size::run);
        steps.run("tests in the browser", || in_browser(&browser));
        steps.run("Lighthouse", || measure(&browser));
    } else {
        steps.leave_out("size");
        steps.leave_out("tests in the browser");
        steps.leave_out("Lighthouse");
    }
    steps.finish()
}

fn cargo(args: &[&str]) -> Result {
    Run::cargo()?.args(args).run()
}

/// Clippy over the code that only the browser's engines have.
fn lint_wasm(wasm: &WasmToolchain) -> Result {
    // Another version of clippy has other warnings; what the manifest denies
    // stays denied.
    let strict = if wasm.is_own() { "-Dwarnings" } else { "-Wwarnings" };
    for module in &MODULES {
        let args = ["clippy", "--locked", "--lib", "--target", TARGET];
        wasm.cargo()?.args(args).args(module.features).args(["--", strict]).run()?;
    }
    Ok(())
}

fn document() -> Result {
    let args = ["doc", "--workspace", "--lib", "--no-deps", "--locked"];
    Run::cargo()?.args(args).env("RUSTDOCFLAGS", "-Dwarnings").run()
}

/// The tests on pages: Node's test runner drives Chromium over the built site,
/// and may ask the command for the native answer to compare.
fn in_browser(browser: &Browser) -> Result {
    let root = workspace::root()?;
    let is_test = |file: &PathBuf| file.to_string_lossy().ends_with(".test.mjs");
    let tests: Vec<_> =
        workspace::files(&root.join("tests/browser"))?.into_iter().filter(is_test).collect();
    if tests.is_empty() {
        return Err(Error::new("no tests in tests/browser").help("a test is a file `*.test.mjs`"));
    }
    cargo(&["build", "--quiet", "--locked", "--package", "huisuan-cli"])?;
    Run::new("node")?
        .args(["--test", "--test-reporter=spec"])
        .args(tests.iter().map(|file| file.strip_prefix(&root).unwrap_or(file)))
        .env("CHROMIUM", &browser.chromium)
        .env("HUISUAN", workspace::target()?.join("debug/huisuan"))
        .run()
}

/// Lighthouse on the built demo; the script prints its figures and judges them.
fn measure(browser: &Browser) -> Result {
    Run::new("node")?.args(["tests/lighthouse.mjs"]).env("CHROMIUM", &browser.chromium).run()
}
