//! What rests on what: which cells and benefits read each changeable fact, and every condition that can decide a benefit.
//! Found once, when a chain is checked.

use super::node::Node;
use super::{BenefitIndex, CellIndex, Rules, ScopeIndex};

/// What rests on what.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    /// The changeable facts, in the order of their scopes and slots.
    pub(crate) facts: Vec<Readers>,
    /// By benefit, its conditions and those of the benefits they name.
    pub(crate) conditions: Vec<Vec<CellIndex>>,
}

/// A changeable fact, and all that read it on some day.
#[derive(Debug)]
pub(crate) struct Readers {
    pub(crate) scope: ScopeIndex,
    pub(crate) slot: u16,
    /// Ascending.
    pub(crate) cells: Vec<ReadBy>,
    /// Ascending.
    pub(crate) benefits: Vec<ReadBy>,
}

/// What reads a fact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadBy {
    /// The cell's or the benefit's.
    pub(crate) index: u16,
    /// Whether it reads the fact of every entry, inside a fold, and not of the subject alone.
    pub(crate) of_all: bool,
}

impl Readers {
    /// How a cell reads the fact, if it does.
    pub(crate) fn cell(&self, index: CellIndex) -> Option<ReadBy> {
        find(&self.cells, index)
    }

    /// How the conditions of a benefit read the fact, if they do.
    pub(crate) fn benefit(&self, index: BenefitIndex) -> Option<ReadBy> {
        find(&self.benefits, index)
    }
}

fn find(readers: &[ReadBy], index: u16) -> Option<ReadBy> {
    let place = readers.binary_search_by_key(&index, |it| it.index).ok()?;
    readers.get(place).copied()
}

/// The facts that say something of a whole: those that the bounds of a `within` name.
pub(crate) fn wholes(rules: &Rules) -> Vec<(ScopeIndex, u16)> {
    let mut found = Vec::new();
    let versions = rules.cells.iter().flat_map(|it| &it.layers).flat_map(|it| &it.versions);
    for node in versions.filter_map(|it| it.node.as_ref()) {
        look_for_wholes(node, false, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn look_for_wholes(node: &Node, in_bounds: bool, found: &mut Vec<(ScopeIndex, u16)>) {
    match node {
        Node::Fact { scope, slot } if in_bounds => found.push((*scope, *slot)),
        Node::Within(nodes) => {
            let [value, low, high] = nodes.as_ref();
            look_for_wholes(value, in_bounds, found);
            look_for_wholes(low, true, found);
            look_for_wholes(high, true, found);
        }
        other => other.children(&mut |child| look_for_wholes(child, in_bounds, found)),
    }
}
