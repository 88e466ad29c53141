//! The value of an expression for one household on one day.

use super::chain::{Chain, Found};
use super::day::Day;
use super::determine::Determination;
use super::parse::Expr;
use super::value::{
    Number, Possible, Value, and, are_close, combine, decimal, exact, is_decimal, not, only, or,
    whole,
};
use num_traits::Zero;
use serde_json::Value as Json;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Whose facts a name means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Household,
    /// An entry of a list, members included, by its place.
    Entry(String, usize),
}

/// What an expression may read besides the packs and the household.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) subject: Subject,
    /// The value being replaced.
    pub(crate) parent: Possible,
    /// The choices that a name here is first looked for among.
    pub(crate) choices: Vec<String>,
}

/// Evaluates for one household on one day.
pub(crate) struct Evaluator<'a> {
    pub(crate) chain: &'a Chain,
    pub(crate) household: &'a Json,
    pub(crate) day: Day,
    definitions: RefCell<BTreeMap<(Subject, String), Possible>>,
    pub(crate) determinations: RefCell<BTreeMap<(Subject, String), Determination>>,
    /// Whether the engine may rightly find another answer: where a comparison or
    /// a rounding after a division that had to be cut is so close that 28 digits
    /// may decide it the other way, or where a number that an office decides was
    /// asked for a single value. It keeps bounds where values are kept here.
    pub(crate) in_doubt: Cell<bool>,
}

impl Subject {
    /// The scope that facts and definitions about this subject declare.
    pub(crate) fn scope(&self) -> &str {
        match self {
            Subject::Household => "household",
            Subject::Entry(list, _) if list == "members" => "person",
            Subject::Entry(list, _) => list,
        }
    }
}

impl Scope {
    /// The scope of an expression about a subject that replaces nothing.
    pub(crate) fn of(subject: Subject) -> Scope {
        Scope { subject, parent: only(Value::Missing), choices: Vec::new() }
    }

    /// The same place, with other choices to look for names among.
    pub(crate) fn with_choices(&self, choices: Vec<String>) -> Cow<'_, Scope> {
        if choices == self.choices {
            Cow::Borrowed(self)
        } else {
            Cow::Owned(Scope { choices, ..self.clone() })
        }
    }
}

/// The choices a definition declares, if it is one.
pub(crate) fn declared_choices(definition: &Json) -> Vec<String> {
    let choices = definition["type"]["choice"].as_array();
    choices.into_iter().flatten().map(|choice| choice.as_str().unwrap().to_owned()).collect()
}

impl<'a> Evaluator<'a> {
    /// Begins with nothing computed.
    pub(crate) fn new(chain: &'a Chain, household: &'a Json, day: Day) -> Self {
        Evaluator {
            chain,
            household,
            day,
            definitions: RefCell::default(),
            determinations: RefCell::default(),
            in_doubt: Cell::new(false),
        }
    }

    /// The possible values of an expression.
    pub(crate) fn expression(&self, expression: &Expr, scope: &Scope) -> Possible {
        let plain = scope.with_choices(Vec::new());
        match expression {
            Expr::Number { digits, .. } => only(exact(decimal(digits))),
            Expr::Date(day) => only(Value::Day(*day)),
            Expr::Bool(truth) => only(Value::Bool(*truth)),
            Expr::Today => only(Value::Day(self.day)),
            Expr::Parent => scope.parent.clone(),
            Expr::Name(name) if scope.choices.contains(name) => only(Value::Choice(name.clone())),
            Expr::Name(name) => self.name(name, &scope.subject),
            Expr::Outward(name) => self.name(name, &Subject::Household),
            Expr::If(condition, then, otherwise) => {
                let mut all = Possible::new();
                for truth in self.expression(condition, &plain) {
                    match truth {
                        Value::Missing => all.extend([Value::Missing]),
                        Value::Bool(true) => all.extend(self.expression(then, scope)),
                        _ => all.extend(self.expression(otherwise, scope)),
                    }
                }
                all
            }
            Expr::Binary(sign, left, right) => self.binary(sign, left, right, &plain),
            Expr::Not(inner) => self.expression(inner, &plain).iter().map(not).collect(),
            Expr::Negative(inner) => {
                let inner = self.expression(inner, &plain);
                combine(&only(whole(0)), &inner, |zero, inner| arithmetic("-", zero, inner))
            }
            Expr::In { what, not: negated, items } => {
                let scope = plain.with_choices(self.choices_of(what, &scope.subject));
                let what = self.expression(what, &scope);
                self.single(&what);
                let mut found = only(Value::Bool(false));
                for item in items {
                    let item = self.expression(item, &scope);
                    let equal = combine(&what, &item, |a, b| self.compare("==", a, b));
                    found = combine(&found, &equal, or);
                }
                if *negated { found.iter().map(not).collect() } else { found }
            }
            Expr::Else(value, default) => {
                let mut all = self.expression(value, scope);
                if all.remove(&Value::Absent) {
                    all.extend(self.expression(default, scope));
                }
                all
            }
            Expr::Call { function, arguments } => self.call(function, arguments, &plain),
            Expr::Fold { kind, list, filter, body } => {
                self.fold(kind, list, filter.as_deref(), body.as_deref(), &plain)
            }
        }
    }

