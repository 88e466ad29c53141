//! The tree of a determination, put together from its conditions, its working and the household's own answers.

use std::collections::BTreeSet;

use huisuan::Calculator;
use huisuan::adcode::Adcode;
use huisuan::assessment::{Assessment, BasisAt, BasisOn, Determination, State, Step, StepKind};
use huisuan::date::Date;
use huisuan::source::{Json, Value, write_compact};
use huisuan::unit::Unit;
use serde::Serialize;

/// Why a benefit is due to a subject, or is not.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Explanation<'a> {
    /// `huisuan.explanation/1`.
    pub(crate) schema: &'static str,
    pub(crate) on: Date,
    pub(crate) district: Adcode,
    pub(crate) determination: &'a Determination<'a>,
    /// Each condition, then the amount.
    pub(crate) reasons: Vec<Reason<'a>>,
}

/// A value, and what it rests on.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reason<'a> {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) subject: &'a str,
    /// What is known of it: a value, or for a condition its state. Left out where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<State>,
    /// For a comparison of two numbers: the left side, the sign and the right side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) comparison: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<Unit>,
    /// How it is worked out, as written in the pack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) formula: Option<&'a str>,
    /// The pack it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) layer: Option<Adcode>,
    pub(crate) basis: Vec<&'a BasisAt>,
    /// Whether what it rests on has been shown above.
    pub(crate) shown_above: bool,
    pub(crate) rests_on: Vec<Reason<'a>>,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Kind {
    Condition,
    Amount,
    Definition,
    Parameter,
    Fact,
}

/// The explanation of each determination of a benefit, for one subject or for all.
pub(crate) fn of<'a>(
    calculator: &'a Calculator,
    assessment: &'a Assessment<'a>,
    household: &'a Json,
    benefit: &str,
    subject: Option<&str>,
) -> Vec<Explanation<'a>> {
    let wanted = |it: &&Determination<'_>| {
        it.benefit == benefit && subject.is_none_or(|subject| it.subject == subject)
    };
    assessment
        .determinations
        .iter()
        .filter(wanted)
        .map(|determination| Explanation {
            schema: "huisuan.explanation/1",
            on: assessment.on,
            district: assessment.district,
            determination,
            reasons: Grower::new(calculator, household, determination).reasons(assessment.on),
        })
        .collect()
}

