//! Random facts: of every type, scope and kind of bounds.

use super::declared::{Kind, LIST, Named};
use super::pack::{Maker, text};
use super::units::{PLAIN, UNITS, Unit};
use serde_json::{Map, Value as Json, json};

impl Maker {
    /// A list beside the members, perhaps, and the facts of all.
    pub(crate) fn facts(&mut self) {
        if self.choices().chance(8) {
            let persons = self.choices().chance(8);
            let mut list = json!({"name": text("list"), "max": 3});
            if persons {
                list["unit"] = json!("person");
            }
            self.set(0, "lists", LIST, list);
            self.declared.list_counts_persons = Some(persons);
        }
        let count = 3 + self.choices().below(8);
        for _ in 0..count {
            self.fact();
        }
        if !self.declared.once && self.choices().chance(10) {
            let fact = json!({"scope": "person", "type": "benefits", "question": text("what is received")});
            self.set(0, "facts", "receiving", fact);
            self.declared.has_received = true;
        }
    }

    fn fact(&mut self) {
        let scope = self.scope();
        let optional = self.choices().chance(4);
        let (mut low, mut high) = (0, 0);
        let (kind, written) = match self.choices().below(8) {
            0 | 1 => {
                let highest: &[i64] = if self.declared.once { &[20] } else { &[1000, 100, 20_000] };
                high = *self.choices().pick(highest);
                let units: Vec<Unit> =
                    UNITS.into_iter().filter(|unit| unit.starts_with("yuan")).collect();
                let unit = *self.choices().pick(&units);
                let written = json!({"money": {"unit": unit, "min": "0", "max": high.to_string()}});
                (Kind::Number { unit, whole: false }, written)
            }
            2 => (Kind::Truth, json!("bool")),
            3 | 4 => {
                low = *self.choices().pick(&[0, 1]);
                let highest: &[i64] = if self.declared.once { &[4] } else { &[4, 9, 30] };
                high = *self.choices().pick(highest);
                let unit = *self.choices().pick(&[PLAIN, PLAIN, "person", "month"]);
                let mut written = json!({"integer": {"min": low, "max": high}});
                if unit != PLAIN {
                    written["integer"]["unit"] = json!(unit);
                }
                (Kind::Number { unit, whole: true }, written)
            }
            5 => {
                let values: &[&'static str] = if self.choices().chance(8) {
                    &["visual", "hearing", "speech", "mental"]
                } else {
                    &["urban", "rural"]
                };
                let choice: Map<String, Json> =
                    values.iter().map(|value| ((*value).to_owned(), text(value))).collect();
                (Kind::Choice(values.to_vec()), json!({"choice": choice}))
            }
            6 => {
                let max = *self.choices().pick(&["today", "2030-12-31"]);
                (Kind::Date, json!({"date": {"min": "1930-01-01", "max": max}}))
            }
            _ => {
                (low, high) = (-10, 10);
                let unit = *self.choices().pick(&[PLAIN, "yuan", "person"]);
                let mut written = json!({"number": {"min": "-10", "max": "10"}});
                if unit != PLAIN {
                    written["number"]["unit"] = json!(unit);
                }
                (Kind::Number { unit, whole: false }, written)
            }
        };
        let name = self.name("fact");
        let fact = json!({
            "scope": scope.written(), "type": written, "optional": optional, "changeable": self.choices().chance(6),
            "question": text("question"), "section": "section", "order": self.next
        });
        self.set(0, "facts", &name, fact);
        self.declared.names.push(Named {
            name,
            scope,
            kind,
            optional,
            low,
            high,
            local: true,
            is_fact: true,
            layer: 0,
        });
    }
}
