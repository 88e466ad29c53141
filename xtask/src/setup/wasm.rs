//! A compiler for wasm32, and a standard library for the oldest WebAssembly.
//!
//! The ready-made standard library uses instructions that browsers before 2022
//! do not know. So the library is compiled here, once, from the source that
//! comes with the compiler, for the first version of WebAssembly ("MVP") with
//! mutable globals. It goes into `tools/wasm/`; every build for wasm32 takes it
//! from there, and the library of the machine stays as it is.
//!
//! The compiler is the one that runs this build, when its library source is
//! there or rustup can fetch it. Where rustup cannot, on an intranet, Debian's
//! packages have a current compiler together with its source.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use super::{found, installing, system};
use crate::error::{Context, Error, Result};
use crate::process::{self, Run};
use crate::workspace;

/// The target of everything built for the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler with its standard library as source, clippy and a linker.
const DEBIAN_PACKAGES: [&str; 5] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];

/// The instructions that every browser since 2018 knows.
const MVP: [&str; 2] = ["-Ctarget-cpu=mvp", "-Ctarget-feature=+mutable-globals"];

/// What is left out of library and engine alike. A panic would be a fault of the engine: it stops at once, and carries
/// neither words nor the place in the source to say so. The flags are unstable, hence `RUSTC_BOOTSTRAP` beside them; they
/// are given here and not in a manifest, so that an ordinary compiler builds everything else.
const WITHOUT_WORDS: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// Which parts of the standard library are compiled, and to be small.
const LIBRARY: [&str; 2] =
    ["-Zbuild-std=std,panic_abort,test", "-Zbuild-std-features=optimize_for_size"];

/// What compiles the engine for the browser.
#[derive(Debug)]
pub(crate) struct WasmToolchain {
    compiler: Compiler,
    /// Where the standard library for MVP is.
    sysroot: PathBuf,
}

/// A Rust compiler together with the source of its standard library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compiler {
    /// The one that runs this build.
    Own,
    /// Debian's, in `/usr/bin`.
    Debian,
}

impl WasmToolchain {
    /// Whether it is the compiler that runs this build, and not another version.
    pub(crate) fn is_own(&self) -> bool {
        self.compiler == Compiler::Own
    }

    /// The cargo of this toolchain, compiling for wasm32.
    pub(crate) fn cargo(&self) -> Result<Run> {
        self.apply(self.compiler.cargo()?)
    }

    /// Makes a command compile for wasm32 with this toolchain.
    pub(crate) fn apply(&self, run: Run) -> Result<Run> {
        let mut sysroot = OsString::from("--sysroot=");
        sysroot.push(&self.sysroot);
        let mut flags = vec![sysroot];
        flags.extend(MVP.iter().chain(&WITHOUT_WORDS).map(OsString::from));
        flags.extend(forget(&[(workspace::root()?, "huisuan")]));
        // Separated by the unit separator, so that folders may have spaces.
        let flags = flags.join(OsStr::new("\x1f"));
        let run = self.compiler.apply(run)?.env("CARGO_ENCODED_RUSTFLAGS", flags);
        Ok(run.env("RUSTC_BOOTSTRAP", "1"))
    }
}

/// Keeps the folders of the machine that builds out of the file that is shipped:
/// these folders, and those where cargo keeps other people's crates, are written
/// by a short name. The same source then gives the same file everywhere.
fn forget(folders: &[(PathBuf, &str)]) -> Vec<OsString> {
    let crates = crate_folders().into_iter().map(|folder| (folder, "crates"));
    let flag = |(folder, name): (PathBuf, &str)| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(folder);
        flag.push(format!("={name}"));
        flag
    };
    folders.iter().cloned().chain(crates).map(flag).collect()
}

/// The folders with the source of other people's crates: one for each registry.
fn crate_folders() -> Vec<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = named.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    registries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
}

pub(super) fn setup() -> Result<WasmToolchain> {
    let compiler = choose()?;
    let library = compiler.library_source()?;
    found("standard library source", library.display());
    let how = [&MVP[..], &WITHOUT_WORDS, &LIBRARY, &[LIBRARY_PROFILE]].concat().join(" ");
    let made_of = format!("{}{how}\n", compiler.rustc_version()?);
    // Another library has another name, so that cargo compiles anew against it.
    let name = format!("tools/wasm/sysroot-{:016x}", digest(&made_of));
    let sysroot = workspace::path(&name)?;
    let stamp = sysroot.join("made-of");
    if fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        found("standard library for MVP", &name);
    } else {
        installing("standard library for MVP", &format!("compiled into {name}"));
        build_library(compiler, &library, &sysroot)?;
        fs::write(&stamp, made_of).context(|| "note what the library was made of".into())?;
    }
    Ok(WasmToolchain { compiler, sysroot })
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// A compiler that is ready, or else the first that can be made ready.
///
/// `HUISUAN_WASM_COMPILER=own` or `=debian` decides instead.
fn choose() -> Result<Compiler> {
    let wanted = env::var("HUISUAN_WASM_COMPILER").unwrap_or_default();
    let candidates = match wanted.as_str() {
        "own" => &[Compiler::Own][..],
        "debian" => &[Compiler::Debian],
        _ => &[Compiler::Own, Compiler::Debian],
    };
    if let Some(ready) = candidates.iter().find(|it| it.is_ready()) {
        return Ok(*ready);
    }
    for compiler in candidates {
        match compiler.install() {
            Ok(()) => return Ok(*compiler),
            Err(error) => println!("  not possible: {error}"),
        }
    }
    Err(Error::new("no compiler for wasm32 with the source of its standard library").help(format!(
        "run `rustup component add rust-src`; where rustup cannot download, on Debian 12 an \
         administrator runs once: apt-get update && apt-get install -y --no-install-recommends {}",
        DEBIAN_PACKAGES.join(" ")
    )))
}

