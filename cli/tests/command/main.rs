//! The command as it is used.
//!
//! Every file of `tests/cmd` says what is typed and what is answered; the rest is what such a file cannot say.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

mod batch;
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test ends where a page is not as it should be"
)]
mod book;
mod diff;
mod editors;
mod example;
mod fmt;
mod interview;
mod pages;
mod publish;
mod repository;
#[expect(clippy::arithmetic_side_effects, reason = "lines of a short list are counted")]
mod rows;
mod streams;

use std::process::{Command, Output};

#[test]
fn commands_answer_as_written() {
    trycmd::TestCases::new().case("tests/cmd/*.md").case("tests/cmd/*.toml");
}

/// Runs the command.
fn huisuan(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huisuan")).args(args).output().unwrap()
}

/// Standard output and standard error.
fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}
