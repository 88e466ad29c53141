//! Types of expressions, with their units.

use std::rc::Rc;

use crate::unit::Unit;

/// The type of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) kind: Kind,
    /// Whether it may be known to be absent.
    pub(super) optional: bool,
}

/// The type of a value that is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Bool,
    /// A number; without a unit it takes the unit of what it meets.
    Number {
        unit: Option<Unit>,
        whole: bool,
    },
    Date,
    Choice(Rc<[String]>),
}

impl Type {
    pub(super) const BOOL: Self = Self { kind: Kind::Bool, optional: false };
    pub(super) const DATE: Self = Self { kind: Kind::Date, optional: false };

    pub(super) fn number(unit: Unit) -> Self {
        Self { kind: Kind::Number { unit: Some(unit), whole: false }, optional: false }
    }

    pub(super) fn whole(unit: Unit) -> Self {
        Self { kind: Kind::Number { unit: Some(unit), whole: true }, optional: false }
    }

    pub(super) fn optional(self, optional: bool) -> Self {
        Self { optional, ..self }
    }

    /// The unit of a number; the plain number where none is written.
    pub(super) fn unit(&self) -> Option<Unit> {
        match self.kind {
            Kind::Number { unit, .. } => Some(unit.unwrap_or(Unit::NONE)),
            _ => None,
        }
    }

    /// The words for it in a message.
    pub(super) fn words(&self) -> String {
        let kind = match &self.kind {
            Kind::Bool => "true or false".to_owned(),
            Kind::Number { .. } => "a number".to_owned(),
            Kind::Date => "a day".to_owned(),
            Kind::Choice(values) => {
                let shown: Vec<&str> = values.iter().map(String::as_str).take(3).collect();
                format!(
                    "a choice ({}{})",
                    shown.join(", "),
                    if values.len() > 3 { ", …" } else { "" }
                )
            }
        };
        if self.optional { format!("{kind}, or none") } else { kind }
    }
}

/// Why two types do not fit.
pub(super) enum Mismatch {
    Kind,
    Unit(Unit, Unit),
}

/// The type that both fit, if there is one; absent values are the caller's matter.
pub(super) fn unify(a: &Type, b: &Type) -> Result<Type, Mismatch> {
    let optional = a.optional || b.optional;
    let kind = match (&a.kind, &b.kind) {
        (Kind::Number { unit: u1, whole: w1 }, Kind::Number { unit: u2, whole: w2 }) => {
            let unit = match (u1, u2) {
                (Some(u1), Some(u2)) if u1 != u2 => return Err(Mismatch::Unit(*u1, *u2)),
                (None, unit) | (unit, _) => *unit,
            };
            Kind::Number { unit, whole: *w1 && *w2 }
        }
        (a, b) if a == b => a.clone(),
        _ => return Err(Mismatch::Kind),
    };
    Ok(Type { kind, optional })
}
