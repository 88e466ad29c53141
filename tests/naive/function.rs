//! The functions of the language.

use super::day::{months_between, years_between};
use super::evaluate::{Evaluator, Scope, Subject};
use super::parse::Expr;
use super::value::{
    Number, Possible, Value, are_close, combine, decimal, half, only, round, whole,
};
use num_rational::BigRational;
use num_traits::Signed;

impl Evaluator<'_> {
    /// The value of a call.
    pub(crate) fn call(&self, function: &str, arguments: &[Expr], scope: &Scope) -> Possible {
        if let "entitled" | "received" | "amount" = function {
            let [Expr::Name(benefit)] = arguments else { panic!("{function} of {arguments:?}") };
            let subject = match self.chain.benefit_scope(benefit) {
                "household" => Subject::Household,
                _ => scope.subject.clone(),
            };
            return match function {
                "entitled" => self.entitled(benefit, &subject),
                "received" => only(Value::Bool(self.received(benefit, &subject))),
                _ => self.amount_held(benefit, &subject),
            };
        }
        if function == "round" {
            let [number, Expr::Number { digits, .. }, Expr::Name(mode)] = arguments else {
                panic!("round of {arguments:?}");
            };
            return self.rounded(&self.expression(number, scope), &decimal(digits), mode);
        }
        let values: Vec<Possible> =
            arguments.iter().map(|argument| self.expression(argument, scope)).collect();
        match (function, &values[..]) {
            ("min" | "max", _) => extreme(function == "max", &values),
            ("has", [value]) => each(value, |value| Value::Bool(*value != Value::Absent)),
            ("per_month", [value]) => each(value, |value| times(value, 1, 12)),
            ("per_year", [value]) => each(value, |value| times(value, 12, 1)),
            ("year_of", [value]) => each(value, |value| whole(value.day().year)),
            ("month_of", [value]) => each(value, |value| whole(value.day().month)),
            ("years_between", [from, to]) => {
                both(from, to, |from, to| whole(years_between(from.day(), to.day())))
            }
            ("months_between", [from, to]) => {
                both(from, to, |from, to| whole(months_between(from.day(), to.day())))
            }
            // Here every fact is known, and bounds say nothing of what is known.
            ("within", [value, _, _]) => value.clone(),
            _ => panic!("no function {function} of {} values", values.len()),
        }
    }

    /// Numbers rounded to a multiple of a place.
    pub(crate) fn rounded(&self, numbers: &Possible, place: &BigRational, mode: &str) -> Possible {
        each(numbers, |number| {
            let Number { value, cut } = number.number();
            let doubled = value / (place * half());
            if *cut && are_close(&doubled, &doubled.round()) {
                self.in_doubt.set(true);
            }
            Value::Number(Number { value: round(value, place, mode), cut: *cut })
        })
    }
}

/// Applies a function to each possible value that is not missing.
fn each(values: &Possible, function: impl Fn(&Value) -> Value) -> Possible {
    let apply =
        |value: &Value| if *value == Value::Missing { Value::Missing } else { function(value) };
    values.iter().map(apply).collect()
}

/// Applies a function of two values that are both not missing.
fn both(a: &Possible, b: &Possible, function: impl Fn(&Value, &Value) -> Value) -> Possible {
    combine(a, b, |a, b| {
        if *a == Value::Missing || *b == Value::Missing { Value::Missing } else { function(a, b) }
    })
}

/// The highest or the lowest of some values.
pub(crate) fn extreme(highest: bool, values: &[Possible]) -> Possible {
    let better = |a: &Value, b: &Value| if (b > a) == highest { b.clone() } else { a.clone() };
    let rest = values[1..].iter();
    rest.fold(values[0].clone(), |found, value| both(&found, value, better))
}

/// A number times a fraction.
fn times(value: &Value, by: i64, over: i64) -> Value {
    let factor = BigRational::new(by.into(), over.into());
    let Number { value, cut } = value.number();
    let product = value * factor;
    debug_assert!(value.is_negative() == product.is_negative());
    let cut = *cut || !super::value::is_decimal(&product);
    Value::Number(Number { value: product, cut })
}