impl Compiler {
    fn is_ready(self) -> bool {
        // The ordinary toolchain carries a linker for wasm32, Debian's does not.
        let linker = || self == Compiler::Own || process::find("wasm-ld-22").is_some();
        self.library_source().is_ok() && linker()
    }

    /// Installs what it lacks.
    fn install(self) -> Result {
        match self {
            Compiler::Own => {
                installing("standard library source", "rustup component add rust-src");
                Run::new("rustup")?
                    .args(["component", "add", "rust-src"])
                    .env("RUST_BACKTRACE", "0")
                    .read()?;
            }
            Compiler::Debian => system::install(&DEBIAN_PACKAGES, "a compiler for wasm32")?,
        }
        self.library_source().map(|_| ())
    }

    /// Makes a command use this compiler.
    fn apply(self, run: Run) -> Result<Run> {
        match self {
            Compiler::Own => Ok(run),
            // A cargo started from rustup's would ask rustup for its compiler.
            Compiler::Debian => Ok(run
                .env("PATH", process::search_path_with(Some(Path::new("/usr/bin")))?)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22")
                .without("RUSTUP_TOOLCHAIN")
                .without("CARGO")
                .without("RUSTC")),
        }
    }

    fn cargo(self) -> Result<Run> {
        match self {
            Compiler::Own => Run::cargo(),
            Compiler::Debian => self.apply(Run::new("/usr/bin/cargo")?),
        }
    }

    fn rustc(self) -> Result<Run> {
        match self {
            Compiler::Own => Run::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())),
            Compiler::Debian => self.apply(Run::new("/usr/bin/rustc")?),
        }
    }

    fn rustc_version(self) -> Result<String> {
        self.rustc()?.args(["--version", "--verbose"]).read()
    }

    /// The folder with the source of the standard library.
    fn library_source(self) -> Result<PathBuf> {
        let sysroot = self.rustc()?.args(["--print", "sysroot"]).read()?;
        let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library");
        let there = library.join("std/Cargo.toml").is_file();
        there
            .then_some(library)
            .ok_or_else(|| Error::new("the standard library has no source here"))
    }
}

/// Compiles the standard library for MVP and lays it out as a sysroot.
fn build_library(compiler: Compiler, library: &Path, sysroot: &Path) -> Result {
    // One of another compiler or an interrupted build is of no further use.
    workspace::remove(&workspace::path("tools/wasm")?)?;
    let folder = workspace::path("tools/wasm/library")?;
    write(&folder.join("Cargo.toml"), &format!("{MANIFEST}{LIBRARY_PROFILE}"))?;
    write(&folder.join("src/lib.rs"), "//! Empty: only the standard library is wanted.\n")?;

    let mut flags = forget(&[(library.to_path_buf(), "library")]);
    flags.extend(MVP.iter().chain(&WITHOUT_WORDS).map(OsString::from));
    // Link-time optimisation reaches into the library only if it keeps its bitcode.
    flags.push("-Cembed-bitcode=yes".into());

    let build = ["build", "--quiet", "--release", "--target", TARGET];
    compiler
        .cargo()?
        .within(&folder)
        .args(build)
        .args(LIBRARY)
        .args(["--target-dir", "target"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join(OsStr::new("\x1f")))
        .run()?;

    let libraries = folder.join("target").join(TARGET).join("release/deps");
    let place = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    workspace::copy(&libraries, &place, is_library)?;
    workspace::remove(&folder)
}

/// Compiled libraries other than the empty one that asked for them.
fn is_library(file: &Path) -> bool {
    let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
    file.extension() == Some(OsStr::new("rlib")) && !name.starts_with("libwants_std")
}

const MANIFEST: &str = r#"# Written by `cargo xtask setup`.
[package]
name = "wants_std"
version = "0.0.0"
edition = "2024"

[workspace]

"#;

const LIBRARY_PROFILE: &str = r#"[profile.release]
opt-level = "z"
panic = "abort"
codegen-units = 1
"#;

fn write(file: &Path, text: &str) -> Result {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).context(|| format!("create `{}`", folder.display()))?;
    }
    fs::write(file, text).context(|| format!("write `{}`", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_libraries_of_the_standard_library_are_taken() {
        assert!(is_library(Path::new("deps/libcore-1f.rlib")));
        assert!(!is_library(Path::new("deps/libwants_std-1f.rlib")));
        assert!(!is_library(Path::new("deps/libcore-1f.rmeta")));
    }
}
