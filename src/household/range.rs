//! A number or a day of which only bounds are known: `{"atLeast": "1000", "atMost": "1499.99"}`.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::diagnostic::Code;
use crate::document::decode::{Decode, Decoder};
use crate::rule::FactKind;
use crate::rule::value::{Given, Value};
use crate::source::Json;

const KEYS: [&str; 2] = ["atLeast", "atMost"];

/// Reads a range of a fact within its own bounds; `today` is the last day that `today` may mean. A side that is left out is the fact's own bound.
pub(crate) fn read(
    kind: &FactKind,
    json: &Json,
    today: Date,
    cx: &mut Decoder<'_>,
) -> Option<Given> {
    match kind {
        FactKind::Number { min, max, whole, .. } => {
            let (low, high) = if *whole {
                let (low, high) = sides::<i64>(json, cx)?;
                (low.map(Decimal::from), high.map(Decimal::from))
            } else {
                sides::<Decimal>(json, cx)?
            };
            let (low, high) = ordered(low.unwrap_or(*min), high.unwrap_or(*max), (*min, *max), cx)?;
            Some(if low == high {
                Given::Value(Value::Number(low))
            } else {
                Given::Between(low, high)
            })
        }
        FactKind::Date { min, max } => {
            let (low, high) = sides::<Date>(json, cx)?;
            let bounds = (min.on(today), max.on(today));
            let (first, last) =
                ordered(low.unwrap_or(bounds.0), high.unwrap_or(bounds.1), bounds, cx)?;
            Some(if first == last {
                Given::Value(Value::Date(first))
            } else {
                Given::Days(first, last)
            })
        }
        _ => {
            cx.expected("a value: only numbers and days have ranges", json);
            None
        }
    }
}

fn sides<T: Decode>(json: &Json, cx: &mut Decoder<'_>) -> Option<(Option<T>, Option<T>)> {
    let before = cx.faults();
    let members = cx.object(json, &KEYS)?;
    if members.is_empty() {
        cx.fault(Code::Combination, &"a range has `atLeast`, `atMost` or both", None);
    }
    let sides = (cx.field::<Option<T>>(members, KEYS[0]), cx.field::<Option<T>>(members, KEYS[1]));
    (cx.faults() == before).then_some(sides)
}

/// Both sides, where they lie within the fact's bounds and in order.
fn ordered<T: PartialOrd>(
    low: T,
    high: T,
    (min, max): (T, T),
    cx: &mut Decoder<'_>,
) -> Option<(T, T)> {
    if low < min || max < high || high < low {
        cx.fault(
            Code::OutOfBounds,
            &"the range is empty, or lies outside the bounds of its fact",
            None,
        );
        return None;
    }
    Some((low, high))
}
