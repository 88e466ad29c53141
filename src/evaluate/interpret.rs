//! The interpreter: one walk over checked expressions, in whichever domain.

use std::cell::Cell;

use super::concrete::{Concrete, Flat};
use super::domain::{Domain, Frame, Truth};
use super::watch::{Step, Watch};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::expression::FoldKind;
use crate::household::{Given, Household};
use crate::rule::node::{Bands, Binary, Fold, Node, Table};
use crate::rule::reads::{ReadBy, Readers};
use crate::rule::value::Value;
use crate::rule::{Benefit, BenefitIndex, CellIndex, HOUSEHOLD, Rules, ScopeIndex, Version};

/// What is evaluated: rules, a household and a day. (While a chain is checked, the day is any day.)
#[derive(Debug)]
pub(crate) struct World<'w> {
    pub(crate) rules: &'w Rules,
    pub(crate) household: &'w Household,
    /// The first and the last day it may be.
    pub(crate) today: (Date, Date),
    /// A fact that is taken to be something else, to see what would change: scope, row and slot.
    varied: Cell<Option<(ScopeIndex, u32, u16)>>,
    /// What it is taken to be.
    instead: Cell<Known<'static>>,
    /// Whether of a whole and its parts only the whole matters while nothing is said of it.
    pub(crate) whole_first: Cell<bool>,
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Known<'w> {
    Unknown,
    Value(Value),
    /// A number between two others.
    Between(Decimal, Decimal),
    /// A day between two others.
    Days(Date, Date),
    /// Something, whatever it is.
    NotAbsent,
    Benefits(&'w [BenefitIndex]),
}

impl<'w> World<'w> {
    /// A household on a day.
    pub(crate) fn new(rules: &'w Rules, household: &'w Household, today: (Date, Date)) -> Self {
        Self {
            rules,
            household,
            today,
            varied: Cell::new(None),
            instead: Cell::new(Known::Unknown),
            whole_first: Cell::new(false),
        }
    }

    /// Takes a fact to be something else, or to be again what it is.
    pub(crate) fn take(
        &self,
        scope: ScopeIndex,
        row: u32,
        slot: u16,
        known: Option<Known<'static>>,
    ) {
        self.varied.set(known.map(|_| (scope, row, slot)));
        self.instead.set(known.unwrap_or(Known::Unknown));
    }

    /// What is known of a fact.
    pub(crate) fn known(&self, scope: ScopeIndex, row: u32, slot: u16) -> Known<'w> {
        if self.varied.get() == Some((scope, row, slot)) {
            return self.instead.get();
        }
        match self.household.given(scope, row, slot) {
            Given::Unknown => Known::Unknown,
            Given::Value(value) => Known::Value(*value),
            Given::Between(low, high) => Known::Between(*low, *high),
            Given::Days(first, last) => Known::Days(*first, *last),
            Given::NotAbsent => Known::NotAbsent,
            Given::Benefits(benefits) => Known::Benefits(benefits),
        }
    }
}

/// Which version of each cell is in force.
#[derive(Debug)]
pub(crate) struct Day<'r> {
    /// The day, or none for all days at once.
    on: Option<Date>,
    /// By cell: the layer and version in force, the most local first.
    current: Vec<Option<(usize, &'r Version)>>,
}

impl<'r> Day<'r> {
    /// The versions in force on a day.
    pub(crate) fn new(rules: &'r Rules, on: Date) -> Self {
        let current =
            rules.cells.iter().map(|cell| in_force(cell, cell.layers.len(), on)).collect();
        Self { on: Some(on), current }
    }

    /// All versions of all days, for checking.
    #[cfg(feature = "check")]
    pub(crate) fn any(rules: &Rules) -> Self {
        Self { on: None, current: vec![None; rules.cells.len()] }
    }

    /// The layer and version of a cell that are in force.
    pub(crate) fn version(&self, cell: CellIndex) -> Option<(usize, &'r Version)> {
        self.current.get(usize::from(cell)).copied().flatten()
    }

