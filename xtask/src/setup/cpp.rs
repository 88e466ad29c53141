//! A C++ compiler, for the library that drives the fuzzer.

use super::{found, system};
use crate::error::Result;
use crate::process;

/// The compiler as build scripts look for it.
const NAME: &str = "c++";

pub(super) fn setup() -> Result {
    if process::find(NAME).is_none() {
        system::install(&["g++"], "the C++ compiler for the fuzzer")?;
    }
    found("C++ compiler", NAME);
    Ok(())
}
