//! Where things are in the repository.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context, Error, Result};

/// The root of the repository.
pub(crate) fn root() -> Result<PathBuf> {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = xtask.parent().ok_or_else(|| Error::new("xtask has no parent folder"))?;
    Ok(root.to_path_buf())
}

/// A path below the root, written with `/`.
pub(crate) fn path(below: &str) -> Result<PathBuf> {
    Ok(root()?.join(below))
}

/// Where cargo puts what it compiles.
pub(crate) fn target() -> Result<PathBuf> {
    // A relative folder is taken from where cargo runs, which is the root.
    Ok(root()?.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())))
}

/// The files below `folder`, in name order, so that every listing is the same.
/// A folder that does not exist has none.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        collect(folder, &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result {
    let entries = fs::read_dir(folder).context(|| format!("list `{}`", folder.display()))?;
    for entry in entries {
        let path = entry.context(|| format!("list `{}`", folder.display()))?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// Copies every file below `from` to the same place below `to`, except those
/// that `keep` refuses.
pub(crate) fn copy(from: &Path, to: &Path, keep: impl Fn(&Path) -> bool) -> Result {
    for file in files(from)?.iter().filter(|file| keep(file)) {
        let place = file.strip_prefix(from).context(|| format!("copy `{}`", file.display()))?;
        let target = to.join(place);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).context(|| format!("create `{}`", folder.display()))?;
        }
        fs::copy(file, &target).context(|| format!("copy `{}`", file.display()))?;
    }
    Ok(())
}

/// Removes a folder with all it holds, if it is there.
pub(crate) fn remove(folder: &Path) -> Result {
    if folder.exists() {
        fs::remove_dir_all(folder).context(|| format!("remove `{}`", folder.display()))?;
    }
    Ok(())
}
