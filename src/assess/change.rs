//! The smallest change: for each changeable fact that can do it alone, the nearest value that turns the verdict.
//!
//! A number is searched from its value outwards. Where the condition that decides is a straight line in the fact, its
//! root is tried first; the abstract domain then proves that nothing nearer turns the verdict. Where that fails,
//! intervals are halved, nearer half first.

use std::cell::Cell;

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

/// Finds the changes of every determination that is decided.
pub(super) fn find<'c>(setting: &Setting<'c, '_>, found: &mut [Found<'c>]) {
    let mut assessor = Assessor::new(setting);
    for it in found.iter_mut() {
        let decided = matches!(
            it.determination.verdict,
            Verdict::Eligible | Verdict::Ineligible | Verdict::NeedsAssessment
        );
        // What another benefit excludes does not turn with a fact of its own conditions.
        if decided && it.determination.excluded_by.is_empty() {
            it.determination.change =
                changes(setting, &mut assessor, it.benefit, it.row, it.determination.verdict);
        }
    }
}

/// A fact of an entry, its value, and the question put to the rules about it.
struct Trial<'s, 'c, 'd> {
    setting: &'s Setting<'c, 'd>,
    benefit: BenefitIndex,
    frame: Frame,
    fact: Instead,
    /// The verdict is refused now, and is to be so no more; or the reverse.
    refused: bool,
    /// How often the rules may still be asked. Where other facts are missing, every interval may stay open.
    left: Cell<u32>,
}

/// How often the rules are asked about one fact: enough to halve the widest bounds down to a fen on both sides.
const TRIALS: u32 = 160;

fn changes<'c>(
    setting: &Setting<'c, '_>,
    assessor: &mut Assessor<'_>,
    benefit: BenefitIndex,
    row: u32,
    before: Verdict,
) -> Vec<Change<'c>> {
    let Some(definition) = setting.rules.benefits.get(usize::from(benefit)) else {
        return Vec::new();
    };
    let frame = Frame { scope: definition.scope_index(), row };
    let mut changes: Vec<(Decimal, Change<'c>)> = Vec::new();
    for read in setting.rules.changeable.get(usize::from(benefit)).into_iter().flatten() {
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
            let trial = Trial {
                setting,
                benefit,
                frame,
                fact: Instead { scope: read.scope, row, slot: read.slot, known: Known::Unknown },
                refused: before == Verdict::Ineligible,
                left: Cell::new(TRIALS),
            };
            let Some((to, verdict)) = trial.nearest(assessor, fact, value) else { continue };
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
        let Some(left) = self.left.get().checked_sub(1) else {
            return Verdict::NoRule;
        };
        self.left.set(left);
        let range =
            assessor.eligible_with(Instead { known, ..self.fact }, self.benefit, self.frame);
        verdict(&range)
    }

    /// The other verdict, if the fact having this value turns it for certain.
    fn turned(&self, assessor: &mut Assessor<'_>, value: Value) -> Option<Verdict> {
        let verdict = self.ask(assessor, Known::Value(value));
        let turned = if self.refused {
            matches!(verdict, Verdict::Eligible | Verdict::NeedsAssessment)
        } else {
            verdict == Verdict::Ineligible
        };
        turned.then_some(verdict)
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
                if !self.could_turn(assessor, *min, *max) {
                    return None;
                }
                let below = self.search(assessor, value, *min, step);
                // A change upwards is reported only if it is smaller.
                let above = self.search(assessor, value, *max, step);
                let distance = |it: &(Decimal, Verdict)| {
                    it.0.checked_sub(value).map_or(Decimal::MAX, |it| it.abs())
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
        match verdict {
            Verdict::Eligible | Verdict::NeedsAssessment => self.refused,
            Verdict::Ineligible => !self.refused,
            Verdict::NoRule => false,
            Verdict::Undetermined => true,
        }
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
            .or_else(|| self.by_halves(assessor, first, far, step, 0))
    }

    /// Tries the root of each comparison that could decide, taken as a straight line.
    fn by_root(
        &self,
        assessor: &mut Assessor<'_>,
        near: Decimal,
        far: Decimal,
        step: Decimal,
    ) -> Option<(Decimal, Verdict)> {
        let definition = self.setting.rules.benefits.get(usize::from(self.benefit))?;
        for condition in &definition.conditions {
            let Some((_, version)) = self.setting.day.version(self.setting.rules, condition.cell)
            else {
                continue;
            };
            let Some(Node::Binary(operator, sides)) = &version.node else { continue };
            if operator.comparison().is_none() {
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
            let Some(there) = apart(probe) else { continue };
            let slope = there.checked_sub(here)?.checked_div(probe.checked_sub(near)?);
            let Some(root) =
                slope.and_then(|slope| here.checked_div(slope)).and_then(|it| near.checked_sub(it))
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

    fn by_halves(
        &self,
        assessor: &mut Assessor<'_>,
        near: Decimal,
        far: Decimal,
        step: Decimal,
        depth: u32,
    ) -> Option<(Decimal, Verdict)> {
        // Halving the widest bounds down to a fen takes fewer than 64 steps.
        if depth > 64 || !self.could_turn(assessor, near, far) {
            return None;
        }
        if near == far {
            return self.turned(assessor, Value::Number(near)).map(|it| (near, it));
        }
        let steps = far.checked_sub(near)?.checked_div(step)?.trunc();
        let half = steps.checked_div(Decimal::TWO)?.trunc();
        let middle = near.checked_add(half.checked_mul(step)?)?;
        let next = middle.checked_add(step)?;
        let last = near.checked_add(steps.checked_mul(step)?)?;
        let depth = depth.saturating_add(1);
        if steps.is_zero() {
            return self.turned(assessor, Value::Number(near)).map(|it| (near, it));
        }
        self.by_halves(assessor, near, middle, step, depth)
            .or_else(|| self.by_halves(assessor, next, last, step, depth))
    }
}

/// How large a change is, for the order: by the share of the value for numbers, after all numbers for the rest.
fn size(from: Value, to: Value) -> Decimal {
    match (from, to) {
        (Value::Number(from), Value::Number(to)) => {
            let apart = to.checked_sub(from).map_or(Decimal::MAX, |it| it.abs());
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
