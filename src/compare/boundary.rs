//! At which answers a changed rule matters: the edges of a household.
//!
//! An edge is a place in the rules where a value tips: a comparison, a band's threshold, a bound in a table, a `min` or
//! `max`, that rests on a rule that differs. For each edge and each fact it reads, the value of the fact is looked for at
//! which it tips, to the fen, the unit or the day. The answers on both sides of it, and one step further each way, are what a
//! household is varied by. A question with a few answers is tried with each that gives another value.

use std::collections::{BTreeMap, BTreeSet};

use super::changed::{ChangedRule, key_of};
use super::reach::Reach;
use crate::calculator::Calculator;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::evaluate::{Concrete, Day, Flat, Frame, Interpreter, Known, Offsets, World};
use crate::household::Household;
use crate::money::Figure;
use crate::rule::node::{Binary, Node, PresentTest};
use crate::rule::value::Value;
use crate::rule::{CellIndex, CellKind, Fact, FactKind, HOUSEHOLD, Rules, ScopeIndex};
use crate::source::Value as Json;

/// How many households one edge and fact are varied in: a second one shows whether the first was a special one.
const HOUSEHOLDS: u32 = 2;

/// How many are tried, where the edge does not tip.
const TRIES: u32 = 8;

/// An answer that a household is varied by.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The fact, such as `m1.wage_income`.
    pub fact: String,
    /// The answer, as a household document has it.
    pub value: Json,
    /// The rule in which it tips.
    pub rule: String,
}

/// The edges of the rules of a day that rest on rules which differ.
#[derive(Debug)]
pub struct Boundaries<'c> {
    rules: &'c Rules,
    on: Date,
    day: Day<'c>,
    edges: Vec<Edge>,
    /// By edge and fact, how often it was found, and how often it was not.
    counts: BTreeMap<(usize, ScopeIndex, u16), (u32, u32)>,
}

/// A place where a value tips.
#[derive(Debug)]
struct Edge {
    node: Node,
    scope: ScopeIndex,
    rule: String,
    /// Whether it is true or false, so that the value can be looked for at which it tips.
    tips: bool,
    /// The facts it reads, and whether of every entry.
    reads: BTreeMap<(ScopeIndex, u16), bool>,
}

impl<'c> Boundaries<'c> {
    /// The edges on a day.
    pub fn of(calculator: &'c Calculator, on: Date, changed: &[ChangedRule]) -> Self {
        let rules = calculator.rules();
        let day = Day::new(rules, on);
        let cells: BTreeSet<CellIndex> = (0..)
            .zip(&rules.cells)
            .filter(|(_, cell)| {
                let (kind, name) = key_of(cell);
                changed.iter().any(|it| (it.kind, &it.name) == (kind, &name))
            })
            .map(|(index, _)| index)
            .collect();
        let mut search = Search { rules, day: &day, changed: &cells, edges: Vec::new() };
        for (index, cell) in (0..).zip(&rules.cells) {
            let Some((_, version)) = day.version(index) else { continue };
            let Some(node) = &version.node else { continue };
            let own = cells.contains(&index);
            if own || search.touches(node) {
                search.whole(node, cell.scope, &cell.name, own, cell.kind);
                search.edges(node, cell.scope, &cell.name, own);
            }
        }
        let mut edges = search.edges;
        for edge in &mut edges {
            let mut reads = Reads { day: &day, seen: BTreeSet::new(), found: BTreeMap::new() };
            reads.node(&edge.node, false);
            edge.reads = reads.found;
        }
        Self { rules, on, day, edges, counts: BTreeMap::new() }
    }

