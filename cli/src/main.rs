//! The `huisuan` command: checks rule packs, runs their cases, asks them about households and publishes them.

mod answers;
mod asked;
mod batch;
mod chain;
mod chart;
mod cliffs;
mod command;
mod coverage;
mod diff;
mod end;
mod explain;
mod format;
mod interview;
mod output;
mod pages;
mod render;
mod rules;
mod text;
mod watch;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::command::Command;

/// Check, test, ask and publish rule packs for China's civil-affairs benefits.
///
/// Exit codes: 0 all is well; 1 there are findings in rules, cases or a household; 2 the command could not be carried out as asked.
#[derive(Debug, Parser)]
#[command(name = "huisuan", version)]
struct Arguments {
    /// The folder with the rules: for each jurisdiction a folder or a published file.
    #[arg(long, global = true, value_name = "DIR", default_value = "rules")]
    rules: PathBuf,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command.run(&arguments.rules) {
        Ok(end) => end.into(),
        Err(refusal) => {
            anstream::eprint!("{}", refusal.rendered());
            ExitCode::from(2)
        }
    }
}
