//! The abstract domain: what a value may still be, and the facts that could narrow it.

use std::rc::Rc;

use crate::decimal::Decimal;

use super::domain::{Domain, Truth};
use super::interpret::{Known, World};
use super::scalar;
use crate::date::Date;
use crate::expression::FoldKind;
use crate::rule::node::{Binary, CellTest, PresentTest, Unary};
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, FactKind, ScopeIndex};

/// The abstract domain.
#[derive(Debug)]
pub(crate) struct AbstractDomain;

/// A set of facts (and of lists not yet given), by their numbers in the household: bits, shared by all values that
/// rest on the same facts. The last word is never 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Deps(Option<Rc<[u64]>>);

impl Deps {
    /// The set of one fact.
    pub(crate) fn one(number: u32) -> Self {
        let last = number.wrapping_shr(6);
        let bits = 1_u64.wrapping_shl(number & 63);
        Self(Some((0..=last).map(|word| if word == last { bits } else { 0 }).collect()))
    }

    /// Adds all facts of the other set.
    pub(crate) fn add(&mut self, other: &Self) {
        let Some(more) = &other.0 else { return };
        let Some(here) = &self.0 else {
            self.0 = Some(Rc::clone(more));
            return;
        };
        if contains(here, more) {
            return;
        }
        self.0 = Some(if contains(more, here) {
            Rc::clone(more)
        } else {
            let (long, short) = if here.len() < more.len() { (more, here) } else { (here, more) };
            long.iter()
                .enumerate()
                .map(|(word, bits)| bits | short.get(word).copied().unwrap_or(0))
                .collect()
        });
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The numbers, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().flat_map(|it| it.iter()).zip(0_u32..).flat_map(|(bits, word)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then(|| word.wrapping_mul(64).wrapping_add(bit))
            })
        })
    }
}

/// Whether a set contains all of another.
fn contains(set: &Rc<[u64]>, other: &Rc<[u64]>) -> bool {
    Rc::ptr_eq(set, other)
        || (other.len() <= set.len()
            && set.iter().zip(other.iter()).all(|(here, more)| more & !here == 0))
}

/// Whatever a value may still be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Range {
    /// What it may be if it is there.
    pub(crate) present: Present,
    /// Whether it may be absent.
    pub(crate) absent: bool,
    /// Whether it may rest on a figure that no pack gives.
    pub(crate) missing: bool,
    /// The facts that could narrow it; none where it is decided, and none where only an office can decide.
    pub(crate) deps: Deps,
}

/// What a value that is there may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Present {
    /// It is not there.
    Never,
    /// The possible truths.
    Truth { yes: bool, no: bool },
    /// The lowest and the highest number.
    Number(Decimal, Decimal),
    /// The first and the last day.
    Date(Date, Date),
    /// The possible values of a choice, as bits.
    Choice(u64),
}

impl Range {
    fn new(present: Present) -> Self {
        Self { present, absent: false, missing: false, deps: Deps::default() }
    }

    fn truth(yes: bool, no: bool) -> Self {
        Self::new(if yes || no { Present::Truth { yes, no } } else { Present::Never })
    }

    fn number(low: Decimal, high: Decimal) -> Self {
        Self::new(Present::Number(low, high))
    }

    fn missing() -> Self {
        Self { missing: true, ..Self::new(Present::Never) }
    }

    fn with(mut self, absent: bool, missing: bool) -> Self {
        self.absent = absent;
        self.missing = missing;
        self
    }

    /// The value, where only one is left.
    pub(crate) fn decided(&self) -> Option<Value> {
        if self.is_open() {
            return None;
        }
        Some(match self.present {
            Present::Never if self.absent => Value::Absent,
            Present::Never => Value::Missing,
            Present::Truth { yes, .. } => Value::Bool(yes),
            Present::Number(low, _) => Value::Number(low),
            Present::Date(first, _) => Value::Date(first),
            Present::Choice(values) => {
                Value::Choice(u8::try_from(values.trailing_zeros()).unwrap_or(0))
            }
        })
    }

