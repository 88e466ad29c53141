//! Folds over a list.

use super::evaluate::{Evaluator, Scope, Subject};
use super::function::extreme;
use super::parse::Expr;
use super::value::{Number, Possible, Value, and, combine, not, only, or, whole};

impl Evaluator<'_> {
    /// How many entries a list has.
    pub(crate) fn length(&self, list: &str) -> usize {
        let entries = self.household[list].as_array();
        entries.unwrap_or_else(|| panic!("the list {list} is not known")).len()
    }

    /// The value of a fold.
    pub(crate) fn fold(
        &self,
        kind: &str,
        list: &str,
        filter: Option<&Expr>,
        body: Option<&Expr>,
        scope: &Scope,
    ) -> Possible {
        let entries = 0..self.length(list);
        let of_entry = |expression: Option<&Expr>, place: usize| match expression {
            Some(expression) => {
                let subject = Subject::Entry(list.to_owned(), place);
                self.expression(expression, &Scope { subject, ..scope.clone() })
            }
            None => only(Value::Bool(true)),
        };
        match kind {
            "any" => entries.fold(only(Value::Bool(false)), |found, place| {
                let here = combine(&of_entry(filter, place), &of_entry(body, place), and);
                combine(&found, &here, or)
            }),
            "all" => entries.fold(only(Value::Bool(true)), |found, place| {
                let here = combine(&of_entry(filter, place), &of_entry(body, place), |c, x| {
                    or(&not(c), x)
                });
                combine(&found, &here, and)
            }),
            "count" => entries.fold(only(whole(0)), |found, place| {
                let one = where_true(&of_entry(filter, place), &only(whole(1)), &whole(0));
                combine(&found, &one, add)
            }),
            "sum" => entries.fold(only(whole(0)), |found, place| {
                let filter = of_entry(filter, place);
                if filter == only(Value::Bool(false)) {
                    return found;
                }
                combine(&found, &where_true(&filter, &of_entry(body, place), &whole(0)), add)
            }),
            "highest" | "lowest" => entries.fold(only(Value::Absent), |found, place| {
                let filter = of_entry(filter, place);
                if filter == only(Value::Bool(false)) {
                    return found;
                }
                let here = where_true(&filter, &of_entry(body, place), &Value::Absent);
                combine(&found, &here, |found, here| match (found, here) {
                    (Value::Missing, _) | (_, Value::Missing) => Value::Missing,
                    (Value::Absent, other) | (other, Value::Absent) => other.clone(),
                    (a, b) => {
                        let values = [only(a.clone()), only(b.clone())];
                        extreme(kind == "highest", &values).pop_first().unwrap()
                    }
                })
            }),
            _ => panic!("no fold {kind}"),
        }
    }
}

/// `value` where the filter holds, `otherwise` where it does not.
fn where_true(filter: &Possible, value: &Possible, otherwise: &Value) -> Possible {
    combine(filter, value, |filter, value| match filter {
        Value::Missing => Value::Missing,
        Value::Bool(true) => value.clone(),
        _ => otherwise.clone(),
    })
}

fn add(a: &Value, b: &Value) -> Value {
    if *a == Value::Missing || *b == Value::Missing {
        return Value::Missing;
    }
    let (a, b) = (a.number(), b.number());
    Value::Number(Number { value: &a.value + &b.value, cut: a.cut || b.cut })
}
