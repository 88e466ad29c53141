//! Little packs whose answers were worked out by hand.

use super::chain::Chain;
use super::day::{Day, months_between, years_between};
use super::determine::{Determination, State, Verdict, assess};
use super::evaluate::{Evaluator, Scope, Subject};
use super::parse::{Expr, parse};
use super::value::{Possible, Value, decimal, exact, only, round, whole};
use serde_json::{Value as Json, json};

/// One pack with facts of every type.
fn pack() -> Json {
    json!({
        "lists": { "supporters": { "max": 3 } },
        "facts": {
            "savings": { "scope": "household", "type": {"money": {"unit": "yuan", "min": "0", "max": "100000"}} },
            "residence": { "scope": "household", "type": {"choice": {"urban": {}, "rural": {}}} },
            "wage": { "scope": "person", "type": {"money": {"unit": "yuan/person/month", "min": "0", "max": "10000"}} },
            "born": { "scope": "person", "type": {"date": {"min": "1900-01-01", "max": "today"}} },
            "grade": { "scope": "person", "type": {"integer": {"min": 1, "max": 4}}, "optional": true },
            "kind": { "scope": "person", "type": {"choice": {"visual": {}, "hearing": {}}}, "optional": true },
            "receiving": { "scope": "person", "type": "benefits" },
            "support": { "scope": "supporters", "type": {"money": {"unit": "yuan/month", "min": "0", "max": "10000"}} }
        },
        "parameters": {
            "standard": { "unit": "yuan/person/month", "open": {"to": ["district"]}, "values": [
                { "from": "2020-01-01", "to": "2021-12-31", "value": "900.50" },
                { "from": "2022-01-01", "to": "2022-06-30", "gap": {} },
                { "from": "2022-07-01", "value": "1041.00" },
                { "from": "2022-07-01", "value": "1200", "status": "planned" } ] }
        },
        "definitions": {
            "size": { "value": "count(members)" },
            "income": { "value": "sum(members, wage)" },
            "age": { "scope": "person", "value": "years_between(born, today)" },
            "level": { "type": {"choice": ["low", "high"]}, "value": "if savings > 1000 then high else low" }
        },
        "benefits": {
            "living": { "scope": "household",
                "conditions": { "income": { "test": "income / size < standard" } },
                "amount": { "period": "month", "value": "max(0, standard * size - income)" } },
            "care": { "scope": "person",
                "conditions": { "grade": { "test": "grade else 9 <= 2" }, "eye": { "judgement": "kind == visual" } },
                "amount": { "period": "month", "value": "100 yuan/month" } },
            "extra": { "scope": "person", "conditions": { "held": { "test": "entitled(care)" } } }
        }
    })
}

fn household() -> Json {
    json!({ "savings": "500", "residence": "rural", "supporters": [{"id": "s1", "support": "10.5"}, {"id": "s2", "support": "3"}],
        "members": [
            {"id": "m1", "wage": "500.25", "born": "1960-02-29", "grade": 2, "kind": "visual", "receiving": []},
            {"id": "m2", "wage": "0", "born": "2015-06-01", "grade": null, "kind": null, "receiving": ["care"]} ] })
}

const ON: &str = "2023-02-28";

/// Checks what an expression comes to for the first member.
#[track_caller]
fn check(expression: &str, expected: Value) {
    let chain = Chain::new(vec![pack()]);
    let household = household();
    let evaluator = Evaluator::new(&chain, &household, Day::read(ON));
    let scope = Scope::of(Subject::Entry("members".to_owned(), 0));
    assert_eq!(evaluator.expression(&parse(expression), &scope), only(expected), "{expression}");
}

fn number(text: &str) -> Value {
    exact(decimal(text))
}

fn truth(truth: bool) -> Value {
    Value::Bool(truth)
}

#[test]
fn operators_bind_as_the_grammar_says() {
    check("2 + 3 * 4", whole(14));
    check("(2 + 3) * 4", whole(20));
    check("10 - 4 - 3", whole(3));
    check("-2 * -3", whole(6));
    check("not 1 == 2 and true", truth(true));
    check("true or false and false", truth(true));
    check("1 + 1 == 2 and not 3 < 2", truth(true));
    check("if false then 1 else if true then 2 else 3", whole(2));
}

#[test]
fn an_else_between_if_and_its_else_belongs_to_the_if() {
    let tree = parse("if true then grade else 5");
    assert!(matches!(tree, Expr::If(..)), "{tree}");
    check("if true then (grade else 5) else 6", whole(2));
    check("if false then 1 else grade else 5", whole(2));
}

