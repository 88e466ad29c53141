//! Random chains of packs that load.

use super::choices::Choices;
use super::declared::{Declared, Kind, Named, Scope};
use super::number::literal;
use super::units::{PLAIN, UNITS, Unit};
use serde_json::{Map, Value as Json, json};

/// The places of a chain, nation first.
pub(crate) const ADCODES: [&str; 4] = ["000000", "330000", "331000", "331003"];

/// The levels below the nation, as `open` names them.
const LEVELS: [&str; 3] = ["province", "city", "district"];

/// The days an assessment is asked for.
pub(crate) const DAYS: [&str; 5] =
    ["2024-06-30", "2023-01-01", "2024-02-29", "2025-07-01", "2026-12-31"];

/// The days on which a dated value may begin.
const BEGINNINGS: [&str; 4] = ["2020-01-01", "2023-07-01", "2024-07-01", "2025-07-01"];

/// The days before each beginning.
const ENDS: [&str; 4] = ["2019-12-31", "2023-06-30", "2024-06-30", "2025-06-30"];

/// How a random chain is made.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shape {
    /// Each fact, definition and benefit is used at most once, so that nothing
    /// cancels out.
    pub(crate) once: bool,
}

/// Makes the packs of a chain, each the union of its files.
pub(crate) fn chain(choices: Choices, shape: Shape) -> Vec<Json> {
    let mut maker =
        Maker { declared: Declared::new(choices, shape.once), layers: Vec::new(), next: 0 };
    let count = 1 + maker.choices().below(ADCODES.len());
    for (layer, adcode) in ADCODES.iter().take(count).enumerate() {
        let mut pack = json!({
            "schema": "huisuan.rules/1", "adcode": adcode, "name": text("place"), "version": "1",
            "sources": { format!("source_{layer}"): { "title": "title", "issuer": "issuer", "kind": "official" } },
            "materials": { format!("paper_{layer}"): text("paper") }
        });
        if layer > 0 {
            pack["parent"] = json!(ADCODES[layer - 1]);
        }
        maker.layers.push(pack);
    }
    maker.facts();
    for _ in 0..=maker.choices().below(3) {
        maker.parameter();
    }
    for _ in 0..=maker.choices().below(7) {
        if maker.choices().below(2) == 0 { maker.benefit() } else { maker.definition() }
    }
    maker.benefit();
    maker.exclusion();
    maker.layers
}

/// A text in both languages.
pub(crate) fn text(words: &str) -> Json {
    json!({"zh-CN": words, "en": words})
}

/// A basis that is in reach of every pack.
pub(crate) fn basis() -> Json {
    json!([{"source": "source_0", "clause": "1"}])
}

/// Makes a chain, entry by entry.
pub(crate) struct Maker {
    pub(crate) declared: Declared,
    pub(crate) layers: Vec<Json>,
    pub(crate) next: usize,
}

impl Maker {
    /// What everything is drawn from.
    pub(crate) fn choices(&mut self) -> &mut Choices {
        &mut self.declared.choices
    }

    /// A name not used before.
    pub(crate) fn name(&mut self, kind: &str) -> String {
        self.next += 1;
        format!("{kind}_{}", self.next)
    }

    /// Puts an entry into a pack.
    pub(crate) fn set(&mut self, layer: usize, kind: &str, name: &str, entry: Json) {
        let pack = self.layers[layer].as_object_mut().unwrap();
        let names = pack.entry(kind).or_insert_with(|| Json::Object(Map::new()));
        names[name] = entry;
    }

    /// Whose something is.
    pub(crate) fn scope(&mut self) -> Scope {
        match self.choices().below(8) {
            0..=3 => Scope::Household,
            7 if self.declared.list_counts_persons.is_some() => Scope::Listed,
            _ => Scope::Person,
        }
    }

    /// The layers besides the declaring one that set an open entry, and what
    /// `open` must be for it; nothing where it is not open.
    pub(crate) fn setters(&mut self, first: usize) -> (Vec<usize>, Option<Json>) {
        if !self.choices().chance(6) {
            return (Vec::new(), None);
        }
        let below: Vec<usize> = (first + 1..self.layers.len()).collect();
        let setters: Vec<usize> = below.into_iter().filter(|_| self.choices().chance(8)).collect();
        let levels: Vec<&str> = if self.choices().chance(8) {
            LEVELS.to_vec()
        } else {
            setters.iter().map(|layer| LEVELS[layer - 1]).collect()
        };
        if levels.is_empty() { (Vec::new(), None) } else { (setters, Some(json!({"to": levels}))) }
    }

    /// Values by day: each beginning with its own, some not known, the last
    /// open-ended or not.
    pub(crate) fn dated(&mut self, mut value: impl FnMut(&mut Self) -> Json) -> Vec<Json> {
        let gapless = self.declared.once;
        let first = if gapless { 0 } else { *self.choices().pick(&[0, 0, 0, 1, 2]) };
        let mut values: Vec<Json> = Vec::new();
        for begin in first..BEGINNINGS.len() {
            if begin > first && self.choices().below(2) == 0 {
                continue;
            }
            if let Some(last) = values.last_mut() {
                last["to"] = json!(ENDS[begin]);
            }
            let from = BEGINNINGS[begin];
            values.push(if self.choices().chance(2) && !gapless {
                json!({"from": from, "gap": text("not known")})
            } else {
                let status = *self.choices().pick(&["in_force", "in_force", "needs_confirmation"]);
                json!({"from": from, "value": value(self), "status": status, "basis": basis(), "verifiedOn": "2026-11-01"})
            });
        }
        if let Some(last) = values.last_mut() {
            if last.get("gap").is_some() || self.choices().chance(4) && !gapless {
                last["to"] = json!("2026-10-31");
            } else {
                last["reviewBy"] = json!(*self.choices().pick(&["2026-11-30", "2027-06-30"]));
            }
        }
        values
    }

