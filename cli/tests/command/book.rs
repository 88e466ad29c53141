//! The book in `docs/`: what its pages say is typed is typed, in a folder of its own, and must answer as written.
//!
//! A block of JSON below a line that is only the name of a file is that file; a line `x`, changed: `a` → `b` changes it, and below
//! `x`, now: stands what it has become. In a block `console` a line `$ huisuan …` is run; the lines below it are what it says, `? 1`
//! its exit code, and `...` any lines. Without lines below it, it only has to run. `$ cp -r a b` copies a folder.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use std::process::Command;

use crate::example::copy;

/// The pages of the book, in the order of its contents.
fn pages() -> Vec<PathBuf> {
    let contents = fs::read_to_string("../docs/SUMMARY.md").unwrap();
    let linked = contents.lines().filter_map(|it| it.split_once("](")?.1.split_once(')'));
    linked.map(|(page, _)| Path::new("../docs").join(page)).collect()
}

/// The folder in which a page is followed.
fn folder_of(page: &Path) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("book").join(page.file_stem().unwrap())
}

/// That folder, empty, in which `rules`, `docs` and `benches` are the repository's.
fn folder(page: &Path) -> PathBuf {
    let folder = folder_of(page);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for name in ["rules", "docs", "benches"] {
        symlink(fs::canonicalize(Path::new("..").join(name)).unwrap(), folder.join(name)).unwrap();
    }
    folder
}

/// Runs a command and returns its code, then what it says: faults first, then results.
fn run(folder: &Path, line: &str) -> (i32, String) {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("huisuan"), "only `huisuan` is run: {line}");
    let output = Command::new(env!("CARGO_BIN_EXE_huisuan"))
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let said = format!("{}{}", text(&output.stderr), text(&output.stdout));
    (output.status.code().unwrap(), said)
}

/// Whether a text is as expected, where a line `...` stands for any lines.
fn is_as_written(expected: &[&str], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((&"...", rest)) => {
            (0..=found.len()).any(|skipped| is_as_written(rest, &found[skipped..]))
        }
        Some((first, rest)) => found.split_first().is_some_and(|(it, below)| {
            it.trim_end() == first.trim_end() && is_as_written(rest, below)
        }),
    }
}

#[track_caller]
fn check_console(page: &Path, folder: &Path, block: &[&str]) -> usize {
    let starts: Vec<usize> = (0..block.len()).filter(|it| block[*it].starts_with("$ ")).collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(block.len());
        let (line, mut expected) = (&block[*start][2..], &block[*start + 1..end]);
        if let Some((from, to)) = line.strip_prefix("cp -r ").and_then(|it| it.split_once(' ')) {
            copy(&folder.join(from), &folder.join(to));
            continue;
        }
        let mut code = 0;
        if let Some(given) = expected.first().and_then(|it| it.strip_prefix("? ")) {
            code = given.parse().unwrap();
            expected = &expected[1..];
        }
        let (found_code, said) = run(folder, line);
        assert_eq!(found_code, code, "{}: `{line}`:\n{said}", page.display());
        let found: Vec<&str> = said.trim_end().lines().collect();
        assert!(
            expected.is_empty() || is_as_written(expected, &found),
            "{}: `{line}` says:\n{said}",
            page.display()
        );
    }
    starts.len()
}

/// Does what a page says, and returns how many commands were run.
fn follow(page: &Path) -> usize {
    let text = fs::read_to_string(page).unwrap();
    let folder = folder(page);
    let lines: Vec<&str> = text.lines().collect();
    let (mut above, mut commands, mut index) = ("", 0, 0);
    while index < lines.len() {
        let line = lines[index];
        index += 1;
        if let Some(kind) = line.strip_prefix("```").filter(|it| !it.is_empty()) {
            let length = lines[index..].iter().position(|it| *it == "```").unwrap();
            let block = &lines[index..index + length];
            index += length + 1;
            let named = above.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
            let became = above.strip_prefix('`').and_then(|it| it.strip_suffix("`, now:"));
            if let Some(file) = became {
                let found = fs::read_to_string(folder.join(file)).unwrap();
                assert_eq!(found.trim_end(), block.join("\n"), "{}: `{file}`", page.display());
                continue;
            }
            match (kind, named.filter(|it| !it.contains('`'))) {
                ("json", Some(file)) => write(&folder.join(file), &(block.join("\n") + "\n")),
                ("console", _) => commands += check_console(page, &folder, block),
                _ => {}
            }
        } else if let Some((file, change)) = line.split_once(", changed: ") {
            let parts: Vec<&str> = change.split('`').collect();
            let file = folder.join(file.trim_matches('`'));
            let before = fs::read_to_string(&file).unwrap();
            assert!(before.contains(parts[1]), "{}: nothing to change: {line}", page.display());
            write(&file, &before.replace(parts[1], parts[3]));
        } else if !line.trim().is_empty() {
            above = line;
        }
    }
    commands
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[test]
fn every_command_of_the_book_answers_as_written() {
    let commands: usize = pages().iter().map(|it| follow(it)).sum();
    assert!(commands >= 12, "only {commands} commands stand in the book");
    let made = folder_of(Path::new("cliffs.md")).join("cliffs.svg");
    let shown = fs::read_to_string("../docs/images/cliffs.svg").unwrap();
    assert!(
        fs::read_to_string(made).unwrap() == shown,
        "the picture is not the one that the command makes"
    );
}

/// Which blocks a page may have, and what runs them: this file, `tests/language.rs`, `example.rs`, or `tests/browser/book.test.mjs`.
fn is_run(page: &Path, kind: &str) -> bool {
    let is = |name: &str| page.ends_with(name);
    match kind {
        "console" => true,
        "examples" | "facts" => page.parent().is_some_and(|it| it.ends_with("language")),
        "html" => is("embedding.md"),
        "js" => is("assessment.md"),
        _ => false,
    }
}

#[test]
fn nothing_in_the_book_is_left_to_be_believed() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let (mut above, mut inside) = ("", false);
        for line in text.lines() {
            if let Some(kind) = line.strip_prefix("```") {
                let named =
                    above.starts_with('`') && (above.ends_with('`') || above.ends_with(", now:"));
                let form = page
                    .parent()
                    .is_some_and(|it| it.ends_with("language") || it.ends_with("rules"));
                let json = kind == "json" && (named || form);
                assert!(
                    inside || json || is_run(&page, kind),
                    "{}: no test takes this block `{kind}`",
                    page.display()
                );
                inside = !inside;
            } else if !inside {
                let typed = line.strip_prefix("    ").unwrap_or_default();
                let elsewhere = page.ends_with("adding-a-district.md");
                assert!(
                    elsewhere || !typed.starts_with("huisuan ") && !typed.starts_with("import "),
                    "{}: no test runs `{typed}`",
                    page.display()
                );
            }
            if !line.trim().is_empty() {
                above = line;
            }
        }
    }
}

#[test]
fn every_link_of_the_book_leads_somewhere() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|it| it.split_once(')')).map(|it| it.0) {
            let file = link.split('#').next().unwrap();
            let outside = link.contains("://") || file.is_empty();
            let there = page.parent().unwrap().join(file).exists();
            assert!(outside || there, "{}: the link {link} leads nowhere", page.display());
        }
    }
}

#[test]
fn the_book_names_every_page() {
    let pages = pages();
    let mut folders = vec![PathBuf::from("../docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "md") && !path.ends_with("SUMMARY.md")
            {
                assert!(pages.contains(&path), "{} is not in the contents", path.display());
            }
        }
    }
}
