//! Writing results to standard output.

use std::io::{self, ErrorKind, Write};

use crate::end::Refusal;

/// Writes a result. A reader that has seen enough and closed the pipe is no error.
pub(crate) fn print(text: &str) -> Result<(), Refusal> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Refusal::of_file("write to", "standard output", &error))
        }
        _ => Ok(()),
    }
}

/// The number and its noun: `1 error`, `2 errors`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
