//! The generators themselves: that they make what they promise.

use super::choices::Choices;
use super::household::{EVERYTHING, Households};
use super::pack::{ADCODES, DAYS, Shape, chain};
use super::rewrite;
use crate::naive::chain::Chain;
use crate::naive::completion::gaps;
use crate::naive::day::Day;
use crate::naive::determine::{Verdict, assess};
use std::collections::BTreeMap;

#[test]
fn random_packs_have_every_outcome_and_the_second_evaluator_follows_them_all() {
    let mut outcomes = BTreeMap::<String, usize>::new();
    for seed in 0..200 {
        let packs = chain(Choices::endless(seed), Shape::default());
        let district = ADCODES[packs.len() - 1];
        let chain = Chain::new(packs);
        for (number, day) in DAYS.into_iter().enumerate() {
            let day = Day::read(day);
            let mut choices = Choices::endless(seed + 1000 + number as u64);
            let household =
                Households::new(&chain, day).household(&mut choices, district, EVERYTHING);
            assert!(gaps(&chain, &household).is_empty());
            for determination in assess(&chain, &household, day).0 {
                *outcomes.entry(format!("{:?}", determination.verdict)).or_default() += 1;
                if let Some((low, high)) = determination.amount {
                    *outcomes.entry(format!("range {}", low < high)).or_default() += 1;
                    *outcomes
                        .entry(format!("pays {}", high > num_traits::Zero::zero()))
                        .or_default() += 1;
                }
                assert!(
                    determination.excluded_by.is_empty()
                        || determination.verdict == Verdict::Ineligible
                );
            }
        }
    }
    println!("{outcomes:?}");
    assert!(outcomes.len() >= 8 && outcomes.values().all(|count| *count >= 20), "{outcomes:?}");
}

#[test]
fn an_exhausted_sequence_gives_the_simplest_pack() {
    let packs = chain(Choices::new(Vec::new()), Shape::default());
    assert_eq!(packs.len(), 1);
    assert!(packs[0].to_string().len() < 3000, "{}", packs[0]);
}

#[test]
fn the_second_evaluator_follows_the_shipped_packs() {
    for district in super::shipped::districts() {
        let chain = super::shipped::chain(&district);
        let mut eligible = std::collections::BTreeSet::new();
        for seed in 0..100 {
            let day = Day::read(DAYS[usize::try_from(seed).unwrap() % DAYS.len()]);
            let mut choices = Choices::endless(seed);
            let household =
                Households::new(&chain, day).household(&mut choices, &district, EVERYTHING);
            let determined = assess(&chain, &household, day).0.into_iter();
            let held = [Verdict::Eligible, Verdict::NeedsAssessment];
            eligible.extend(
                determined.filter(|one| held.contains(&one.verdict)).map(|one| one.benefit),
            );
        }
        println!("{district}: {eligible:?}");
        assert!(!eligible.is_empty());
    }
}

#[test]
fn rewriting_expressions_keeps_what_the_second_evaluator_makes_of_them() {
    let mut rewritten = 0;
    for seed in 0..60 {
        let packs = chain(Choices::endless(seed), Shape::default());
        let mut choices = Choices::endless(seed + 500);
        let rewrite =
            |pack| rewrite::expressions(pack, &mut |one| rewrite::shuffled(&mut choices, one));
        let other: Vec<_> = packs.iter().map(rewrite).collect();
        rewritten += usize::from(other != packs);
        let (chain, other) = (Chain::new(packs), Chain::new(other));
        let day = Day::read(DAYS[0]);
        let household = Households::new(&chain, day).household(&mut choices, "000000", EVERYTHING);
        let told = |chain: &Chain| format!("{:?}", assess(chain, &household, day).0);
        assert_eq!(told(&chain), told(&other));
    }
    assert!(rewritten > 40);
}
