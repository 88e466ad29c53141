//! An interview as it is held: what is typed, and what is said.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What is said to these lines.
fn said(args: &[&str], lines: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huisuan"));
    command.args(["interview", "--rules", "tests/rules", "--on", "2025-07-01"]).args(args);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let typed = lines.join("\n") + "\n";
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn saved(name: &str, args: &[&str], lines: &[&str]) -> (String, Value) {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let said = said(&[args, &["--save", file.to_str().unwrap()]].concat(), lines);
    (said, serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
}

const HERE: [&str; 2] = ["--district", "330000"];

#[test]
fn questions_lead_to_the_assessment() {
    let (said, household) = saved("interview.json", &HERE, &["1", "1990年5月1日", "300.50元", "1"]);
    assert!(said.contains("【2】第 1 位家人：是哪天出生的？"), "{said}");
    assert!(said.contains("低收入补贴 · m1：可能符合，每月 499.50 元"), "{said}");
    let expected = json!({
        "district": "330000",
        "members": [{ "id": "m1", "birth_date": "1990-05-01", "wage": "300.50" }],
        "houses": 1
    });
    assert_eq!(household, expected);
}

#[test]
fn only_what_matters_is_asked() {
    // A child has no claim, whatever it earns.
    let said = said(&HERE, &["1", "2015-01-01"]);
    assert!(!said.contains("每月工资") && said.contains("目前看不符合"), "{said}");
}

#[test]
fn what_is_not_known_stays_open() {
    let (said, household) = saved("open.json", &HERE, &["1", "", "不知道", ""]);
    assert!(said.contains("还需要几项信息"), "{said}");
    assert_eq!(household["members"], json!([{ "id": "m1" }]));
}

#[test]
fn one_can_go_back_and_ask_why() {
    let lines = ["1", "1990-05-01", "900", "<", "?", "300", "1"];
    let (said, household) = saved("back.json", &HERE, &lines);
    assert!(said.contains("关系到：低收入补贴"), "{said}");
    assert_eq!(household["members"][0]["wage"], "300");
}

#[test]
fn the_first_question_has_none_before_it() {
    assert!(said(&HERE, &["<", "1", "q"]).contains("这是第一题。"));
}

#[test]
fn an_answer_that_cannot_be_used_is_asked_for_again() {
    let lines = ["0", "1", "2030-01-01", "1990-13-01", "1990-05-01", "三百", "999999", "300", "1"];
    let (said, household) = saved("again.json", &HERE, &lines);
    assert!(said.contains("请输入 1 到 50 之间的人数。"), "{said}");
    assert!(
        said.contains("这个回答用不了。请填年月日，如 1990-05-01，1900-01-01 到 当天。"),
        "{said}"
    );
    assert!(said.contains("没看懂。请填金额或数字，0 到 100000。"), "{said}");
    assert_eq!(household["members"][0]["wage"], "300");
}

#[test]
fn it_goes_on_where_a_household_leaves_off() {
    let args = ["--ask", "tests/households/family.json"];
    let said = said(&args, &["2010-01-01"]);
    assert!(said.contains("【1】第 3 位家人：是哪天出生的？"), "{said}");
}
