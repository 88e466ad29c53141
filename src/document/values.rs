//! The simple values of the format: texts, days, figures, units, names, expressions.

use crate::decimal::Decimal;

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
    fn fallback() -> Self {
        Self { chinese: String::new(), english: String::new() }
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        match cx.object(json, &["zh-CN", "en"]) {
            Some(members) => Self {
                chinese: cx.field::<Line>(members, "zh-CN").0,
                english: cx.field::<Line>(members, "en").0,
            },
            None => Self::fallback(),
        }
    }
}

/// Declares how a simple value is read: what stands for it, what is expected, and its own reading of a string.
macro_rules! from_string {
    ($($type:ty = $fallback:expr, $expected:literal, $read:expr;)+) => {$(
        impl Decode for $type {
            fn fallback() -> Self {
                $fallback
            }

            fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
                let read: fn(&str, &mut Decoder<'_>) -> Option<Self> = $read;
                string(json, cx, $expected).and_then(|it| read(it, cx)).unwrap_or_else(Self::fallback)
            }
        }
    )+};
}

/// A string that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(pub String);

/// An address on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(pub String);

/// The text of an expression, read when the chain is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr(pub String);

/// A name in `snake_case`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(pub String);

from_string! {
    Line = Self(String::new()), "a text", read_line;
    Url = Self(String::new()), "an address", read_url;
    Expr = Self("0".to_owned()), "an expression in a string", read_expression;
    Name = Self(String::new()), "a name", read_name;
    Date = crate::limits::FIRST_DAY, "a day such as `\"2024-08-01\"`", read_date;
    Unit = Self::NONE, "a unit", read_unit;
    Adcode = Self::NATION, "an administrative division code in a string", read_adcode;
}

fn read_line(text: &str, cx: &mut Decoder<'_>) -> Option<Line> {
    if text.trim().is_empty() {
        cx.fault(Code::EmptyText, &"the text is empty", None);
        return None;
    }
    Some(Line(text.to_owned()))
}

fn read_url(text: &str, cx: &mut Decoder<'_>) -> Option<Url> {
    let after = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if after.is_none_or(|it| it.is_empty() || it.contains(char::is_whitespace)) {
        let help = "an address starts with `https://` or `http://`".to_owned();
        cx.fault(Code::NotUrl, &format_args!("`{text}` is not an address"), Some(help));
        return None;
    }
    Some(Url(text.to_owned()))
}

fn read_expression(text: &str, cx: &mut Decoder<'_>) -> Option<Expr> {
    let length = text.chars().count();
    if length > limits::EXPRESSION_LENGTH {
        let most = limits::EXPRESSION_LENGTH;
        let message = format_args!("the expression has {length} characters, more than {most}");
        cx.fault(Code::ExpressionTooLarge, &message, Some("split it into definitions".to_owned()));
        return None;
    }
    Some(Expr(text.to_owned()))
}

fn read_name(text: &str, cx: &mut Decoder<'_>) -> Option<Name> {
    if !is_name(text) {
        cx.not_a_name(text);
        return None;
    }
    Some(Name(text.to_owned()))
}

fn read_date(text: &str, cx: &mut Decoder<'_>) -> Option<Date> {
    let read: Result<Date, ParseDateError> = text.parse();
    if let Err(error) = read {
        let help = "write year, month and day, such as `2024-08-01`".to_owned();
        cx.fault(Code::NotDate, &format_args!("{}: {error}", cx.shown(text)), Some(help));
    }
    read.ok()
}

fn read_unit(text: &str, cx: &mut Decoder<'_>) -> Option<Unit> {
    let read = text.parse().ok();
    if read.is_none() {
        let help =
            format!("use {} joined by `*` and `/`, or `1`", super::decode::quoted(&BASE_UNITS));
        cx.fault(Code::NotUnit, &format_args!("`{text}` is not a unit"), Some(help));
    }
    read
}

fn read_adcode(text: &str, cx: &mut Decoder<'_>) -> Option<Adcode> {
    let read = text.parse().ok();
    if read.is_none() {
        let help = "write six digits, such as `331003`".to_owned();
        cx.fault(
            Code::NotAdcode,
            &format_args!("{} is not an administrative division code", cx.shown(text)),
            Some(help),
        );
    }
    read
}

/// Whether the text may be a name of a pack.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= limits::NAME_LENGTH
        && text.starts_with(|it: char| it.is_ascii_lowercase())
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
}

impl Decode for bool {
    fn fallback() -> Self {
        false
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        if let Value::Bool(value) = &json.value {
            return *value;
        }
        cx.expected("true or false", json);
        false
    }
}

impl Decode for i64 {
    fn fallback() -> Self {
        0
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        let Value::Number(text) = &json.value else {
            cx.expected("a whole number", json);
            return 0;
        };
        let read = text.parse::<Self>().ok().filter(|it| it.unsigned_abs() <= 1_000_000_000_000);
        if read.is_none() {
            let help = "write at most 12 digits, without a point or an exponent".to_owned();
            cx.fault(
                Code::WrongType,
                &format_args!("{} is not a whole number", cx.shown(text)),
                Some(help),
            );
        }
        read.unwrap_or(0)
    }
}

impl Decode for Decimal {
    fn fallback() -> Self {
        Self::ZERO
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        match &json.value {
            Value::String(text) => {
                let read = parse_decimal(text);
                if read.is_none() {
                    let help =
                        "write digits with at most one point, such as `\"1041.50\"`".to_owned();
                    cx.fault(
                        Code::NotDecimal,
                        &format_args!("{} is not a decimal figure", cx.shown(text)),
                        Some(help),
                    );
                }
                return read.unwrap_or(Self::ZERO);
            }
            Value::Number(_) => {
                let help = "put it in quotes: a JSON number may pass through a float and change";
                cx.fault(
                    Code::NotDecimal,
                    &"a figure stands as a JSON number",
                    Some(help.to_owned()),
                );
            }
            _ => cx.expected("a decimal figure in a string", json),
        }
        Self::ZERO
    }
}

/// The string, or a fault that says what was expected.
pub(super) fn string<'j>(json: &'j Json, cx: &mut Decoder<'_>, expected: &str) -> Option<&'j str> {
    if let Value::String(text) = &json.value {
        return Some(text);
    }
    cx.expected(expected, json);
    None
}
