//! What each benefit's verdict rests on.

use crate::rule::node::Node;
use crate::rule::reads::{Grounds, Read};
use crate::rule::{BenefitIndex, CellIndex, HOUSEHOLD, Rules};

/// What each benefit's verdict rests on.
pub(super) fn grounds(rules: &Rules) -> Vec<Grounds> {
    (0_u16..)
        .take(rules.benefits.len())
        .map(|benefit| Search::default().benefit(rules, benefit))
        .collect()
}

#[derive(Default)]
struct Search {
    cells: Vec<(CellIndex, bool)>,
    benefits: Vec<(BenefitIndex, bool)>,
    found: Vec<Read>,
    conditions: Vec<CellIndex>,
}

impl Search {
    fn benefit(mut self, rules: &Rules, benefit: BenefitIndex) -> Grounds {
        self.look_at_conditions(rules, benefit, false);
        self.found.sort_unstable();
        // A fact read of all entries includes the subject's own.
        let all = self.found.clone();
        self.found.retain(|it| it.of_all || !all.contains(&Read { of_all: true, ..*it }));
        self.found.dedup();
        self.conditions.sort_unstable();
        self.conditions.dedup();
        Grounds { changeable: self.found, conditions: self.conditions }
    }

    fn look_at_conditions(&mut self, rules: &Rules, benefit: BenefitIndex, of_all: bool) {
        if self.benefits.contains(&(benefit, of_all)) {
            return;
        }
        self.benefits.push((benefit, of_all));
        for condition in
            rules.benefits.get(usize::from(benefit)).iter().flat_map(|it| &it.conditions)
        {
            self.conditions.push(condition.cell);
            self.cell(rules, condition.cell, of_all);
        }
    }

    fn cell(&mut self, rules: &Rules, cell: CellIndex, of_all: bool) {
        if self.cells.contains(&(cell, of_all)) {
            return;
        }
        self.cells.push((cell, of_all));
        let layers = rules.cells.get(usize::from(cell)).map_or(&[][..], |it| &it.layers);
        for node in layers.iter().flat_map(|it| &it.versions).filter_map(|it| it.node.as_ref()) {
            self.node(rules, node, of_all);
        }
    }

    fn node(&mut self, rules: &Rules, node: &Node, of_all: bool) {
        match node {
            Node::Fact { scope, slot } => {
                if rules.fact(*scope, *slot).is_some_and(|it| it.changeable) {
                    self.found.push(Read {
                        scope: *scope,
                        slot: *slot,
                        of_all: of_all && *scope != HOUSEHOLD,
                    });
                }
            }
            Node::Cell(cell) => self.cell(rules, *cell, of_all),
            Node::Eligible(benefit) => self.look_at_conditions(rules, *benefit, of_all),
            Node::Excluded(benefit) => {
                for (_, leader) in rules.leaders(*benefit) {
                    self.look_at_conditions(rules, leader, of_all);
                }
            }
            Node::AmountOf(benefit) => {
                if let Some(amount) =
                    rules.benefits.get(usize::from(*benefit)).and_then(|it| it.amount.as_ref())
                {
                    self.cell(rules, amount.low, of_all);
                    self.cell(rules, amount.high, of_all);
                }
            }
            other => {
                let of_all = of_all || matches!(other, Node::Fold(_));
                let mut children = Vec::new();
                other.children(&mut |child| children.push(child));
                for child in children {
                    self.node(rules, child, of_all);
                }
            }
        }
    }
}
