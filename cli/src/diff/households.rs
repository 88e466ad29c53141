//! The households of the cases beside the rules.

use std::collections::BTreeMap;

use huisuan::adcode::Adcode;
use huisuan::case;
use huisuan::date::Date;
use huisuan::source::{Value, parse};

use crate::end::Refusal;
use crate::rules::{RulesFolder, TextFile};

/// A household of a case.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    pub(crate) case: String,
    pub(crate) file: String,
    pub(crate) on: Date,
    pub(crate) text: String,
}

/// The households of the cases of both sides by their districts, each household and day once.
pub(crate) fn of(sides: [&RulesFolder; 2]) -> Result<BTreeMap<Adcode, Vec<Base>>, Refusal> {
    let mut all: BTreeMap<Adcode, Vec<Base>> = BTreeMap::new();
    for pack in sides.into_iter().flat_map(RulesFolder::packs) {
        for path in pack.cases() {
            let file = TextFile::read(path)?;
            let cases = case::households(&file.name, &file.text).map_err(|faults| {
                let why = faults.first().map(ToString::to_string).unwrap_or_default();
                Refusal::new(format!("cannot read the cases: {why}"))
                    .help("put the file right; `huisuan test` tells all that is wrong with it")
            })?;
            for (case, on, text) in cases {
                let bases = all.entry(district(&text).unwrap_or(pack.adcode)).or_default();
                if !bases.iter().any(|it| it.on == on && it.text == text) {
                    bases.push(Base { case, file: file.name.clone(), on, text });
                }
            }
        }
    }
    Ok(all)
}

fn district(household: &str) -> Option<Adcode> {
    match &parse(household, 0).ok()?.get("district")?.value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}
