//! The arithmetic as steps: every figure and definition that a result rests on, in the order they are worked out.

use super::assessor::{Assessor, Setting};
use super::determine::adcode;
use crate::assessment::{BasisOn, Notice, NoticeCode, Shown, Step, StepKind};
use crate::document::Status;
use crate::evaluate::{AbstractDomain, Domain, Frame, Present, Truth};
use crate::money::Figure;
use crate::rule::node::{Bands, Fold, Node, Table};
use crate::rule::value::Value;
use crate::rule::{Cell, CellIndex, CellKind, Version};

/// How many cells a household's benefits usually rest on.
const USUAL: usize = 128;

/// What every cell rests on, found once for all determinations of a household.
pub(super) struct Workings<'c> {
    /// By place of the cell and row, the number of its trail; 0 where it is not followed yet.
    places: Vec<u32>,
    trails: Vec<Trail<'c>>,
    /// What the trails rest on, one after another.
    links: Vec<u32>,
    /// What the trails that are being followed rest on so far.
    open: Vec<u32>,
    round: u32,
    /// The trails of one determination, in the order they are worked out.
    order: Vec<u32>,
}

/// What a cell rests on for an entry, and what there is to know about it.
struct Trail<'c> {
    cell: CellIndex,
    row: u32,
    rests_on: std::ops::Range<usize>,
    notices: Vec<Notice<'c>>,
    /// The round in which it was last collected.
    collected: u32,
}

/// The steps and notices of one determination.
#[derive(Default)]
pub(super) struct Working<'c> {
    pub(super) steps: Vec<Step<'c>>,
    pub(super) notices: Vec<Notice<'c>>,
}

impl<'c> Working<'c> {
    /// Adds a notice that is not there yet.
    pub(super) fn add_notice(&mut self, notice: &Notice<'c>) {
        if !self.notices.contains(notice) {
            self.notices.push(notice.clone());
        }
    }
}

impl<'c> Workings<'c> {
    /// Nothing followed yet.
    pub(super) fn new(setting: &Setting<'c, '_>) -> Self {
        Self {
            places: vec![0; setting.offsets.places()],
            trails: Vec::with_capacity(USUAL),
            links: Vec::with_capacity(USUAL),
            open: Vec::with_capacity(USUAL),
            round: 0,
            order: Vec::with_capacity(USUAL),
        }
    }

