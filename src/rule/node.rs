//! Checked expressions, ready to evaluate.

use crate::decimal::Decimal;

use super::value::Value;
use super::{BenefitIndex, CellIndex, Origin, ScopeIndex};
use crate::expression::FoldKind;
use crate::money::Rounding;

/// A checked expression: types and units fit, names are indices.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Constant(Value),
    Today,
    /// A fact of the entry at hand, or of the household.
    Fact {
        scope: ScopeIndex,
        slot: u16,
    },
    /// A parameter, definition, condition or amount, for the entry at hand or for the household.
    Cell(CellIndex),
    /// The value that a layer of a cell replaces.
    Parent {
        cell: CellIndex,
        layer: usize,
    },
    /// `and` over the operands.
    All(Box<[Node]>),
    /// `or` over the operands.
    Some(Box<[Node]>),
    Not(Box<Node>),
    Unary(Unary, Box<Node>),
    Binary(Binary, Box<[Node; 2]>),
    /// Whether a choice is one of the marked values; an absent one is not.
    OneOfChoices(Box<Node>, u64),
    /// Whether a number is one of these; an absent one is not.
    OneOfNumbers(Box<Node>, Box<[Decimal]>),
    If(Box<[Node; 3]>),
    Fold(Box<Fold>),
    /// Whether a fact of type `benefits` names the benefit.
    Received {
        scope: ScopeIndex,
        slot: u16,
        benefit: BenefitIndex,
    },
    /// Whether the subject is eligible as computed.
    Eligible(BenefitIndex),
    /// Whether a benefit that comes first excludes this one for the subject.
    Excluded(BenefitIndex),
    /// What the benefit pays as computed.
    AmountOf(BenefitIndex),
    Bands(Box<Bands>),
    Table(Box<Table>),
    /// Unknown to everybody but an office where the inner expression is true; true elsewhere.
    Judgement(Box<Node>),
    /// Anything from 0 to the inner amount: received, but not as computed.
    UpTo(Box<Node>),
    /// A value, and the least and the most it can be by what is said of the whole.
    Within(Box<[Node; 3]>),
}

/// An operator on one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Unary {
    Negate,
    Round(Decimal, Rounding),
    Has,
    YearOf,
    MonthOf,
}

/// An operator on two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Least,
    Greatest,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    YearsBetween,
    MonthsBetween,
    AddMonths,
    /// The first, or the second where the first is absent.
    Default,
}

impl Binary {
    /// The sign, where it is a comparison.
    pub(crate) fn comparison(self) -> Option<&'static str> {
        Some(match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            _ => return None,
        })
    }
}

/// A fold over the entries of a list.
#[derive(Clone, Debug)]
pub(crate) struct Fold {
    pub(crate) kind: FoldKind,
    pub(crate) list: ScopeIndex,
    pub(crate) filter: Option<Node>,
    pub(crate) body: Option<Node>,
}

/// A number against ascending thresholds.
#[derive(Clone, Debug)]
pub(crate) struct Bands {
    pub(crate) below: Node,
    /// Whether the threshold is reached, and the value; ascending.
    pub(crate) above: Vec<(Node, Node)>,
    pub(crate) origin: Origin,
}

/// Rows over choices and ranges; rows are disjoint.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Node>,
    pub(crate) rows: Vec<(Vec<CellTest>, Node)>,
    pub(crate) otherwise: Option<Node>,
    pub(crate) origin: Origin,
}

/// What a table's cell asks of its column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CellTest {
    /// Whether an absent value fits.
    pub(crate) absent: bool,
    pub(crate) present: PresentTest,
}

impl CellTest {
    /// Whether everything fits, even a figure that no pack gives.
    pub(crate) fn is_any(&self) -> bool {
        self.absent && self.present == PresentTest::Any
    }
}

/// What a table's cell asks of a value that is there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PresentTest {
    Any,
    None,
    Bool(bool),
    Choices(u64),
    /// From the first to the second; the second is included unless `below` is set.
    Range {
        from: Option<Decimal>,
        to: Option<Decimal>,
        below: bool,
    },
    Numbers(Vec<Decimal>),
}

impl Node {
    /// Calls `visit` with each node directly inside this one.
    pub(crate) fn children<'n>(&'n self, visit: &mut dyn FnMut(&'n Node)) {
        match self {
            Self::Constant(_)
            | Self::Today
            | Self::Fact { .. }
            | Self::Cell(_)
            | Self::Parent { .. }
            | Self::Received { .. }
            | Self::Eligible(_)
            | Self::Excluded(_)
            | Self::AmountOf(_) => {}
            Self::All(nodes) | Self::Some(nodes) => nodes.iter().for_each(visit),
            Self::Not(node)
            | Self::Unary(_, node)
            | Self::OneOfChoices(node, _)
            | Self::OneOfNumbers(node, _)
            | Self::Judgement(node)
            | Self::UpTo(node) => visit(node),
            Self::Binary(_, nodes) => nodes.iter().for_each(visit),
            Self::If(nodes) | Self::Within(nodes) => nodes.iter().for_each(visit),
            Self::Fold(fold) => fold.filter.iter().chain(&fold.body).for_each(visit),
            Self::Bands(bands) => {
                visit(&bands.below);
                for (reached, value) in &bands.above {
                    visit(reached);
                    visit(value);
                }
            }
            Self::Table(table) => {
                table.columns.iter().for_each(&mut *visit);
                table.rows.iter().for_each(|(_, node)| visit(node));
                table.otherwise.iter().for_each(visit);
            }
        }
    }
}
