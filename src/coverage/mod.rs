//! What of the rules a set of cases has shown, and what not.
//!
//! It counts what is *in play*: what some household could rest on, at one of the places whose chains were
//! added, on some day. It is *seen* where a case that holds expects something of a determination that
//! rests on it: a condition met and unmet (where an office decides: judging and not), every band and row
//! reached, every figure, definition and amount used, every exclusion at work.

mod seen;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::adcode::Adcode;
use crate::calculator::Calculator;
use crate::evaluate::Step;
use crate::play;
use crate::report::Spot;
use crate::rule::node::Node;
use crate::rule::value::Value;
use crate::rule::{Cell, CellKind, Rules, Version};

/// What of some chains is in play, and what cases have shown of it.
#[derive(Debug, Default)]
pub struct Coverage {
    things: BTreeMap<Key, Thing>,
    seen: BTreeMap<Key, BTreeSet<Seen>>,
    /// By district of a chain, what is in play there.
    chains: BTreeMap<Adcode, BTreeSet<Key>>,
    /// Everything the packs say, in play or not, by its name.
    written: BTreeMap<Key, String>,
}

/// Where something stands: the pack and the JSON Pointer.
type Key = (Adcode, String);

/// Something that cases should show.
#[derive(Clone, Debug)]
struct Thing {
    kind: Kind,
    /// What it is called: a name, or a benefit and its condition.
    name: String,
    /// What is to be seen of it.
    wanted: BTreeSet<Seen>,
    /// The days it is in force, where it is not for all.
    period: crate::date::Period,
}

/// The kinds of things that cases should show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A condition, or a question for an office.
    Condition,
    /// A band, or a row of a table.
    Step,
    /// A value of a parameter.
    Figure,
    /// A definition or an amount.
    Formula,
    /// What may not be held together.
    Exclusion,
}

/// What can be seen of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// A condition that holds, or with which no office has anything to do.
    Met,
    /// A condition that does not hold.
    Unmet,
    /// A condition that is for an office.
    Judging,
    /// Any other thing that a determination rests on.
    Used,
}

/// A thing, by where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// A version, or an exclusion.
    Whole(Spot),
    Step(Spot, Step),
}

/// How many things there are, and how many have been seen as they should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Seen as they should.
    pub seen: usize,
    /// In play.
    pub all: usize,
}

/// Something that no case has shown as it should, or that none can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The pack it stands in.
    pub layer: Adcode,
    /// Where it stands there.
    pub pointer: String,
    /// What it is called: a name, or a benefit and its condition.
    pub name: String,
    /// What is missing, as a sentence without its subject: `is never unmet`.
    pub missing: String,
}

impl Coverage {
    /// Adds what is in play in a chain.
    pub fn add_chain(&mut self, calculator: &Calculator) {
        let rules = calculator.rules();
        let mut here = BTreeSet::new();
        let play = play::Play::of(rules);
        for (at, cell, version) in play::every_version(rules) {
            for (part, thing) in things(cell, version) {
                self.add(rules, &part, thing, play.uses(at), &mut here);
            }
        }
        for exclusion in &rules.exclusions {
            let part = Part::Whole(exclusion.origin.spot().clone());
            let thing = Thing {
                kind: Kind::Exclusion,
                name: format!("the exclusion `{}`", exclusion.id),
                wanted: BTreeSet::from([Seen::Used]),
                period: exclusion.period,
            };
            self.add(rules, &part, thing, play::can_exclude(rules, exclusion), &mut here);
        }
        self.chains.insert(calculator.district(), here);
    }

    fn add(
        &mut self,
        rules: &Rules,
        part: &Part,
        thing: Thing,
        in_play: bool,
        here: &mut BTreeSet<Key>,
    ) {
        let Some(key) = key(rules, part) else { return };
        self.written.insert(key.clone(), thing.name.clone());
        if in_play {
            here.insert(key.clone());
            self.things.insert(key, thing);
        }
    }

    /// The districts whose chains were added.
    pub fn districts(&self) -> impl Iterator<Item = Adcode> {
        self.chains.keys().copied()
    }

    /// How many things of a kind are in play in a district, and how many of them some case has shown.
    pub fn of_district(&self, district: Adcode, kind: Kind) -> Count {
        let here = self.chains.get(&district).into_iter().flatten();
        self.count(here.filter(|it| self.things.get(it).is_some_and(|it| it.kind == kind)))
    }

    /// Whether something of the packs that `layer` picks is in play in a district.
    pub fn has_layer(&self, district: Adcode, layer: impl Fn(Adcode) -> bool) -> bool {
        self.chains.get(&district).into_iter().flatten().any(|(it, _)| layer(*it))
    }

    /// How many things of the packs that `layer` picks are in play anywhere, and how many of them some case has shown.
    pub fn of_layers(&self, layer: impl Fn(Adcode) -> bool) -> Count {
        self.count(self.things.keys().filter(|(it, _)| layer(*it)))
    }

    /// What is in play nowhere, of the packs that `layer` picks: replaced at every place, or named by nothing
    /// that is in play.
    pub fn out_of_play(&self, layer: impl Fn(Adcode) -> bool) -> Vec<Unseen> {
        self.written
            .iter()
            .filter(|(key, _)| layer(key.0) && !self.things.contains_key(key))
            .map(|(key, name)| Unseen {
                layer: key.0,
                pointer: key.1.clone(),
                name: name.clone(),
                missing: "is in play nowhere".to_owned(),
            })
            .collect()
    }

