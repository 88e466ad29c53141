//! The texts of a chain by id, the most local pack winning.
//!
//! They are picked from the JSON of the packs, where a table says they stand: a page needs them as they are written, whoever checked the pack.

use crate::source::{Json, Value};

/// Where texts stand in a pack, and by which id they are called; `*` is any name.
const TEXTS: [(&str, &str); 20] = [
    ("materials/*", "materials/*"),
    ("lists/*/name", "lists/*/name"),
    ("facts/*/question", "facts/*/question"),
    ("facts/*/hint", "facts/*/hint"),
    ("facts/*/why", "facts/*/why"),
    ("facts/*/type/choice/*", "facts/*/values/*"),
    ("parameters/*/name", "parameters/*/name"),
    ("parameters/*/note", "parameters/*/note"),
    ("definitions/*/name", "definitions/*/name"),
    ("definitions/*/note", "definitions/*/note"),
    ("exclusions/*/text", "exclusions/*/text"),
    ("benefits/*/name", "benefits/*/name"),
    ("benefits/*/summary", "benefits/*/summary"),
    ("benefits/*/note", "benefits/*/note"),
    ("benefits/*/noRule", "benefits/*/noRule"),
    ("benefits/*/amount/note", "benefits/*/amount/note"),
    ("benefits/*/conditions/*/text", "benefits/*/conditions/*/text"),
    ("benefits/*/conditions/*/note", "benefits/*/conditions/*/note"),
    ("benefits/*/apply/office", "benefits/*/apply/office"),
    ("benefits/*/apply/channel", "benefits/*/apply/channel"),
];

/// A text by its id.
pub(crate) type Named = (String, Both);

/// A text in Chinese and in English.
pub(crate) type Both = (String, String);

/// All texts of the packs, which come nation first; sorted by id.
pub(crate) fn collect<'j>(packs: impl DoubleEndedIterator<Item = &'j Json>) -> Vec<Named> {
    let mut texts: Vec<Named> = Vec::new();
    for pack in packs.rev() {
        if let (Some(adcode), Some(text)) = (pack.text("adcode"), pack.get("name").and_then(both)) {
            texts.push((format!("jurisdictions/{adcode}/name"), text));
        }
        for (path, id) in TEXTS {
            find(pack, path, &mut Vec::new(), &mut |names, json| {
                texts.extend(both(json).map(|text| (written(id, names), text)));
            });
        }
    }
    // The most local text of an id came first, and stays.
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    texts.dedup_by(|later, first| later.0 == first.0);
    texts
}

/// Finds every value on a path, with the names that stand for its `*`.
fn find<'j>(
    json: &'j Json,
    path: &str,
    names: &mut Vec<&'j str>,
    found: &mut dyn FnMut(&[&'j str], &'j Json),
) {
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    if step.is_empty() {
        found(names, json);
    } else if step != "*" {
        json.get(step).into_iter().for_each(|it| find(it, rest, names, found));
    } else if let Value::Object(members) = &json.value {
        for member in members {
            names.push(&member.key);
            find(&member.value, rest, names, found);
            names.pop();
        }
    }
}

/// The id with each `*` replaced by a name.
fn written(id: &str, names: &[&str]) -> String {
    let mut text = String::new();
    let mut names = names.iter();
    for character in id.chars() {
        match character {
            '*' => text.push_str(names.next().copied().unwrap_or_default()),
            other => text.push(other),
        }
    }
    text
}

fn both(json: &Json) -> Option<Both> {
    Some((json.text("zh-CN")?.to_owned(), json.text("en")?.to_owned()))
}
