//! What to ask: only facts that can still change a verdict or an amount, in the authored order.
//!
//! Where a yes or no goes before a fact and is not known, that is asked instead. Where a whole may be said instead of its parts (`within`), the whole is asked
//! first. Nothing else is known of the order here: it is the authors'.

use super::assessor::{Assessor, Setting};
use super::bands;
use super::determine::{Conditions, decide, subjects};
use crate::assessment::{Interview, Purpose, Question};
use crate::date::Date;
use crate::evaluate::Known;
use crate::household::{Asked, Household};
use crate::rule::{BenefitIndex, Rules};

/// The questions that are left for a household on a day.
pub(crate) fn interview<'c>(
    rules: &'c Rules,
    day: &crate::evaluate::Day<'c>,
    household: &'c Household,
    on: Date,
) -> Interview<'c> {
    let setting = Setting::new(rules, day, household, on);
    setting.world.whole_first.set(true);
    let mut assessor = Assessor::new(&setting);
    let mut conditions = Conditions::default();
    let mut open: Vec<Open<'c>> = Vec::new();
    for (index, definition, frame) in subjects(&setting) {
        let decision = decide(
            &mut assessor,
            &mut conditions,
            index,
            definition,
            frame,
            &mut |assessor, condition, _, _| assessor.cell(condition.cell, frame),
        );
        let Some(decision) = decision else { continue };
        let decisive: Vec<u32> = decision.decisive.iter().collect();
        for number in decision.deps.iter() {
            let Some(wanted) = setting.household.asked(number) else { continue };
            let asked = before(&setting, wanted.clone());
            let purpose =
                if decisive.contains(&number) { Purpose::Verdict } else { Purpose::Amount };
            note(&mut open, asked, wanted, purpose, (index, &definition.id));
        }
    }
    let mut questions: Vec<(i64, u32, Question<'c>)> = open
        .into_iter()
        .filter_map(|it| question(&setting, it))
        .map(|(row, it)| (it.order, row, it))
        .collect();
    questions.sort_by(|a, b| (a.0, a.1, &a.2.fact).cmp(&(b.0, b.1, &b.2.fact)));
    Interview {
        schema: "huisuan.interview/1",
        questions: questions.into_iter().map(|(_, _, it)| it).collect(),
    }
}

/// A fact that is to be asked, and what it can still change.
struct Open<'c> {
    asked: Asked,
    /// What it goes before, where that is what matters.
    behind: Vec<Asked>,
    purpose: Purpose,
    rests: Vec<BenefitIndex>,
    benefits: Vec<&'c str>,
}

fn note<'c>(
    open: &mut Vec<Open<'c>>,
    asked: Asked,
    wanted: Asked,
    purpose: Purpose,
    (benefit, id): (BenefitIndex, &'c str),
) {
    let place = open.iter().position(|it| it.asked == asked).unwrap_or_else(|| {
        open.push(Open {
            asked,
            behind: Vec::new(),
            purpose,
            rests: Vec::new(),
            benefits: Vec::new(),
        });
        open.len().saturating_sub(1)
    });
    let Some(it) = open.get_mut(place) else { return };
    if wanted != it.asked && !it.behind.contains(&wanted) {
        it.behind.push(wanted);
    }
    if purpose == Purpose::Verdict {
        it.purpose = purpose;
    }
    if !it.rests.contains(&benefit) {
        it.rests.push(benefit);
        it.benefits.push(id);
    }
}

/// The first yes or no that goes before a fact and is not known; the fact itself where all are.
fn before(setting: &Setting<'_, '_>, asked: Asked) -> Asked {
    let mut asked = asked;
    let mut wanted = asked.clone();
    while let Asked::Fact { scope, row, slot } = wanted
        && let Some(first) = setting.rules.fact(scope, slot).and_then(|it| it.asked_if.as_ref())
    {
        let row = if first.scope == scope { row } else { 0 };
        wanted = Asked::Fact { scope: first.scope, row, slot: first.slot };
        if matches!(setting.world.known(first.scope, row, first.slot), Known::Unknown) {
            asked = wanted.clone();
        }
    }
    asked
}

fn question<'c>(setting: &Setting<'c, '_>, open: Open<'c>) -> Option<(u32, Question<'c>)> {
    let Open { asked, behind, purpose, rests, benefits } = open;
    let fact = setting.fact_name(&asked);
    let behind = behind.iter().map(|it| setting.fact_name(it)).collect();
    let mut edges = Vec::new();
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
            if fact.banded {
                edges = bands::of(setting, fact, row, &rests);
            }
            (
                row,
                setting.household.id(scope, row),
                fact.name.as_str(),
                fact.section.as_str(),
                fact.order,
            )
        }
    };
    Some((
        row,
        Question { fact, subject, name, section, order, benefits, purpose, behind, bands: edges },
    ))
}
