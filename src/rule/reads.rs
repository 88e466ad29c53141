//! What a benefit rests on: the changeable facts its conditions read, and every condition that can decide it. Found once, when
//! a chain is checked.

use super::{CellIndex, ScopeIndex};

/// A fact that the conditions of a benefit read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Read {
    pub(crate) scope: ScopeIndex,
    pub(crate) slot: u16,
    /// Whether it is read of every entry, inside a fold, and not of the subject alone.
    pub(crate) of_all: bool,
}

/// What a benefit's verdict rests on.
#[derive(Debug, Default)]
pub(crate) struct Grounds {
    /// The changeable facts its conditions read.
    pub(crate) changeable: Vec<Read>,
    /// Its conditions, and those of the benefits they name.
    pub(crate) conditions: Vec<CellIndex>,
}
