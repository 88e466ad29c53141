//! The packs of a load as one chain, nation first.

use crate::adcode::Adcode;
use crate::diagnostic::Code;
use crate::document::PackDocument;
use crate::report::{Report, Spot};

/// The version of the format that this engine reads.
pub(crate) const SCHEMA: &str = "huisuan.rules/1";

/// What is known of a pack once its header is read.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) adcode: Adcode,
    pub(crate) version: String,
    pub(crate) sha256: String,
}

/// Checks the header of a pack and returns its code and version.
pub(crate) fn header(
    document: &PackDocument,
    pack: usize,
    sha256: String,
    report: &mut Report,
) -> Option<Loaded> {
    let spot = Spot { pack, ..Spot::default() };
    let mut missing = |key: &str| {
        report
            .error(Code::MissingKey, &spot, &format_args!("the key `{key}` is missing"))
            .help("it belongs in `jurisdiction.json`");
    };
    if document.schema.is_none() {
        missing("schema");
    }
    if document.name.is_none() {
        missing("name");
    }
    if document.version.is_none() {
        missing("version");
    }
    if document.adcode.is_none() {
        missing("adcode");
    }
    if let Some(schema) = document.schema.as_ref().filter(|it| it.0 != SCHEMA) {
        report
            .error(
                Code::UnknownSchema,
                &spot.member("schema"),
                &format_args!("unknown schema `{}`", schema.0),
            )
            .help(format!("this engine reads `{SCHEMA}`"));
    }
    Some(Loaded { adcode: document.adcode?, version: document.version.clone()?.0, sha256 })
}

/// Puts the packs in order, nation first, by the parent each names; the order of their indices.
pub(crate) fn order(
    documents: &[(Option<Adcode>, Option<Adcode>)],
    report: &mut Report,
) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let spot = |pack| Spot { pack, ..Spot::default() };
    for (index, (adcode, _)) in documents.iter().enumerate() {
        if documents.iter().take(index).any(|(it, _)| it == adcode && it.is_some()) {
            report.error(Code::BrokenChain, &spot(index), &"a pack is given twice");
        }
    }
    let mut next = documents.iter().position(|(_, parent)| parent.is_none());
    match next {
        None => {
            report
                .error(Code::BrokenChain, &spot(0), &"no pack is the top of the chain")
                .help("the nation's pack, `000000`, has no `parent`");
        }
        Some(top) => {
            for (index, _) in documents
                .iter()
                .enumerate()
                .skip(top.saturating_add(1))
                .filter(|(_, (_, parent))| parent.is_none())
            {
                report
                    .error(Code::MissingKey, &spot(index), &"the key `parent` is missing")
                    .help("only the nation's pack, `000000`, has none");
            }
        }
    }
    while let Some(index) = next {
        order.push(index);
        let adcode = documents.get(index).and_then(|(it, _)| *it);
        let mut below = documents.iter().enumerate().filter(|(it, (_, parent))| {
            parent.is_some() && *parent == adcode && !order.contains(it)
        });
        next = below.next().map(|(it, _)| it);
        if let Some((second, _)) = below.next() {
            report
                .error(Code::BrokenChain, &spot(second), &"two packs have the same parent")
                .help("load one district with the packs above it, and nothing else");
        }
    }
    for (index, (adcode, parent)) in documents.iter().enumerate() {
        if let (Some(adcode), Some(parent)) = (adcode, parent) {
            if !parent.contains(*adcode) || parent == adcode {
                report.error(
                    Code::BrokenChain,
                    &spot(index).member("parent"),
                    &format_args!("`{adcode}` does not lie in `{parent}`"),
                );
            } else if !order.contains(&index) {
                report
                    .error(
                        Code::BrokenChain,
                        &spot(index).member("parent"),
                        &format_args!("the pack of `{parent}` is not loaded"),
                    )
                    .help("load every pack from the nation down to the district");
            }
        }
    }
    order
}
