//! The one order of keys: that in which the format declares them. Names keep the order of their author, which is meaning.

use crate::adcode::Adcode;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::source::{Json, Value};
use crate::unit::Unit;

use super::decode::Names;
use super::fact::RANGE;
use super::values::{Expr, Line, Name, Text, Url};
use super::{
    BandsForm, ChoiceType, DateBound, DateType, DefinitionType, FactType, Formula, IntegerType,
    LimitForm, MoneyType, NumberType, Otherwise, RoundForm, TableForm,
};

/// A part of the format whose keys have an order.
pub(crate) trait Arrange {
    /// Puts the keys into their order, and those of all parts inside. What is not of this shape stays as it is.
    fn arrange(_: &mut Json) {}
}

/// Puts the members of an object into the order of the keys; those of other keys come last, as they were.
pub(crate) fn order(json: &mut Json, keys: &[&str]) {
    if let Value::Object(members) = &mut json.value {
        members.sort_by_key(|it| keys.iter().position(|key| *key == it.key).unwrap_or(keys.len()));
    }
}

/// Arranges the value of a key.
pub(crate) fn inside(json: &mut Json, key: &str, arrange: fn(&mut Json)) {
    if let Value::Object(members) = &mut json.value {
        members.iter_mut().filter(|it| it.key == key).for_each(|it| arrange(&mut it.value));
    }
}

impl<T: Arrange> Arrange for Option<T> {
    fn arrange(json: &mut Json) {
        T::arrange(json);
    }
}

impl<T: Arrange> Arrange for Box<T> {
    fn arrange(json: &mut Json) {
        T::arrange(json);
    }
}

impl<T: Arrange> Arrange for Vec<T> {
    fn arrange(json: &mut Json) {
        if let Value::Array(items) = &mut json.value {
            items.iter_mut().for_each(T::arrange);
        }
    }
}

impl<T: Arrange> Arrange for Names<T> {
    fn arrange(json: &mut Json) {
        if let Value::Object(members) = &mut json.value {
            for member in members {
                T::arrange(&mut member.value);
            }
        }
    }
}

/// Values without keys.
macro_rules! plain {
    ($($type:ty),+) => {$(impl Arrange for $type {})+};
}

plain!(bool, i64, Decimal, Date, Unit, Adcode, Line, Url, Expr, Name, DateBound, DefinitionType);

impl Arrange for Otherwise {
    fn arrange(json: &mut Json) {
        order(json, &RANGE);
    }
}

impl Arrange for Text {
    fn arrange(json: &mut Json) {
        order(json, &["zh-CN", "en"]);
    }
}

impl Arrange for ChoiceType {
    fn arrange(json: &mut Json) {
        Names::<Text>::arrange(json);
    }
}

impl Arrange for FactType {
    fn arrange(json: &mut Json) {
        inside(json, "integer", IntegerType::arrange);
        inside(json, "money", MoneyType::arrange);
        inside(json, "number", NumberType::arrange);
        inside(json, "date", DateType::arrange);
        inside(json, "choice", ChoiceType::arrange);
    }
}

impl Arrange for Formula {
    fn arrange(json: &mut Json) {
        inside(json, "bands", BandsForm::arrange);
        inside(json, "table", TableForm::arrange);
        inside(json, "highest", Vec::<Self>::arrange);
        inside(json, "lowest", Vec::<Self>::arrange);
        inside(json, "cap", LimitForm::arrange);
        inside(json, "floor", LimitForm::arrange);
        inside(json, "round", RoundForm::arrange);
    }
}
