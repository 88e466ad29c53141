//! What rests on what: no circles, bounded depth, bounded cost.

use super::linker::Spots;
use crate::diagnostic::Code;
use crate::limits;
use crate::report::Report;
use crate::rule::Rules;
use crate::rule::node::Node;

/// A cell, or the conditions of a benefit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vertex {
    Cell(usize),
    Benefit(usize),
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
    spots: &'a Spots,
    report: &'a mut Report,
    cells: Vec<Mark>,
    benefits: Vec<Mark>,
    path: Vec<Vertex>,
    circle: bool,
}

/// Looks for circles, and bounds depth and cost. False where there is a circle, so that nothing may be evaluated.
pub(super) fn check(rules: &Rules, spots: &Spots, report: &mut Report) -> bool {
    let mut search = Search {
        rules,
        spots,
        report,
        cells: vec![Mark::New; rules.cells.len()],
        benefits: vec![Mark::New; rules.benefits.len()],
        path: Vec::new(),
        circle: false,
    };
    for index in 0..rules.cells.len() {
        search.visit(Vertex::Cell(index));
    }
    for index in 0..rules.benefits.len() {
        search.visit(Vertex::Benefit(index));
    }
    if search.circle {
        return false;
    }
    let cost = cost(rules);
    if cost > limits::COST {
        let message = format!("an assessment could take {cost} steps, more than {}", limits::COST);
        report
            .error(Code::TooCostly, &crate::report::Spot::default(), &message)
            .help("look for folds inside folds, and name their inner values as definitions");
    }
    !report.has_errors()
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
                self.report_circle(vertex);
                return 0;
            }
            Some(Mark::New) => {}
        }
        if self.path.len() > usize::try_from(limits::EVALUATION_DEPTH).unwrap_or(usize::MAX) {
            self.too_deep(vertex);
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
            self.too_deep(vertex);
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

    fn name(&self, vertex: Vertex) -> String {
        match vertex {
            Vertex::Cell(index) => {
                self.rules.cells.get(index).map_or(String::new(), |it| it.name.clone())
            }
            Vertex::Benefit(index) => {
                self.rules.benefits.get(index).map_or(String::new(), |it| it.id.clone())
            }
        }
    }

    fn spot(&self, vertex: Vertex) -> crate::report::Spot {
        match vertex {
            Vertex::Cell(index) => self.spots.declared.get(index).cloned().unwrap_or_default(),
            Vertex::Benefit(index) => self.spots.benefits.get(index).cloned().unwrap_or_default(),
        }
    }

    fn report_circle(&mut self, vertex: Vertex) {
        self.circle = true;
        let start = self.path.iter().position(|it| *it == vertex).unwrap_or(0);
        let mut names: Vec<String> =
            self.path.iter().skip(start).map(|it| format!("`{}`", self.name(*it))).collect();
        names.push(format!("`{}`", self.name(vertex)));
        let spot = self.spot(vertex);
        self.report
            .error(Code::Cycle, &spot, &format_args!("a circle: {}", names.join(" rests on ")))
            .help("break the circle: a value may rest only on values that do not rest on it");
    }

    fn too_deep(&mut self, vertex: Vertex) {
        let message = format!(
            "`{}` rests on more than {} nested steps",
            self.name(vertex),
            limits::EVALUATION_DEPTH
        );
        let spot = self.spot(vertex);
        self.report.error(Code::TooDeep, &spot, &message).help("shorten the chain of definitions");
    }
}

/// The steps an assessment takes at most: every cell once for each entry of its scope.
fn cost(rules: &Rules) -> u64 {
    let most = |scope: u8| rules.scopes.get(usize::from(scope)).map_or(1, |it| u64::from(it.most));
    rules
        .cells
        .iter()
        .map(|cell| {
            let versions =
                cell.layers.iter().flat_map(|it| &it.versions).filter_map(|it| it.node.as_ref());
            // One version is in force at a time; `parent` may read one of each layer.
            let dearest: u64 = versions.map(|node| node_cost(node, &most)).max().unwrap_or(0);
            let layers = u64::try_from(cell.layers.len()).unwrap_or(1);
            dearest.saturating_mul(layers).saturating_mul(most(cell.scope))
        })
        .fold(0, u64::saturating_add)
}

fn node_cost(node: &Node, most: &dyn Fn(u8) -> u64) -> u64 {
    let mut below = 0_u64;
    node.children(&mut |child| below = below.saturating_add(node_cost(child, most)));
    let times = if let Node::Fold(fold) = node { most(fold.list) } else { 1 };
    below.saturating_mul(times).saturating_add(1)
}
