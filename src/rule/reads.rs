//! What rests on what: which cells and benefits read each changeable fact, and every condition that can decide a benefit.
//! Found once, when a chain is checked.

use super::{BenefitIndex, CellIndex, ScopeIndex};

/// What rests on what.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    /// The changeable facts, in the order of their scopes and slots.
    pub(crate) facts: Vec<Readers>,
    /// By benefit, its conditions and those of the benefits they name.
    pub(crate) conditions: Vec<Vec<CellIndex>>,
}

/// A changeable fact, and all that read it on some day.
#[derive(Debug)]
pub(crate) struct Readers {
    pub(crate) scope: ScopeIndex,
    pub(crate) slot: u16,
    /// Ascending.
    pub(crate) cells: Vec<ReadBy>,
    /// Ascending.
    pub(crate) benefits: Vec<ReadBy>,
}

/// What reads a fact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadBy {
    /// The cell's or the benefit's.
    pub(crate) index: u16,
    /// Whether it reads the fact of every entry, inside a fold, and not of the subject alone.
    pub(crate) of_all: bool,
}

impl Readers {
    /// How a cell reads the fact, if it does.
    pub(crate) fn cell(&self, index: CellIndex) -> Option<ReadBy> {
        find(&self.cells, index)
    }

    /// How the conditions of a benefit read the fact, if they do.
    pub(crate) fn benefit(&self, index: BenefitIndex) -> Option<ReadBy> {
        find(&self.benefits, index)
    }
}

fn find(readers: &[ReadBy], index: u16) -> Option<ReadBy> {
    let place = readers.binary_search_by_key(&index, |it| it.index).ok()?;
    readers.get(place).copied()
}