    fn binary(&self, sign: &str, left: &Expr, right: &Expr, scope: &Scope) -> Possible {
        let mut beside = Vec::new();
        if matches!(sign, "==" | "!=") {
            beside.extend(self.choices_of(left, &scope.subject));
            beside.extend(self.choices_of(right, &scope.subject));
        }
        let scope = scope.with_choices(beside);
        let left = self.expression(left, &scope);
        let right = self.expression(right, &scope);
        match sign {
            "and" => combine(&left, &right, and),
            "or" => combine(&left, &right, or),
            "+" | "-" | "*" | "/" => combine(&left, &right, |a, b| arithmetic(sign, a, b)),
            "==" | "!=" => {
                self.single(&left);
                self.single(&right);
                combine(&left, &right, |a, b| self.compare(sign, a, b))
            }
            _ => combine(&left, &right, |a, b| self.compare(sign, a, b)),
        }
    }

    /// The choices that an expression may come to, where it is a choice.
    fn choices_of(&self, expression: &Expr, subject: &Subject) -> Vec<String> {
        match expression {
            Expr::Name(name) => self.choices_of_name(name, subject),
            Expr::Outward(name) => self.choices_of_name(name, &Subject::Household),
            Expr::Else(value, _) => self.choices_of(value, subject),
            Expr::If(_, then, otherwise) => {
                let then = self.choices_of(then, subject);
                if then.is_empty() { self.choices_of(otherwise, subject) } else { then }
            }
            _ => Vec::new(),
        }
    }

    fn choices_of_name(&self, name: &str, subject: &Subject) -> Vec<String> {
        for scope in [subject.scope(), Subject::Household.scope()] {
            if let Some(fact) = self.chain.fact(scope, name) {
                let values = fact["type"]["choice"].as_object();
                return values.map(|values| values.keys().cloned().collect()).unwrap_or_default();
            }
            if let Some(definition) = self.chain.definition(scope, name) {
                return declared_choices(definition);
            }
        }
        Vec::new()
    }

    /// The value of a name: in the subject's own scope, then in the household.
    fn name(&self, name: &str, subject: &Subject) -> Possible {
        for subject in [subject, &Subject::Household] {
            if let Some(fact) = self.chain.fact(subject.scope(), name) {
                return only(self.fact(fact, name, subject));
            }
            if self.chain.definition(subject.scope(), name).is_some() {
                return self.definition(name, subject);
            }
        }
        assert!(self.chain.declared("parameters", name).is_some(), "no such name: {name}");
        match self.chain.value("parameters", name, self.day, self.chain.packs.len()) {
            Found::Entry { entry, .. } => {
                only(exact(decimal(entry["value"].as_str().expect("a figure in a string"))))
            }
            Found::Nothing => only(Value::Missing),
        }
    }

