//! The one layout of a file of rules or cases.
//!
//! Two spaces a level; an object or a list stands on one line if that line has at most 140 columns, and else has a line for each
//! of its entries; the file itself always has. A text is never broken, so that a line may be longer.

use crate::case::CaseFile;
use crate::diagnostic::Diagnostic;
use crate::document::PackDocument;
use crate::document::arrange::Arrange;
use crate::report::{Report, Spot};
use crate::source::{Files, Json, Member, Value, parse, write_string};

/// Columns of a line.
const WIDTH: usize = 140;

/// The text of a file of rules, or of cases, in its one form: the same values, keys in the order in which the format declares
/// them, names and lists in the order of their author.
///
/// # Errors
///
/// Faults of the text: it is not JSON, or gives a key twice.
///
/// # Examples
///
/// ```
/// use huisuan::layout::formatted;
///
/// let text = r#"{"version":"1","name":{"en":"Nation","zh-CN":"全国"},"adcode":"000000","schema":"huisuan.rules/1"}"#;
/// assert_eq!(formatted("jurisdiction.json", text).unwrap(), r#"{
///   "schema": "huisuan.rules/1",
///   "adcode": "000000",
///   "name": { "zh-CN": "全国", "en": "Nation" },
///   "version": "1"
/// }
/// "#);
/// ```
pub fn formatted(name: &str, text: &str) -> Result<String, Vec<Diagnostic>> {
    let mut files = Files::default();
    let file = files.add(name, text);
    let mut json = match parse(text, file) {
        Ok(json) => json,
        Err(faults) => {
            let mut report = Report::default();
            for fault in faults {
                report.error(fault.code, &Spot::default(), &fault.message).at(fault.place);
            }
            return Err(report.place(&files, &[]));
        }
    };
    // A pack has no key `cases`, and a file of cases cannot be without it.
    if json.get("cases").is_some() {
        CaseFile::arrange(&mut json);
    } else {
        PackDocument::arrange(&mut json);
    }
    let mut out = String::new();
    broken(&json, 0, &mut out);
    out.push('\n');
    Ok(out)
}

/// A value after so many columns of its line, with a column kept for what follows it.
fn value(json: &Json, level: usize, column: usize, out: &mut String) {
    let mut line = String::new();
    inline(json, &mut line);
    let end = column.saturating_add(line.chars().count()).saturating_add(1);
    if end <= WIDTH { out.push_str(&line) } else { broken(json, level, out) }
}

/// A value with a line for each of its entries.
fn broken(json: &Json, level: usize, out: &mut String) {
    let deeper = level.saturating_add(1);
    let indent = |level: usize, out: &mut String| {
        out.push('\n');
        out.push_str(&"  ".repeat(level));
    };
    match &json.value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                indent(deeper, out);
                value(item, deeper, deeper.saturating_mul(2), out);
            }
            indent(level, out);
            out.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (index, Member { key, value: it, .. }) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                indent(deeper, out);
                let mut start = String::new();
                write_string(key, &mut start);
                start.push_str(": ");
                out.push_str(&start);
                let column = deeper.saturating_mul(2).saturating_add(start.chars().count());
                value(it, deeper, column, out);
            }
            indent(level, out);
            out.push('}');
        }
        _ => inline(json, out),
    }
}

/// A value on one line.
fn inline(json: &Json, out: &mut String) {
    match &json.value {
        Value::Null => out.push_str("null"),
        Value::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
        Value::Number(text) => out.push_str(text),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                inline(item, out);
            }
            out.push(']');
        }
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::Object(members) => {
            out.push_str("{ ");
            for (index, Member { key, value, .. }) in members.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write_string(key, out);
                out.push_str(": ");
                inline(value, out);
            }
            out.push_str(" }");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = formatted("a.json", text).unwrap();
        assert_eq!(found, expected);
        assert_eq!(formatted("a.json", &found).unwrap(), expected);
    }

    #[test]
    fn unknown_keys_come_last_as_they_were() {
        check(
            r#"{"z": 1, "version": "1", "a": [], "adcode": "000000"}"#,
            "{\n  \"adcode\": \"000000\",\n  \"version\": \"1\",\n  \"z\": 1,\n  \"a\": []\n}\n",
        );
    }

    #[test]
    fn names_and_choices_keep_their_order() {
        let text = r#"{"facts": {"b": {"type": {"choice": {"y": {"en": "Y", "zh-CN": "是"}, "n": {"en": "N", "zh-CN": "否"}}}, "scope": "person"},
            "a": {"type": "bool", "scope": "household", "question": {"en": "A rather long question?", "zh-CN": "一个相当长的问题？"}}}}"#;
        check(
            text,
            r#"{
  "facts": {
    "b": { "scope": "person", "type": { "choice": { "y": { "zh-CN": "是", "en": "Y" }, "n": { "zh-CN": "否", "en": "N" } } } },
    "a": { "scope": "household", "type": "bool", "question": { "zh-CN": "一个相当长的问题？", "en": "A rather long question?" } }
  }
}
"#,
        );
    }

    #[test]
    fn a_line_has_140_columns_with_its_comma() {
        let of = |length: usize| format!("{{\"a\": [\"{}\"], \"b\": 1}}", "x".repeat(length));
        // Two spaces, `"a": ["`, the text, `"]` and the comma.
        assert!(formatted("a.json", &of(128)).unwrap().contains("\"a\": [\"x"));
        assert!(formatted("a.json", &of(129)).unwrap().contains("\"a\": [\n    \"x"));
    }

    #[test]
    fn what_does_not_parse_is_refused() {
        assert!(formatted("a.json", "{\"a\": 1,}").is_err());
        assert!(formatted("a.json", "{\"a\": 1, \"a\": 2}").is_err());
    }
}
