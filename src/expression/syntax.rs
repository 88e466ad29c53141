//! The syntax tree of an expression.

use crate::decimal::Decimal;

use crate::date::Date;
use crate::unit::Unit;

/// An expression and the character it starts at. Two expressions are equal when they say the same,
/// wherever they stand.
#[derive(Clone, Debug)]
pub struct Expression {
    /// The character it starts at, counted from 0.
    pub at: usize,
    /// What it says.
    pub kind: Kind,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A number, with a unit if one is written.
    Number(Decimal, Option<Unit>),
    /// A day.
    Date(Date),
    /// `true` or `false`.
    Bool(bool),
    /// `today`: the day asked.
    Today,
    /// `parent`: the value being replaced.
    Parent,
    /// A name.
    Name(String),
    /// `household.x`.
    Outer(String),
    /// `not x`.
    Not(Box<Expression>),
    /// `-x`.
    Negate(Box<Expression>),
    /// Two operands.
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `x in (a, b)`, or `x not in (a, b)`.
    In {
        /// Whether it is `not in`.
        negated: bool,
        /// What is looked for.
        value: Box<Expression>,
        /// Where.
        items: Vec<Item>,
    },
    /// `x else d`: d where x is absent.
    Else(Box<Expression>, Box<Expression>),
    /// `if c then a else b`.
    If(Box<Expression>, Box<Expression>, Box<Expression>),
    /// A function with its arguments.
    Call(String, Vec<Expression>),
    /// A fold over a list.
    Fold {
        /// Which fold.
        fold: FoldKind,
        /// The list.
        list: String,
        /// Which entries.
        filter: Option<Box<Expression>>,
        /// What of each entry.
        body: Option<Box<Expression>>,
    },
}

/// An item of the list behind `in`, and the character it starts at.
#[derive(Clone, Debug)]
pub struct Item {
    /// The character it starts at.
    pub at: usize,
    /// The item: a number (with a unit if one is written) or a name.
    pub value: ItemValue,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// A number or a name behind `in`.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemValue {
    /// A number.
    Number(Decimal, Option<Unit>),
    /// A name.
    Name(String),
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl BinaryOperator {
    /// The sign or word it is written with.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}

/// A fold over the entries of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// How many.
    Count,
    /// The sum.
    Sum,
    /// Whether some.
    Any,
    /// Whether all.
    All,
    /// The highest.
    Highest,
    /// The lowest.
    Lowest,
}

impl FoldKind {
    /// All folds.
    pub const ALL: [Self; 6] =
        [Self::Count, Self::Sum, Self::Any, Self::All, Self::Highest, Self::Lowest];

    /// The word it is written with.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Any => "any",
            Self::All => "all",
            Self::Highest => "highest",
            Self::Lowest => "lowest",
        }
    }
}
