//! The invented city of `docs/rules/adding-a-district.md`: its folder is checked and tested as an author's
//! would be, and the page shows what its files say.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{huisuan, texts};

/// The page that adds the city step by step.
const PAGE: &str = "../docs/rules/adding-a-district.md";

/// The folder of the city.
const EXAMPLE: &str = "../docs/rules/example/999900";

/// All files under a folder, by their paths in it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// Copies a folder of rules.
pub(crate) fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        fs::create_dir_all(to.join(&file).parent().unwrap()).unwrap();
        fs::copy(from.join(&file), to.join(&file)).unwrap();
    }
}

/// A rules folder with the nation and, below it, the example.
fn rules(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    copy(Path::new("../rules/000000"), &folder.join("000000"));
    copy(Path::new(EXAMPLE), &folder.join("999900"));
    folder
}

/// A text without the white space at either end of its lines.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// The blocks of JSON on the page.
fn blocks(page: &str) -> Vec<String> {
    page.split("```json\n").skip(1).map(|it| trimmed(it.split_once("\n```").unwrap().0)).collect()
}

#[test]
fn the_city_passes_its_check() {
    let rules = rules("example-check");
    let (result, told) = texts(&huisuan(&["check", "999900", "--rules", rules.to_str().unwrap()]));
    assert_eq!((result.as_str(), told.as_str()), ("2 packs checked: no findings\n", ""));
}

#[test]
fn the_cases_of_the_city_hold() {
    let rules = rules("example-test");
    let output = huisuan(&["test", "999900", "--rules", rules.to_str().unwrap()]);
    let (result, told) = texts(&output);
    assert!(output.status.success(), "{told}{result}");
    let cases = result.lines().last().unwrap().strip_suffix(" passed, 0 failed");
    assert!(cases.is_some_and(|it| it != "0"), "{result}");
}

#[test]
fn the_folder_can_be_copied_as_the_page_says() {
    let page = fs::read_to_string(PAGE).unwrap();
    assert!(page.contains("cp -r docs/rules/example/999900 rules/331100\n"));
    let rules = rules("example-copy");
    let city = rules.join("331100");
    fs::rename(rules.join("999900"), &city).unwrap();
    copy(Path::new("../rules/330000"), &rules.join("330000"));
    for file in files(&city).iter().map(|it| city.join(it)) {
        let text = fs::read_to_string(&file).unwrap().replace("999900", "331100");
        let text = text.replace("\"parent\": \"000000\"", "\"parent\": \"330000\"");
        fs::write(&file, text).unwrap();
    }
    let (result, told) = texts(&huisuan(&["check", "331100", "--rules", rules.to_str().unwrap()]));
    assert_eq!((result.as_str(), told.as_str()), ("3 packs checked: no findings\n", ""));
    assert!(huisuan(&["test", "331100", "--rules", rules.to_str().unwrap()]).status.success());
}

#[test]
fn the_page_shows_what_the_files_say() {
    let page = fs::read_to_string(PAGE).unwrap();
    let folder = Path::new(EXAMPLE);
    let texts: Vec<String> = files(folder)
        .iter()
        .map(|it| trimmed(&fs::read_to_string(folder.join(it)).unwrap()))
        .collect();
    let blocks = blocks(&page);
    assert!(blocks.len() >= 6, "the page shows {} blocks", blocks.len());
    for block in blocks {
        assert!(texts.iter().any(|it| it.contains(&block)), "no file of the example has\n{block}");
    }
}

#[test]
fn the_page_names_every_file() {
    let page = fs::read_to_string(PAGE).unwrap();
    for file in files(Path::new(EXAMPLE)) {
        let link = format!("(example/999900/{})", file.display());
        assert!(page.contains(&link), "the page does not link {}", file.display());
    }
}

#[test]
fn the_city_is_never_published() {
    assert!(!Path::new("../rules/999900").exists(), "an invented city stands among the rules");
}
