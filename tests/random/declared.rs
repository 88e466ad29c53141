//! What a random pack has declared so far, for expressions to use.

use super::choices::Choices;
use super::units::Unit;
use std::collections::BTreeSet;

/// Whose a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Household,
    Person,
    /// An entry of the one list beside the members.
    Listed,
}

/// The name of the list beside the members.
pub(crate) const LIST: &str = "supporters";

impl Scope {
    /// How a pack writes it.
    pub(crate) fn written(self) -> &'static str {
        match self {
            Scope::Household => "household",
            Scope::Person => "person",
            Scope::Listed => LIST,
        }
    }
}

/// What kind of value a name has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Truth,
    Number { unit: Unit, whole: bool },
    Date,
    Choice(Vec<&'static str>),
}

/// A fact or a definition.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) scope: Scope,
    pub(crate) kind: Kind,
    pub(crate) optional: bool,
    /// Whole numbers that the value never leaves, where it is a number.
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// Whether it rests on nothing but what its own scope tells.
    pub(crate) local: bool,
    pub(crate) is_fact: bool,
    /// The place of the pack that declares it.
    pub(crate) layer: usize,
}

/// A benefit.
#[derive(Clone, Debug)]
pub(crate) struct Benefit {
    pub(crate) id: String,
    pub(crate) scope: Scope,
    /// The unit and the most of what it pays, unless it is a status or a range.
    pub(crate) pays: Option<(Unit, i64)>,
    /// Whether an office decides some of it.
    pub(crate) judged: bool,
    /// The place of the pack that declares it.
    pub(crate) layer: usize,
}

/// What may be used, and how.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(crate) choices: Choices,
    /// Facts, parameters (as household names) and definitions.
    pub(crate) names: Vec<Named>,
    pub(crate) benefits: Vec<Benefit>,
    /// Whether an entry of the list beside the members counts as a person, if
    /// there is such a list.
    pub(crate) list_counts_persons: Option<bool>,
    /// Whether there is a fact of what is received.
    pub(crate) has_received: bool,
    /// The place of the pack being written; it cannot see what lower ones declare.
    pub(crate) layer: usize,
    /// What `parent` is here, and its bounds.
    pub(crate) parent: Option<(Kind, i64, i64)>,
    /// Whether each fact, definition and benefit may be used but once, so that
    /// nothing cancels out; every figure is known then, and nothing rests on what
    /// an office decides.
    pub(crate) once: bool,
    pub(crate) used: BTreeSet<String>,
    /// How many folds an expression being made stands in.
    pub(crate) folds: usize,
    /// Whether the expression being made has read beyond its own scope.
    pub(crate) read_outward: bool,
}

impl Declared {
    /// Nothing yet.
    pub(crate) fn new(choices: Choices, once: bool) -> Declared {
        Declared {
            choices,
            names: Vec::new(),
            benefits: Vec::new(),
            list_counts_persons: None,
            has_received: false,
            layer: 0,
            parent: None,
            once,
            used: BTreeSet::new(),
            folds: 0,
            read_outward: false,
        }
    }

    /// The names that an expression of a scope may use here.
    pub(crate) fn usable(&self, scope: Scope, fits: impl Fn(&Named) -> bool) -> Vec<Named> {
        let in_reach = |named: &&Named| {
            named.layer <= self.layer
                && (named.scope == scope
                    || named.scope == Scope::Household && !(self.once && self.folds > 0))
        };
        let is_left = |named: &&Named| {
            let once_in_fold = named.is_fact || named.local || self.folds == 0;
            !self.once || (once_in_fold && !self.used.contains(&named.name))
        };
        let names = self.names.iter().filter(in_reach).filter(is_left);
        names.filter(|named| fits(named)).cloned().collect()
    }

    /// Draws one of some names and writes it as seen from a scope.
    pub(crate) fn draw(&mut self, usable: &[Named], scope: Scope) -> (String, Named) {
        let named = self.choices.pick(usable).clone();
        self.used.insert(named.name.clone());
        if named.scope != scope || !named.local {
            self.read_outward = true;
        }
        let outward = named.scope == Scope::Household && scope != Scope::Household;
        let text = if outward && self.choices.chance(4) {
            format!("household.{}", named.name)
        } else {
            named.name.clone()
        };
        (text, named)
    }

    /// Whether an entry of the other list counts as a person, if that list is to
    /// be folded here.
    pub(crate) fn other_list(&mut self) -> Option<bool> {
        let counts_persons = self.list_counts_persons?;
        let is_left = !self.once || !self.used.contains(LIST);
        let chosen = is_left && self.choices.chance(6);
        if chosen {
            self.used.insert(LIST.to_owned());
        }
        chosen.then_some(counts_persons)
    }

    /// The benefits that an expression of a scope may name.
    pub(crate) fn nameable(&self, scope: Scope, fits: impl Fn(&Benefit) -> bool) -> Vec<Benefit> {
        let in_reach = |benefit: &&Benefit| {
            benefit.layer <= self.layer
                && (benefit.scope == scope || benefit.scope == Scope::Household)
        };
        let is_left = |benefit: &&Benefit| {
            let left = self.folds == 0 && !benefit.judged && !self.used.contains(&benefit.id);
            !self.once || left
        };
        let benefits = self.benefits.iter().filter(in_reach).filter(is_left);
        benefits.filter(|benefit| fits(benefit)).cloned().collect()
    }
}
