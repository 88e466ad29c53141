//! What evaluation relies on and the types do not say. A checker makes only such rules; an image is asked again, so that no text can
//! make an assessment loop or run long.

use crate::limits;
use crate::rule::node::Node;
use crate::rule::rests::{cost, faults, linked_benefits};
use crate::rule::{FactKind, Rules};

/// Whether rules can be evaluated: no circles, and everything within its limit.
pub(super) fn is_sound(rules: &Rules) -> bool {
    within_limits(rules)
        && names_are_there(rules)
        && questions_are_in_order(rules)
        && rests_on_little(rules)
}

fn within_limits(rules: &Rules) -> bool {
    let most = limits::MEMBERS.max(limits::LIST_ENTRIES);
    let choice = |it: &FactKind| match it {
        FactKind::Choice { values } => values.len() <= limits::CHOICE_VALUES,
        _ => true,
    };
    let mut layers = rules.cells.iter().flat_map(|it| &it.layers);
    (2..=limits::LISTS.saturating_add(2)).contains(&rules.scopes.len())
        && rules
            .scopes
            .iter()
            .all(|it| it.least <= it.most && it.most <= most && it.facts.len() <= limits::FACTS)
        && rules.facts.len() <= limits::FACTS
        && rules.facts.iter().all(|it| choice(&it.kind))
        && rules.cells.len() <= limits::CELLS
        && rules.benefits.len() <= limits::CELLS
        && rules.reads.conditions.len() == rules.benefits.len()
        && layers.all(|it| it.pack < rules.packs.len())
        && linked_benefits(rules) <= limits::EXCLUSION_BENEFITS
}

/// What a node names is there, and `parent` leads to a lower layer of the same cell only, and so to an end.
fn names_are_there(rules: &Rules) -> bool {
    let mut cells = rules.cells.iter().zip(0_u16..);
    cells.all(|(cell, number)| {
        cell.layers.iter().enumerate().all(|(index, layer)| {
            let versions = layer.versions.iter().filter_map(|it| it.node.as_ref());
            let mut nodes = versions.chain(&layer.bound);
            nodes.all(|it| names_in_are_there(rules, it, Some((number, index))))
        })
    }) && rules
        .benefits
        .iter()
        .flat_map(|it| &it.materials)
        .filter_map(|(_, when)| when.as_ref())
        .all(|it| names_in_are_there(rules, it, None))
}

fn names_in_are_there(rules: &Rules, node: &Node, own: Option<(u16, usize)>) -> bool {
    let mut all = match node {
        Node::Parent { cell, layer } => own == Some((*cell, *layer)),
        // Facts that matter are kept as bits by their number: one that is not there would have the largest of all.
        Node::Fact { scope, slot } | Node::Received { scope, slot, .. } => {
            rules.fact(*scope, *slot).is_some()
        }
        Node::Fold(fold) => usize::from(fold.list) < rules.scopes.len(),
        _ => true,
    };
    node.children(&mut |child| all = all && names_in_are_there(rules, child, own));
    all
}

/// What goes before a fact is asked earlier, so that whoever asks for the first of all comes to an end.
fn questions_are_in_order(rules: &Rules) -> bool {
    rules.facts.iter().all(|fact| {
        fact.asked_if.as_ref().is_none_or(|it| {
            rules.fact(it.scope, it.slot).is_some_and(|before| before.order < fact.order)
        })
    })
}

fn rests_on_little(rules: &Rules) -> bool {
    faults(rules).is_empty() && cost(rules) <= limits::COST
}

#[cfg(all(test, feature = "check"))]
mod tests {
    #![expect(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test that panics says where"
    )]

    use super::is_sound;
    use crate::expression::FoldKind;
    use crate::rule::node::{Fold, Node};
    use crate::rule::value::{Given, Value};
    use crate::rule::{AskedIf, PERSON, Rules};
    use crate::{Calculator, PackFile};

    fn rules() -> Rules {
        let files = [
            include_str!("../../tests/diagnostics/base/000000/jurisdiction.json"),
            include_str!("../../tests/diagnostics/base/000000/facts.json"),
            include_str!("../../fuzz/seeds/load/forms.json"),
        ];
        let pack = files.iter().map(|text| PackFile { name: "pack.json", text }).collect();
        Calculator::load(&[pack]).unwrap().rules
    }

    /// Whether the rules are sound with a node in place of the first figure.
    fn sound_with(node: Node) -> bool {
        let mut rules = rules();
        rules.cells[0].layers[0].versions[0].node = Some(node);
        is_sound(&rules)
    }

    #[test]
    fn what_a_checker_makes_is_sound() {
        assert!(is_sound(&rules()));
        assert!(sound_with(Node::Fact { scope: PERSON, slot: 0 }));
    }

    #[test]
    fn a_fact_that_is_not_there_is_refused_however_deep_it_stands() {
        let lost = || Node::Fact { scope: 200, slot: 0 };
        assert!(!sound_with(lost()));
        assert!(!sound_with(Node::Fact { scope: PERSON, slot: 9_999 }));
        assert!(!sound_with(Node::Not(Box::new(lost()))));
        assert!(!sound_with(Node::Received { scope: PERSON, slot: 9_999, benefit: 0 }));
    }

    #[test]
    fn a_list_that_is_not_there_is_refused() {
        let fold = |list| Fold { kind: FoldKind::Count, list, filter: None, body: None };
        assert!(sound_with(Node::Fold(Box::new(fold(PERSON)))));
        assert!(!sound_with(Node::Fold(Box::new(fold(200)))));
    }

    #[test]
    fn questions_that_go_before_each_other_are_refused() {
        let behind = |slot| {
            let otherwise = Given::Value(Value::Absent);
            Some(AskedIf { scope: PERSON, slot, values: None, otherwise })
        };
        let mut rules = rules();
        let of = |rules: &Rules, slot: usize| rules.scopes[usize::from(PERSON)].facts[slot];
        let (first, second) = (of(&rules, 0), of(&rules, 1));
        rules.facts[first].order = 1;
        rules.facts[second].order = 2;
        rules.facts[second].asked_if = behind(0);
        assert!(is_sound(&rules));
        rules.facts[first].asked_if = behind(1);
        assert!(!is_sound(&rules));
    }
}