    /// What the cells rest on together: first what comes first, each step once.
    pub(super) fn of(
        &mut self,
        assessor: &mut Assessor<'_, 'c, '_>,
        cells: &[CellIndex],
        frame: Frame,
    ) -> Working<'c> {
        self.round = self.round.saturating_add(1);
        self.order.clear();
        for cell in cells {
            if let Some(trail) = self.follow_cell(assessor, *cell, frame) {
                self.collect(trail);
            }
        }
        let mut working =
            Working { steps: Vec::with_capacity(self.order.len()), notices: Vec::new() };
        for trail in self.order.iter().filter_map(|it| self.trails.get(index(*it))) {
            working.steps.extend(step(assessor, trail.cell, trail.row));
            trail.notices.iter().for_each(|it| working.add_notice(it));
        }
        working
    }

    fn collect(&mut self, trail: u32) {
        let links = match self.trails.get_mut(index(trail)) {
            Some(it) if it.collected != self.round => {
                it.collected = self.round;
                it.rests_on.clone()
            }
            _ => return,
        };
        for link in links {
            if let Some(below) = self.links.get(link).copied() {
                self.collect(below);
            }
        }
        self.order.push(trail);
    }

    /// Follows a cell for an entry, and returns the number of its trail.
    fn follow_cell(
        &mut self,
        assessor: &mut Assessor<'_, 'c, '_>,
        index: CellIndex,
        frame: Frame,
    ) -> Option<u32> {
        let setting = assessor.setting;
        let cell = setting.rules.cells.get(usize::from(index))?;
        let (frame, place) = setting.offsets.cell(index, frame)?;
        let known = *self.places.get(place)?;
        if known != 0 {
            return Some(known);
        }
        let version = setting.day.version(index);
        let start = self.open.len();
        let mut found = Vec::new();
        if let Some((layer, version)) = version {
            if let Some(node) = &version.node {
                self.follow(assessor, node, frame, start);
            }
            notices(assessor, cell, layer, version, frame, &mut found);
        }
        if kind(cell).is_some() && assessor.cell(index, frame).missing {
            let name = &cell.name;
            found.push(Notice { code: NoticeCode::NoFigure, name, layer: None, date: None });
        }
        let first = self.links.len();
        self.links.extend(self.open.drain(start..));
        let rests_on = first..self.links.len();
        self.trails.push(Trail {
            cell: index,
            row: frame.row,
            rests_on,
            notices: found,
            collected: 0,
        });
        let trail = u32::try_from(self.trails.len()).ok()?;
        *self.places.get_mut(place)? = trail;
        Some(trail)
    }

    /// Follows what an expression reads on the way it takes for this household. What it rests on is kept from `start` on.
    fn follow(
        &mut self,
        assessor: &mut Assessor<'_, 'c, '_>,
        node: &'c Node,
        frame: Frame,
        start: usize,
    ) {
        match node {
            Node::Cell(cell) => {
                if let Some(trail) = self.follow_cell(assessor, *cell, frame)
                    && !self.open.iter().skip(start).any(|it| *it == trail)
                {
                    self.open.push(trail);
                }
            }
            // Another benefit has a working of its own.
            Node::Eligible(_) | Node::Excluded(_) | Node::AmountOf(_) => {}
            Node::If(nodes) => {
                let [condition, yes, no] = nodes.as_ref();
                self.follow(assessor, condition, frame, start);
                let truth = assessor.truth(condition, frame);
                if truth != Truth::False {
                    self.follow(assessor, yes, frame, start);
                }
                if truth != Truth::True {
                    self.follow(assessor, no, frame, start);
                }
            }
            Node::Fold(fold) => self.follow_fold(assessor, fold, start),
            Node::Bands(bands) => self.follow_bands(assessor, bands, frame, start),
            Node::Table(table) => self.follow_table(assessor, table, frame, start),
            other => other.children(&mut |child| self.follow(assessor, child, frame, start)),
        }
    }

    fn follow_fold(&mut self, assessor: &mut Assessor<'_, 'c, '_>, fold: &'c Fold, start: usize) {
        let household = assessor.setting.household;
        if !household.is_listed(fold.list) {
            return;
        }
        for row in 0..household.rows(fold.list) {
            let frame = Frame { scope: fold.list, row };
            if let Some(filter) = &fold.filter {
                self.follow(assessor, filter, frame, start);
                if assessor.truth(filter, frame) == Truth::False {
                    continue;
                }
            }
            if let Some(body) = &fold.body {
                self.follow(assessor, body, frame, start);
            }
        }
    }

    fn follow_bands(
        &mut self,
        assessor: &mut Assessor<'_, 'c, '_>,
        bands: &'c Bands,
        frame: Frame,
        start: usize,
    ) {
        for (reached, value) in bands.above.iter().rev() {
            self.follow(assessor, reached, frame, start);
            let truth = assessor.truth(reached, frame);
            if truth != Truth::False {
                self.follow(assessor, value, frame, start);
            }
            if truth == Truth::True {
                return;
            }
        }
        self.follow(assessor, &bands.below, frame, start);
    }

    fn follow_table(
        &mut self,
        assessor: &mut Assessor<'_, 'c, '_>,
        table: &'c Table,
        frame: Frame,
        start: usize,
    ) {
        let mut columns = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            self.follow(assessor, column, frame, start);
            columns.push(assessor.range(column, frame));
        }
        let mut decided = false;
        for (tests, value) in &table.rows {
            let (mut some_false, mut all_true) = (false, true);
            for (test, column) in tests.iter().zip(&columns) {
                let truth = AbstractDomain::truth(&AbstractDomain::fits(test, column));
                some_false |= truth == Truth::False;
                all_true &= truth == Truth::True;
            }
            if !some_false {
                self.follow(assessor, value, frame, start);
                decided |= all_true;
            }
        }
        if let Some(otherwise) = table.otherwise.as_ref().filter(|_| !decided) {
            self.follow(assessor, otherwise, frame, start);
        }
    }
}

