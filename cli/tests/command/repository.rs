//! The rules of this repository pass their check and hold their cases.

use crate::{huisuan, texts};

#[test]
fn the_rules_pass_their_check() {
    let output = huisuan(&["check", "--rules", "../rules", "--format", "plain"]);
    let (result, told) = texts(&output);
    assert!(output.status.success(), "{told}");
    assert_eq!(told, "");
    assert!(result.ends_with("packs checked: no findings\n"), "{result}");
}

#[test]
fn the_cases_beside_the_rules_hold_and_show_all_of_them() {
    let output = huisuan(&["test", "--rules", "../rules"]);
    let (result, told) = texts(&output);
    assert!(output.status.success(), "{told}{result}");
    let (cases, coverage) = result.split_once(" passed, 0 failed\n").unwrap();
    assert!(cases.parse::<u32>().is_ok_and(|it| it > 0), "there are no cases beside the rules");
    let share = coverage.lines().last().unwrap();
    assert!(share.starts_with("coverage: ") && share.contains("(100.0 %)"), "{result}");
}

#[test]
fn the_rules_and_their_cases_are_in_their_form() {
    for rules in ["../rules", "../docs/rules/example"] {
        let (result, told) = texts(&huisuan(&["fmt", "--check", "--rules", rules]));
        assert_eq!(told, "");
        let named = result.lines().filter(|it| it.ends_with(": not in its form"));
        let others: Vec<&str> = named.collect();
        assert!(others.is_empty(), "run `huisuan fmt --rules {rules}`: {others:?}");
        assert!(result.contains(" unchanged"), "{result}");
    }
}
