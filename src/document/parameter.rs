//! Parameters and definitions: figures and computed values by day, and who may set them.

use crate::decimal::Decimal;

use super::decode::{Decode, Decoder, document, words};
use super::values::{Expr, Name, Text};
use super::{BasisEntry, Formula};
use crate::adcode::Level;
use crate::date::Date;
use crate::diagnostic::Code;
use crate::source::{Json, Value};
use crate::unit::Unit;

document! {
    /// A figure set by documents, with the days it is in force.
    pub struct ParameterDocument {
        /// What it is called.
        name: Option<Text> = "name",
        /// Its unit.
        unit: Option<Unit> = "unit",
        /// Who may set it.
        open: Option<Open> = "open",
        /// Its values by day.
        values: Option<Vec<DatedFigure>> = "values",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// A figure and the days it is in force, or days without a known figure.
    pub struct DatedFigure {
        /// The first day.
        from: Date = "from",
        /// The last day.
        to: Option<Date> = "to",
        /// The figure.
        value: Option<Decimal> = "value",
        /// Instead of a figure: why none is known.
        gap: Option<Text> = "gap",
        /// How sure it is.
        status: Option<Status> = "status",
        /// Where it is written.
        basis: Option<Vec<BasisEntry>> = "basis",
        /// The day somebody compared it with its source.
        verified_on: Option<Date> = "verifiedOn",
        /// The last day on which it may be used without a notice.
        review_by: Option<Date> = "reviewBy",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// A value computed from facts, parameters and other definitions.
    pub struct DefinitionDocument {
        /// What it is called.
        name: Option<Text> = "name",
        /// `household`, `person` or the name of a list.
        scope: Option<Name> = "scope",
        /// What kind of value, where the expression does not say it.
        kind: Option<DefinitionType> = "type",
        /// Its unit.
        unit: Option<Unit> = "unit",
        /// Who may set it.
        open: Option<Open> = "open",
        /// How it is computed.
        value: Option<Formula> = "value",
        /// How it is computed, by day.
        values: Option<Vec<DatedFormula>> = "values",
        /// Where it is written.
        basis: Option<Vec<BasisEntry>> = "basis",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// A formula and the days it is in force, or days without a known one.
    pub struct DatedFormula {
        /// The first day.
        from: Date = "from",
        /// The last day.
        to: Option<Date> = "to",
        /// The formula.
        value: Option<Formula> = "value",
        /// Instead of a formula: why none is known.
        gap: Option<Text> = "gap",
        /// How sure it is.
        status: Option<Status> = "status",
        /// Where it is written.
        basis: Option<Vec<BasisEntry>> = "basis",
        /// The day somebody compared it with its source.
        verified_on: Option<Date> = "verifiedOn",
        /// The last day on which it may be used without a notice.
        review_by: Option<Date> = "reviewBy",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// Who may set a value, within which bound.
    pub struct Open {
        /// The levels that may set it.
        to: Vec<LevelWord> = "to",
        /// A comparison the new value must satisfy, without its left side.
        bound: Option<Expr> = "bound",
    }
}

words! {
    /// How sure a figure is.
    pub enum Status {
        /// In force by a source that can be relied on.
        InForce = "in_force",
        /// From a weak source; used, and the result says so.
        NeedsConfirmation = "needs_confirmation",
        /// A target of a plan; never used.
        Planned = "planned",
    }

    /// A level below the nation.
    pub enum LevelWord {
        /// Provinces, autonomous regions, municipalities.
        Province = "province",
        /// Cities and prefectures.
        City = "city",
        /// Districts and counties.
        District = "district",
    }
}

impl LevelWord {
    /// The level it names.
    pub fn level(self) -> Level {
        match self {
            Self::Province => Level::Province,
            Self::City => Level::City,
            Self::District => Level::District,
        }
    }
}

/// What kind of value a definition has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinitionType {
    /// True or false.
    Bool,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// A day.
    Date,
    /// One of named values.
    Choice(Vec<Name>),
}

impl Decode for DefinitionType {
    fn fallback() -> Self {
        Self::Bool
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        if let Value::String(text) = &json.value {
            match text.as_str() {
                "bool" => return Self::Bool,
                "integer" => return Self::Integer,
                "number" => return Self::Number,
                "date" => return Self::Date,
                _ => {}
            }
            let help = "a type is `bool`, `integer`, `number`, `date` or `{\"choice\": [\"…\"]}`"
                .to_owned();
            cx.fault(Code::UnknownWord, &format_args!("unknown type `{text}`"), Some(help));
            return Self::fallback();
        }
        let Some((tag, inner)) = cx.tagged(json, "a type", &["choice"]) else {
            return Self::fallback();
        };
        let length = cx.enter(tag);
        let values = Vec::decode(inner, cx);
        cx.leave(length);
        Self::Choice(values)
    }
}
