//! The image of a chain: what a page opens instead of checking the packs again.

use super::choices::Choices;
use huisuan::Calculator;
use serde_json::{Value as Json, json};

/// The calculator that the image of another one opens, with the packs it was made from, backwards.
pub(crate) fn reopened(calculator: &Calculator, packs: &[Json]) -> Result<Calculator, String> {
    opened(packs, &calculator.image())
}

/// The calculator that an image opens.
pub(crate) fn opened(packs: &[Json], image: &str) -> Result<Calculator, String> {
    let texts: Vec<String> = packs.iter().rev().map(Json::to_string).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Calculator::open(&texts, image).map_err(|error| error.to_string())
}

/// The assessment of a household and what an interview asks, as text.
pub(crate) fn answers(calculator: &Calculator, household: &str, day: &str) -> String {
    let on = day.parse().unwrap();
    let Ok(read) = calculator.household(household, on) else {
        return assessed(calculator, household, day);
    };
    let interview = serde_json::to_string(&calculator.interview(&read, on)).unwrap();
    format!("{}\n{interview}", assessed(calculator, household, day))
}

/// The assessment of a household, or what is wrong with it, as text.
pub(crate) fn assessed(calculator: &Calculator, household: &str, day: &str) -> String {
    let on = day.parse().unwrap();
    match calculator.household(household, on) {
        Ok(household) => serde_json::to_string(&calculator.assess(&household, on)).unwrap(),
        Err(diagnostics) => serde_json::to_string(&diagnostics).unwrap(),
    }
}

/// What the rules declare, as text.
pub(crate) fn listings(calculator: &Calculator) -> String {
    let (chinese, english) = (calculator.texts("zh-CN"), calculator.texts("en"));
    let (facts, places) = (calculator.facts(), calculator.jurisdictions());
    serde_json::to_string(&json!([facts, chinese, english, places])).unwrap()
}

/// An image in which a few numbers or names stand elsewhere, are others, or are gone.
pub(crate) fn spoiled(choices: &mut Choices, image: &str) -> String {
    let mut image: Json = serde_json::from_str(image).unwrap();
    for _ in 0..=choices.below(3) {
        if choices.below(4) == 0 {
            let names = image["names"].as_array_mut().unwrap();
            let (here, there) = (choices.below(names.len()), choices.below(names.len()));
            names.swap(here, there);
            continue;
        }
        let mut digits: Vec<char> = image["rules"].as_str().unwrap().chars().collect();
        if digits.is_empty() {
            break;
        }
        let place = choices.below(digits.len());
        let digit = char::from(u8::try_from(choices.below(60)).unwrap() + b'!');
        match choices.below(4) {
            0 => digits[place] = digit,
            1 => digits.insert(place, digit),
            2 => digits.truncate(place),
            _ => {
                let end = (place + 1 + choices.below(40)).min(digits.len());
                let piece = digits[place..end].to_vec();
                let at = choices.below(digits.len());
                digits.splice(at..at, piece);
            }
        }
        image["rules"] = Json::String(digits.into_iter().collect());
    }
    image.to_string()
}
