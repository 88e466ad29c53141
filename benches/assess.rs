//! How long the Huangyan chain takes to load and check, and a household of four to read, assess and write: medians by
//! `cargo bench`. `docs/benchmarks.md` explains the rows.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark stops where its own files are not there"
)]

use std::path::Path;

use divan::{Bencher, black_box};
use huisuan::date::Date;
use huisuan::household::Household;
use huisuan::{Calculator, OnDay, PackFile};
use serde_json::Value;

const DAY: &str = "2023-03-01";

/// The benefits that the chain began with.
const SEVEN: [&str; 7] = [
    "minimum_living_allowance",
    "marginal_household",
    "disability_living_subsidy",
    "disability_nursing_subsidy",
    "orphan_support",
    "de_facto_orphan_support",
    "high_age_allowance",
];

/// Benefits that their rules name.
const NAMED: [&str; 4] = [
    "minimum_living_allowance_single",
    "extreme_hardship_support",
    "hiv_child_support",
    "elderly_service_subsidy",
];

fn main() {
    divan::main();
}

/// Which benefits the chain has.
#[derive(Clone, Copy)]
enum Chain {
    /// All of today.
    All,
    /// Those it began with. What their rules name beside them is there, and ended long ago.
    Seven,
}

use Chain::All;

impl Chain {
    /// The texts of the packs as published: one file each, nation first.
    fn packs(self) -> Vec<String> {
        let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let chain = ["000000", "330000", "331000", "331003"];
        let packs = chain.iter().map(|it| published(&rules.join(it)));
        match self {
            Self::All => packs.collect(),
            Self::Seven => packs.map(|it| only_seven(&it)).collect(),
        }
    }

    fn load(self) -> Calculator {
        load(&self.packs())
    }
}

fn published(folder: &Path) -> String {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of a pack")
        .map(|it| it.expect("a file").path())
        .filter(|it| it.extension().is_some_and(|it| it == "json"))
        .collect();
    names.sort();
    let jurisdiction = folder.join("jurisdiction.json");
    names.retain(|it| *it != jurisdiction);
    names.insert(0, jurisdiction);
    let texts: Vec<(String, String)> = names
        .iter()
        .map(|it| (it.display().to_string(), std::fs::read_to_string(it).expect("a text")))
        .collect();
    let files: Vec<PackFile<'_>> =
        texts.iter().map(|(name, text)| PackFile { name, text }).collect();
    huisuan::publish(&files).expect("a pack")
}

fn only_seven(pack: &str) -> String {
    let mut pack: Value = serde_json::from_str(pack).expect("a pack");
    let is_nation = pack["adcode"] == "000000";
    let is_named = |it: &str| NAMED.contains(&it);
    if let Some(benefits) = pack["benefits"].as_object_mut() {
        benefits.retain(|id, _| SEVEN.contains(&id.as_str()) || (is_nation && is_named(id)));
        for (_, benefit) in benefits.iter_mut().filter(|(id, _)| is_named(id)) {
            benefit["from"] = "1990-01-01".into();
            benefit["to"] = "1990-12-31".into();
        }
    }
    if let Some(exclusions) = pack.get_mut("exclusions").and_then(Value::as_object_mut) {
        let is_known =
            |it: &Value| it.as_str().is_some_and(|it| SEVEN.contains(&it) || is_named(it));
        exclusions.retain(|_, it| {
            let packages = it["packages"].as_array().expect("packages");
            packages.iter().flat_map(|it| it.as_array().expect("benefits")).all(is_known)
        });
    }
    pack.to_string()
}

fn load(texts: &[String]) -> Calculator {
    let packs: Vec<Vec<PackFile<'_>>> =
        texts.iter().map(|text| vec![PackFile { name: "pack", text }]).collect();
    Calculator::load(&packs).expect("a chain")
}

/// A household of four with every fact that matters to the seven.
fn full() -> String {
    include_str!("household.json").to_owned()
}