    /// Whether more than one value is left.
    fn is_open(&self) -> bool {
        match (self.present, self.absent, self.missing) {
            (Present::Never, absent, missing) => absent == missing,
            (Present::Truth { yes, no }, false, false) => yes == no,
            (Present::Number(low, high), false, false) => low != high,
            (Present::Date(first, last), false, false) => first != last,
            (Present::Choice(values), false, false) => !values.is_power_of_two(),
            _ => true,
        }
    }

    /// Takes the facts that could narrow it; a decided value has none.
    fn resting_on(mut self, deps: &[&Deps]) -> Self {
        self.deps = Deps::default();
        if deps.iter().any(|it| !it.is_empty()) && self.is_open() {
            for it in deps {
                self.deps.add(it);
            }
        }
        self
    }

    /// Whether it may be this truth.
    pub(crate) fn can(&self, truth: bool) -> bool {
        match self.present {
            Present::Truth { yes, no } => {
                if truth {
                    yes
                } else {
                    no
                }
            }
            _ => false,
        }
    }
}

/// Whatever both allow.
fn hull(a: Present, b: Present) -> Present {
    match (a, b) {
        (Present::Never, other) | (other, Present::Never) => other,
        (Present::Truth { yes: y1, no: n1 }, Present::Truth { yes: y2, no: n2 }) => {
            Present::Truth { yes: y1 || y2, no: n1 || n2 }
        }
        (Present::Number(l1, h1), Present::Number(l2, h2)) => {
            Present::Number(l1.min(l2), h1.max(h2))
        }
        (Present::Date(l1, h1), Present::Date(l2, h2)) => Present::Date(l1.min(l2), h1.max(h2)),
        (Present::Choice(a), Present::Choice(b)) => Present::Choice(a | b),
        (a, _) => a,
    }
}

/// Every value of a kind within its bounds.
fn any_of(kind: &FactKind, world: &World<'_>) -> Present {
    match kind {
        FactKind::Bool => Present::Truth { yes: true, no: true },
        FactKind::Number { min, max, .. } => Present::Number(*min, *max),
        FactKind::Date { min, max } => Present::Date(min.on(world.today.0), max.on(world.today.1)),
        FactKind::Choice { values } => {
            let unused = 64_u32.saturating_sub(u32::try_from(values.len()).unwrap_or(64));
            Present::Choice(u64::MAX.checked_shr(unused).unwrap_or(0))
        }
        FactKind::Benefits => Present::Never,
    }
}

impl Domain for AbstractDomain {
    type Value = Range;

    fn constant(value: Value) -> Range {
        match value {
            Value::Bool(value) => Range::truth(value, !value),
            Value::Number(value) => Range::number(value, value),
            Value::Date(value) => Range::new(Present::Date(value, value)),
            Value::Choice(value) => {
                Range::new(Present::Choice(1_u64.wrapping_shl(u32::from(value))))
            }
            Value::Absent => Range::new(Present::Never).with(true, false),
            Value::Missing => Range::missing(),
        }
    }

    fn today(world: &World<'_>) -> Range {
        Range::new(Present::Date(world.today.0, world.today.1))
    }

    fn fact(world: &World<'_>, scope: ScopeIndex, row: u32, slot: u16) -> Range {
        match world.known(scope, row, slot) {
            Known::Value(value) => Self::constant(value),
            Known::Between(low, high) => Range::number(low, high)
                .resting_on(&[&Deps::one(world.household.number(scope, row, slot))]),
            Known::Days(first, last) => Range::new(Present::Date(first, last))
                .resting_on(&[&Deps::one(world.household.number(scope, row, slot))]),
            known => {
                let Some(fact) = world.rules.fact(scope, slot) else {
                    return Range::missing();
                };
                let number = world.household.number(scope, row, slot);
                let optional = fact.optional && !matches!(known, Known::NotAbsent);
                Range::new(any_of(&fact.kind, world))
                    .with(optional, false)
                    .resting_on(&[&Deps::one(number)])
            }
        }
    }

    fn received(
        world: &World<'_>,
        scope: ScopeIndex,
        row: u32,
        slot: u16,
        benefit: BenefitIndex,
    ) -> Range {
        match world.known(scope, row, slot) {
            Known::Benefits(benefits) => Self::constant(Value::Bool(benefits.contains(&benefit))),
            _ => Range::truth(true, true)
                .resting_on(&[&Deps::one(world.household.number(scope, row, slot))]),
        }
    }

