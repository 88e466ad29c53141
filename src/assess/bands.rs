//! The bands of a number: where, as it grows, something that an open verdict rests on turns.
//!
//! Every comparison that the conditions reach, and that reads the number, is tried with it at both its bounds. One that is decided at both, and differently, turns in between, and the
//! place is found by halving. What else is not known may hold it open for a while: then it has two edges. One that is open at a bound gives none yet.

use super::assessor::{Assessor, Setting};
use crate::assessment::Band;
use crate::decimal::Decimal;
use crate::evaluate::{Frame, Known, Truth};
use crate::money::Figure;
use crate::rule::node::{Binary, Node};
use crate::rule::reads::Readers;
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, CellIndex, Fact, FactKind, HOUSEHOLD, ScopeIndex};

/// The bands of a fact of an entry, for the benefits that it can still change; none where nothing turns.
pub(super) fn of(
    setting: &Setting<'_, '_>,
    fact: &Fact,
    row: u32,
    benefits: &[BenefitIndex],
) -> Vec<Band> {
    let FactKind::Number { unit, min, max, whole } = &fact.kind else { return Vec::new() };
    let Some(readers) = setting.rules.reads.fact(fact.scope, fact.slot) else { return Vec::new() };
    let step = if *whole { Decimal::ONE } else { Decimal::hundredths(1) };
    let mut search =
        Search { setting, readers, cells: Vec::new(), benefits: Vec::new(), found: Vec::new() };
    for benefit in benefits {
        search.benefit(*benefit);
    }
    let mut trial = Trial { assessor: &mut Assessor::new(setting), readers, row };
    let mut edges: Vec<Decimal> = Vec::new();
    for (node, scope, of_all) in search.found {
        let rows = if of_all || scope != fact.scope || scope == HOUSEHOLD {
            0..setting.household.rows(scope)
        } else {
            row..row.saturating_add(1)
        };
        for row in rows {
            trial.turn(node, Frame { scope, row }, (*min, *max), step, &mut edges);
        }
    }
    trial.assessor.take(readers, row, None);
    edges.sort_unstable();
    edges.dedup();
    let figure = |value| Figure { value, money: unit.is_money() };
    let mut bands = Vec::new();
    let mut from = None;
    for edge in &edges {
        let last = edge.checked_sub(step).unwrap_or(*edge);
        bands.push(Band { at_least: from, at_most: Some(figure(last)) });
        from = Some(figure(*edge));
    }
    if from.is_some() {
        bands.push(Band { at_least: from, at_most: None });
    }
    bands
}

/// A number that is tried.
struct Trial<'t, 's, 'c, 'd> {
    assessor: &'t mut Assessor<'s, 'c, 'd>,
    readers: &'c Readers,
    row: u32,
}

impl<'s, 'c: 's> Trial<'_, 's, 'c, '_> {
    fn truth(&mut self, node: &Node, frame: Frame, value: Decimal) -> Option<bool> {
        let known = Known::Value(Value::Number(value));
        self.assessor.take(self.readers, self.row, Some(known));
        match self.assessor.truth(node, frame) {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Missing | Truth::Open => None,
        }
    }

    /// Where a comparison turns from what it is at the lowest: where it leaves that, and where it has become the opposite. Between the two it is held open by
    /// what else is not known; where nothing does, they are one.
    fn turn(
        &mut self,
        node: &Node,
        frame: Frame,
        (min, max): (Decimal, Decimal),
        step: Decimal,
        edges: &mut Vec<Decimal>,
    ) {
        let Some(lowest) = self.truth(node, frame, min) else { return };
        if self.truth(node, frame, max) != Some(!lowest) {
            return;
        }
        let mut held_open = false;
        let leaves = self.first(node, frame, (min, max), step, |it| {
            held_open |= it.is_none();
            it != Some(lowest)
        });
        edges.extend(leaves);
        if held_open {
            edges.extend(self.first(node, frame, (min, max), step, |it| it == Some(!lowest)));
        }
    }

    /// The first value for which a comparison is as wanted; it is at the highest, and not at the lowest.
    fn first(
        &mut self,
        node: &Node,
        frame: Frame,
        (min, max): (Decimal, Decimal),
        step: Decimal,
        mut wanted: impl FnMut(Option<bool>) -> bool,
    ) -> Option<Decimal> {
        let mut steps = max.checked_sub(min)?.checked_div(step)?.trunc();
        let mut before = min;
        while steps > Decimal::ONE {
            let half = steps.checked_div(Decimal::TWO)?.trunc();
            let middle = before.checked_add(half.checked_mul(step)?)?;
            if wanted(self.truth(node, frame, middle)) {
                steps = half;
            } else {
                before = middle;
                steps = steps.checked_sub(half)?;
            }
        }
        before.checked_add(step)
    }
}

/// Collects the comparisons that the conditions of benefits reach and that read the fact, each with the scope it is asked in, and
/// whether what it stands in reads the fact of every entry.
struct Search<'s, 'c, 'd> {
    setting: &'s Setting<'c, 'd>,
    readers: &'c Readers,
    cells: Vec<CellIndex>,
    benefits: Vec<BenefitIndex>,
    found: Vec<(&'c Node, ScopeIndex, bool)>,
}

impl<'c> Search<'_, 'c, '_> {
    fn benefit(&mut self, benefit: BenefitIndex) {
        if self.benefits.contains(&benefit) {
            return;
        }
        self.benefits.push(benefit);
        let rules = self.setting.rules;
        for condition in
            rules.benefits.get(usize::from(benefit)).iter().flat_map(|it| &it.conditions)
        {
            self.cell(condition.cell);
        }
    }

    fn cell(&mut self, cell: CellIndex) {
        let Some(reads) = self.readers.cell(cell).filter(|_| !self.cells.contains(&cell)) else {
            return;
        };
        self.cells.push(cell);
        let rules = self.setting.rules;
        let scope = rules.cells.get(usize::from(cell)).map_or(HOUSEHOLD, |it| it.scope);
        if let Some(node) = self.setting.day.version(cell).and_then(|(_, it)| it.node.as_ref()) {
            self.node(node, scope, reads.of_all);
        }
    }

    fn node(&mut self, node: &'c Node, scope: ScopeIndex, of_all: bool) {
        match node {
            Node::Cell(cell) => return self.cell(*cell),
            Node::Eligible(benefit) => return self.benefit(*benefit),
            Node::Fold(fold) => {
                for inner in fold.filter.iter().chain(&fold.body) {
                    self.node(inner, fold.list, of_all);
                }
                return;
            }
            Node::Binary(
                Binary::Less | Binary::LessOrEqual | Binary::Greater | Binary::GreaterOrEqual,
                _,
            ) => self.found.push((node, scope, of_all)),
            _ => {}
        }
        let mut children = Vec::new();
        node.children(&mut |child| children.push(child));
        for child in children {
            self.node(child, scope, of_all);
        }
    }
}
