//! The subcommands, one file each.

mod check;
mod test;

use std::path::Path;

use clap::Subcommand;

use crate::end::{End, Refusal};

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Test(test::Test),
}

impl Command {
    /// Carries it out on the packs of a rules folder.
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        match self {
            Self::Check(it) => it.run(rules),
            Self::Test(it) => it.run(rules),
        }
    }
}
