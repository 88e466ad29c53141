//! What must hold for any bytes at all. Each target of the fuzzer is one function here, and `tests/fuzz.rs` of the engine runs the
//! same functions over the seeds.
//!
//! A function that returns has passed; one that panics has found a fault.

use std::sync::OnceLock;

use huisuan::date::Date;
use huisuan::expression::parse;
use huisuan::json::to_text;
use huisuan::layout::formatted;
use huisuan::{Calculator, PackFile, publish};

/// A jurisdiction and its facts; the input of `load` is what comes beside them.
const JURISDICTION: &str = include_str!("../../tests/diagnostics/base/000000/jurisdiction.json");
const FACTS: &str = include_str!("../../tests/diagnostics/base/000000/facts.json");
/// The rules that `evaluate` and `image` are asked about.
const RULES: &str = include_str!("../seeds/load/forms.json");
/// Nobody of whom anything is known.
const STRANGER: &str = r#"{"members":[{"id":"m1"}]}"#;
/// Inside every period of the seeds.
const DAY: &str = "2024-02-29";

/// Whatever stands in a file of rules, it is loaded or each fault is named with its place; what loads can be published, and its image
/// gives the same answers.
pub fn load(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let files = pack(text);
    let calculator = match Calculator::load(std::slice::from_ref(&files)) {
        Ok(calculator) => calculator,
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "refused without a reason");
            assert!(
                diagnostics.iter().all(|it| !it.to_string().is_empty()),
                "a reason without words"
            );
            return;
        }
    };
    let published = publish(&files).expect("what loads can be published");
    let opened = Calculator::open(&[&published], &calculator.image()).expect("its image opens");
    assert_eq!(
        answer(&calculator, STRANGER),
        answer(&opened, STRANGER),
        "the image answers otherwise"
    );
}

/// What is written can be read, and is then written alike: files in the one form, packs as published, expressions as printed.
pub fn roundtrip(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(once) = formatted("pack.json", text) {
        let twice = formatted("pack.json", &once).expect("what was formatted can be formatted");
        assert_eq!(once, twice, "the form is not stable");
    }
    if let Ok(once) = publish(&pack(text)) {
        let twice = publish(&[PackFile { name: "000000.json", text: &once }]);
        assert_eq!(Ok(once), twice, "publishing what is published changes it");
    }
    if let Ok(expression) = parse(text) {
        let printed = expression.to_string();
        let again = parse(&printed).expect("what was printed can be read");
        assert_eq!(printed, again.to_string(), "printing what was printed changes it");
    }
}

/// Whatever a household says, it is refused with its faults or assessed, and its interview is one.
pub fn evaluate(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let once = answer(seed(), text);
    assert_eq!(once, answer(seed(), text), "a second time the answer is another");
}

/// Whatever an image says, it is refused or it answers.
pub fn image(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let published = publish(&pack(RULES)).expect("the seed can be published");
    if let Ok(calculator) = Calculator::open(&[&published], text) {
        answer(&calculator, STRANGER);
    }
}

/// The image of the seed: where the fuzzer starts from.
pub fn image_of_the_seed() -> String {
    seed().image()
}

fn pack(rules: &str) -> Vec<PackFile<'_>> {
    vec![
        PackFile { name: "jurisdiction.json", text: JURISDICTION },
        PackFile { name: "facts.json", text: FACTS },
        PackFile { name: "rules.json", text: rules },
    ]
}

fn seed() -> &'static Calculator {
    static SEED: OnceLock<Calculator> = OnceLock::new();
    SEED.get_or_init(|| Calculator::check(&[pack(RULES)]).expect("the seed loads"))
}

/// The assessment and the interview of a household as JSON, or what is wrong with it.
fn answer(calculator: &Calculator, household: &str) -> String {
    let on: Date = DAY.parse().expect("a day");
    match calculator.household(household, on) {
        Ok(household) => {
            let interview = to_text(&calculator.interview(&household, on));
            to_text(&calculator.assess(&household, on)) + &interview
        }
        Err(diagnostics) => to_text(&diagnostics),
    }
}
