//! What of a chain's rules is in play: what some household on some day could rest on.
//!
//! A value that a lower pack replaces on all its days is not in play, nor is what only such values name.

mod days;

use std::collections::{BTreeMap, BTreeSet};

use crate::date::Period;
use crate::rule::node::Node;
use crate::rule::{BenefitIndex, Cell, CellIndex, Exclusion, Rules, Version};
use days::Days;

/// Where a version stands: its cell, the layer and its number there.
pub(crate) type At = (CellIndex, usize, usize);

/// All versions of all cells.
pub(crate) fn every_version(rules: &Rules) -> impl Iterator<Item = (At, &Cell, &Version)> {
    (0..).zip(&rules.cells).flat_map(|(index, cell)| {
        cell.layers.iter().enumerate().flat_map(move |(layer, it)| {
            let versions = it.versions.iter().enumerate();
            versions.map(move |(version, it)| ((index, layer, version), cell, it))
        })
    })
}

/// Whether there are rules for benefits of different packages.
pub(crate) fn can_exclude(rules: &Rules, exclusion: &Exclusion) -> bool {
    let has_rule = |it: &BenefitIndex| {
        rules.benefits.get(usize::from(*it)).is_some_and(|it| {
            !it.no_rule && !Days::of(exclusion.period).within(it.period).is_empty()
        })
    };
    exclusion.packages.iter().filter(|it| it.iter().any(has_rule)).count() > 1
}

/// Follows what the benefits rest on, day by day.
pub(crate) struct Play<'r> {
    rules: &'r Rules,
    /// Whether what one benefit asks of another is followed.
    into_others: bool,
    /// By cell and the number of layers that are looked at, the days on which it is asked for.
    asked: BTreeMap<(CellIndex, usize), Days>,
    used: BTreeSet<At>,
}

impl<'r> Play<'r> {
    /// What the benefits of a chain rest on.
    pub(crate) fn of(rules: &'r Rules) -> Self {
        let mut play = Self::new(rules, true);
        for benefit in (0..).take(rules.benefits.len()) {
            play.whole(benefit);
        }
        play
    }

    /// What one benefit rests on, up to where it asks for another.
    pub(crate) fn of_benefit(rules: &'r Rules, benefit: BenefitIndex) -> Self {
        let mut play = Self::new(rules, false);
        play.whole(benefit);
        play
    }

    fn new(rules: &'r Rules, into_others: bool) -> Self {
        Self { rules, into_others, asked: BTreeMap::new(), used: BTreeSet::new() }
    }

    fn whole(&mut self, benefit: BenefitIndex) {
        let days = Days::of(Period::ALWAYS);
        self.benefit(benefit, &days);
        self.amount(benefit, &days);
    }

    /// Whether a version is in play.
    pub(crate) fn uses(&self, version: At) -> bool {
        self.used.contains(&version)
    }

    /// The conditions of a benefit are asked for on days of its own.
    fn benefit(&mut self, benefit: BenefitIndex, days: &Days) {
        let rules = self.rules;
        let Some(it) = rules.benefits.get(usize::from(benefit)).filter(|it| !it.no_rule) else {
            return;
        };
        let days = days.within(it.period);
        for condition in &it.conditions {
            self.cell(condition.cell, usize::MAX, &days);
        }
    }

    /// What a benefit pays is asked for.
    fn amount(&mut self, benefit: BenefitIndex, days: &Days) {
        let rules = self.rules;
        let Some(it) = rules.benefits.get(usize::from(benefit)).filter(|it| !it.no_rule) else {
            return;
        };
        let days = days.within(it.period);
        if let Some(amount) = &it.amount {
            self.cell(amount.low, usize::MAX, &days);
            self.cell(amount.high, usize::MAX, &days);
        }
    }

    /// A cell is asked for, as the layers above one of them give it.
    fn cell(&mut self, cell: CellIndex, below: usize, days: &Days) {
        let rules = self.rules;
        let Some(definition) = rules.cells.get(usize::from(cell)) else { return };
        let asked = self.asked.entry((cell, below)).or_default();
        let mut left = days.without(asked);
        asked.add(&left);
        for (layer, given) in definition.layers.iter().enumerate().take(below).rev() {
            let before = left.clone();
            for (index, version) in given.versions.iter().enumerate() {
                let here = before.within(version.period);
                if here.is_empty() {
                    continue;
                }
                left = left.without(&here);
                self.used.insert((cell, layer, index));
                if let Some(node) = &version.node {
                    self.node(node, &here);
                }
            }
        }
    }

    fn node(&mut self, node: &Node, days: &Days) {
        match node {
            Node::Cell(cell) => self.cell(*cell, usize::MAX, days),
            Node::Parent { cell, layer } => self.cell(*cell, *layer, days),
            Node::Eligible(benefit) if self.into_others => self.benefit(*benefit, days),
            Node::AmountOf(benefit) if self.into_others => self.amount(*benefit, days),
            _ => {}
        }
        node.children(&mut |child| self.node(child, days));
    }
}
