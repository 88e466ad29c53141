//! Texts that do not stand in their language: left over from copying one to the other.

use crate::diagnostic::Code;
use crate::report::{Report, Spot};
use crate::source::{Json, Value};

/// Looks at every text of a pack.
pub(crate) fn check(tree: &Json, pack: usize, report: &mut Report) {
    look(tree, &Spot { pack, ..Spot::default() }, report);
}

fn look(json: &Json, spot: &Spot, report: &mut Report) {
    match &json.value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                look(item, &spot.item(index), report);
            }
        }
        Value::Object(members) => {
            if let (Some(chinese), Some(english)) = (text(json, "zh-CN"), text(json, "en")) {
                // What has no letters, such as a telephone number, is the same in both.
                if has_latin(chinese) && !has_han(chinese) {
                    tell(report, &spot.member("zh-CN"), "Chinese");
                }
                if has_han(english) && !has_latin(english) {
                    tell(report, &spot.member("en"), "English");
                }
                return;
            }
            for member in members {
                look(&member.value, &spot.member(&member.key), report);
            }
        }
        _ => {}
    }
}

fn tell(report: &mut Report, spot: &Spot, language: &str) {
    report
        .warning(
            Code::WrongLanguage,
            spot,
            &format_args!(
                "the text under `{}` is not {language}",
                if language == "English" { "en" } else { "zh-CN" }
            ),
        )
        .help("say it in both languages");
}

fn text<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    match &json.get(key)?.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn has_han(text: &str) -> bool {
    text.chars().any(|it| matches!(it, '\u{3400}'..='\u{9fff}'))
}

fn has_latin(text: &str) -> bool {
    text.chars().any(|it| it.is_ascii_alphabetic())
}
