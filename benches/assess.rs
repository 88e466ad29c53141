//! How long the Huangyan chain takes to load and check, and a household of four to assess: medians by `cargo bench`.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark stops where its own files are not there"
)]

use std::path::Path;

use divan::{Bencher, black_box};
use huisuan::{Calculator, PackFile};

const DAY: &str = "2023-03-01";

fn main() {
    divan::main();
}

/// The texts of the chain's packs as published: one file each, nation first.
fn packs() -> Vec<String> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    ["000000", "330000", "331000", "331003"]
        .iter()
        .map(|adcode| {
            let folder = rules.join(adcode);
            let mut names: Vec<_> = std::fs::read_dir(&folder)
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
        })
        .collect()
}

fn calculator() -> Calculator {
    load(&packs())
}

fn load(texts: &[String]) -> Calculator {
    let packs: Vec<Vec<PackFile<'_>>> =
        texts.iter().map(|text| vec![PackFile { name: "pack", text }]).collect();
    Calculator::load(&packs).expect("a chain")
}

/// A household of four with every fact that matters, and the same with every second fact left out.
fn households() -> (String, String) {
    let full = include_str!("household.json").to_owned();
    let mut half: serde_json::Value = serde_json::from_str(&full).expect("a household");
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
    (full, half.to_string())
}

#[divan::bench]
fn load_and_check_the_chain(bencher: Bencher) {
    let texts = packs();
    bencher.bench_local(|| load(black_box(&texts)));
}

#[divan::bench]
fn open_the_image_of_the_chain(bencher: Bencher) {
    let texts = packs();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let image = calculator().image();
    bencher.bench_local(|| Calculator::open(black_box(&texts), &image).expect("a chain"));
}

#[divan::bench]
fn assess_with_all_facts(bencher: Bencher) {
    assess(bencher, &households().0);
}

#[divan::bench]
fn assess_with_half_of_the_facts(bencher: Bencher) {
    assess(bencher, &households().1);
}

#[divan::bench]
fn interview_with_half_of_the_facts(bencher: Bencher) {
    let (calculator, on) = (calculator(), DAY.parse().expect("a day"));
    let household = calculator.household(&households().1, on).expect("a household");
    let day = calculator.on(on);
    bencher.bench_local(|| day.interview(black_box(&household)));
}

#[divan::bench]
fn read_the_household(bencher: Bencher) {
    let (calculator, on) = (calculator(), DAY.parse().expect("a day"));
    let text = households().0;
    bencher.bench_local(|| calculator.household(black_box(&text), on).expect("a household"));
}

#[divan::bench]
fn write_the_assessment_as_json(bencher: Bencher) {
    let (calculator, on) = (calculator(), DAY.parse().expect("a day"));
    let household = calculator.household(&households().0, on).expect("a household");
    let assessment = calculator.assess(&household, on);
    bencher.bench_local(|| serde_json::to_string(black_box(&assessment)).expect("a text"));
}

fn assess(bencher: Bencher<'_, '_>, text: &str) {
    let (calculator, on) = (calculator(), DAY.parse().expect("a day"));
    let household = calculator.household(text, on).expect("a household");
    let day = calculator.on(on);
    bencher.bench_local(|| day.assess(black_box(&household)));
}
