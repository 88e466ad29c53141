//! A text whose last line ends like the others.

use std::io::{self, Read};

/// Reads a text, and one line end after it where it has none. So every row of a list has an end, and where it begins can be
/// counted back from there.
pub(super) struct Ended<R> {
    inner: R,
    last: Option<u8>,
}

impl<R> Ended<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, last: None }
    }
}

impl<R: Read> Read for Ended<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if let Some(last) = buffer.get(..read).and_then(<[u8]>::last) {
            self.last = Some(*last);
            return Ok(read);
        }
        match (self.last, buffer.first_mut()) {
            (Some(last), Some(first)) if last != b'\n' => {
                *first = b'\n';
                self.last = Some(b'\n');
                Ok(1)
            }
            _ => Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_without_its_end_is_given_one() {
        for (text, read) in [("", ""), ("a", "a\n"), ("a\n", "a\n"), ("a\n\nb\r", "a\n\nb\r\n")] {
            let mut all = String::new();
            Ended::new(text.as_bytes()).read_to_string(&mut all).unwrap();
            assert_eq!(all, read);
        }
    }
}
