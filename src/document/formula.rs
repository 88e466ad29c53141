//! Formulas: an expression, or one of the closed forms.

use crate::decimal::Decimal;

use super::decode::{Decode, Decoder, document, words};
use super::values::{Expr, Line, Text};
use crate::money::Rounding;
use crate::source::{Json, Value};

/// How a value is computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// An expression.
    Expression(Expr),
    /// A number against ascending thresholds.
    Bands(BandsForm),
    /// Rows over choices and ranges.
    Table(TableForm),
    /// The highest of several.
    Highest(Vec<Formula>),
    /// The lowest of several.
    Lowest(Vec<Formula>),
    /// Not more than a limit.
    Cap(Box<LimitForm>),
    /// Not less than a limit.
    Floor(Box<LimitForm>),
    /// To a multiple of a place.
    Round(Box<RoundForm>),
}

pub(super) const FORMULA_TAGS: [&str; 7] =
    ["bands", "table", "highest", "lowest", "cap", "floor", "round"];

impl Decode for Formula {
    fn fallback() -> Self {
        Self::Expression(Expr::fallback())
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        if let Value::String(_) = &json.value {
            return Self::Expression(Expr::decode(json, cx));
        }
        let expected = "a formula (an expression in a string, or an object)";
        let Some((tag, inner)) = cx.tagged(json, expected, &FORMULA_TAGS) else {
            return Self::fallback();
        };
        let length = cx.enter(tag);
        let read = match tag {
            "bands" => Self::Bands(BandsForm::decode(inner, cx)),
            "table" => Self::Table(TableForm::decode(inner, cx)),
            "highest" => Self::Highest(Vec::decode(inner, cx)),
            "lowest" => Self::Lowest(Vec::decode(inner, cx)),
            "cap" => Self::Cap(Box::decode(inner, cx)),
            "floor" => Self::Floor(Box::decode(inner, cx)),
            _ => Self::Round(Box::decode(inner, cx)),
        };
        cx.leave(length);
        read
    }
}

document! {
    /// A number against ascending thresholds: the last band it has reached.
    pub struct BandsForm {
        /// The number.
        of: Expr = "of",
        /// The value under the first threshold.
        below: Box<Formula> = "below",
        /// The bands, ascending.
        bands: Vec<Band> = "bands",
    }

    /// A band: its threshold and its value.
    pub struct Band {
        /// The threshold, reached or passed.
        from: Option<Expr> = "from",
        /// The threshold, passed.
        above: Option<Expr> = "above",
        /// The value.
        value: Formula = "value",
    }

    /// Rows over choices and ranges.
    pub struct TableForm {
        /// The columns.
        of: Vec<Expr> = "of",
        /// The rows, of which at most one fits.
        rows: Vec<Row> = "rows",
        /// The value where no row fits.
        otherwise: Option<Box<Formula>> = "otherwise",
    }

    /// A row of a table.
    pub struct Row {
        /// A cell for each column.
        when: Vec<Line> = "when",
        /// The value.
        value: Formula = "value",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// A value and its limit.
    pub struct LimitForm {
        /// The value.
        value: Formula = "value",
        /// The limit.
        at: Formula = "at",
    }

    /// A value to be rounded.
    pub struct RoundForm {
        /// The value.
        value: Formula = "value",
        /// The place: `1` for whole yuan, `0.01` for fen.
        to: Decimal = "to",
        /// How.
        mode: RoundingWord = "mode",
    }
}

words! {
    /// How to round.
    pub enum RoundingWord {
        /// Half away from zero.
        HalfUp = "half_up",
        /// Towards zero.
        Down = "down",
        /// Away from zero.
        Up = "up",
    }
}

impl From<RoundingWord> for Rounding {
    fn from(word: RoundingWord) -> Self {
        match word {
            RoundingWord::HalfUp => Self::HalfUp,
            RoundingWord::Down => Self::Down,
            RoundingWord::Up => Self::Up,
        }
    }
}
