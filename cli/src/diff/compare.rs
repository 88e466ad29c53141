//! The comparison: every household on both sides.

use std::collections::{BTreeMap, BTreeSet};

use huisuan::adcode::Adcode;
use huisuan::assessment::{Assessment, Determination, Total, Totals};
use huisuan::case::set_fact;
use huisuan::compare::{Boundaries, ChangedRule, RuleKind, changed, days};
use huisuan::date::Date;
use huisuan::decimal::Decimal;
use huisuan::diagnostic::Diagnostic;
use huisuan::document::PayPeriod;
use huisuan::money::Figure;
use huisuan::source::{Json, Place as At, Value, parse, write_compact};
use huisuan::{Calculator, Parts};

use super::because::{On, because, by_day};
use super::households::{self, Base};
use super::report::{
    Answer, BenefitSummary, DeterminationChange, Diff, Effect, HouseholdChange, Money, Origin,
    Place, RuleChange, RuleName, Rules, Summary, Varied,
};
use crate::end::Refusal;
use crate::rules::{Pack, RulesFolder};
use crate::text::Words;

/// What is asked of each household: the answers, and what they rest on.
const WHY: Parts = Parts { working: true, change: false };

/// What is compared.
#[derive(Debug)]
pub(crate) struct Question<'r> {
    pub(crate) old: Side<'r>,
    pub(crate) new: Side<'r>,
    /// The one place that is asked about, if it is one.
    pub(crate) district: Option<Adcode>,
    /// The most households that are generated for a place.
    pub(crate) most: usize,
}

/// A side: rules, and the day, if it is one for all.
#[derive(Debug)]
pub(crate) struct Side<'r> {
    pub(crate) path: String,
    pub(crate) rules: &'r RulesFolder,
    pub(crate) on: Option<Date>,
}

/// Compares; faults of the rules are what keeps it from it.
pub(crate) fn compare(question: &Question<'_>) -> Result<Result<Diff, Vec<Diagnostic>>, Refusal> {
    let Question { old, new, .. } = question;
    let bases = households::of([old.rules, new.rules])?;
    let (before, after) = (ends(old.rules), ends(new.rules));
    let asked = |it: &Adcode| question.district.is_none_or(|district| *it == district);
    let mut diff = Diff {
        schema: "huisuan.diff/1",
        old: Rules { rules: old.path.clone(), on: old.on },
        new: Rules { rules: new.path.clone(), on: new.on },
        summary: Summary::default(),
        places: Vec::new(),
        only_old: before.difference(&after).copied().filter(asked).collect(),
        only_new: after.difference(&before).copied().filter(asked).collect(),
    };
    let both: Vec<Adcode> = match question.district {
        // A place above a district can be asked for by name.
        Some(district) => vec![district],
        None => before.intersection(&after).copied().collect(),
    };
    if both.is_empty() {
        let message =
            format!("`{}` and `{}` have the rules of no district in common", old.path, new.path);
        return Err(Refusal::new(message)
            .help("name a place that both have rules for with `--district ADCODE`"));
    }
    for district in both {
        let (Some(first), Some(second)) = (old.rules.pack(district), new.rules.pack(district))
        else {
            continue;
        };
        let load = |side: &Side<'_>, pack: &Pack| side.rules.chain(pack).load();
        let calculators = match (load(old, first), load(new, second)) {
            (Ok(first), Ok(second)) => [first, second],
            (Err(faults), _) | (_, Err(faults)) => return Ok(Err(faults)),
        };
        let none = Vec::new();
        let here = bases.get(&district).unwrap_or(&none);
        if let Some(place) = Comparison::new(question, &calculators, here).run() {
            diff.summary.add(&place.summary);
            diff.places.push(place);
        }
    }
    Ok(Ok(diff))
}

/// The places that no other builds on.
fn ends(rules: &RulesFolder) -> BTreeSet<Adcode> {
    let is_end = |it: &&Pack| rules.packs().all(|other| other.parent != Some(it.adcode));
    rules.packs().filter(is_end).map(|it| it.adcode).collect()
}

/// The comparison of one place.
struct Comparison<'a> {
    question: &'a Question<'a>,
    calculators: &'a [Calculator; 2],
    words: [Words<'a>; 2],
    bases: &'a [Base],
    summary: Summary,
    rules: Vec<(ChangedRule, usize)>,
    benefits: BTreeMap<String, BenefitSummary>,
    households: Vec<HouseholdChange>,
}

