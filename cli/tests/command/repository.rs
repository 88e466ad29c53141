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
fn the_cases_beside_the_rules_hold() {
    let output = huisuan(&["test", "--rules", "../rules"]);
    let (result, told) = texts(&output);
    assert!(output.status.success(), "{told}{result}");
    assert!(result.ends_with(" passed, 0 failed\n"), "{result}");
    assert!(!result.starts_with("0 passed"), "there are no cases beside the rules");
}
