//! One determination for each benefit and subject.

use super::assessor::{Assessor, Setting};
use super::working::Workings;
use crate::adcode::Adcode;
use crate::assessment::{
    AmountRange, ApplyAt, BasisOn, ConditionState, Determination, Notice, NoticeCode, State,
    TextId, Verdict,
};
use crate::decimal::Decimal;
use crate::evaluate::{AbstractDomain, Deps, Domain, Frame, Present, Range, Truth};
use crate::money::Figure;
use crate::rule::node::Node;
use crate::rule::{Benefit, BenefitIndex, CellIndex, Condition, Rules, Version};

/// A determination and what the later steps need of it.
pub(super) struct Found<'c> {
    pub(super) determination: Determination<'c>,
    pub(super) benefit: BenefitIndex,
    pub(super) frame: Frame,
    /// Where it is refused, the conditions that are not met.
    pub(super) unmet: Vec<CellIndex>,
    /// The facts that could still change it.
    pub(super) deps: Deps,
}

/// All determinations, in the authored order of the benefits, then of the members. Without `workings` they have
/// neither working nor notices.
pub(super) fn all<'c>(
    assessor: &mut Assessor<'_, 'c, '_>,
    mut workings: Option<Workings<'c>>,
) -> Vec<Found<'c>> {
    let setting = assessor.setting;
    let mut conditions = Conditions::default();
    let subjects = subjects(setting);
    let mut found = Vec::with_capacity(subjects.len());
    for (benefit, definition, frame) in subjects {
        let workings = workings.as_mut();
        found.push(determine(assessor, &mut conditions, workings, benefit, definition, frame));
    }
    found
}

/// Every benefit and subject, in the authored order of the benefits, then of the members.
pub(super) fn subjects<'c>(setting: &Setting<'c, '_>) -> Vec<(BenefitIndex, &'c Benefit, Frame)> {
    let rules = setting.rules;
    let mut order: Vec<(i64, BenefitIndex)> =
        rules.benefits.iter().map(|it| it.order).zip(0..).collect();
    order.sort_unstable();
    let mut subjects = Vec::new();
    for (_, index) in order {
        let Some(benefit) = rules.benefits.get(usize::from(index)) else { continue };
        let scope = benefit.scope_index();
        for row in 0..setting.household.rows(scope) {
            subjects.push((index, benefit, Frame { scope, row }));
        }
    }
    subjects
}

/// The conditions of a benefit that apply on the day, for an entry. Used again for each determination.
#[derive(Default)]
pub(super) struct Conditions {
    cells: Vec<CellIndex>,
    ranges: Vec<Range>,
    judgements: Vec<bool>,
}

/// What the conditions and the amount of a benefit come to.
pub(super) struct Decision {
    verdict: Verdict,
    /// The facts that could still change it.
    pub(super) deps: Deps,
    /// Those that could still change the verdict.
    pub(super) decisive: Deps,
    amount: Option<Range>,
}

/// Says what a condition comes to.
pub(super) type Ask<'a, 'c> =
    dyn FnMut(&mut Assessor<'_, 'c, '_>, &'c Condition, usize, &'c Version) -> Range + 'a;

/// Decides a benefit for an entry. `ask` says what a condition comes to, by the layer and version in force.
pub(super) fn decide<'c>(
    assessor: &mut Assessor<'_, 'c, '_>,
    conditions: &mut Conditions,
    benefit: BenefitIndex,
    definition: &'c Benefit,
    frame: Frame,
    ask: &mut Ask<'_, 'c>,
) -> Option<Decision> {
    let day = assessor.setting.day;
    if !day.has_rule(definition) {
        return None;
    }
    conditions.cells.clear();
    conditions.ranges.clear();
    conditions.judgements.clear();
    for condition in &definition.conditions {
        let Some((layer, version)) = day.version(condition.cell) else { continue };
        conditions.cells.push(condition.cell);
        conditions.ranges.push(ask(assessor, condition, layer, version));
        conditions.judgements.push(version.is_judgement());
    }
    AbstractDomain::settle_judgements(&mut conditions.ranges, &conditions.judgements);
    let eligible = AbstractDomain::conjoin(&conditions.ranges);
    let verdict = verdict(&eligible);
    let decisive = eligible.deps.clone();
    let mut deps = eligible.deps;
    let mut amount = None;
    if !matches!(verdict, Verdict::Ineligible | Verdict::NoRule) && definition.amount.is_some() {
        let range = assessor.amount(benefit, frame);
        deps.add(&range.deps);
        amount = Some(range);
    }
    Some(Decision { verdict, deps, decisive, amount })
}

