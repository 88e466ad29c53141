//! The machine that figures were measured on, as far as it says.

use std::fs;
use std::thread;

/// Prints the processors there are, and what was waiting for them in the last minute.
pub(super) fn print() {
    println!("machine: {} cores, {}{}", cores(), std::env::consts::ARCH, load());
}

/// The cores that may be used.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ')
        .next()
        .filter(|it| !it.is_empty())
        .map_or(String::new(), |it| format!(", load {it}"))
}
