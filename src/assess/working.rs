//! The arithmetic as steps: every figure and definition that a result rests on, in the order they are worked out.

use super::assessor::{Assessor, Setting};
use super::determine::{adcode, basis_at};
use crate::assessment::{Notice, NoticeCode, Shown, Step, StepKind};
use crate::document::Status;
use crate::evaluate::{AbstractDomain, Domain, Frame, Present, Range, Truth};
use crate::money::Figure;
use crate::rule::node::{Bands, Fold, Node, Table};
use crate::rule::value::Value;
use crate::rule::{Cell, CellIndex, CellKind, HOUSEHOLD, Version};

/// Steps and notices collected so far.
#[derive(Default)]
pub(super) struct Working<'c> {
    pub(super) steps: Vec<Step<'c>>,
    pub(super) notices: Vec<Notice<'c>>,
    seen: Vec<(CellIndex, u32)>,
}

impl<'c> Working<'c> {
    /// Follows a cell: first what it rests on, then the cell itself.
    pub(super) fn follow_cell(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        index: CellIndex,
        frame: Frame,
    ) {
        let Some(cell) = setting.rules.cells.get(usize::from(index)) else { return };
        let row = if cell.scope == HOUSEHOLD || cell.scope != frame.scope { 0 } else { frame.row };
        if self.seen.contains(&(index, row)) {
            return;
        }
        self.seen.push((index, row));
        let frame = Frame { scope: cell.scope, row };
        let version = setting.day.version(setting.rules, index);
        if let Some((layer, version)) = version {
            if let Some(node) = &version.node {
                self.follow(setting, assessor, node, frame);
            }
            self.notice(setting, assessor, cell, layer, version, frame);
        }
        let kind = match cell.kind {
            CellKind::Parameter => StepKind::Parameter,
            CellKind::Definition => StepKind::Definition,
            CellKind::Condition | CellKind::Amount => return,
        };
        let range = assessor.cell(index, frame);
        if range.missing {
            self.add_notice(Notice {
                code: NoticeCode::NoFigure,
                name: &cell.name,
                layer: None,
                date: None,
            });
        }
        let number = match range.present {
            Present::Number(low, high) if range.decided().is_none() => Some((low, high)),
            _ => None,
        };
        let money = cell.unit.is_some_and(crate::unit::Unit::is_money);
        let pack = version.and_then(|(layer, _)| cell.layers.get(layer)).map(|it| it.pack);
        self.steps.push(Step {
            name: &cell.name,
            subject: setting.household.id(cell.scope, row),
            kind,
            value: shown(cell, &range),
            low: number.map(|(low, _)| Figure { value: low, money }),
            high: number.map(|(_, high)| Figure { value: high, money }),
            unit: cell.unit.filter(|it| !it.is_none()),
            layer: pack.map(|it| adcode(setting.rules, it)),
            formula: version.and_then(|(_, it)| it.formula.as_deref()),
            basis: version.map(|(_, it)| basis_at(setting.rules, &it.basis)).unwrap_or_default(),
        });
    }

    /// Follows what an expression reads on the way it takes for this household.
    fn follow(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        node: &'c Node,
        frame: Frame,
    ) {
        match node {
            Node::Cell(cell) => self.follow_cell(setting, assessor, *cell, frame),
            // Another benefit has a working of its own.
            Node::Eligible(_) | Node::Excluded(_) | Node::AmountOf(_) => {}
            Node::If(nodes) => {
                let [condition, yes, no] = nodes.as_ref();
                self.follow(setting, assessor, condition, frame);
                let truth = AbstractDomain::truth(&assessor.range(condition, frame));
                if truth != Truth::False {
                    self.follow(setting, assessor, yes, frame);
                }
                if truth != Truth::True {
                    self.follow(setting, assessor, no, frame);
                }
            }
            Node::Fold(fold) => self.follow_fold(setting, assessor, fold),
            Node::Bands(bands) => self.follow_bands(setting, assessor, bands, frame),
            Node::Table(table) => self.follow_table(setting, assessor, table, frame),
            other => {
                let mut children = Vec::new();
                other.children(&mut |child| children.push(child));
                for child in children {
                    self.follow(setting, assessor, child, frame);
                }
            }
        }
    }

    fn follow_fold(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        fold: &'c Fold,
    ) {
        if !setting.household.is_listed(fold.list) {
            return;
        }
        for row in 0..setting.household.rows(fold.list) {
            let frame = Frame { scope: fold.list, row };
            if let Some(filter) = &fold.filter {
                self.follow(setting, assessor, filter, frame);
                if AbstractDomain::truth(&assessor.range(filter, frame)) == Truth::False {
                    continue;
                }
            }
            if let Some(body) = &fold.body {
                self.follow(setting, assessor, body, frame);
            }
        }
    }

    fn follow_bands(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        bands: &'c Bands,
        frame: Frame,
    ) {
        for (reached, value) in bands.bands.iter().rev() {
            self.follow(setting, assessor, reached, frame);
            let truth = AbstractDomain::truth(&assessor.range(reached, frame));
            if truth != Truth::False {
                self.follow(setting, assessor, value, frame);
            }
            if truth == Truth::True {
                return;
            }
        }
        self.follow(setting, assessor, &bands.below, frame);
    }

    fn follow_table(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        table: &'c Table,
        frame: Frame,
    ) {
        let columns: Vec<Range> = table
            .columns
            .iter()
            .map(|column| {
                self.follow(setting, assessor, column, frame);
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
                self.follow(setting, assessor, value, frame);
                decided |= fits.iter().all(|it| AbstractDomain::truth(it) == Truth::True);
            }
        }
        if let Some(otherwise) = table.otherwise.as_ref().filter(|_| !decided) {
            self.follow(setting, assessor, otherwise, frame);
        }
    }

    fn notice(
        &mut self,
        setting: &Setting<'c, '_>,
        assessor: &mut Assessor<'_>,
        cell: &'c Cell,
        layer: usize,
        version: &'c Version,
        frame: Frame,
    ) {
        let Some(given) = cell.layers.get(layer) else { return };
        let at = Some(adcode(setting.rules, given.pack));
        let name = cell.name.as_str();
        if let Some(review_by) = version.review_by.filter(|it| *it < setting.on) {
            self.add_notice(Notice {
                code: NoticeCode::Stale,
                name,
                layer: at,
                date: Some(review_by),
            });
        }
        if version.status == Status::NeedsConfirmation {
            self.add_notice(Notice {
                code: NoticeCode::NeedsConfirmation,
                name,
                layer: at,
                date: None,
            });
        }
        let broken = given.bound.as_ref().is_some_and(|bound| {
            AbstractDomain::truth(&assessor.range(bound, frame)) == Truth::False
        });
        if broken {
            self.add_notice(Notice { code: NoticeCode::Bound, name, layer: at, date: None });
        }
        for layer in &cell.layers {
            for planned in layer.planned.iter().filter(|it| it.period.contains(setting.on)) {
                let at = Some(adcode(setting.rules, layer.pack));
                self.add_notice(Notice {
                    code: NoticeCode::Planned,
                    name,
                    layer: at,
                    date: Some(planned.period.from),
                });
            }
        }
    }

    fn add_notice(&mut self, notice: Notice<'c>) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
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