fn determine<'c>(
    assessor: &mut Assessor<'_, 'c, '_>,
    conditions: &mut Conditions,
    workings: Option<&mut Workings<'c>>,
    benefit: BenefitIndex,
    definition: &'c Benefit,
    frame: Frame,
) -> Found<'c> {
    let setting = assessor.setting;
    let mut states = Vec::with_capacity(definition.conditions.len());
    let decision = decide(
        assessor,
        conditions,
        benefit,
        definition,
        frame,
        &mut |assessor, condition, layer, version| {
            let (state, range) = condition_state(assessor, condition, layer, version, frame);
            states.push(state);
            range
        },
    );
    let mut found = Found {
        determination: Determination {
            benefit: &definition.id,
            subject: setting.household.id(frame.scope, frame.row),
            verdict: Verdict::NoRule,
            amount: None,
            conditions: states,
            working: Vec::new(),
            missing: Vec::new(),
            notices: Vec::new(),
            change: Vec::new(),
            materials: Vec::new(),
            apply: apply_at(definition),
            start: definition.start,
            basis: BasisOn { entries: &definition.basis, on: setting.on },
            excluded_by: Vec::new(),
        },
        benefit,
        frame,
        unmet: Vec::new(),
        deps: Deps::default(),
    };
    let Some(decision) = decision else { return found };
    let determination = &mut found.determination;
    determination.verdict = decision.verdict;
    let amount = definition.amount.as_ref().zip(decision.amount);
    // Where a figure may be missing, the rest of the range would look more exact than it is.
    if let Some((amount, range)) = &amount
        && let (Present::Number(low, high), false) = (range.present, range.missing)
    {
        let figure = |value: Decimal| Figure { value: value.max(Decimal::ZERO), money: true };
        determination.amount = Some(AmountRange {
            low: figure(low),
            high: figure(high),
            unit: cell(setting.rules, amount.low).and_then(|it| it.unit).unwrap_or_default(),
            period: amount.period,
        });
    }
    if decision.verdict != Verdict::Ineligible {
        determination.materials = materials(assessor, definition, frame);
    }
    determination.missing = missing(setting, &decision.deps);
    found.deps = decision.deps;
    // A refusal rests on the conditions that are not met, and a rule that is not known on those that lack a figure.
    let cells = &mut conditions.cells;
    if let Some(deciding) = deciding(decision.verdict) {
        let mut states = determination.conditions.iter().map(|it| it.state);
        cells.retain(|_| states.next() == Some(deciding));
    }
    if decision.verdict == Verdict::Ineligible {
        found.unmet.clone_from(cells);
    }
    if let Some(workings) = workings {
        if let Some((amount, _)) = &amount {
            cells.push(amount.low);
            if amount.high != amount.low {
                cells.push(amount.high);
            }
        }
        let mut working = workings.of(assessor, cells, frame);
        if let Some((amount, _)) = amount.filter(|(_, range)| range.missing) {
            let name = cell(setting.rules, amount.low).map_or("", |it| it.name.as_str());
            working.add_notice(&Notice {
                code: NoticeCode::NoFigure,
                name,
                layer: None,
                date: None,
            });
        }
        determination.working = working.steps;
        // Whatever order a rule names its figures in, notices are told in the same order.
        working.notices.sort_unstable();
        determination.notices = working.notices;
    }
    found
}

fn cell(rules: &Rules, index: CellIndex) -> Option<&crate::rule::Cell> {
    rules.cells.get(usize::from(index))
}

/// The names of the facts.
pub(super) fn missing(setting: &Setting<'_, '_>, deps: &Deps) -> Vec<String> {
    let asked = deps.iter().filter_map(|it| setting.household.asked(it));
    asked.map(|it| setting.fact_name(&it)).collect()
}

/// The papers that are, or may be, asked for.
fn materials<'c>(
    assessor: &mut Assessor<'_, 'c, '_>,
    definition: &'c Benefit,
    frame: Frame,
) -> Vec<&'c str> {
    let mut wanted = Vec::with_capacity(definition.materials.len());
    for (material, when) in &definition.materials {
        let left_out = when.as_ref().is_some_and(|it| assessor.truth(it, frame) == Truth::False);
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

/// Whether a condition holds and by how much, and what it comes to.
fn condition_state<'c>(
    assessor: &mut Assessor<'_, 'c, '_>,
    condition: &'c Condition,
    layer: usize,
    version: &'c Version,
    frame: Frame,
) -> (ConditionState<'c>, Range) {
    let setting = assessor.setting;
    let compared = match (&version.node, version.compared) {
        (Some(Node::Binary(operator, sides)), Some(unit)) => {
            let sides = assessor.compare(condition.cell, *operator, sides, frame);
            Some((operator.comparison(), sides, unit))
        }
        _ => None,
    };
    let range = assessor.cell(condition.cell, frame);
    let state = match verdict(&range) {
        Verdict::Eligible => State::Met,
        Verdict::Ineligible => State::Unmet,
        Verdict::NoRule => State::NoRule,
        Verdict::NeedsAssessment => State::Judgement,
        Verdict::Undetermined => State::Unknown,
    };
    let pack = cell(setting.rules, condition.cell).and_then(|it| it.layers.get(layer));
    let mut found = ConditionState {
        id: &condition.id,
        state,
        actual: None,
        threshold: None,
        operator: None,
        distance: None,
        unit: None,
        layer: adcode(setting.rules, pack.map_or(0, |it| it.pack)),
        basis: BasisOn { entries: &version.basis, on: setting.on },
    };
    if let Some((operator, [actual, threshold], unit)) = compared {
        let figure = |value| Figure { value, money: unit.is_money() };
        found.operator = operator;
        found.unit = Some(unit);
        found.actual = actual.map(figure);
        found.threshold = threshold.map(figure);
        found.distance =
            actual.zip(threshold).and_then(|(a, b)| a.checked_sub(b)).map(|it| figure(it.abs()));
    }
    (found, range)
}

/// The code of a pack of the chain.
pub(super) fn adcode(rules: &Rules, pack: usize) -> Adcode {
    rules.packs.get(pack).map_or(Adcode::NATION, |it| it.adcode)
}
