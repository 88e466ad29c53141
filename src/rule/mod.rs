//! Rules that hold together: every name resolved, every type and unit checked.
//!
//! Only `check` makes these values. After it, evaluation has no path for an unknown name or a
//! wrong type.

pub(crate) mod node;
mod origin;
pub(crate) mod reads;
pub(crate) mod rests;
pub(crate) mod value;

use crate::adcode::Adcode;
use crate::assessment::BasisAt;
use crate::date::{Date, Period};
use crate::decimal::Decimal;
use crate::document::{DateBound, DayKind, ExclusionRule, PayPeriod, Scope, Start, Status};
use crate::source::Json;
use crate::unit::Unit;
use node::Node;
pub(crate) use origin::Origin;

/// Index of a scope: the household, its members, or another list.
pub(crate) type ScopeIndex = u8;

/// The scope of the household itself.
pub(crate) const HOUSEHOLD: ScopeIndex = 0;

/// The scope of a member.
pub(crate) const PERSON: ScopeIndex = 1;

/// Index of a cell.
pub(crate) type CellIndex = u16;

/// Index of a benefit.
pub(crate) type BenefitIndex = u16;

/// The rules of a chain of packs, nation first.
#[derive(Debug)]
pub struct Rules {
    pub(crate) packs: Vec<Pack>,
    /// Household, members, then the other lists.
    pub(crate) scopes: Vec<ListScope>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) benefits: Vec<Benefit>,
    pub(crate) exclusions: Vec<Exclusion>,
    /// Which cells and benefits read the facts that are tried with other values.
    pub(crate) reads: reads::Reads,
}

impl Rules {
    /// The exclusions by which other benefits come before this one, and those benefits.
    pub(crate) fn leaders(
        &self,
        benefit: BenefitIndex,
    ) -> impl Iterator<Item = (&Exclusion, BenefitIndex)> {
        self.exclusions.iter().filter(|it| it.rule == ExclusionRule::First).flat_map(
            move |exclusion| {
                let (first, rest) = exclusion
                    .packages
                    .split_first()
                    .map_or((&[][..], &[][..]), |(first, rest)| (first.as_slice(), rest));
                let gives_way = rest.iter().flatten().any(|it| *it == benefit);
                first.iter().filter(move |_| gives_way).map(move |it| (exclusion, *it))
            },
        )
    }

    /// The fact in a slot of a scope.
    pub(crate) fn fact(&self, scope: ScopeIndex, slot: u16) -> Option<&Fact> {
        let index = self.scopes.get(usize::from(scope))?.facts.get(usize::from(slot))?;
        self.facts.get(*index)
    }
}

/// What a chain keeps of each pack beside its rules.
#[derive(Debug)]
pub(crate) struct Pack {
    pub(crate) adcode: Adcode,
    pub(crate) version: String,
    pub(crate) sha256: String,
    /// Whom to ask, and the documents the pack rests on, as they are written.
    pub(crate) contacts: Option<Json>,
    pub(crate) sources: Option<Json>,
}

impl Pack {
    /// What is kept of the pack that a tree says.
    pub(crate) fn new(adcode: Adcode, version: String, sha256: String, tree: &Json) -> Self {
        let kept = |key| tree.get(key).cloned();
        Self { adcode, version, sha256, contacts: kept("contacts"), sources: kept("sources") }
    }
}

/// The household, its members, or another list.
#[derive(Debug)]
pub(crate) struct ListScope {
    pub(crate) name: String,
    /// The fewest and the most entries.
    pub(crate) least: u32,
    pub(crate) most: u32,
    /// What an entry counts as.
    pub(crate) unit: Unit,
    /// Its facts, by slot.
    pub(crate) facts: Vec<usize>,
}

/// A fact as declared.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) name: String,
    pub(crate) scope: ScopeIndex,
    pub(crate) slot: u16,
    pub(crate) kind: FactKind,
    pub(crate) optional: bool,
    pub(crate) changeable: bool,
    /// What settles it for most people, and is asked first.
    pub(crate) asked_if: Option<AskedIf>,
    /// Whether it is asked in bands.
    pub(crate) banded: bool,
    pub(crate) section: String,
    pub(crate) order: i64,
}

/// A yes or no that goes before a fact.
#[derive(Debug)]
pub(crate) struct AskedIf {
    /// The fact's own scope, or the household.
    pub(crate) scope: ScopeIndex,
    pub(crate) slot: u16,
    /// For a choice: the values with which the fact is asked, as bits. For a yes or no it is asked with yes.
    pub(crate) values: Option<u64>,
    /// What is known where it is something else.
    pub(crate) otherwise: value::Given,
}

