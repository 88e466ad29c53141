//! From the tree of an expression back to text, every part in brackets.

use super::parse::Expr;
use std::fmt::{Display, Formatter, Result};

impl Display for Expr {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Expr::Number { digits, unit: None } => write!(out, "{digits}"),
            Expr::Number { digits, unit: Some(unit) } => write!(out, "{digits} {unit}"),
            Expr::Date(day) => write!(out, "{day}"),
            Expr::Bool(value) => write!(out, "{value}"),
            Expr::Today => write!(out, "today"),
            Expr::Parent => write!(out, "parent"),
            Expr::Name(name) => write!(out, "{name}"),
            Expr::Outward(name) => write!(out, "household.{name}"),
            Expr::If(condition, then, otherwise) => {
                write!(out, "(if {condition} then {then} else {otherwise})")
            }
            Expr::Binary(sign, left, right) => write!(out, "({left} {sign} {right})"),
            Expr::Not(inner) => write!(out, "(not {inner})"),
            Expr::Negative(inner) => write!(out, "(-{inner})"),
            Expr::In { what, not, items } => {
                let not = if *not { "not " } else { "" };
                write!(out, "({what} {not}in (")?;
                for (position, item) in items.iter().enumerate() {
                    let comma = if position == 0 { "" } else { ", " };
                    match item {
                        Expr::Negative(number) => write!(out, "{comma}-{number}")?,
                        item => write!(out, "{comma}{item}")?,
                    }
                }
                write!(out, "))")
            }
            Expr::Else(value, default) => write!(out, "({value} else {default})"),
            Expr::Call { function, arguments } => {
                write!(out, "{function}(")?;
                for (position, argument) in arguments.iter().enumerate() {
                    write!(out, "{}{argument}", if position == 0 { "" } else { ", " })?;
                }
                write!(out, ")")
            }
            Expr::Fold { kind, list, filter, body } => {
                write!(out, "{kind}({list}")?;
                if let Some(filter) = filter {
                    write!(out, " where {filter}")?;
                }
                if let Some(body) = body {
                    write!(out, ", {body}")?;
                }
                write!(out, ")")
            }
        }
    }
}
