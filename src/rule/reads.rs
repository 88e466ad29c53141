//! What rests on what: which cells and benefits read each fact that is tried with other values (to find the nearest change, or
//! bands), and every condition that can decide a benefit.
//! Found once, when a chain is checked.

use super::node::Node;
use super::{CellIndex, Rules, ScopeIndex};

/// What rests on what.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    /// The facts that are changeable or asked in bands, in the order of their scopes and slots.
    pub(crate) facts: Vec<Readers>,
    /// By benefit, its conditions and those of the benefits they name.
    pub(crate) conditions: Vec<Vec<CellIndex>>,
}

/// A fact, and all that read it on some day.
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

impl Reads {
    /// What reads a fact, if it is one that is tried.
    pub(crate) fn fact(&self, scope: ScopeIndex, slot: u16) -> Option<&Readers> {
        self.facts.iter().find(|it| (it.scope, it.slot) == (scope, slot))
    }
}

impl Readers {
    /// How a cell reads the fact, if it does.
    pub(crate) fn cell(&self, index: CellIndex) -> Option<ReadBy> {
        let place = self.cells.binary_search_by_key(&index, |it| it.index).ok()?;
        self.cells.get(place).copied()
    }
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