    /// Whether a benefit's rule is known and in force.
    pub(crate) fn has_rule(&self, benefit: &Benefit) -> bool {
        !benefit.no_rule && self.on.is_none_or(|on| benefit.period.contains(on))
    }
}

/// The most local version in force below a layer.
fn in_force(cell: &crate::rule::Cell, below: usize, on: Date) -> Option<(usize, &Version)> {
    cell.layers.iter().enumerate().take(below).rev().find_map(|(index, layer)| {
        let version = layer.versions.iter().find(|it| it.period.contains(on))?;
        Some((index, version))
    })
}

/// How many values are usually found.
const USUAL: usize = 256;

/// What was found, by place. Most places of a household are never asked, so the values lie close together.
struct Memory<V> {
    /// By place, the number of its value; 0 where there is none yet.
    numbers: Vec<u32>,
    values: Vec<Option<V>>,
}

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Self { numbers: Vec::new(), values: Vec::new() }
    }
}

impl<V> Memory<V> {
    fn get(&self, place: usize) -> Option<&V> {
        self.values.get(index(*self.numbers.get(place)?))?.as_ref()
    }

    /// Keeps a value at one of `places` places.
    fn set(&mut self, places: usize, place: usize, value: V) {
        if self.numbers.is_empty() {
            self.numbers = vec![0; places];
            self.values.reserve(places.min(USUAL));
        }
        let Some(number) = self.numbers.get_mut(place) else { return };
        if let Some(slot) = self.values.get_mut(index(*number)) {
            *slot = Some(value);
        } else {
            self.values.push(Some(value));
            *number = u32::try_from(self.values.len()).unwrap_or(0);
        }
    }

    fn forget(&mut self, from: usize, places: usize) {
        let numbers = self.numbers.get(from..).unwrap_or_default();
        for number in numbers.iter().take(places) {
            if let Some(slot) = self.values.get_mut(index(*number)) {
                *slot = None;
            }
        }
    }
}

/// The place of a value, by its number.
fn index(number: u32) -> usize {
    usize::try_from(number.wrapping_sub(1)).unwrap_or(usize::MAX)
}

/// Evaluates in one domain and remembers what it found.
pub(crate) struct Interpreter<'w, D: Domain, W: Watch = ()> {
    pub(crate) world: &'w World<'w>,
    pub(crate) day: &'w Day<'w>,
    offsets: &'w Offsets,
    memory: Memory<D::Value>,
    /// Who is asked first, where there is one: what is known need not be evaluated as a range.
    pub(crate) known: Option<Box<Interpreter<'w, Concrete>>>,
    /// Is told what the values rest on.
    pub(crate) watch: W,
}

/// Where the values of each cell and benefit are remembered: the place of the first row, and whose rows they are.
#[derive(Debug)]
pub(crate) struct Offsets {
    cells: Vec<(u32, ScopeIndex)>,
    benefits: Vec<(u32, ScopeIndex)>,
    size: usize,
}

impl Offsets {
    /// One place for each cell and benefit, for each row of its scope.
    pub(crate) fn new(rules: &Rules, household: &Household) -> Self {
        let mut next = 0_u32;
        let rows: Vec<u32> =
            (0_u8..).take(rules.scopes.len()).map(|it| household.rows(it)).collect();
        let mut place = |scope: ScopeIndex| {
            let here = next;
            next = next.saturating_add(rows.get(usize::from(scope)).copied().unwrap_or(0));
            (here, scope)
        };
        let cells = rules.cells.iter().map(|it| place(it.scope)).collect();
        let benefits = rules.benefits.iter().map(|it| place(it.scope_index())).collect();
        Self { cells, benefits, size: usize::try_from(next).unwrap_or(0) }
    }

    /// The number of places.
    pub(crate) fn places(&self) -> usize {
        self.size
    }