    /// How a household is to be varied. What enough others have shown already is left out.
    pub fn variants(&mut self, household: &Household) -> Vec<Variant> {
        let world = World::new(self.rules, household, (self.on, self.on));
        let offsets = Offsets::new(self.rules, household);
        let mut probe =
            Probe { interpreter: Interpreter::new(&world, &self.day, &offsets), on: self.on };
        let mut variants: Vec<Variant> = Vec::new();
        for (number, edge) in self.edges.iter().enumerate() {
            for (&(scope, slot), &of_all) in &edge.reads {
                let Some(fact) = self.rules.fact(scope, slot) else { continue };
                let (found, missed) = self.counts.entry((number, scope, slot)).or_default();
                if *found >= HOUSEHOLDS || *missed >= TRIES {
                    continue;
                }
                let before = variants.len();
                for frame in frames(household, edge.scope) {
                    for row in rows(household, scope, frame, of_all) {
                        let at = At { frame, scope, row, slot };
                        let values = probe.values(edge, fact, at);
                        let name = name(household, fact, at);
                        variants.extend(values.into_iter().filter_map(|it| {
                            let value = json(fact, it)?;
                            Some(Variant { fact: name.clone(), value, rule: edge.rule.clone() })
                        }));
                        if variants.len() > before {
                            break;
                        }
                    }
                    if variants.len() > before {
                        break;
                    }
                }
                let count = if variants.len() > before { found } else { missed };
                *count = count.saturating_add(1);
            }
        }
        variants
    }
}

fn frames(household: &Household, scope: ScopeIndex) -> impl Iterator<Item = Frame> {
    let rows = if household.is_listed(scope) { household.rows(scope) } else { 0 };
    (0..rows).map(move |row| Frame { scope, row })
}

fn rows(
    household: &Household,
    scope: ScopeIndex,
    frame: Frame,
    of_all: bool,
) -> std::ops::Range<u32> {
    if scope == HOUSEHOLD {
        0..1
    } else if scope == frame.scope && !of_all {
        frame.row..frame.row.saturating_add(1)
    } else if household.is_listed(scope) {
        0..household.rows(scope)
    } else {
        0..0
    }
}

fn name(household: &Household, fact: &Fact, at: At) -> String {
    if at.scope == HOUSEHOLD {
        fact.name.clone()
    } else {
        format!("{}.{}", household.id(at.scope, at.row), fact.name)
    }
}

/// A value as a household document has it.
fn json(fact: &Fact, value: Value) -> Option<Json> {
    Some(match (&fact.kind, value) {
        (FactKind::Number { whole: true, unit, .. }, Value::Number(it)) if !unit.is_money() => {
            Json::Number(it.to_string())
        }
        (FactKind::Number { unit, .. }, Value::Number(value)) => {
            Json::String(Figure { value, money: unit.is_money() }.to_string())
        }
        (FactKind::Date { .. }, Value::Date(day)) => Json::String(day.to_string()),
        (FactKind::Bool, Value::Bool(it)) => Json::Bool(it),
        (FactKind::Choice { values }, Value::Choice(it)) => {
            Json::String(values.get(usize::from(it))?.clone())
        }
        _ => return None,
    })
}

/// Looks for edges in the rules.
struct Search<'r> {
    rules: &'r Rules,
    day: &'r Day<'r>,
    changed: &'r BTreeSet<CellIndex>,
    edges: Vec<Edge>,
}

impl Search<'_> {
    fn touches(&self, node: &Node) -> bool {
        Reach::new(self.rules, self.day).touches(node, self.changed)
    }

    fn add(&mut self, node: Node, scope: ScopeIndex, rule: &str, tips: bool) {
        self.edges.push(Edge { node, scope, rule: rule.to_owned(), tips, reads: BTreeMap::new() });
    }

    /// A condition tips as a whole; of what is computed, what differs itself and what is paid is tried with each answer.
    fn whole(&mut self, node: &Node, scope: ScopeIndex, rule: &str, own: bool, kind: CellKind) {
        match (node, kind) {
            (Node::Judgement(inner), CellKind::Condition) => {
                self.add(inner.as_ref().clone(), scope, rule, true);
            }
            (_, CellKind::Condition) => self.add(node.clone(), scope, rule, true),
            (_, CellKind::Amount) => self.add(node.clone(), scope, rule, false),
            _ if own => self.add(node.clone(), scope, rule, false),
            _ => {}
        }
    }

    fn edges(&mut self, node: &Node, scope: ScopeIndex, rule: &str, own: bool) {
        match node {
            Node::Binary(operator, _)
                if operator.comparison().is_some() && (own || self.touches(node)) =>
            {
                self.add(node.clone(), scope, rule, true);
            }
            Node::Binary(Binary::Least | Binary::Greatest, sides) if own || self.touches(node) => {
                self.add(Node::Binary(Binary::Less, sides.clone()), scope, rule, true);
            }
            Node::Bands(bands) => {
                for (reached, _) in &bands.above {
                    self.add(reached.clone(), scope, rule, true);
                }
            }
            Node::Table(table) => {
                for (column, at) in bounds(table) {
                    let sides = Box::new([column, Node::Constant(Value::Number(at))]);
                    self.add(Node::Binary(Binary::GreaterOrEqual, sides), scope, rule, true);
                }
            }
            _ => {}
        }
        let inner = if let Node::Fold(fold) = node { fold.list } else { scope };
        node.children(&mut |child| self.edges(child, inner, rule, own));
    }
}

