//! What a chain declares, for those who render: facts, texts, jurisdictions.

use serde::Serialize;

use crate::Calculator;
use crate::adcode::Adcode;
use crate::date::Date;
use crate::document::{DateBound, Scope, SourceKind};
use crate::evaluate::Day;
use crate::money::Figure;
use crate::rule::reads::wholes;
use crate::rule::{AskedIf, Fact, FactKind, Rules};
use crate::source::{Json, Member, Value};
use crate::unit::Unit;

/// A fact as declared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in JSON")]
pub struct FactListing<'c> {
    /// Its name.
    pub name: &'c str,
    /// `household`, `person` or the name of a list.
    pub scope: &'c str,
    /// What values it may have.
    #[serde(rename = "type")]
    pub kind: FactTypeListing<'c>,
    /// Whether it may be known to be absent.
    pub optional: bool,
    /// Whether a household could change it.
    pub changeable: bool,
    /// What goes before it: where that is something else, this is settled and not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_if: Option<AskedIfListing<'c>>,
    /// Whether it is asked in bands.
    pub bands: bool,
    /// Whether it says something of a whole, in the place of its parts.
    pub whole: bool,
    /// The section it is asked in.
    pub section: &'c str,
    /// Its place among the questions.
    pub order: i64,
}

/// What goes before a fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct AskedIfListing<'c> {
    /// A yes or no, or a choice.
    pub fact: &'c str,
    /// For a choice: the values with which the fact is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<Vec<&'c str>>,
}

/// What values a fact may have.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct FactTypeListing<'c> {
    /// `bool`, `integer`, `money`, `number`, `date`, `choice` or `benefits`.
    pub kind: &'static str,
    /// The unit of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The least or the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The most or the last; `today` for the day asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The values of a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<&'c [String]>,
}

/// A benefit as declared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BenefitListing<'c> {
    /// Its id.
    pub id: &'c str,
    /// Whose it is.
    pub scope: Scope,
    /// Its place among the benefits.
    pub order: i64,
}

/// A pack of the chain and where its figures come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct JurisdictionListing<'c> {
    /// The jurisdiction.
    pub adcode: Adcode,
    /// The pack's version.
    pub version: &'c str,
    /// SHA-256 of its published text.
    pub sha256: &'c str,
    /// Whom to ask.
    pub contacts: Vec<ContactListing<'c>>,
    /// The documents, by id.
    #[cfg_attr(
        feature = "types",
        ts(as = "std::collections::BTreeMap<&'c str, SourceListing<'c>>")
    )]
    pub sources: Pairs<&'c str, SourceListing<'c>>,
}

/// An office or a line to ask.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct ContactListing<'c> {
    /// What it is called, by language.
    pub name: TextListing<'c>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<&'c str>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<TextListing<'c>>,
    /// When it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<TextListing<'c>>,
}

/// A text in every language.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TextListing<'c> {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub chinese: &'c str,
    /// English.
    #[serde(rename = "en")]
    pub english: &'c str,
}

/// A document that rules or figures come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct SourceListing<'c> {
    /// Its title.
    pub title: &'c str,
    /// Who issued it.
    pub issuer: &'c str,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<&'c str>,
    /// The day it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The day it came into force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Date>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'c str>,
    /// How good the copy is that was read.
    pub kind: SourceKind,
}

/// Keys and values, written as an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs<K, V>(pub Vec<(K, V)>);

