//! The arithmetic as steps: every figure and definition that a result rests on, in the order they are worked out.

use super::assessor::{Assessor, Setting};
use super::determine::adcode;
use crate::assessment::{BasisOn, Notice, NoticeCode, Shown, Step, StepKind};
use crate::document::Status;
use crate::evaluate::{AbstractDomain, Domain, Frame, Present, Range, Truth};
use crate::money::Figure;
use crate::rule::node::{Bands, Fold, Node, Table};
use crate::rule::value::Value;
use crate::rule::{Cell, CellIndex, CellKind, HOUSEHOLD, Version};

/// What every cell rests on, found once for all determinations of a household.
pub(super) struct Workings<'c> {
    /// By place of the cell and row.
    trails: Vec<Option<Trail<'c>>>,
    /// The round in which a place was last collected.
    collected: Vec<u32>,
    round: u32,
}

/// What a cell rests on for an entry, its step, and what there is to know about it.
struct Trail<'c> {
    rests_on: Vec<usize>,
    step: Option<Step<'c>>,
    notices: Vec<Notice<'c>>,
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
        let places = setting.offsets.places();
        Self { trails: (0..places).map(|_| None).collect(), collected: vec![0; places], round: 0 }
    }

    /// What the cells rest on together: first what comes first, each step once.
    pub(super) fn of(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        cells: &[CellIndex],
        frame: Frame,
    ) -> Working<'c> {
        self.round = self.round.saturating_add(1);
        let mut working = Working::default();
        for cell in cells {
            if let Some(place) = self.follow_cell(setting, assessor, *cell, frame) {
                self.collect(place, &mut working);
            }
        }
        working
    }

    fn collect(&mut self, place: usize, working: &mut Working<'c>) {
        match self.collected.get_mut(place) {
            Some(round) if *round != self.round => *round = self.round,
            _ => return,
        }
        let count =
            self.trails.get(place).and_then(Option::as_ref).map_or(0, |it| it.rests_on.len());
        for index in 0..count {
            let below = self
                .trails
                .get(place)
                .and_then(Option::as_ref)
                .and_then(|it| it.rests_on.get(index))
                .copied();
            if let Some(below) = below {
                self.collect(below, working);
            }
        }
        if let Some(trail) = self.trails.get(place).and_then(Option::as_ref) {
            working.steps.extend(trail.step.clone());
            trail.notices.iter().for_each(|it| working.add_notice(it));
        }
    }

    /// Follows a cell for an entry, and returns its place.
    fn follow_cell(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        index: CellIndex,
        frame: Frame,
    ) -> Option<usize> {
        let cell = setting.rules.cells.get(usize::from(index))?;
        let row = if cell.scope == HOUSEHOLD || cell.scope != frame.scope { 0 } else { frame.row };
        let place = setting.offsets.place(index, row)?;
        if self.trails.get(place)?.is_some() {
            return Some(place);
        }
        let frame = Frame { scope: cell.scope, row };
        let version = setting.day.version(setting.rules, index);
        let mut trail = Trail { rests_on: Vec::new(), step: None, notices: Vec::new() };
        if let Some((layer, version)) = version {
            if let Some(node) = &version.node {
                self.follow(setting, assessor, node, frame, &mut trail.rests_on);
            }
            notices(setting, assessor, cell, layer, version, frame, &mut trail.notices);
        }
        let kind = match cell.kind {
            CellKind::Parameter => Some(StepKind::Parameter),
            CellKind::Definition => Some(StepKind::Definition),
            CellKind::Condition | CellKind::Amount => None,
        };
        if let Some(kind) = kind {
            let range = assessor.cell(index, frame);
            if range.missing {
                trail.notices.push(Notice {
                    code: NoticeCode::NoFigure,
                    name: &cell.name,
                    layer: None,
                    date: None,
                });
            }
            trail.step = Some(step(setting, cell, kind, version, row, &range));
        }
        *self.trails.get_mut(place)? = Some(trail);
        Some(place)
    }

    /// Follows what an expression reads on the way it takes for this household.
    fn follow(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        node: &'c Node,
        frame: Frame,
        below: &mut Vec<usize>,
    ) {
        match node {
            Node::Cell(cell) => {
                if let Some(place) = self.follow_cell(setting, assessor, *cell, frame)
                    && !below.contains(&place)
                {
                    below.push(place);
                }
            }
            // Another benefit has a working of its own.
            Node::Eligible(_) | Node::Excluded(_) | Node::AmountOf(_) => {}
            Node::If(nodes) => {
                let [condition, yes, no] = nodes.as_ref();
                self.follow(setting, assessor, condition, frame, below);
                let truth = AbstractDomain::truth(&assessor.range(condition, frame));
                if truth != Truth::False {
                    self.follow(setting, assessor, yes, frame, below);
                }
                if truth != Truth::True {
                    self.follow(setting, assessor, no, frame, below);
                }
            }
            Node::Fold(fold) => self.follow_fold(setting, assessor, fold, below),
            Node::Bands(bands) => self.follow_bands(setting, assessor, bands, frame, below),
            Node::Table(table) => self.follow_table(setting, assessor, table, frame, below),
            other => {
                let mut children = Vec::new();
                other.children(&mut |child| children.push(child));
                for child in children {
                    self.follow(setting, assessor, child, frame, below);
                }
            }
        }
    }

    fn follow_fold(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        fold: &'c Fold,
        below: &mut Vec<usize>,
    ) {
        if !setting.household.is_listed(fold.list) {
            return;
        }
        for row in 0..setting.household.rows(fold.list) {
            let frame = Frame { scope: fold.list, row };
            if let Some(filter) = &fold.filter {
                self.follow(setting, assessor, filter, frame, below);
                if AbstractDomain::truth(&assessor.range(filter, frame)) == Truth::False {
                    continue;
                }
            }
            if let Some(body) = &fold.body {
                self.follow(setting, assessor, body, frame, below);
            }
        }
    }

    fn follow_bands(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        bands: &'c Bands,
        frame: Frame,
        below: &mut Vec<usize>,
    ) {
        for (reached, value) in bands.above.iter().rev() {
            self.follow(setting, assessor, reached, frame, below);
            let truth = AbstractDomain::truth(&assessor.range(reached, frame));
            if truth != Truth::False {
                self.follow(setting, assessor, value, frame, below);
            }
            if truth == Truth::True {
                return;
            }
        }
        self.follow(setting, assessor, &bands.below, frame, below);
    }

    fn follow_table(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        table: &'c Table,
        frame: Frame,
        below: &mut Vec<usize>,
    ) {
        let columns: Vec<Range> = table
            .columns
            .iter()
            .map(|column| {
                self.follow(setting, assessor, column, frame, below);
                assessor.range(column, frame)
            })
            .collect();
        let mut decided = false;
        for (tests, value) in &table.rows {
            let fits: Vec<Range> = tests
                .iter()
                .zip(&columns)
                .map(|(test, column)| AbstractDomain::fits(test, column))
                .collect();
            let some_false = fits.iter().any(|it| AbstractDomain::truth(it) == Truth::False);
            if !some_false {
                self.follow(setting, assessor, value, frame, below);
                decided |= fits.iter().all(|it| AbstractDomain::truth(it) == Truth::True);
            }
        }
        if let Some(otherwise) = table.otherwise.as_ref().filter(|_| !decided) {
            self.follow(setting, assessor, otherwise, frame, below);
        }
    }
}