    /// The entry that a cell is about where another entry names it, and the place of its value.
    pub(crate) fn cell(&self, cell: CellIndex, frame: Frame) -> Option<(Frame, usize)> {
        place(*self.cells.get(usize::from(cell))?, frame)
    }

    /// The entry that a benefit is about, and the place of what its conditions come to.
    fn benefit(&self, benefit: BenefitIndex, frame: Frame) -> Option<(Frame, usize)> {
        place(*self.benefits.get(usize::from(benefit))?, frame)
    }
}

fn place((first, scope): (u32, ScopeIndex), frame: Frame) -> Option<(Frame, usize)> {
    let row = row_of(frame, scope);
    Some((Frame { scope, row }, usize::try_from(first.saturating_add(row)).ok()?))
}

impl<'w, D: Domain> Interpreter<'w, D> {
    /// Starts with nothing remembered, and nobody watches.
    pub(crate) fn new(world: &'w World<'w>, day: &'w Day<'w>, offsets: &'w Offsets) -> Self {
        Self::watched(world, day, offsets, ())
    }
}

impl<'w, D: Domain, W: Watch> Interpreter<'w, D, W> {
    /// Starts with nothing remembered.
    pub(crate) fn watched(
        world: &'w World<'w>,
        day: &'w Day<'w>,
        offsets: &'w Offsets,
        watch: W,
    ) -> Self {
        Self { world, day, offsets, memory: Memory::default(), known: None, watch }
    }

    /// Forgets what it found.
    #[cfg(feature = "author")]
    pub(crate) fn forget(&mut self) {
        self.memory = Memory::default();
        if let Some(known) = &mut self.known {
            known.forget();
        }
    }

    /// Forgets whatever reads a fact of an entry.
    pub(crate) fn forget_readers(&mut self, readers: &Readers, row: u32) {
        if let Some(known) = &mut self.known {
            known.forget_readers(readers, row);
        }
        let offsets = self.offsets;
        for reader in &readers.cells {
            if let Some(place) = offsets.cells.get(usize::from(reader.index)) {
                self.clear(*place, *reader, readers.scope, row);
            }
        }
        for reader in &readers.benefits {
            if let Some(place) = offsets.benefits.get(usize::from(reader.index)) {
                self.clear(*place, *reader, readers.scope, row);
            }
        }
    }

    /// Clears the places of a reader: those of all its rows, or of the fact's row alone.
    fn clear(
        &mut self,
        (first, scope): (u32, ScopeIndex),
        reader: ReadBy,
        of: ScopeIndex,
        row: u32,
    ) {
        let (from, rows) = if reader.of_all || of != scope || of == HOUSEHOLD {
            (first, self.world.household.rows(scope))
        } else {
            (first.saturating_add(row), 1)
        };
        let (from, rows) = (usize::try_from(from).ok(), usize::try_from(rows).unwrap_or(0));
        self.memory.forget(from.unwrap_or(usize::MAX), rows);
    }

    fn remember(&mut self, place: usize, value: &D::Value) {
        self.memory.set(self.offsets.size, place, value.clone());
    }

    /// Takes the conditions of a benefit to hold, until what they read is forgotten.
    pub(crate) fn assume(&mut self, benefit: BenefitIndex, frame: Frame) {
        if let Some((_, place)) = self.offsets.benefit(benefit, frame) {
            self.remember(place, &D::constant(Value::Bool(true)));
        }
    }