impl<K: PartialEq, V> Pairs<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.iter().find(|(it, _)| it == key).map(|(_, value)| value)
    }
}

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Calculator {
    /// The facts of the chain, in the authored order.
    pub fn facts(&self) -> Vec<FactListing<'_>> {
        let rules = self.rules();
        let wholes = wholes(rules);
        let mut facts: Vec<&Fact> = rules.facts.iter().collect();
        facts.sort_by_key(|it| it.order);
        facts
            .into_iter()
            .map(|fact| FactListing {
                name: &fact.name,
                scope: match fact.scope {
                    crate::rule::PERSON => "person",
                    scope => rules.scopes.get(usize::from(scope)).map_or("", |it| it.name.as_str()),
                },
                kind: kind(&fact.kind),
                optional: fact.optional,
                changeable: fact.changeable,
                asked_if: fact.asked_if.as_ref().and_then(|it| asked_if(rules, it)),
                bands: fact.banded,
                whole: wholes.contains(&(fact.scope, fact.slot)),
                section: &fact.section,
                order: fact.order,
            })
            .collect()
    }

    /// The benefits of the chain, in the authored order.
    pub fn benefits(&self) -> Vec<BenefitListing<'_>> {
        let listed = self.rules().benefits.iter();
        let mut benefits: Vec<_> = listed
            .map(|it| BenefitListing { id: &it.id, scope: it.scope, order: it.order })
            .collect();
        benefits.sort_by_key(|it| it.order);
        benefits
    }

    /// How a benefit is written on a day: the expression of each condition by its id, then that of the amount. A closed form
    /// (bands, a table) stands by its name; what no pack gives for the day is left out.
    pub fn formulas(&self, benefit: &str, on: Date) -> Vec<(&str, &str)> {
        let rules = self.rules();
        let Some(benefit) = rules.benefits.iter().find(|it| it.id == benefit) else {
            return Vec::new();
        };
        let day = Day::new(rules, on);
        let conditions = benefit.conditions.iter().map(|it| (it.id.as_str(), it.cell));
        let amounts = benefit.amount.iter().flat_map(|it| {
            let high = (it.high != it.low).then_some(("amount", it.high));
            [Some(("amount", it.low)), high].into_iter().flatten()
        });
        conditions
            .chain(amounts)
            .filter_map(|(id, cell)| {
                let (_, version) = day.version(cell)?;
                Some((id, version.formula.as_deref()?))
            })
            .collect()
    }

    /// All texts by id in a language (`zh-CN` or `en`; Chinese for any other), the most local text winning.
    pub fn texts(&self, language: &str) -> Pairs<&str, &str> {
        let english = language.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("en"));
        Pairs(
            self.texts
                .iter()
                .map(|(id, (zh, en))| (id.as_str(), if english { en } else { zh }.as_str()))
                .collect(),
        )
    }

    /// The packs of the chain, nation first.
    pub fn jurisdictions(&self) -> Vec<JurisdictionListing<'_>> {
        self.rules()
            .packs
            .iter()
            .map(|pack| JurisdictionListing {
                adcode: pack.adcode,
                version: &pack.version,
                sha256: &pack.sha256,
                contacts: items(pack.contacts.as_ref()).iter().filter_map(contact).collect(),
                sources: Pairs(
                    members(pack.sources.as_ref())
                        .iter()
                        .filter_map(|it| Some((it.key.as_str(), source(&it.value)?)))
                        .collect(),
                ),
            })
            .collect()
    }
}

fn items(json: Option<&Json>) -> &[Json] {
    match json.map(|it| &it.value) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

fn members(json: Option<&Json>) -> &[Member] {
    match json.map(|it| &it.value) {
        Some(Value::Object(members)) => members,
        _ => &[],
    }
}

fn contact(json: &Json) -> Option<ContactListing<'_>> {
    Some(ContactListing {
        name: bilingual(json, "name")?,
        phone: json.text("phone"),
        address: bilingual(json, "address"),
        hours: bilingual(json, "hours"),
    })
}

fn source(json: &Json) -> Option<SourceListing<'_>> {
    let day = |key| json.text(key)?.parse().ok();
    Some(SourceListing {
        title: json.text("title")?,
        issuer: json.text("issuer")?,
        number: json.text("number"),
        published: day("published"),
        in_force: day("inForce"),
        url: json.text("url"),
        kind: SourceKind::from_word(json.text("kind")?)?,
    })
}

fn bilingual<'j>(json: &'j Json, key: &str) -> Option<TextListing<'j>> {
    let text = json.get(key)?;
    Some(TextListing { chinese: text.text("zh-CN")?, english: text.text("en")? })
}

fn kind(kind: &FactKind) -> FactTypeListing<'_> {
    let plain = |kind| FactTypeListing { kind, unit: None, min: None, max: None, values: None };
    match kind {
        FactKind::Bool => plain("bool"),
        FactKind::Benefits => plain("benefits"),
        FactKind::Number { unit, min, max, whole } => {
            let figure = |value| Figure { value, money: false }.to_string();
            let name = match (unit.is_money(), whole) {
                (true, _) => "money",
                (false, true) => "integer",
                (false, false) => "number",
            };
            FactTypeListing {
                unit: Some(*unit).filter(|it| !it.is_none()),
                min: Some(figure(*min)),
                max: Some(figure(*max)),
                ..plain(name)
            }
        }
        FactKind::Date { min, max } => {
            let bound = |it: &DateBound| match it {
                DateBound::Day(day) => day.to_string(),
                DateBound::Today => "today".to_owned(),
            };
            FactTypeListing { min: Some(bound(min)), max: Some(bound(max)), ..plain("date") }
        }
        FactKind::Choice { values } => FactTypeListing { values: Some(values), ..plain("choice") },
    }
}

fn asked_if<'c>(rules: &'c Rules, asked_if: &AskedIf) -> Option<AskedIfListing<'c>> {
    let before = rules.fact(asked_if.scope, asked_if.slot)?;
    let is = match (&before.kind, asked_if.values) {
        (FactKind::Choice { values }, Some(bits)) => Some(
            values
                .iter()
                .zip(0_u32..)
                .filter(|(_, place)| bits.wrapping_shr(*place) & 1 == 1)
                .map(|(it, _)| it.as_str())
                .collect(),
        ),
        _ => None,
    };
    Some(AskedIfListing { fact: &before.name, is })
}