/// The bounds in a table, each with its column.
fn bounds(table: &crate::rule::node::Table) -> Vec<(Node, Decimal)> {
    let mut found: Vec<(usize, Decimal)> = Vec::new();
    for (cells, _) in &table.rows {
        for (number, cell) in cells.iter().enumerate() {
            let PresentTest::Range { from, to, below } = &cell.present else { continue };
            let end =
                to.and_then(|it| if *below { Some(it) } else { it.checked_add(Decimal::ONE) });
            for at in [*from, end].into_iter().flatten() {
                if !found.contains(&(number, at)) {
                    found.push((number, at));
                }
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(number, at)| Some((table.columns.get(number)?.clone(), at)))
        .collect()
}

/// The facts that a node reads.
struct Reads<'r> {
    day: &'r Day<'r>,
    seen: BTreeSet<(CellIndex, bool)>,
    found: BTreeMap<(ScopeIndex, u16), bool>,
}

impl Reads<'_> {
    fn cell(&mut self, cell: CellIndex, of_all: bool) {
        if self.seen.insert((cell, of_all))
            && let Some((_, version)) = self.day.version(cell)
            && let Some(node) = &version.node
        {
            self.node(node, of_all);
        }
    }

    fn node(&mut self, node: &Node, of_all: bool) {
        match node {
            Node::Fact { scope, slot } => {
                *self.found.entry((*scope, *slot)).or_default() |= of_all;
            }
            Node::Cell(cell) => self.cell(*cell, of_all),
            other => {
                let of_all = of_all || matches!(other, Node::Fold(_));
                other.children(&mut |child| self.node(child, of_all));
            }
        }
    }
}

/// A fact of an entry, and the entry for which an edge is asked.
#[derive(Clone, Copy)]
struct At {
    frame: Frame,
    scope: ScopeIndex,
    row: u32,
    slot: u16,
}

/// Asks the rules about a household with one fact taken to be something else.
struct Probe<'w> {
    interpreter: Interpreter<'w, Concrete>,
    on: Date,
}

impl Probe<'_> {
    fn ask(&mut self, node: &Node, at: At, value: Value) -> Option<Value> {
        let At { scope, row, slot, .. } = at;
        self.interpreter.forget();
        let world = self.interpreter.world;
        world.take(scope, row, slot, Some(Known::Value(value)));
        let found = self.interpreter.value(node, at.frame);
        world.take(scope, row, slot, None);
        match found {
            Flat::Known(Value::Missing) | Flat::Unknown => None,
            Flat::Known(value) => Some(value),
        }
    }

    /// The values of the fact that show the edge; none where it does not tip.
    fn values(&mut self, edge: &Edge, fact: &Fact, at: At) -> Vec<Value> {
        let Known::Value(given) = self.interpreter.world.known(at.scope, at.row, at.slot) else {
            return Vec::new();
        };
        let Some(now) = self.ask(&edge.node, at, given) else { return Vec::new() };
        match (&fact.kind, given) {
            (FactKind::Bool, Value::Bool(it)) => self.others(edge, at, now, &[Value::Bool(!it)]),
            (FactKind::Choice { values }, Value::Choice(given)) => {
                let others: Vec<Value> = (0..values.len())
                    .filter_map(|it| u8::try_from(it).ok())
                    .filter(|it| *it != given)
                    .map(Value::Choice)
                    .collect();
                self.others(edge, at, now, &others)
            }
            (FactKind::Number { min, max, whole, .. }, Value::Number(given)) if edge.tips => {
                let grid = Grid { whole: *whole };
                let ends = (grid.number(*min), grid.number(*max), grid.number(given));
                let (Some(min), Some(max), Some(given)) = ends else { return Vec::new() };
                let mut values = BTreeSet::new();
                for end in [min, max] {
                    let mut is_now = |it| self.ask(&edge.node, at, grid.value(it)) == Some(now);
                    if let Some((near, far)) = tip(given, end, &mut is_now) {
                        let (low, high) = (near.min(far), near.max(far));
                        values.extend([low.saturating_sub(1), low, high, high.saturating_add(1)]);
                    }
                }
                values.retain(|it| (min..=max).contains(it));
                values.into_iter().map(|it| grid.value(it)).collect()
            }
            (FactKind::Date { min, max }, Value::Date(given)) if edge.tips => {
                let (min, max) = (min.on(self.on), max.on(self.on));
                let mut values = BTreeSet::new();
                for end in [min, max] {
                    let mut is_now =
                        |it: i64| self.ask(&edge.node, at, Value::Date(day(it))) == Some(now);
                    if let Some((near, far)) = tip(ordinal(given), ordinal(end), &mut is_now) {
                        let (low, high) = (near.min(far), near.max(far));
                        values.extend([low.saturating_sub(1), low, high, high.saturating_add(1)]);
                    }
                }
                let days = values.into_iter().map(day);
                days.filter(|it| min <= *it && *it <= max).map(Value::Date).collect()
            }
            _ => Vec::new(),
        }
    }

    fn others(&mut self, edge: &Edge, at: At, now: Value, others: &[Value]) -> Vec<Value> {
        let differs = |it: &&Value| self.ask(&edge.node, at, **it).is_some_and(|it| it != now);
        others.iter().filter(differs).copied().collect()
    }
}

