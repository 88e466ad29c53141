//! What counts as shown by a case, and what does not.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use huisuan::case::run_watched;
use huisuan::coverage::{Count, Coverage, Kind};
use huisuan::{Calculator, PackFile};

const NATION: &str = r#"{
  "schema": "huisuan.rules/1", "adcode": "000000", "version": "1", "name": {"zh-CN": "全国", "en": "Nation"},
  "sources": {"law": {"title": "办法", "issuer": "部", "number": "1", "published": "2020-01-01", "kind": "official"}},
  "facts": {
    "age": {"scope": "person", "type": {"integer": {"min": 0, "max": 120}}, "question": {"zh-CN": "几岁？", "en": "Age?"}},
    "wage": {"scope": "person", "type": {"money": {"unit": "yuan/person/month", "min": "0", "max": "9000"}}, "question": {"zh-CN": "工资？", "en": "Wage?"}},
    "house": {"scope": "household", "type": "bool", "question": {"zh-CN": "有房？", "en": "A house?"}},
    "kind": {"scope": "person", "type": {"choice": {"a": {"zh-CN": "甲", "en": "A"}, "b": {"zh-CN": "乙", "en": "B"}}}, "question": {"zh-CN": "哪种？", "en": "Which?"}}
  },
  "parameters": {"standard": {"name": {"zh-CN": "标准", "en": "Standard"}, "unit": "yuan/person/month", "open": {"to": ["province"]}, "values": [
    {"from": "2020-01-01", "to": "2020-12-31", "value": "400", "status": "in_force", "basis": [{"source": "law"}], "verifiedOn": "2026-01-01"},
    {"from": "2021-01-01", "value": "500", "status": "in_force", "basis": [{"source": "law"}], "verifiedOn": "2026-01-01", "reviewBy": "2027-01-01"}]}},
  "definitions": {
    "share": {"name": {"zh-CN": "比例", "en": "Share"}, "scope": "person", "unit": "1", "basis": [{"source": "law"}],
              "value": {"table": {"of": ["kind"], "rows": [{"when": ["a"], "value": "1"}, {"when": ["b"], "value": "0.5"}]}}}
  },
  "benefits": {
    "allowance": {
      "name": {"zh-CN": "补贴", "en": "Allowance"}, "scope": "person",
      "conditions": {
        "wage": {"text": {"zh-CN": "工资低", "en": "Low wage"}, "test": "wage < standard", "basis": [{"source": "law"}]},
        "house": {"text": {"zh-CN": "房产", "en": "Houses"}, "judgement": "house", "basis": [{"source": "law"}]}
      },
      "amount": {"period": "month", "value": "max(0, standard - wage) * share"},
      "materials": [], "apply": {"office": {"zh-CN": "街道", "en": "Office"}}, "basis": [{"source": "law"}]
    },
    "age_money": {
      "name": {"zh-CN": "高龄", "en": "Age money"}, "scope": "person",
      "conditions": {"age": {"text": {"zh-CN": "满80", "en": "80"}, "test": "age >= 80", "basis": [{"source": "law"}]}},
      "amount": {"period": "month", "value": {"bands": {"of": "age", "below": "0", "bands": [{"from": "80", "value": "100"}, {"from": "90", "value": "200"}]}}},
      "materials": [], "apply": {"office": {"zh-CN": "街道", "en": "Office"}}, "basis": [{"source": "law"}]
    }
  },
  "exclusions": {"one": {"rule": "higher", "packages": [["allowance"], ["age_money"]], "text": {"zh-CN": "只领一项", "en": "One only"}, "basis": [{"source": "law"}]}}
}"#;

const PROVINCE: &str = r#"{
  "schema": "huisuan.rules/1", "adcode": "330000", "parent": "000000", "version": "1", "name": {"zh-CN": "省", "en": "Province"},
  "sources": {"notice": {"title": "通知", "issuer": "厅", "number": "1", "published": "2020-01-01", "kind": "official"}},
  "parameters": {"standard": {"values": [
    {"from": "2021-01-01", "value": "600", "status": "in_force", "basis": [{"source": "notice"}], "verifiedOn": "2026-01-01", "reviewBy": "2027-01-01"}]}}
}"#;

fn load(packs: &[&str]) -> Calculator {
    let packs: Vec<_> = packs.iter().map(|text| vec![PackFile { name: "pack", text }]).collect();
    Calculator::check(&packs).unwrap()
}

