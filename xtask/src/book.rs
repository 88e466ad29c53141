//! `cargo xtask book`: the pages of `docs/` as a book, into `dist/book`.

use crate::error::Result;
use crate::process::Run;
use crate::setup;

/// Sets up what is missing and makes the book.
pub(crate) fn run() -> Result {
    setup::for_book()?;
    make()?;
    println!("  the book is in dist/book/");
    Ok(())
}

/// Makes the book. A page that is named in the contents and is not there is an error.
pub(crate) fn make() -> Result {
    Run::new("mdbook")?.args(["build", "docs"]).run()
}
