//! Which stream says what: results stand on standard output, what is wrong on standard error.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{huisuan, texts};

#[test]
fn faults_stand_on_standard_error() {
    let (result, told) = texts(&huisuan(&["check", "--rules", "tests/faulty/malformed"]));
    assert_eq!(result, "1 error\n");
    assert!(told.starts_with("error[json/syntax]"), "{told}");
    assert!(!told.contains('\u{1b}'), "colours are for terminals: {told}");
}

#[test]
fn faults_for_programs_are_the_result() {
    let args = ["check", "--rules", "tests/faulty/malformed", "--format", "json"];
    let (result, told) = texts(&huisuan(&args));
    assert!(serde_json::from_str::<Vec<serde_json::Value>>(&result).is_ok(), "{result}");
    assert_eq!(told, "");
}

#[test]
fn failing_cases_are_the_result() {
    let (result, told) = texts(&huisuan(&["test", "--rules", "tests/faulty/cases"]));
    assert!(result.ends_with("\n1 passed, 6 failed\n"), "{result}");
    assert!(told.starts_with("error[value/date]"), "{told}");
}

#[test]
fn a_refused_household_has_no_result() {
    let args = ["assess", "--rules", "tests/rules", "--on", "2025-07-01"];
    let output = huisuan(&[&args[..], &["tests/households/unknown-fact.json"]].concat());
    let (result, told) = texts(&output);
    assert_eq!(result, "");
    assert!(told.starts_with("error[reference/unknown-name]"), "{told}");
}

#[test]
fn a_household_comes_through_standard_input() {
    let args = ["assess", "--rules", "tests/rules", "--on", "2025-07-01"];
    let family = "tests/households/family.json";
    let from_file = huisuan(&[&args[..], &[family]].concat());
    assert!(from_file.status.success());

    let mut command = Command::new(env!("CARGO_BIN_EXE_huisuan"));
    command.args(args).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(family).unwrap()).unwrap();
    assert_eq!(child.wait_with_output().unwrap().stdout, from_file.stdout);
}

#[test]
fn text_that_is_not_utf8_is_refused() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gb18030.json");
    fs::write(&path, b"{\"members\": [{\"id\": \"\xbb\xdd\"}]}").unwrap();
    let args = ["assess", "--rules", "tests/rules", "--on", "2025-07-01", path.to_str().unwrap()];
    let output = huisuan(&args);
    assert_eq!(output.status.code(), Some(2));
    assert!(texts(&output).1.contains("it is not UTF-8 text"), "{output:?}");
}