/// What has been shown once these cases, which all hold, are run against the nation's rules.
fn shown(cases: &[&str]) -> Coverage {
    let calculator = load(&[NATION]);
    let mut coverage = Coverage::default();
    coverage.add_chain(&calculator);
    let text = format!(r#"{{"cases": [{}]}}"#, cases.join(","));
    let outcomes = run_watched(&calculator, "cases", &text, &mut |household, on, found| {
        coverage.see(&calculator, household, on, found);
    })
    .unwrap();
    for outcome in outcomes {
        assert_eq!(outcome.failures, Vec::<String>::new(), "{}", outcome.name);
    }
    coverage
}

/// The lines of what is missing that contain a word.
fn missing(coverage: &Coverage, word: &str) -> Vec<String> {
    let unseen = coverage.unseen(|_| true);
    unseen.iter().map(ToString::to_string).filter(|it| it.contains(word)).collect()
}

fn case(on: &str, member: &str, house: bool, expect: &str) -> String {
    format!(
        r#"{{"name": "it", "on": "{on}", "household": {{"members": [{{"id": "m1"{member}}}], "house": {house}}}, "expect": [{expect}]}}"#
    )
}

fn allowance(verdict: &str) -> String {
    format!(r#"{{"benefit": "allowance", "subject": "m1", "verdict": "{verdict}"}}"#)
}

fn age_money(verdict: &str) -> String {
    format!(r#"{{"benefit": "age_money", "subject": "m1", "verdict": "{verdict}"}}"#)
}

#[test]
fn without_cases_everything_in_play_is_missing() {
    let coverage = shown(&[]);
    // A condition is missing in both its states.
    assert_eq!(coverage.unseen(|_| true).len(), 17);
    assert_eq!(coverage.of_layers(|_| true), Count { seen: 0, all: 14 });
    assert_eq!(
        missing(&coverage, "`allowance/house`"),
        [
            "000000: the condition `allowance/house` is never met (at /benefits/allowance/conditions/house/judgement)",
            "000000: the condition `allowance/house` is never for the office (at /benefits/allowance/conditions/house/judgement)",
        ]
    );
    assert_eq!(
        missing(&coverage, "`standard`"),
        [
            "000000: the figure `standard` is never used (2020-01-01 to 2020-12-31) (at /parameters/standard/values/0/value)",
            "000000: the figure `standard` is never used (from 2021-01-01) (at /parameters/standard/values/1/value)",
        ]
    );
}

#[test]
fn a_condition_wants_both_its_states() {
    let low = case("2022-01-01", r#", "wage": "499", "kind": "a""#, false, &allowance("eligible"));
    let high = case("2022-01-01", r#", "wage": "500""#, true, &allowance("ineligible"));
    let coverage = shown(&[&low]);
    assert_eq!(missing(&coverage, "`allowance/wage`").len(), 1);
    assert!(missing(&coverage, "`allowance/wage`")[0].contains("is never unmet"));
    let coverage = shown(&[&low, &high]);
    assert_eq!(missing(&coverage, "`allowance/"), [""; 0]);
    assert_eq!(missing(&coverage, "`standard`").len(), 1, "the figure of 2020 is not used");
}

#[test]
fn what_no_case_expects_anything_of_is_not_shown() {
    let of_age = case(
        "2022-01-01",
        r#", "wage": "100", "kind": "a", "age": 85"#,
        false,
        &age_money("eligible"),
    );
    // The higher amount is the allowance; its own conditions are computed, and nobody looks at them.
    let coverage = shown(&[&of_age]);
    assert_eq!(missing(&coverage, "`allowance/wage`").len(), 2);
    assert_eq!(missing(&coverage, "`age_money/age`").len(), 1);
    assert_eq!(missing(&coverage, "exclusion"), [""; 0]);
}

#[test]
fn an_open_condition_shows_nothing() {
    let unknown = case("2022-01-01", "", true, &allowance("undetermined"));
    let coverage = shown(&[&unknown]);
    assert_eq!(missing(&coverage, "`allowance/wage`").len(), 2);
    assert_eq!(missing(&coverage, "`allowance/house`").len(), 1);
    assert_eq!(missing(&coverage, "figure").len(), 2);
}

#[test]
fn rows_and_bands_are_reached_one_by_one() {
    let row = case("2022-01-01", r#", "wage": "499", "kind": "b""#, false, &allowance("eligible"));
    let band = case("2022-01-01", r#", "age": 90"#, false, &age_money("eligible"));
    let coverage = shown(&[&row, &band]);
    assert_eq!(
        missing(&coverage, "never reached"),
        [
            "000000: band 1 of `age_money/amount` is never reached (at /benefits/age_money/amount/value/bands/bands/0)",
            "000000: the value under all bands of `age_money/amount` is never reached (at /benefits/age_money/amount/value/bands/below)",
            "000000: row 1 of `share` is never reached (at /definitions/share/value/table/rows/0)",
        ]
    );
    // The value under all bands is that of somebody who gets nothing.
    let young = case("2022-01-01", r#", "age": 79"#, false, &age_money("ineligible"));
    assert_eq!(missing(&shown(&[&young]), "under all bands"), [""; 0]);
}

#[test]
fn what_a_lower_pack_replaces_is_not_in_play_at_its_place() {
    let mut coverage = Coverage::default();
    let province = load(&[NATION, PROVINCE]);
    coverage.add_chain(&province);
    assert_eq!(coverage.of_district(province.district(), Kind::Figure).all, 2);
    let idle: Vec<String> =
        coverage.out_of_play(|_| true).iter().map(ToString::to_string).collect();
    assert_eq!(
        idle,
        [
            "000000: the figure `standard` is in play nowhere (at /parameters/standard/values/1/value)"
        ]
    );
    assert_eq!(
        missing(&coverage, "`standard`"),
        [
            "000000: the figure `standard` is never used (2020-01-01 to 2020-12-31) (at /parameters/standard/values/0/value)",
            "330000: the figure `standard` is never used (from 2021-01-01) (at /parameters/standard/values/0/value)",
        ]
    );
    // At another place it is.
    coverage.add_chain(&load(&[NATION]));
    assert_eq!(coverage.out_of_play(|_| true), []);
    assert_eq!(missing(&coverage, "`standard`").len(), 3);
}