    /// The value of an expression for an entry. What it does itself is small, so that each step of the walk is; the rest stands apart.
    pub(crate) fn value(&mut self, node: &Node, frame: Frame) -> D::Value {
        match node {
            Node::Constant(value) => D::constant(*value),
            Node::Today => D::today(self.world),
            Node::Fact { scope, slot } => D::fact(self.world, *scope, row_of(frame, *scope), *slot),
            Node::Received { scope, slot, benefit } => {
                D::received(self.world, *scope, row_of(frame, *scope), *slot, *benefit)
            }
            Node::Cell(cell) => self.cell(*cell, frame),
            Node::Parent { cell, layer } => self.parent(*cell, *layer, frame),
            Node::All(nodes) => self.all(nodes, frame),
            Node::Some(nodes) => self.some(nodes, frame),
            Node::Not(node) => D::not(self.value(node, frame)),
            Node::Unary(operator, node) => {
                let value = self.value(node, frame);
                D::unary(*operator, value)
            }
            Node::Binary(operator, nodes) => {
                let [a, b] = nodes.as_ref();
                let a = self.value(a, frame);
                let b = self.value(b, frame);
                D::binary(*operator, a, b)
            }
            Node::OneOfChoices(node, choices) => {
                D::one_of_choices(self.value(node, frame), *choices)
            }
            Node::OneOfNumbers(node, numbers) => {
                D::one_of_numbers(self.value(node, frame), numbers)
            }
            Node::If(nodes) => self.branch(nodes, frame),
            Node::Fold(fold) => self.fold(fold, frame),
            Node::Eligible(benefit) => self.eligible(*benefit, frame),
            Node::Excluded(benefit) => self.excluded(*benefit, frame),
            Node::AmountOf(benefit) => self.amount(*benefit, frame),
            Node::Bands(bands) => self.bands(bands, frame),
            Node::Table(table) => self.table(table, frame),
            Node::Judgement(node) => D::judgement(self.value(node, frame)),
            Node::UpTo(node) => D::up_to(self.value(node, frame)),
            Node::Within(nodes) => self.within(nodes, frame),
        }
    }

    /// The value of a cell for an entry, or for the household where the cell is the household's.
    pub(crate) fn cell(&mut self, cell: CellIndex, frame: Frame) -> D::Value {
        if let Some(known) = &mut self.known
            && let Flat::Known(value) = known.cell(cell, frame)
        {
            return D::constant(value);
        }
        let Some((frame, place)) = self.offsets.cell(cell, frame) else {
            return D::constant(Value::Missing);
        };
        if let Some(value) = self.memory.get(place) {
            return value.clone();
        }
        let value = if self.day.on.is_some() {
            match self.day.version(cell) {
                Some((_, version)) => {
                    self.watch.uses(version);
                    if let Some(Node::Constant(value)) = &version.node {
                        // A figure is at hand sooner than what is remembered of it.
                        return D::constant(*value);
                    }
                    self.version(version, frame)
                }
                None => return D::constant(Value::Missing),
            }
        } else {
            let definition = self.world.rules.cells.get(usize::from(cell));
            definition.map_or_else(
                || D::constant(Value::Missing),
                |it| self.any_version(it, it.layers.len(), frame),
            )
        };
        self.remember(place, &value);
        value
    }

    /// What the two sides of a cell come to that compares them. The cell is remembered.
    pub(crate) fn compare(
        &mut self,
        cell: CellIndex,
        operator: Binary,
        sides: &[Node; 2],
        frame: Frame,
    ) -> [D::Value; 2] {
        let [left, right] = sides;
        let values = [self.value(left, frame), self.value(right, frame)];
        if let Some((_, place)) = self.offsets.cell(cell, frame) {
            let [a, b] = values.clone();
            self.remember(place, &D::binary(operator, a, b));
        }
        values
    }

    fn version(&mut self, version: &Version, frame: Frame) -> D::Value {
        match &version.node {
            Some(node) => self.value(node, frame),
            None => D::constant(Value::Missing),
        }
    }

    /// Whatever any version below a layer gives.
    fn any_version(&mut self, cell: &crate::rule::Cell, below: usize, frame: Frame) -> D::Value {
        let mut joined: Option<D::Value> = None;
        for version in cell.layers.iter().take(below).flat_map(|it| &it.versions) {
            let value = self.version(version, frame);
            joined = Some(match joined {
                None => value,
                Some(before) => D::join(before, value),
            });
        }
        joined.unwrap_or_else(|| D::constant(Value::Missing))
    }