/// The place of a trail, by its number.
fn index(trail: u32) -> usize {
    usize::try_from(trail.saturating_sub(1)).unwrap_or(usize::MAX)
}

/// What a cell is as a step; conditions and amounts stand elsewhere.
fn kind(cell: &Cell) -> Option<StepKind> {
    match cell.kind {
        CellKind::Parameter => Some(StepKind::Parameter),
        CellKind::Definition => Some(StepKind::Definition),
        CellKind::Condition | CellKind::Amount => None,
    }
}

/// What a cell comes to for an entry, as a step.
fn step<'c>(assessor: &mut Assessor<'_, 'c, '_>, index: CellIndex, row: u32) -> Option<Step<'c>> {
    let setting = assessor.setting;
    let cell = setting.rules.cells.get(usize::from(index))?;
    let kind = kind(cell)?;
    let version = setting.day.version(index);
    let range = assessor.cell(index, Frame { scope: cell.scope, row });
    let decided = range.decided();
    let number = match range.present {
        Present::Number(low, high) if decided.is_none() => Some((low, high)),
        _ => None,
    };
    let money = cell.unit.is_some_and(crate::unit::Unit::is_money);
    let pack = version.and_then(|(layer, _)| cell.layers.get(layer)).map(|it| it.pack);
    Some(Step {
        name: &cell.name,
        subject: setting.household.id(cell.scope, row),
        kind,
        value: decided.and_then(|it| shown(cell, it)),
        low: number.map(|(low, _)| Figure { value: low, money }),
        high: number.map(|(_, high)| Figure { value: high, money }),
        unit: cell.unit.filter(|it| !it.is_none()),
        layer: pack.map(|it| adcode(setting.rules, it)),
        formula: version.and_then(|(_, it)| it.formula.as_deref()),
        basis: BasisOn { entries: version.map_or(&[], |(_, it)| &it.basis), on: setting.on },
    })
}

/// What there is to know about the version of a cell that is in force.
fn notices<'c>(
    assessor: &mut Assessor<'_, 'c, '_>,
    cell: &'c Cell,
    layer: usize,
    version: &'c Version,
    frame: Frame,
    notices: &mut Vec<Notice<'c>>,
) {
    let setting = assessor.setting;
    let Some(given) = cell.layers.get(layer) else { return };
    let at = Some(adcode(setting.rules, given.pack));
    let name = cell.name.as_str();
    if let Some(review_by) = version.review_by.filter(|it| *it < setting.on) {
        notices.push(Notice { code: NoticeCode::Stale, name, layer: at, date: Some(review_by) });
    }
    if version.status == Status::NeedsConfirmation {
        notices.push(Notice { code: NoticeCode::NeedsConfirmation, name, layer: at, date: None });
    }
    let broken =
        given.bound.as_ref().is_some_and(|bound| assessor.truth(bound, frame) == Truth::False);
    if broken {
        notices.push(Notice { code: NoticeCode::Bound, name, layer: at, date: None });
    }
    for layer in &cell.layers {
        for planned in layer.planned.iter().filter(|it| it.period.contains(setting.on)) {
            let at = Some(adcode(setting.rules, layer.pack));
            notices.push(Notice {
                code: NoticeCode::Planned,
                name,
                layer: at,
                date: Some(planned.period.from),
            });
        }
    }
}

/// A decided value for display.
fn shown(cell: &Cell, value: Value) -> Option<Shown<'_>> {
    Some(match value {
        Value::Bool(value) => Shown::Bool(value),
        Value::Number(value) => Shown::Figure(Figure {
            value,
            money: cell.unit.is_some_and(crate::unit::Unit::is_money),
        }),
        Value::Date(value) => Shown::Date(value),
        Value::Choice(value) => Shown::Choice(cell.choice.as_ref()?.get(usize::from(value))?),
        Value::Absent => Shown::Absent,
        Value::Missing => return None,
    })
}
