//! The two domains together: known values where they are known, ranges where they are not.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::evaluate::{
    AbstractDomain, Concrete, Day, Domain, Flat, Frame, Instead, Interpreter, Offsets, Range, World,
};
use crate::household::{Asked, Household};
use crate::rule::node::Node;
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, CellIndex, Rules};

/// What stays the same during an assessment.
pub(super) struct Setting<'c, 'd> {
    pub(super) rules: &'c Rules,
    pub(super) household: &'c Household,
    pub(super) on: Date,
    pub(super) day: &'d Day,
    pub(super) world: World<'c>,
    pub(super) offsets: Offsets,
}

impl<'c, 'd> Setting<'c, 'd> {
    pub(super) fn new(rules: &'c Rules, day: &'d Day, household: &'c Household, on: Date) -> Self {
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
                    format!("{}.{name}", self.household.id(*scope, *row))
                }
            }
        }
    }
}

/// Evaluates in the concrete domain first, and in the abstract one where that has no answer.
pub(super) struct Assessor<'s> {
    concrete: Interpreter<'s, Concrete>,
    ranges: Interpreter<'s, AbstractDomain>,
}

impl<'s> Assessor<'s> {
    pub(super) fn new<'c: 's>(setting: &'s Setting<'c, '_>) -> Self {
        Self {
            concrete: Interpreter::new(&setting.world, setting.day, &setting.offsets),
            ranges: Interpreter::new(&setting.world, setting.day, &setting.offsets),
        }
    }

    /// What an expression may be for an entry.
    pub(super) fn range(&mut self, node: &Node, frame: Frame) -> Range {
        match self.concrete.value(node, frame) {
            Flat::Known(value) => AbstractDomain::constant(value),
            Flat::Unknown => self.ranges.value(node, frame),
        }
    }

    /// What a cell may be for an entry.
    pub(super) fn cell(&mut self, cell: CellIndex, frame: Frame) -> Range {
        match self.concrete.cell(cell, frame) {
            Flat::Known(value) => AbstractDomain::constant(value),
            Flat::Unknown => self.ranges.cell(cell, frame),
        }
    }

    /// Whether the conditions of a benefit hold.
    pub(super) fn eligible(&mut self, benefit: BenefitIndex, frame: Frame) -> Range {
        match self.concrete.eligible(benefit, frame) {
            Flat::Known(value) => AbstractDomain::constant(value),
            Flat::Unknown => self.ranges.eligible(benefit, frame),
        }
    }

    /// The same with a fact taken to be something else. The assessor is one that is asked nothing but this.
    pub(super) fn eligible_with(
        &mut self,
        instead: Instead,
        benefit: BenefitIndex,
        frame: Frame,
    ) -> Range {
        self.concrete.forget();
        self.ranges.forget();
        self.concrete.world.instead.set(Some(instead));
        let range = self.eligible(benefit, frame);
        self.concrete.world.instead.set(None);
        range
    }

    /// What a condition's two sides come to with a fact taken to be something else: how far apart they are.
    pub(super) fn distance_with(
        &mut self,
        instead: Instead,
        sides: &[Node; 2],
        frame: Frame,
    ) -> Option<Decimal> {
        self.concrete.forget();
        self.concrete.world.instead.set(Some(instead));
        let [left, right] = sides;
        let values = (self.concrete.value(left, frame), self.concrete.value(right, frame));
        self.concrete.world.instead.set(None);
        match values {
            (Flat::Known(Value::Number(left)), Flat::Known(Value::Number(right))) => {
                left.checked_sub(right)
            }
            _ => None,
        }
    }

    /// What a benefit pays.
    pub(super) fn amount(&mut self, benefit: BenefitIndex, frame: Frame) -> Range {
        match self.concrete.amount(benefit, frame) {
            Flat::Known(value) => AbstractDomain::constant(value),
            Flat::Unknown => self.ranges.amount(benefit, frame),
        }
    }
}
