//! The engine, asked the way a program asks it: JSON in, JSON out.

use huisuan::{Calculator, PackFile, Parts};
use serde_json::Value as Json;

/// Loads the packs of a chain, or says what is wrong with them.
pub(crate) fn load(packs: &[Json]) -> Result<Calculator, String> {
    let texts: Vec<String> = packs.iter().map(Json::to_string).collect();
    load_texts(&texts)
}

/// Loads packs from their text.
pub(crate) fn load_texts(texts: &[String]) -> Result<Calculator, String> {
    let packs: Vec<Vec<PackFile<'_>>> =
        texts.iter().map(|text| vec![PackFile { name: "pack.json", text }]).collect();
    Calculator::load(&packs).map_err(|diagnostics| listed(&diagnostics))
}

/// The assessment of a household, or what is wrong with it.
pub(crate) fn assess(calculator: &Calculator, household: &Json, day: &str) -> Result<Json, String> {
    assess_text(calculator, &household.to_string(), day)
}

/// The assessment of a household from its text.
pub(crate) fn assess_text(
    calculator: &Calculator,
    household: &str,
    day: &str,
) -> Result<Json, String> {
    let day = day.parse().unwrap();
    let household = calculator.household(household, day).map_err(|wrong| listed(&wrong))?;
    let assessment = calculator.assess(&household, day);
    Ok(serde_json::to_value(assessment).unwrap())
}

/// The answers of an assessment alone.
pub(crate) fn answers(calculator: &Calculator, household: &Json, day: &str) -> Json {
    let day = day.parse().unwrap();
    let household = calculator.household(&household.to_string(), day).unwrap();
    let answers = calculator.on(day).assess_parts(&household, Parts::ANSWERS);
    serde_json::to_value(answers).unwrap()
}

/// The facts that an interview asks for.
pub(crate) fn interview(calculator: &Calculator, household: &Json, day: &str) -> Vec<String> {
    let day = day.parse().unwrap();
    let household = calculator.household(&household.to_string(), day).unwrap();
    let interview = serde_json::to_value(calculator.interview(&household, day)).unwrap();
    let questions = interview["questions"].as_array().unwrap().iter();
    questions.map(|question| question["fact"].as_str().unwrap().to_owned()).collect()
}

fn listed(diagnostics: &[impl std::fmt::Display]) -> String {
    let lines: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