    #[inline(never)]
    fn parent(&mut self, cell: CellIndex, layer: usize, frame: Frame) -> D::Value {
        let rules = self.world.rules;
        let Some(definition) = rules.cells.get(usize::from(cell)) else {
            return D::constant(Value::Missing);
        };
        let frame = Frame { scope: definition.scope, row: row_of(frame, definition.scope) };
        let Some(on) = self.day.on else {
            return self.any_version(definition, layer, frame);
        };
        match in_force(definition, layer, on) {
            Some((_, version)) => {
                self.watch.uses(version);
                self.version(version, frame)
            }
            None => D::constant(Value::Missing),
        }
    }

    /// A whole that is the sum of its parts, and between two bounds by what is said of the whole.
    #[inline(never)]
    fn within(&mut self, [value, low, high]: &[Node; 3], frame: Frame) -> D::Value {
        let said = Said::of(self.world, frame, [low, high]);
        let value = self.value(value, frame);
        if said == Said::Elsewhere {
            return value;
        }
        let low = self.value(low, frame);
        let high = self.value(high, frame);
        D::within(value, low, high, said == Said::Nothing && self.world.whole_first.get())
    }

    #[inline(never)]
    fn all(&mut self, nodes: &[Node], frame: Frame) -> D::Value {
        let mut all = D::constant(Value::Bool(true));
        for node in nodes {
            let next = self.value(node, frame);
            all = D::and(all, next);
            if D::truth(&all) == Truth::False {
                break;
            }
        }
        all
    }

    #[inline(never)]
    fn some(&mut self, nodes: &[Node], frame: Frame) -> D::Value {
        let mut none = D::constant(Value::Bool(true));
        for node in nodes {
            let next = D::not(self.value(node, frame));
            none = D::and(none, next);
            if D::truth(&none) == Truth::False {
                break;
            }
        }
        D::not(none)
    }

    #[inline(never)]
    fn branch(&mut self, nodes: &[Node; 3], frame: Frame) -> D::Value {
        let [condition, yes, no] = nodes;
        let condition = self.value(condition, frame);
        self.choose(&condition, |it| it.value(yes, frame), |it| it.value(no, frame))
    }

    fn choose(
        &mut self,
        condition: &D::Value,
        yes: impl FnOnce(&mut Self) -> D::Value,
        no: impl FnOnce(&mut Self) -> D::Value,
    ) -> D::Value {
        match D::truth(condition) {
            Truth::True => yes(self),
            Truth::False => no(self),
            Truth::Missing => D::constant(Value::Missing),
            Truth::Open => {
                let yes = yes(self);
                let no = no(self);
                D::either(condition, yes, no)
            }
        }
    }

    #[inline(never)]
    fn fold(&mut self, fold: &Fold, frame: Frame) -> D::Value {
        let household = self.world.household;
        if !household.is_listed(fold.list) {
            let inside = Frame { scope: fold.list, row: 0 };
            let counted = match &fold.filter {
                Some(filter) => self.value(filter, inside),
                None => D::constant(Value::Bool(true)),
            };
            let body = fold.body.as_ref().map(|it| self.value(it, inside));
            return D::unknown_list(fold.kind, fold.list, self.world, &counted, body);
        }
        let mut folded = D::constant(match fold.kind {
            FoldKind::Count | FoldKind::Sum => Value::Number(Decimal::ZERO),
            FoldKind::Any | FoldKind::All => Value::Bool(true),
            FoldKind::Highest | FoldKind::Lowest => Value::Absent,
        });
        for row in 0..household.rows(fold.list) {
            let inside = Frame { scope: fold.list, row };
            let counted = match &fold.filter {
                Some(filter) => self.value(filter, inside),
                None => D::constant(Value::Bool(true)),
            };
            let before = folded.clone();
            folded = self.choose(&counted, |it| it.step(fold, folded, inside), |_| before);
            if matches!(fold.kind, FoldKind::Any | FoldKind::All)
                && D::truth(&folded) == Truth::False
            {
                break;
            }
        }
        let _ = frame;
        if fold.kind == FoldKind::Any { D::not(folded) } else { folded }
    }

