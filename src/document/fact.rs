//! Facts: what may be known about a household, a member or another listed thing.

use crate::decimal::Decimal;

use super::decode::{Decode, Decoder, Names, document};
use super::values::{Name, Text};
use crate::date::Date;
use crate::diagnostic::Code;
use crate::source::{Json, Value};
use crate::unit::Unit;

document! {
    /// One thing that may be known.
    pub struct FactDocument {
        /// `household`, `person` or the name of a list.
        scope: Name = "scope",
        /// What kind of value, within which bounds.
        kind: FactType = "type",
        /// Whether it may be known to be absent (`null`).
        optional: Option<bool> = "optional",
        /// Whether a household could change it.
        changeable: Option<bool> = "changeable",
        /// What settles it for most people, and is asked first.
        asked_if: Option<AskedIf> = "askedIf",
        /// Whether it is asked in bands, whose edges the rules give.
        bands: Option<bool> = "bands",
        /// The section it is asked in.
        section: Option<Name> = "section",
        /// Its place among the questions.
        order: Option<i64> = "order",
        /// The question.
        question: Text = "question",
        /// How to answer.
        hint: Option<Text> = "hint",
        /// Why it is asked.
        why: Option<Text> = "why",
    }

    /// What goes before a fact.
    pub struct AskedIf {
        /// A fact of the same scope or of the household: a yes or no, or a choice.
        fact: Name = "fact",
        /// For a choice: the values with which this fact is asked.
        is: Option<Vec<Name>> = "is",
        /// What is known where that fact is false, or another value: a value, a range, or `null`.
        otherwise: Otherwise = "otherwise",
    }

    /// A whole number.
    pub struct IntegerType {
        /// The least it may be.
        min: i64 = "min",
        /// The most it may be.
        max: i64 = "max",
        /// What it counts.
        unit: Option<Unit> = "unit",
    }

    /// An amount of money.
    pub struct MoneyType {
        /// Its unit, with `yuan` in it.
        unit: Unit = "unit",
        /// The least it may be.
        min: Decimal = "min",
        /// The most it may be.
        max: Decimal = "max",
    }

    /// A decimal number.
    pub struct NumberType {
        /// Its unit.
        unit: Option<Unit> = "unit",
        /// The least it may be.
        min: Decimal = "min",
        /// The most it may be.
        max: Decimal = "max",
    }

    /// A day.
    pub struct DateType {
        /// The first it may be.
        min: DateBound = "min",
        /// The last it may be.
        max: DateBound = "max",
    }
}

/// An answer as a household gives it. Which values it may have depends on its fact, which is looked up by `check`.
#[derive(Clone, Debug, PartialEq)]
pub struct Otherwise(pub(crate) Json);

impl Decode for Otherwise {
    fn fallback() -> Self {
        Self(Json { place: crate::source::Place::default(), value: Value::Null })
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        match &json.value {
            Value::Number(_) => {
                i64::decode(json, cx);
            }
            Value::Array(items) if !items.is_empty() => cx.expected("a value or `[]`", json),
            Value::Object(_) => side_shapes(json, cx),
            _ => {}
        }
        Self(json.clone())
    }
}

/// The keys of a range.
pub(crate) const RANGE: [&str; 2] = ["atLeast", "atMost"];

fn side_shapes(json: &Json, cx: &mut Decoder<'_>) {
    let Some(members) = cx.object(json, &RANGE) else { return };
    if members.is_empty() {
        cx.fault(Code::Combination, &"a range has `atLeast`, `atMost` or both", None);
    }
    for member in members {
        let length = cx.enter(&member.key);
        match &member.value.value {
            Value::String(_) => {}
            Value::Number(_) => {
                i64::decode(&member.value, cx);
            }
            _ => cx.expected("a figure or a day", &member.value),
        }
        cx.leave(length);
    }
}

/// A bound of a day: a day, or the day asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateBound {
    /// A day.
    Day(Date),
    /// The day asked.
    Today,
}

impl DateBound {
    /// The bound on the day asked.
    pub fn on(self, today: Date) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Today => today,
        }
    }
}

impl Decode for DateBound {
    fn fallback() -> Self {
        Self::Today
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        match &json.value {
            Value::String(text) if text == "today" => Self::Today,
            _ => Self::Day(Date::decode(json, cx)),
        }
    }
}

/// A choice of named values, in the order to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceType(pub Names<Text>);

impl Decode for ChoiceType {
    fn fallback() -> Self {
        Self(Names::default())
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        let values = Names::<Text>::decode(json, cx);
        let most = crate::limits::CHOICE_VALUES;
        if values.0.is_empty() || values.0.len() > most {
            cx.fault(
                Code::TooMany,
                &format_args!("a choice has 1 to {most} values, found {}", values.0.len()),
                None,
            );
        }
        Self(values)
    }
}

/// What kind of value a fact has.
#[derive(Clone, Debug, PartialEq)]
pub enum FactType {
    /// True or false.
    Bool,
    /// A set of benefit ids.
    Benefits,
    /// A whole number.
    Integer(IntegerType),
    /// An amount of money.
    Money(MoneyType),
    /// A decimal number.
    Number(NumberType),
    /// A day.
    Date(DateType),
    /// One of named values.
    Choice(ChoiceType),
}

pub(super) const FACT_TAGS: [&str; 5] = ["integer", "money", "number", "date", "choice"];

impl Decode for FactType {
    fn fallback() -> Self {
        Self::Bool
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        if let Value::String(text) = &json.value {
            match text.as_str() {
                "bool" => return Self::Bool,
                "benefits" => return Self::Benefits,
                _ => {}
            }
            let help =
                "a type is `\"bool\"`, `\"benefits\"` or an object such as `{\"money\": {…}}`"
                    .to_owned();
            cx.fault(Code::UnknownWord, &format_args!("unknown type `{text}`"), Some(help));
            return Self::fallback();
        }
        let Some((tag, inner)) = cx.tagged(json, "a type", &FACT_TAGS) else {
            return Self::fallback();
        };
        let length = cx.enter(tag);
        let read = match tag {
            "integer" => Self::Integer(IntegerType::decode(inner, cx)),
            "money" => Self::Money(MoneyType::decode(inner, cx)),
            "number" => Self::Number(NumberType::decode(inner, cx)),
            "date" => Self::Date(DateType::decode(inner, cx)),
            _ => Self::Choice(ChoiceType::decode(inner, cx)),
        };
        cx.leave(length);
        read
    }
}