impl<'a> Comparison<'a> {
    fn new(
        question: &'a Question<'a>,
        calculators: &'a [Calculator; 2],
        bases: &'a [Base],
    ) -> Self {
        let [old, new] = calculators;
        Self {
            question,
            calculators,
            words: [Words::of(old), Words::of(new)],
            bases,
            summary: Summary::default(),
            rules: Vec::new(),
            benefits: BTreeMap::new(),
            households: Vec::new(),
        }
    }

    /// The days of both sides that are compared, and whether households are generated for them.
    fn days(&self) -> Vec<(Date, Date, bool)> {
        let [old, new] = self.calculators;
        if let (Some(before), Some(after)) = (self.question.old.on, self.question.new.on) {
            return vec![(before, after, true)];
        }
        let mut all = days(old, new);
        let own: BTreeSet<Date> = self.bases.iter().map(|it| it.on).collect();
        if all.is_empty() {
            // What differs has always been in force: the last day of a case stands for all.
            all.extend(own.last());
        }
        let mut pairs: Vec<(Date, Date, bool)> = all.iter().map(|it| (*it, *it, true)).collect();
        pairs.extend(own.difference(&all).map(|it| (*it, *it, false)));
        pairs.sort_unstable();
        pairs
    }

    /// What the change does here; none where nothing differs.
    fn run(mut self) -> Option<Place> {
        let [old, new] = self.calculators;
        let mut generated: Vec<(Base, Varied, Date, Date)> = Vec::new();
        let mut any = false;
        for (on_old, on_new, generate) in self.days() {
            let rules = changed(old, on_old, new, on_new);
            if rules.is_empty() && on_old == on_new {
                continue;
            }
            any = true;
            self.remember(&rules);
            let mut edges =
                [Boundaries::of(old, on_old, &rules), Boundaries::of(new, on_new, &rules)];
            let mut texts = BTreeSet::new();
            let bases = self.bases.iter().filter(|it| generate || it.on == on_new);
            for base in bases.filter(|it| texts.insert(it.text.as_str())) {
                self.household(Origin::Case, base, None, (on_old, on_new), &rules);
                if generate {
                    for (calculator, on, edges) in [(old, on_old), (new, on_new)]
                        .into_iter()
                        .zip(&mut edges)
                        .map(|((calculator, on), it)| (calculator, on, it))
                    {
                        let variants = variants(calculator, edges, base, on);
                        generated.extend(
                            variants
                                .into_iter()
                                .map(|(base, varied)| (base, varied, on_old, on_new)),
                        );
                    }
                }
            }
        }
        let mut seen = BTreeSet::new();
        generated
            .retain(|(base, _, on_old, on_new)| seen.insert((base.text.clone(), *on_old, *on_new)));
        self.summary.left_out = generated.len().saturating_sub(self.question.most);
        for (base, varied, on_old, on_new) in generated.into_iter().take(self.question.most) {
            let rules = changed(old, on_old, new, on_new);
            self.household(Origin::Generated, &base, Some(varied), (on_old, on_new), &rules);
        }
        any.then(|| self.finish())
    }

    fn finish(self) -> Place {
        let [_, new] = self.calculators;
        let order: Vec<&str> = new.benefits().into_iter().map(|it| it.id).collect();
        let mut benefits: Vec<BenefitSummary> = self.benefits.into_values().collect();
        benefits.sort_by_key(|it| order.iter().position(|id| *id == it.benefit));
        let labels = &self.words;
        let [_, words] = labels;
        let rules = self
            .rules
            .into_iter()
            .map(|(rule, determinations)| RuleChange {
                label: label(labels, rule.kind, &rule.name),
                documents: rule
                    .after
                    .iter()
                    .flat_map(|it| it.basis.iter().map(|it| words.basis(it)))
                    .collect(),
                rule,
                determinations,
            })
            .collect();
        let mut households = self.households;
        households.sort_by_key(|it| it.origin == Origin::Generated);
        Place {
            district: new.district(),
            name: words.place(new.district()),
            rules,
            summary: self.summary,
            benefits,
            households,
        }
    }

    fn remember(&mut self, rules: &[ChangedRule]) {
        for rule in rules {
            if !self.rules.iter().any(|(it, _)| it == rule) {
                self.rules.push((rule.clone(), 0));
            }
        }
    }

