//! The subcommands, one file each.

mod assess;
mod batch;
mod check;
mod cliffs;
mod diff;
mod explain;
mod fmt;
mod interview;
mod pages;
mod publish;
mod schema;
mod test;

use std::path::Path;

use clap::Subcommand;

use crate::end::{End, Refusal};

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Cliffs(cliffs::Cliffs),
    Diff(diff::DiffCommand),
    Explain(explain::Explain),
    Fmt(fmt::Fmt),
    Test(test::Test),
    Assess(assess::Assess),
    Batch(batch::Batch),
    Interview(interview::Interview),
    Pages(pages::Pages),
    Publish(publish::Publish),
    Schema(schema::Schema),
}

impl Command {
    /// Carries it out on the packs of a rules folder.
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        match self {
            Self::Check(it) => it.run(rules),
            Self::Cliffs(it) => it.run(rules),
            Self::Diff(it) => it.run(rules),
            Self::Explain(it) => it.run(rules),
            Self::Fmt(it) => it.run(rules),
            Self::Test(it) => it.run(rules),
            Self::Assess(it) => it.run(rules),
            Self::Batch(it) => it.run(rules),
            Self::Interview(it) => it.run(rules),
            Self::Pages(it) => it.run(rules),
            Self::Publish(it) => it.run(rules),
            Self::Schema(it) => it.run(),
        }
    }
}
