//! `cargo xtask wasm`: the engine for the browser, into `pkg/wasm`.
//!
//! Two files hold the same engine: `huisuan_bg.wasm`, and its twin in plain
//! JavaScript, `huisuan_twin.js`, for pages whose security policy or browser
//! allows no WebAssembly. The twin is made from the very bytes of the first.

use std::fs;

use crate::error::{Context, Error, Result};
use crate::process::Run;
use crate::setup::{TARGET, WasmToolchain};
use crate::workspace;

/// The only instructions that may be in the file that is shipped.
const FEATURES: [&str; 2] = ["--mvp-features", "--enable-mutable-globals"];

/// Where the built engine goes.
const OUT: &str = "pkg/wasm";

/// The engine as it is shipped.
const MODULE: &str = "pkg/wasm/huisuan_bg.wasm";

/// Where the parts of the twin are put together.
const PARTS: &str = "target/twin";

/// Compiles, shrinks and validates the engine, and makes its twin.
pub(crate) fn run(toolchain: &WasmToolchain) -> Result {
    compile(toolchain)?;
    shrink()?;
    validate()?;
    twin()
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
    let how = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
    binaryen("wasm-opt")?.args(FEATURES).args(how).args([MODULE, "-o", smaller]).run()?;
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

/// Translates the module to JavaScript and bundles it with its glue.
fn twin() -> Result {
    let parts = workspace::path(PARTS)?;
    workspace::remove(&parts)?;
    let how = ["--target", "bundler", "--no-typescript", "--out-dir", PARTS];
    let compiled = workspace::target()?.join(TARGET).join("wasm/huisuan.wasm");
    Run::new("wasm-bindgen")?.args(how).arg(compiled).run()?;

    let glue = parts.join("huisuan_bg.js");
    let text = fs::read_to_string(&glue).context(|| "read the glue of the twin".into())?;
    fs::write(&glue, watch_growth(&text)?).context(|| "write the glue of the twin".into())?;

    let translated = format!("{PARTS}/translated.js");
    binaryen("wasm2js")?.args(FEATURES).args(["-Oz", MODULE, "-o", &translated]).run()?;

    fs::write(parts.join("twin.js"), TWIN).context(|| "write the entry of the twin".into())?;
    let entry = format!("{PARTS}/twin.js");
    let out = format!("--outfile={OUT}/huisuan_twin.js");
    let how = ["--bundle", "--minify", "--format=esm", "--target=es2020", "--log-level=warning"];
    let esbuild = ["node_modules/esbuild/bin/esbuild", &entry, &out];
    Run::new("node")?.args(esbuild).args(how).run()
}

/// The twin: the glue of wasm-bindgen over the translated module.
const TWIN: &str = r#"import * as module from "./translated.js";
import * as glue from "./huisuan_bg.js";
glue.__wbg_set_wasm(module);
export * from "./huisuan_bg.js";
"#;

/// Makes the glue look at the memory anew whenever it has grown.
///
/// The memory of a WebAssembly module that grows detaches its old buffer, and
/// the glue asks for that. The memory of the twin is an ordinary buffer that
/// is replaced by a larger one, so the glue has to compare the buffers.
fn watch_growth(glue: &str) -> Result<String> {
    let changes = [
        (
            "cachedUint8ArrayMemory0.byteLength === 0",
            "cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer",
        ),
        ("cachedDataViewMemory0.buffer.detached === undefined && ", ""),
    ];
    changes.into_iter().try_fold(glue.to_owned(), |glue, (from, to)| {
        if glue.contains(from) {
            Ok(glue.replace(from, to))
        } else {
            Err(Error::new("the glue of wasm-bindgen looks at its memory in a new way")
                .help(format!("bring `watch_growth` up to date: `{from}` is gone")))
        }
    })
}

fn binaryen(program: &str) -> Result<Run> {
    Ok(Run::new("node")?.args([format!("node_modules/binaryen/bin/{program}")]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_of_the_twin_compares_buffers() {
        let glue = "if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) \
                    (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)";
        assert_eq!(
            watch_growth(glue).unwrap(),
            "if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer) \
             (cachedDataViewMemory0.buffer !== wasm.memory.buffer)"
        );
    }

    #[test]
    fn glue_of_another_shape_is_refused() {
        let error = watch_growth("").unwrap_err();
        assert!(error.to_string().contains("`watch_growth`"), "{error}");
    }
}
