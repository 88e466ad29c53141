//! Values of the rule language.

use crate::decimal::Decimal;

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
