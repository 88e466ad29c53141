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
        let mut text = String::with_capacity(2048);
        for ((list, rows), scope) in rules.scopes.iter().zip(&self.lists).zip(0_u8..) {
            if !self.is_listed(scope) {
                continue;
            }
            for row in 0..self.rows(scope) {
                add(&mut text, &[&list.name, " ", self.id(scope, row), "\n"]);
                let facts = list.facts.iter().filter_map(|it| rules.facts.get(*it));
                for (fact, given) in facts.zip(rows.of(row)) {
                    if is_said(&fact.kind, given) {
                        add(&mut text, &[&fact.name, "="]);
                        write(rules, &fact.kind, given, &mut text);
                        text.push('\n');
                    }
                }
            }
        }
        sha256(text.as_bytes())
    }
}

/// Whether somebody said something of a fact: not what another fact settles, and not that a whole may be anything.
fn is_said(kind: &FactKind, given: &Given) -> bool {
    match (given, kind) {
        (Given::Unknown | Given::NotAbsent, _) => false,
        (Given::Between(low, high), FactKind::Number { min, max, .. }) => (low, high) != (min, max),
        _ => true,
    }
}

fn add(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

fn write(rules: &Rules, kind: &FactKind, given: &Given, text: &mut String) {
    let _written = match (given, kind) {
        (Given::Unknown | Given::NotAbsent, _) => Ok(()),
        (Given::Between(low, high), _) => {
            let figure = |value| Figure { value, money: false };
            write!(text, "{}..{}", figure(*low), figure(*high))
        }
        (Given::Days(first, last), _) => write!(text, "{first}..{last}"),
        (Given::Benefits(benefits), _) => {
            let mut comma = "";
            for it in benefits.iter().filter_map(|it| rules.benefits.get(usize::from(*it))) {
                add(text, &[comma, &it.id]);
                comma = ",";
            }
            Ok(())
        }
        (Given::Value(Value::Bool(value)), _) => {
            text.write_str(if *value { "true" } else { "false" })
        }
        (Given::Value(Value::Number(value)), _) if value.is_zero() => text.write_str("0"),
        (Given::Value(Value::Number(value)), _) => {
            write!(text, "{}", Figure { value: *value, money: false })
        }
        (Given::Value(Value::Date(value)), _) => write!(text, "{value}"),
        (Given::Value(Value::Choice(value)), FactKind::Choice { values }) => {
            text.write_str(values.get(usize::from(*value)).map_or("", String::as_str))
        }
        (Given::Value(_), _) => text.write_str("null"),
    };
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
