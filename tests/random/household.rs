//! Random households for any chain of packs.

use super::choices::Choices;
use crate::naive::chain::Chain;
use crate::naive::completion::{Gap, bare_entry};
use crate::naive::day::{Day, days_in_month};
use crate::naive::value::{decimal, round};
use num_rational::BigRational;
use num_traits::ToPrimitive;
use serde_json::{Value as Json, json};
use std::cell::Cell;
use std::collections::BTreeSet;

/// How much of a household is told, in sixteenths of its facts.
pub(crate) const EVERYTHING: usize = 16;

/// Makes households for one chain and day.
pub(crate) struct Households<'a> {
    chain: &'a Chain,
    day: Day,
    /// The numbers that stand anywhere in the packs, where values turn.
    constants: Vec<i64>,
    benefits: Vec<String>,
    /// Whether the household being made has little money.
    poor: Cell<bool>,
}

impl<'a> Households<'a> {
    /// Looks through the packs for what values may matter.
    pub(crate) fn new(chain: &'a Chain, day: Day) -> Self {
        let mut found = BTreeSet::new();
        for pack in &chain.packs {
            for kind in ["parameters", "definitions", "benefits"] {
                constants(&pack[kind], &mut found);
            }
        }
        let benefits = chain.names("benefits").into_iter().collect();
        Households {
            chain,
            day,
            constants: found.into_iter().collect(),
            benefits,
            poor: Cell::new(false),
        }
    }

    /// A household of which so many sixteenths are told.
    pub(crate) fn household(&self, choices: &mut Choices, district: &str, told: usize) -> Json {
        let mut household = json!({"district": district});
        self.poor.set(choices.chance(8));
        self.tell(choices, &mut household, "household", told);
        let count = 1 + choices.below(4);
        household["members"] = self.entries(choices, "person", "m", count, told);
        for list in self.chain.names("lists") {
            if choices.chance(told) {
                household[&list] = self.list(choices, &list, told);
            }
        }
        household
    }

    fn list(&self, choices: &mut Choices, list: &str, told: usize) -> Json {
        let most = self.chain.declared("lists", list).unwrap()["max"].as_u64().unwrap();
        let count = choices.below(usize::try_from(most.min(3)).unwrap() + 1);
        self.entries(choices, list, "e", count, told)
    }

    fn entries(
        &self,
        choices: &mut Choices,
        scope: &str,
        id: &str,
        count: usize,
        told: usize,
    ) -> Json {
        let mut entries = Vec::new();
        for number in 1..=count {
            let mut entry = bare_entry(&format!("{id}{number}"));
            self.tell(choices, &mut entry, scope, told);
            entries.push(entry);
        }
        json!(entries)
    }

    fn tell(&self, choices: &mut Choices, subject: &mut Json, scope: &str, told: usize) {
        for (name, fact) in self.chain.facts_of(scope) {
            if choices.chance(told) {
                subject[name] = self.value(choices, fact);
            }
        }
    }

    /// Something that a gap may turn out to be.
    pub(crate) fn fill(&self, choices: &mut Choices, gap: &Gap) -> Json {
        match gap {
            Gap::Whole(list) if self.chain.declared("lists", list).is_some() => {
                self.list(choices, list, EVERYTHING)
            }
            Gap::Whole(fact) | Gap::Of { fact, .. } => {
                self.value(choices, self.chain.declared("facts", fact).unwrap())
            }
        }
    }

    /// A value of a fact, absent now and then where it may be.
    pub(crate) fn value(&self, choices: &mut Choices, fact: &Json) -> Json {
        if fact["optional"] == true && choices.chance(4) {
            return Json::Null;
        }
        let kind = &fact["type"];
        if kind == "bool" {
            return json!(choices.below(2) == 1);
        }
        if kind == "benefits" {
            let mut some = choices.shuffled(&self.benefits);
            some.truncate(if choices.chance(6) { choices.below(3) } else { 0 });
            return json!(some);
        }
        let (kind, bounds) = kind.as_object().unwrap().iter().next().unwrap();
        match kind.as_str() {
            "choice" => {
                let values: Vec<&String> = bounds.as_object().unwrap().keys().collect();
                json!(choices.pick(&values))
            }
            "integer" => {
                let (low, high) =
                    (bounds["min"].as_i64().unwrap(), bounds["max"].as_i64().unwrap());
                json!(self.whole(choices, low, high))
            }
            "date" => json!(self.date(choices, bounds).to_string()),
            _ => json!(self.money(choices, bounds)),
        }
    }

