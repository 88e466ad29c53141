//! The texts of a chain by id, the most local pack winning.

use crate::document::{FactType, Names, PackDocument, Text};

/// All texts as id, Chinese, English; sorted by id.
pub(super) fn collect(documents: &[PackDocument]) -> Vec<(String, String, String)> {
    let mut texts: Vec<(String, String, String)> = Vec::new();
    for document in documents.iter().rev() {
        collect_pack(document, &mut |id, text| {
            if let Some(text) = text {
                texts.push((id, text.chinese.clone(), text.english.clone()));
            }
        });
    }
    // The most local text of an id came first, and stays.
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    texts.dedup_by(|later, first| later.0 == first.0);
    texts
}

fn collect_pack(document: &PackDocument, add: &mut dyn FnMut(String, Option<&Text>)) {
    if let Some(adcode) = document.adcode {
        add(format!("jurisdictions/{adcode}/name"), document.name.as_ref());
    }
    for (id, text) in all(document.materials.as_ref()) {
        add(format!("materials/{id}"), Some(text));
    }
    for (name, list) in all(document.lists.as_ref()) {
        add(format!("lists/{name}/name"), Some(&list.name));
    }
    for (name, fact) in all(document.facts.as_ref()) {
        add(format!("facts/{name}/question"), Some(&fact.question));
        add(format!("facts/{name}/hint"), fact.hint.as_ref());
        add(format!("facts/{name}/why"), fact.why.as_ref());
        if let FactType::Choice(choice) = &fact.kind {
            for (value, text) in choice.0.iter() {
                add(format!("facts/{name}/values/{value}"), Some(text));
            }
        }
    }
    for (name, parameter) in all(document.parameters.as_ref()) {
        add(format!("parameters/{name}/name"), parameter.name.as_ref());
        add(format!("parameters/{name}/note"), parameter.note.as_ref());
    }
    for (name, definition) in all(document.definitions.as_ref()) {
        add(format!("definitions/{name}/name"), definition.name.as_ref());
        add(format!("definitions/{name}/note"), definition.note.as_ref());
    }
    for (id, exclusion) in all(document.exclusions.as_ref()) {
        add(format!("exclusions/{id}/text"), Some(&exclusion.text));
    }
    for (id, benefit) in all(document.benefits.as_ref()) {
        let mut add = |key: &str, text: Option<&Text>| add(format!("benefits/{id}/{key}"), text);
        add("name", benefit.name.as_ref());
        add("summary", benefit.summary.as_ref());
        add("note", benefit.note.as_ref());
        add("noRule", benefit.no_rule.as_ref());
        add("amount/note", benefit.amount.as_ref().and_then(|it| it.note.as_ref()));
        for (name, condition) in all(benefit.conditions.as_ref()) {
            add(&format!("conditions/{name}/text"), condition.text.as_ref());
            add(&format!("conditions/{name}/note"), condition.note.as_ref());
        }
        if let Some(apply) = &benefit.apply {
            add("apply/office", Some(&apply.office));
            add("apply/channel", apply.channel.as_ref());
        }
    }
}

fn all<T>(names: Option<&Names<T>>) -> impl Iterator<Item = (&str, &T)> {
    names.into_iter().flat_map(Names::iter)
}