#[test]
fn names_are_looked_up_in_the_scope_then_in_the_household() {
    check("wage", number("500.25"));
    check("savings", number("500"));
    check("household.savings", number("500"));
    check("income", number("500.25"));
    check("size", whole(2));
}

#[test]
fn choices_stand_beside_choices() {
    check("kind == visual", truth(true));
    check("hearing == kind", truth(false));
    check("kind in (hearing, visual)", truth(true));
    check("kind not in (hearing)", truth(true));
    check("level == low", truth(true));
    check("household.residence != rural", truth(false));
}

#[test]
fn an_absent_value_is_equal_to_nothing() {
    check("any(members, has(kind))", truth(true));
    check("count(members where kind != visual)", whole(1));
    check("count(members where kind == visual)", whole(1));
    check("count(members where kind in (visual, hearing))", whole(1));
    check("sum(members, grade else 9)", whole(11));
}

#[test]
fn folds_mean_the_entry() {
    check("sum(supporters, support)", number("13.5"));
    check("sum(supporters where support > 5, support)", number("10.5"));
    check("highest(supporters, support) else 0", number("10.5"));
    check("lowest(supporters where support > 100, support) else 7", whole(7));
    check("all(members where age >= 18, wage > 0)", truth(true));
    check("any(members where age < 18)", truth(true));
    check("all(supporters, support > 5)", truth(false));
}

#[test]
fn days_and_ages() {
    check("age", whole(62));
    check("years_between(1960-02-29, 2023-03-01)", whole(63));
    check("2023-01-31 + 1 month == 2023-02-28", truth(true));
    check("2024-03-31 - 1 month == 2024-02-29", truth(true));
    check("month_of(today) + year_of(today)", whole(2025));
    assert_eq!(years_between(Day::read("2000-05-01"), Day::read("2023-05-01")), 23);
    assert_eq!(years_between(Day::read("2024-05-01"), Day::read("2023-05-01")), 0);
    assert_eq!(months_between(Day::read("2023-01-15"), Day::read("2023-03-14")), 1);
    assert_eq!(Day::read("2023-12-31").next(), Day::read("2024-01-01"));
    assert_eq!(Day::read("2024-03-01").previous(), Day::read("2024-02-29"));
}

#[test]
fn rounding_is_away_from_and_towards_nothing() {
    let rounded = |number: &str, mode: &str| round(&decimal(number), &decimal("0.1"), mode);
    assert_eq!(rounded("1.25", "half_up"), decimal("1.3"));
    assert_eq!(rounded("-1.25", "half_up"), decimal("-1.3"));
    assert_eq!(rounded("-1.29", "down"), decimal("-1.2"));
    assert_eq!(rounded("1.21", "up"), decimal("1.3"));
    assert_eq!(rounded("1.2", "up"), decimal("1.2"));
    check("round(wage, 10, up)", whole(510));
    check("per_month(12 yuan/year) + per_year(1 yuan/month)", whole(13));
}

/// Checks what a formula comes to for the first member.
#[track_caller]
fn check_formula(formula: &Json, expected: &str) {
    let chain = Chain::new(vec![pack()]);
    let household = household();
    let evaluator = Evaluator::new(&chain, &household, Day::read(ON));
    let scope = Scope::of(Subject::Entry("members".to_owned(), 0));
    assert_eq!(evaluator.formula(formula, &scope), only(number(expected)), "{formula}");
}

#[test]
fn formulas_choose_and_limit() {
    let bands = |of: &str| {
        json!({"bands": {"of": of, "below": "1", "bands": [
            {"from": "10", "value": "2"}, {"above": "20", "value": {"round": {"value": "2.5", "to": "1", "mode": "half_up"}}}]}})
    };
    check_formula(&bands("9.99"), "1");
    check_formula(&bands("10"), "2");
    check_formula(&bands("20"), "2");
    check_formula(&bands("20.01"), "3");
    let table = json!({"table": {"of": ["kind", "grade", "wage", "age > 60"], "otherwise": "0", "rows": [
        {"when": ["visual, hearing", "3..", "*", "*"], "value": "1"},
        {"when": ["visual", "..2", "500.25..<501", "true"], "value": "2"},
        {"when": ["absent", "*", "*", "*"], "value": "3"}]}});
    check_formula(&table, "2");
    check_formula(&json!({"cap": {"value": "9", "at": {"floor": {"value": "3", "at": "5"}}}}), "5");
    check_formula(&json!({"highest": ["1", {"lowest": ["8", "7"]}, "2"]}), "7");
}

