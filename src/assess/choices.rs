//! Benefits that exclude each other: who gives way, the best lawful combination, and the sums.

use crate::decimal::Decimal;

use super::assessor::Setting;
use super::determine::{Found, missing};
use crate::assessment::{Alternative, Choice, Total, Totals, Verdict};
use crate::document::{ExclusionRule, PayPeriod};
use crate::evaluate::{Deps, Frame};
use crate::money::Figure;
use crate::rule::{BenefitIndex, Exclusion};

/// Where the first package of an exclusion is held, the others are not.
pub(super) fn first<'c>(setting: &Setting<'c, '_>, found: &mut [Found<'c>]) {
    for exclusion in in_force(setting).filter(|it| it.rule == ExclusionRule::First) {
        let Some((leading, rest)) = exclusion.packages.split_first() else { continue };
        for index in 0..found.len() {
            let Some(this) = found
                .get(index)
                .filter(|it| rest.iter().flatten().any(|benefit| *benefit == it.benefit))
            else {
                continue;
            };
            let (row, verdict) = (this.frame.row, this.determination.verdict);
            if verdict == Verdict::Ineligible {
                continue;
            }
            let leaders: Vec<(&'c str, Verdict, Deps)> = found
                .iter()
                .filter(|it| it.frame.row == row && leading.contains(&it.benefit))
                .map(|it| (it.determination.benefit, it.determination.verdict, it.deps.clone()))
                .collect();
            if let Some(this) = found.get_mut(index) {
                give_way(setting, this, &leaders);
            }
        }
    }
}

fn give_way<'c>(
    setting: &Setting<'c, '_>,
    this: &mut Found<'c>,
    leaders: &[(&'c str, Verdict, Deps)],
) {
    let holding: Vec<&'c str> = leaders
        .iter()
        .filter(|(_, verdict, _)| *verdict == Verdict::Eligible)
        .map(|(benefit, ..)| *benefit)
        .collect();
    let determination = &mut this.determination;
    if !holding.is_empty() {
        determination.verdict = Verdict::Ineligible;
        determination.excluded_by = holding;
        determination.amount = None;
        determination.missing.clear();
        determination.materials.clear();
        this.deps = Deps::default();
        return;
    }
    for (_, verdict, deps) in leaders {
        match verdict {
            // Whatever its own rule would say, it is not decided while one that comes first may be held.
            Verdict::Undetermined => {
                determination.verdict = Verdict::Undetermined;
                this.deps.add(deps);
            }
            Verdict::NeedsAssessment if determination.verdict == Verdict::Eligible => {
                determination.verdict = Verdict::NeedsAssessment;
            }
            _ => {}
        }
    }
    determination.missing = missing(setting, &this.deps);
}

fn in_force<'c>(setting: &Setting<'c, '_>) -> impl Iterator<Item = &'c Exclusion> {
    let on = setting.on;
    setting.rules.exclusions.iter().filter(move |it| it.period.contains(on))
}

/// What a determination brings to a combination: low and high a year, a one-off payment counted once.
fn yearly(found: &Found<'_>) -> (Decimal, Decimal) {
    let Some(amount) = found.determination.amount else {
        return (Decimal::ZERO, Decimal::ZERO);
    };
    let times = if amount.period == PayPeriod::Month { Decimal::from(12) } else { Decimal::ONE };
    let scale = |it: Figure| it.value.checked_mul(times).unwrap_or(it.value);
    (scale(amount.low), scale(amount.high))
}

/// Whether a determination is, or may still turn out to be, a yes.
fn possible(found: &Found<'_>) -> bool {
    matches!(
        found.determination.verdict,
        Verdict::Eligible | Verdict::Undetermined | Verdict::NeedsAssessment
    )
}

fn certain(found: &Found<'_>) -> bool {
    found.determination.verdict == Verdict::Eligible
}

/// Picks the best lawful combination for each subject, marks what gives way, and adds up.
pub(super) fn choose<'c>(
    setting: &Setting<'c, '_>,
    found: &mut [Found<'c>],
) -> (Vec<Choice<'c>>, Totals) {
    let exclusions: Vec<&'c Exclusion> =
        in_force(setting).filter(|it| it.rule != ExclusionRule::First).collect();
    let mut choices = Vec::new();
    let mut left_out: Vec<usize> = Vec::new();
    let mut left_out_of_most: Vec<usize> = Vec::new();
    let linked: Vec<usize> = (0..found.len())
        .filter(|it| found.get(*it).is_some_and(|it| possible(it) && is_linked(&exclusions, it)))
        .collect();
    let subjects = if linked.is_empty() { Vec::new() } else { subjects(found) };
    for (subject, frame) in subjects {
        let of_subject = |pick: fn(&Found<'_>) -> bool| -> Vec<usize> {
            let of_them = |it: &Found<'_>| it.frame == frame && pick(it);
            linked.iter().copied().filter(|it| found.get(*it).is_some_and(of_them)).collect()
        };
        let certain_ones = of_subject(certain);
        let best = best(found, &certain_ones, &exclusions, |it| it.0);
        for exclusion in &exclusions {
            choices.extend(choice(setting, found, exclusion, subject, &certain_ones, &best));
        }
        left_out.extend(certain_ones.iter().filter(|it| !best.contains(it)));
        let possible_ones = of_subject(possible);
        let most = self::best(found, &possible_ones, &exclusions, |it| it.1);
        left_out_of_most.extend(possible_ones.iter().filter(|it| !most.contains(it)));
    }
    let totals = totals(found, &left_out, &left_out_of_most);
    for index in left_out {
        let Some(this) = found.get(index) else { continue };
        let (benefit, subject) = (this.benefit, this.determination.subject);
        let by: Vec<&'c str> = found
            .iter()
            .enumerate()
            .filter(|(other, it)| {
                *other != index && it.determination.subject == subject && certain(it)
            })
            .filter(|(_, it)| {
                exclusions.iter().any(|exclusion| conflict(exclusion, benefit, it.benefit))
            })
            .map(|(_, it)| it.determination.benefit)
            .filter(|it| {
                choices.iter().any(|choice: &Choice<'c>| {
                    choice.subject == subject && choice.best.contains(it)
                })
            })
            .collect();
        if let Some(this) = found.get_mut(index) {
            this.determination.excluded_by = by;
        }
    }
    (choices, totals)
}

/// The subjects, each once, in the order of the determinations.
fn subjects<'c>(found: &[Found<'c>]) -> Vec<(&'c str, Frame)> {
    let mut subjects: Vec<(&'c str, Frame)> = Vec::new();
    for it in found {
        if !subjects.iter().any(|(_, frame)| *frame == it.frame) {
            subjects.push((it.determination.subject, it.frame));
        }
    }
    subjects
}

/// Whether some exclusion links the benefit with others.
fn is_linked(exclusions: &[&Exclusion], found: &Found<'_>) -> bool {
    exclusions.iter().any(|it| it.packages.iter().flatten().any(|it| *it == found.benefit))
}

/// Whether two benefits stand in different packages of an exclusion.
fn conflict(exclusion: &Exclusion, a: BenefitIndex, b: BenefitIndex) -> bool {
    let holds = |package: &[BenefitIndex], benefit| package.contains(&benefit);
    exclusion.packages.iter().any(|it| holds(it, a) && !holds(it, b))
        && exclusion.packages.iter().any(|it| holds(it, b) && !holds(it, a))
}

/// The lawful combination that brings the most; among equals the one with more benefits, then with the earlier ones.
fn best(
    found: &[Found<'_>],
    candidates: &[usize],
    exclusions: &[&Exclusion],
    worth: fn((Decimal, Decimal)) -> Decimal,
) -> Vec<usize> {
    let all: Vec<(usize, BenefitIndex, Decimal)> = candidates
        .iter()
        .filter_map(|it| found.get(*it).map(|this| (*it, this.benefit, worth(yearly(this)))))
        .collect();
    let mut best: (Decimal, usize, Vec<usize>) = (Decimal::MIN, 0, Vec::new());
    let combinations = 1_u32.checked_shl(u32::try_from(all.len()).unwrap_or(u32::MAX)).unwrap_or(0);
    // The first benefit is the highest bit, so that counting down tries the earlier ones first.
    for bits in (0..combinations).rev() {
        let taken: Vec<&(usize, BenefitIndex, Decimal)> = all
            .iter()
            .rev()
            .enumerate()
            .filter(|(place, _)| bits.wrapping_shr(u32::try_from(*place).unwrap_or(0)) & 1 == 1)
            .map(|(_, it)| it)
            .collect();
        let lawful = taken.iter().enumerate().all(|(index, a)| {
            taken
                .iter()
                .skip(index.saturating_add(1))
                .all(|b| !exclusions.iter().any(|it| conflict(it, a.1, b.1)))
        });
        if !lawful {
            continue;
        }
        let sum = taken.iter().fold(Decimal::ZERO, |sum, it| sum.checked_add(it.2).unwrap_or(sum));
        if (sum, taken.len()) > (best.0, best.1) {
            best = (sum, taken.len(), taken.iter().map(|it| it.0).collect());
        }
    }
    best.2
}

/// What an exclusion means for a subject, if two of its packages are open to them.
fn choice<'c>(
    setting: &Setting<'c, '_>,
    found: &[Found<'c>],
    exclusion: &'c Exclusion,
    subject: &'c str,
    candidates: &[usize],
    best: &[usize],
) -> Option<Choice<'c>> {
    let id = |benefit: &BenefitIndex| {
        setting.rules.benefits.get(usize::from(*benefit)).map_or("", |it| it.id.as_str())
    };
    let is_candidate = |benefit: &&BenefitIndex| {
        candidates.iter().any(|it| found.get(*it).is_some_and(|it| it.benefit == **benefit))
    };
    let open: Vec<Vec<&BenefitIndex>> = exclusion
        .packages
        .iter()
        .map(|package| package.iter().filter(is_candidate).collect::<Vec<_>>())
        .filter(|it| !it.is_empty())
        .collect();
    if open.len() < 2 {
        return None;
    }
    let in_best = |benefit: &BenefitIndex| {
        best.iter().any(|it| found.get(*it).is_some_and(|it| it.benefit == *benefit))
    };
    let taken = exclusion.packages.iter().flatten().filter(|it| in_best(it)).map(id).collect();
    let alternatives = open
        .iter()
        .map(|package| {
            let of_package: Vec<&Found<'c>> = candidates
                .iter()
                .filter_map(|it| found.get(*it))
                .filter(|it| package.contains(&&it.benefit))
                .collect();
            let monthly = of_package
                .iter()
                .all(|it| it.determination.amount.is_none_or(|it| it.period == PayPeriod::Month));
            let each = |it: &&Found<'c>| {
                if monthly {
                    it.determination.amount.map_or(Decimal::ZERO, |it| it.low.value)
                } else {
                    yearly(it).0
                }
            };
            let total = of_package
                .iter()
                .map(each)
                .fold(Decimal::ZERO, |sum, it| sum.checked_add(it).unwrap_or(sum));
            Alternative {
                take: package.iter().map(|it| id(it)).collect(),
                total: Figure { value: total, money: true },
                period: if monthly { PayPeriod::Month } else { PayPeriod::Year },
            }
        })
        .collect();
    Some(Choice {
        exclusion: &exclusion.id,
        subject,
        between: open.iter().map(|it| it.iter().map(|it| id(it)).collect()).collect(),
        best: taken,
        alternatives,
    })
}

fn totals(found: &[Found<'_>], left_out: &[usize], left_out_of_most: &[usize]) -> Totals {
    let sum = |period: PayPeriod| {
        let mut total = (Decimal::ZERO, Decimal::ZERO);
        for (index, it) in found.iter().enumerate() {
            let Some(amount) = it.determination.amount.filter(|it| it.period == period) else {
                continue;
            };
            if certain(it) && !left_out.contains(&index) {
                total.0 = total.0.checked_add(amount.low.value).unwrap_or(total.0);
            }
            if possible(it) && !left_out_of_most.contains(&index) {
                total.1 = total.1.checked_add(amount.high.value).unwrap_or(total.1);
            }
        }
        Total::new(total.0, total.1)
    };
    Totals { month: sum(PayPeriod::Month), year: sum(PayPeriod::Year), once: sum(PayPeriod::Once) }
}
