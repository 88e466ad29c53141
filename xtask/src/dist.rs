//! `cargo xtask dist`: what is handed to a webmaster, into `release/`.
//!
//! For each district one page that holds everything and needs no server, and
//! the site as a zip to unpack on one.

use crate::error::Result;
use crate::process::Run;
use crate::{build, setup};

/// Where it goes.
const OUT: &str = "release";

/// Builds the site and packs it.
pub(crate) fn run() -> Result {
    build::site(&setup::for_build()?)?;
    pack()
}

/// Packs the site that is built.
pub(crate) fn pack() -> Result {
    Run::new("node")?.args(["xtask/site/dist.mjs", OUT]).run()?;
    println!("  the pages and the zip are in {OUT}/");
    Ok(())
}
