//! A chain of packs: which entry of which layer holds on a day.

use super::day::Day;
use super::parse::{Expr, parse};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The packs of a district, nation first, each the union of its files.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) packs: Vec<Json>,
    /// The scope and name of every fact of what is received.
    pub(crate) received: Vec<(String, String)>,
    /// The scope and name of every fact.
    facts: Vec<(String, String)>,
    /// Expressions read before, by their text.
    read: RefCell<BTreeMap<String, Rc<Expr>>>,
}

/// What the packs say of a name on a day, and the layer that says it.
#[derive(Clone, Debug)]
pub(crate) enum Found<'a> {
    /// The entry in force: a dated value, a definition, a condition or an amount.
    Entry { entry: &'a Json, layer: usize },
    /// No pack gives a value for the day.
    Nothing,
}

/// The union of the files of one pack.
pub(crate) fn union(files: &[Json]) -> Json {
    let mut whole = serde_json::Map::new();
    for file in files {
        for (key, value) in file.as_object().unwrap() {
            match (whole.get_mut(key), value) {
                (Some(Json::Object(here)), Json::Object(more)) => here.extend(more.clone()),
                (Some(Json::Array(here)), Json::Array(more)) => here.extend(more.iter().cloned()),
                _ => {
                    whole.insert(key.clone(), value.clone());
                }
            }
        }
    }
    Json::Object(whole)
}

/// Whether a day lies between an entry's `from` and `to`, both included and
/// either left out.
pub(crate) fn in_force(entry: &Json, day: Day) -> bool {
    let bound = |key: &str| entry[key].as_str().map(Day::read);
    bound("from").is_none_or(|from| from <= day) && bound("to").is_none_or(|to| day <= to)
}

/// What an entry's values by day say of a day: nothing where they say nothing
/// of it or only what is planned, and that no figure is known where there is a gap.
fn of_the_day(entry: &Json, layer: usize, day: Day) -> Option<Found<'_>> {
    let mut values = entry["values"].as_array().into_iter().flatten();
    let entry = values.find(|value| value["status"] != "planned" && in_force(value, day))?;
    Some(if entry.get("gap").is_some() { Found::Nothing } else { Found::Entry { entry, layer } })
}

impl Chain {
    /// The chain of some packs, nation first.
    pub(crate) fn new(packs: Vec<Json>) -> Chain {
        let mut chain =
            Chain { packs, received: Vec::new(), facts: Vec::new(), read: RefCell::default() };
        for name in chain.names("facts") {
            let fact = chain.declared("facts", &name).unwrap();
            let scope = fact["scope"].as_str().unwrap().to_owned();
            if fact["type"] == "benefits" {
                chain.received.push((scope.clone(), name.clone()));
            }
            chain.facts.push((scope, name));
        }
        chain
    }

    /// Reads an expression.
    pub(crate) fn parse(&self, text: &str) -> Rc<Expr> {
        let known = self.read.borrow().get(text).cloned();
        known.unwrap_or_else(|| {
            let read = Rc::new(parse(text));
            self.read.borrow_mut().insert(text.to_owned(), Rc::clone(&read));
            read
        })
    }

    /// Every entry of a kind with a name, the most local first, with its layer.
    fn entries<'a>(&'a self, kind: &str, name: &str) -> Vec<(usize, &'a Json)> {
        let all = self.packs.iter().enumerate().rev();
        all.filter_map(|(layer, pack)| Some((layer, pack.get(kind)?.get(name)?))).collect()
    }

    /// The names of a kind in any pack.
    pub(crate) fn names(&self, kind: &str) -> BTreeSet<String> {
        let objects = self.packs.iter().filter_map(|pack| pack.get(kind)?.as_object());
        objects.flat_map(|object| object.keys().cloned()).collect()
    }

    /// The entry that declares a name: the highest.
    pub(crate) fn declared<'a>(&'a self, kind: &str, name: &str) -> Option<&'a Json> {
        self.entries(kind, name).last().map(|(_, entry)| *entry)
    }

    /// A fact of a scope.
    pub(crate) fn fact(&self, scope: &str, name: &str) -> Option<&Json> {
        self.declared("facts", name).filter(|fact| fact["scope"] == scope)
    }

    /// The facts of a scope, with their names.
    pub(crate) fn facts_of(&self, scope: &str) -> Vec<(String, &Json)> {
        let facts = self.facts.iter().filter(|(of, _)| of == scope);
        facts.filter_map(|(_, name)| Some((name.clone(), self.fact(scope, name)?))).collect()
    }

    /// The declaration of a definition of a scope.
    pub(crate) fn definition(&self, scope: &str, name: &str) -> Option<&Json> {
        let declared = self.declared("definitions", name)?;
        (declared["scope"].as_str().unwrap_or("household") == scope).then_some(declared)
    }

    /// The value in force of a parameter or a definition, in the layers under
    /// `below` (all of them where that is the number of packs).
    ///
    /// The most local layer that says anything of the day decides; a plan says
    /// nothing, and a gap says that the figure is not known.
    pub(crate) fn value(&self, kind: &str, name: &str, day: Day, below: usize) -> Found<'_> {
        for (layer, entry) in self.entries(kind, name) {
            if layer >= below {
                continue;
            }
            if entry.get("value").is_some() {
                return Found::Entry { entry, layer };
            }
            if let Some(found) = of_the_day(entry, layer, day) {
                return found;
            }
        }
        Found::Nothing
    }

    /// The condition in force, in the layers under `below`.
    pub(crate) fn condition(&self, benefit: &str, id: &str, day: Day, below: usize) -> Found<'_> {
        for (layer, entry) in self.entries("benefits", benefit) {
            let condition = &entry["conditions"][id];
            if layer < below && !condition.is_null() && in_force(condition, day) {
                return Found::Entry { entry: condition, layer };
            }
        }
        Found::Nothing
    }

    /// The amount in force of a benefit, in the layers under `below`; none for a status.
    pub(crate) fn amount(&self, benefit: &str, day: Day, below: usize) -> Option<Found<'_>> {
        let mut given = None;
        for (layer, entry) in self.entries("benefits", benefit) {
            let amount = &entry["amount"];
            if layer >= below || amount.is_null() {
                continue;
            }
            given = Some(Found::Nothing);
            if amount.get("values").is_none() {
                return Some(Found::Entry { entry: amount, layer });
            }
            if let Some(found) = of_the_day(amount, layer, day) {
                return Some(found);
            }
        }
        given
    }

    /// The ids of every condition that some layer gives a benefit.
    pub(crate) fn condition_ids(&self, benefit: &str) -> BTreeSet<String> {
        let entries = self.entries("benefits", benefit);
        let objects = entries.iter().filter_map(|(_, entry)| entry["conditions"].as_object());
        objects.flat_map(|object| object.keys().cloned()).collect()
    }

    /// Whether the rule of a benefit is not known to us: the most local pack
    /// that speaks of it has `noRule` and no conditions.
    pub(crate) fn has_no_rule(&self, benefit: &str) -> bool {
        for (_, entry) in self.entries("benefits", benefit) {
            if !entry["noRule"].is_null() {
                return true;
            }
            if !entry["conditions"].is_null() {
                return false;
            }
        }
        true
    }

    /// The scope of a benefit.
    pub(crate) fn benefit_scope(&self, benefit: &str) -> &str {
        let declared = self.declared("benefits", benefit).expect("a declared benefit");
        declared["scope"].as_str().unwrap()
    }
}
