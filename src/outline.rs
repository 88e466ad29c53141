//! What a place says of each benefit, whoever asks: whether it can be computed on a day, and every
//! value of the packs that it rests on.

use crate::adcode::Adcode;
use crate::calculator::Calculator;
use crate::date::{Date, Period};
use crate::evaluate::{AbstractDomain, Day, Domain, Frame, Interpreter, Offsets, Truth, World};
use crate::household::Household;
use crate::play::{Play, every_version};
use crate::rule::node::Node;
use crate::rule::value::Value;
use crate::rule::{Benefit, BenefitIndex, CellKind, Rules};

/// What a place says of a benefit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline<'c> {
    /// The benefit.
    pub benefit: &'c str,
    /// How far it can be computed on the day.
    pub standing: Standing,
    /// What it rests on, on any day: what other benefits give it stands with those.
    pub rests_on: Vec<RestsOn<'c>>,
}

/// How far a benefit can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Verdict and amount.
    Computed,
    /// Some condition is always for the office, or some figure is not known.
    Partly,
    /// The rule, or a figure that the verdict rests on, is not known.
    NotKnown,
    /// The day lies outside its days.
    NotInForce,
}

/// A value that a benefit rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestsOn<'c> {
    /// What it is.
    pub kind: Kind,
    /// Its name; of a condition the benefit's and its own, with `/` between.
    pub name: &'c str,
    /// The pack that gives it.
    pub layer: Adcode,
    /// Where it stands there.
    pub pointer: &'c str,
    /// The days on which it is in force.
    pub period: Period,
    /// Whether it is the one in force on the day asked.
    pub on_the_day: bool,
}

/// The kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A condition of the benefit.
    Condition,
    /// Its amount.
    Amount,
    /// A figure, or days without a known one.
    Parameter,
    /// A definition.
    Definition,
}

impl Calculator {
    /// What the place says of each benefit, in the authored order.
    pub fn outline(&self, on: Date) -> Vec<Outline<'_>> {
        let rules = self.rules();
        let day = Day::new(rules, on);
        let household = Household::unknown(rules);
        let world = World::new(rules, &household, (on, on));
        let offsets = Offsets::new(rules, &household);
        let mut interpreter = Interpreter::<AbstractDomain>::new(&world, &day, &offsets);
        let mut order: Vec<(BenefitIndex, &Benefit)> = (0..).zip(&rules.benefits).collect();
        order.sort_by_key(|(_, it)| it.order);
        order
            .into_iter()
            .map(|(index, benefit)| Outline {
                benefit: &benefit.id,
                standing: standing(&mut interpreter, benefit, on),
                rests_on: rests_on(rules, &day, index),
            })
            .collect()
    }
}

/// How far a benefit can be computed on the day of the interpreter.
fn standing(
    interpreter: &mut Interpreter<'_, AbstractDomain>,
    benefit: &Benefit,
    on: Date,
) -> Standing {
    if benefit.no_rule {
        return Standing::NotKnown;
    }
    if !benefit.period.contains(on) {
        return Standing::NotInForce;
    }
    let frame = Frame { scope: benefit.scope_index(), row: 0 };
    let mut partly = false;
    for condition in &benefit.conditions {
        let Some((_, version)) = interpreter.day.version(condition.cell) else { continue };
        let range = interpreter.cell(condition.cell, frame);
        if AbstractDomain::truth(&range) == Truth::Missing {
            return Standing::NotKnown;
        }
        partly |= range.missing || version.node.as_ref().is_some_and(is_always_for_the_office);
    }
    if let Some(amount) = &benefit.amount {
        partly |=
            [amount.low, amount.high].into_iter().any(|it| interpreter.cell(it, frame).missing);
    }
    if partly { Standing::Partly } else { Standing::Computed }
}

fn is_always_for_the_office(node: &Node) -> bool {
    match node {
        Node::Judgement(inner) => matches!(**inner, Node::Constant(Value::Bool(true))),
        _ => false,
    }
}

fn rests_on<'c>(rules: &'c Rules, day: &Day, benefit: BenefitIndex) -> Vec<RestsOn<'c>> {
    let play = Play::of_benefit(rules, benefit);
    let mut found = Vec::new();
    for (at, cell, version) in every_version(rules).filter(|(at, ..)| play.uses(*at)) {
        let spot = version.origin.spot();
        let Some(pack) = rules.packs.get(spot.pack) else { continue };
        let current = day.version(at.0);
        found.push(RestsOn {
            kind: match cell.kind {
                CellKind::Condition => Kind::Condition,
                CellKind::Amount => Kind::Amount,
                CellKind::Parameter => Kind::Parameter,
                CellKind::Definition => Kind::Definition,
            },
            name: &cell.name,
            layer: pack.adcode,
            pointer: &spot.pointer,
            period: version.period,
            on_the_day: current.is_some_and(|(_, it)| std::ptr::eq(it, version)),
        });
    }
    found
}