/// The same with every second fact of its members left out.
fn half() -> String {
    let mut half: Value = serde_json::from_str(&full()).expect("a household");
    for member in half["members"].as_array_mut().expect("members") {
        let facts: Vec<String> = member
            .as_object()
            .expect("a member")
            .keys()
            .filter(|it| *it != "id")
            .cloned()
            .collect();
        for fact in facts.iter().step_by(2) {
            member.as_object_mut().expect("a member").remove(fact);
        }
    }
    half.to_string()
}

/// The same with a wage that is a little too high, so that the nearest change has to be found.
fn refused() -> String {
    let mut refused: Value = serde_json::from_str(&full()).expect("a household");
    refused["members"][0]["wage_income"] = "4300".into();
    refused.to_string()
}

#[divan::bench]
fn load_and_check_the_chain(bencher: Bencher) {
    let texts = All.packs();
    bencher.bench_local(|| load(black_box(&texts)));
}

#[divan::bench]
fn open_the_image_of_the_chain(bencher: Bencher) {
    let texts = All.packs();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let image = All.load().image();
    bencher.bench_local(|| Calculator::open(black_box(&texts), &image).expect("a chain"));
}

#[divan::bench]
fn find_the_rules_of_a_day(bencher: Bencher) {
    let calculator = All.load();
    bencher.bench_local(|| calculator.on(black_box(day())));
}

#[divan::bench]
fn read_the_household(bencher: Bencher) {
    let (calculator, text) = (All.load(), full());
    bencher.bench_local(|| calculator.household(black_box(&text), day()).expect("a household"));
}

/// The rows of a chain.
macro_rules! rows {
    ($name:ident, $chain:expr) => {
        mod $name {
            use divan::{Bencher, black_box};
            use huisuan::Parts;

            use crate::{day, full, half, refused, with};

            #[divan::bench]
            fn assess_1_all_facts(bencher: Bencher) {
                with($chain, bencher, &full(), |day, it| drop(black_box(day.assess(it))));
            }

            #[divan::bench]
            fn assess_2_all_facts_without_change(bencher: Bencher) {
                let parts = Parts { change: false, ..Parts::ALL };
                with($chain, bencher, &full(), |day, it| {
                    drop(black_box(day.assess_parts(it, parts)));
                });
            }

            #[divan::bench]
            fn assess_3_all_facts_answers_alone(bencher: Bencher) {
                with($chain, bencher, &full(), |day, it| {
                    drop(black_box(day.assess_parts(it, Parts::ANSWERS)));
                });
            }

            #[divan::bench]
            fn assess_4_a_change_to_find(bencher: Bencher) {
                with($chain, bencher, &refused(), |day, it| drop(black_box(day.assess(it))));
            }

            #[divan::bench]
            fn assess_5_half_of_the_facts(bencher: Bencher) {
                with($chain, bencher, &half(), |day, it| drop(black_box(day.assess(it))));
            }

            #[divan::bench]
            fn assess_6_half_of_the_facts_answers_alone(bencher: Bencher) {
                with($chain, bencher, &half(), |day, it| {
                    drop(black_box(day.assess_parts(it, Parts::ANSWERS)));
                });
            }

            #[divan::bench]
            fn interview_with_half_of_the_facts(bencher: Bencher) {
                with($chain, bencher, &half(), |day, it| drop(black_box(day.interview(it))));
            }

            #[divan::bench]
            fn write_as_json(bencher: Bencher) {
                let calculator = $chain.load();
                let household = calculator.household(&full(), day()).expect("a household");
                let assessment = calculator.assess(&household, day());
                bencher.bench_local(|| huisuan::json::to_text(black_box(&assessment)));
            }
        }
    };
}

rows!(all_benefits, crate::Chain::All);
rows!(seven_benefits, crate::Chain::Seven);

fn day() -> Date {
    DAY.parse().expect("a day")
}

/// Measures what is done with a household on the day.
fn with(chain: Chain, bencher: Bencher<'_, '_>, text: &str, run: impl Fn(&OnDay<'_>, &Household)) {
    let calculator = chain.load();
    let household = calculator.household(text, day()).expect("a household");
    let on_day = calculator.on(day());
    bencher.bench_local(|| run(black_box(&on_day), black_box(&household)));
}
