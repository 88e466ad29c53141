//! The simple values of the format: texts, days, figures, units, names, expressions.

use rust_decimal::Decimal;

use super::decode::{Decode, Decoder};
use crate::adcode::Adcode;
use crate::date::{Date, ParseDateError};
use crate::diagnostic::Code;
use crate::limits;
use crate::money::parse_decimal;
use crate::source::{Json, Value};
use crate::unit::{BASE_UNITS, Unit};

/// A text for people, in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese, the language the rules are written in.
    pub chinese: String,
    /// English.
    pub english: String,
}

impl Text {
    /// The text in a language, `zh-CN` or `en`.
    pub fn in_language(&self, language: &str) -> Option<&str> {
        match language {
            "zh-CN" => Some(&self.chinese),
            "en" => Some(&self.english),
            _ => None,
        }
    }
}

impl Decode for Text {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let members = cx.object(json, &["zh-CN", "en"])?;
        let chinese = cx.field::<Line>(members, "zh-CN");
        let english = cx.field::<Line>(members, "en");
        Some(Self { chinese: chinese?.0, english: english?.0 })
    }
}

/// A string that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(pub String);

impl Decode for Line {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = string(json, cx, "a text")?;
        if text.trim().is_empty() {
            return cx.fault(Code::EmptyText, "the text is empty", None);
        }
        Some(Self(text.to_owned()))
    }
}

/// An address on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(pub String);

impl Decode for Url {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = string(json, cx, "an address")?;
        let after = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        if after.is_none_or(|it| it.is_empty() || it.contains(char::is_whitespace)) {
            return cx.fault(
                Code::NotUrl,
                format!("`{text}` is not an address"),
                Some("an address starts with `https://` or `http://`".to_owned()),
            );
        }
        Some(Self(text.to_owned()))
    }
}

/// The text of an expression, read when the chain is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr(pub String);

impl Decode for Expr {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = string(json, cx, "an expression in a string")?;
        let length = text.chars().count();
        if length > limits::EXPRESSION_LENGTH {
            let message = format!(
                "the expression has {length} characters, more than {}",
                limits::EXPRESSION_LENGTH
            );
            return cx.fault(
                Code::ExpressionTooLarge,
                message,
                Some("split it into definitions".to_owned()),
            );
        }
        Some(Self(text.to_owned()))
    }
}

/// A name in `snake_case`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(pub String);

impl Decode for Name {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = string(json, cx, "a name")?;
        if !is_name(text) {
            let help =
                "a name is `snake_case`: small letters, digits and `_`, starting with a letter";
            return cx.fault(
                Code::NotName,
                format!("`{text}` is not a name"),
                Some(help.to_owned()),
            );
        }
        Some(Self(text.to_owned()))
    }
}

/// Whether the text may be a name of a pack.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= limits::NAME_LENGTH
        && text.starts_with(|it: char| it.is_ascii_lowercase())
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
}

impl Decode for bool {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        match &json.value {
            Value::Bool(value) => Some(*value),
            _ => cx.expected("true or false", json),
        }
    }
}

impl Decode for i64 {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let Value::Number(text) = &json.value else {
            return cx.expected("a whole number", json);
        };
        match text.parse::<Self>() {
            Ok(value) if value.unsigned_abs() <= 1_000_000_000_000 => Some(value),
            _ => {
                cx.fault(Code::WrongType, format!("expected a whole number, found `{text}`"), None)
            }
        }
    }
}

impl Decode for Decimal {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        match &json.value {
            Value::String(text) => {
                let help = "write digits with at most one point, such as `\"1041.50\"`";
                parse_decimal(text).or_else(|| {
                    cx.fault(
                        Code::NotDecimal,
                        format!("`{text}` is not a decimal figure"),
                        Some(help.to_owned()),
                    )
                })
            }
            Value::Number(text) => cx.fault(
                Code::NotDecimal,
                format!("the figure {text} stands as a JSON number"),
                Some(format!(
                    "put it in quotes, `\"{text}\"`: a number may pass through a float and change"
                )),
            ),
            _ => cx.expected("a decimal figure in a string", json),
        }
    }
}

impl Decode for Date {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = string(json, cx, "a day such as `\"2024-08-01\"`")?;
        text.parse()
            .map_err(|error: ParseDateError| {
                cx.fault::<()>(Code::NotDate, format!("`{text}` is not a day: {error}"), None)
            })
            .ok()
    }
}

impl Decode for Unit {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = string(json, cx, "a unit")?;
        let help =
            || format!("use {} joined by `*` and `/`, or `1`", super::decode::quoted(&BASE_UNITS));
        text.parse()
            .ok()
            .or_else(|| cx.fault(Code::NotUnit, format!("`{text}` is not a unit"), Some(help())))
    }
}

impl Decode for Adcode {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = string(json, cx, "an administrative division code in a string")?;
        text.parse().ok().or_else(|| {
            cx.fault(
                Code::NotAdcode,
                format!("`{text}` is not an administrative division code"),
                Some("write six digits, such as `331003`".to_owned()),
            )
        })
    }
}

/// The string, or a fault that says what was expected.
pub(super) fn string<'j>(json: &'j Json, cx: &mut Decoder<'_>, expected: &str) -> Option<&'j str> {
    match &json.value {
        Value::String(text) => Some(text),
        _ => cx.expected(expected, json),
    }
}
