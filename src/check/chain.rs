//! The packs of a load as one chain, nation first.

use crate::adcode::Adcode;
use crate::diagnostic::Code;
use crate::document::PackDocument;
use crate::report::{Report, Spot};

/// The version of the format that this engine reads.
pub(crate) const SCHEMA: &str = "huisuan.rules/1";

/// Checks the header of a pack and returns its code and version.
pub(crate) fn header(
    document: &PackDocument,
    pack: usize,
    report: &mut Report,
) -> Option<(Adcode, String)> {
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
    Some((document.adcode?, document.version.clone()?.0))
}

/// What the header of a pack says of its place: its code, and its parent (none for the top).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) adcode: Option<Adcode>,
    pub(crate) parent: Option<Adcode>,
    /// Whether a parent is named at all, even by something that is no code.
    pub(crate) has_parent: bool,
}

/// Puts the packs in order, nation first, by the parent each names; the order of their indices.
///
/// Each pack that does not fit is reported once, for the first reason found.
pub(crate) fn order(links: &[Link], report: &mut Report) -> Vec<usize> {
    let spot = |pack| Spot { pack, ..Spot::default() };
    let mut misfits: Vec<usize> = Vec::new();
    for (index, link) in links.iter().enumerate() {
        let parent_spot = spot(index).member("parent");
        if link.adcode.is_some() && links.iter().take(index).any(|it| it.adcode == link.adcode) {
            report.error(Code::BrokenChain, &spot(index), &"a pack is given twice");
        } else if let (Some(adcode), Some(parent)) = (link.adcode, link.parent)
            && (!parent.contains(adcode) || parent == adcode)
        {
            let message = format_args!("`{adcode}` does not lie in `{parent}`");
            report.error(Code::BrokenChain, &parent_spot, &message);
        } else {
            continue;
        }
        misfits.push(index);
    }
    let is_top = |it: &usize| links.get(*it).is_some_and(|it| !it.has_parent);
    let tops: Vec<usize> =
        (0..links.len()).filter(|it| is_top(it) && !misfits.contains(it)).collect();
    let top = tops.first().copied();
    for index in tops.iter().skip(1) {
        misfits.push(*index);
        report
            .error(Code::MissingKey, &spot(*index), &"the key `parent` is missing")
            .help("only the nation's pack, `000000`, has none");
    }
    let mut order: Vec<usize> = Vec::new();
    let mut next = top;
    while let Some(index) = next {
        order.push(index);
        let adcode = links.get(index).and_then(|it| it.adcode);
        let is_below = |it: &usize| {
            links.get(*it).is_some_and(|it| it.parent.is_some() && it.parent == adcode)
        };
        let below: Vec<usize> = (0..links.len())
            .filter(|it| is_below(it) && !order.contains(it) && !misfits.contains(it))
            .collect();
        next = below.first().copied();
        for second in below.iter().skip(1) {
            misfits.push(*second);
            report
                .error(Code::BrokenChain, &spot(*second), &"two packs have the same parent")
                .help("load one district with the packs above it, and nothing else");
        }
    }
    if top.is_none() && misfits.is_empty() {
        report
            .error(Code::BrokenChain, &spot(0), &"no pack is the top of the chain")
            .help("load the nation's pack, `000000`, which has no `parent`");
        return order;
    }
    for (index, link) in links.iter().enumerate() {
        if let Some(parent) =
            link.parent.filter(|_| !order.contains(&index) && !misfits.contains(&index))
        {
            report
                .error(
                    Code::BrokenChain,
                    &spot(index).member("parent"),
                    &format_args!("the pack of `{parent}` is not loaded"),
                )
                .help("load every pack from the nation down to the district");
        }
    }
    order
}
