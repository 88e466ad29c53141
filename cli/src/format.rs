//! How an answer about a household is written.

use clap::ValueEnum;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For programs: JSON.
    Json,
    /// For people, in Chinese.
    Text,
}
