//! Packages of the operating system.
//!
//! Installed only where that can be done without asking: on a Debian-like
//! system, as root or through `sudo` without a password. Everywhere else the
//! error names the one command an administrator runs.

use std::cell::Cell;

use crate::error::{Error, Result};
use crate::process::{self, Run};

thread_local! {
    /// The package lists are fetched once in a run.
    static LISTS_FETCHED: Cell<bool> = const { Cell::new(false) };
}

/// Installs Debian packages, for `purpose`.
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result {
    let by_hand = format!(
        "an administrator runs once: apt-get update && apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    let Some(prefix) = administrator() else {
        return Err(Error::new(format!("{purpose} is missing and cannot be installed from here"))
            .help(format!("{by_hand} (or install the same with your system's own packages)")));
    };
    super::installing(purpose, "from the system's packages");
    if !LISTS_FETCHED.replace(true) {
        apt_get(prefix, &["update", "-qq"])?;
    }
    let options = ["install", "-y", "-qq", "--no-install-recommends"];
    apt_get(prefix, &[&options[..], packages].concat()).map_err(|error| error.help(by_hand))
}

/// The words to put before a command so that it runs as an administrator, or
/// nothing where that is not possible.
fn administrator() -> Option<&'static [&'static str]> {
    process::find("apt-get")?;
    let user = Run::new("id").ok()?.args(["-u"]).read().ok()?;
    if user.trim() == "0" {
        return Some(&[]);
    }
    process::find("sudo")?;
    let silent = Run::new("sudo").ok()?.args(["-n", "true"]).read();
    silent.is_ok().then_some(&["sudo", "-n"][..])
}

fn apt_get(prefix: &[&str], args: &[&str]) -> Result {
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], args].concat();
    let Some((program, rest)) = words.split_first() else { return Ok(()) };
    Run::new(program)?.args(rest).run()
}
