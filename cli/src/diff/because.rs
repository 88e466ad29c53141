//! Which rule did it.

use std::collections::BTreeSet;

use huisuan::Calculator;
use huisuan::assessment::{Determination, StepKind};
use huisuan::compare::{ChangedRule, RuleKind, below, grounds};
use huisuan::date::Date;

/// A side of a comparison: its rules and its day.
#[derive(Clone, Copy)]
pub(super) struct On<'c> {
    pub(super) calculator: &'c Calculator,
    pub(super) on: Date,
}

type Key = (RuleKind, String);

/// The rules that differ and on which a changed determination rests.
///
/// First those that its own conditions and working name and that come to something else on the two sides; then those
/// it names at all; then those that it could rest on by way of other benefits. Empty where only the day differs.
pub(super) fn because<'r>(
    changed: &'r [ChangedRule],
    sides: [On<'_>; 2],
    before: Option<&Determination<'_>>,
    after: Option<&Determination<'_>>,
) -> Vec<&'r ChangedRule> {
    let pick = |keys: &BTreeSet<Key>| -> Vec<&'r ChangedRule> {
        changed.iter().filter(|it| keys.contains(&(it.kind, it.name.clone()))).collect()
    };
    let named: BTreeSet<Key> = [before, after].into_iter().flatten().flat_map(names).collect();
    let differing: BTreeSet<Key> =
        named.iter().filter(|it| said(before, it) != said(after, it)).cloned().collect();
    for keys in [differing, named] {
        let found = pick(&keys);
        if !found.is_empty() {
            return found;
        }
    }
    let benefit = before.or(after).map_or("", |it| it.benefit);
    let all = sides.iter().flat_map(|it| grounds(it.calculator, it.on, benefit)).collect();
    pick(&all)
}

/// Whether something that rests on no rule that differs comes to something else, such as an age: then the day did it too.
pub(super) fn by_day(
    changed: &[ChangedRule],
    sides: [On<'_>; 2],
    before: Option<&Determination<'_>>,
    after: Option<&Determination<'_>>,
) -> bool {
    let [old, new] = sides;
    let (Some(first), Some(_)) = (before, after) else { return false };
    old.on != new.on
        && names(first).iter().any(|key| {
            let (kind, name) = key;
            let (was, is) = (said(before, key), said(after, key));
            *kind == RuleKind::Definition
                && was != is
                && is.is_some_and(|it| !it.is_empty())
                && sides.iter().all(|it| {
                    let below = below(it.calculator, it.on, name);
                    changed.iter().all(|it| !below.contains(&(it.kind, it.name.clone())))
                })
        })
}

/// What a determination names.
fn names(it: &Determination<'_>) -> Vec<Key> {
    let of = |kind, name: &str| (kind, name.to_owned());
    let mut names = vec![
        of(RuleKind::Benefit, it.benefit),
        of(RuleKind::Amount, &format!("{}/amount", it.benefit)),
        of(RuleKind::Amount, &format!("{}/amount_high", it.benefit)),
    ];
    names.extend(
        it.conditions
            .iter()
            .map(|at| of(RuleKind::Condition, &format!("{}/{}", it.benefit, at.id))),
    );
    names.extend(it.working.iter().map(|it| {
        let kind = match it.kind {
            StepKind::Parameter => RuleKind::Parameter,
            StepKind::Definition => RuleKind::Definition,
        };
        of(kind, it.name)
    }));
    names
}

/// What a rule comes to in a determination.
fn said(determination: Option<&Determination<'_>>, (kind, name): &Key) -> Option<Vec<String>> {
    let it = determination?;
    Some(match kind {
        RuleKind::Parameter | RuleKind::Definition => it
            .working
            .iter()
            .filter(|step| step.name == name)
            .map(|step| {
                let range = step.low.zip(step.high).map(|(low, high)| format!("{low}–{high}"));
                let value = step.value.as_ref().map(ToString::to_string).or(range);
                format!("{} {}", step.subject, value.unwrap_or_default())
            })
            .collect(),
        RuleKind::Condition => it
            .conditions
            .iter()
            .filter(|at| name.split_once('/').is_some_and(|(_, id)| id == at.id))
            .map(|at| at.state.as_str().to_owned())
            .collect(),
        RuleKind::Amount => it
            .amount
            .map(|it| if name.ends_with("_high") { it.high } else { it.low }.to_string())
            .into_iter()
            .collect(),
        RuleKind::Benefit => vec![it.verdict.as_str().to_owned()],
        RuleKind::Exclusion => it.excluded_by.iter().map(|it| (*it).to_owned()).collect(),
    })
}
