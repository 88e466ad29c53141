//! The digest of a household's facts, so that a second clerk can prove to have the same case.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{Given, Household};
use crate::money::Figure;
use crate::rule::value::Value;
use crate::rule::{FactKind, Rules};

impl Household {
    /// SHA-256 over all facts given, in the order the rules declare them: it does not depend on the order or
    /// spacing of the document, and any other fact gives another digest.
    pub(crate) fn digest(&self, rules: &Rules) -> String {
        let mut text = String::new();
        for index in 0..self.lists.len() {
            let scope = u8::try_from(index).unwrap_or(0);
            if !self.is_listed(scope) {
                continue;
            }
            let name = rules.scopes.get(index).map_or("", |it| it.name.as_str());
            for row in 0..self.rows(scope) {
                let _written = writeln!(text, "{name} {}", self.id(scope, row));
                for fact in rules.facts.iter().filter(|it| usize::from(it.scope) == index) {
                    if let Some(value) =
                        written(rules, &fact.kind, self.given(scope, row, fact.slot))
                    {
                        let _written = writeln!(text, "{}={value}", fact.name);
                    }
                }
            }
        }
        sha256(text.as_bytes())
    }
}

fn written(rules: &Rules, kind: &FactKind, given: &Given) -> Option<String> {
    Some(match given {
        Given::Unknown => return None,
        Given::Benefits(benefits) => {
            let ids = benefits
                .iter()
                .filter_map(|it| rules.benefits.get(usize::from(*it)))
                .map(|it| it.id.as_str());
            ids.collect::<Vec<_>>().join(",")
        }
        Given::Value(value) => match (value, kind) {
            (Value::Bool(value), _) => value.to_string(),
            (Value::Number(value), _) => Figure { value: *value, money: false }.to_string(),
            (Value::Date(value), _) => value.to_string(),
            (Value::Choice(value), FactKind::Choice { values }) => {
                values.get(usize::from(*value)).cloned().unwrap_or_default()
            }
            _ => "null".to_owned(),
        },
    })
}

/// SHA-256 in small hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for nibble in [byte.wrapping_shr(4), byte & 0xf] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    text
}
