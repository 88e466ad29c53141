//! What `fmt` writes.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::example::copy;
use crate::huisuan;

fn rules(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    copy(Path::new("tests/rules"), &folder);
    folder
}

#[test]
fn rules_in_their_form_are_the_same_rules() {
    let folder = rules("form");
    let at = ["--rules", folder.to_str().unwrap()];
    fs::copy("tests/form/untidy.json", folder.join("000000/untidy.txt")).unwrap();
    assert!(huisuan(&[&["fmt"], &at[..]].concat()).status.success());
    assert!(huisuan(&[&["fmt", "--check"], &at[..]].concat()).status.success());
    let answers = |rules: &str| huisuan(&["test", "--answers", "--rules", rules]).stdout;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (before, after) = (text(answers("tests/rules")), text(answers(at[1])));
    assert!(before.lines().count() > 3);
    // The packs are known by the sha256 of what is published, which follows the order of keys; nothing else differs.
    let bare = |answers: &str| -> Vec<String> {
        let hash = regex_lite::Regex::new("\"sha256\":\"[0-9a-f]{64}\"").unwrap();
        answers.lines().map(|it| hash.replace_all(it, "").into_owned()).collect()
    };
    assert_eq!(bare(&after), bare(&before));
    // What is no JSON file of a pack is nobody's business.
    let untouched = fs::read(folder.join("000000/untidy.txt")).unwrap();
    assert_eq!(untouched, fs::read("tests/form/untidy.json").unwrap());
}

#[test]
fn a_published_pack_is_left_alone() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("form-published");
    let out = folder.to_str().unwrap();
    assert!(huisuan(&["publish", "--rules", "tests/rules", "--out", out]).status.success());
    let before = fs::read(folder.join("000000.json")).unwrap();
    assert!(huisuan(&["fmt", "--rules", out]).status.success());
    assert_eq!(fs::read(folder.join("000000.json")).unwrap(), before);
}

#[test]
fn an_editor_sends_a_file_through() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huisuan"));
    command.args(["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(&fs::read("tests/form/untidy.json").unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(output.stdout, fs::read("tests/form/tidy.json").unwrap());
}