    /// One more entry of a fold. `any` is folded as "none of them", so that one conjunction serves both.
    fn step(&mut self, fold: &Fold, folded: D::Value, frame: Frame) -> D::Value {
        let body = match &fold.body {
            Some(body) => self.value(body, frame),
            None => D::constant(Value::Number(Decimal::ONE)),
        };
        match fold.kind {
            FoldKind::Count | FoldKind::Sum => D::binary(Binary::Add, folded, body),
            FoldKind::Any => D::and(folded, D::not(body)),
            FoldKind::All => D::and(folded, body),
            FoldKind::Highest => D::binary(Binary::Greatest, folded, body),
            FoldKind::Lowest => D::binary(Binary::Least, folded, body),
        }
    }

    #[inline(never)]
    fn bands(&mut self, bands: &Bands, frame: Frame) -> D::Value {
        let mut value: Option<D::Value> = None;
        // From the highest band down: the first that is reached decides.
        let mut open: Vec<(D::Value, D::Value)> = Vec::new();
        for (index, (reached, node)) in bands.above.iter().enumerate().rev() {
            let reached = self.value(reached, frame);
            match D::truth(&reached) {
                Truth::True => {
                    self.watch.reaches(&bands.origin, Step::Band(index), open.is_empty());
                    value = Some(self.value(node, frame));
                    break;
                }
                Truth::False => {}
                Truth::Missing => {
                    value = Some(D::constant(Value::Missing));
                    break;
                }
                Truth::Open => {
                    let band = self.value(node, frame);
                    open.push((reached, band));
                }
            }
        }
        let mut value = if let Some(value) = value {
            value
        } else {
            self.watch.reaches(&bands.origin, Step::Below, open.is_empty());
            self.value(&bands.below, frame)
        };
        while let Some((reached, band)) = open.pop() {
            value = D::either(&reached, band, value);
        }
        value
    }

    #[inline(never)]
    fn table(&mut self, table: &Table, frame: Frame) -> D::Value {
        let columns: Vec<D::Value> = table.columns.iter().map(|it| self.value(it, frame)).collect();
        let mut open: Vec<(D::Value, D::Value)> = Vec::new();
        let mut value = None;
        for (index, (tests, node)) in table.rows.iter().enumerate() {
            let mut fits = D::constant(Value::Bool(true));
            for (test, column) in tests.iter().zip(&columns) {
                fits = D::and(fits, D::fits(test, column));
            }
            match D::truth(&fits) {
                Truth::True => {
                    self.watch.reaches(&table.origin, Step::Row(index), true);
                    value = Some(self.value(node, frame));
                    break;
                }
                Truth::False => {}
                Truth::Missing => {
                    value = Some(D::constant(Value::Missing));
                    break;
                }
                Truth::Open => {
                    let row = self.value(node, frame);
                    open.push((fits, row));
                }
            }
        }
        let mut value = match (value, &table.otherwise) {
            (Some(value), _) => value,
            (None, Some(otherwise)) => {
                self.watch.reaches(&table.origin, Step::Otherwise, open.is_empty());
                self.value(otherwise, frame)
            }
            // The rows cover everything, so the last row that may fit stands for the rest.
            (None, None) => match open.pop() {
                Some((fits, row)) => D::either(&fits, row.clone(), row),
                None => return D::constant(Value::Missing),
            },
        };
        while let Some((fits, row)) = open.pop() {
            value = D::either(&fits, row, value);
        }
        value
    }