#[test]
fn a_missing_figure_is_dominated_as_the_table_says() {
    let chain = Chain::new(vec![pack()]);
    let household = household();
    let evaluator = Evaluator::new(&chain, &household, Day::read("2022-03-01"));
    let value = |text: &str| -> Possible {
        evaluator.expression(&parse(text), &Scope::of(Subject::Household))
    };
    assert_eq!(value("standard"), only(Value::Missing));
    assert_eq!(value("false and standard > 1"), only(truth(false)));
    assert_eq!(value("standard > 1 or true"), only(truth(true)));
    assert_eq!(value("true and standard > 1"), only(Value::Missing));
    assert_eq!(value("if true then 1 else standard"), only(whole(1)));
    assert_eq!(value("standard * 0"), only(Value::Missing));
}

fn find<'a>(all: &'a [Determination], benefit: &str, subject: &str) -> &'a Determination {
    all.iter().find(|one| one.benefit == benefit && one.subject == subject).unwrap()
}

#[test]
fn verdicts_follow_their_order() {
    let chain = Chain::new(vec![pack()]);
    let (all, close) = assess(&chain, &household(), Day::read(ON));
    assert!(!close);
    let living = find(&all, "living", "household");
    assert_eq!(living.verdict, Verdict::Eligible);
    assert_eq!(living.amount, Some((decimal("1581.75"), decimal("1581.75"))));
    let care = find(&all, "care", "m1");
    assert_eq!(care.verdict, Verdict::NeedsAssessment);
    assert_eq!(care.conditions["grade"], State::Met);
    assert_eq!(care.conditions["eye"], State::Judgement);
    assert_eq!(find(&all, "care", "m2").verdict, Verdict::Ineligible);
    assert_eq!(find(&all, "extra", "m1").verdict, Verdict::NeedsAssessment);
    assert_eq!(find(&all, "extra", "m2").verdict, Verdict::Eligible, "declared as received");
    let (all, _) = assess(&chain, &household(), Day::read("2022-03-01"));
    assert_eq!(find(&all, "living", "household").verdict, Verdict::NoRule);
}

#[test]
fn the_most_local_value_in_force_wins() {
    let local = json!({
        "parameters": { "standard": { "values": [{ "from": "2023-02-01", "value": "2000" }] } },
        "definitions": { "size": { "value": "parent + 1 person" } },
        "benefits": { "living": { "conditions": { "income": { "test": "parent and savings < 1000" } } } }
    });
    let chain = Chain::new(vec![pack(), local]);
    let (all, _) = assess(&chain, &household(), Day::read(ON));
    let living = find(&all, "living", "household");
    assert_eq!(living.amount, Some((decimal("5499.75"), decimal("5499.75"))));
    let (all, _) = assess(&chain, &household(), Day::read("2023-01-31"));
    let living = find(&all, "living", "household");
    assert_eq!(living.amount, Some((decimal("2622.75"), decimal("2622.75"))));
}

#[test]
fn the_first_package_excludes_the_others() {
    let mut with = pack();
    with["benefits"]["care"]["conditions"]["eye"]["judgement"] = json!("false");
    with["benefits"]["other"] =
        json!({ "scope": "person", "conditions": { "all": { "test": "true" } } });
    with["exclusions"] = json!({ "one": { "rule": "first", "packages": [["care"], ["other"]] } });
    let chain = Chain::new(vec![with]);
    let (all, _) = assess(&chain, &household(), Day::read(ON));
    let other = find(&all, "other", "m1");
    assert_eq!(other.verdict, Verdict::Ineligible);
    assert!(other.excluded_by.contains("care"));
    assert_eq!(find(&all, "other", "m2").verdict, Verdict::Eligible);
}

#[test]
fn printing_and_parsing_give_the_same_tree() {
    for text in [
        "if a then b else c + 1",
        "not a and b or c < 3 yuan/month",
        "sum(members where x in (-1, 2, visual), y else 3) - -4",
        "household.size * (grade else 9) / max(1, 2)",
        "2021-07-01 + 6 month <= today",
    ] {
        let tree = parse(text);
        assert_eq!(parse(&tree.to_string()), tree, "{text}");
    }
}