    fn household(
        &mut self,
        origin: Origin,
        base: &Base,
        varied: Option<Varied>,
        (on_old, on_new): (Date, Date),
        rules: &[ChangedRule],
    ) {
        let [old, new] = self.calculators;
        let read = (old.household(&base.text, on_old), new.household(&base.text, on_new));
        let (Ok(first), Ok(second)) = read else {
            self.summary.refused = self.summary.refused.saturating_add(1);
            return;
        };
        let count = match origin {
            Origin::Case => &mut self.summary.cases,
            Origin::Generated => &mut self.summary.generated,
        };
        *count = count.saturating_add(1);
        let before = old.on(on_old).assess_parts(&first, WHY);
        let after = new.on(on_new).assess_parts(&second, WHY);
        let sides = [On { calculator: old, on: on_old }, On { calculator: new, on: on_new }];
        let determinations = self.determinations(&before, &after, sides, rules);
        if determinations.is_empty() {
            self.summary.same = self.summary.same.saturating_add(1);
            return;
        }
        let difference = Money::between(&before.totals, &after.totals);
        let effect = difference.effect();
        self.summary.count(effect, difference, determinations.len());
        self.households.push(HouseholdChange {
            origin,
            case: base.case.clone(),
            file: base.file.clone(),
            varied,
            on_old,
            on_new,
            effect,
            difference,
            determinations,
            household: base.text.clone(),
        });
    }

