//! What is known of a household: facts given, absent, or unknown.

pub(crate) mod digest;
pub(crate) mod range;
mod read;

pub(crate) use read::read;

use crate::adcode::Adcode;
pub(crate) use crate::rule::value::Given;
use crate::rule::value::Value;
use crate::rule::{HOUSEHOLD, Rules, ScopeIndex};

/// A household whose facts fit the rules it was read for.
///
/// Every fact is given, known to be absent, or unknown; nothing stands for an answer that was not given.
#[derive(Clone, Debug)]
pub struct Household {
    pub(crate) district: Option<Adcode>,
    pub(crate) lists: Vec<Rows>,
}

/// The entries of one scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// Whether the list is given. A list that is not has one row of which nothing is known.
    pub(crate) listed: bool,
    pub(crate) ids: Vec<String>,
    /// Facts of an entry.
    pub(crate) width: u32,
    pub(crate) facts: Vec<Given>,
    /// The number of the first fact; the list's own number where it is not given.
    pub(crate) first: u32,
}

impl Rows {
    /// The facts of an entry, by slot.
    pub(crate) fn of(&self, row: u32) -> &[Given] {
        let facts = row.checked_mul(self.width).and_then(|it| {
            let first = usize::try_from(it).ok()?;
            self.facts.get(first..first.checked_add(usize::try_from(self.width).ok()?)?)
        });
        facts.unwrap_or_default()
    }
}

static UNKNOWN: Given = Given::Unknown;

/// A fact of a household or a list that is not given, by what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Fact { scope: ScopeIndex, row: u32, slot: u16 },
    List(ScopeIndex),
}

impl Household {
    /// A household of which nothing is known, not even its members.
    pub(crate) fn unknown(rules: &Rules) -> Self {
        let lists = rules
            .scopes
            .iter()
            .map(|scope| {
                let width = u32::try_from(scope.facts.len()).unwrap_or(0);
                Rows {
                    listed: false,
                    ids: vec![String::new()],
                    width,
                    facts: vec![Given::Unknown; scope.facts.len()],
                    first: 0,
                }
            })
            .collect();
        let mut household = Self { district: None, lists };
        household.number_facts();
        household
    }

    /// Numbers all facts, and each list that is not given.
    fn number_facts(&mut self) {
        let mut next = 0_u32;
        for (index, rows) in self.lists.iter_mut().enumerate() {
            rows.first = next;
            let facts = u32::try_from(rows.facts.len()).unwrap_or(u32::MAX);
            let one = !rows.listed && index != usize::from(HOUSEHOLD);
            next = next.saturating_add(if one { 1 } else { facts });
        }
    }

    /// Whether the entries of a list are known.
    pub(crate) fn is_listed(&self, scope: ScopeIndex) -> bool {
        scope == HOUSEHOLD || self.lists.get(usize::from(scope)).is_some_and(|it| it.listed)
    }

    /// The number of entries; 1 for a list that is not given, whose one entry stands for any.
    pub(crate) fn rows(&self, scope: ScopeIndex) -> u32 {
        self.lists.get(usize::from(scope)).map_or(0, |it| u32::try_from(it.ids.len()).unwrap_or(0))
    }

    /// What is known of a fact.
    pub(crate) fn given(&self, scope: ScopeIndex, row: u32, slot: u16) -> &Given {
        let given = self.lists.get(usize::from(scope)).and_then(|rows| {
            let index = row.checked_mul(rows.width)?.checked_add(u32::from(slot))?;
            rows.facts.get(usize::try_from(index).ok()?)
        });
        given.unwrap_or(&UNKNOWN)
    }

    /// Sets what is known of a fact.
    pub(crate) fn set(&mut self, scope: ScopeIndex, row: u32, slot: u16, given: Given) {
        let place = self.lists.get_mut(usize::from(scope)).and_then(|rows| {
            let index = row.checked_mul(rows.width)?.checked_add(u32::from(slot))?;
            rows.facts.get_mut(usize::try_from(index).ok()?)
        });
        if let Some(place) = place {
            *place = given;
        }
    }

    /// What the yes or no before each fact settles. What is said of the fact itself goes before.
    fn settle(&mut self, rules: &Rules) {
        // What goes before is settled first, so that one yes or no may go before another.
        let mut facts: Vec<_> = rules.facts.iter().collect();
        facts.sort_by_key(|it| it.order);
        for fact in facts {
            let Some(asked_if) = &fact.asked_if else { continue };
            for row in 0..self.rows(fact.scope) {
                let before = if asked_if.scope == fact.scope { row } else { 0 };
                if *self.given(fact.scope, row, fact.slot) != Given::Unknown {
                    continue;
                }
                let known = self.given(asked_if.scope, before, asked_if.slot);
                let settled = match asked_if.is_asked(known) {
                    Some(false) => asked_if.otherwise.clone(),
                    // Where there is one it is not absent. Of other values a yes says nothing.
                    Some(true) if asked_if.otherwise == Given::Value(Value::Absent) => {
                        Given::NotAbsent
                    }
                    _ => continue,
                };
                self.set(fact.scope, row, fact.slot, settled);
            }
        }
    }

    /// The number of a fact; of its list, where the list is not given.
    pub(crate) fn number(&self, scope: ScopeIndex, row: u32, slot: u16) -> u32 {
        let Some(rows) = self.lists.get(usize::from(scope)) else {
            return u32::MAX;
        };
        if !self.is_listed(scope) {
            return rows.first;
        }
        rows.first.saturating_add(row.saturating_mul(rows.width)).saturating_add(u32::from(slot))
    }

    /// The number of a list that is not given.
    pub(crate) fn list_number(&self, scope: ScopeIndex) -> u32 {
        self.lists.get(usize::from(scope)).map_or(u32::MAX, |it| it.first)
    }

    /// What a number stands for.
    pub(crate) fn asked(&self, number: u32) -> Option<Asked> {
        let (index, rows) =
            self.lists.iter().enumerate().rev().find(|(_, it)| it.first <= number)?;
        let scope = u8::try_from(index).ok()?;
        if !self.is_listed(scope) {
            return Some(Asked::List(scope));
        }
        let offset = number.saturating_sub(rows.first);
        let slot = u16::try_from(offset.checked_rem(rows.width)?).ok()?;
        Some(Asked::Fact { scope, row: offset.checked_div(rows.width)?, slot })
    }

    /// The id of an entry; `household` for the household itself.
    pub(crate) fn id(&self, scope: ScopeIndex, row: u32) -> &str {
        if scope == HOUSEHOLD {
            return "household";
        }
        let rows = self.lists.get(usize::from(scope));
        rows.and_then(|it| it.ids.get(usize::try_from(row).ok()?)).map_or("", String::as_str)
    }
}
