//! One determination for each benefit and subject.

use super::assessor::{Assessor, Setting};
use super::working::Workings;
use crate::assessment::{
    AmountRange, ApplyAt, BasisOn, ConditionState, Determination, Notice, NoticeCode, State,
    TextId, Verdict,
};
use crate::decimal::Decimal;
use crate::evaluate::{AbstractDomain, Deps, Domain, Frame, Present, Range, Truth};
use crate::money::Figure;
use crate::rule::node::Node;
use crate::rule::{Benefit, BenefitIndex, Condition, Rules, Version};

/// A determination and what the later steps need of it.
pub(super) struct Found<'c> {
    pub(super) determination: Determination<'c>,
    pub(super) benefit: BenefitIndex,
    pub(super) row: u32,
    /// The facts that could still change it.
    pub(super) deps: Deps,
}

/// All determinations, in the authored order of the benefits, then of the members.
pub(super) fn all<'c>(setting: &Setting<'c, '_>) -> Vec<Found<'c>> {
    let mut assessor = Assessor::new(setting);
    let mut workings = Workings::new(setting);
    let mut found = Vec::new();
    for benefit in in_order(setting.rules) {
        let Some(definition) = setting.rules.benefits.get(usize::from(benefit)) else { continue };
        for row in 0..setting.household.rows(definition.scope_index()) {
            found.push(determine(setting, &mut assessor, &mut workings, benefit, definition, row));
        }
    }
    found
}

fn in_order(rules: &Rules) -> Vec<BenefitIndex> {
    let mut order: Vec<(i64, BenefitIndex)> =
        rules.benefits.iter().map(|it| it.order).zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, benefit)| benefit).collect()
}

fn determine<'c>(
    setting: &Setting<'c, '_>,
    assessor: &mut Assessor<'_>,
    workings: &mut Workings<'c>,
    benefit: BenefitIndex,
    definition: &'c Benefit,
    row: u32,
) -> Found<'c> {
    let frame = Frame { scope: definition.scope_index(), row };
    let mut determination = Determination {
        benefit: &definition.id,
        subject: setting.household.id(frame.scope, row),
        verdict: Verdict::NoRule,
        amount: None,
        conditions: Vec::new(),
        working: Vec::new(),
        missing: Vec::new(),
        notices: Vec::new(),
        change: Vec::new(),
        materials: Vec::new(),
        apply: apply_at(definition),
        start: definition.start,
        basis: BasisOn { entries: &definition.basis, on: setting.on },
        excluded_by: Vec::new(),
    };
    if !setting.day.has_rule(definition) {
        return Found { determination, benefit, row, deps: Deps::default() };
    }
    let mut no_figure = false;
    let mut cells = Vec::with_capacity(definition.conditions.len().saturating_add(2));
    let mut ranges = Vec::with_capacity(definition.conditions.len());
    let mut judgements = Vec::with_capacity(definition.conditions.len());
    for condition in &definition.conditions {
        let Some((layer, version)) = setting.day.version(setting.rules, condition.cell) else {
            continue;
        };
        let range = assessor.cell(condition.cell, frame);
        let pack = setting
            .rules
            .cells
            .get(usize::from(condition.cell))
            .and_then(|it| it.layers.get(layer))
            .map_or(0, |it| it.pack);
        determination
            .conditions
            .push(condition_state(setting, assessor, condition, version, pack, frame, &range));
        cells.push(condition.cell);
        ranges.push(range);
        judgements.push(version.is_judgement());
    }
    AbstractDomain::settle_judgements(&mut ranges, &judgements);
    let eligible = AbstractDomain::conjoin(&ranges);
    determination.verdict = verdict(&eligible);
    let mut deps = eligible.deps;
    if !matches!(determination.verdict, Verdict::Ineligible | Verdict::NoRule)
        && let Some(amount) = &definition.amount
    {
        let range = assessor.amount(benefit, frame);
        deps.add(&range.deps);
        cells.push(amount.low);
        if amount.high != amount.low {
            cells.push(amount.high);
        }
        let unit = setting
            .rules
            .cells
            .get(usize::from(amount.low))
            .and_then(|it| it.unit)
            .unwrap_or_default();
        // Where a figure may be missing, the rest of the range would look more exact than it is.
        if let (Present::Number(low, high), false) = (range.present, range.missing) {
            let figure = |value: Decimal| Figure { value: value.max(Decimal::ZERO), money: true };
            determination.amount = Some(AmountRange {
                low: figure(low),
                high: figure(high),
                unit,
                period: amount.period,
            });
        }
        no_figure = range.missing;
    }
    if determination.verdict != Verdict::Ineligible {
        determination.materials = materials(assessor, definition, frame);
    }
    determination.missing = deps
        .iter()
        .filter_map(|it| setting.household.asked(it))
        .map(|it| setting.fact_name(&it))
        .collect();
    // A refusal rests on the conditions that are not met, and a rule that is not known on those that lack a figure.
    if let Some(deciding) = deciding(determination.verdict) {
        let mut states = determination.conditions.iter().map(|it| it.state);
        cells.retain(|_| states.next() == Some(deciding));
    }
    let mut working = workings.of(setting, assessor, &cells, frame);
    if let Some(amount) = definition.amount.as_ref().filter(|_| no_figure) {
        let name =
            setting.rules.cells.get(usize::from(amount.low)).map_or("", |it| it.name.as_str());
        working.add_notice(&Notice { code: NoticeCode::NoFigure, name, layer: None, date: None });
    }
    determination.working = working.steps;
    // Whatever order a rule names its figures in, notices are told in the same order.
    working.notices.sort_unstable();
    determination.notices = working.notices;
    Found { determination, benefit, row, deps }
}

