//! Benefits: their conditions, verdicts and amounts.

use super::chain::{Chain, Found, in_force};
use super::day::Day;
use super::evaluate::{Evaluator, Scope, Subject, mentions_parent};
use super::value::{Number, Possible, Value, combine, only, whole};
use num_rational::BigRational;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// What comes out for one benefit and subject of a household that is wholly known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Eligible,
    Ineligible,
    NeedsAssessment,
    NoRule,
}

/// What comes out for one condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    Met,
    Unmet,
    Judgement,
    NoRule,
}

/// The answer for one benefit and one subject.
#[derive(Clone, Debug)]
pub(crate) struct Determination {
    pub(crate) benefit: String,
    /// `household`, or the id of a member.
    pub(crate) subject: String,
    pub(crate) verdict: Verdict,
    /// The least and the most it may pay, where it pays at all.
    pub(crate) amount: Option<(BigRational, BigRational)>,
    /// The state of every condition that applies; empty where the benefit
    /// itself has no rule.
    pub(crate) conditions: BTreeMap<String, State>,
    pub(crate) excluded_by: BTreeSet<String>,
    /// Whether it is held, as far as no office has to decide; missing where
    /// that hangs on a rule or a figure that is not known.
    held: Possible,
    /// What the formula comes to, whatever the verdict.
    pays: Possible,
}

/// All determinations of a household, and whether the engine may rightly find
/// another answer to one of them.
pub(crate) fn assess(chain: &Chain, household: &Json, day: Day) -> (Vec<Determination>, bool) {
    assess_only(chain, household, day, &chain.names("benefits"))
}

/// The determinations of some benefits.
pub(crate) fn assess_only(
    chain: &Chain,
    household: &Json,
    day: Day,
    benefits: &BTreeSet<String>,
) -> (Vec<Determination>, bool) {
    let evaluator = Evaluator::new(chain, household, day);
    let mut all = Vec::new();
    for benefit in benefits {
        if chain.benefit_scope(benefit) == "household" {
            all.push(evaluator.determine(benefit, &Subject::Household));
        } else {
            for member in 0..evaluator.length("members") {
                let subject = Subject::Entry("members".to_owned(), member);
                all.push(evaluator.determine(benefit, &subject));
            }
        }
    }
    (all, evaluator.in_doubt.get())
}

