//! What a reader would miss who checks a pack against its documents: numbers, days, clauses, papers.

use crate::check::linker::Spots;
use crate::decimal::Decimal;
use crate::diagnostic::Code;
use crate::document::{Names, PackDocument, Source, SourceKind};
use crate::report::{Report, Spot};
use crate::rule::node::{CellTest, Node, PresentTest};
use crate::rule::value::Value;
use crate::rule::{CellKind, Rules};

/// Sources without a number or a day. A `note` says why there is none; a report has no number to give.
pub(super) fn sources(packs: &[PackDocument], report: &mut Report) {
    for (pack, document) in packs.iter().enumerate() {
        let top = Spot { pack, ..Spot::default() }.member("sources");
        for (id, source) in document.sources.iter().flat_map(Names::iter) {
            if source.note.is_some() {
                continue;
            }
            if source.number.is_none() && has_number(source) {
                report
                    .warning(Code::NoNumber, &top.member(id), &"the source has no `number`")
                    .help("give the document's number, or a `note` that says why there is none");
            }
            if source.published.is_none() && source.in_force.is_none() {
                report
                    .warning(Code::NoDate, &top.member(id), &"the source has no day")
                    .help("give `published` or `inForce`, or a `note` that says why there is none");
            }
        }
    }
}

/// Whether a source of the kind is expected to have a number: a document, not a report of one.
fn has_number(source: &Source) -> bool {
    !matches!(source.kind, SourceKind::Media | SourceKind::Weak)
}

/// Benefits for which nothing is to be brought. A `note` says why.
pub(super) fn materials(packs: &[PackDocument], report: &mut Report) {
    for (pack, document) in packs.iter().enumerate() {
        let top = Spot { pack, ..Spot::default() }.member("benefits");
        for (id, benefit) in document.benefits.iter().flat_map(Names::iter) {
            if benefit.materials.as_ref().is_some_and(Vec::is_empty) && benefit.note.is_none() {
                report
                    .warning(
                        Code::NoMaterials,
                        &top.member(id).member("materials"),
                        &"nothing is to be brought",
                    )
                    .help("name the papers, or add a `note` that says why none is asked for");
            }
        }
    }
}

/// Definitions that name a figure or a day and no basis.
pub(super) fn figures(rules: &Rules, spots: &Spots, report: &mut Report) {
    for (cell, spots) in rules.cells.iter().zip(&spots.cells) {
        if cell.kind != CellKind::Definition {
            continue;
        }
        for (layer, spots) in cell.layers.iter().zip(spots) {
            for (version, spot) in layer.versions.iter().zip(spots) {
                let figure = version.node.as_ref().and_then(figure);
                if let Some(figure) = figure.filter(|_| version.basis.is_empty()) {
                    report
                        .warning(
                            Code::NoBasis,
                            spot,
                            &format_args!("`{}` names {figure}, and no `basis`", cell.name),
                        )
                        .help("say in which source and clause it is written");
                }
            }
        }
    }
}

/// A figure that somebody must have set: a day, or a number that is not just how one counts.
fn figure(node: &Node) -> Option<String> {
    let mut found = match node {
        Node::Constant(Value::Number(number)) => counts(*number),
        Node::Constant(Value::Date(day)) => Some(day.to_string()),
        Node::OneOfNumbers(_, numbers) => numbers.iter().find_map(|it| counts(*it)),
        Node::Table(table) => table.rows.iter().flat_map(|(tests, _)| tests).find_map(of_cell),
        _ => None,
    };
    node.children(&mut |child| {
        if found.is_none() {
            found = figure(child);
        }
    });
    found
}

fn of_cell(test: &CellTest) -> Option<String> {
    match &test.present {
        PresentTest::Range { from, to, .. } => from.iter().chain(to).find_map(|it| counts(*it)),
        PresentTest::Numbers(numbers) => numbers.iter().find_map(|it| counts(*it)),
        _ => None,
    }
}

/// The number, unless it only counts: nothing, one, or the months of a year.
fn counts(number: Decimal) -> Option<String> {
    let plain = [Decimal::ZERO, Decimal::ONE, Decimal::from(12)].contains(&number);
    (!plain).then(|| number.to_string())
}
