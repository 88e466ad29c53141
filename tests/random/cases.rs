//! The example households beside the shipped rules, put to the second evaluator.

use super::choices::Choices;
use super::household::Households;
use super::shipped::{chain, districts, rules};
use crate::naive::chain::Chain;
use crate::naive::completion::{gaps, outcomes};
use crate::naive::day::Day;
use crate::naive::determine::{Determination, State, Verdict};
use crate::naive::value::decimal;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs;

/// How many fillings of a household's gaps each case is tried on.
const COMPLETIONS: u64 = 4;

/// Whether every filling of the gaps comes to what the case expects, where the
/// case expects something certain.
#[test]
fn the_second_evaluator_agrees_with_the_shipped_cases() {
    let mut checked = 0;
    let chains: BTreeMap<String, Chain> =
        districts().into_iter().map(|district| (district.clone(), chain(&district))).collect();
    for folder in fs::read_dir(rules()).unwrap() {
        let folder = folder.unwrap().path();
        for file in fs::read_dir(folder.join("cases")).into_iter().flatten() {
            let path = file.unwrap().path();
            let file: Json = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            for case in file["cases"].as_array().unwrap() {
                let place = format!("{}: {}", path.display(), case["name"]);
                checked += check(&chains, &file, case, &place);
            }
        }
    }
    println!("{checked} expectations");
    assert!(checked > 0);
}

fn check(chains: &BTreeMap<String, Chain>, file: &Json, case: &Json, place: &str) -> usize {
    let household = household(file, case);
    let chain = &chains[household["district"].as_str().unwrap()];
    let day = Day::read(case["on"].as_str().unwrap());
    let completions = if gaps(chain, &household).is_empty() {
        vec![household]
    } else {
        let households = Households::new(chain, day);
        (0..COMPLETIONS).map(|seed| completed(chain, &households, &household, seed)).collect()
    };
    let expected = case["expect"].as_array().unwrap().iter();
    let benefits = expected.map(|one| one["benefit"].as_str().unwrap().to_owned()).collect();
    let outcomes = outcomes(chain, &completions, day, &benefits);
    let mut checked = 0;
    for expected in case["expect"].as_array().unwrap() {
        let name = |key: &str| expected[key].as_str().unwrap().to_owned();
        let found = outcomes.get(&(name("benefit"), name("subject")));
        let found = found.unwrap_or_else(|| panic!("{place}: nothing for {expected}"));
        for determination in found {
            let wrong = difference(expected, determination);
            assert!(wrong.is_none(), "{place}: expected {expected}, found {determination:#?}");
        }
        checked += 1;
    }
    checked
}

/// What a determination has otherwise than expected.
fn difference(expected: &Json, found: &Determination) -> Option<String> {
    let verdict = match expected["verdict"].as_str() {
        Some("eligible") => Verdict::Eligible,
        Some("ineligible") => Verdict::Ineligible,
        Some("needs_assessment") => Verdict::NeedsAssessment,
        Some("no_rule") => Verdict::NoRule,
        _ => found.verdict,
    };
    if verdict != found.verdict {
        return Some(format!("verdict {:?}", found.verdict));
    }
    let (low, high) = match &expected["amount"] {
        Json::String(amount) => (decimal(amount), decimal(amount)),
        Json::Object(range) => (decimal(range["low"].as_str()?), decimal(range["high"].as_str()?)),
        _ => found.amount.clone().unwrap_or_default(),
    };
    // Without an answer that is missing there may be no figure; with it there may be one.
    let open = expected["missing"].as_array().is_some_and(|it| !it.is_empty());
    if expected.get("amount") == Some(&Json::Null) && found.amount.is_some() && !open {
        return Some("an amount".to_owned());
    }
    if let Some(amount) = &found.amount
        && (amount.0 < low || high < amount.1)
    {
        return Some(format!("amount {amount:?}"));
    }
    for (id, state) in expected["conditions"].as_object().into_iter().flatten() {
        let state = match state.as_str() {
            Some("met") => State::Met,
            Some("unmet") => State::Unmet,
            Some("judgement") => State::Judgement,
            Some("no_rule") => State::NoRule,
            _ => continue,
        };
        if found.conditions.get(id) != Some(&state) {
            return Some(format!("{id} {:?}", found.conditions.get(id)));
        }
    }
    None
}

/// The household of a case.
pub(crate) fn household(file: &Json, case: &Json) -> Json {
    let mut household = case.get("household").unwrap_or(&file["household"]).clone();
    for (fact, value) in case["set"].as_object().into_iter().flatten() {
        let (entry, name) = entry(&mut household, fact);
        entry[name] = value.clone();
    }
    for fact in case["unset"].as_array().into_iter().flatten() {
        let (entry, name) = entry(&mut household, fact.as_str().unwrap());
        entry.as_object_mut().unwrap().remove(name);
    }
    household
}

/// Whom a fact such as `m1.wage_income` is about, and its name.
fn entry<'a>(household: &'a mut Json, fact: &'a str) -> (&'a mut Json, &'a str) {
    let Some((id, name)) = fact.split_once('.') else { return (household, fact) };
    let lists = household.as_object_mut().unwrap().values_mut();
    let mut entries = lists.filter_map(Json::as_array_mut).flatten();
    (entries.find(|entry| entry["id"] == json!(id)).unwrap(), name)
}

fn completed(chain: &Chain, households: &Households<'_>, household: &Json, seed: u64) -> Json {
    let mut choices = Choices::endless(seed);
    let mut completed = household.clone();
    for gap in gaps(chain, household) {
        let value = households.fill(&mut choices, &gap);
        gap.fill(&mut completed, value);
    }
    completed
}