/// Numbers as steps of a fact's grain: whole units, or hundredths.
#[derive(Clone, Copy)]
struct Grid {
    whole: bool,
}

impl Grid {
    fn number(self, value: Decimal) -> Option<i64> {
        let grain = if self.whole { Decimal::ONE } else { Decimal::hundredths(10_000) };
        value.checked_mul(grain).and_then(Decimal::to_i64)
    }

    fn value(self, number: i64) -> Value {
        Value::Number(if self.whole { Decimal::from(number) } else { Decimal::hundredths(number) })
    }
}

/// Between two numbers of which the first is as it is now and the second is not: the last that is and the first that is not.
fn tip(near: i64, far: i64, is_now: &mut dyn FnMut(i64) -> bool) -> Option<(i64, i64)> {
    if near == far || is_now(far) {
        return None;
    }
    let (mut near, mut far) = (near, far);
    while near.abs_diff(far) > 1 {
        let middle = near.midpoint(far);
        // The midpoint is rounded towards zero, and may be the end itself only where they touch.
        if is_now(middle) { near = middle } else { far = middle }
    }
    Some((near, far))
}

/// A day as a number that grows by one a day.
fn ordinal(day: Date) -> i64 {
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    // Years that begin in March end with the leap day.
    let moved = if month > 2 { year } else { year.saturating_sub(1) };
    let of_year = month.saturating_add(9).rem_euclid(12).saturating_mul(153).saturating_add(2);
    [moved.div_euclid(4), moved.div_euclid(100).saturating_neg(), moved.div_euclid(400)]
        .into_iter()
        .fold(moved.saturating_mul(365), i64::saturating_add)
        .saturating_add(of_year.div_euclid(5))
        .saturating_add(i64::from(day.day()))
}

/// The day of a number.
fn day(number: i64) -> Date {
    let years = number.saturating_sub(ordinal(crate::limits::FIRST_DAY)).div_euclid(366);
    let mut day = crate::limits::FIRST_DAY.add_months(years.saturating_mul(12));
    let months = number.saturating_sub(ordinal(day)).div_euclid(31);
    day = day.add_months(months);
    while ordinal(day) < number {
        match day.next() {
            Some(next) => day = next,
            None => break,
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_without_a_gap() {
        let mut at = crate::limits::FIRST_DAY;
        let mut number = ordinal(at);
        while let Some(next) = at.next() {
            number = number.saturating_add(1);
            assert_eq!(ordinal(next), number, "{next}");
            if next.day() == 29 || next.day() == 1 {
                assert_eq!(day(number), next);
            }
            at = next;
        }
    }

    #[test]
    fn the_value_is_found_at_which_something_tips() {
        assert_eq!(tip(0, 1_000_000, &mut |it| it < 104_100), Some((104_099, 104_100)));
        assert_eq!(tip(200, -300, &mut |it| it > -7), Some((-6, -7)));
        assert_eq!(tip(5, 9, &mut |_| true), None);
    }
}
