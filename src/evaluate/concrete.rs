//! The concrete domain: a value is known, or nothing is known of it.

use crate::decimal::Decimal;

use super::domain::{Domain, Truth};
use super::interpret::{Known, World};
use super::scalar;
use crate::expression::FoldKind;
use crate::rule::node::{Binary, CellTest, Unary};
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, ScopeIndex};

/// The concrete domain.
#[derive(Debug)]
pub(crate) struct Concrete;

/// A known value, or nothing known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flat {
    Known(Value),
    Unknown,
}

const MISSING: Flat = Flat::Known(Value::Missing);

impl Flat {
    fn bool(value: bool) -> Self {
        Self::Known(Value::Bool(value))
    }
}

impl Domain for Concrete {
    type Value = Flat;

    fn constant(value: Value) -> Flat {
        Flat::Known(value)
    }

    fn today(world: &World<'_>) -> Flat {
        let (first, last) = world.today;
        if first == last { Flat::Known(Value::Date(first)) } else { Flat::Unknown }
    }

    fn fact(world: &World<'_>, scope: ScopeIndex, row: u32, slot: u16) -> Flat {
        match world.known(scope, row, slot) {
            Known::Value(value) => Flat::Known(value),
            _ => Flat::Unknown,
        }
    }

    fn received(
        world: &World<'_>,
        scope: ScopeIndex,
        row: u32,
        slot: u16,
        benefit: BenefitIndex,
    ) -> Flat {
        match world.known(scope, row, slot) {
            Known::Benefits(benefits) => Flat::bool(benefits.contains(&benefit)),
            _ => Flat::Unknown,
        }
    }

    fn truth(value: &Flat) -> Truth {
        match value {
            Flat::Known(Value::Bool(true)) => Truth::True,
            Flat::Known(Value::Bool(false)) => Truth::False,
            Flat::Known(Value::Missing) => Truth::Missing,
            _ => Truth::Open,
        }
    }

    fn and(a: Flat, b: Flat) -> Flat {
        match (Self::truth(&a), Self::truth(&b)) {
            (Truth::False, _) | (_, Truth::False) => Flat::bool(false),
            (Truth::True, _) => b,
            (_, Truth::True) => a,
            // What is open could still turn out false, which would outweigh the missing figure.
            (Truth::Open, _) | (_, Truth::Open) => Flat::Unknown,
            _ => MISSING,
        }
    }

    fn conjoin(conditions: &[Flat]) -> Flat {
        if conditions.contains(&MISSING) {
            return MISSING;
        }
        if conditions.contains(&Flat::Unknown) {
            // Even beside a false one: it may still turn out to rest on a missing figure.
            return Flat::Unknown;
        }
        Flat::bool(conditions.iter().all(|it| *it == Flat::bool(true)))
    }

    fn not(value: Flat) -> Flat {
        match value {
            Flat::Known(Value::Bool(value)) => Flat::bool(!value),
            other => other,
        }
    }

    fn unary(operator: Unary, value: Flat) -> Flat {
        match value {
            Flat::Known(value) => Flat::Known(scalar::unary(operator, value)),
            Flat::Unknown => Flat::Unknown,
        }
    }

    fn binary(operator: Binary, a: Flat, b: Flat) -> Flat {
        match (operator, a, b) {
            (_, Flat::Known(a), Flat::Known(b)) => Flat::Known(scalar::binary(operator, a, b)),
            (Binary::Default, Flat::Known(value), _) if value != Value::Absent => a,
            (Binary::Default, ..) => Flat::Unknown,
            (_, MISSING, _) | (_, _, MISSING) => MISSING,
            _ => Flat::Unknown,
        }
    }

    fn one_of_choices(value: Flat, choices: u64) -> Flat {
        match value {
            Flat::Known(Value::Choice(value)) => {
                Flat::bool(choices.wrapping_shr(u32::from(value)) & 1 == 1)
            }
            Flat::Known(Value::Absent) => Flat::bool(false),
            MISSING => MISSING,
            _ => Flat::Unknown,
        }
    }

    fn one_of_numbers(value: Flat, numbers: &[Decimal]) -> Flat {
        match value {
            Flat::Known(Value::Number(value)) => Flat::bool(numbers.contains(&value)),
            Flat::Known(Value::Absent) => Flat::bool(false),
            MISSING => MISSING,
            _ => Flat::Unknown,
        }
    }

    fn fits(test: &CellTest, value: &Flat) -> Flat {
        match value {
            _ if test.is_any() => Flat::bool(true),
            Flat::Known(value) => scalar::fits(test, *value).map_or(MISSING, Flat::bool),
            Flat::Unknown => Flat::Unknown,
        }
    }

    fn either(_: &Flat, _: Flat, _: Flat) -> Flat {
        // Even where both agree: an open condition may still turn out to be missing.
        Flat::Unknown
    }

    fn join(a: Flat, b: Flat) -> Flat {
        if a == b { a } else { Flat::Unknown }
    }

    fn judgement(value: Flat) -> Flat {
        match value {
            Flat::Known(Value::Bool(false)) => Flat::bool(true),
            MISSING => MISSING,
            _ => Flat::Unknown,
        }
    }

    /// Bounds say nothing of a value that is known.
    fn within(value: Flat, _low: Flat, _high: Flat, _whole_first: bool) -> Flat {
        value
    }

    fn up_to(amount: Flat) -> Flat {
        match amount {
            Flat::Known(Value::Number(number)) if number.is_zero() => amount,
            MISSING => MISSING,
            _ => Flat::Unknown,
        }
    }

    fn unknown_list(_: FoldKind, _: ScopeIndex, _: &World<'_>, _: &Flat, _: Option<Flat>) -> Flat {
        Flat::Unknown
    }
}