impl Evaluator<'_> {
    /// The determination of a benefit for a subject.
    pub(crate) fn determine(&self, benefit: &str, subject: &Subject) -> Determination {
        let key = (subject.clone(), benefit.to_owned());
        let known = self.determinations.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let mut determination = self.determine_alone(benefit, subject);
            self.exclude(&mut determination, subject);
            self.determinations.borrow_mut().insert(key, determination.clone());
            determination
        })
    }

    /// The determination before other benefits exclude it.
    fn determine_alone(&self, benefit: &str, subject: &Subject) -> Determination {
        let declared = self.chain.declared("benefits", benefit).unwrap();
        let mut conditions = BTreeMap::new();
        let has_rule = !self.chain.has_no_rule(benefit) && in_force(declared, self.day);
        let mut held = only(if has_rule { Value::Bool(true) } else { Value::Missing });
        if has_rule {
            for id in self.chain.condition_ids(benefit) {
                if let Some((state, truth)) = self.condition(benefit, &id, subject) {
                    held = combine(&held, &truth, both_hold);
                    conditions.insert(id, state);
                }
            }
        }
        let pays = self.pays(benefit, subject, self.chain.packs.len());
        let verdict = verdict(&held);
        Determination {
            benefit: benefit.to_owned(),
            subject: self.id(subject),
            verdict,
            amount: range(verdict, &pays),
            conditions,
            excluded_by: BTreeSet::new(),
            held,
            pays,
        }
    }

    /// The state of a condition, and whether it lets the benefit be held; nothing
    /// where it does not apply on the day.
    fn condition(&self, benefit: &str, id: &str, subject: &Subject) -> Option<(State, Possible)> {
        let layers = self.chain.packs.len();
        let Found::Entry { entry, .. } = self.chain.condition(benefit, id, self.day, layers) else {
            return None;
        };
        let truth = self.condition_below(benefit, id, subject, layers);
        let (yes, no) = (Value::Bool(true), Value::Bool(false));
        let is_test = !entry["test"].is_null();
        let state = if truth == only(Value::Missing) {
            State::NoRule
        } else if truth == only(yes.clone()) {
            if is_test { State::Met } else { State::Judgement }
        } else if truth == only(no.clone()) {
            if is_test { State::Unmet } else { State::Met }
        } else {
            State::Judgement
        };
        if is_test {
            return Some((state, truth));
        }
        let mut holds = Possible::new();
        for truth in truth {
            match truth {
                Value::Missing => holds.extend([Value::Missing]),
                Value::Bool(true) => holds.extend([yes.clone(), no.clone()]),
                _ => holds.extend([yes.clone()]),
            }
        }
        Some((state, holds))
    }

    /// The truth that the layers under `below` give a condition's expression.
    fn condition_below(
        &self,
        benefit: &str,
        id: &str,
        subject: &Subject,
        below: usize,
    ) -> Possible {
        let Found::Entry { entry, layer } = self.chain.condition(benefit, id, self.day, below)
        else {
            return only(Value::Missing);
        };
        let text = if entry["test"].is_null() { &entry["judgement"] } else { &entry["test"] };
        let parent = if mentions_parent(text) {
            self.condition_below(benefit, id, subject, layer)
        } else {
            only(Value::Missing)
        };
        let scope = Scope { parent, ..Scope::of(subject.clone()) };
        self.expression(&self.chain.parse(text.as_str().unwrap()), &scope)
    }

    /// What the layers under `below` say a benefit pays; nothing for a status.
    fn pays(&self, benefit: &str, subject: &Subject, below: usize) -> Possible {
        let (entry, layer) = match self.chain.amount(benefit, self.day, below) {
            None => return Possible::new(),
            Some(Found::Nothing) => return only(Value::Missing),
            Some(Found::Entry { entry, layer }) => (entry, layer),
        };
        let parent = if mentions_parent(entry) {
            self.pays(benefit, subject, layer)
        } else {
            only(Value::Missing)
        };
        let scope = Scope { parent, ..Scope::of(subject.clone()) };
        let formulas = ["value", "low", "high"].into_iter().filter_map(|key| entry.get(key));
        formulas.flat_map(|formula| self.formula(formula, &scope)).collect()
    }

    /// Lets the first package of an exclusion take the place of the others, even
    /// of those whose rule is not known.
    fn exclude(&self, determination: &mut Determination, subject: &Subject) {
        let (yes, no) = (Value::Bool(true), Value::Bool(false));
        for id in self.chain.names("exclusions") {
            let exclusion = self.chain.declared("exclusions", &id).unwrap();
            let packages: Vec<Vec<&str>> =
                exclusion["packages"].as_array().unwrap().iter().map(names).collect();
            let is_later = packages[1..].iter().flatten().any(|id| *id == determination.benefit);
            let applies = exclusion["rule"] == "first" && in_force(exclusion, self.day);
            if !applies || !is_later || determination.verdict == Verdict::Ineligible {
                continue;
            }
            for first in &packages[0] {
                let held = self.computed(first, subject);
                if held == only(yes.clone()) {
                    determination.held = only(no.clone());
                    determination.excluded_by.insert((*first).to_owned());
                } else if held.contains(&yes) && determination.held.contains(&yes) {
                    determination.held.insert(no.clone());
                }
            }
            determination.verdict = verdict(&determination.held);
            determination.amount = range(determination.verdict, &determination.pays);
        }
    }

    /// Whether a benefit is held: computed, or declared as received.
    pub(crate) fn entitled(&self, benefit: &str, subject: &Subject) -> Possible {
        if self.received(benefit, subject) {
            return only(Value::Bool(true));
        }
        self.computed(benefit, subject)
    }

    /// Whether a benefit is computed to be held. One that does not exist on the
    /// day is not; one whose rule or figures are not known may be.
    fn computed(&self, benefit: &str, subject: &Subject) -> Possible {
        let declared = self.chain.declared("benefits", benefit).unwrap();
        if !self.chain.has_no_rule(benefit) && !in_force(declared, self.day) {
            return only(Value::Bool(false));
        }
        self.determine(benefit, subject).held
    }

    /// Whether the household says that a benefit is received; that of a
    /// household by any member.
    pub(crate) fn received(&self, benefit: &str, subject: &Subject) -> bool {
        let declares = |subject: &Json, scope: &str| {
            let facts = self.chain.received.iter().filter(|(of, _)| of == scope);
            facts.into_iter().any(|(_, name)| {
                let received = subject[name].as_array();
                received.expect("a known list of benefits").iter().any(|id| id == benefit)
            })
        };
        let mut members = self.household["members"].as_array().unwrap().iter();
        match subject {
            Subject::Entry(list, place) => declares(&self.household[list][*place], subject.scope()),
            Subject::Household => {
                declares(self.household, "household")
                    || members.any(|member| declares(member, "person"))
            }
        }
    }

    /// What a benefit pays, and 0 where it is not held. One that is declared as
    /// received but not computed may pay anything up to what the formula says;
    /// both ends stand for that.
    pub(crate) fn amount_held(&self, benefit: &str, subject: &Subject) -> Possible {
        let pays = self.determine(benefit, subject).pays;
        let mut otherwise = only(whole(0));
        if self.received(benefit, subject) {
            otherwise.extend(pays.clone());
        }
        if pays == only(Value::Missing) && self.received(benefit, subject) {
            otherwise.clone_from(&pays);
        }
        let mut all = Possible::new();
        for computed in self.computed(benefit, subject) {
            match computed {
                Value::Missing => all.extend([Value::Missing]),
                Value::Bool(true) => all.extend(pays.clone()),
                _ => all.extend(otherwise.clone()),
            }
        }
        all
    }

    fn id(&self, subject: &Subject) -> String {
        match subject {
            Subject::Household => "household".to_owned(),
            Subject::Entry(list, place) => {
                self.household[list][*place]["id"].as_str().unwrap().to_owned()
            }
        }
    }
}

/// Whether two conditions both hold; one that hangs on a missing figure leaves
/// the whole without an answer, even where the other does not hold.
fn both_hold(a: &Value, b: &Value) -> Value {
    if *a == Value::Missing || *b == Value::Missing {
        Value::Missing
    } else {
        Value::Bool(a.truth() && b.truth())
    }
}

/// The verdict where it is the same however an office decides.
fn verdict(held: &Possible) -> Verdict {
    if *held == only(Value::Missing) {
        Verdict::NoRule
    } else if *held == only(Value::Bool(false)) {
        Verdict::Ineligible
    } else if *held == only(Value::Bool(true)) {
        Verdict::Eligible
    } else {
        Verdict::NeedsAssessment
    }
}

fn names(list: &Json) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

/// The range of an amount, where something is paid and the figures are known.
fn range(verdict: Verdict, pays: &Possible) -> Option<(BigRational, BigRational)> {
    let positive = matches!(verdict, Verdict::Eligible | Verdict::NeedsAssessment);
    if !positive || pays.is_empty() || pays.contains(&Value::Missing) {
        return None;
    }
    let number = |value: &Value| -> BigRational {
        let Number { value, .. } = value.number();
        value.clone()
    };
    Some((number(pays.first()?), number(pays.last()?)))
}
