//! Spoiling JSON: what a slip of the hand or a broken program may make of it.

use super::choices::Choices;
use serde_json::{Value as Json, json};

/// A text with a few characters changed, left out, doubled or put in.
pub(crate) fn spoil_text(choices: &mut Choices, text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=choices.below(3) {
        let place = choices.below(characters.len());
        let strange = *choices.pick(&[
            '"', '{', '}', '[', ']', ',', ':', '0', '-', '.', 'e', '\\', ' ', '\0', '中',
            '\u{feff}',
        ]);
        match choices.below(5) {
            _ if characters.is_empty() => characters.push(strange),
            0 => characters[place] = strange,
            1 => {
                characters.remove(place);
            }
            2 => characters.insert(place, strange),
            3 => characters.truncate(place),
            _ => {
                let end = (place + 1 + choices.below(200)).min(characters.len());
                let piece = characters[place..end].to_vec();
                let at = choices.below(characters.len());
                characters.splice(at..at, piece);
            }
        }
    }
    characters.into_iter().collect()
}

/// A tree with a few of its parts replaced, left out, renamed or exchanged.
pub(crate) fn spoil_tree(choices: &mut Choices, tree: &Json) -> Json {
    let mut tree = tree.clone();
    for _ in 0..=choices.below(3) {
        let mut pointers = Vec::new();
        collect(&tree, String::new(), &mut pointers);
        let pointer = choices.pick(&pointers).clone();
        let other: &String = choices.pick(&pointers);
        let other = tree.pointer(other).cloned().unwrap();
        let part = tree.pointer_mut(&pointer).unwrap();
        match (choices.below(6), part) {
            (0, part) => *part = strange(choices),
            (1, part) => *part = other,
            (2, Json::Object(object)) if !object.is_empty() => {
                let keys: Vec<String> = object.keys().cloned().collect();
                object.remove(choices.pick(&keys));
            }
            (3, Json::Object(object)) if !object.is_empty() => {
                let keys: Vec<String> = object.keys().cloned().collect();
                let value = object.remove(choices.pick(&keys)).unwrap();
                let name = *choices.pick(&["x", "members", "value", "Ä", "", "fact_1", "parent"]);
                object.insert(name.to_owned(), value);
            }
            (2 | 3, Json::Array(array)) if !array.is_empty() => {
                let place = choices.below(array.len());
                let value = array[place].clone();
                if choices.below(2) == 0 {
                    array.push(value);
                } else {
                    array.remove(place);
                }
            }
            (_, Json::String(text)) => *text = spoil_expression(choices, text),
            (_, part) => *part = strange(choices),
        }
    }
    tree
}

/// A string with a word of the language put in, taken out or exchanged.
fn spoil_expression(choices: &mut Choices, text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let place = choices.below(words.len());
    let word = *choices.pick(&[
        "(",
        ")",
        "not",
        "and",
        "if",
        "then",
        "else",
        "-",
        "/ 0",
        "* 99999999999999999999",
        "parent",
        "today",
        "members",
        "sum(members, 1)",
        "in",
        "2024-02-30",
        "1.",
        "yuan",
        "household.",
        "else 1",
        "min()",
        "fact_1",
        "((((((((((((((((((((((((((((((((((((((((((((((((((",
        "entitled(benefit_1)",
        "amount(benefit_9)",
        "..",
    ]);
    match choices.below(3) {
        0 => words.insert(place, word),
        1 => words[place] = word,
        _ => {
            words.remove(place);
        }
    }
    words.join(" ")
}

fn strange(choices: &mut Choices) -> Json {
    let deep = (0..60).fold(json!(1), |inner, _| json!([inner]));
    let all = [
        Json::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e300),
        json!(""),
        json!("x"),
        json!([]),
        json!({}),
        json!("9".repeat(40)),
        json!("a".repeat(3000)),
        deep,
        json!("2023-02-29"),
        json!("9999-12-31"),
        json!("0000-01-01"),
        json!("-0"),
        json!("1e5"),
        json!([null]),
    ];
    choices.pick(&all).clone()
}

/// The pointers of every part of a tree.
fn collect(tree: &Json, pointer: String, found: &mut Vec<String>) {
    match tree {
        Json::Object(object) => {
            for (key, value) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, format!("{pointer}/{key}"), found);
            }
        }
        Json::Array(array) => {
            for (place, value) in array.iter().enumerate() {
                collect(value, format!("{pointer}/{place}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}
