//! Running other programs.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{Context, Error, Result};
use crate::workspace;

/// A program to run at the root of the repository, with the tools of the
/// project before everything else on `PATH`.
#[derive(Debug)]
pub(crate) struct Run {
    command: Command,
}

impl Run {
    /// Prepares `program`; nothing runs yet.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Result<Self> {
        let mut command = Command::new(program);
        command.current_dir(workspace::root()?).env("PATH", search_path()?);
        Ok(Self { command })
    }

    /// Prepares the cargo that started this build.
    pub(crate) fn cargo() -> Result<Self> {
        Self::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Adds arguments.
    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    /// Adds one argument.
    pub(crate) fn arg(self, arg: impl AsRef<OsStr>) -> Self {
        self.args([arg])
    }

    /// Sets one variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes one variable out of the environment.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs somewhere other than the root.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs, showing the program's own output; an exit code other than 0 is an
    /// error that repeats the command.
    pub(crate) fn run(mut self) -> Result {
        let line = self.line();
        println!("  $ {line}");
        let status = self.command.status().context(|| format!("run `{line}`"))?;
        if status.success() {
            Ok(())
        } else {
            Err(Error::new(format!("`{line}` failed ({status})")))
        }
    }

    /// Runs quietly and gives back what the program wrote to standard output.
    pub(crate) fn read(mut self) -> Result<String> {
        let line = self.line();
        let output =
            self.command.stdin(Stdio::null()).output().context(|| format!("run `{line}`"))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(Error::new(format!("`{line}` failed ({}): {}", output.status, said.trim())))
        }
    }

    fn line(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name = program.file_name().unwrap_or(program.as_os_str());
        let words = std::iter::once(name).chain(self.command.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// `PATH` with `tools/bin` and the Node programs of the project in front.
pub(crate) fn search_path() -> Result<OsString> {
    search_path_with(None)
}

/// The same with one more folder between the tools and the rest.
pub(crate) fn search_path_with(folder: Option<&Path>) -> Result<OsString> {
    let own = [workspace::path("tools/bin")?, workspace::path("node_modules/.bin")?];
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = own.into_iter().chain(folder.map(Path::to_path_buf));
    env::join_paths(folders.chain(env::split_paths(&rest)))
        .context(|| "put the tools on PATH".into())
}

/// Where `program` is, if it is on `PATH` or among the tools of the project.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&search_path().ok()?).map(|folder| folder.join(&file)).find(|it| it.is_file())
}

/// The first version number a program prints of itself, as `[major, minor, patch]`.
pub(crate) fn version(program: &str) -> Option<[u64; 3]> {
    let path = find(program)?;
    parse_version(&Run::new(path).ok()?.args(["--version"]).read().ok()?)
}

/// Reads the first `1.2.3` in a text; a missing patch counts as 0.
pub(crate) fn parse_version(text: &str) -> Option<[u64; 3]> {
    let word = text
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .find(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut numbers = word.split('.').map(|number| number.parse().unwrap_or(0));
    Some([numbers.next()?, numbers.next()?, numbers.next().unwrap_or(0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_programs_print() {
        assert_eq!(parse_version("wasm-pack 0.15.1"), Some([0, 15, 1]));
        assert_eq!(parse_version("v20.20.2\n"), Some([20, 20, 2]));
        assert_eq!(parse_version("Chromium 156.0.8078.73 built on"), Some([156, 0, 8078]));
        assert_eq!(parse_version("wasm-opt version 132 (version_132)"), None);
    }

    #[test]
    fn the_command_line_is_shown_without_folders() {
        let run = Run::new("/usr/bin/node").unwrap().args(["--test", "a.mjs"]);
        assert_eq!(run.line(), "node --test a.mjs");
    }

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let error = Run::new("git").unwrap().args(["no-such-verb"]).read().unwrap_err();
        assert!(error.to_string().starts_with("`git no-such-verb` failed"), "{error}");
    }
}