    /// What no case has shown as it should, in the packs that `layer` picks.
    pub fn unseen(&self, layer: impl Fn(Adcode) -> bool) -> Vec<Unseen> {
        let mut unseen = Vec::new();
        for (key, thing) in self.things.iter().filter(|(it, _)| layer(it.0)) {
            for wanted in thing.wanted.iter().filter(|it| !self.has_seen(key, **it)) {
                unseen.push(Unseen {
                    layer: key.0,
                    pointer: key.1.clone(),
                    name: thing.name.clone(),
                    missing: thing.missing(*wanted),
                });
            }
        }
        unseen
    }

    fn has_seen(&self, key: &Key, wanted: Seen) -> bool {
        self.seen.get(key).is_some_and(|it| it.contains(&wanted))
    }

    fn count<'k>(&self, keys: impl Iterator<Item = &'k Key>) -> Count {
        let mut count = Count::default();
        for key in keys {
            let Some(thing) = self.things.get(key) else { continue };
            count.all = count.all.saturating_add(1);
            if thing.wanted.iter().all(|it| self.has_seen(key, *it)) {
                count.seen = count.seen.saturating_add(1);
            }
        }
        count
    }
}

impl Thing {
    fn missing(&self, wanted: Seen) -> String {
        let what = match (self.kind, wanted) {
            (_, Seen::Met) => "is never met",
            (_, Seen::Unmet) => "is never unmet",
            (_, Seen::Judging) => "is never for the office",
            (Kind::Step, Seen::Used) => "is never reached",
            (Kind::Exclusion, Seen::Used) => "never excludes anything",
            (_, Seen::Used) => "is never used",
        };
        let always = crate::date::Period::ALWAYS;
        let (from, to) = (self.period.from, self.period.to);
        match (from == always.from, to == always.to) {
            (true, true) => what.to_owned(),
            (false, true) => format!("{what} (from {from})"),
            (true, false) => format!("{what} (to {to})"),
            (false, false) => format!("{what} ({from} to {to})"),
        }
    }
}

impl fmt::Display for Unseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { layer, pointer, name, missing } = self;
        write!(f, "{layer}: {name} {missing} (at {pointer})")
    }
}

/// Where a part stands.
fn key(rules: &Rules, part: &Part) -> Option<Key> {
    let (spot, step) = match part {
        Part::Whole(spot) => (spot, String::new()),
        Part::Step(spot, Step::Below) => (spot, "/below".to_owned()),
        Part::Step(spot, Step::Band(index)) => (spot, format!("/bands/{index}")),
        Part::Step(spot, Step::Row(index)) => (spot, format!("/rows/{index}")),
        Part::Step(spot, Step::Otherwise) => (spot, "/otherwise".to_owned()),
    };
    Some((rules.packs.get(spot.pack)?.adcode, format!("{}{step}", spot.pointer)))
}

/// What a version wants to be seen.
fn things(cell: &Cell, version: &Version) -> Vec<(Part, Thing)> {
    // What is not known has nothing to show.
    let Some(node) = &version.node else { return Vec::new() };
    let (kind, word) = match cell.kind {
        CellKind::Condition => (Kind::Condition, "the condition"),
        CellKind::Parameter => (Kind::Figure, "the figure"),
        CellKind::Definition => (Kind::Formula, "the definition"),
        CellKind::Amount => (Kind::Formula, "the amount"),
    };
    let wanted = if kind == Kind::Condition { states(node) } else { BTreeSet::from([Seen::Used]) };
    let thing = |kind, name, wanted| Thing { kind, name, wanted, period: version.period };
    let whole = thing(kind, format!("{word} `{}`", cell.name), wanted);
    let mut all = vec![(Part::Whole(version.origin.spot().clone()), whole)];
    let mut steps = Vec::new();
    steps_of(node, &mut steps);
    for (spot, step) in steps {
        let step_name = match step {
            Step::Below => "the value under all bands of".to_owned(),
            Step::Band(index) => format!("band {} of", index.saturating_add(1)),
            Step::Row(index) => format!("row {} of", index.saturating_add(1)),
            Step::Otherwise => "the value beside all rows of".to_owned(),
        };
        let name = format!("{step_name} `{}`", cell.name);
        all.push((Part::Step(spot, step), thing(Kind::Step, name, BTreeSet::from([Seen::Used]))));
    }
    all
}

/// What a condition can be; one that is written as plain `true` or `false` only that.
fn states(node: &Node) -> BTreeSet<Seen> {
    let constant = |node: &Node| match node {
        Node::Constant(Value::Bool(value)) => Some(*value),
        _ => None,
    };
    let (no, yes) = match node {
        Node::Judgement(inner) => return one_of(constant(inner), Seen::Met, Seen::Judging),
        _ => (Seen::Unmet, Seen::Met),
    };
    one_of(constant(node), no, yes)
}

fn one_of(constant: Option<bool>, no: Seen, yes: Seen) -> BTreeSet<Seen> {
    match constant {
        Some(true) => BTreeSet::from([yes]),
        Some(false) => BTreeSet::from([no]),
        None => BTreeSet::from([no, yes]),
    }
}

/// Every band and row inside a formula.
fn steps_of(node: &Node, steps: &mut Vec<(Spot, Step)>) {
    let mut add = |origin: &crate::rule::Origin, step| steps.push((origin.spot().clone(), step));
    match node {
        Node::Bands(bands) => {
            add(&bands.origin, Step::Below);
            (0..bands.above.len()).for_each(|it| add(&bands.origin, Step::Band(it)));
        }
        Node::Table(table) => {
            (0..table.rows.len()).for_each(|it| add(&table.origin, Step::Row(it)));
            if table.otherwise.is_some() {
                add(&table.origin, Step::Otherwise);
            }
        }
        _ => {}
    }
    node.children(&mut |child| steps_of(child, steps));
}
