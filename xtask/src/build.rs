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

/// What of `www/` is not put on a server as it is: the parts that the element
/// is bundled from.
const PARTS: [&str; 13] = [
    "counter",
    "element",
    "embed",
    "engine",
    "list",
    "model",
    "natives.js",
    "package",
    "pages",
    "parts",
    "scenarios",
    "view",
    "words",
];

/// The style sheets of pages.
const PAGE_STYLES: [&str; 2] = ["page.css", "rules.css"];

/// Builds the site: the pages of `www/`, the element as `element/`, the engine
/// as `wasm/`, the published rule packs as `rules/`, the pages of the rules, and
/// the JSON Schema for editors as `schema/`.
pub(crate) fn site(toolchain: &WasmToolchain) -> Result {
    println!("build: the engine");
    wasm::run(toolchain)?;
    println!("build: the site");
    let dist = workspace::path("dist")?;
    workspace::remove(&dist)?;
    let www = workspace::path("www")?;
    workspace::copy(&www, &dist, |file| {
        let below = file.strip_prefix(&www).unwrap_or(file);
        let part = PARTS.iter().any(|folder| below.starts_with(folder));
        // Of the style sheets only those of pages; the element has its own in it.
        let of_page = |it: &str| below.to_string_lossy().ends_with(it);
        let style = below.starts_with("styles") && !PAGE_STYLES.into_iter().any(of_page);
        !part && !style
    })?;
    workspace::copy(&workspace::path("pkg/wasm")?, &dist.join("wasm"), |file| {
        !file.ends_with(".gitignore")
    })?;
    workspace::copy(&workspace::path("schema")?, &dist.join("schema"), |_| true)?;
    publish()?;
    // After the rules: traditional Chinese is made for their texts too.
    Run::new("node")?.args(["xtask/site/bundle.mjs"]).run()?;
    Run::new("node")?.args(["xtask/site/finish.mjs"]).run()?;
    Run::new("node")?.args(["xtask/site/package.mjs"]).run()?;
    println!("  the site is in dist/");
    Ok(())
}

/// Checks the rule packs and writes one file for each jurisdiction, and pages of them for people.
fn publish() -> Result {
    if !workspace::path("rules/000000")?.is_dir() {
        println!("  no rules/000000, so no rule packs to publish");
        return Ok(());
    }
    // Unoptimised: it runs for a moment, and the tests use the same program.
    let program = ["run", "--quiet", "--locked", "--package", "huisuan-cli", "--"];
    Run::cargo()?
        .args(program)
        .args(["publish", "--rules", "rules", "--out", "dist/rules"])
        .run()?;
    Run::cargo()?.args(program).args(["pages", "--rules", "rules", "--out", "dist"]).run()
}