    fn truth(value: &Range) -> Truth {
        match (value.present, value.absent, value.missing) {
            (Present::Truth { yes: true, no: false }, false, false) => Truth::True,
            (Present::Truth { yes: false, no: true }, false, false) => Truth::False,
            (Present::Never, false, true) => Truth::Missing,
            _ => Truth::Open,
        }
    }

    fn and(a: Range, b: Range) -> Range {
        let yes = a.can(true) && b.can(true);
        let no = a.can(false) || b.can(false);
        // A missing figure shows wherever the other side is not false.
        let missing = a.missing && (b.missing || b.can(true)) || b.missing && a.can(true);
        // If one side is false whatever happens, so is the whole.
        let always_false = |it: &Range| Self::truth(it) == Truth::False;
        if always_false(&a) || always_false(&b) {
            return Range::truth(false, true);
        }
        Range::truth(yes, no).with(false, missing).resting_on(&[&a.deps, &b.deps])
    }

    fn settle_judgements(conditions: &mut [Range], judgements: &[bool]) {
        let open = |it: &Range| Self::truth(it) == Truth::Open && !it.missing;
        if !conditions.iter().any(|it| open(it) && it.deps.is_empty()) {
            return;
        }
        for (condition, judgement) in conditions.iter_mut().zip(judgements) {
            if *judgement && open(condition) {
                condition.deps = Deps::default();
            }
        }
    }

    fn conjoin(conditions: &[Range]) -> Range {
        if conditions.iter().any(|it| Self::truth(it) == Truth::Missing) {
            return Range::missing();
        }
        let missing = conditions.iter().any(|it| it.missing);
        let refused = conditions.iter().any(|it| Self::truth(it) == Truth::False);
        let yes = !refused && conditions.iter().all(|it| it.can(true));
        let no = conditions.iter().any(|it| it.can(false));
        // Beside a false condition only those matter that may still rest on a missing figure.
        let mut range = Range::truth(yes, no).with(false, missing);
        if range.is_open() {
            for it in conditions.iter().filter(|it| !refused || it.missing) {
                range.deps.add(&it.deps);
            }
        }
        range
    }

    fn not(value: Range) -> Range {
        match value.present {
            Present::Truth { yes, no } => {
                Range { present: Present::Truth { yes: no, no: yes }, ..value }
            }
            _ => value,
        }
    }

    fn unary(operator: Unary, value: Range) -> Range {
        let apply = |it| scalar::unary(operator, it);
        let present = match (operator, value.present) {
            (Unary::Has, present) => {
                let there = present != Present::Never;
                return Range::truth(there, value.absent)
                    .with(false, value.missing)
                    .resting_on(&[&value.deps]);
            }
            (Unary::MonthOf, Present::Date(first, last)) if first.year() != last.year() => {
                Present::Number(Decimal::ONE, Decimal::from(12))
            }
            (_, Present::Number(low, high)) => {
                between(apply(Value::Number(low)), apply(Value::Number(high)))
            }
            (_, Present::Date(first, last)) => {
                between(apply(Value::Date(first)), apply(Value::Date(last)))
            }
            _ => Present::Never,
        };
        let failed = present == Present::Never && value.present != Present::Never;
        Range::new(present).with(false, value.missing || failed).resting_on(&[&value.deps])
    }

