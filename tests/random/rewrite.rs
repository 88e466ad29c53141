//! Writing the expressions of a pack another way that means the same.

use super::choices::Choices;
use crate::naive::parse::{Expr, parse};
use serde_json::Value as Json;

/// The keys under which an expression stands.
const EXPRESSIONS: [&str; 12] = [
    "test",
    "judgement",
    "value",
    "low",
    "high",
    "at",
    "below",
    "of",
    "from",
    "above",
    "when",
    "highest",
];

/// Writes every expression of a pack anew.
pub(crate) fn expressions(pack: &Json, rewrite: &mut impl FnMut(Expr) -> Expr) -> Json {
    let mut pack = pack.clone();
    for kind in ["definitions", "benefits"] {
        if let Some(entries) = pack.get_mut(kind) {
            each(entries, false, &mut |text| *text = rewrite(parse(text)).to_string());
        }
    }
    pack
}

/// The texts of every expression of a pack.
pub(crate) fn texts(pack: &Json) -> Vec<String> {
    let mut pack = pack.clone();
    let mut found = Vec::new();
    for kind in ["definitions", "benefits"] {
        if let Some(entries) = pack.get_mut(kind) {
            each(entries, false, &mut |text| found.push(text.clone()));
        }
    }
    found
}

/// Visits the strings that are expressions: those under the keys of the format
/// that hold one, and those in a list of formulas or columns.
fn each(json: &mut Json, is_expression: bool, visit: &mut impl FnMut(&mut String)) {
    match json {
        Json::String(text) if is_expression => visit(text),
        Json::Object(object) => {
            for (key, value) in object {
                let is_cells = key == "when" && value.is_array();
                let holds = EXPRESSIONS.contains(&key.as_str()) || key == "lowest";
                each(value, holds && !is_cells, visit);
            }
        }
        Json::Array(array) => array.iter_mut().for_each(|value| each(value, is_expression, visit)),
        _ => {}
    }
}

/// The same expression with the operands of what does not mind their order
/// exchanged here and there.
pub(crate) fn shuffled(choices: &mut Choices, expression: Expr) -> Expr {
    let mut inside = |inner: Box<Expr>| Box::new(shuffled(choices, *inner));
    match expression {
        Expr::Binary(sign, left, right) => {
            let (left, right) = (inside(left), inside(right));
            let is_months =
                matches!(&*right, Expr::Number { unit: Some(unit), .. } if unit == "month");
            let may = matches!(sign, "and" | "or" | "+" | "*") && !is_months;
            if may && choices.below(2) == 1 {
                Expr::Binary(sign, right, left)
            } else {
                Expr::Binary(sign, left, right)
            }
        }
        Expr::If(condition, then, otherwise) => {
            Expr::If(inside(condition), inside(then), inside(otherwise))
        }
        Expr::Not(inner) => Expr::Not(inside(inner)),
        Expr::Negative(inner) => Expr::Negative(inside(inner)),
        Expr::Else(value, default) => Expr::Else(inside(value), inside(default)),
        Expr::Call { function, arguments } => {
            let arguments: Vec<Expr> =
                arguments.into_iter().map(|argument| shuffled(choices, argument)).collect();
            let may = matches!(function.as_str(), "min" | "max");
            let arguments = if may { choices.shuffled(&arguments) } else { arguments };
            Expr::Call { function, arguments }
        }
        Expr::Fold { kind, list, filter, body } => {
            let (filter, body) = (filter.map(&mut inside), body.map(inside));
            Expr::Fold { kind, list, filter, body }
        }
        other => other,
    }
}
