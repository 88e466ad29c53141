//! Which rules differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::reach::Reach;
use crate::adcode::Adcode;
use crate::assessment::BasisAt;
use crate::calculator::Calculator;
use crate::date::{Date, Period};
use crate::evaluate::Day;
use crate::money::Figure;
use crate::rule::node::Node;
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, Cell, CellIndex, CellKind, Exclusion, Rules, Version};
use crate::unit::Unit;

/// What a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// A figure set by a document.
    Parameter,
    /// A value computed.
    Definition,
    /// A condition of a benefit.
    Condition,
    /// What a benefit pays.
    Amount,
    /// Whether there is a rule for a benefit at all.
    Benefit,
    /// What may not be held together.
    Exclusion,
}

/// A rule that is one thing on one side and another, or nothing, on the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangedRule {
    /// What it is.
    pub kind: RuleKind,
    /// What it is called: a name, or a benefit and the condition, `allowance/income`.
    pub name: String,
    /// What is in force before; left out where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Written>,
    /// What is in force after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Written>,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    /// The pack it comes from, where it is one pack's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Adcode>,
    /// The figure or the formula; left out where the pack says that it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The unit of a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The documents it rests on.
    pub basis: Vec<BasisAt>,
}

type Key = (RuleKind, String);

/// The rules that differ between one chain on one day and another on another, in the order of their kinds and names.
///
/// A rule differs where another figure or formula is in force. The same one from another pack, with another source or another
/// day of review does not differ: it changes nothing for a household.
pub fn changed(old: &Calculator, old_on: Date, new: &Calculator, new_on: Date) -> Vec<ChangedRule> {
    let (mut before, mut after) = (on_day(old, old_on), on_day(new, new_on));
    let keys: BTreeSet<Key> = before.keys().chain(after.keys()).cloned().collect();
    let mut changes = Vec::new();
    for key in keys {
        let (old, new) = (before.remove(&key), after.remove(&key));
        let says = |it: &Option<(String, Written)>| it.as_ref().map(|(says, _)| says.clone());
        if says(&old) != says(&new) {
            let (kind, name) = key;
            let written = |it: Option<(String, Written)>| it.map(|(_, written)| written);
            changes.push(ChangedRule { kind, name, before: written(old), after: written(new) });
        }
    }
    changes
}

/// The days on which rules of two chains begin to differ, or differ otherwise than on the day before.
pub fn days(old: &Calculator, new: &Calculator) -> BTreeSet<Date> {
    let (before, after) = (stretches(old), stretches(new));
    let mut days = BTreeSet::new();
    for (_, _, period, _) in before.symmetric_difference(&after) {
        days.extend((period.0 != Period::ALWAYS.from).then_some(period.0));
        days.extend(period.1.next());
    }
    days.retain(|day| !changed(old, *day, new, *day).is_empty());
    days
}

/// Everything that the verdict and the amount of a benefit could rest on, on a day.
pub fn grounds(calculator: &Calculator, on: Date, benefit: &str) -> BTreeSet<(RuleKind, String)> {
    let rules = calculator.rules();
    let day = Day::new(rules, on);
    match (0..).zip(&rules.benefits).find(|(_, it)| it.id == benefit) {
        Some((index, _)) => keys(rules, Reach::new(rules, &day).below(index)),
        None => BTreeSet::new(),
    }
}

/// Everything that a definition could rest on, on a day, itself among it.
pub fn below(calculator: &Calculator, on: Date, definition: &str) -> BTreeSet<(RuleKind, String)> {
    let rules = calculator.rules();
    let day = Day::new(rules, on);
    let is_it = |it: &Cell| it.kind == CellKind::Definition && it.name == definition;
    match (0..).zip(&rules.cells).find(|(_, it)| is_it(it)) {
        Some((index, _)) => keys(rules, Reach::new(rules, &day).below_cell(index)),
        None => BTreeSet::new(),
    }
}

fn keys(
    rules: &Rules,
    (cells, benefits): (BTreeSet<CellIndex>, BTreeSet<BenefitIndex>),
) -> BTreeSet<(RuleKind, String)> {
    let mut all = BTreeSet::new();
    for cell in cells {
        all.extend(rules.cells.get(usize::from(cell)).map(key_of));
    }
    for it in &benefits {
        let benefit = rules.benefits.get(usize::from(*it));
        all.extend(benefit.map(|it| (RuleKind::Benefit, it.id.clone())));
    }
    for exclusion in &rules.exclusions {
        if exclusion.packages.iter().flatten().any(|it| benefits.contains(it)) {
            all.insert((RuleKind::Exclusion, exclusion.id.clone()));
        }
    }
    all
}

/// The kind and the name of a cell.
pub(super) fn key_of(cell: &Cell) -> Key {
    let kind = match cell.kind {
        CellKind::Parameter => RuleKind::Parameter,
        CellKind::Definition => RuleKind::Definition,
        CellKind::Condition => RuleKind::Condition,
        CellKind::Amount => RuleKind::Amount,
    };
    (kind, cell.name.clone())
}

