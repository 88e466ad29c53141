//! `cargo xtask generate`: the files that are made from the Rust types and
//! committed: the JSON Schemas, and the TypeScript types of the package.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::error::{Context, Error, Result};
use crate::process::Run;
use crate::workspace;

/// Where generated files stand.
const FOLDERS: [&str; 2] = ["schema", "pkg/types"];

/// Writes the generated files anew.
pub(crate) fn run() -> Result {
    let program = ["run", "--quiet", "--locked", "--package", "huisuan-cli", "--"];
    Run::cargo()?.args(program).args(["schema", "--out", "schema", "--types", "pkg/types"]).run()
}

/// Writes the generated files anew; an error if that changed any of them.
pub(crate) fn check() -> Result {
    let before = contents()?;
    run()?;
    let stale = changed(&before, &contents()?);
    if stale.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("generated files were stale: {}", stale.join(", ")))
        .help("they are fresh now; commit them"))
}

type Contents = BTreeMap<PathBuf, Vec<u8>>;

fn contents() -> Result<Contents> {
    let root = workspace::root()?;
    let mut contents = BTreeMap::new();
    for folder in FOLDERS {
        for file in workspace::files(&root.join(folder))? {
            let bytes = fs::read(&file).context(|| format!("read `{}`", file.display()))?;
            let below = file.strip_prefix(&root).unwrap_or(&file).to_path_buf();
            contents.insert(below, bytes);
        }
    }
    Ok(contents)
}

/// The files that differ, are new, or are gone.
fn changed(before: &Contents, after: &Contents) -> Vec<String> {
    let mut files: Vec<_> = before.keys().chain(after.keys()).collect();
    files.sort();
    files.dedup();
    files.retain(|file| before.get(*file) != after.get(*file));
    files.into_iter().map(|file| file.display().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Contents {
        files.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn every_kind_of_change_is_named() {
        let before = files(&[("same", "1"), ("gone", "2"), ("edited", "3")]);
        let after = files(&[("same", "1"), ("edited", "4"), ("new", "5")]);
        assert_eq!(changed(&before, &after), ["edited", "gone", "new"]);
        assert!(changed(&after, &after).is_empty());
    }
}