/// What a cell comes to, as a step.
fn step<'c>(
    setting: &Setting<'c, '_>,
    cell: &'c Cell,
    kind: StepKind,
    version: Option<(usize, &'c Version)>,
    row: u32,
    range: &Range,
) -> Step<'c> {
    let number = match range.present {
        Present::Number(low, high) if range.decided().is_none() => Some((low, high)),
        _ => None,
    };
    let money = cell.unit.is_some_and(crate::unit::Unit::is_money);
    let pack = version.and_then(|(layer, _)| cell.layers.get(layer)).map(|it| it.pack);
    Step {
        name: &cell.name,
        subject: setting.household.id(cell.scope, row),
        kind,
        value: shown(cell, range),
        low: number.map(|(low, _)| Figure { value: low, money }),
        high: number.map(|(_, high)| Figure { value: high, money }),
        unit: cell.unit.filter(|it| !it.is_none()),
        layer: pack.map(|it| adcode(setting.rules, it)),
        formula: version.and_then(|(_, it)| it.formula.as_deref()),
        basis: BasisOn { entries: version.map_or(&[], |(_, it)| &it.basis), on: setting.on },
    }
}

/// What there is to know about the version of a cell that is in force.
fn notices<'c>(
    setting: &Setting<'c, '_>,
    assessor: &mut Assessor<'_>,
    cell: &'c Cell,
    layer: usize,
    version: &'c Version,
    frame: Frame,
    notices: &mut Vec<Notice<'c>>,
) {
    let Some(given) = cell.layers.get(layer) else { return };
    let at = Some(adcode(setting.rules, given.pack));
    let name = cell.name.as_str();
    if let Some(review_by) = version.review_by.filter(|it| *it < setting.on) {
        notices.push(Notice { code: NoticeCode::Stale, name, layer: at, date: Some(review_by) });
    }
    if version.status == Status::NeedsConfirmation {
        notices.push(Notice { code: NoticeCode::NeedsConfirmation, name, layer: at, date: None });
    }
    let broken = given
        .bound
        .as_ref()
        .is_some_and(|bound| AbstractDomain::truth(&assessor.range(bound, frame)) == Truth::False);
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
fn shown<'c>(cell: &'c Cell, range: &Range) -> Option<Shown<'c>> {
    Some(match range.decided()? {
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
