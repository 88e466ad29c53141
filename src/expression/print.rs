//! Printing an expression so that reading it again gives the same expression.

use std::fmt;

use super::syntax::{BinaryOperator, Expression, Item, ItemValue, Kind};

/// How tightly a kind of expression binds; a looser one inside a tighter one stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    If,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Sign,
    Default,
    Primary,
}

fn level(kind: &Kind) -> Level {
    match kind {
        Kind::If(..) => Level::If,
        Kind::Binary(operator, ..) => match operator {
            BinaryOperator::Or => Level::Or,
            BinaryOperator::And => Level::And,
            BinaryOperator::Add | BinaryOperator::Subtract => Level::Sum,
            BinaryOperator::Multiply | BinaryOperator::Divide => Level::Product,
            _ => Level::Comparison,
        },
        Kind::Not(_) => Level::Not,
        Kind::In { .. } => Level::Comparison,
        Kind::Negate(_) => Level::Sign,
        Kind::Else(..) => Level::Default,
        _ => Level::Primary,
    }
}

/// An expression where something of at least this level is wanted.
struct Within<'a>(&'a Expression, Level);

impl fmt::Display for Within<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(expression, least) = *self;
        if level(&expression.kind) < least {
            write!(f, "({expression})")
        } else {
            write!(f, "{expression}")
        }
    }
}

/// Whether an `else` behind the expression would be read as its default value.
fn would_take_else(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::Else(..) => true,
        // Behind `then`, no operand may have a bare default.
        Kind::Not(inner) | Kind::Negate(inner) => would_take_else(inner),
        Kind::Binary(_, left, right) => would_take_else(left) || would_take_else(right),
        Kind::In { value, .. } => would_take_else(value),
        // Its condition is followed by `then`, and its own `then` by brackets where it needs them.
        Kind::If(_, _, no) => would_take_else(no),
        _ => false,
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Number(number, None) => write!(f, "{number}"),
            Kind::Number(number, Some(unit)) => write!(f, "{number} {unit}"),
            Kind::Date(date) => write!(f, "{date}"),
            Kind::Bool(value) => write!(f, "{value}"),
            Kind::Today => f.write_str("today"),
            Kind::Parent => f.write_str("parent"),
            Kind::Name(name) => f.write_str(name),
            Kind::Outer(name) => write!(f, "household.{name}"),
            Kind::Not(inner) => write!(f, "not {}", Within(inner, Level::Not)),
            Kind::Negate(inner) => write!(f, "-{}", Within(inner, Level::Sign)),
            Kind::Binary(operator, left, right) => {
                let level = level(&self.kind);
                // The left operand of a comparison is a sum; elsewhere a chain leans to the left.
                let (left_level, right_level) = match level {
                    Level::Or => (Level::Or, Level::And),
                    Level::And => (Level::And, Level::Not),
                    Level::Sum => (Level::Sum, Level::Product),
                    Level::Product => (Level::Product, Level::Sign),
                    _ => (Level::Sum, Level::Sum),
                };
                write!(
                    f,
                    "{} {} {}",
                    Within(left, left_level),
                    operator.as_str(),
                    Within(right, right_level)
                )
            }
            Kind::In { negated, value, items } => {
                write!(
                    f,
                    "{} {}in (",
                    Within(value, Level::Sum),
                    if *negated { "not " } else { "" }
                )?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
            Kind::Else(value, default) => write!(
                f,
                "{} else {}",
                Within(value, Level::Primary),
                Within(default, Level::Primary)
            ),
            Kind::If(condition, yes, no) => {
                write!(f, "if {condition} then ")?;
                if would_take_else(yes) {
                    write!(f, "({yes})")?;
                } else {
                    write!(f, "{yes}")?;
                }
                write!(f, " else {no}")
            }
            Kind::Call(name, arguments) => {
                write!(f, "{name}(")?;
                for (index, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
            Kind::Fold { fold, list, filter, body } => {
                write!(f, "{}({list}", fold.as_str())?;
                if let Some(filter) = filter {
                    write!(f, " where {filter}")?;
                }
                if let Some(body) = body {
                    write!(f, ", {body}")?;
                }
                f.write_str(")")
            }
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            ItemValue::Number(number, None) => write!(f, "{number}"),
            ItemValue::Number(number, Some(unit)) => write!(f, "{number} {unit}"),
            ItemValue::Name(name) => f.write_str(name),
        }
    }
}
