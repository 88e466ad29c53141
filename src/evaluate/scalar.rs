//! The operators on known values: what the language means, once for both domains.
//!
//! The checker has made sure of types, bounds and divisors, so a result always exists. Where it did not, the
//! result is `Missing`: a visible non-answer, never a wrong figure.

use crate::decimal::Decimal;

use crate::date::Date;
use crate::rule::node::{Binary, CellTest, PresentTest, Unary};
use crate::rule::value::Value;

/// An operator on one known value.
pub(super) fn unary(operator: Unary, value: Value) -> Value {
    match (operator, value) {
        (_, Value::Missing) => Value::Missing,
        (Unary::Has, value) => Value::Bool(value != Value::Absent),
        (Unary::Negate, Value::Number(number)) => Value::Number(number.negated()),
        (Unary::Round(place, mode), Value::Number(number)) => {
            mode.round(number, place).map_or(Value::Missing, Value::Number)
        }
        (Unary::YearOf, Value::Date(date)) => Value::Number(Decimal::from(date.year())),
        (Unary::MonthOf, Value::Date(date)) => Value::Number(Decimal::from(date.month())),
        _ => Value::Missing,
    }
}

/// An operator on two known values.
pub(super) fn binary(operator: Binary, a: Value, b: Value) -> Value {
    match (operator, a, b) {
        (Binary::Default, Value::Absent, default) => default,
        (Binary::Default, value, _) => value,
        (_, Value::Missing, _) | (_, _, Value::Missing) => Value::Missing,
        // An absent value is equal to nothing.
        (Binary::Equal, Value::Absent, _) | (Binary::Equal, _, Value::Absent) => Value::Bool(false),
        (Binary::NotEqual, Value::Absent, _) | (Binary::NotEqual, _, Value::Absent) => {
            Value::Bool(true)
        }
        (Binary::Equal, a, b) => Value::Bool(a == b),
        (Binary::NotEqual, a, b) => Value::Bool(a != b),
        (_, Value::Number(a), Value::Number(b)) => numbers(operator, a, b),
        (_, Value::Date(a), Value::Date(b)) => dates(operator, a, b),
        (Binary::AddMonths, Value::Date(date), Value::Number(months)) => {
            months.trunc().to_i64().map_or(Value::Missing, |it| Value::Date(date.add_months(it)))
        }
        // The extreme of a list starts with none.
        (Binary::Least | Binary::Greatest, Value::Absent, other)
        | (Binary::Least | Binary::Greatest, other, Value::Absent) => other,
        _ => Value::Missing,
    }
}

fn numbers(operator: Binary, a: Decimal, b: Decimal) -> Value {
    let number = |it: Option<Decimal>| it.map_or(Value::Missing, Value::Number);
    match operator {
        Binary::Add => number(a.checked_add(b)),
        Binary::Subtract => number(a.checked_sub(b)),
        Binary::Multiply => number(a.checked_mul(b)),
        Binary::Divide => number(a.checked_div(b)),
        Binary::Least => Value::Number(a.min(b)),
        Binary::Greatest => Value::Number(a.max(b)),
        Binary::Less => Value::Bool(a < b),
        Binary::LessOrEqual => Value::Bool(a <= b),
        Binary::Greater => Value::Bool(a > b),
        Binary::GreaterOrEqual => Value::Bool(a >= b),
        _ => Value::Missing,
    }
}

fn dates(operator: Binary, a: Date, b: Date) -> Value {
    match operator {
        Binary::Least => Value::Date(a.min(b)),
        Binary::Greatest => Value::Date(a.max(b)),
        Binary::Less => Value::Bool(a < b),
        Binary::LessOrEqual => Value::Bool(a <= b),
        Binary::Greater => Value::Bool(a > b),
        Binary::GreaterOrEqual => Value::Bool(a >= b),
        Binary::YearsBetween => Value::Number(Decimal::from(Date::years_between(a, b))),
        Binary::MonthsBetween => Value::Number(Decimal::from(Date::months_between(a, b))),
        _ => Value::Missing,
    }
}

/// Whether a known value fits a table's cell; `None` where the value is missing.
pub(crate) fn fits(test: &CellTest, value: Value) -> Option<bool> {
    Some(match (&test.present, value) {
        (_, Value::Missing) => return None,
        (_, Value::Absent) => test.absent,
        (PresentTest::Any, _) => true,
        (PresentTest::Bool(wanted), Value::Bool(value)) => *wanted == value,
        (PresentTest::Choices(wanted), Value::Choice(value)) => {
            wanted.wrapping_shr(u32::from(value)) & 1 == 1
        }
        (PresentTest::Numbers(wanted), Value::Number(value)) => wanted.contains(&value),
        (PresentTest::Range { from, to, below }, Value::Number(value)) => {
            from.is_none_or(|it| it <= value)
                && to.is_none_or(|it| if *below { value < it } else { value <= it })
        }
        _ => false,
    })
}
