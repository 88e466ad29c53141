//! What `diff` finds and the page it writes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::huisuan;

fn found(args: &[&str]) -> Value {
    let output = huisuan(&[&["diff", "--format", "json"], args].concat());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn count(it: &Value, key: &str) -> u64 {
    it[key].as_u64().unwrap()
}

#[test]
fn every_household_is_counted_once() {
    let diff = found(&["tests/rules", "tests/raised"]);
    let it = &diff["summary"];
    let compared = count(it, "cases") + count(it, "generated");
    let changed = count(it, "gain") + count(it, "lose") + count(it, "turn");
    assert_eq!(compared, changed + count(it, "same"));
    assert_eq!(diff["places"][0]["households"].as_array().unwrap().len() as u64, changed);
}

#[test]
fn households_stand_at_both_edges_to_the_fen() {
    let diff = found(&["tests/rules", "tests/raised", "--on", "2026-06-01"]);
    let households = diff["places"][0]["households"].as_array().unwrap();
    let wages: Vec<&str> = households
        .iter()
        .filter(|it| it["varied"]["fact"] == "m1.wage")
        .map(|it| it["varied"]["value"].as_str().unwrap())
        .collect();
    // At 899.99 there is a fen to be had, at 900 there is none. At 799.98 and 799.99 there was something before, at 800 not.
    assert_eq!(wages, ["799.98", "799.99", "800.00", "800.01", "899.98", "899.99"]);
    for it in households {
        for determination in it["determinations"].as_array().unwrap() {
            assert_eq!(determination["because"][0]["name"], "standard", "{determination}");
        }
    }
}

#[test]
fn the_other_way_round_what_was_gained_is_lost() {
    let there = found(&["tests/rules", "tests/raised", "--on", "2026-06-01"]);
    let back = found(&["tests/raised", "tests/rules", "--on", "2026-06-01"]);
    assert_eq!(there["summary"]["gain"], back["summary"]["lose"]);
    let sum = back["summary"]["lost"]["month"].as_str().unwrap().to_owned();
    assert_eq!(format!("-{}", there["summary"]["gained"]["month"].as_str().unwrap()), sum);
}

#[test]
fn the_page_asks_nothing_of_anybody() {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff.html");
    let args = ["diff", "tests/rules", "tests/raised", "--html", page.to_str().unwrap()];
    assert_eq!(huisuan(&args).status.code(), Some(1));
    let page = fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    assert!(page.contains("default-src 'none'") && page.contains("<svg ") && page.contains("标准"));
    let addresses = page.replace("http://www.w3.org/2000/svg", "");
    for asking in ["<script", "http:", "https:", "src=", "@import", "href="] {
        assert!(!addresses.contains(asking), "the page has `{asking}`");
    }
}