    fn binary(operator: Binary, a: Range, b: Range) -> Range {
        match operator {
            Binary::Default => return default(a, b),
            Binary::Equal => return equal(&a, &b),
            Binary::NotEqual => return Self::not(equal(&a, &b)),
            Binary::Least | Binary::Greatest => return extreme(operator, a, b),
            _ => {}
        }
        let missing = a.missing || b.missing;
        let present = match (operator, a.present, b.present) {
            (_, Present::Never, _) | (_, _, Present::Never) => Present::Never,
            (
                Binary::Less | Binary::LessOrEqual | Binary::Greater | Binary::GreaterOrEqual,
                a,
                b,
            ) => order(operator, a, b),
            (Binary::Subtract, Present::Number(l1, h1), Present::Number(l2, h2)) => {
                corners(operator, &[(l1, h2), (h1, l2)])
            }
            (Binary::Add, Present::Number(l1, h1), Present::Number(l2, h2)) => {
                corners(operator, &[(l1, l2), (h1, h2)])
            }
            (
                Binary::Multiply | Binary::Divide,
                Present::Number(l1, h1),
                Present::Number(l2, h2),
            ) => corners(operator, &[(l1, l2), (l1, h2), (h1, l2), (h1, h2)]),
            // Later ends and earlier starts make more time.
            (
                Binary::YearsBetween | Binary::MonthsBetween,
                Present::Date(l1, h1),
                Present::Date(l2, h2),
            ) => between(
                scalar::binary(operator, Value::Date(h1), Value::Date(l2)),
                scalar::binary(operator, Value::Date(l1), Value::Date(h2)),
            ),
            (Binary::AddMonths, Present::Date(l1, h1), Present::Number(l2, h2)) => between(
                scalar::binary(operator, Value::Date(l1), Value::Number(l2)),
                scalar::binary(operator, Value::Date(h1), Value::Number(h2)),
            ),
            _ => Present::Never,
        };
        let failed =
            present == Present::Never && a.present != Present::Never && b.present != Present::Never;
        Range::new(present).with(false, missing || failed).resting_on(&[&a.deps, &b.deps])
    }

    fn one_of_choices(value: Range, choices: u64) -> Range {
        let Present::Choice(possible) = value.present else {
            return Range::truth(false, value.absent)
                .with(false, value.missing)
                .resting_on(&[&value.deps]);
        };
        Range::truth(possible & choices != 0, possible & !choices != 0 || value.absent)
            .with(false, value.missing)
            .resting_on(&[&value.deps])
    }

    fn one_of_numbers(value: Range, numbers: &[Decimal]) -> Range {
        let Present::Number(low, high) = value.present else {
            return Range::truth(false, value.absent)
                .with(false, value.missing)
                .resting_on(&[&value.deps]);
        };
        let yes = numbers.iter().any(|it| low <= *it && *it <= high);
        Range::truth(yes, low != high || !yes || value.absent)
            .with(false, value.missing)
            .resting_on(&[&value.deps])
    }

    fn fits(test: &CellTest, value: &Range) -> Range {
        if test.is_any() {
            return Range::truth(true, false);
        }
        let fits = |it| scalar::fits(test, it) == Some(true);
        let (yes, no) = match (&test.present, value.present) {
            (_, Present::Never) => (false, false),
            (PresentTest::Any, _) => (true, false),
            (PresentTest::None, _) => (false, true),
            (PresentTest::Choices(wanted), Present::Choice(possible)) => {
                (possible & wanted != 0, possible & !wanted != 0)
            }
            (PresentTest::Bool(_), Present::Truth { yes, no }) => (
                (yes && fits(Value::Bool(true))) || (no && fits(Value::Bool(false))),
                (yes && !fits(Value::Bool(true))) || (no && !fits(Value::Bool(false))),
            ),
            (PresentTest::Numbers(wanted), Present::Number(low, high)) => {
                let some = wanted.iter().any(|it| low <= *it && *it <= high);
                (some, low != high || !some)
            }
            (PresentTest::Range { from, to, below }, Present::Number(low, high)) => {
                let outside = from.is_some_and(|it| high < it)
                    || to.is_some_and(|it| if *below { it <= low } else { it < low });
                (!outside, !(fits(Value::Number(low)) && fits(Value::Number(high))))
            }
            _ => (true, true),
        };
        Range::truth(yes || (value.absent && test.absent), no || (value.absent && !test.absent))
            .with(false, value.missing)
            .resting_on(&[&value.deps])
    }

    fn either(condition: &Range, yes: Range, no: Range) -> Range {
        let mut joined = match (condition.can(true), condition.can(false)) {
            (true, false) => yes,
            (false, true) => no,
            (true, true) => join(&yes, &no),
            (false, false) => return Range::missing(),
        };
        joined.missing |= condition.missing;
        let deps = std::mem::take(&mut joined.deps);
        joined.resting_on(&[&deps, &condition.deps])
    }

