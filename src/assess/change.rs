//! The smallest change: where a benefit is refused, for each changeable fact that can do it alone, the nearest value that
//! opens it.
//!
//! A number is searched from its value outwards. Where the condition that decides is a straight line in the fact, its
//! root is tried first; else the way to the fact's bound is halved, if that bound turns the verdict. Either way the abstract
//! domain proves that nothing nearer does; what cannot be proven is not reported.

use crate::decimal::Decimal;

use super::assessor::Assessor;
use super::determine::{Found, verdict};
use crate::assessment::{Change, Shown, Verdict};
use crate::evaluate::{AbstractDomain, Domain, Frame, Known, Truth};
use crate::household::Asked;
use crate::money::Figure;
use crate::rule::node::Node;
use crate::rule::reads::Readers;
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, CellIndex, Fact, FactKind, HOUSEHOLD};

/// Finds what would open each benefit that is refused. Only a fact that every unmet condition reads can do it alone; each is
/// taken up once for all benefits.
pub(super) fn find<'c>(assessor: &mut Assessor<'_, 'c, '_>, found: &mut [Found<'c>]) {
    let setting = assessor.setting;
    let held: Vec<(BenefitIndex, Frame)> = found
        .iter()
        .filter(|it| it.determination.verdict == Verdict::Eligible)
        .map(|it| (it.benefit, it.frame))
        .collect();
    let mut refused: Vec<usize> = Vec::new();
    for (index, it) in found.iter().enumerate() {
        if could_open(assessor, it, &held) {
            refused.push(index);
        }
    }
    let mut changes: Vec<(usize, Decimal, Change<'c>)> = Vec::new();
    for readers in &setting.rules.reads.facts {
        let fact = setting.rules.fact(readers.scope, readers.slot).filter(|it| it.changeable);
        let Some(fact) = fact else { continue };
        for row in 0..setting.household.rows(readers.scope) {
            let Known::Value(value) = setting.world.known(readers.scope, row, readers.slot) else {
                continue;
            };
            // What a household has none of is not proposed for change.
            if matches!(value, Value::Number(number) if number.is_zero()) {
                continue;
            }
            let trial = |index: &usize| Trial::new(found.get(*index)?, readers, row);
            if !refused.iter().any(|it| trial(it).is_some()) {
                continue;
            }
            // Whether some value of the fact could open a benefit and leave the household all that it holds.
            assessor.take(readers, row, Some(Known::Unknown));
            for (benefit, frame) in &held {
                assessor.assume(*benefit, *frame);
            }
            let mut open: Vec<usize> = Vec::new();
            for index in &refused {
                if trial(index).and_then(|it| it.ask(assessor)).is_some() {
                    open.push(*index);
                }
            }
            for index in &open {
                let Some(trial) = trial(index) else { continue };
                let Some((to, verdict)) = trial.nearest(assessor, fact, value) else { continue };
                if trial.costs_another(assessor, to, &held) {
                    continue;
                }
                let asked = Asked::Fact { scope: readers.scope, row, slot: readers.slot };
                let change = Change {
                    fact: setting.fact_name(&asked),
                    from: shown(fact, value),
                    to: shown(fact, to),
                    verdict,
                };
                changes.push((*index, size(value, to), change));
            }
            assessor.take(readers, row, None);
        }
    }
    changes.sort_by(|a, b| (a.0, a.1, &a.2.fact).cmp(&(b.0, b.1, &b.2.fact)));
    for (index, _, change) in changes {
        if let Some(it) = found.get_mut(index) {
            it.determination.change.push(change);
        }
    }
}

/// Whether a change could open a benefit without closing another.
fn could_open(
    assessor: &Assessor<'_, '_, '_>,
    found: &Found<'_>,
    held: &[(BenefitIndex, Frame)],
) -> bool {
    let day = assessor.setting.day;
    let stays_unmet = |it: &CellIndex| {
        let node = day.version(*it).and_then(|(_, it)| it.node.as_ref());
        node.and_then(|it| while_held(it, found.frame, held)) == Some(false)
    };
    // What another benefit excludes does not turn with a fact of its own conditions.
    found.determination.verdict == Verdict::Ineligible
        && found.determination.excluded_by.is_empty()
        && !found.unmet.iter().any(stays_unmet)
}

/// A fact of an entry, and the question put to the rules about it.
struct Trial<'t> {
    benefit: BenefitIndex,
    frame: Frame,
    /// The conditions that are not met.
    unmet: &'t [CellIndex],
    /// What reads the fact.
    readers: &'t Readers,
    row: u32,
}

