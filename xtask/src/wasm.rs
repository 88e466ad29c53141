//! `cargo xtask wasm`: the engine for the browser, into `pkg/wasm`.
//!
//! There are two modules of one crate: the engine of a resident's page, which opens images, and the one that also checks packs.
//! Each has a twin in plain JavaScript, for pages whose security policy or browser allows no WebAssembly, made from the very
//! bytes of the module.

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

/// Where its parts are put together.
const PARTS: &str = "target/engine";

/// A module and its twin.
pub(crate) struct Module {
    /// What its files are called by.
    pub(crate) name: &'static str,
    /// How cargo is told what is in it.
    pub(crate) features: &'static [&'static str],
    /// Whether the checker is in it.
    checks: bool,
}

/// The engine of a page, and the one that checks packs too.
pub(crate) const MODULES: [Module; 2] = [
    Module { name: "huisuan", features: &["--no-default-features"], checks: false },
    Module { name: "huisuan_check", features: &[], checks: true },
];

impl Module {
    /// The module as it is shipped.
    pub(crate) fn file(&self) -> String {
        format!("{OUT}/{}_bg.wasm", self.name)
    }
}

/// Compiles, shrinks and validates each module, and makes its twin.
pub(crate) fn run(toolchain: &WasmToolchain) -> Result {
    // wasm-pack adds to what is there; what is no longer built must go.
    workspace::remove(&workspace::path(OUT)?)?;
    for module in &MODULES {
        compile(toolchain, module)?;
        shrink(module)?;
        validate(module)?;
        join_glue(module)?;
        twin::run(module)?;
    }
    Ok(())
}

fn compile(toolchain: &WasmToolchain, module: &Module) -> Result {
    let how = ["build", "--target", "web", "--profile", "wasm", "--out-dir", OUT];
    let name = ["--out-name", module.name];
    // `force` leaves out the search for a ready-made standard library: ours is
    // elsewhere. Our own package.json stands in pkg/, and we shrink ourselves.
    let not = ["--mode", "force", "--no-pack", "--no-opt"];
    let run = Run::new("wasm-pack")?.args(how).args(name).args(not);
    toolchain.apply(run.args(["--", "--locked", "--quiet"]).args(module.features))?.run()
}

fn shrink(module: &Module) -> Result {
    let (file, smaller) = (module.file(), "pkg/wasm/smaller.wasm");
    binaryen("wasm-opt")?.args(FEATURES).args(SHRINK).args([&file, "-o", smaller]).run()?;
    fs::rename(workspace::path(smaller)?, workspace::path(&file)?)
        .context(|| "put the smaller engine in place".into())
}

/// Reads the module as a browser of 2018 would: anything newer is an error.
fn validate(module: &Module) -> Result {
    let nowhere = ["--quiet", "-o", if cfg!(windows) { "NUL" } else { "/dev/null" }];
    binaryen("wasm-opt")?.args(FEATURES).arg(module.file()).args(nowhere).run().map_err(|error| {
        error.help("the engine uses instructions that old browsers do not know; see docs/setup.md")
    })
}

/// Makes one small file of the glue that wasm-bindgen wrote and our loader.
fn join_glue(module: &Module) -> Result {
    let glue = format!("{OUT}/{}.js", module.name);
    let checker = r#"async () => {
  const engine = await import(new URL("huisuan_check.js", import.meta.url).href);
  await engine.default();
  return engine.Calculator;
}"#;
    let entry = format!(
        "export {{ default }} from \"../../{glue}\";\n{}",
        with_loader(module, &format!("../../{glue}"), checker)
    );
    let (parts, whole) = (workspace::path(PARTS)?, format!("{PARTS}/{}.js", module.name));
    fs::create_dir_all(&parts).context(|| format!("create {PARTS}"))?;
    fs::write(parts.join("entry.js"), entry).context(|| format!("write {PARTS}/entry.js"))?;
    bundle(&format!("{PARTS}/entry.js"), &whole)?;
    fs::rename(workspace::path(&whole)?, workspace::path(&glue)?)
        .context(|| "put the glue in place".into())
}

/// The script that exports what a glue does, and `loadDistrict` beside it. It lies two folders below the root. `checker` has the
/// engine that checks packs fetched, for a module that is not that engine.
pub(crate) fn with_loader(module: &Module, glue: &str, checker: &str) -> String {
    let checker = if module.checks { "undefined" } else { checker };
    format!(
        r#"import {{ Calculator, sha256 }} from "{glue}";
import {{ loaderOf }} from "../../src/wasm/loader.js";
export * from "{glue}";
export const loadDistrict = /* @__PURE__ */ loaderOf({{ Calculator, sha256 }}, {checker});
"#
    )
}

/// Bundles a script with what it imports.
pub(crate) fn bundle(entry: &str, out: &str) -> Result {
    let how = ["--bundle", "--minify", "--format=esm", "--target=es2020", "--log-level=warning"];
    let esbuild = ["node_modules/esbuild/bin/esbuild", entry, &format!("--outfile={out}")];
    Run::new("node")?.args(esbuild).args(how).run()
}

/// A program of binaryen.
pub(crate) fn binaryen(program: &str) -> Result<Run> {
    Ok(Run::new("node")?.args([format!("node_modules/binaryen/bin/{program}")]))
}
