//! Waiting for a folder to change.
//!
//! The files are looked at four times a second, by name, size and time of change. A few hundred files take about a millisecond, and it
//! works on every kind of disk, where what a system tells of itself does not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// From one look to the next.
const PAUSE: Duration = Duration::from_millis(250);

type Files = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// A folder as it was last seen.
#[derive(Debug)]
pub(crate) struct Watched {
    folder: PathBuf,
    seen: Files,
}

impl Watched {
    /// The folder as it is now.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), seen: files(folder) }
    }

    /// Waits until the folder has changed, and then until it does not change any more: an editor may write several files.
    pub(crate) fn wait(&mut self) {
        let mut last = files(&self.folder);
        loop {
            thread::sleep(PAUSE);
            let now = files(&self.folder);
            if now != self.seen && now == last {
                self.seen = now;
                return;
            }
            last = now;
        }
    }
}

/// The files below a folder. What cannot be read is not there.
fn files(folder: &Path) -> Files {
    let mut all = Files::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match fs::metadata(&path) {
                Ok(it) if it.is_dir() => open.push(path),
                Ok(it) => drop(all.insert(path, (it.len(), it.modified().ok()))),
                Err(_) => {}
            }
        }
    }
    all
}
