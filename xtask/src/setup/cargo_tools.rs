//! Programs that cargo installs, into `tools/`, for this project alone.

use serde_json::Value;

use super::{found, installing};
use crate::error::{Context, Error, Result};
use crate::process::{self, Run};
use crate::workspace;

/// A program that cargo can install.
pub(super) struct CargoTool {
    /// The name of the program.
    program: &'static str,
    /// The crate it comes from.
    package: &'static str,
    /// The version to install.
    version: [u64; 3],
    /// Which installed versions will do.
    enough: fn(installed: [u64; 3], wanted: [u64; 3]) -> bool,
    /// Whether to take the dependencies its authors released it with.
    locked: bool,
    /// Whether its default features are left out: what serves and watches is not needed here.
    bare: bool,
}

/// The programs that building needs.
pub(super) fn for_build() -> Result<[CargoTool; 2]> {
    let wasm_pack = CargoTool {
        program: "wasm-pack",
        package: "wasm-pack",
        version: [0, 15, 1],
        enough: same_minor_or_newer,
        locked: true,
        bare: false,
    };
    let wasm_bindgen = CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: locked_version("wasm-bindgen")?,
        // The program reads what the crate of the same version wrote.
        enough: |installed, wanted| installed == wanted,
        // The versions it was released with are not always served everywhere.
        locked: false,
        bare: false,
    };
    Ok([wasm_pack, wasm_bindgen])
}

/// The programs that testing needs besides.
pub(super) fn for_tests() -> [CargoTool; 2] {
    let cargo_deny = CargoTool {
        program: "cargo-deny",
        package: "cargo-deny",
        version: [0, 20, 2],
        enough: same_minor_or_newer,
        locked: true,
        bare: false,
    };
    [cargo_deny, for_book()]
}

/// The program that makes the book.
pub(super) fn for_book() -> CargoTool {
    CargoTool {
        program: "mdbook",
        package: "mdbook",
        version: [0, 5, 4],
        enough: same_minor_or_newer,
        locked: true,
        bare: true,
    }
}

fn same_minor_or_newer(installed: [u64; 3], wanted: [u64; 3]) -> bool {
    installed >= wanted
}

pub(super) fn setup(tools: &[CargoTool]) -> Result {
    let mut installed = false;
    for tool in tools {
        match process::version(tool.program) {
            Some(version) if (tool.enough)(version, tool.version) => {
                found(tool.program, dotted(version));
            }
            _ => {
                install(tool)?;
                installed = true;
            }
        }
    }
    // What the compiler left behind is large and of no further use.
    if installed { workspace::remove(&workspace::path("tools/build")?) } else { Ok(()) }
}

fn install(tool: &CargoTool) -> Result {
    let version = dotted(tool.version);
    installing(tool.program, &format!("cargo install {} {version}", tool.package));
    let mut args = vec!["install", "--quiet", tool.package, "--version", &version];
    args.extend(["--root", "tools", "--target-dir", "tools/build"]);
    if tool.locked {
        args.push("--locked");
    }
    if tool.bare {
        args.push("--no-default-features");
    }
    // They run for seconds, so they are compiled to be there soon, not to be fast.
    Run::cargo()?
        .args(args)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .run()
}

/// The version of a crate that `Cargo.lock` names.
fn locked_version(package: &str) -> Result<[u64; 3]> {
    let args = ["metadata", "--format-version", "1", "--locked"];
    let text = Run::cargo()?.args(args).read()?;
    let metadata: Value =
        serde_json::from_str(&text).context(|| "read what cargo says of the workspace".into())?;
    metadata
        .get("packages")
        .and_then(Value::as_array)
        .and_then(|packages| packages.iter().find(|it| text_of(it, "name") == Some(package)))
        .and_then(|found| process::parse_version(text_of(found, "version")?))
        .ok_or_else(|| Error::new(format!("`{package}` is not in Cargo.lock")))
}

fn text_of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

fn dotted([major, minor, patch]: [u64; 3]) -> String {
    format!("{major}.{minor}.{patch}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_one_wasm_bindgen() {
        assert!(locked_version("wasm-bindgen").unwrap() >= [0, 2, 100]);
    }

    #[test]
    fn a_crate_that_is_not_there_is_an_error() {
        let error = locked_version("no-such-crate").unwrap_err();
        assert_eq!(error.to_string(), "`no-such-crate` is not in Cargo.lock");
    }
}