    fn parameter(&mut self) {
        let unit = *self.choices().pick(&UNITS);
        let layer = {
            let layers = self.layers.len();
            self.choices().below(layers)
        };
        let (setters, open) = self.setters(layer);
        let name = self.name("parameter");
        let mut entry = json!({"name": text("parameter"), "unit": unit});
        let mut high = 1;
        if setters.is_empty() || self.choices().chance(12) || self.declared.once {
            let figures = |maker: &mut Self| {
                let yuan = maker.choices().between(1, 900);
                let decimals = *maker.choices().pick(&["", ".50", ".25"]);
                json!(format!("{yuan}{decimals}"))
            };
            entry["values"] = json!(self.dated(figures));
            high = 901;
        }
        if let Some(open) = open {
            entry["open"] = open;
        }
        self.set(layer, "parameters", &name, entry);
        for setter in setters {
            let figures = |maker: &mut Self| json!(maker.choices().between(1, 900).to_string());
            let values = self.dated(figures);
            self.set(setter, "parameters", &name, json!({"values": values}));
            high = 901;
        }
        let kind = Kind::Number { unit, whole: false };
        let named = Named {
            name,
            scope: Scope::Household,
            kind,
            optional: false,
            low: 0,
            high,
            local: true,
            is_fact: false,
            layer,
        };
        self.declared.names.push(Named { low: i64::from(high > 1), ..named });
    }

    fn definition(&mut self) {
        let scope = self.scope();
        let layer = {
            let layers = self.layers.len();
            self.choices().below(layers)
        };
        let (setters, open) = self.setters(layer);
        let name = self.name("definition");
        let kind = match self.choices().below(8) {
            0 | 1 => Kind::Truth,
            2 => Kind::Choice(vec!["low", "middle", "high"]),
            3 => Kind::Date,
            4 => Kind::Number {
                unit: self.choices().pick::<Unit>(&[PLAIN, "year", "person"]),
                whole: true,
            },
            _ => Kind::Number { unit: self.choices().pick::<Unit>(&UNITS), whole: false },
        };
        self.declared.read_outward = false;
        let (low, high) = self.define(layer, &name, scope, &kind, None, open.is_some());
        if let Some(open) = open {
            self.layers[layer]["definitions"][&name]["open"] = open;
        }
        for setter in setters {
            self.declared.parent = Some((kind.clone(), low, high));
            self.define(setter, &name, scope, &kind, Some((low, high)), false);
            self.declared.parent = None;
            self.declared.used.remove("parent");
        }
        let local = !self.declared.read_outward && scope != Scope::Household;
        let local = local || scope == Scope::Household;
        self.declared.names.push(Named {
            name,
            scope,
            kind,
            optional: false,
            low,
            high,
            local,
            is_fact: false,
            layer,
        });
    }

    /// Gives a definition a value in a layer, within bounds if there are any;
    /// says what its bounds are.
    fn define(
        &mut self,
        layer: usize,
        name: &str,
        scope: Scope,
        kind: &Kind,
        within: Option<(i64, i64)>,
        may_be_bare: bool,
    ) -> (i64, i64) {
        let mut entry =
            json!({"name": text("definition"), "scope": scope.written(), "basis": basis()});
        match kind {
            Kind::Choice(values) => entry["type"] = json!({"choice": values}),
            Kind::Number { unit, whole } => {
                entry["unit"] = json!(unit);
                entry["type"] = json!(if *whole { "integer" } else { "number" });
            }
            Kind::Truth => entry["type"] = json!("bool"),
            Kind::Date => entry["type"] = json!("date"),
        }
        let bounds = std::cell::Cell::new(within);
        let value = |maker: &mut Self| {
            let (json, low, high) = maker.value(scope, kind, within);
            let (least, most) = bounds.get().unwrap_or((low, high));
            bounds.set(Some((low.min(least), high.max(most))));
            json
        };
        if may_be_bare && self.choices().chance(2) && !self.declared.once {
            self.set(layer, "definitions", name, entry);
            return (0, 1000);
        }
        self.declared.layer = layer;
        if self.choices().chance(4) {
            let values = self.dated(value);
            entry["values"] = json!(values);
        } else {
            entry["value"] = value(self);
        }
        self.set(layer, "definitions", name, entry);
        bounds.get().unwrap_or((0, 0))
    }

    fn value(&mut self, scope: Scope, kind: &Kind, within: Option<(i64, i64)>) -> (Json, i64, i64) {
        match kind {
            Kind::Truth => (json!(self.declared.truth(scope, 3).text), 0, 0),
            Kind::Date => (json!(self.declared.date(scope, 1).text), 0, 0),
            Kind::Choice(values) => {
                let values = self.choices().shuffled(values);
                let a = self.declared.truth(scope, 1).text;
                let b = self.declared.truth(scope, 2).text;
                let [first, second, third] = values[..] else { unreachable!("three values") };
                let text = if self.declared.once {
                    format!("if {a} then {first} else {second}")
                } else {
                    format!("if {a} then {first} else if {b} then {second} else {third}")
                };
                (json!(text), 0, 0)
            }
            Kind::Number { unit, whole } => {
                let formed = self.declared.formula(scope, unit, *whole, 2);
                match within {
                    Some((low, high)) if formed.low < low || formed.high > high => {
                        let (least, most) =
                            (literal(&low.to_string(), unit), literal(&high.to_string(), unit));
                        let floor = json!({"floor": {"value": formed.json, "at": least}});
                        (json!({"cap": {"value": floor, "at": most}}), low, high)
                    }
                    _ => (formed.json, formed.low, formed.high),
                }
            }
        }
    }
}
