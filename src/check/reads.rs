//! What rests on what: which cells and benefits read each fact that is tried with other values, and the conditions that can
//! decide a benefit.

use crate::rule::node::Node;
use crate::rule::reads::{ReadBy, Readers, Reads};
use crate::rule::{BenefitIndex, CellIndex, HOUSEHOLD, Rules, ScopeIndex};

/// What rests on what in a chain.
pub(super) fn reads(rules: &Rules) -> Reads {
    let mut facts: Vec<(ScopeIndex, u16)> = Vec::new();
    for index in rules.scopes.iter().flat_map(|it| &it.facts) {
        if let Some(fact) = rules.facts.get(*index).filter(|it| it.changeable || it.banded) {
            facts.push((fact.scope, fact.slot));
        }
    }
    let mut search = Search {
        rules,
        cells: vec![None; rules.cells.len()],
        benefits: vec![None; rules.benefits.len()],
        facts,
    };
    let cells: Vec<Set> = (0_u16..).take(rules.cells.len()).map(|it| search.cell(it)).collect();
    let benefits: Vec<Set> =
        (0_u16..).take(rules.benefits.len()).map(|it| search.benefit(it)).collect();
    let readers = |sets: &[Set], fact: usize| -> Vec<ReadBy> {
        let (own, all) = search.bits(fact);
        let reads = sets.iter().zip(0_u16..).filter(|(set, _)| set.has(own) || set.has(all));
        reads.map(|(set, index)| ReadBy { index, of_all: set.has(all) }).collect()
    };
    let by_fact = search.facts.iter().enumerate().map(|(index, (scope, slot))| Readers {
        scope: *scope,
        slot: *slot,
        cells: readers(&cells, index),
        benefits: readers(&benefits, index),
    });
    let mut conditions = Vec::with_capacity(benefits.len());
    for (set, own) in benefits.iter().zip(0_usize..) {
        let mut cells: Vec<CellIndex> = Vec::new();
        for (index, benefit) in rules.benefits.iter().enumerate() {
            if index == own || set.has(search.named(index)) {
                cells.extend(benefit.conditions.iter().map(|it| it.cell));
            }
        }
        cells.sort_unstable();
        cells.dedup();
        conditions.push(cells);
    }
    Reads { facts: by_fact.collect(), conditions }
}

/// What is read, as bits: for each such fact whether it is read of the subject and whether of every entry, then the
/// benefits that are named.
#[derive(Clone, Debug, Default)]
struct Set(Vec<u64>);

impl Set {
    fn has(&self, bit: usize) -> bool {
        self.0.get(bit.wrapping_shr(6)).is_some_and(|it| it.wrapping_shr(low(bit)) & 1 == 1)
    }

    fn insert(&mut self, bit: usize) {
        let word = bit.wrapping_shr(6);
        if self.0.len() <= word {
            self.0.resize(word.saturating_add(1), 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1_u64.wrapping_shl(low(bit));
        }
    }

    fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (bits, more) in self.0.iter_mut().zip(&other.0) {
            *bits |= more;
        }
    }
}

/// The place of a bit in its word.
fn low(bit: usize) -> u32 {
    u32::try_from(bit & 63).unwrap_or(0)
}

struct Search<'r> {
    rules: &'r Rules,
    facts: Vec<(ScopeIndex, u16)>,
    cells: Vec<Option<Set>>,
    benefits: Vec<Option<Set>>,
}

impl Search<'_> {
    /// The bits of a fact: read of the subject, read of every entry.
    fn bits(&self, fact: usize) -> (usize, usize) {
        (fact, self.facts.len().saturating_add(fact))
    }

    /// The bit of a benefit that is named.
    fn named(&self, benefit: usize) -> usize {
        self.facts.len().saturating_mul(2).saturating_add(benefit)
    }

    fn cell(&mut self, cell: CellIndex) -> Set {
        let place = usize::from(cell);
        if let Some(found) = self.cells.get(place).and_then(Option::as_ref) {
            return found.clone();
        }
        let mut set = Set::default();
        let layers = self.rules.cells.get(place).map_or(&[][..], |it| &it.layers);
        for node in layers.iter().flat_map(|it| &it.versions).filter_map(|it| it.node.as_ref()) {
            self.node(node, &mut set);
        }
        if let Some(found) = self.cells.get_mut(place) {
            *found = Some(set.clone());
        }
        set
    }

    /// What the conditions of a benefit read.
    fn benefit(&mut self, benefit: BenefitIndex) -> Set {
        let place = usize::from(benefit);
        if let Some(found) = self.benefits.get(place).and_then(Option::as_ref) {
            return found.clone();
        }
        let mut set = Set::default();
        for condition in self.rules.benefits.get(place).iter().flat_map(|it| &it.conditions) {
            set.add(&self.cell(condition.cell));
        }
        if let Some(found) = self.benefits.get_mut(place) {
            *found = Some(set.clone());
        }
        set
    }

    fn name(&mut self, benefit: BenefitIndex, set: &mut Set) {
        set.add(&self.benefit(benefit));
        set.insert(self.named(usize::from(benefit)));
    }

    fn node(&mut self, node: &Node, set: &mut Set) {
        match node {
            Node::Fact { scope, slot } => {
                let place = self.facts.iter().position(|it| *it == (*scope, *slot));
                if let Some(fact) = place {
                    set.insert(fact);
                }
            }
            Node::Cell(cell) => set.add(&self.cell(*cell)),
            Node::Eligible(benefit) => self.name(*benefit, set),
            Node::Excluded(benefit) => {
                let rules = self.rules;
                for (_, leader) in rules.leaders(*benefit) {
                    self.name(leader, set);
                }
            }
            Node::AmountOf(benefit) => {
                let amount = self
                    .rules
                    .benefits
                    .get(usize::from(*benefit))
                    .and_then(|it| it.amount.as_ref());
                if let Some(amount) = amount {
                    set.add(&self.cell(amount.low));
                    set.add(&self.cell(amount.high));
                }
            }
            Node::Fold(_) => {
                let mut inside = Set::default();
                node.children(&mut |child| self.node(child, &mut inside));
                // What a fold reads of an entry, it reads of every entry.
                for (fact, (scope, _)) in self.facts.iter().enumerate() {
                    let (own, all) = self.bits(fact);
                    if *scope != HOUSEHOLD && inside.has(own) {
                        inside.insert(all);
                    }
                }
                set.add(&inside);
            }
            other => other.children(&mut |child| self.node(child, set)),
        }
    }
}
