//! What goes before a fact: it is there, and what it settles is an answer the fact can have.

use super::declare::all;
use super::linker::{Linker, Symbol};
use crate::decimal::Decimal;
use crate::diagnostic::Code;
use crate::document::decode::{Decoder, decoded};
use crate::document::{AskedIf as AskedIfDocument, Name, Otherwise};
use crate::household::range;
use crate::limits;
use crate::report::Spot;
use crate::rule::value::{Given, Value};
use crate::rule::{AskedIf, Fact, FactKind, HOUSEHOLD};
use crate::source::{Json, Value as JsonValue};

/// Resolves `askedIf` of every fact, once all facts are declared.
pub(super) fn resolve(linker: &mut Linker<'_, '_>) {
    let documents = linker.documents;
    for (pack, document) in documents.iter().enumerate() {
        for it in all(document.facts.as_ref()).filter(|it| !it.faulty) {
            let spot = Spot { pack, ..Spot::default() }.member("facts").member(&it.name);
            let Some(asked_if) = &it.value.asked_if else { continue };
            let Some(scope) = linker.scope(&it.value.scope.0) else { continue };
            let Some(Symbol::Fact(index)) = linker.names.get(scope, &it.name) else { continue };
            let resolved = before(linker, index, asked_if, &spot.member("askedIf"));
            if let Some(fact) = linker.facts.get_mut(index) {
                fact.asked_if = resolved;
            }
        }
    }
}

fn before(
    linker: &mut Linker<'_, '_>,
    index: usize,
    document: &AskedIfDocument,
    spot: &Spot,
) -> Option<AskedIf> {
    let fact = linker.facts.get(index)?;
    let name = document.fact.0.as_str();
    let found =
        [fact.scope, HOUSEHOLD].into_iter().find_map(|scope| match linker.names.get(scope, name) {
            Some(Symbol::Fact(before)) => linker.facts.get(before),
            _ => None,
        });
    let Some(before) = found else {
        linker.report.error(
            Code::UnknownName,
            &spot.member("fact"),
            &format_args!("`{name}` is not a fact of the same scope or of the household"),
        );
        return None;
    };
    let (scope, place) = (before.scope, before.slot);
    // What is settled is read in the order of asking, so that one yes or no may go before another.
    let asked_before = before.order < fact.order;
    let values = match (&before.kind, &document.is) {
        (FactKind::Bool, None) if !before.optional => Some(None),
        (FactKind::Choice { values }, Some(names)) if !before.optional => {
            bits(values, names).map(Some)
        }
        _ => None,
    };
    let Some(values) = values else {
        linker
            .report
            .error(
                Code::Combination,
                spot,
                &format_args!("`{name}` cannot go before a fact like this"),
            )
            .help("name a fact of type `bool`, or a choice with some of its values under `is`");
        return None;
    };
    if !asked_before {
        let message = format!("`{name}` is asked no earlier than the fact it goes before");
        linker
            .report
            .error(Code::Combination, &spot.member("fact"), &message)
            .help("give it a smaller `order`");
        return None;
    }
    let spot = spot.member("otherwise");
    let given = answer(fact, &document.otherwise, &mut Decoder::new_at(linker.report, &spot))?;
    Some(AskedIf { scope, slot: place, values, otherwise: given })
}

/// The places of values among those of a choice, as bits; nothing where one is not among them.
fn bits(values: &[String], names: &[Name]) -> Option<u64> {
    names.iter().try_fold(0_u64, |all, name| {
        let place = values.iter().position(|it| *it == name.0)?;
        Some(all | 1_u64.wrapping_shl(u32::try_from(place).ok()?))
    })
}

/// Reads what is known of a fact, as a household would give it.
fn answer(fact: &Fact, Otherwise(json): &Otherwise, cx: &mut Decoder<'_>) -> Option<Given> {
    let value = match (&json.value, &fact.kind) {
        (JsonValue::Null, _) if fact.optional => Value::Absent,
        (JsonValue::Object(_), FactKind::Number { .. } | FactKind::Date { .. }) => {
            return range::read(&fact.kind, json, limits::LAST_DAY, cx);
        }
        (_, FactKind::Bool) => Value::Bool(decoded(json, cx)?),
        (_, FactKind::Number { min, max, whole, .. }) => {
            let number = if *whole {
                Decimal::from(decoded::<i64>(json, cx)?)
            } else {
                decoded::<Decimal>(json, cx)?
            };
            if number < *min || *max < number {
                cx.fault(
                    Code::OutOfBounds,
                    &format_args!("the value lies outside {min} to {max}"),
                    None,
                );
                return None;
            }
            Value::Number(number)
        }
        (_, FactKind::Choice { values }) => {
            let words: Vec<&str> = values.iter().map(String::as_str).collect();
            Value::Choice(cx.word(json, &words).and_then(|it| u8::try_from(it).ok())?)
        }
        (JsonValue::Array(items), FactKind::Benefits) if items.is_empty() => {
            return Some(Given::Benefits(Vec::new()));
        }
        (_, FactKind::Benefits) => return unfit("an empty list", json, cx),
        (_, FactKind::Date { .. }) => return unfit("a range of days", json, cx),
    };
    Some(Given::Value(value))
}

fn unfit(expected: &str, json: &Json, cx: &mut Decoder<'_>) -> Option<Given> {
    cx.expected(expected, json);
    None
}
