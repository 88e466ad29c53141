//! What evaluation relies on and the types do not say. A checker makes only such rules; an image is asked again, so that no text can
//! make an assessment loop or run long.

use crate::limits;
use crate::rule::node::Node;
use crate::rule::rests::{cost, faults, linked_benefits};
use crate::rule::{FactKind, Rules};

/// Whether rules can be evaluated: no circles, and everything within its limit.
pub(super) fn is_sound(rules: &Rules) -> bool {
    within_limits(rules) && parents_are_their_own(rules) && rests_on_little(rules)
}

fn within_limits(rules: &Rules) -> bool {
    let most = limits::MEMBERS.max(limits::LIST_ENTRIES);
    let choice = |it: &FactKind| match it {
        FactKind::Choice { values } => values.len() <= limits::CHOICE_VALUES,
        _ => true,
    };
    let mut layers = rules.cells.iter().flat_map(|it| &it.layers);
    (2..=limits::LISTS.saturating_add(2)).contains(&rules.scopes.len())
        && rules.scopes.iter().all(|it| it.least <= it.most && it.most <= most)
        && rules.facts.len() <= limits::FACTS
        && rules.facts.iter().all(|it| choice(&it.kind))
        && rules.cells.len() <= limits::CELLS
        && rules.benefits.len() <= limits::CELLS
        && rules.reads.conditions.len() == rules.benefits.len()
        && layers.all(|it| it.pack < rules.packs.len())
        && linked_benefits(rules) <= limits::EXCLUSION_BENEFITS
}

/// `parent` leads to a lower layer of the same cell only, and so to an end.
fn parents_are_their_own(rules: &Rules) -> bool {
    let mut cells = rules.cells.iter().zip(0_u16..);
    cells.all(|(cell, number)| {
        cell.layers.iter().enumerate().all(|(index, layer)| {
            let versions = layer.versions.iter().filter_map(|it| it.node.as_ref());
            versions.chain(&layer.bound).all(|it| parents_are(it, Some((number, index))))
        })
    }) && rules
        .benefits
        .iter()
        .flat_map(|it| &it.materials)
        .filter_map(|(_, when)| when.as_ref())
        .all(|it| parents_are(it, None))
}

fn parents_are(node: &Node, own: Option<(u16, usize)>) -> bool {
    if let Node::Parent { cell, layer } = node {
        return own == Some((*cell, *layer));
    }
    let mut all = true;
    node.children(&mut |child| all = all && parents_are(child, own));
    all
}

fn rests_on_little(rules: &Rules) -> bool {
    faults(rules).is_empty() && cost(rules) <= limits::COST
}
