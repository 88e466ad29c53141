//! What rests on what: circles, depth and cost of the rules of a chain.

use super::node::Node;
use super::{BenefitIndex, Cell, Rules};
use crate::document::{ExclusionRule, Scope};
use crate::limits;

/// A cell, or the conditions of a benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vertex {
    Cell(usize),
    Benefit(usize),
}

/// Why rules cannot be evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Each rests on the next, and the last on the first.
    Circle(Vec<Vertex>),
    /// It rests on too many nested steps.
    TooDeep(Vertex),
}

/// Looks for circles, and for what rests on too much.
pub(crate) fn faults(rules: &Rules) -> Vec<Fault> {
    let mut search = Search {
        rules,
        cells: vec![Mark::New; rules.cells.len()],
        benefits: vec![Mark::New; rules.benefits.len()],
        path: Vec::new(),
        faults: Vec::new(),
    };
    for index in 0..rules.cells.len() {
        search.visit(Vertex::Cell(index));
    }
    for index in 0..rules.benefits.len() {
        search.visit(Vertex::Benefit(index));
    }
    search.faults
}

/// The steps an assessment takes at most: every cell once for each entry of its scope.
pub(crate) fn cost(rules: &Rules) -> u64 {
    rules.cells.iter().map(|cell| cell_cost(rules, cell)).fold(0, u64::saturating_add)
}

/// The most benefits of one subject of which a lawful combination is looked for: those that exclusions link.
pub(crate) fn linked_benefits(rules: &Rules) -> usize {
    let mut linked: Vec<BenefitIndex> = rules
        .exclusions
        .iter()
        .filter(|it| it.rule != ExclusionRule::First)
        .flat_map(|it| it.packages.iter().flatten().copied())
        .collect();
    linked.sort_unstable();
    linked.dedup();
    let of = |scope| {
        let benefit = |it: &&BenefitIndex| rules.benefits.get(usize::from(**it));
        linked.iter().filter(|it| benefit(it).is_some_and(|it| it.scope == scope)).count()
    };
    of(Scope::Household).max(of(Scope::Person))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    /// The most steps below it.
    Done(u32),
}

struct Search<'a> {
    rules: &'a Rules,
    cells: Vec<Mark>,
    benefits: Vec<Mark>,
    path: Vec<Vertex>,
    faults: Vec<Fault>,
}

impl Search<'_> {
    fn mark(&mut self, vertex: Vertex) -> Option<&mut Mark> {
        match vertex {
            Vertex::Cell(index) => self.cells.get_mut(index),
            Vertex::Benefit(index) => self.benefits.get_mut(index),
        }
    }

    /// The most steps below a vertex.
    fn visit(&mut self, vertex: Vertex) -> u32 {
        match self.mark(vertex).copied() {
            None => return 0,
            Some(Mark::Done(depth)) => return depth,
            Some(Mark::Open) => {
                let start = self.path.iter().position(|it| *it == vertex).unwrap_or(0);
                let circle = self.path.iter().skip(start).copied().collect();
                self.faults.push(Fault::Circle(circle));
                return 0;
            }
            Some(Mark::New) => {}
        }
        if self.path.len() > usize::try_from(limits::EVALUATION_DEPTH).unwrap_or(usize::MAX) {
            self.faults.push(Fault::TooDeep(vertex));
            return 0;
        }
        if let Some(mark) = self.mark(vertex) {
            *mark = Mark::Open;
        }
        self.path.push(vertex);
        let rules = self.rules;
        let mut depth = 0_u32;
        match vertex {
            Vertex::Cell(index) => {
                let layers = rules.cells.get(index).map_or(&[][..], |it| &it.layers);
                for layer in layers {
                    for node in layer.versions.iter().filter_map(|it| it.node.as_ref()) {
                        depth = depth.max(self.depth(node));
                    }
                }
            }
            Vertex::Benefit(index) => {
                for condition in rules.benefits.get(index).iter().flat_map(|it| &it.conditions) {
                    depth = depth.max(self.visit(Vertex::Cell(usize::from(condition.cell))));
                }
            }
        }
        self.path.pop();
        let depth = depth.saturating_add(1);
        if depth > limits::EVALUATION_DEPTH {
            self.faults.push(Fault::TooDeep(vertex));
        }
        if let Some(mark) = self.mark(vertex) {
            *mark = Mark::Done(depth);
        }
        depth
    }

    fn depth(&mut self, node: &Node) -> u32 {
        let below = match node {
            Node::Cell(cell) => self.visit(Vertex::Cell(usize::from(*cell))),
            Node::Eligible(benefit) => self.visit(Vertex::Benefit(usize::from(*benefit))),
            Node::Excluded(benefit) => {
                let leaders: Vec<_> =
                    self.rules.leaders(*benefit).map(|(_, leader)| leader).collect();
                leaders
                    .into_iter()
                    .map(|it| self.visit(Vertex::Benefit(usize::from(it))))
                    .max()
                    .unwrap_or(0)
            }
            Node::AmountOf(benefit) => {
                let amount = self
                    .rules
                    .benefits
                    .get(usize::from(*benefit))
                    .and_then(|it| it.amount.as_ref());
                amount.map_or(0, |it| {
                    self.visit(Vertex::Cell(usize::from(it.low)))
                        .max(self.visit(Vertex::Cell(usize::from(it.high))))
                })
            }
            _ => {
                let mut deepest = 0;
                node.children(&mut |child| deepest = deepest.max(self.depth(child)));
                deepest
            }
        };
        below.saturating_add(1)
    }
}

fn cell_cost(rules: &Rules, cell: &Cell) -> u64 {
    let most = |scope: u8| rules.scopes.get(usize::from(scope)).map_or(1, |it| u64::from(it.most));
    let versions = cell.layers.iter().flat_map(|it| &it.versions).filter_map(|it| it.node.as_ref());
    // One version is in force at a time; `parent` may read one of each layer.
    let dearest: u64 = versions.map(|node| node_cost(node, &most)).max().unwrap_or(0);
    let layers = u64::try_from(cell.layers.len()).unwrap_or(1);
    dearest.saturating_mul(layers).saturating_mul(most(cell.scope))
}

fn node_cost(node: &Node, most: &dyn Fn(u8) -> u64) -> u64 {
    let mut below = 0_u64;
    node.children(&mut |child| below = below.saturating_add(node_cost(child, most)));
    let times = if let Node::Fold(fold) = node { most(fold.list) } else { 1 };
    below.saturating_mul(times).saturating_add(1)
}
