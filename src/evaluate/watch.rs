//! Who looks on while the interpreter evaluates.

use crate::rule::{Origin, Version};

/// Is told what a value rests on. While a household is assessed nobody watches, which is `()` and costs nothing.
pub(crate) trait Watch {
    /// A version gives the value of its cell.
    fn uses(&mut self, _version: &Version) {}

    /// Bands or a table, whose place this is, come to one of their steps. It is `certain` unless another
    /// could be the one as well.
    fn reaches(&mut self, _form: &Origin, _step: Step, _certain: bool) {}
}

impl Watch for () {}

/// Which of the values of bands or of a table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// The value under the first threshold.
    Below,
    /// The value of a band.
    Band(usize),
    /// The value of a row.
    Row(usize),
    /// The value where no row fits.
    Otherwise,
}
