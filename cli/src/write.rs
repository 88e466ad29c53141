//! Writing files so that a reader never sees half of one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::end::Refusal;

/// Writes files of a folder, making the folder where it is missing.
///
/// Each is first written beside its place and then moved there, in the order given; where any cannot be written, none is
/// moved.
pub(crate) fn all(folder: &Path, files: &[(String, String)]) -> Result<(), Refusal> {
    let refuse = |path: &Path, error| Refusal::of_file("write", path.display(), &error);
    fs::create_dir_all(folder).map_err(|error| refuse(folder, error))?;
    let mut written: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (name, text) in files {
        let place = folder.join(name);
        let beside = folder.join(format!(".{name}.{}", std::process::id()));
        let result = fs::write(&beside, text);
        written.push((beside, place));
        if let (Err(error), Some((_, place))) = (result, written.last()) {
            let refusal = refuse(place, error);
            clear(&written);
            return Err(refusal);
        }
    }
    for (beside, place) in &written {
        if let Err(error) = fs::rename(beside, place) {
            let refusal = refuse(place, error);
            clear(&written);
            return Err(refusal);
        }
    }
    Ok(())
}

/// Removes what was written and not moved.
fn clear(written: &[(PathBuf, PathBuf)]) {
    for (beside, _) in written {
        // What was moved is no longer there, and what cannot be removed is told by the refusal that follows.
        let _ = fs::remove_file(beside);
    }
}

/// Writes one file, whole or not at all.
pub(crate) fn one(file: &Path, text: &str) -> Result<(), Refusal> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = file.file_name().and_then(|it| it.to_str()).unwrap_or_default();
    if name.is_empty() {
        return Err(Refusal::new(format!("`{}` is not the name of a file", file.display())));
    }
    all(folder, &[(name.to_owned(), text.to_owned())])
}
