//! Node and the packages it runs: binaryen for the wasm, Playwright for the
//! pages. Their versions stand in `package-lock.json`.

use std::fs;

use super::{found, installing, system};
use crate::error::{Context, Error, Result};
use crate::process::{self, Run};
use crate::workspace;

/// The oldest Node that builds: what binaryen and esbuild ask for.
pub(super) const FOR_BUILD: u64 = 18;

/// The oldest Node that tests: what Playwright asks for.
pub(super) const FOR_TESTS: u64 = 20;

/// Sees that there is a Node of at least the major version `oldest`.
pub(super) fn runtime(oldest: u64) -> Result {
    if process::find("node").is_none() || process::find("npm").is_none() {
        system::install(&["nodejs", "npm"], "Node.js with npm")?;
    }
    let [major, minor, patch] = process::version("node").unwrap_or_default();
    if major < oldest {
        return Err(Error::new(format!(
            "the Node.js on PATH is {major}.{minor}, which is too old"
        ))
        .help(format!("put Node.js {oldest} or newer on PATH")));
    }
    found("Node.js", format_args!("{major}.{minor}.{patch}"));
    Ok(())
}

/// Installs the packages that `package-lock.json` names.
pub(super) fn packages() -> Result {
    let lock = workspace::path("package-lock.json")?;
    let wanted = fs::read_to_string(&lock).context(|| "read package-lock.json".into())?;
    let stamp = workspace::path("node_modules/.installed-lock")?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        found("Node packages", "as in package-lock.json");
        return Ok(());
    }
    installing("Node packages", "npm ci");
    // No package of ours needs a script to install itself.
    Run::new("npm")?.args(["ci", "--ignore-scripts", "--loglevel=error"]).run()?;
    fs::write(&stamp, wanted).context(|| "note which packages are installed".into())
}
