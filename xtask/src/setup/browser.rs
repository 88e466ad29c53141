//! Chromium, and a font with Chinese in it, for the tests in the browser.

use std::env;
use std::path::PathBuf;

use super::{found, system};
use crate::error::{Error, Result};
use crate::process::{self, Run};

/// The browser the tests run in.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The program to start.
    pub(crate) chromium: PathBuf,
}

/// Names under which Chromium or Chrome is installed, most open first.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where it is where programs are not on `PATH`.
const PLACES: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

pub(super) fn setup() -> Result<Browser> {
    let mut missing = Vec::new();
    if find_chromium().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_font() {
        missing.extend(["fonts-noto-cjk", "fontconfig"]);
    }
    if !missing.is_empty() {
        system::install(&missing, "the browser for the tests")?;
    }
    let chromium = find_chromium().ok_or_else(|| {
        Error::new("no Chromium found")
            .help("install Chromium or Chrome, or put the program's path into CHROMIUM")
    })?;
    found("Chromium", chromium.display());
    Ok(Browser { chromium })
}

/// `CHROMIUM` from the environment, or the first one found.
fn find_chromium() -> Option<PathBuf> {
    let given = env::var_os("CHROMIUM").map(PathBuf::from);
    let on_path = || NAMES.into_iter().find_map(process::find);
    let elsewhere = || PLACES.into_iter().map(PathBuf::from).find(|it| it.is_file());
    given.filter(|it| it.is_file()).or_else(on_path).or_else(elsewhere)
}

/// Whether the system can draw Chinese. Desktops other than Linux always can.
fn has_chinese_font() -> bool {
    if cfg!(not(target_os = "linux")) {
        return true;
    }
    let fonts = || Run::new("fc-list")?.args([":lang=zh-cn", "family"]).read();
    fonts().is_ok_and(|families| !families.trim().is_empty())
}
