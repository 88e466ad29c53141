//! The closed forms of `docs/rule-pack.md`: bands, tables, extremes, limits,
//! rounding.

use super::evaluate::{Evaluator, Scope};
use super::function::extreme;
use super::value::{Possible, Value, and, combine, decimal, exact, only, or};
use serde_json::Value as Json;

impl Evaluator<'_> {
    /// The value of a formula.
    pub(crate) fn formula(&self, formula: &Json, scope: &Scope) -> Possible {
        if let Some(text) = formula.as_str() {
            return self.expression(&self.chain.parse(text), scope);
        }
        let all = |formulas: &Json| -> Vec<Possible> {
            formulas.as_array().unwrap().iter().map(|one| self.formula(one, scope)).collect()
        };
        let limited = |form: &Json, highest: bool| {
            let values = [self.formula(&form["value"], scope), self.formula(&form["at"], scope)];
            extreme(highest, &values)
        };
        let (kind, form) = formula.as_object().unwrap().iter().next().unwrap();
        match kind.as_str() {
            "bands" => self.bands(form, scope),
            "table" => self.table(form, scope),
            "highest" => extreme(true, &all(form)),
            "lowest" => extreme(false, &all(form)),
            "cap" => limited(form, false),
            "floor" => limited(form, true),
            "round" => {
                let value = self.formula(&form["value"], scope);
                let place = decimal(form["to"].as_str().unwrap());
                self.rounded(&value, &place, form["mode"].as_str().unwrap())
            }
            other => panic!("no formula {other}"),
        }
    }

    /// The last band whose threshold has been reached, or what holds below.
    fn bands(&self, form: &Json, scope: &Scope) -> Possible {
        let text = |json: &Json| self.chain.parse(json.as_str().unwrap());
        let plain = scope.with_choices(Vec::new());
        let of = self.expression(&text(&form["of"]), &plain);
        self.single(&of);
        let mut value = self.formula(&form["below"], scope);
        for band in form["bands"].as_array().unwrap() {
            let (sign, threshold) = match band.get("from") {
                Some(threshold) => (">=", threshold),
                None => (">", &band["above"]),
            };
            let threshold = self.expression(&text(threshold), &plain);
            let reached = combine(&of, &threshold, |a, b| self.compare(sign, a, b));
            value = choose(&reached, || self.formula(&band["value"], scope), &value);
        }
        value
    }

    /// The row that fits.
    fn table(&self, form: &Json, scope: &Scope) -> Possible {
        let plain = scope.with_choices(Vec::new());
        let columns = form["of"].as_array().unwrap().iter();
        let of: Vec<Possible> = columns
            .map(|column| self.expression(&self.chain.parse(column.as_str().unwrap()), &plain))
            .collect();
        for of in &of {
            self.single(of);
        }
        let mut value = match form.get("otherwise") {
            Some(otherwise) => self.formula(otherwise, scope),
            None => Possible::new(),
        };
        for row in form["rows"].as_array().unwrap() {
            let mut fits = only(Value::Bool(true));
            for (of, cell) in of.iter().zip(row["when"].as_array().unwrap()) {
                let cell = cell.as_str().unwrap();
                let here = of.iter().map(|of| self.cell_fits(cell, of)).collect();
                fits = combine(&fits, &here, and);
            }
            value = choose(&fits, || self.formula(&row["value"], scope), &value);
        }
        assert!(!value.is_empty(), "no row of {form} fits {of:?}");
        value
    }

    /// Whether a value is one of those a cell names.
    fn cell_fits(&self, cell: &str, value: &Value) -> Value {
        let mut found = Value::Bool(false);
        for one in cell.split(',').map(str::trim) {
            found = or(&found, &self.item_fits(one, value));
        }
        found
    }

    fn item_fits(&self, item: &str, value: &Value) -> Value {
        if item == "*" {
            return Value::Bool(true);
        }
        if *value == Value::Missing {
            return Value::Missing;
        }
        if item == "absent" || *value == Value::Absent {
            return Value::Bool(item == "absent" && *value == Value::Absent);
        }
        match value {
            Value::Bool(truth) => Value::Bool(item == truth.to_string()),
            Value::Choice(choice) => Value::Bool(item == choice),
            _ => self.range_fits(item, value),
        }
    }

    /// `1`, `1..2`, `3..`, `..2`, `2000..<30000` or `..<2000`.
    fn range_fits(&self, range: &str, value: &Value) -> Value {
        let limit = |text: &str| exact(decimal(text.trim()));
        let Some((low, high)) = range.split_once("..") else {
            return self.compare("==", value, &limit(range));
        };
        let (sign, high) = match high.strip_prefix('<') {
            Some(high) => ("<", high),
            None => ("<=", high),
        };
        let mut fits = Value::Bool(true);
        if !low.trim().is_empty() {
            fits = and(&fits, &self.compare(">=", value, &limit(low)));
        }
        if !high.trim().is_empty() {
            fits = and(&fits, &self.compare(sign, value, &limit(high)));
        }
        fits
    }
}

/// One value where a truth holds, the other where it does not.
fn choose(truth: &Possible, then: impl Fn() -> Possible, otherwise: &Possible) -> Possible {
    let mut all = Possible::new();
    for truth in truth {
        match truth {
            Value::Missing => all.extend([Value::Missing]),
            Value::Bool(true) => all.extend(then()),
            _ => all.extend(otherwise.clone()),
        }
    }
    all
}
