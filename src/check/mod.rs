//! From documents to rules: everything that must hold before a pack is used, one check a file.
//!
//! All checks run as far as they can; each adds to the same report. What they return is used only if the
//! report has no error.

mod asked;
mod basis;
mod chain;
mod dates;
mod declare;
mod forms;
mod graph;
mod linker;
#[cfg(feature = "author")]
pub(crate) mod lints;
mod overlay;
mod ranges;
mod reads;
mod table;
mod types;
mod typing;
mod written;

pub(crate) use chain::{Link, header, order};

use crate::document::PackDocument;
use crate::report::Report;
use crate::rule::{Pack, Rules};

/// How strictly a chain is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// As its author: a bound that is broken is an error.
    Author,
    /// As a page that must go on: a broken bound becomes a notice in the results.
    Reader,
}

/// Checks the documents of a chain, nation first.
pub(crate) fn check(
    documents: &[PackDocument],
    packs: Vec<Pack>,
    strictness: Strictness,
    report: &mut Report,
) -> Option<Rules> {
    basis::check(documents, report);
    let mut linker = linker::Linker::new(documents, report);
    declare::declare(&mut linker);
    linker.link();
    let (mut rules, spots) = linker.finish(packs);
    if report.has_errors() {
        return None;
    }
    if graph::check(&rules, &spots, report) {
        ranges::check(&rules, &spots, strictness, report);
        rules.reads = reads::reads(&rules);
        #[cfg(feature = "author")]
        if strictness == Strictness::Author {
            lints::check(documents, &rules, &spots, report);
        }
    }
    Some(rules)
}
