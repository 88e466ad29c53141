//! Values of the rule language.

use crate::decimal::Decimal;

use super::BenefitIndex;
use crate::date::Date;

/// A value. `Absent` and `Missing` are values like any other: an answer that there is none, and a figure
/// that no pack gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Bool(bool),
    Number(Decimal),
    Date(Date),
    /// A choice, by its place among the values of its type.
    Choice(u8),
    /// Known to be none.
    Absent,
    /// No pack gives a figure that this rests on.
    Missing,
}

/// What is known of a fact.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    Unknown,
    Value(Value),
    /// A number between two others, both included.
    Between(Decimal, Decimal),
    /// A day between two others, both included.
    Days(Date, Date),
    /// Something, whatever it is.
    NotAbsent,
    Benefits(Vec<BenefitIndex>),
}
