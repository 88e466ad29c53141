//! Values, and sets of possible values.

use super::day::Day;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeSet;

/// One value of an expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    /// A figure that no pack gives for the day.
    Missing,
    /// An optional value that is known not to be there.
    Absent,
    Bool(bool),
    Number(Number),
    Day(Day),
    Choice(String),
}

/// A fraction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number {
    pub(crate) value: BigRational,
    /// Whether a division is part of it that no decimal writes in full, so that
    /// arithmetic of 28 digits comes out a little to one side.
    pub(crate) cut: bool,
}

/// What a value may be: one value, or several where an office decides.
pub(crate) type Possible = BTreeSet<Value>;

/// The set of one value.
pub(crate) fn only(value: Value) -> Possible {
    Possible::from([value])
}

/// Every result that the possible values of two operands allow.
pub(crate) fn combine(
    left: &Possible,
    right: &Possible,
    operation: impl Fn(&Value, &Value) -> Value,
) -> Possible {
    let mut all = Possible::new();
    for a in left {
        for b in right {
            all.insert(operation(a, b));
        }
    }
    all
}

/// A whole number.
pub(crate) fn whole(number: i64) -> Value {
    exact(BigRational::from_integer(BigInt::from(number)))
}

/// A number that no division has touched.
pub(crate) fn exact(value: BigRational) -> Value {
    Value::Number(Number { value, cut: false })
}

/// Reads `12`, `-0.5` or `1041.00`.
pub(crate) fn decimal(text: &str) -> BigRational {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all: BigInt = format!("{whole}{decimals}").parse().unwrap();
    let scale = BigInt::from(10).pow(u32::try_from(decimals.len()).unwrap());
    let number = BigRational::new(all, scale);
    if negative { -number } else { number }
}

/// The multiple of `place` that a rounding mode chooses.
pub(crate) fn round(number: &BigRational, place: &BigRational, mode: &str) -> BigRational {
    let places = (number / place).abs();
    let down = places.floor();
    let rest = &places - &down;
    let is_up = match mode {
        "down" => false,
        "up" => !rest.is_zero(),
        "half_up" => rest >= half(),
        other => panic!("no such rounding: {other}"),
    };
    let size = (if is_up { down + BigRational::one() } else { down }) * place;
    if number.is_negative() { -size } else { size }
}

/// One half.
pub(crate) fn half() -> BigRational {
    BigRational::new(BigInt::from(1), BigInt::from(2))
}

/// Whether two numbers are nearer than arithmetic of 28 digits can be trusted
/// to tell apart.
pub(crate) fn are_close(a: &BigRational, b: &BigRational) -> bool {
    let trusted = BigRational::new(BigInt::from(1), BigInt::from(10).pow(12));
    (a - b).abs() <= trusted * (BigRational::one() + a.abs())
}

/// Whether a number is written out in full by some count of decimal places.
pub(crate) fn is_decimal(number: &BigRational) -> bool {
    let mut rest = number.denom().clone();
    for factor in [2, 5] {
        let factor = BigInt::from(factor);
        while (&rest % &factor).is_zero() {
            rest /= &factor;
        }
    }
    rest.is_one()
}

impl Value {
    /// The number that this is.
    pub(crate) fn number(&self) -> &Number {
        match self {
            Value::Number(number) => number,
            other => panic!("expected a number, found {other:?}"),
        }
    }

    /// The truth that this is.
    pub(crate) fn truth(&self) -> bool {
        match self {
            Value::Bool(truth) => *truth,
            other => panic!("expected a truth, found {other:?}"),
        }
    }

    /// The day that this is.
    pub(crate) fn day(&self) -> Day {
        match self {
            Value::Day(day) => *day,
            other => panic!("expected a day, found {other:?}"),
        }
    }
}

/// `not`, by the table in `docs/language.md`.
pub(crate) fn not(value: &Value) -> Value {
    match value {
        Value::Missing => Value::Missing,
        truth => Value::Bool(!truth.truth()),
    }
}

/// `and`: false if either is false, else missing if either is missing.
pub(crate) fn and(a: &Value, b: &Value) -> Value {
    let no = Value::Bool(false);
    if *a == no || *b == no {
        no
    } else if *a == Value::Missing || *b == Value::Missing {
        Value::Missing
    } else {
        Value::Bool(a.truth() && b.truth())
    }
}

/// `or`: true if either is true, else missing if either is missing.
pub(crate) fn or(a: &Value, b: &Value) -> Value {
    not(&and(&not(a), &not(b)))
}