    fn join(a: Range, b: Range) -> Range {
        join(&a, &b)
    }

    fn judgement(value: Range) -> Range {
        // Where the inner expression is true only an office can say, so no fact is named for that part.
        let somehow = value.can(true) || value.can(false);
        Range::truth(somehow, value.can(true)).with(false, value.missing).resting_on(&[&value.deps])
    }

    fn up_to(amount: Range) -> Range {
        match amount.present {
            Present::Number(low, high) => {
                Range { present: Present::Number(low.min(Decimal::ZERO), high), ..amount }
            }
            _ => amount,
        }
    }

    fn within(value: Range, low: Range, high: Range, whole_first: bool) -> Range {
        let (Present::Number(least, most), Present::Number(above, _), Present::Number(_, below)) =
            (value.present, low.present, high.present)
        else {
            return value;
        };
        if value.decided().is_some() {
            return value;
        }
        let missing = value.missing;
        let absent = value.absent;
        let deps = value.deps.clone();
        let narrowed = (least.max(above), most.min(below));
        // What is said of the whole cannot be: its parts count.
        let range = if narrowed.0 <= narrowed.1 {
            Range::number(narrowed.0, narrowed.1).with(absent, missing)
        } else {
            value
        };
        if whole_first {
            range.resting_on(&[&low.deps, &high.deps])
        } else {
            range.resting_on(&[&deps])
        }
    }

    fn unknown_list(
        fold: FoldKind,
        list: ScopeIndex,
        world: &World<'_>,
        counted: &Range,
        body: Option<Range>,
    ) -> Range {
        let (least, most) =
            world.rules.scopes.get(usize::from(list)).map_or((0, 0), |it| (it.least, it.most));
        let list_deps = Deps::one(world.household.list_number(list));
        let always = Self::truth(counted) == Truth::True;
        let never = Self::truth(counted) == Truth::False;
        let least = if always { least } else { 0 };
        let most = if never { 0 } else { most };
        let (few, many) = (Decimal::from(least), Decimal::from(most));
        let body = body.unwrap_or_else(Range::missing);
        let missing = (counted.missing || (body.missing && fold != FoldKind::Count)) && most > 0;
        let times = |value: Decimal, count: Decimal| value.checked_mul(count);
        let range = match (fold, body.present) {
            (FoldKind::Count, _) => Range::number(few, many),
            (FoldKind::Sum, Present::Number(low, high)) => {
                let low = times(low, if low.is_negative() { many } else { few });
                let high = times(high, if high.is_negative() { few } else { many });
                low.zip(high).map_or_else(Range::missing, |(low, high)| Range::number(low, high))
            }
            (FoldKind::Any, _) => {
                Range::truth(body.can(true) && most > 0, body.can(false) || least == 0)
            }
            (FoldKind::All, _) => {
                Range::truth(body.can(true) || least == 0, body.can(false) && most > 0)
            }
            (FoldKind::Highest | FoldKind::Lowest, present) => {
                Range::new(if never { Present::Never } else { present }).with(least == 0, false)
            }
            _ => Range::missing(),
        };
        let absent = range.absent;
        let missing = missing || range.missing;
        range.with(absent, missing).resting_on(&[&list_deps, &counted.deps, &body.deps])
    }
}

/// The range between two results, in either order.
fn between(a: Value, b: Value) -> Present {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Present::Number(a.min(b), a.max(b)),
        (Value::Date(a), Value::Date(b)) => Present::Date(a.min(b), a.max(b)),
        _ => Present::Never,
    }
}

/// The range over the corners of two intervals.
fn corners(operator: Binary, pairs: &[(Decimal, Decimal)]) -> Present {
    let mut range: Option<(Decimal, Decimal)> = None;
    for (a, b) in pairs {
        let Value::Number(corner) = scalar::binary(operator, Value::Number(*a), Value::Number(*b))
        else {
            return Present::Never;
        };
        let (low, high) = range.unwrap_or((corner, corner));
        range = Some((low.min(corner), high.max(corner)));
    }
    range.map_or(Present::Never, |(low, high)| Present::Number(low, high))
}

