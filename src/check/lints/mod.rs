//! What an author should look at twice although the chain can be used: always a warning.
//!
//! None of it is in the browser's engine: a page has no author to tell.

mod documents;
mod languages;
mod reach;

pub(crate) use languages::check as languages;

use super::linker::Spots;
use crate::document::PackDocument;
use crate::report::Report;
use crate::rule::Rules;

/// Looks at a chain that has no faults.
pub(super) fn check(packs: &[PackDocument], rules: &Rules, spots: &Spots, report: &mut Report) {
    documents::sources(packs, report);
    documents::materials(packs, report);
    documents::figures(rules, spots, report);
    reach::check(rules, spots, report);
}
