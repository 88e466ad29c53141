//! Households of which not everything is known: what could still be learned.
//!
//! An answer on a partly known household is right if it holds whatever the
//! missing facts turn out to be. Here the missing facts are simply filled in,
//! many times over, and each filling is determined on its own.

use super::chain::Chain;
use super::day::Day;
use super::determine::{Determination, assess_only};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// One fact that a household does not tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// A fact of the household, or a whole list, by its name.
    Whole(String),
    /// A fact of an entry of a list.
    Of { list: String, place: usize, fact: String },
}

/// The facts that a household does not tell, in the order of the packs' names.
pub(crate) fn gaps(chain: &Chain, household: &Json) -> Vec<Gap> {
    let mut found = Vec::new();
    for (name, _) in chain.facts_of("household") {
        if household.get(&name).is_none() {
            found.push(Gap::Whole(name));
        }
    }
    let mut lists: Vec<(String, String)> =
        chain.names("lists").into_iter().map(|list| (list.clone(), list)).collect();
    lists.push(("members".to_owned(), "person".to_owned()));
    for (list, scope) in lists {
        let Some(entries) = household[&list].as_array() else {
            found.push(Gap::Whole(list));
            continue;
        };
        for (place, entry) in entries.iter().enumerate() {
            for (fact, _) in chain.facts_of(&scope) {
                if entry.get(&fact).is_none() {
                    found.push(Gap::Of { list: list.clone(), place, fact });
                }
            }
        }
    }
    found
}

impl Gap {
    /// The name an assessment calls this gap by.
    pub(crate) fn name(&self, household: &Json) -> String {
        match self {
            Gap::Whole(name) => name.clone(),
            Gap::Of { list, place, fact } => {
                format!("{}.{fact}", household[list][*place]["id"].as_str().unwrap())
            }
        }
    }

    /// Fills the gap.
    pub(crate) fn fill(&self, household: &mut Json, value: Json) {
        match self {
            Gap::Whole(name) => household[name] = value,
            Gap::Of { list, place, fact } => household[list][*place][fact] = value,
        }
    }
}

/// Everything that some completions of a household come to in some benefits, by
/// benefit and subject.
pub(crate) fn outcomes(
    chain: &Chain,
    completions: &[Json],
    day: Day,
    benefits: &BTreeSet<String>,
) -> BTreeMap<(String, String), Vec<Determination>> {
    let mut all = BTreeMap::<_, Vec<_>>::new();
    for completion in completions {
        for determination in assess_only(chain, completion, day, benefits).0 {
            let key = (determination.benefit.clone(), determination.subject.clone());
            all.entry(key).or_default().push(determination);
        }
    }
    all
}

/// An entry of a list that tells nothing but its id.
pub(crate) fn bare_entry(id: &str) -> Json {
    json!({ "id": id })
}
