//! The build system of Huisuan: one subcommand, one file.

mod bench;
mod book;
mod build;
mod dist;
mod error;
mod forbid;
mod fuzz;
mod generate;
mod http;
mod process;
mod serve;
mod setup;
mod size;
mod steps;
mod test;
mod twin;
mod wasm;
mod workspace;

use std::env;
use std::process::ExitCode;

use error::{Error, Result};

const USAGE: &str = "\
cargo xtask <command>

  serve      set up, build, and show the site: [--port N] [--no-open]
  test       set up, then everything continuous integration runs
  build      build the whole site into dist/
  dist       pack the site: a zip for servers, and a page in one file for each district
  book       make the book of docs/ into dist/book
  wasm       build only the engine for the browser, into pkg/wasm
  setup      install what is missing, and only that
  size       what a page loads, in bytes, against the budgets
  bench      how fast the engine is, native and in WebAssembly; `bench batch`: a long list
  generate   write the schemas and types that come from the Rust types
  fuzz       random input against the engine: [TARGET] [--seconds N | --inputs N]
  forbid     look for unfinished work in the tree
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result {
    match words {
        ["serve", rest @ ..] => serve::run(&serve::Options::parse(rest)?),
        ["test" | "ci"] => test::run(),
        ["build"] => build::run(),
        ["dist"] => dist::run(),
        ["book"] => book::run(),
        ["wasm"] => wasm::run(&setup::for_build()?),
        ["setup"] => setup::run(),
        ["size"] => size::run(),
        ["bench", rest @ ..] => bench::run(rest),
        ["generate"] => generate::run(),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["forbid"] => forbid::run(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Error::new(format!("unknown command `{}`", words.join(" ")))
            .help("see `cargo xtask help`")),
    }
}
