//! How far a list has been read, for whoever watches.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of a list has been read, of how much there is: bytes, or rows where the file knows how many it has.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    read: Arc<AtomicU64>,
    pub(crate) whole: u64,
}

impl Reach {
    pub(super) fn of(whole: u64) -> Self {
        Self { read: Arc::new(AtomicU64::new(0)), whole }
    }

    pub(super) fn add(&self, more: usize) {
        self.read.fetch_add(u64::try_from(more).unwrap_or(0), Ordering::Relaxed);
    }

    /// What has been read so far.
    pub(crate) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

/// Something that is read, and counts it.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) reach: Reach,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.reach.add(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_read_is_counted() {
        let reach = Reach::of(5);
        let mut text = String::new();
        let mut counted = Counted { inner: "lists".as_bytes(), reach: reach.clone() };
        counted.read_to_string(&mut text).unwrap();
        assert_eq!((reach.read(), reach.whole), (5, 5));
    }
}
