//! What an image holds of each part of the rules. The order is the format: whoever changes it changes [`super::SCHEMA`].

use super::codec::{Part, Reader, Writer, enums, structs};
use crate::assessment::BasisAt;
use crate::document::{DateBound, DayKind, ExclusionRule, PayPeriod, Scope, Start, Status};
use crate::expression::FoldKind;
use crate::money::Rounding;
use crate::rule::node::{Bands, Binary, CellTest, Fold, Node, PresentTest, Table, Unary};
use crate::rule::reads::{ReadBy, Readers, Reads};
use crate::rule::value::{Given, Value};
use crate::rule::{
    Amount, Apply, AskedIf, Benefit, Cell, CellKind, Condition, Exclusion, Fact, FactKind, Layer,
    ListScope, Origin, Planned, Version,
};

/// An image does not say where something stands.
impl Part for Origin {
    fn write(&self, _: &mut Writer) {}

    fn read(_: &mut Reader<'_>) -> Self {
        Self::default()
    }
}

structs! {
    ListScope { name, least, most, unit, facts }
    Fact { name, scope, slot, kind, optional, changeable, asked_if, banded, section, order }
    Cell { name, kind, scope, unit, choice, layers }
    Layer { pack, versions, planned, bound }
    AskedIf { scope, slot, values, otherwise }
    Planned { period }
    Version { period, node, formula, status, review_by, basis, compared, origin }
    BasisAt { layer, source, in_force, clause }
    Benefit { id, scope, order, period, no_rule, conditions, amount, start, materials, apply, basis }
    Condition { id, cell }
    Amount { period, low, high }
    Apply { has_channel, phone, days, day_kind }
    Exclusion { id, rule, packages, period, origin }
    Reads { facts, conditions }
    Readers { scope, slot, cells, benefits }
    ReadBy { index, of_all }
    Fold { kind, list, filter, body }
    Bands { below, above, origin }
    Table { columns, rows, otherwise, origin }
    CellTest { absent, present }
}

enums! {
    FactKind else Bool {
        0 Bool,
        1 Benefits,
        2 Number { unit, min, max, whole },
        3 Date { min, max },
        4 Choice { values },
    }
    Given else Unknown {
        0 Unknown,
        1 Value(value),
        2 Between(low, high),
        3 Days(first, last),
        4 NotAbsent,
        5 Benefits(benefits),
    }
    DateBound else Today { 0 Day(day), 1 Today, }
    CellKind else Parameter { 0 Parameter, 1 Definition, 2 Condition, 3 Amount, }
    Status else Planned { 0 InForce, 1 NeedsConfirmation, 2 Planned, }
    Scope else Household { 0 Household, 1 Person, }
    PayPeriod else Month { 0 Month, 1 Year, 2 Once, }
    Start else MonthOfApplication { 0 MonthOfApplication, 1 MonthAfterDecision, }
    DayKind else Working { 0 Working, 1 Calendar, }
    ExclusionRule else Choose { 0 Choose, 1 Higher, 2 First, }
    FoldKind else Count { 0 Count, 1 Sum, 2 Any, 3 All, 4 Highest, 5 Lowest, }
    Rounding else HalfUp { 0 HalfUp, 1 Down, 2 Up, }
    Value else Missing {
        0 Missing,
        1 Absent,
        2 Bool(truth),
        3 Number(number),
        4 Date(day),
        5 Choice(place),
    }
    Unary else Has { 0 Has, 1 Negate, 2 Round(place, how), 3 YearOf, 4 MonthOf, }
    Binary else Add {
        0 Add,
        1 Subtract,
        2 Multiply,
        3 Divide,
        4 Least,
        5 Greatest,
        6 Less,
        7 LessOrEqual,
        8 Greater,
        9 GreaterOrEqual,
        10 Equal,
        11 NotEqual,
        12 YearsBetween,
        13 MonthsBetween,
        14 AddMonths,
        15 Default,
    }
    PresentTest else None {
        0 None,
        1 Any,
        2 Bool(truth),
        3 Choices(places),
        4 Range { from, to, below },
        5 Numbers(numbers),
    }
    Node else Today {
        0 Today,
        1 Constant(value),
        2 Fact { scope, slot },
        3 Cell(cell),
        4 Parent { cell, layer },
        5 All(nodes),
        6 Some(nodes),
        7 Not(node),
        8 Unary(operator, node),
        9 Binary(operator, nodes),
        10 OneOfChoices(node, places),
        11 OneOfNumbers(node, numbers),
        12 If(nodes),
        13 Fold(fold),
        14 Received { scope, slot, benefit },
        15 Eligible(benefit),
        16 Excluded(benefit),
        17 AmountOf(benefit),
        18 Bands(bands),
        19 Table(table),
        20 Judgement(node),
        21 UpTo(node),
        22 Within(nodes),
    }
}
