//! What rests on what, on a day.

use std::collections::BTreeSet;

use crate::evaluate::Day;
use crate::rule::node::Node;
use crate::rule::{BenefitIndex, CellIndex, Rules};

/// Follows rules downwards, as they are in force on a day. Circles are refused when a chain is checked.
pub(super) struct Reach<'r> {
    rules: &'r Rules,
    day: &'r Day<'r>,
    cells: BTreeSet<CellIndex>,
    benefits: BTreeSet<BenefitIndex>,
}

impl<'r> Reach<'r> {
    pub(super) fn new(rules: &'r Rules, day: &'r Day) -> Self {
        Self { rules, day, cells: BTreeSet::new(), benefits: BTreeSet::new() }
    }

    /// The cells and benefits that a benefit rests on, itself among them.
    pub(super) fn below(
        mut self,
        benefit: BenefitIndex,
    ) -> (BTreeSet<CellIndex>, BTreeSet<BenefitIndex>) {
        self.benefit(benefit);
        self.amount(benefit);
        (self.cells, self.benefits)
    }

    /// The cells and benefits that a cell rests on, itself among them.
    pub(super) fn below_cell(
        mut self,
        cell: CellIndex,
    ) -> (BTreeSet<CellIndex>, BTreeSet<BenefitIndex>) {
        self.cell(cell);
        (self.cells, self.benefits)
    }

    /// Whether a node rests on one of these cells.
    pub(super) fn touches(mut self, node: &Node, cells: &BTreeSet<CellIndex>) -> bool {
        self.node(node);
        !self.cells.is_disjoint(cells)
    }

    fn benefit(&mut self, benefit: BenefitIndex) {
        if self.benefits.insert(benefit) {
            let rules = self.rules;
            for it in rules.benefits.get(usize::from(benefit)).iter().flat_map(|it| &it.conditions)
            {
                self.cell(it.cell);
            }
            for (_, leader) in rules.leaders(benefit) {
                self.benefit(leader);
            }
        }
    }

    fn amount(&mut self, benefit: BenefitIndex) {
        let rules = self.rules;
        if let Some(it) = rules.benefits.get(usize::from(benefit)).and_then(|it| it.amount.as_ref())
        {
            self.cell(it.low);
            self.cell(it.high);
        }
    }

    fn cell(&mut self, cell: CellIndex) {
        if self.cells.insert(cell)
            && let Some((_, version)) = self.day.version(cell)
            && let Some(node) = &version.node
        {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Cell(cell) => self.cell(*cell),
            // What a lower pack replaces stands in the same cell, in the layers above its own.
            Node::Parent { cell, layer } => {
                self.cells.insert(*cell);
                let layers =
                    self.rules.cells.get(usize::from(*cell)).map_or(&[][..], |it| &it.layers);
                let versions = layers.iter().take(*layer).flat_map(|it| &it.versions);
                for node in versions.filter_map(|it| it.node.as_ref()) {
                    self.node(node);
                }
            }
            Node::Eligible(benefit) | Node::Excluded(benefit) => self.benefit(*benefit),
            Node::AmountOf(benefit) => self.amount(*benefit),
            other => other.children(&mut |child| self.node(child)),
        }
    }
}
