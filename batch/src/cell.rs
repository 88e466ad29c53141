//! A cell of a list, as the JSON that a household document would have in its place.

use crate::reject::Reject;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The word for the type of the fact: `bool`, `money`, …
    pub(crate) word: &'static str,
    /// Whether the fact may be known to be absent.
    pub(crate) optional: bool,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing: not known.
    Unknown,
    /// A value, as JSON.
    Value(String),
}

/// Words for true and false, as people and programs write them in lists.
const TRUE: [&str; 5] = ["true", "yes", "1", "是", "有"];
const FALSE: [&str; 5] = ["false", "no", "0", "否", "无"];

/// Words for "known that there is none".
const NONE: [&str; 2] = ["null", "无"];

/// Signs of money that stand beside a figure, and have no place in it.
const CURRENCY: [char; 4] = ['¥', '￥', '元', '$'];

/// Reads a cell.
///
/// # Errors
///
/// Why the text cannot be a value of its column. Bounds, days and words are left to the engine, which knows them.
pub(crate) fn read(text: &str, kind: Kind, column: &str) -> Result<Cell, Reject> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Cell::Unknown);
    }
    if NONE.contains(&text) && kind.optional {
        return Ok(Cell::Value("null".to_owned()));
    }
    let json = match kind.word {
        "bool" if TRUE.contains(&text) => "true".to_owned(),
        "bool" if FALSE.contains(&text) => "false".to_owned(),
        "bool" => {
            let help = "write `true` or `false` (also 是 or 否, 1 or 0)";
            return Err(Reject::one(
                "shape/type",
                column,
                &format!("{column}: expected true or false"),
                help,
            ));
        }
        "integer" => {
            let Ok(number) = text.parse::<i64>() else {
                let help = "write a whole number in digits, such as `2`";
                let reason = format!("{column}: expected a whole number");
                return Err(Reject::one("shape/type", column, &reason, help));
            };
            number.to_string()
        }
        "money" | "number" => {
            if let Some(fault) = figure_fault(text) {
                let reason = format!("{column}: {fault}");
                return Err(Reject::one(
                    "value/decimal",
                    column,
                    &reason,
                    "write digits and a point only, such as `1041.00`",
                ));
            }
            quoted(text)
        }
        "benefits" => {
            let names =
                text.split([' ', ';', ',']).filter(|it| !it.is_empty() && !NONE.contains(it));
            format!("[{}]", names.map(quoted).collect::<Vec<_>>().join(","))
        }
        _ => quoted(text),
    };
    Ok(Cell::Value(json))
}

/// What keeps a text from being a figure, where it is something people do.
fn figure_fault(text: &str) -> Option<&'static str> {
    if text.contains(CURRENCY) {
        Some("an amount stands without a currency sign")
    } else if text.contains([',', '，']) {
        Some("an amount stands without separators for thousands")
    } else {
        None
    }
}

/// A text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(2));
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // A control character cannot stand in a fact; the engine says so of what stands for it.
            it if it.is_control() => out.push('\u{fffd}'),
            it => out.push(it),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONEY: Kind = Kind { word: "money", optional: false };

    #[track_caller]
    fn check(text: &str, kind: Kind, expected: &str) {
        let found = match read(text, kind, "c") {
            Ok(Cell::Unknown) => "unknown".to_owned(),
            Ok(Cell::Value(json)) => json,
            Err(reject) => reject.reason,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn empty_is_unknown_and_never_nought() {
        check("", MONEY, "unknown");
        check("  ", MONEY, "unknown");
        check("0", MONEY, "\"0\"");
    }

    #[test]
    fn none_is_told_apart_from_unknown() {
        let grade = Kind { word: "integer", optional: true };
        check("null", grade, "null");
        check("无", grade, "null");
        check("2", grade, "2");
        check("two", grade, "c: expected a whole number");
        check("无", Kind { word: "bool", optional: false }, "false");
    }

    #[test]
    fn amounts_are_digits_and_nothing_else() {
        check("1041.00", MONEY, "\"1041.00\"");
        check("¥1041", MONEY, "c: an amount stands without a currency sign");
        check("1041元", MONEY, "c: an amount stands without a currency sign");
        check("1,041", MONEY, "c: an amount stands without separators for thousands");
    }

    #[test]
    fn truth_is_written_in_several_ways() {
        let truth = Kind { word: "bool", optional: false };
        check("是", truth, "true");
        check("0", truth, "false");
        check("maybe", truth, "c: expected true or false");
    }

    #[test]
    fn several_benefits_stand_in_one_cell() {
        let benefits = Kind { word: "benefits", optional: false };
        check("a_b; c", benefits, "[\"a_b\",\"c\"]");
        check("无", benefits, "[]");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(quoted("a\"b\\c\n"), "\"a\\\"b\\\\c\u{fffd}\"");
    }
}
