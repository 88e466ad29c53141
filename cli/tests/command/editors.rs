//! What editors rest on: lines they can read, and a check that goes on.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::example::copy;
use crate::{huisuan, texts};

/// A file of the page.
fn file(name: &str) -> Value {
    let page = fs::read_to_string("../docs/editors.md").unwrap();
    let (_, after) = page.split_once(&format!("`.vscode/{name}`\n\n```json\n")).unwrap();
    serde_json::from_str(after.split_once("\n```").unwrap().0).unwrap()
}

/// The task of the page.
fn task() -> Value {
    file("tasks.json").pointer("/tasks/0").unwrap().clone()
}

#[test]
fn the_settings_of_the_page_give_every_file_of_rules_the_schema() {
    let settings = file("settings.json");
    let entry = settings.pointer("/json.schemas/0").unwrap();
    let schema = Path::new("..").join(entry["url"].as_str().unwrap());
    assert_eq!(
        schema.canonicalize().unwrap(),
        Path::new("../schema/rule-pack.v1.schema.json").canonicalize().unwrap()
    );
    // A `*` stands for one folder or file; cases lie a folder deeper and have another shape.
    let matched = entry.pointer("/fileMatch/0").unwrap().as_str().unwrap();
    let pattern = format!("^{}$", matched.replace('.', "\\.").replace('*', "[^/]+"));
    let pattern = regex_lite::Regex::new(&pattern).unwrap();
    assert!(pattern.is_match("rules/331003/jurisdiction.json"));
    assert!(!pattern.is_match("rules/331003/cases/high_age_allowance.json"));
}

#[test]
fn the_matcher_of_the_page_reads_every_fault() {
    let task = task();
    let pattern = &task["problemMatcher"]["pattern"];
    let matcher = regex_lite::Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
    let group = |name: &str| usize::try_from(pattern[name].as_u64().unwrap()).unwrap();
    let args = ["check", "--rules", "tests/faulty/several", "--format"];
    let (_, told) = texts(&huisuan(&[&args[..], &["plain"]].concat()));
    let (json, _) = texts(&huisuan(&[&args[..], &["json"]].concat()));
    let faults: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert!(faults.len() > 3);
    let lines: Vec<&str> = told.lines().filter(|it| matcher.is_match(it)).collect();
    assert_eq!(lines.len(), faults.len(), "{told}");
    for (line, fault) in lines.iter().zip(&faults) {
        let found = matcher.captures(line).unwrap();
        for name in ["file", "line", "column", "severity", "code"] {
            let expected = fault[name].to_string();
            assert_eq!(found.get(group(name)).unwrap().as_str(), expected.trim_matches('"'));
        }
        let message = found.get(group("message")).unwrap().as_str();
        assert!(message.starts_with(fault["message"].as_str().unwrap()), "{message}");
    }
}

/// Ends the command, however the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_change_is_checked_again() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watched");
    let _ = fs::remove_dir_all(&folder);
    let file = folder.join("000000/jurisdiction.json");
    copy(Path::new("tests/rules"), &folder);

    let background = task()["problemMatcher"]["background"].clone();
    let mark = |name: &str| regex_lite::Regex::new(background[name].as_str().unwrap()).unwrap();
    let (begins, ends) = (mark("beginsPattern"), mark("endsPattern"));
    let args = ["check", "--watch", "--format", "plain", "--rules", folder.to_str().unwrap()];
    let mut command = Command::new(env!("CARGO_BIN_EXE_huisuan"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = Running(command.spawn().unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut round = || {
        assert!(begins.is_match(&lines.next().unwrap()));
        lines.by_ref().take_while(|it| !ends.is_match(it)).collect::<Vec<_>>()
    };
    assert_eq!(round(), ["2 packs checked: no findings"]);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"version\"", "\"varsion\"")).unwrap();
    assert!(round().first().unwrap().contains("error"));
    fs::write(&file, text).unwrap();
    assert_eq!(round(), ["2 packs checked: no findings"]);
}
