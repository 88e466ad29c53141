//! The engine's answers beside the second evaluator's.

use super::world::Finding;
use crate::naive::determine::{Determination, State, Verdict};
use crate::naive::value::decimal;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The determinations of an assessment, by benefit and subject.
pub(crate) fn determinations(assessment: &Json) -> BTreeMap<(String, String), &Json> {
    let all = assessment["determinations"].as_array().unwrap().iter();
    let name = |one: &Json, key: &str| one[key].as_str().unwrap().to_owned();
    all.map(|one| ((name(one, "benefit"), name(one, "subject")), one)).collect()
}

/// How the engine writes a verdict.
pub(crate) fn written(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::Ineligible => "ineligible",
        Verdict::NeedsAssessment => "needs_assessment",
        Verdict::NoRule => "no_rule",
    }
}

fn state_written(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Unmet => "unmet",
        State::Judgement => "judgement",
        State::NoRule => "no_rule",
    }
}

/// Whether the engine's determination is that of the second evaluator.
pub(crate) fn same(engine: &Json, naive: &Determination) -> Finding {
    let expect = |what: &str, holds: bool| {
        if holds {
            Ok(())
        } else {
            Err(format!("{what}: {engine}\nthe second evaluator: {naive:#?}"))
        }
    };
    expect("verdict", engine["verdict"] == written(naive.verdict))?;
    match (&naive.amount, engine.get("amount").filter(|amount| !amount.is_null())) {
        (None, None) => {}
        (Some((low, high)), Some(amount)) => {
            expect("low", near(&decimal(amount["low"].as_str().unwrap()), low))?;
            expect("high", near(&decimal(amount["high"].as_str().unwrap()), high))?;
        }
        _ => expect("amount", false)?,
    }
    // What the rules `choose` and `higher` advise against is not compared.
    if !naive.excluded_by.is_empty() {
        let by = engine["excludedBy"].as_array().unwrap().iter().filter_map(Json::as_str);
        expect("excludedBy", by.eq(naive.excluded_by.iter().map(String::as_str)))?;
    }
    if naive.conditions.is_empty() {
        return Ok(());
    }
    let states: BTreeMap<&str, &str> =
        engine["conditions"].as_array().unwrap().iter().map(state).collect();
    let expected: BTreeMap<&str, &str> =
        naive.conditions.iter().map(|(id, state)| (id.as_str(), state_written(*state))).collect();
    expect("conditions", states == expected)
}

fn state(condition: &Json) -> (&str, &str) {
    (condition["id"].as_str().unwrap(), condition["state"].as_str().unwrap())
}

/// Whether what was said of a partly known household holds for a completion.
pub(crate) fn contains(partial: &Json, naive: &Determination) -> Finding {
    let expect = |what: &str, holds: bool| {
        if holds { Ok(()) } else { Err(format!("{what}: {partial}\na completion: {naive:#?}")) }
    };
    let verdict = &partial["verdict"];
    expect("verdict", verdict == "undetermined" || verdict == written(naive.verdict))?;
    let no_figure = |notice: &Json| notice["code"] == "no_figure";
    let may_have_no_figure = partial["notices"].as_array().unwrap().iter().any(no_figure);
    let amount =
        naive.amount.as_ref().filter(|_| partial.get("amount").is_some() || !may_have_no_figure);
    if let Some((low, high)) = amount {
        let bound = |key: &str| partial["amount"][key].as_str().map(decimal);
        expect("low", bound("low").is_some_and(|bound| bound <= *low || near(&bound, low)))?;
        expect("high", bound("high").is_some_and(|bound| *high <= bound || near(&bound, high)))?;
    }
    if naive.conditions.is_empty() {
        return Ok(());
    }
    for (id, found) in partial["conditions"].as_array().unwrap().iter().map(state) {
        let of_completion = naive.conditions.get(id).copied().map(state_written);
        expect(id, found == "unknown" || Some(found) == of_completion)?;
    }
    Ok(())
}

/// Whether the figure of an amount is not known, or may turn out not to be.
pub(crate) fn may_lack_a_figure(determination: &Json) -> bool {
    let amount = format!("{}/amount", determination["benefit"].as_str().unwrap());
    let notices = determination["notices"].as_array().unwrap().iter();
    let says_so =
        |notice: &Json| notice["code"] == "no_figure" && notice["name"] == amount.as_str();
    determination.get("amount").is_none() && notices.into_iter().any(says_so)
}

/// Whether two numbers agree to twenty significant digits.
pub(crate) fn near(a: &BigRational, b: &BigRational) -> bool {
    let digits = BigRational::new(BigInt::from(1), BigInt::from(10).pow(20));
    (a - b).abs() <= digits * (b.abs() + BigRational::from_integer(BigInt::from(1)))
}

/// Whether two assessments say the same, apart from what names the packs and
/// the text of formulas.
pub(crate) fn equal(a: &Json, b: &Json) -> Finding {
    let (a, b) = (determinations(a), determinations(b));
    if a.len() != b.len() {
        return Err(format!("{} determinations, and {}", a.len(), b.len()));
    }
    for ((one, a), b) in a.iter().zip(b.values()) {
        let plain = |json: &Json| {
            let mut json = json.clone();
            json.as_object_mut().unwrap().remove("working");
            json
        };
        let (a, b) = (plain(a), plain(b));
        if a != b {
            return Err(format!("{one:?}:\n{a}\nand\n{b}"));
        }
    }
    Ok(())
}
