//! One random chain with its day, and the loop that tries a property on many.

use super::choices::Choices;
use super::engine;
use super::household::Households;
use super::pack::{DAYS, Shape, chain};
use crate::naive::chain::Chain;
use crate::naive::completion::{Gap, gaps};
use crate::naive::day::Day;
use huisuan::Calculator;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// A chain of packs that loads, and a day to ask about.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) chain: Chain,
    pub(crate) calculator: Calculator,
    pub(crate) district: String,
    pub(crate) date: &'static str,
    pub(crate) day: Day,
}

/// What a property found wrong, or nothing.
pub(crate) type Finding = Result<(), String>;

/// Numbers that do not print themselves one by one.
#[derive(Clone)]
struct Numbers(Vec<u32>);

impl std::fmt::Debug for Numbers {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} numbers", self.0.len())
    }
}

/// Tries a property on so many random worlds. What it draws its households
/// from comes with each; a failure is shrunk, and told with the packs.
pub(crate) fn property(cases: u32, shape: Shape, test: impl Fn(&World, &mut Choices) -> Finding) {
    on_numbers(cases, |packs, mut choices| {
        let world = World::new(packs, &mut choices, shape)?;
        test(&world, &mut choices).map_err(|finding| format!("{finding}\n{}", world.told()))
    });
}

/// Tries a property on so many pairs of random sequences: the same every time,
/// or others where `PROPTEST_RNG_SEED` is set.
pub(crate) fn on_numbers(cases: u32, test: impl Fn(Choices, Choices) -> Finding) {
    let from_outside = Config::default();
    let rng_seed = match from_outside.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_261_122),
        chosen @ RngSeed::Fixed(_) => chosen,
    };
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 3000,
        rng_seed,
        ..from_outside
    };
    let numbers = |most: usize| vec(any::<u32>(), 0..most).prop_map(Numbers);
    let tried = TestRunner::new(config).run(&(numbers(4000), numbers(1500)), |(packs, others)| {
        test(Choices::new(packs.0), Choices::new(others.0)).map_err(TestCaseError::fail)
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

impl World {
    fn new(packs: Choices, choices: &mut Choices, shape: Shape) -> Result<World, String> {
        let date = DAYS[choices.below(DAYS.len())];
        let packs = chain(packs, shape);
        World::of(packs, date)
    }

    /// The world of some packs, if they load.
    pub(crate) fn of(packs: Vec<Json>, date: &'static str) -> Result<World, String> {
        let district = packs.last().unwrap()["adcode"].as_str().unwrap().to_owned();
        let calculator =
            engine::load(&packs).map_err(|wrong| format!("{wrong}\n{}", lines(&packs)))?;
        Ok(World { chain: Chain::new(packs), calculator, district, date, day: Day::read(date) })
    }

    /// Makes households of this world.
    pub(crate) fn households(&self) -> Households<'_> {
        Households::new(&self.chain, self.day)
    }

    /// A household of which so many sixteenths are told.
    pub(crate) fn household(&self, choices: &mut Choices, told: usize) -> Json {
        self.households().household(choices, &self.district, told)
    }

    /// A household with some of the gaps of another filled, in sixteenths.
    pub(crate) fn learn(&self, choices: &mut Choices, household: &Json, more: usize) -> Json {
        let households = self.households();
        let mut learned = household.clone();
        for gap in gaps(&self.chain, household) {
            if choices.chance(more) {
                let mut value = households.fill(choices, &gap);
                if matches!(gap, Gap::Whole(_)) && more < 16 {
                    forget(choices, &mut value);
                }
                gap.fill(&mut learned, value);
            }
        }
        learned
    }

    /// A household with every gap filled, half the time alike in all entries: what
    /// rests on all of them at once is rare otherwise.
    pub(crate) fn complete(&self, choices: &mut Choices, household: &Json) -> Json {
        let households = self.households();
        let mut completed = household.clone();
        let mut alike: BTreeMap<String, Option<Json>> = BTreeMap::new();
        for gap in gaps(&self.chain, household) {
            let mut value = households.fill(choices, &gap);
            if let Gap::Of { fact, .. } = &gap {
                let same = choices.chance(8).then(|| value.clone());
                let known = alike.entry(fact.clone()).or_insert(same);
                value = known.clone().unwrap_or(value);
            }
            gap.fill(&mut completed, value);
        }
        completed
    }

    /// The engine's assessment of a household.
    pub(crate) fn assess(&self, household: &Json) -> Result<Json, String> {
        engine::assess(&self.calculator, household, self.date)
            .map_err(|wrong| format!("{wrong} in {household}"))
    }

    fn told(&self) -> String {
        format!("on {} with the packs\n{}", self.date, lines(&self.chain.packs))
    }
}

/// What matters of some packs, one to a line.
pub(crate) fn lines(packs: &[Json]) -> String {
    let lines: Vec<String> = packs.iter().map(|pack| bare(pack).to_string()).collect();
    lines.join("\n")
}

/// A part of a pack without what is there for people only.
fn bare(json: &Json) -> Json {
    let for_people = [
        "name",
        "text",
        "question",
        "basis",
        "apply",
        "summary",
        "sources",
        "materials",
        "verifiedOn",
        "reviewBy",
        "section",
        "order",
        "start",
        "schema",
        "version",
    ];
    match json {
        Json::Object(object) => {
            let kept = object.iter().filter(|(key, _)| !for_people.contains(&key.as_str()));
            kept.map(|(key, value)| (key.clone(), bare(value))).collect()
        }
        Json::Array(array) => array.iter().map(bare).collect(),
        other => other.clone(),
    }
}

/// Leaves some facts of the entries of a list untold.
fn forget(choices: &mut Choices, list: &mut Json) {
    for entry in list.as_array_mut().into_iter().flatten() {
        if let Some(facts) = entry.as_object_mut() {
            facts.retain(|name, _| name == "id" || choices.chance(8));
        }
    }
}
