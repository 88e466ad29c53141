//! A place as its pages show it: the packs of its chain, what they say of each benefit, and the cases.

use huisuan::Calculator;
use huisuan::adcode::Adcode;
use huisuan::date::Date;
use serde_json::Value;

use super::words::Language;
use crate::chain::Chain;
use crate::end::Refusal;
use crate::rules::{RulesFolder, TextFile};

/// A place that no other pack builds on.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) adcode: Adcode,
    /// Its packs as they are published, nation first.
    packs: Vec<(Adcode, Value)>,
    pub(super) calculator: Calculator,
    /// The day that the pages speak of.
    pub(super) on: Date,
    pub(super) cases: Vec<Case>,
}

/// What a case expects of a benefit.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) benefit: String,
    pub(super) name: String,
    pub(super) on: String,
    /// The member it is about, unless it is the household.
    pub(super) subject: Option<String>,
    pub(super) verdict: Option<String>,
    /// The amount, or the least and the most.
    pub(super) amount: Option<(String, String)>,
}

impl Place {
    /// Reads the place at the end of a chain that has passed its check.
    pub(super) fn read(
        rules: &RulesFolder,
        chain: &Chain<'_>,
        calculator: Calculator,
        on: Date,
    ) -> Result<Self, Refusal> {
        let mut packs = Vec::new();
        let mut cases = Vec::new();
        for adcode in chain.adcodes() {
            let Some(pack) = rules.pack(adcode) else { continue };
            let refuse = |why: String| Refusal::new(format!("cannot read `{adcode}`: {why}"));
            let text = huisuan::publish(&pack.files())
                .map_err(|it| refuse(it.first().map(ToString::to_string).unwrap_or_default()))?;
            packs.push((
                adcode,
                serde_json::from_str(&text).map_err(|error| refuse(error.to_string()))?,
            ));
            for path in pack.cases() {
                let file = TextFile::read(path)?;
                let file: Value = serde_json::from_str(&file.text)
                    .map_err(|error| refuse(format!("{}: {error}", path.display())))?;
                read_cases(&file, adcode, &chain.adcodes().collect::<Vec<_>>(), &mut cases);
            }
        }
        Ok(Self { adcode: calculator.district(), packs, calculator, on, cases })
    }

    /// The value at a place of a pack.
    pub(super) fn at(&self, layer: Adcode, pointer: &str) -> Option<&Value> {
        self.packs.iter().find(|(it, _)| *it == layer)?.1.pointer(pointer)
    }

    /// What the packs say under a path of keys, the most local first.
    pub(super) fn local(&self, path: &[&str]) -> std::vec::IntoIter<(Adcode, &Value)> {
        let under = |pack| path.iter().try_fold(pack, |it: &Value, key| it.get(key));
        let found = self.packs.iter().rev().filter_map(|(at, pack)| Some((*at, under(pack)?)));
        found.collect::<Vec<_>>().into_iter()
    }

    /// A text of the most local pack that gives one.
    pub(super) fn text(&self, path: &[&str], language: Language) -> Option<&str> {
        // A shorter borrow of the path than of the packs.
        self.packs
            .iter()
            .rev()
            .find_map(|(_, pack)| language.of(path.iter().try_fold(pack, |it, key| it.get(key))))
    }

    /// The name of a pack's jurisdiction.
    pub(super) fn jurisdiction(&self, adcode: Adcode, language: Language) -> &str {
        let pack = self.packs.iter().find(|(it, _)| *it == adcode);
        pack.and_then(|(_, it)| language.of(it.get("name"))).unwrap_or_default()
    }

    /// A source as a pack names it: its own, or one of a pack above.
    pub(super) fn source(&self, layer: Adcode, id: &str) -> Option<&Value> {
        let above = self.packs.iter().position(|(it, _)| *it == layer)?;
        let packs = self.packs.get(..=above)?;
        packs.iter().rev().find_map(|(_, it)| it.get("sources")?.get(id))
    }

    /// The codes of its packs, nation first.
    pub(super) fn layers(&self) -> impl Iterator<Item = Adcode> {
        self.packs.iter().map(|(it, _)| *it)
    }
}

/// The expectations of a file of cases whose households live in the chain.
fn read_cases(file: &Value, folder: Adcode, chain: &[Adcode], cases: &mut Vec<Case>) {
    let string = |it: Option<&Value>| it.and_then(Value::as_str).map(str::to_owned);
    for case in file.get("cases").and_then(Value::as_array).into_iter().flatten() {
        let household = case.get("household").or_else(|| file.get("household"));
        let district = household
            .and_then(|it| it.get("district")?.as_str()?.parse::<Adcode>().ok())
            .unwrap_or(folder);
        if !chain.contains(&district) {
            continue;
        }
        for expected in case.get("expect").and_then(Value::as_array).into_iter().flatten() {
            let Some(benefit) = string(expected.get("benefit")) else { continue };
            let amount = match expected.get("amount") {
                Some(Value::String(amount)) => Some((amount.clone(), amount.clone())),
                Some(range) => string(range.get("low")).zip(string(range.get("high"))),
                None => None,
            };
            cases.push(Case {
                benefit,
                name: string(case.get("name")).unwrap_or_default(),
                on: string(case.get("on")).unwrap_or_default(),
                subject: string(expected.get("subject")).filter(|it| it != "household"),
                verdict: string(expected.get("verdict")),
                amount,
            });
        }
    }
    cases.sort_by(|a, b| a.on.cmp(&b.on));
}