/// What a condition comes to for as long as the household holds what it holds, where that alone decides it.
fn while_held(node: &Node, frame: Frame, held: &[(BenefitIndex, Frame)]) -> Option<bool> {
    let is_held = |benefit: &BenefitIndex| {
        held.iter().any(|(it, of)| it == benefit && (*of == frame || of.scope == HOUSEHOLD))
    };
    // One operand decides that is `decisive`; all must be known to be the other for the rest.
    let chain = |nodes: &[Node], decisive: bool| {
        let mut all_known = true;
        for it in nodes {
            match while_held(it, frame, held) {
                Some(it) if it == decisive => return Some(decisive),
                it => all_known &= it.is_some(),
            }
        }
        all_known.then_some(!decisive)
    };
    match node {
        Node::Eligible(benefit) => is_held(benefit).then_some(true),
        Node::Excluded(benefit) => is_held(benefit).then_some(false),
        Node::Not(inner) => while_held(inner, frame, held).map(|it| !it),
        Node::All(nodes) => chain(nodes, false),
        Node::Some(nodes) => chain(nodes, true),
        _ => None,
    }
}

impl<'t> Trial<'t> {
    /// A trial of a fact of an entry, if every unmet condition reads it of that entry.
    fn new(found: &'t Found<'_>, readers: &'t Readers, row: u32) -> Option<Self> {
        let (benefit, frame, unmet) = (found.benefit, found.frame, &found.unmet);
        let reached = |it: &CellIndex| {
            let read = readers.cell(*it);
            read.is_some_and(|it| it.of_all || readers.scope != frame.scope || row == frame.row)
        };
        unmet.iter().all(reached).then_some(Self { benefit, frame, unmet, readers, row })
    }

    /// What the verdict would be, if it could be a yes. The conditions that are not met are asked first: where one of them stays
    /// as it is, nothing else matters.
    fn ask(&self, assessor: &mut Assessor<'_, '_, '_>) -> Option<Verdict> {
        let unmet = self.unmet.iter().all(|it| assessor.cell(*it, self.frame).can(true));
        let range = unmet.then(|| assessor.eligible(self.benefit, self.frame))?;
        let verdict = range.can(true).then(|| verdict(&range))?;
        // Where one that comes first is held, this one is not.
        let excluded = assessor.excluded(self.benefit, self.frame);
        match AbstractDomain::truth(&excluded) {
            Truth::True => None,
            Truth::Open if !excluded.deps.is_empty() => Some(Verdict::Undetermined),
            Truth::Open if verdict == Verdict::Eligible => Some(Verdict::NeedsAssessment),
            _ => Some(verdict),
        }
    }

    /// The verdict, if the fact having this value opens the benefit for certain.
    fn turned(&self, assessor: &mut Assessor<'_, '_, '_>, value: Value) -> Option<Verdict> {
        assessor.take(self.readers, self.row, Some(Known::Value(value)));
        self.ask(assessor).filter(|it| matches!(it, Verdict::Eligible | Verdict::NeedsAssessment))
    }

    /// Whether the fact having this value would end another benefit: what opens one door and closes another is no advice.
    fn costs_another(
        &self,
        assessor: &mut Assessor<'_, '_, '_>,
        value: Value,
        held: &[(BenefitIndex, Frame)],
    ) -> bool {
        assessor.take(self.readers, self.row, Some(Known::Value(value)));
        held.iter().any(|(benefit, frame)| !assessor.holds(*benefit, *frame))
    }

    fn nearest(
        &self,
        assessor: &mut Assessor<'_, '_, '_>,
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
    fn could_turn(&self, assessor: &mut Assessor<'_, '_, '_>, low: Decimal, high: Decimal) -> bool {
        let between = Known::Between(low.min(high), low.max(high));
        assessor.take(self.readers, self.row, Some(between));
        self.ask(assessor).is_some()
    }

    /// The nearest value from `near` (not included) to `far` (included) that turns the verdict.
    fn search(
        &self,
        assessor: &mut Assessor<'_, '_, '_>,
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
        assessor: &mut Assessor<'_, '_, '_>,
        near: Decimal,
        far: Decimal,
        step: Decimal,
    ) -> Option<(Decimal, Verdict)> {
        let setting = assessor.setting;
        let rules = setting.rules;
        for cell in rules.reads.conditions.get(usize::from(self.benefit))? {
            // A condition that does not read the fact has no root in it.
            if self.readers.cell(*cell).is_none() {
                continue;
            }
            let Some((_, version)) = setting.day.version(*cell) else { continue };
            let Some(Node::Binary(operator, sides)) = &version.node else { continue };
            let scope = rules.cells.get(usize::from(*cell)).map_or(HOUSEHOLD, |it| it.scope);
            let readable = scope == HOUSEHOLD || scope == self.frame.scope;
            if operator.comparison().is_none() || version.compared.is_none() || !readable {
                continue;
            }
            let mut apart = |value| {
                let known = Known::Value(Value::Number(value));
                assessor.take(self.readers, self.row, Some(known));
                assessor.distance(sides, self.frame)
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
        assessor: &mut Assessor<'_, '_, '_>,
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
