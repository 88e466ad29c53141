//! Random formulas: an expression, or one of the closed forms around others.

use super::declared::{Declared, Kind, Named, Scope};
use super::number::literal;
use super::units::Unit;
use serde_json::{Value as Json, json};

/// A formula and whole numbers that its value never leaves.
#[derive(Clone, Debug)]
pub(crate) struct Formed {
    pub(crate) json: Json,
    pub(crate) low: i64,
    pub(crate) high: i64,
}

impl Declared {
    /// A formula for a number of a unit.
    pub(crate) fn formula(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Formed {
        let choice = if depth == 0 || self.once { 0 } else { self.choices.below(12) };
        match choice {
            6 => self.bands(scope, unit, whole, depth - 1),
            7 | 8 => self.table(scope, unit, whole, depth - 1),
            9 => {
                let a = self.formula(scope, unit, whole, depth - 1);
                let b = self.formula(scope, unit, whole, depth - 1);
                if self.choices.chance(8) {
                    let json = json!({"highest": [a.json, b.json]});
                    Formed { json, low: a.low.max(b.low), high: a.high.max(b.high) }
                } else {
                    let json = json!({"lowest": [a.json, b.json]});
                    Formed { json, low: a.low.min(b.low), high: a.high.min(b.high) }
                }
            }
            10 => {
                let a = self.formula(scope, unit, whole, depth - 1);
                let b = self.formula(scope, unit, whole, depth - 1);
                if self.choices.chance(8) {
                    let json = json!({"cap": {"value": a.json, "at": b.json}});
                    Formed { json, low: a.low.min(b.low), high: a.high.min(b.high) }
                } else {
                    let json = json!({"floor": {"value": a.json, "at": b.json}});
                    Formed { json, low: a.low.max(b.low), high: a.high.max(b.high) }
                }
            }
            11 => {
                let a = self.formula(scope, unit, whole, depth - 1);
                let place = *self.choices.pick(if whole { &["1", "10"] } else { &["1", "0.01"] });
                let mode = *self.choices.pick(&["half_up", "down", "up"]);
                let json = json!({"round": {"value": a.json, "to": place, "mode": mode}});
                Formed { json, low: a.low - 10, high: a.high + 10 }
            }
            _ => {
                let made = self.number(scope, unit, whole, depth + 1);
                Formed { json: json!(made.text), low: made.low, high: made.high }
            }
        }
    }

    /// A formula whose value is never negative.
    pub(crate) fn payment(&mut self, scope: Scope, unit: Unit) -> Formed {
        let formed = match self.choices.below(4) {
            0 if self.once => self.bands(scope, unit, false, 0),
            1 if self.once => self.table(scope, unit, false, 0),
            _ => self.formula(scope, unit, false, 2),
        };
        let high = formed.high.max(0);
        match formed.json.as_str() {
            Some(text) if self.choices.chance(12) => {
                Formed { json: json!(format!("max(0, {text})")), low: 0, high }
            }
            _ => {
                let zero = literal("0", unit);
                Formed { json: json!({"floor": {"value": formed.json, "at": zero}}), low: 0, high }
            }
        }
    }

    /// The value of a band or a row.
    fn part(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Formed {
        if !self.once {
            return self.formula(scope, unit, whole, depth);
        }
        let number = self.choices.between(1, 900);
        Formed { json: json!(literal(&number.to_string(), unit)), low: number, high: number }
    }

    fn bands(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Formed {
        let of_unit = *self.choices.pick(&super::units::UNITS);
        let usable = self.usable(scope, |named| {
            named.is_fact && !named.optional && super::number::is_number(named, of_unit, false)
        });
        let of = if self.once && !usable.is_empty() {
            let (text, named) = self.draw(&usable, scope);
            (text, named.low, named.high)
        } else if self.once {
            (literal("20", of_unit), 20, 20)
        } else {
            let made = self.number(scope, of_unit, false, depth);
            (made.text, made.low, made.high)
        };
        let below = self.part(scope, unit, whole, depth);
        let (mut low, mut high) = (below.low, below.high);
        let mut threshold = of.1.clamp(0, 1000);
        let mut bands = Vec::new();
        for _ in 0..=self.choices.below(3) {
            threshold += self.choices.between(1, (of.2 / 2).clamp(1, 500));
            let value = self.part(scope, unit, whole, depth);
            (low, high) = (low.min(value.low), high.max(value.high));
            let key = *self.choices.pick(&["from", "above"]);
            bands.push(json!({key: literal(&threshold.to_string(), of_unit), "value": value.json}));
        }
        let json = json!({"bands": {"of": of.0, "below": below.json, "bands": bands}});
        Formed { json, low, high }
    }

    /// A table whose rows are the parts of a first column, each whole or split
    /// again by a second.
    fn table(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Formed {
        let first = self.column(scope);
        let second = self.choices.chance(8).then(|| self.column(scope));
        let mut of = vec![first.0];
        of.extend(second.clone().map(|(of, _)| of));
        let mut whens = Vec::new();
        for cell in first.1 {
            match &second {
                None => whens.push(vec![cell]),
                Some((_, cells)) if self.choices.chance(10) => {
                    whens.extend(cells.iter().map(|other| vec![cell.clone(), other.clone()]));
                }
                Some(_) => whens.push(vec![cell, "*".to_owned()]),
            }
        }
        let mut rows = Vec::new();
        let (mut low, mut high) = (i64::MAX, i64::MIN);
        for when in whens {
            let value = self.part(scope, unit, whole, depth.min(1));
            (low, high) = (low.min(value.low), high.max(value.high));
            rows.push(json!({"when": when, "value": value.json}));
        }
        let mut table = json!({"of": of, "rows": rows});
        if self.choices.chance(5) && rows.len() > 1 {
            let otherwise = self.part(scope, unit, whole, 0);
            (low, high) = (low.min(otherwise.low), high.max(otherwise.high));
            rows.pop();
            table["rows"] = json!(rows);
            table["otherwise"] = otherwise.json;
        }
        Formed { json: json!({"table": table}), low, high }
    }

    /// An expression and cells that together cover every value it may have.
    fn column(&mut self, scope: Scope) -> (String, Vec<String>) {
        let usable = self.usable(scope, |named| {
            matches!(named.kind, Kind::Choice(_) | Kind::Number { .. }) && named.is_fact
        });
        if usable.is_empty() || self.choices.chance(5) {
            let cells = vec!["true".to_owned(), "false".to_owned()];
            return (self.truth(scope, 1).text, cells);
        }
        let (text, named) = self.draw(&usable, scope);
        let mut cells = match &named.kind {
            Kind::Choice(values) => {
                let values = self.choices.shuffled(values);
                let split = 1 + self.choices.below(values.len());
                let mut cells = vec![values[..split].join(", ")];
                cells.extend(values[split..].iter().map(|value| (*value).to_owned()));
                cells
            }
            _ => self.ranges(&named),
        };
        if named.optional {
            cells.push("absent".to_owned());
        }
        (text, cells)
    }

    /// Ranges that cover the bounds of a number.
    fn ranges(&mut self, named: &Named) -> Vec<String> {
        let whole = matches!(named.kind, Kind::Number { whole: true, .. });
        let middle = self.choices.between(named.low.max(0), named.high - 1).max(0);
        let further = middle + 1 + self.choices.between(0, (named.high - middle).max(0));
        match (whole, self.choices.chance(8)) {
            (true, false) => vec![format!("..{middle}"), format!("{}..", middle + 1)],
            (true, true) if further > middle + 1 => vec![
                format!("..{middle}"),
                format!("{}..{}", middle + 1, further - 1),
                format!("{further}.."),
            ],
            (true, true) => {
                vec![format!("..{middle}"), format!("{further}"), format!("{}..", further + 1)]
            }
            (false, false) => vec![format!("..<{further}"), format!("{further}..")],
            (false, true) => {
                let low = named.low.min(0);
                vec![
                    format!("..<{}", low.max(0)),
                    format!("{}..<{further}", low.max(0)),
                    format!("{further}.."),
                ]
            }
        }
    }
}