/// A comparison by order: which truths are possible.
fn order(operator: Binary, a: Present, b: Present) -> Present {
    let values = |it| match it {
        Present::Number(low, high) => Some((Value::Number(low), Value::Number(high))),
        Present::Date(first, last) => Some((Value::Date(first), Value::Date(last))),
        _ => None,
    };
    let (Some((a_low, a_high)), Some((b_low, b_high))) = (values(a), values(b)) else {
        return Present::Never;
    };
    // The corners at which the comparison holds most and least easily.
    let (easy, hard) = match operator {
        Binary::Less | Binary::LessOrEqual => ((a_low, b_high), (a_high, b_low)),
        _ => ((a_high, b_low), (a_low, b_high)),
    };
    let holds = |(a, b)| scalar::binary(operator, a, b) == Value::Bool(true);
    Present::Truth { yes: holds(easy), no: !holds(hard) }
}

fn equal(a: &Range, b: &Range) -> Range {
    let overlap = match (a.present, b.present) {
        (Present::Number(l1, h1), Present::Number(l2, h2)) => l1 <= h2 && l2 <= h1,
        (Present::Date(l1, h1), Present::Date(l2, h2)) => l1 <= h2 && l2 <= h1,
        (Present::Choice(a), Present::Choice(b)) => a & b != 0,
        (Present::Truth { yes: y1, no: n1 }, Present::Truth { yes: y2, no: n2 }) => {
            (y1 && y2) || (n1 && n2)
        }
        _ => false,
    };
    let both = a.present != Present::Never && b.present != Present::Never;
    let single = |it: &Range| Range::new(it.present).decided().is_some();
    let certain = both && overlap && single(a) && single(b);
    let somehow = |it: &Range| it.present != Present::Never || it.absent;
    let differ = (both && !certain) || (a.absent && somehow(b)) || (b.absent && somehow(a));
    Range::truth(overlap, differ)
        .with(false, a.missing || b.missing)
        .resting_on(&[&a.deps, &b.deps])
}

fn default(a: Range, b: Range) -> Range {
    if !a.absent {
        return a;
    }
    let without = Range { absent: false, ..a };
    if without.present == Present::Never && !without.missing {
        let deps = b.deps.clone();
        return b.resting_on(&[&without.deps, &deps]);
    }
    join(&without, &b)
}

fn extreme(operator: Binary, a: Range, b: Range) -> Range {
    let plain = |it: &Range| !it.absent && !it.missing;
    if plain(&a) && plain(&b) {
        let (first, second) = if operator == Binary::Least { (&a, &b) } else { (&b, &a) };
        // If one side is the extreme whatever happens, the other does not matter.
        if order(Binary::LessOrEqual, first.present, second.present)
            == (Present::Truth { yes: true, no: false })
        {
            return a;
        }
        if order(Binary::LessOrEqual, second.present, first.present)
            == (Present::Truth { yes: true, no: false })
        {
            return b;
        }
    }
    let both = match (a.present, b.present) {
        (Present::Number(l1, h1), Present::Number(l2, h2)) if operator == Binary::Least => {
            Present::Number(l1.min(l2), h1.min(h2))
        }
        (Present::Number(l1, h1), Present::Number(l2, h2)) => {
            Present::Number(l1.max(l2), h1.max(h2))
        }
        (Present::Date(l1, h1), Present::Date(l2, h2)) if operator == Binary::Least => {
            Present::Date(l1.min(l2), h1.min(h2))
        }
        (Present::Date(l1, h1), Present::Date(l2, h2)) => Present::Date(l1.max(l2), h1.max(h2)),
        _ => Present::Never,
    };
    let mut present = both;
    if a.absent {
        present = hull(present, b.present);
    }
    if b.absent {
        present = hull(present, a.present);
    }
    Range::new(present)
        .with(a.absent && b.absent, a.missing || b.missing)
        .resting_on(&[&a.deps, &b.deps])
}

fn join(a: &Range, b: &Range) -> Range {
    Range::new(hull(a.present, b.present))
        .with(a.absent || b.absent, a.missing || b.missing)
        .resting_on(&[&a.deps, &b.deps])
}