    /// A whole number, near one that the packs name rather than anywhere.
    fn whole(&self, choices: &mut Choices, low: i64, high: i64) -> i64 {
        match choices.below(6) {
            0 => low,
            1 => high,
            2 | 3 => {
                let near: Vec<i64> =
                    self.constants.iter().copied().filter(|it| (low..=high).contains(it)).collect();
                if near.is_empty() { choices.between(low, high) } else { *choices.pick(&near) }
            }
            _ => choices.between(low, high),
        }
    }

    /// Money, in fen; often at the edge of what the packs name or a fen beside it.
    fn money(&self, choices: &mut Choices, bounds: &Json) -> String {
        let fen = |key: &str| -> i64 {
            let bound =
                decimal(bounds[key].as_str().unwrap()) * BigRational::from_integer(100.into());
            round(&bound, &BigRational::from_integer(1.into()), "down")
                .to_integer()
                .to_i64()
                .unwrap()
        };
        let (low, high) = (fen("min"), fen("max"));
        if self.poor.get() && choices.chance(12) {
            return bounds["min"].as_str().unwrap().to_owned();
        }
        let whole = 100
            * self.whole(
                choices,
                low.div_euclid(100) + i64::from(low % 100 != 0),
                high.div_euclid(100),
            );
        let fen = match choices.below(6) {
            4 => choices.between(low, high.min(low + 300_000)),
            5 => whole + choices.between(-1, 1),
            _ => whole,
        };
        let fen = fen.clamp(low, high);
        let sign = if fen < 0 { "-" } else { "" };
        let size = fen.unsigned_abs();
        if size.is_multiple_of(100) {
            format!("{sign}{}", size / 100)
        } else {
            format!("{sign}{}.{:02}", size / 100, size % 100)
        }
    }

    /// A day, often about an anniversary of the day asked.
    fn date(&self, choices: &mut Choices, bounds: &Json) -> Day {
        let bound = |key: &str| match bounds[key].as_str().unwrap() {
            "today" => self.day,
            day => Day::read(day),
        };
        let (low, high) = (bound("min"), bound("max"));
        let anywhere = |choices: &mut Choices| {
            let (year, month) = (choices.between(low.year, high.year), choices.between(1, 12));
            Day { year, month, day: choices.between(1, days_in_month(year, month)) }
        };
        let day = match choices.below(6) {
            0 => high,
            1 => low,
            2 | 3 => {
                let years = self.whole(choices, 0, 100);
                let day = self.day.plus_months(-12 * years);
                *choices.pick(&[day, day.next(), day.previous()])
            }
            _ => anywhere(choices),
        };
        day.clamp(low, high)
    }
}

/// Collects the whole numbers that stand in the strings of some JSON, and the
/// ones beside them.
fn constants(json: &Json, found: &mut BTreeSet<i64>) {
    match json {
        Json::String(text) => {
            let digits = text.split(|c: char| !c.is_ascii_digit());
            for number in digits.filter(|it| it.len() < 8).filter_map(|it| it.parse::<i64>().ok()) {
                found.extend([number - 1, number, number + 1]);
                found.extend([-number - 1, -number, -number + 1]);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| constants(item, found)),
        Json::Object(items) => {
            let speaks =
                |key: &str| !matches!(key, "text" | "name" | "note" | "basis" | "gap" | "apply");
            items
                .iter()
                .filter(|(key, _)| speaks(key))
                .for_each(|(_, item)| constants(item, found));
        }
        _ => {}
    }
}