impl AskedIf {
    /// Whether the fact behind it is asked, by what is known of this one.
    pub(crate) fn is_asked(&self, known: &value::Given) -> Option<bool> {
        match (known, self.values) {
            (value::Given::Value(value::Value::Bool(yes)), None) => Some(*yes),
            (value::Given::Value(value::Value::Choice(place)), Some(values)) => {
                Some(values.wrapping_shr(u32::from(*place)) & 1 == 1)
            }
            _ => None,
        }
    }
}

/// What values a fact may have.
#[derive(Clone, Debug)]
pub(crate) enum FactKind {
    Bool,
    Benefits,
    Number { unit: Unit, min: Decimal, max: Decimal, whole: bool },
    Date { min: DateBound, max: DateBound },
    Choice { values: Vec<String> },
}

/// What a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    Parameter,
    Definition,
    Condition,
    Amount,
}

/// Anything that can be set by day and by layer: a parameter, a definition, a condition's test, an amount.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) name: String,
    pub(crate) kind: CellKind,
    pub(crate) scope: ScopeIndex,
    /// Its unit, where it is a number.
    pub(crate) unit: Option<Unit>,
    /// The names of its values, where it is a choice.
    pub(crate) choice: Option<Vec<String>>,
    /// Nation first.
    pub(crate) layers: Vec<Layer>,
}

/// What one pack gives for a cell.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) pack: usize,
    pub(crate) versions: Vec<Version>,
    /// Targets of plans: mentioned, never used.
    pub(crate) planned: Vec<Planned>,
    /// What must be true of the value it gives, if a higher pack bounds it: an expression that reads the cell itself.
    pub(crate) bound: Option<Node>,
}

impl Version {
    /// Whether an office decides, where it is not plain.
    pub(crate) fn is_judgement(&self) -> bool {
        matches!(self.node, Some(Node::Judgement(_)))
    }
}

/// A target of a plan.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) period: Period,
}

/// What a pack gives for a cell in a period.
#[derive(Debug)]
pub(crate) struct Version {
    pub(crate) period: Period,
    /// The value; `None` is a gap that the pack declares.
    pub(crate) node: Option<Node>,
    /// The formula as written, for the working.
    pub(crate) formula: Option<String>,
    pub(crate) status: Status,
    pub(crate) review_by: Option<Date>,
    pub(crate) basis: Vec<BasisAt>,
    /// For a condition that compares two numbers: their unit.
    pub(crate) compared: Option<Unit>,
    /// Where its value stands.
    pub(crate) origin: Origin,
}

/// Something a household or member may be entitled to.
#[derive(Debug)]
pub(crate) struct Benefit {
    pub(crate) id: String,
    pub(crate) scope: Scope,
    pub(crate) order: i64,
    pub(crate) period: Period,
    /// The rule of this place is not known.
    pub(crate) no_rule: bool,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) amount: Option<Amount>,
    pub(crate) start: Option<Start>,
    pub(crate) materials: Vec<(String, Option<Node>)>,
    pub(crate) apply: Option<Apply>,
    pub(crate) basis: Vec<BasisAt>,
}

impl Benefit {
    /// The scope its subjects are entries of.
    pub(crate) fn scope_index(&self) -> ScopeIndex {
        match self.scope {
            Scope::Household => HOUSEHOLD,
            Scope::Person => PERSON,
        }
    }
}

/// Where to apply, and how long it takes: what is no text.
#[derive(Debug)]
pub(crate) struct Apply {
    /// Whether the way is told, beside the office.
    pub(crate) has_channel: bool,
    pub(crate) phone: Option<String>,
    pub(crate) days: Option<i64>,
    pub(crate) day_kind: Option<DayKind>,
}

/// A condition of a benefit.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) id: String,
    pub(crate) cell: CellIndex,
}

/// What a benefit pays: the least and the most, which are the same cell unless the rule gives a range.
#[derive(Debug)]
pub(crate) struct Amount {
    pub(crate) period: PayPeriod,
    pub(crate) low: CellIndex,
    pub(crate) high: CellIndex,
}

/// Benefits that may not be held together.
#[derive(Debug)]
pub(crate) struct Exclusion {
    pub(crate) id: String,
    pub(crate) rule: ExclusionRule,
    pub(crate) packages: Vec<Vec<BenefitIndex>>,
    pub(crate) period: Period,
    /// Where it stands.
    pub(crate) origin: Origin,
}
