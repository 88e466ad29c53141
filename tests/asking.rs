//! What a household may answer, and what it is asked: ranges, wholes and their parts, what goes before a fact, and bands.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

use huisuan::date::Date;
use huisuan::{Calculator, PackFile};
use serde_json::{Value as Json, json};

fn on() -> Date {
    "2026-07-01".parse().unwrap()
}

fn calculator() -> Calculator {
    let text = |it: &str| json!({"zh-CN": it, "en": it});
    let fact = |scope: &str, kind: Json, more: Json| {
        let mut fact = json!({"scope": scope, "type": kind, "question": text("？")});
        for (key, value) in more.as_object().unwrap() {
            fact[key] = value.clone();
        }
        fact
    };
    let money = json!({"money": {"unit": "yuan/person/month", "min": "0", "max": "10000"}});
    let condition =
        |test: &str| json!({"text": text("条件"), "test": test, "basis": [{"source": "law"}]});
    let apply = json!({"office": text("街道")});
    let benefit = |scope: &str, test: &str, amount: &str| {
        json!({"name": text("补贴"), "scope": scope, "conditions": {"it": condition(test)}, "amount": {"period": "month", "value": amount},
            "materials": [], "apply": apply, "basis": [{"source": "law"}]})
    };
    let pack = json!({
        "schema": "huisuan.rules/1", "adcode": "000000", "version": "1", "name": text("全国"),
        "sources": {"law": {"title": "一部法律", "issuer": "一个机关", "kind": "official"}},
        "facts": {
            "income": fact("household", money.clone(), json!({"order": 10, "bands": true})),
            "wage": fact("person", money, json!({"order": 20})),
            "certificate": fact("person", json!("bool"), json!({"order": 30})),
            "grade": fact("person", json!({"integer": {"min": 1, "max": 4}}),
                json!({"order": 40, "optional": true, "askedIf": {"fact": "certificate", "otherwise": null}})),
            "way": fact("person", json!({"choice": {"none": text("无"), "one": text("一"), "two": text("二")}}), json!({"order": 50})),
            "wheels": fact("person", json!({"integer": {"min": 0, "max": 9}}),
                json!({"order": 60, "askedIf": {"fact": "way", "is": ["two"], "otherwise": {"atLeast": 0, "atMost": 1}}})),
        },
        "definitions": {
            "per_head": {"name": text("人均"), "unit": "yuan/person/month",
                "value": "within(sum(members, wage) / max(1 person, count(members)), income, income)"},
        },
        "benefits": {
            "allowance": benefit("household", "per_head < 1000", "1000 - per_head"),
            "larger": benefit("household", "per_head <= 1500", "1"),
            "grant": benefit("person", "grade in (1, 2)", "100"),
            "fare": benefit("person", "wheels <= 1", "10"),
        },
    });
    let mut pack = pack;
    pack["benefits"]["allowance"]["amount"]["value"] =
        json!("max(0, 1000 - per_head) * count(members)");
    pack["benefits"]["larger"]["amount"]["value"] = json!("1 yuan/month");
    pack["benefits"]["grant"]["amount"]["value"] = json!("100 yuan/person/month");
    pack["benefits"]["fare"]["amount"]["value"] = json!("10 yuan/person/month");
    Calculator::load(&[vec![PackFile { name: "pack", text: &pack.to_string() }]]).unwrap()
}

fn interview(household: &Json) -> Vec<Json> {
    let calculator = calculator();
    let household = calculator.household(&household.to_string(), on()).unwrap();
    let interview = serde_json::to_value(calculator.interview(&household, on())).unwrap();
    interview["questions"].as_array().unwrap().clone()
}

fn asked(household: &Json) -> Vec<String> {
    interview(household).iter().map(|it| it["fact"].as_str().unwrap().to_owned()).collect()
}

fn verdict(household: &Json, benefit: &str) -> String {
    let calculator = calculator();
    let household = calculator.household(&household.to_string(), on()).unwrap();
    let assessment = serde_json::to_value(calculator.assess(&household, on())).unwrap();
    let mut all = assessment["determinations"].as_array().unwrap().iter();
    all.find(|it| it["benefit"] == benefit).unwrap()["verdict"].as_str().unwrap().to_owned()
}

#[test]
fn a_whole_is_asked_before_its_parts_and_in_bands_at_which_verdicts_turn() {
    let questions = interview(&json!({"members": [{"id": "m1"}]}));
    let first = &questions[0];
    assert_eq!(first["fact"], "income");
    assert_eq!(first["for"], "verdict");
    assert_eq!(
        first["bands"],
        json!([{"atMost": "999.99"}, {"atLeast": "1000.00", "atMost": "1500.00"}, {"atLeast": "1500.01"}])
    );
    assert!(!questions.iter().any(|it| it["fact"] == "m1.wage"));
}

#[test]
fn a_band_decides_and_its_parts_are_then_for_the_amount_only() {
    let household = json!({"members": [{"id": "m1"}], "income": {"atMost": "999.99"}});
    assert_eq!(verdict(&household, "allowance"), "eligible");
    let wage = interview(&household).into_iter().find(|it| it["fact"] == "m1.wage").unwrap();
    assert_eq!(wage["for"], "amount");
}

#[test]
fn who_does_not_know_the_whole_is_asked_for_its_parts() {
    let household = json!({"members": [{"id": "m1"}], "income": {"atLeast": "0"}});
    let wage = interview(&household).into_iter().find(|it| it["fact"] == "m1.wage").unwrap();
    assert_eq!(wage["for"], "verdict");
}

#[test]
fn the_parts_count_where_the_whole_does_not_go_with_them() {
    let household =
        json!({"members": [{"id": "m1", "wage": "2000"}], "income": {"atMost": "999.99"}});
    assert_eq!(verdict(&household, "allowance"), "ineligible");
}

#[test]
fn a_yes_or_no_stands_in_the_place_of_what_is_behind_it() {
    let member = |own: Json| {
        let mut member = own;
        member["id"] = json!("m1");
        json!({"members": [member]})
    };
    let unknown = asked(&member(json!({})));
    assert!(
        unknown.contains(&"m1.certificate".to_owned()) && !unknown.contains(&"m1.grade".to_owned())
    );
    assert_eq!(verdict(&member(json!({"certificate": false})), "grant"), "ineligible");
    assert!(asked(&member(json!({"certificate": true}))).contains(&"m1.grade".to_owned()));
    // What is said of the fact itself goes before.
    assert_eq!(verdict(&member(json!({"certificate": false, "grade": 1})), "grant"), "eligible");
}

#[test]
fn a_choice_goes_before_with_some_of_its_values_and_settles_a_range_with_the_others() {
    let household = |way: &str| json!({"members": [{"id": "m1", "way": way}]});
    assert_eq!(verdict(&household("one"), "fare"), "eligible");
    assert_eq!(verdict(&household("two"), "fare"), "undetermined");
    assert!(asked(&household("two")).contains(&"m1.wheels".to_owned()));
}

#[test]
fn a_range_that_is_empty_or_outside_its_fact_is_refused() {
    let calculator = calculator();
    for range in [
        json!({}),
        json!({"atLeast": "20", "atMost": "10"}),
        json!({"atMost": "10001"}),
        json!({"least": "1"}),
    ] {
        let household = json!({"members": [{"id": "m1"}], "income": range}).to_string();
        assert!(calculator.household(&household, on()).is_err(), "{household}");
    }
    let household = json!({"members": [{"id": "m1", "certificate": {"atMost": "1"}}]}).to_string();
    assert!(calculator.household(&household, on()).is_err());
}
