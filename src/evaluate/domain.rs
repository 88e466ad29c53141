//! What the interpreter asks of a domain.

use super::interpret::World;
use crate::decimal::Decimal;
use crate::rule::node::{Binary, CellTest, Unary};
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, ScopeIndex};

/// The entry an expression is about: a scope and a row of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) scope: ScopeIndex,
    pub(crate) row: u32,
}

/// How far a truth is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Missing,
    Open,
}

/// A kind of values that expressions can be evaluated to.
///
/// Every operator must be sound: the result contains whatever the operator gives for values its operands contain.
pub(crate) trait Domain {
    /// A value of the domain.
    type Value: Clone;

    /// A known value.
    fn constant(value: Value) -> Self::Value;

    /// The day asked.
    fn today(world: &World<'_>) -> Self::Value;

    /// A fact of the household.
    fn fact(world: &World<'_>, scope: ScopeIndex, row: u32, slot: u16) -> Self::Value;

    /// Whether a fact of type `benefits` names the benefit.
    fn received(
        world: &World<'_>,
        scope: ScopeIndex,
        row: u32,
        slot: u16,
        benefit: BenefitIndex,
    ) -> Self::Value;

    /// How far the truth is decided.
    fn truth(value: &Self::Value) -> Truth;

    /// Kleene's `and`, where a missing figure counts between false and unknown.
    fn and(a: Self::Value, b: Self::Value) -> Self::Value;

    /// Whether all conditions of a benefit hold. Here a missing figure outweighs all else: where a rule
    /// cannot be known, a place does not refuse.
    fn conjoin(conditions: &[Self::Value]) -> Self::Value;

    /// Where an office decides one condition for certain, what else could only become an office's matter too
    /// does not count any more.
    fn settle_judgements(_conditions: &mut [Self::Value], _judgements: &[bool]) {}

    /// `not`.
    fn not(value: Self::Value) -> Self::Value;

    /// An operator on one value.
    fn unary(operator: Unary, value: Self::Value) -> Self::Value;

    /// An operator on two values.
    fn binary(operator: Binary, a: Self::Value, b: Self::Value) -> Self::Value;

    /// Whether a choice is one of the marked values.
    fn one_of_choices(value: Self::Value, choices: u64) -> Self::Value;

    /// Whether a number is one of these.
    fn one_of_numbers(value: Self::Value, numbers: &[Decimal]) -> Self::Value;

    /// Whether a value fits a table's cell.
    fn fits(test: &CellTest, value: &Self::Value) -> Self::Value;

    /// Either value, by a truth that is not decided.
    fn either(condition: &Self::Value, yes: Self::Value, no: Self::Value) -> Self::Value;

    /// Whatever both values allow.
    fn join(a: Self::Value, b: Self::Value) -> Self::Value;

    /// What an office decides where the truth is not false.
    fn judgement(value: Self::Value) -> Self::Value;

    /// Anything from 0 to the amount.
    fn up_to(amount: Self::Value) -> Self::Value;

    /// A value that lies between two bounds. With `whole_first` only the facts of the bounds matter.
    fn within(
        value: Self::Value,
        low: Self::Value,
        high: Self::Value,
        whole_first: bool,
    ) -> Self::Value;

    /// Folds over a list of which only the bounds of its length are known, from what one unknown entry gives.
    fn unknown_list(
        fold: crate::expression::FoldKind,
        list: ScopeIndex,
        world: &World<'_>,
        counted: &Self::Value,
        body: Option<Self::Value>,
    ) -> Self::Value;
}