/// Grows the tree of one determination.
struct Grower<'a> {
    calculator: &'a Calculator,
    household: &'a Json,
    determination: &'a Determination<'a>,
    /// The facts there are: scope and name.
    facts: BTreeSet<(&'a str, &'a str)>,
    /// The steps whose own reasons have been shown.
    grown: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Grower<'a> {
    fn new(
        calculator: &'a Calculator,
        household: &'a Json,
        determination: &'a Determination<'a>,
    ) -> Self {
        let facts = calculator.facts().into_iter().map(|it| (it.scope, it.name)).collect();
        Self { calculator, household, determination, facts, grown: BTreeSet::new() }
    }

    fn reasons(mut self, on: Date) -> Vec<Reason<'a>> {
        let determination = self.determination;
        let subject = determination.subject;
        let formulas = self.calculator.formulas(determination.benefit, on);
        let mut reasons = Vec::new();
        for condition in &determination.conditions {
            let formula = formulas.iter().find(|(id, _)| *id == condition.id).map(|(_, it)| *it);
            let comparison =
                condition.threshold.zip(condition.operator).map(|(threshold, operator)| {
                    let actual =
                        condition.actual.map_or_else(|| "?".to_owned(), |it| it.to_string());
                    format!("{actual} {operator} {threshold}")
                });
            reasons.push(Reason {
                kind: Kind::Condition,
                name: condition.id.to_owned(),
                subject,
                value: None,
                state: Some(condition.state),
                comparison,
                unit: condition.unit,
                formula,
                layer: Some(condition.layer),
                basis: cited(&condition.basis),
                shown_above: false,
                rests_on: self.below(formula, subject),
            });
        }
        if let Some(amount) = &determination.amount {
            for (_, formula) in formulas.iter().filter(|(id, _)| *id == "amount") {
                reasons.push(Reason {
                    kind: Kind::Amount,
                    name: "amount".to_owned(),
                    subject,
                    value: Some(if amount.low == amount.high {
                        amount.low.to_string()
                    } else {
                        format!("{}–{}", amount.low, amount.high)
                    }),
                    state: None,
                    comparison: None,
                    unit: Some(amount.unit),
                    formula: Some(formula),
                    layer: None,
                    basis: cited(&determination.basis),
                    shown_above: false,
                    rests_on: self.below(Some(formula), subject),
                });
            }
        }
        reasons
    }

    /// What a formula reads for a subject, each once, in the order of the formula.
    fn below(&mut self, formula: Option<&str>, subject: &'a str) -> Vec<Reason<'a>> {
        let mut reasons = Vec::new();
        let mut seen = BTreeSet::new();
        for name in names(formula.unwrap_or_default()) {
            if seen.insert(name.to_owned()) {
                reasons.extend(self.named(name, subject));
            }
        }
        reasons
    }

    /// The steps and facts of a name as a subject's formula reads them: the subject's own, else the household's, else
    /// those of every entry.
    fn named(&mut self, name: &str, subject: &'a str) -> Vec<Reason<'a>> {
        let working = &self.determination.working;
        let of = |wanted: &str| working.iter().find(|it| it.name == name && it.subject == wanted);
        let steps: Vec<&'a Step<'a>> = match of(subject).or_else(|| of("household")) {
            Some(step) => vec![step],
            None => working.iter().filter(|it| it.name == name).collect(),
        };
        if !steps.is_empty() {
            return steps.into_iter().map(|it| self.step(it)).collect();
        }
        self.answers(name, subject)
    }

    fn step(&mut self, step: &'a Step<'a>) -> Reason<'a> {
        let first = self.grown.insert((step.name, step.subject));
        let rests_on = if first { self.below(step.formula, step.subject) } else { Vec::new() };
        let value = step.value.as_ref().map(ToString::to_string);
        let range = step.low.zip(step.high).map(|(low, high)| format!("{low}–{high}"));
        Reason {
            kind: match step.kind {
                StepKind::Parameter => Kind::Parameter,
                StepKind::Definition => Kind::Definition,
            },
            name: step.name.to_owned(),
            subject: step.subject,
            value: value.or(range),
            state: None,
            comparison: None,
            unit: step.unit,
            formula: step.formula.filter(|_| step.kind == StepKind::Definition),
            layer: step.layer,
            basis: cited(&step.basis),
            shown_above: !first && step.kind == StepKind::Definition,
            rests_on,
        }
    }

    /// What the household answered to a fact.
    fn answers(&self, name: &str, subject: &'a str) -> Vec<Reason<'a>> {
        let mut reasons = Vec::new();
        let scopes = self.facts.iter().filter(|(_, fact)| *fact == name).map(|(scope, _)| *scope);
        for scope in scopes {
            if scope == "household" {
                reasons.push(fact(name, "household", self.household.get(name)));
                continue;
            }
            let list = if scope == "person" { "members" } else { scope };
            let Some(Value::Array(entries)) = self.household.get(list).map(|it| &it.value) else {
                continue;
            };
            let own = entries.iter().any(|it| id(it) == Some(subject));
            for entry in entries {
                if let Some(id) = id(entry).filter(|it| !own || *it == subject) {
                    reasons.push(fact(name, id, entry.get(name)));
                }
            }
        }
        reasons
    }
}

fn id(entry: &Json) -> Option<&str> {
    match &entry.get("id")?.value {
        Value::String(id) => Some(id),
        _ => None,
    }
}

fn fact<'a>(name: &str, subject: &'a str, answer: Option<&Json>) -> Reason<'a> {
    let value = answer.map(|it| match &it.value {
        Value::String(text) => text.clone(),
        // `none` is the word of a choice.
        Value::Null => "null".to_owned(),
        _ => write_compact(it),
    });
    Reason {
        kind: Kind::Fact,
        name: name.to_owned(),
        subject,
        value,
        state: None,
        comparison: None,
        unit: None,
        formula: None,
        layer: None,
        basis: Vec::new(),
        shown_above: false,
        rests_on: Vec::new(),
    }
}

/// The clauses that are cited on the day.
fn cited<'a>(basis: &BasisOn<'a>) -> Vec<&'a BasisAt> {
    basis.iter().collect()
}

/// The names in a formula, in its order. Words of the language are no names of rules, so that they find nothing.
fn names(formula: &str) -> impl Iterator<Item = &str> {
    formula
        .split(|it: char| !it.is_ascii_alphanumeric() && it != '_')
        .filter(|it| it.starts_with(|first: char| first.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_formula() {
        let found: Vec<&str> = names("max(0, standard * size - sum(members, income_2))").collect();
        assert_eq!(found, ["max", "standard", "size", "sum", "members", "income_2"]);
    }
}