/// The papers that are, or may be, asked for.
fn materials<'c>(
    assessor: &mut Assessor<'_>,
    definition: &'c Benefit,
    frame: Frame,
) -> Vec<&'c str> {
    let mut wanted = Vec::new();
    for (material, when) in &definition.materials {
        let left_out = when
            .as_ref()
            .is_some_and(|it| AbstractDomain::truth(&assessor.range(it, frame)) == Truth::False);
        if !left_out {
            wanted.push(material.as_str());
        }
    }
    wanted
}

/// Where to apply.
fn apply_at(definition: &Benefit) -> Option<ApplyAt<'_>> {
    let apply = definition.apply.as_ref()?;
    let text = |key| TextId { benefit: &definition.id, key };
    Some(ApplyAt {
        office: text("apply/office"),
        channel: apply.has_channel.then(|| text("apply/channel")),
        phone: apply.phone.as_deref(),
        days: apply.days,
        day_kind: apply.day_kind,
    })
}

/// The state of the conditions that alone decide a verdict, where not all of them do.
fn deciding(verdict: Verdict) -> Option<State> {
    match verdict {
        Verdict::Ineligible => Some(State::Unmet),
        Verdict::NoRule => Some(State::NoRule),
        _ => None,
    }
}

/// The verdict that the conditions together give. What nothing known or unknown of the household can decide is an office's.
pub(super) fn verdict(eligible: &Range) -> Verdict {
    match AbstractDomain::truth(eligible) {
        Truth::True => Verdict::Eligible,
        Truth::False => Verdict::Ineligible,
        Truth::Missing => Verdict::NoRule,
        Truth::Open if eligible.deps.is_empty() => Verdict::NeedsAssessment,
        Truth::Open => Verdict::Undetermined,
    }
}

fn condition_state<'c>(
    setting: &Setting<'c, '_>,
    assessor: &mut Assessor<'_>,
    condition: &'c Condition,
    version: &'c Version,
    pack: usize,
    frame: Frame,
    range: &Range,
) -> ConditionState<'c> {
    let state = match verdict(range) {
        Verdict::Eligible => State::Met,
        Verdict::Ineligible => State::Unmet,
        Verdict::NoRule => State::NoRule,
        Verdict::NeedsAssessment => State::Judgement,
        Verdict::Undetermined => State::Unknown,
    };
    let mut found = ConditionState {
        id: &condition.id,
        state,
        actual: None,
        threshold: None,
        operator: None,
        distance: None,
        unit: None,
        layer: adcode(setting.rules, pack),
        basis: BasisOn { entries: &version.basis, on: setting.on },
    };
    if let (Some(Node::Binary(operator, sides)), Some(unit)) = (&version.node, version.compared) {
        let [left, right] = sides.as_ref();
        let figure = |value| Figure { value, money: unit.is_money() };
        let mut known = |node| match assessor.range(node, frame).decided() {
            Some(crate::rule::value::Value::Number(value)) => Some(value),
            _ => None,
        };
        let (actual, threshold) = (known(left), known(right));
        found.operator = operator.comparison();
        found.unit = Some(unit);
        found.actual = actual.map(figure);
        found.threshold = threshold.map(figure);
        found.distance =
            actual.zip(threshold).and_then(|(a, b)| a.checked_sub(b)).map(|it| figure(it.abs()));
    }
    found
}

/// The code of a pack of the chain.
pub(super) fn adcode(rules: &Rules, pack: usize) -> crate::adcode::Adcode {
    rules.packs.get(pack).map_or(crate::adcode::Adcode::NATION, |it| it.adcode)
}
