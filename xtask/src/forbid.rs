//! `cargo xtask forbid`: words that must not stand in the tree.
//!
//! They mark work that is not finished, or a test that is not run.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};
use crate::workspace;

/// The folders with what people write.
const FOLDERS: [&str; 8] = ["src", "cli", "xtask/src", "www", "pkg", "tests", "benches", "fuzz"];

/// The files in which a word can do harm.
const KINDS: [&str; 6] = ["rs", "js", "mjs", "ts", "html", "css"];

/// The words, written so that this file does not contain them itself.
const WORDS: [&str; 13] = [
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("db", "g!"),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("#[ig", "nore"),
    concat!("#[should_", "panic"),
    concat!("test.", "skip"),
    concat!("it.", "skip"),
    concat!("describe.", "skip"),
    concat!(".on", "ly("),
    concat!("debug", "ger;"),
];

/// Looks through the tree; every place found is named.
pub(crate) fn run() -> Result {
    let root = workspace::root()?;
    let mut found = Vec::new();
    for folder in FOLDERS {
        for file in workspace::files(&root.join(folder))? {
            let below = file.strip_prefix(&root).unwrap_or(&file);
            if is_written(below) {
                // A file that is not text holds no words.
                let text = fs::read_to_string(&file).unwrap_or_default();
                found.extend(words_in(below, &text));
            }
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("unfinished work in the tree:\n  {}", found.join("\n  ")))
        .help("finish it or take it out"))
}

/// Whether people wrote the file, and not a program.
fn is_written(below: &Path) -> bool {
    let kind = below.extension().and_then(|it| it.to_str()).unwrap_or_default();
    let made = ["pkg/wasm", "fuzz/target"].iter().any(|folder| below.starts_with(folder));
    KINDS.contains(&kind) && !made
}

/// Each place of a forbidden word, as `file:line: word`.
fn words_in(file: &Path, text: &str) -> Vec<String> {
    let lines = text.lines().zip(1_u32..);
    let in_line = |(line, number): (&str, u32)| {
        let words = WORDS.iter().filter(|word| line.contains(**word));
        words.map(|word| format!("{}:{number}: {word}", file.display())).collect::<Vec<_>>()
    };
    lines.flat_map(in_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_with_its_place() {
        let text = format!("fn a() {{\n    {}()\n}}\n", WORDS[0]);
        let found = words_in(Path::new("src/a.rs"), &text);
        assert_eq!(found, [format!("src/a.rs:2: {}", WORDS[0])]);
    }

    #[test]
    fn finished_text_has_no_findings() {
        assert!(words_in(Path::new("src/a.rs"), "fn only(test: u8) {}\n").is_empty());
    }

    #[test]
    fn built_files_are_not_looked_at() {
        assert!(is_written(Path::new("pkg/index.js")));
        assert!(!is_written(Path::new("pkg/wasm/huisuan.js")));
        assert!(!is_written(Path::new("tests/cases/a.json")));
    }
}
