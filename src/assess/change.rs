//! The smallest change: where a benefit is refused, for each changeable fact that can do it alone, the nearest value that
//! opens it.
//!
//! A number is searched from its value outwards. Where the condition that decides is a straight line in the fact, its
//! root is tried first; else the way to the fact's bound is halved, if that bound turns the verdict. Either way the abstract
//! domain proves that nothing nearer does; what cannot be proven is not reported.

use crate::decimal::Decimal;

use super::assessor::{Assessor, Setting};
use super::determine::{Found, verdict};
use crate::assessment::{Change, Shown, Verdict};
use crate::evaluate::{Frame, Instead, Known};
use crate::household::Asked;
use crate::money::Figure;
use crate::rule::node::Node;
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, Fact, FactKind};

/// Finds what would open each benefit that is refused.
///
/// First every changeable fact is taken to be unknown at once: what is refused all the same, no change of one of them opens.
pub(super) fn find<'c>(setting: &Setting<'c, '_>, found: &mut [Found<'c>]) {
    // What another benefit excludes does not turn with a fact of its own conditions.
    let refused = |it: &Found<'c>| {
        it.determination.verdict == Verdict::Ineligible && it.determination.excluded_by.is_empty()
    };
    if !found.iter().any(refused) {
        return;
    }
    setting.world.loosened.set(true);
    let mut loose = Assessor::new(setting);
    let open: Vec<bool> = found
        .iter()
        .map(|it| {
            refused(it)
                && verdict(&loose.eligible(it.benefit, frame_of(setting, it)))
                    != Verdict::Ineligible
        })
        .collect();
    setting.world.loosened.set(false);
    let held: Vec<(BenefitIndex, Frame)> = found
        .iter()
        .filter(|it| it.determination.verdict == Verdict::Eligible)
        .map(|it| (it.benefit, frame_of(setting, it)))
        .collect();
    let mut assessor = Assessor::new(setting);
    for (it, open) in found.iter_mut().zip(open) {
        if open {
            let frame = frame_of(setting, it);
            it.determination.change = changes(setting, &mut assessor, it.benefit, frame, &held);
        }
    }
}

fn frame_of(setting: &Setting<'_, '_>, found: &Found<'_>) -> Frame {
    let scope = setting
        .rules
        .benefits
        .get(usize::from(found.benefit))
        .map_or(crate::rule::HOUSEHOLD, crate::rule::Benefit::scope_index);
    Frame { scope, row: found.row }
}

/// A fact of an entry, its value, and the question put to the rules about it.
struct Trial<'s, 'c, 'd> {
    setting: &'s Setting<'c, 'd>,
    benefit: BenefitIndex,
    frame: Frame,
    fact: Instead,
}

fn changes<'c>(
    setting: &Setting<'c, '_>,
    assessor: &mut Assessor<'_>,
    benefit: BenefitIndex,
    frame: Frame,
    held: &[(BenefitIndex, Frame)],
) -> Vec<Change<'c>> {
    let mut changes: Vec<(Decimal, Change<'c>)> = Vec::new();
    for read in setting.rules.grounds.get(usize::from(benefit)).iter().flat_map(|it| &it.changeable)
    {
        let Some(fact) = setting.rules.fact(read.scope, read.slot) else { continue };
        let rows = if read.of_all {
            0..setting.household.rows(read.scope)
        } else {
            own_row(frame, read.scope)
        };
        for row in rows {
            let Known::Value(value) = setting.world.known(read.scope, row, read.slot) else {
                continue;
            };
            // What a household has none of is not proposed for change.
            if matches!(value, Value::Number(number) if number.is_zero()) {
                continue;
            }
            let trial = Trial {
                setting,
                benefit,
                frame,
                fact: Instead { scope: read.scope, row, slot: read.slot, known: Known::Unknown },
            };
            let Some((to, verdict)) = trial.nearest(assessor, fact, value) else { continue };
            if trial.costs_another(assessor, to, held) {
                continue;
            }
            let name = setting.fact_name(&Asked::Fact { scope: read.scope, row, slot: read.slot });
            changes.push((
                size(value, to),
                Change { fact: name, from: shown(fact, value), to: shown(fact, to), verdict },
            ));
        }
    }
    changes.sort_by(|a, b| (a.0, &a.1.fact).cmp(&(b.0, &b.1.fact)));
    changes.into_iter().map(|(_, change)| change).collect()
}