/// What is in force on a day: what it says in full, to be compared, and how it is written.
fn on_day(calculator: &Calculator, on: Date) -> BTreeMap<Key, (String, Written)> {
    let rules = calculator.rules();
    let day = Day::new(rules, on);
    let mut all = BTreeMap::new();
    for (index, cell) in (0..).zip(&rules.cells) {
        if let Some((layer, version)) = day.version(index) {
            let says = in_full(rules, index, layer, version, on);
            all.insert(key_of(cell), (says, written(rules, cell, layer, version)));
        }
    }
    for benefit in &rules.benefits {
        let says = if day.has_rule(benefit) { "rule" } else { "no_rule" };
        let paid = benefit.amount.as_ref().map_or("", |it| it.period.as_str());
        let scope = benefit.scope.as_str();
        let written =
            Written { layer: None, value: Some(says.to_owned()), unit: None, basis: Vec::new() };
        let key = (RuleKind::Benefit, benefit.id.clone());
        all.insert(key, (format!("{says} {scope} {paid}"), written));
    }
    for exclusion in rules.exclusions.iter().filter(|it| it.period.contains(on)) {
        let says = packages(rules, exclusion);
        let layer = rules.packs.get(exclusion.origin.spot().pack).map(|it| it.adcode);
        let written = Written { layer, value: Some(says.clone()), unit: None, basis: Vec::new() };
        all.insert((RuleKind::Exclusion, exclusion.id.clone()), (says, written));
    }
    all
}

fn written(rules: &Rules, cell: &Cell, layer: usize, version: &Version) -> Written {
    let pack = cell.layers.get(layer).and_then(|it| rules.packs.get(it.pack));
    Written {
        layer: pack.map(|it| it.adcode),
        value: says(cell, version),
        unit: cell
            .unit
            .filter(|it| cell.kind == CellKind::Parameter && !it.is_none())
            .map(|it| it.to_string()),
        basis: version.basis.clone(),
    }
}

/// The figure or the formula; none where it is not known.
fn says(cell: &Cell, version: &Version) -> Option<String> {
    match (&version.formula, &version.node) {
        (Some(formula), _) => Some(formula.clone()),
        (None, Some(Node::Constant(Value::Number(value)))) => {
            let money = cell.unit.is_some_and(Unit::is_money);
            Some(Figure { value: *value, money }.to_string())
        }
        _ => None,
    }
}

/// What a version says, with what it says of the layer it replaces.
fn in_full(rules: &Rules, index: CellIndex, layer: usize, version: &Version, on: Date) -> String {
    let Some(cell) = rules.cells.get(usize::from(index)) else { return String::new() };
    let office = if version.is_judgement() { "judgement: " } else { "" };
    let mut full = format!("{office}{}", says(cell, version).unwrap_or_default());
    if version.node.as_ref().is_some_and(reads_parent) {
        let above = cell.layers.iter().enumerate().take(layer).rev().find_map(|(number, it)| {
            Some((number, it.versions.iter().find(|it| it.period.contains(on))?))
        });
        if let Some((number, version)) = above {
            full.push('\n');
            full += &in_full(rules, index, number, version, on);
        }
    }
    full
}

fn reads_parent(node: &Node) -> bool {
    let mut found = matches!(node, Node::Parent { .. });
    node.children(&mut |child| found |= reads_parent(child));
    found
}

fn packages(rules: &Rules, exclusion: &Exclusion) -> String {
    let id = |it: &u16| rules.benefits.get(usize::from(*it)).map_or("", |it| it.id.as_str());
    let packages: Vec<String> = exclusion
        .packages
        .iter()
        .map(|it| it.iter().map(id).collect::<Vec<_>>().join(" + "))
        .collect();
    format!("{}: {}", exclusion.rule.as_str(), packages.join(" | "))
}

/// Each version of each rule with the days it is in force.
fn stretches(calculator: &Calculator) -> BTreeSet<(Key, Adcode, (Date, Date), String)> {
    let rules = calculator.rules();
    let mut all = BTreeSet::new();
    for cell in &rules.cells {
        for layer in &cell.layers {
            let Some(pack) = rules.packs.get(layer.pack) else { continue };
            for it in &layer.versions {
                let office = if it.is_judgement() { "judgement: " } else { "" };
                let says = format!("{office}{}", says(cell, it).unwrap_or_default());
                all.insert((key_of(cell), pack.adcode, (it.period.from, it.period.to), says));
            }
        }
    }
    for it in &rules.benefits {
        let says = if it.no_rule { "no_rule" } else { "rule" }.to_owned();
        let key = (RuleKind::Benefit, it.id.clone());
        all.insert((key, Adcode::NATION, (it.period.from, it.period.to), says));
    }
    for it in &rules.exclusions {
        let key = (RuleKind::Exclusion, it.id.clone());
        let says = packages(rules, it);
        all.insert((key, Adcode::NATION, (it.period.from, it.period.to), says));
    }
    all
}
