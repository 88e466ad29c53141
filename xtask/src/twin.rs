//! The twin: the engine in plain JavaScript, made from the shipped module.
//!
//! `wasm2js` translates the module, and the glue that wasm-bindgen writes for
//! bundlers goes around it. Two things are different without WebAssembly, and
//! the glue is told about both: how the memory grows, and how numbers of 64
//! bits are handed over.

use std::fs;

use crate::error::{Context, Error, Result};
use crate::process::Run;
use crate::setup::TARGET;
use crate::wasm::{FEATURES, Module, OUT, binaryen, bundle, with_loader};
use crate::workspace;

/// Where the parts of the twin are put together.
const PARTS: &str = "target/twin";

/// What is done before a page may use the glue.
const START: &str = r#"import * as module from "./translated.js";
import { __wbg_set_wasm } from "./glue.js";
__wbg_set_wasm(module);
"#;

/// Fetches the twin that checks packs.
const CHECKER: &str = r#"async () => (await import(new URL("huisuan_check_twin.js", import.meta.url).href)).Calculator"#;

/// Translates the module and bundles it with its glue.
pub(crate) fn run(module: &Module) -> Result {
    let parts = workspace::path(PARTS)?;
    workspace::remove(&parts)?;
    let how = ["--target", "bundler", "--no-typescript", "--out-dir", PARTS];
    let name = ["--out-name", module.name];
    let compiled = workspace::target()?.join(TARGET).join("wasm/huisuan.wasm");
    Run::new("wasm-bindgen")?.args(how).args(name).arg(compiled).run()?;

    let translated = format!("{PARTS}/translated.js");
    binaryen("wasm2js")?.args(FEATURES).args(["-Oz", &module.file(), "-o", &translated]).run()?;

    // The module asks for this file, so what adapts the glue takes its name.
    let asked = format!("{}_bg.js", module.name);
    let text = fs::read_to_string(parts.join(&asked));
    let glue = watch_growth(&text.context(|| "read the glue of the twin".into())?)?;
    let interface = binaryen("wasm-dis")?.args(FEATURES).arg(module.file()).read()?;
    let files = [
        ("glue.js", glue.as_str()),
        (asked.as_str(), &join_halves(&interface)?),
        ("twin.js", &format!("{START}{}", with_loader(module, "./glue.js", CHECKER))),
    ];
    for (name, text) in files {
        fs::write(parts.join(name), text).context(|| format!("write {PARTS}/{name}"))?;
    }

    let (entry, out) = (format!("{PARTS}/twin.js"), format!("{OUT}/{}_twin.js", module.name));
    bundle(&entry, &out)
}

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
    for (from, _) in &changes {
        if !glue.contains(from) {
            return Err(Error::new(format!("`{from}` is gone from the glue of wasm-bindgen"))
                .help("bring `watch_growth` in xtask/src/twin.rs up to date"));
        }
    }
    Ok(changes.into_iter().fold(glue.to_owned(), |glue, (from, to)| glue.replace(from, to)))
}

/// Writes what stands between the translated module and its glue: each number
/// of 64 bits, which the translated module hands over as a lower and an upper
/// half, is put together again.
fn join_halves(module: &str) -> Result<String> {
    let mut adapter = String::from(ADAPTER);
    for line in module.lines().map(str::trim_start) {
        // (import "./huisuan_bg.js" "name" (func $fimport$0 (param i32 i64) (result i32)))
        let types = line.rsplit_once("(func ").map(|(_, types)| types).unwrap_or_default();
        if line.starts_with("(import ") && types.contains("i64") {
            adapter.push_str(&join_halves_of(line).ok_or_else(|| {
                Error::new(format!("the twin cannot take a 64-bit number back: {line}"))
                    .help("let JavaScript answer with text or with 32 bits")
            })?);
        }
    }
    match wide_export(module) {
        Some(line) => Err(Error::new(format!("the twin cannot pass a 64-bit number on: {line}"))
            .help("let the engine take and give text or 32 bits")),
        None => Ok(adapter),
    }
}

const ADAPTER: &str = r#"import * as glue from "./glue.js";
export * from "./glue.js";
const join = (low, high) => BigInt(high) * BigInt(4294967296) + BigInt(low >>> 0);
"#;

/// The adapter of one import, unless it gives back a number of 64 bits.
fn join_halves_of(import: &str) -> Option<String> {
    let name = import.split('"').nth(3)?;
    let types = import.split_once("(param ")?.1.split_once(')')?;
    if types.1.contains("i64") {
        return None;
    }
    let mut taken = Vec::new();
    let mut given = Vec::new();
    for (number, kind) in types.0.split(' ').enumerate() {
        if kind == "i64" {
            taken.push(format!("low{number}, high{number}"));
            given.push(format!("join(low{number}, high{number})"));
        } else {
            taken.push(format!("it{number}"));
            given.push(format!("it{number}"));
        }
    }
    let (taken, given) = (taken.join(", "), given.join(", "));
    Some(format!("export const {name} = ({taken}) => glue.{name}({given});\n"))
}

/// The first exported function that takes or gives a number of 64 bits.
fn wide_export(module: &str) -> Option<&str> {
    let lines = || module.lines().map(str::trim_start);
    let exported: Vec<_> = lines()
        .filter(|line| line.starts_with("(export "))
        .filter_map(|line| line.split_once("(func ")?.1.split(')').next())
        .collect();
    lines().filter(|line| line.contains("i64")).find(|line| {
        let name = line.strip_prefix("(func ").and_then(|rest| rest.split([' ', ')']).next());
        name.is_some_and(|name| exported.contains(&name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_compares_buffers() {
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

    #[test]
    fn halves_are_joined_where_64_bits_are_handed_over() {
        let module = r#"(module
 (type $0 (func (param i64) (result i32)))
 (import "./huisuan_bg.js" "narrow" (func $fimport$0 (param i32)))
 (import "./huisuan_bg.js" "wide" (func $fimport$1 (param i32 i64) (result i32)))
 (export "memory" (memory $0))
 (export "g" (func $2))
 (func $1 (param $0 i64)
 )
 (func $2 (param $0 i32) (result i32)
 )
)"#;
        let adapter = join_halves(module).unwrap();
        assert_eq!(
            adapter.strip_prefix(ADAPTER).unwrap(),
            "export const wide = (it0, low1, high1) => glue.wide(it0, join(low1, high1));\n"
        );
    }

    #[track_caller]
    fn refused(module: &str, expected: &str) {
        let error = join_halves(module).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
    }

    #[test]
    fn other_numbers_of_64_bits_are_refused() {
        refused(
            r#"(import "m" "f" (func $fimport$0 (param i32) (result i64)))"#,
            "the twin cannot take a 64-bit number back: (import",
        );
        refused(
            r#"(import "m" "f" (func $fimport$0 (result i64)))"#,
            "the twin cannot take a 64-bit number back: (import",
        );
        refused(
            "(export \"g\" (func $0))\n(func $0 (param $0 i64)\n)",
            "the twin cannot pass a 64-bit number on: (func $0",
        );
    }
}