    fn determinations(
        &mut self,
        before: &Assessment<'_>,
        after: &Assessment<'_>,
        sides: [On<'_>; 2],
        rules: &[ChangedRule],
    ) -> Vec<DeterminationChange> {
        let mut keys: Vec<(&str, &str)> = Vec::new();
        for it in before.determinations.iter().chain(&after.determinations) {
            if !keys.contains(&(it.benefit, it.subject)) {
                keys.push((it.benefit, it.subject));
            }
        }
        let mut changes = Vec::new();
        for (benefit, subject) in keys {
            let (first, second) = (find(before, benefit, subject), find(after, benefit, subject));
            let answers = (first.map(answer), second.map(answer));
            if answers.0 == answers.1 {
                continue;
            }
            let found = because(rules, sides, first, second);
            let period = [answers.1, answers.0].into_iter().flatten().find_map(|it| it.amount);
            let difference =
                certain(answers.1).checked_sub(certain(answers.0)).map_or(Decimal::ZERO, |it| it);
            self.count(benefit, difference, &found);
            changes.push(DeterminationChange {
                benefit: benefit.to_owned(),
                name: self.benefit_name(benefit),
                subject: subject.to_owned(),
                before: answers.0,
                after: answers.1,
                difference: Figure { value: difference, money: true },
                period: period.map(|it| it.period),
                by_day: found.is_empty() || by_day(rules, sides, first, second),
                because: found
                    .into_iter()
                    .map(|it| RuleName {
                        kind: it.kind,
                        name: it.name.clone(),
                        label: label(&self.words, it.kind, &it.name),
                    })
                    .collect(),
            });
        }
        changes
    }

    fn count(&mut self, benefit: &str, difference: Decimal, because: &[&ChangedRule]) {
        for (rule, count) in &mut self.rules {
            if because.iter().any(|it| *it == rule) {
                *count = count.saturating_add(1);
            }
        }
        let name = self.benefit_name(benefit);
        let summary = self.benefits.entry(benefit.to_owned()).or_insert_with(|| BenefitSummary {
            benefit: benefit.to_owned(),
            name,
            more: 0,
            less: 0,
            turn: 0,
        });
        let count = if difference.is_zero() {
            &mut summary.turn
        } else if difference.is_negative() {
            &mut summary.less
        } else {
            &mut summary.more
        };
        *count = count.saturating_add(1);
    }

    fn benefit_name(&self, benefit: &str) -> String {
        let [old, new] = &self.words;
        let name = new.benefit(benefit);
        if name.contains('/') { old.benefit(benefit) } else { name }
    }
}

/// What a rule is called in Chinese; by its name in the rules where they call it nothing else.
fn label(words: &[Words<'_>; 2], kind: RuleKind, name: &str) -> String {
    let benefit = name.split_once('/').map_or(name, |(benefit, _)| benefit);
    let id = match kind {
        RuleKind::Parameter => format!("parameters/{name}/name"),
        RuleKind::Definition => format!("definitions/{name}/name"),
        RuleKind::Condition => name
            .split_once('/')
            .map_or_else(String::new, |(_, id)| format!("benefits/{benefit}/conditions/{id}/text")),
        RuleKind::Amount | RuleKind::Benefit => format!("benefits/{benefit}/name"),
        RuleKind::Exclusion => format!("exclusions/{name}/text"),
    };
    let [old, new] = words;
    let found = [new, old].into_iter().map(|it| it.text(&id)).find(|it| *it != id);
    let found = found.unwrap_or_else(|| name.to_owned());
    match kind {
        RuleKind::Amount => format!("{found}的金额"),
        RuleKind::Benefit => format!("{found}（有没有规则）"),
        _ => found,
    }
}

/// The households that a household is varied to.
fn variants(
    calculator: &Calculator,
    edges: &mut Boundaries<'_>,
    base: &Base,
    on: Date,
) -> Vec<(Base, Varied)> {
    let Ok(household) = calculator.household(&base.text, on) else { return Vec::new() };
    let Ok(json) = parse(&base.text, 0) else { return Vec::new() };
    let mut all = Vec::new();
    for variant in edges.variants(&household) {
        let mut varied = json.clone();
        let value = Json { place: At::default(), value: variant.value.clone() };
        let shown = match &variant.value {
            Value::String(text) => text.clone(),
            _ => write_compact(&value),
        };
        if set_fact(&mut varied, &variant.fact, value) {
            let base = Base { text: write_compact(&varied), ..base.clone() };
            all.push((base, Varied { fact: variant.fact, value: shown, edge: variant.rule }));
        }
    }
    all
}

fn find<'a, 'c>(
    assessment: &'a Assessment<'c>,
    benefit: &str,
    subject: &str,
) -> Option<&'a Determination<'c>> {
    assessment.determinations.iter().find(|it| it.benefit == benefit && it.subject == subject)
}

fn answer(it: &Determination<'_>) -> Answer {
    Answer { verdict: it.verdict, amount: it.amount }
}

/// What is paid for certain.
fn certain(answer: Option<Answer>) -> Decimal {
    answer
        .filter(|it| it.verdict == huisuan::assessment::Verdict::Eligible)
        .and_then(|it| it.amount)
        .map_or(Decimal::ZERO, |it| it.low.value)
}

const fn figure(value: Decimal) -> Figure {
    Figure { value, money: true }
}

fn plus(a: Figure, b: Figure) -> Figure {
    figure(a.value.checked_add(b.value).unwrap_or(a.value))
}

impl Default for Money {
    fn default() -> Self {
        let zero = figure(Decimal::ZERO);
        Self { month: zero, year: zero, once: zero }
    }
}

impl Money {
    /// What is certain on one side and not on the other.
    fn between(before: &Totals, after: &Totals) -> Self {
        let less = |before: Total, after: Total| {
            figure(after.low.value.checked_sub(before.low.value).unwrap_or(Decimal::ZERO))
        };
        Self {
            month: less(before.month, after.month),
            year: less(before.year, after.year),
            once: less(before.once, after.once),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            month: plus(self.month, other.month),
            year: plus(self.year, other.year),
            once: plus(self.once, other.once),
        }
    }

    /// Over a year: twelve months, the year's payment, and what is paid once.
    fn effect(self) -> Effect {
        let months = self.month.value.checked_mul(Decimal::from(12)).unwrap_or(Decimal::ZERO);
        let all = plus(plus(figure(months), self.year), self.once).value;
        if all.is_zero() {
            Effect::Turn
        } else if all.is_negative() {
            Effect::Lose
        } else {
            Effect::Gain
        }
    }

    /// The sums that are not zero, with how often they are paid.
    pub(crate) fn parts(self) -> impl Iterator<Item = (PayPeriod, Figure)> {
        [(PayPeriod::Month, self.month), (PayPeriod::Year, self.year), (PayPeriod::Once, self.once)]
            .into_iter()
            .filter(|(_, it)| !it.value.is_zero())
    }
}

impl Summary {
    fn count(&mut self, effect: Effect, difference: Money, determinations: usize) {
        self.determinations = self.determinations.saturating_add(determinations);
        let count = match effect {
            Effect::Gain => &mut self.gain,
            Effect::Lose => &mut self.lose,
            Effect::Turn => &mut self.turn,
        };
        *count = count.saturating_add(1);
        match effect {
            Effect::Gain => self.gained = self.gained.plus(difference),
            Effect::Lose => self.lost = self.lost.plus(difference),
            Effect::Turn => {}
        }
    }

    fn add(&mut self, other: &Self) {
        for (own, others) in [
            (&mut self.cases, other.cases),
            (&mut self.generated, other.generated),
            (&mut self.left_out, other.left_out),
            (&mut self.refused, other.refused),
            (&mut self.gain, other.gain),
            (&mut self.lose, other.lose),
            (&mut self.turn, other.turn),
            (&mut self.same, other.same),
            (&mut self.determinations, other.determinations),
        ] {
            *own = own.saturating_add(others);
        }
        self.gained = self.gained.plus(other.gained);
        self.lost = self.lost.plus(other.lost);
    }

    /// The households that were compared.
    pub(crate) fn compared(&self) -> usize {
        self.cases.saturating_add(self.generated)
    }
}
