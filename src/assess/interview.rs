//! What to ask: only facts that can still change a verdict or an amount, in the authored order.

use super::assessor::{Assessor, Setting};
use super::determine::{Conditions, decide, subjects};
use crate::assessment::{Interview, Question};
use crate::date::Date;
use crate::household::{Asked, Household};
use crate::rule::Rules;

/// The questions that are left for a household on a day.
pub(crate) fn interview<'c>(
    rules: &'c Rules,
    day: &crate::evaluate::Day<'c>,
    household: &'c Household,
    on: Date,
) -> Interview<'c> {
    let setting = Setting::new(rules, day, household, on);
    let mut assessor = Assessor::new(&setting);
    let mut conditions = Conditions::default();
    let mut asked: Vec<(u32, Vec<&'c str>)> = Vec::new();
    for (index, definition, frame) in subjects(&setting) {
        let benefit = definition.id.as_str();
        let decision = decide(
            &mut assessor,
            &mut conditions,
            index,
            definition,
            frame,
            |assessor, condition, _, _| assessor.cell(condition.cell, frame),
        );
        for number in decision.iter().flat_map(|it| it.deps.iter()) {
            match asked.iter_mut().find(|(it, _)| *it == number) {
                Some((_, benefits)) if benefits.contains(&benefit) => {}
                Some((_, benefits)) => benefits.push(benefit),
                None => asked.push((number, vec![benefit])),
            }
        }
    }
    let mut questions: Vec<(i64, u32, Question<'c>)> = asked
        .into_iter()
        .filter_map(|(number, benefits)| question(&setting, number, benefits))
        .map(|(row, it)| (it.order, row, it))
        .collect();
    questions.sort_by(|a, b| (a.0, a.1, &a.2.fact).cmp(&(b.0, b.1, &b.2.fact)));
    Interview {
        schema: "huisuan.interview/1",
        questions: questions.into_iter().map(|(_, _, it)| it).collect(),
    }
}

fn question<'c>(
    setting: &Setting<'c, '_>,
    number: u32,
    benefits: Vec<&'c str>,
) -> Option<(u32, Question<'c>)> {
    let asked = setting.household.asked(number)?;
    let fact = setting.fact_name(&asked);
    let (row, subject, name, section, order) = match asked {
        Asked::List(scope) => {
            let list = setting.rules.scopes.get(usize::from(scope))?;
            // A list is asked for where its first fact would be.
            let first = list
                .facts
                .iter()
                .filter_map(|it| setting.rules.facts.get(*it))
                .min_by_key(|it| it.order);
            (
                0,
                "household",
                list.name.as_str(),
                first.map_or("", |it| it.section.as_str()),
                first.map_or(i64::MAX, |it| it.order),
            )
        }
        Asked::Fact { scope, row, slot } => {
            let fact = setting.rules.fact(scope, slot)?;
            (
                row,
                setting.household.id(scope, row),
                fact.name.as_str(),
                fact.section.as_str(),
                fact.order,
            )
        }
    };
    Some((row, Question { fact, subject, name, section, order, benefits }))
}