    /// What the household says of a fact.
    fn fact(&self, fact: &Json, name: &str, subject: &Subject) -> Value {
        let known = match subject {
            Subject::Household => self.household.get(name),
            Subject::Entry(list, place) => self.household[list][*place].get(name),
        };
        let known = known.unwrap_or_else(|| panic!("{name} of {subject:?} is not known"));
        let kind = &fact["type"];
        match known {
            Json::Null => Value::Absent,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::Number(number) => whole(number.as_i64().unwrap()),
            Json::String(text) if kind.get("date").is_some() => Value::Day(Day::read(text)),
            Json::String(text) if kind.get("choice").is_some() => Value::Choice(text.clone()),
            Json::String(text) => exact(decimal(text)),
            other => panic!("{name} is not one value: {other}"),
        }
    }

    /// The value of a definition for a subject.
    fn definition(&self, name: &str, subject: &Subject) -> Possible {
        let key = (subject.clone(), name.to_owned());
        let known = self.definitions.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let value = self.definition_below(name, subject, self.chain.packs.len());
            self.definitions.borrow_mut().insert(key, value.clone());
            value
        })
    }

    /// The value that the layers under `below` give a definition.
    fn definition_below(&self, name: &str, subject: &Subject, below: usize) -> Possible {
        let Found::Entry { entry, layer } = self.chain.value("definitions", name, self.day, below)
        else {
            return only(Value::Missing);
        };
        let declared = self.chain.definition(subject.scope(), name).expect("a definition");
        let parent = if mentions_parent(&entry["value"]) {
            self.definition_below(name, subject, layer)
        } else {
            only(Value::Missing)
        };
        let choices = declared_choices(declared);
        self.formula(&entry["value"], &Scope { subject: subject.clone(), parent, choices })
    }

    /// Notes that a single value is asked for.
    pub(crate) fn single(&self, values: &Possible) {
        let numbers = values.iter().filter(|value| matches!(value, Value::Number(_)));
        if numbers.count() > 1 {
            self.in_doubt.set(true);
        }
    }

    /// A comparison; an absent value is equal to nothing.
    pub(crate) fn compare(&self, sign: &str, a: &Value, b: &Value) -> Value {
        if *a == Value::Missing || *b == Value::Missing {
            return Value::Missing;
        }
        if *a == Value::Absent || *b == Value::Absent {
            return Value::Bool(match sign {
                "==" => false,
                "!=" => true,
                _ => panic!("an absent value has no order"),
            });
        }
        let order = match (a, b) {
            (Value::Number(a), Value::Number(b)) => {
                if (a.cut || b.cut) && are_close(&a.value, &b.value) {
                    self.in_doubt.set(true);
                }
                a.value.cmp(&b.value)
            }
            _ => a.cmp(b),
        };
        Value::Bool(match sign {
            "<" => order.is_lt(),
            "<=" => order.is_le(),
            ">" => order.is_gt(),
            ">=" => order.is_ge(),
            "==" => order.is_eq(),
            _ => order.is_ne(),
        })
    }
}

/// `+`, `-`, `*` or `/`.
fn arithmetic(sign: &str, a: &Value, b: &Value) -> Value {
    if *a == Value::Missing || *b == Value::Missing {
        return Value::Missing;
    }
    if let Value::Day(day) = a {
        let months = i64::try_from(b.number().value.to_integer()).unwrap();
        return Value::Day(day.plus_months(if sign == "+" { months } else { -months }));
    }
    let (a, b) = (a.number(), b.number());
    let value = match sign {
        "+" => &a.value + &b.value,
        "-" => &a.value - &b.value,
        "*" => &a.value * &b.value,
        _ => {
            assert!(!b.value.is_zero(), "a division by 0");
            &a.value / &b.value
        }
    };
    let cut = a.cut || b.cut || (sign == "/" && !is_decimal(&value));
    Value::Number(Number { value, cut })
}

/// Whether a formula reads the value that it replaces.
pub(crate) fn mentions_parent(formula: &Json) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    match formula {
        Json::String(text) if text.contains("parent") => {
            text.split(|c: char| !is_word(c)).any(|word| word == "parent")
        }
        Json::Array(parts) => parts.iter().any(mentions_parent),
        Json::Object(parts) => parts.values().any(mentions_parent),
        _ => false,
    }
}