    /// Whether the conditions of a benefit hold for a subject.
    #[inline(never)]
    pub(crate) fn eligible(&mut self, benefit: BenefitIndex, frame: Frame) -> D::Value {
        if let Some(known) = &mut self.known
            && let Flat::Known(value) = known.eligible(benefit, frame)
        {
            return D::constant(value);
        }
        let rules = self.world.rules;
        let Some(definition) = rules.benefits.get(usize::from(benefit)) else {
            return D::constant(Value::Missing);
        };
        if definition.no_rule {
            return D::constant(Value::Missing);
        }
        if !self.day.has_rule(definition) {
            // Outside its days the benefit does not exist, and nobody is entitled to it.
            return D::constant(Value::Bool(false));
        }
        let Some((frame, place)) = self.offsets.benefit(benefit, frame) else {
            return D::constant(Value::Missing);
        };
        if let Some(value) = self.memory.get(place) {
            return value.clone();
        }
        let mut states = Vec::with_capacity(definition.conditions.len());
        let mut judgements = Vec::with_capacity(definition.conditions.len());
        for condition in &definition.conditions {
            if self.applies(condition.cell) {
                states.push(self.cell(condition.cell, frame));
                let version = self.day.version(condition.cell);
                judgements.push(version.is_some_and(|(_, it)| it.is_judgement()));
            }
        }
        D::settle_judgements(&mut states, &judgements);
        let value = D::conjoin(&states);
        self.remember(place, &value);
        value
    }

    /// Whether a benefit that comes first is held, so that this one is not.
    #[inline(never)]
    pub(crate) fn excluded(&mut self, benefit: BenefitIndex, frame: Frame) -> D::Value {
        let rules = self.world.rules;
        let mut none = D::constant(Value::Bool(true));
        for (exclusion, leader) in rules.leaders(benefit) {
            if self.day.on.is_none_or(|on| exclusion.period.contains(on)) {
                let held = self.eligible(leader, frame);
                // A rule that is not known excludes nothing.
                if D::truth(&held) != Truth::Missing {
                    none = D::and(none, D::not(held));
                }
            }
        }
        D::not(none)
    }

    /// Whether a condition applies on the day.
    pub(crate) fn applies(&self, cell: CellIndex) -> bool {
        self.day.on.is_none() || self.day.version(cell).is_some()
    }

    /// What a benefit pays, from the least to the most.
    #[inline(never)]
    pub(crate) fn amount(&mut self, benefit: BenefitIndex, frame: Frame) -> D::Value {
        let amount =
            self.world.rules.benefits.get(usize::from(benefit)).and_then(|it| it.amount.as_ref());
        let Some(amount) = amount else {
            return D::constant(Value::Missing);
        };
        let low = self.cell(amount.low, frame);
        if amount.low == amount.high {
            return low;
        }
        let high = self.cell(amount.high, frame);
        D::join(low, high)
    }
}

/// The row of a scope that an entry reads: its own, or the household's only one.
/// What is said of a whole, by the facts that its bounds name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Something,
    /// Another fact is taken to be something else: then the parts must show what that changes, and the whole may not hide it.
    Elsewhere,
}

impl Said {
    fn of(world: &World<'_>, frame: Frame, bounds: [&Node; 2]) -> Self {
        let varied = world.varied.get();
        let mut said = Self::Something;
        let mut touched = false;
        for node in bounds {
            named(node, &mut |scope, slot| {
                let row = row_of(frame, scope);
                if matches!(world.known(scope, row, slot), Known::Unknown) {
                    said = Self::Nothing;
                }
                touched |= varied.is_some_and(|it| (it.0, it.2) == (scope, slot));
            });
        }
        if varied.is_some() && !touched { Self::Elsewhere } else { said }
    }
}

/// Visits the facts that an expression names itself.
fn named(node: &Node, visit: &mut dyn FnMut(ScopeIndex, u16)) {
    if let Node::Fact { scope, slot } = node {
        visit(*scope, *slot);
    }
    node.children(&mut |child| named(child, visit));
}

fn row_of(frame: Frame, scope: ScopeIndex) -> u32 {
    if scope == HOUSEHOLD || scope != frame.scope { 0 } else { frame.row }
}
