//! Random benefits: conditions, amounts, exclusions.

use super::declared::{Benefit, Kind, Scope};
use super::number::literal;
use super::pack::{Maker, basis, text};
use super::units::Unit;
use serde_json::{Value as Json, json};

impl Maker {
    /// A benefit, and what lower packs set of it.
    pub(crate) fn benefit(&mut self) {
        let scope = if self.choices().chance(8) { Scope::Person } else { Scope::Household };
        let layer = {
            let layers = self.layers.len();
            self.choices().below(layers)
        };
        let (adders, open) = self.setters(layer);
        let id = self.name("benefit");
        let mut pays = None;
        let mut entry = json!({"name": text("benefit"), "summary": text("summary"), "scope": scope.written(), "order": self.next});
        let no_rule = open.is_some() && self.choices().chance(2) && !self.declared.once;
        if no_rule {
            entry["noRule"] = text("ask the office");
            entry["apply"] = json!({"office": text("office")});
        } else {
            self.rule(&mut entry, layer, scope, "condition", 2);
            if self.choices().chance(2) && !self.declared.once {
                entry["from"] = json!("2023-07-01");
            }
            if self.choices().chance(2) && !self.declared.once {
                entry["to"] = json!("2025-06-30");
            }
        }
        if self.choices().chance(12) {
            self.declared.layer = layer;
            pays = self.amount(&mut entry, scope);
        }
        if let Some(open) = open {
            entry["open"] = open;
        }
        self.set(layer, "benefits", &id, entry);
        for setter in adders {
            let mut entry = json!({});
            if !no_rule && self.choices().chance(3) && !self.declared.once {
                entry["noRule"] = text("ask the office");
            } else {
                self.rule(&mut entry, setter, scope, &format!("local_{setter}"), 1);
            }
            self.set(setter, "benefits", &id, entry);
        }
        self.set_conditions(layer, &id, scope);
        let judged =
            self.layers.iter().any(|pack| pack["benefits"][&id].to_string().contains("judgement"));
        self.declared.benefits.push(Benefit { id, scope, pays, judged, layer });
    }

    /// Conditions, and what else a benefit with a rule needs.
    fn rule(&mut self, entry: &mut Json, layer: usize, scope: Scope, prefix: &str, most: usize) {
        self.declared.layer = layer;
        let count = 1 + self.choices().below(most);
        for number in 0..count {
            let mut condition = json!({"text": text("condition"), "basis": basis()});
            let judged = self.choices().chance(3);
            let key = if judged { "judgement" } else { "test" };
            condition[key] = json!(self.declared.truth(scope, 3).text);
            if self.choices().chance(1) {
                condition["from"] = json!("2024-07-01");
            }
            if self.choices().chance(1) {
                condition["to"] = json!("2025-06-30");
            }
            entry["conditions"][format!("{prefix}_{number}")] = condition;
        }
        let when = self.declared.truth(scope, 1).text;
        entry["basis"] = basis();
        entry["materials"] = json!([{"material": format!("paper_{layer}")}]);
        if !self.declared.once {
            entry["materials"][0]["when"] = json!(when);
        }
        entry["apply"] =
            json!({"office": text("office"), "phone": "12345", "days": 30, "dayKind": "working"});
        entry["start"] =
            json!(*self.choices().pick(&["month_of_application", "month_after_decision"]));
    }

    /// Opens some conditions that a benefit has and replaces them further down.
    fn set_conditions(&mut self, layer: usize, id: &str, scope: Scope) {
        let conditions = self.layers[layer]["benefits"][id]["conditions"].as_object().cloned();
        for (condition, entry) in conditions.into_iter().flatten() {
            let (setters, open) = self.setters(layer);
            let Some(open) = open else { continue };
            self.layers[layer]["benefits"][id]["conditions"][&condition]["open"] = open;
            for setter in setters {
                self.declared.parent = entry.get("test").map(|_| (Kind::Truth, 0, 0));
                let key = if entry.get("test").is_some() { "test" } else { "judgement" };
                self.declared.layer = setter;
                let truth = self.declared.truth(scope, 2).text;
                self.declared.parent = None;
                self.declared.used.remove("parent");
                let replaced = json!({"text": text("condition"), "basis": basis(), key: truth});
                if self.layers[setter].get("benefits").and_then(|all| all.get(id)).is_none() {
                    self.set(setter, "benefits", id, json!({}));
                }
                self.layers[setter]["benefits"][id]["conditions"][&condition] = replaced;
            }
        }
    }

    /// An amount, or a range; says what it pays at most where it is one amount.
    fn amount(&mut self, entry: &mut Json, scope: Scope) -> Option<(Unit, i64)> {
        let kinds: &[(&str, Unit)] = if scope == Scope::Person {
            &[
                ("month", "yuan/person/month"),
                ("month", "yuan/month"),
                ("year", "yuan/year"),
                ("once", "yuan/person"),
                ("once", "yuan"),
            ]
        } else {
            &[("month", "yuan/month"), ("year", "yuan/year"), ("once", "yuan")]
        };
        let (period, unit) = *self.choices().pick(kinds);
        let mut amount = json!({"period": period, "basis": basis()});
        if self.choices().chance(3) && !self.declared.once {
            let mut most = 0;
            amount["values"] = json!(self.dated(|maker| {
                let payment = maker.declared.payment(scope, unit);
                most = most.max(payment.high);
                payment.json
            }));
            entry["amount"] = amount;
            return Some((unit, most));
        }
        let least = self.declared.payment(scope, unit);
        if self.choices().chance(2) {
            amount["low"] = least.json;
            amount["high"] = json!(literal(&(least.high + 5).to_string(), unit));
            entry["amount"] = amount;
            return None;
        }
        amount["value"] = least.json;
        entry["amount"] = amount;
        Some((unit, least.high))
    }

    /// Two benefits that may not be held together, perhaps.
    pub(crate) fn exclusion(&mut self) {
        let benefits = self.declared.benefits.clone();
        let Some(first) = benefits.first() else { return };
        let others: Vec<&Benefit> =
            benefits[1..].iter().filter(|other| other.scope == first.scope).collect();
        if others.is_empty() || !self.choices().chance(6) || self.declared.once {
            return;
        }
        let other = others[self.declared.choices.below(others.len())];
        let rule = *self.choices().pick(&["first", "choose", "higher"]);
        let name = self.name("exclusion");
        let last = self.layers.len() - 1;
        let exclusion = json!({"rule": rule, "packages": [[first.id], [other.id]], "text": text("exclusion"), "basis": basis()});
        self.set(last, "exclusions", &name, exclusion);
    }
}
