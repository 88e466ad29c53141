//! The two domains together: known values where they are known, ranges where they are not.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::evaluate::{
    AbstractDomain, Concrete, Day, Domain, Flat, Frame, Interpreter, Known, Offsets, Range, Truth,
    World,
};
use crate::household::{Asked, Household};
use crate::rule::node::{Binary, Node};
use crate::rule::reads::Readers;
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, CellIndex, Rules};

/// What stays the same during an assessment.
pub(super) struct Setting<'c, 'd> {
    pub(super) rules: &'c Rules,
    pub(super) household: &'c Household,
    pub(super) on: Date,
    pub(super) day: &'d Day<'c>,
    pub(super) world: World<'c>,
    pub(super) offsets: Offsets,
}

impl<'c, 'd> Setting<'c, 'd> {
    pub(super) fn new(
        rules: &'c Rules,
        day: &'d Day<'c>,
        household: &'c Household,
        on: Date,
    ) -> Self {
        let world = World::new(rules, household, (on, on));
        Self { rules, household, on, day, world, offsets: Offsets::new(rules, household) }
    }

    /// What a fact is called: `m2.wage_income`, `savings`; a list by its name.
    pub(super) fn fact_name(&self, asked: &Asked) -> String {
        match asked {
            Asked::List(scope) => self
                .rules
                .scopes
                .get(usize::from(*scope))
                .map_or(String::new(), |it| it.name.clone()),
            Asked::Fact { scope, row, slot } => {
                let name = self.rules.fact(*scope, *slot).map_or("", |it| it.name.as_str());
                if *scope == crate::rule::HOUSEHOLD {
                    name.to_owned()
                } else {
                    [self.household.id(*scope, *row), ".", name].concat()
                }
            }
        }
    }
}

/// Evaluates in the concrete domain first, and in the abstract one where that has no answer.
pub(super) struct Assessor<'s, 'c, 'd> {
    pub(super) setting: &'s Setting<'c, 'd>,
    ranges: Interpreter<'s, AbstractDomain>,
}

impl<'s, 'c: 's, 'd> Assessor<'s, 'c, 'd> {
    pub(super) fn new(setting: &'s Setting<'c, 'd>) -> Self {
        let mut ranges = Interpreter::new(&setting.world, setting.day, &setting.offsets);
        let known = Interpreter::new(&setting.world, setting.day, &setting.offsets);
        ranges.known = Some(Box::new(known));
        Self { setting, ranges }
    }

    fn concrete(&mut self) -> Option<&mut Interpreter<'s, Concrete>> {
        self.ranges.known.as_deref_mut()
    }

    /// What an expression comes to for an entry, if that is known.
    fn known(&mut self, node: &Node, frame: Frame) -> Flat {
        self.concrete().map_or(Flat::Unknown, |it| it.value(node, frame))
    }

    /// What an expression may be for an entry.
    pub(super) fn range(&mut self, node: &Node, frame: Frame) -> Range {
        match self.known(node, frame) {
            Flat::Known(value) => AbstractDomain::constant(value),
            Flat::Unknown => self.ranges.value(node, frame),
        }
    }

    /// How far a truth is decided for an entry.
    pub(super) fn truth(&mut self, node: &Node, frame: Frame) -> Truth {
        match self.known(node, frame) {
            Flat::Unknown => AbstractDomain::truth(&self.ranges.value(node, frame)),
            known @ Flat::Known(_) => Concrete::truth(&known),
        }
    }

    /// What a cell may be for an entry.
    pub(super) fn cell(&mut self, cell: CellIndex, frame: Frame) -> Range {
        self.ranges.cell(cell, frame)
    }

    /// The two sides of a condition that compares them, as far as they are known.
    pub(super) fn compare(
        &mut self,
        cell: CellIndex,
        operator: Binary,
        sides: &[Node; 2],
        frame: Frame,
    ) -> [Option<Decimal>; 2] {
        let sides_known = self.concrete().map(|it| it.compare(cell, operator, sides, frame));
        let [left, right] = sides;
        let [a, b] = sides_known.unwrap_or([Flat::Unknown; 2]);
        let mut number = |side: Flat, node: &Node| {
            let value = match side {
                Flat::Known(value) => Some(value),
                Flat::Unknown => self.ranges.value(node, frame).decided(),
            };
            match value {
                Some(Value::Number(number)) => Some(number),
                _ => None,
            }
        };
        [number(a, left), number(b, right)]
    }

    /// Whether the conditions of a benefit hold.
    pub(super) fn eligible(&mut self, benefit: BenefitIndex, frame: Frame) -> Range {
        self.ranges.eligible(benefit, frame)
    }

    /// Whether a benefit is certainly held: its conditions hold, and none that comes first is held instead.
    pub(super) fn holds(&mut self, benefit: BenefitIndex, frame: Frame) -> bool {
        AbstractDomain::truth(&self.eligible(benefit, frame)) == Truth::True
            && AbstractDomain::truth(&self.excluded(benefit, frame)) == Truth::False
    }

    /// Whether a benefit that comes first is held, so that this one is not.
    pub(super) fn excluded(&mut self, benefit: BenefitIndex, frame: Frame) -> Range {
        self.ranges.excluded(benefit, frame)
    }

    /// Takes a fact of an entry to be something else, or to be again what it is.
    pub(super) fn take(&mut self, readers: &Readers, row: u32, known: Option<Known<'static>>) {
        self.ranges.forget_readers(readers, row);
        self.setting.world.take(readers.scope, row, readers.slot, known);
    }

    /// Takes the conditions of a benefit to hold, until what they read is forgotten.
    pub(super) fn assume(&mut self, benefit: BenefitIndex, frame: Frame) {
        if let Some(known) = self.concrete() {
            known.assume(benefit, frame);
        }
    }

    /// How far apart two sides are, if both are known.
    pub(super) fn distance(&mut self, sides: &[Node; 2], frame: Frame) -> Option<Decimal> {
        let [left, right] = sides;
        match (self.known(left, frame), self.known(right, frame)) {
            (Flat::Known(Value::Number(left)), Flat::Known(Value::Number(right))) => {
                left.checked_sub(right)
            }
            _ => None,
        }
    }

    /// What a benefit pays.
    pub(super) fn amount(&mut self, benefit: BenefitIndex, frame: Frame) -> Range {
        self.ranges.amount(benefit, frame)
    }
}