fn own_row(frame: Frame, scope: crate::rule::ScopeIndex) -> std::ops::Range<u32> {
    let row = if scope == frame.scope { frame.row } else { 0 };
    row..row.saturating_add(1)
}

impl Trial<'_, '_, '_> {
    fn ask(&self, assessor: &mut Assessor<'_>, known: Known<'static>) -> Verdict {
        let range =
            assessor.eligible_with(Instead { known, ..self.fact }, self.benefit, self.frame);
        verdict(&range)
    }

    /// The verdict, if the fact having this value opens the benefit for certain.
    fn turned(&self, assessor: &mut Assessor<'_>, value: Value) -> Option<Verdict> {
        let verdict = self.ask(assessor, Known::Value(value));
        matches!(verdict, Verdict::Eligible | Verdict::NeedsAssessment).then_some(verdict)
    }

    /// Whether the fact having this value would end another benefit: what opens one door and closes another is no advice.
    fn costs_another(
        &self,
        assessor: &mut Assessor<'_>,
        value: Value,
        held: &[(BenefitIndex, Frame)],
    ) -> bool {
        let instead = Instead { known: Known::Value(value), ..self.fact };
        held.iter().any(|(benefit, frame)| {
            verdict(&assessor.eligible_with(instead, *benefit, *frame)) != Verdict::Eligible
        })
    }

    fn nearest(
        &self,
        assessor: &mut Assessor<'_>,
        fact: &Fact,
        value: Value,
    ) -> Option<(Value, Verdict)> {
        match (&fact.kind, value) {
            (FactKind::Number { min, max, whole, .. }, Value::Number(value)) => {
                let step = if *whole { Decimal::ONE } else { Decimal::hundredths(1) };
                let below = self.search(assessor, value, *min, step);
                // A change upwards is reported only if it is smaller.
                let above = self.search(assessor, value, *max, step);
                let distance = |it: &(Decimal, Verdict)| {
                    it.0.checked_sub(value)
                        .map_or(Decimal::MAX, super::super::decimal::Decimal::abs)
                };
                [below, above]
                    .into_iter()
                    .flatten()
                    .min_by_key(distance)
                    .map(|(to, verdict)| (Value::Number(to), verdict))
            }
            (FactKind::Bool, Value::Bool(value)) => {
                let other = Value::Bool(!value);
                self.turned(assessor, other).map(|it| (other, it))
            }
            (FactKind::Choice { values }, Value::Choice(value)) => (0..values.len())
                .filter_map(|it| u8::try_from(it).ok())
                .filter(|it| *it != value)
                .find_map(|it| {
                    self.turned(assessor, Value::Choice(it))
                        .map(|verdict| (Value::Choice(it), verdict))
                }),
            _ => None,
        }
    }

    /// Whether some value between two others could turn the verdict.
    fn could_turn(&self, assessor: &mut Assessor<'_>, low: Decimal, high: Decimal) -> bool {
        let verdict = self.ask(assessor, Known::Between(low.min(high), low.max(high)));
        !matches!(verdict, Verdict::Ineligible | Verdict::NoRule)
    }

    /// The nearest value from `near` (not included) to `far` (included) that turns the verdict.
    fn search(
        &self,
        assessor: &mut Assessor<'_>,
        near: Decimal,
        far: Decimal,
        step: Decimal,
    ) -> Option<(Decimal, Verdict)> {
        let step = if far < near { step.negated() } else { step };
        let first = near.checked_add(step)?;
        if (step.is_negative() && first < far)
            || (!step.is_negative() && far < first)
            || !self.could_turn(assessor, first, far)
        {
            return None;
        }
        self.by_root(assessor, near, far, step)
            .or_else(|| self.by_halves(assessor, near, far, step))
    }

    /// Tries the root of each comparison that could decide, taken as a straight line.
    fn by_root(
        &self,
        assessor: &mut Assessor<'_>,
        near: Decimal,
        far: Decimal,
        step: Decimal,
    ) -> Option<(Decimal, Verdict)> {
        let rules = self.setting.rules;
        for cell in &rules.grounds.get(usize::from(self.benefit))?.conditions {
            let Some((_, version)) = self.setting.day.version(rules, *cell) else { continue };
            let Some(Node::Binary(operator, sides)) = &version.node else { continue };
            let scope =
                rules.cells.get(usize::from(*cell)).map_or(crate::rule::HOUSEHOLD, |it| it.scope);
            let readable = scope == crate::rule::HOUSEHOLD || scope == self.frame.scope;
            if operator.comparison().is_none() || version.compared.is_none() || !readable {
                continue;
            }
            let mut apart = |value| {
                assessor.distance_with(
                    Instead { known: Known::Value(Value::Number(value)), ..self.fact },
                    sides,
                    self.frame,
                )
            };
            let Some(here) = apart(near) else { continue };
            let far_enough =
                if here.is_zero() { near.checked_add(step)? } else { near.checked_sub(here)? };
            let probe = if (far < near && far_enough < near && far <= far_enough)
                || (near < far && near < far_enough && far_enough <= far)
            {
                far_enough
            } else {
                far
            };
            let Some(at_probe) = apart(probe) else { continue };
            let gradient = at_probe.checked_sub(here)?.checked_div(probe.checked_sub(near)?);
            let Some(root) =
                gradient.and_then(|it| here.checked_div(it)).and_then(|it| near.checked_sub(it))
            else {
                continue;
            };
            let on_grid = root.checked_div(step)?.trunc().checked_mul(step)?;
            for steps in [-1_i64, 0, 1] {
                let candidate = on_grid.checked_add(step.checked_mul(Decimal::from(steps))?)?;
                let inside = (far <= candidate && candidate < near)
                    || (near < candidate && candidate <= far);
                if !inside {
                    continue;
                }
                if let Some(verdict) = self.turned(assessor, Value::Number(candidate)) {
                    let before = candidate.checked_sub(step)?;
                    let first = near.checked_add(step)?;
                    let proven = candidate == first || !self.could_turn(assessor, first, before);
                    if proven {
                        return Some((candidate, verdict));
                    }
                    break;
                }
            }
        }
        None
    }

    /// Halves the way to the far end, where that end turns the verdict.
    fn by_halves(
        &self,
        assessor: &mut Assessor<'_>,
        near: Decimal,
        far: Decimal,
        step: Decimal,
    ) -> Option<(Decimal, Verdict)> {
        let mut turned = (far, self.turned(assessor, Value::Number(far))?);
        let mut steps = far.checked_sub(near)?.checked_div(step)?.trunc();
        let mut before = near;
        while steps > Decimal::ONE {
            let half = steps.checked_div(Decimal::TWO)?.trunc();
            let middle = before.checked_add(half.checked_mul(step)?)?;
            if let Some(verdict) = self.turned(assessor, Value::Number(middle)) {
                turned = (middle, verdict);
                steps = half;
            } else {
                before = middle;
                steps = steps.checked_sub(half)?;
            }
        }
        let first = near.checked_add(step)?;
        (turned.0 == first || !self.could_turn(assessor, first, before)).then_some(turned)
    }
}

/// How large a change is, for the order: by the share of the value for numbers, after all numbers for the rest.
fn size(from: Value, to: Value) -> Decimal {
    match (from, to) {
        (Value::Number(from), Value::Number(to)) => {
            let apart =
                to.checked_sub(from).map_or(Decimal::MAX, super::super::decimal::Decimal::abs);
            apart.checked_div(from.abs().max(Decimal::ONE)).unwrap_or(Decimal::MAX)
        }
        _ => Decimal::MAX,
    }
}

fn shown(fact: &Fact, value: Value) -> Shown<'_> {
    match (&fact.kind, value) {
        (FactKind::Number { unit, .. }, Value::Number(value)) => {
            Shown::Figure(Figure { value, money: unit.is_money() })
        }
        (FactKind::Choice { values }, Value::Choice(value)) => {
            Shown::Choice(values.get(usize::from(value)).map_or("", String::as_str))
        }
        (_, Value::Bool(value)) => Shown::Bool(value),
        (_, Value::Date(value)) => Shown::Date(value),
        _ => Shown::Absent,
    }
}
