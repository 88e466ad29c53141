//! Reading a household document against the facts that the rules declare.

use crate::decimal::Decimal;

use super::{Given, Household, Rows};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::decode::{Decoder, decoded};
use crate::limits;
use crate::money::Figure;
use crate::report::{Report, Spot, did_you_mean};
use crate::rule::value::Value;
use crate::rule::{Fact, FactKind, HOUSEHOLD, Rules, ScopeIndex};
use crate::source::{Files, Json, Value as JsonValue, parse};

/// Reads a household for a day.
///
/// # Errors
///
/// Everything that is wrong with it: unknown facts, values of the wrong type or outside their bounds, days that do
/// not exist or lie after the day asked, entries without an id.
pub(crate) fn read(
    rules: &Rules,
    name: &str,
    text: &str,
    on: Date,
) -> Result<Household, Vec<Diagnostic>> {
    let mut files = Files::default();
    let file = files.add(name, text);
    let mut report = Report::default();
    if text.len() > limits::HOUSEHOLD_BYTES {
        let message = format!(
            "the household has {} bytes, more than {}",
            text.len(),
            limits::HOUSEHOLD_BYTES
        );
        report.error(Code::TooLarge, &Spot::default(), &message);
        return Err(report.place(&files, &[]));
    }
    let json = match parse(text, file) {
        Ok(json) => json,
        Err(faults) => {
            for fault in faults {
                report.error(fault.code, &Spot::default(), &fault.message).at(fault.place);
            }
            return Err(report.place(&files, &[]));
        }
    };
    let mut reader = Reader { rules, on, report };
    let household = reader.household(&json);
    let report = reader.report;
    if report.has_errors() { Err(report.place(&files, &[json])) } else { Ok(household) }
}

/// What to do about an id that is missing, or another's. `household` is that of all of them.
const ID: &str = "give every entry an id of its own, such as `\"id\": \"m1\"`";

struct Reader<'r> {
    rules: &'r Rules,
    on: Date,
    report: Report,
}

impl Reader<'_> {
    fn household(&mut self, json: &Json) -> Household {
        let mut household = Household::unknown(self.rules);
        let JsonValue::Object(members) = &json.value else {
            self.report.error(
                Code::WrongType,
                &Spot::default(),
                &format_args!("expected a household (an object), found {}", json.kind()),
            );
            return household;
        };
        for member in members {
            let spot = Spot::default().member(&member.key);
            if member.key == "district" {
                household.district = self.district(&member.value, &spot);
            } else if let Some(scope) = self.list(&member.key) {
                let rows = self.entries(scope, &member.value, &spot);
                if let (Some(rows), Some(place)) =
                    (rows, household.lists.get_mut(usize::from(scope)))
                {
                    *place = rows;
                }
            } else if let Some(given) = self.fact(HOUSEHOLD, &member.key, &member.value, &spot) {
                household.set(HOUSEHOLD, 0, given.0, given.1);
            }
        }
        if json.get("members").is_none() {
            let help = "list everybody who lives together: `\"members\": [{\"id\": \"m1\", \"relation\": \"applicant\"}]`";
            self.report
                .error(Code::MissingKey, &Spot::default(), &"the key `members` is missing")
                .help(help);
        }
        self.distinct_ids(&household);
        household.settle(self.rules);
        household.number_facts();
        household
    }

    fn district(&mut self, json: &Json, spot: &Spot) -> Option<crate::adcode::Adcode> {
        let district =
            decoded::<crate::adcode::Adcode>(json, &mut Decoder::at(&mut self.report, spot))?;
        let known = self.rules.packs.last().map(|it| it.adcode);
        if let Some(known) = known.filter(|it| *it != district) {
            self.report
                .error(Code::BrokenChain, spot, &format_args!("the household is in `{district}`, but the rules loaded are those of `{known}`"))
                .help(format!("load the rules of `{district}`, or leave `district` out"));
        }
        Some(district)
    }

    fn list(&self, name: &str) -> Option<ScopeIndex> {
        let index = self.rules.scopes.iter().skip(1).position(|it| it.name == name)?;
        u8::try_from(index.saturating_add(1)).ok()
    }

    fn entries(&mut self, scope: ScopeIndex, json: &Json, spot: &Spot) -> Option<Rows> {
        let list = self.rules.scopes.get(usize::from(scope))?;
        let JsonValue::Array(items) = &json.value else {
            self.report.error(
                Code::WrongType,
                spot,
                &format_args!("expected a list, found {}", json.kind()),
            );
            return None;
        };
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        if count < list.least || list.most < count {
            let message = format!(
                "`{}` has {count} entries; it takes {} to {}",
                list.name, list.least, list.most
            );
            self.report.error(Code::TooMany, spot, &message);
            return None;
        }
        let width = list.facts.len();
        let mut rows = Rows {
            listed: true,
            ids: Vec::new(),
            width: u32::try_from(width).unwrap_or(0),
            facts: Vec::new(),
            first: 0,
        };
        for (index, item) in items.iter().enumerate() {
            let spot = spot.item(index);
            let start = rows.facts.len();
            rows.facts.resize(start.saturating_add(width), Given::Unknown);
            rows.ids.push(self.entry(
                scope,
                item,
                &spot,
                rows.facts.get_mut(start..).unwrap_or_default(),
            ));
        }
        Some(rows)
    }

    /// Reads an entry's facts and returns its id.
    fn entry(
        &mut self,
        scope: ScopeIndex,
        json: &Json,
        spot: &Spot,
        facts: &mut [Given],
    ) -> String {
        let JsonValue::Object(members) = &json.value else {
            self.report.error(
                Code::WrongType,
                spot,
                &format_args!("expected an object, found {}", json.kind()),
            );
            return String::new();
        };
        let mut id = None;
        for member in members {
            let spot = spot.member(&member.key);
            if member.key == "id" {
                id = decoded::<crate::document::Name>(
                    &member.value,
                    &mut Decoder::at(&mut self.report, &spot),
                )
                .map(|it| it.0);
                continue;
            }
            if let Some((slot, given)) = self.fact(scope, &member.key, &member.value, &spot)
                && let Some(place) = facts.get_mut(usize::from(slot))
            {
                *place = given;
            }
        }
        if json.get("id").is_none() {
            self.report.error(Code::MissingKey, spot, &"the key `id` is missing").help(ID);
        }
        id.unwrap_or_default()
    }

    fn distinct_ids(&mut self, household: &Household) {
        let mut seen: Vec<&str> = vec!["household"];
        for (scope, rows) in self.rules.scopes.iter().zip(&household.lists).skip(1) {
            for (index, id) in
                rows.ids.iter().enumerate().filter(|(_, it)| rows.listed && !it.is_empty())
            {
                if seen.contains(&id.as_str()) {
                    let spot = Spot::default().member(&scope.name).item(index).member("id");
                    self.report
                        .error(
                            Code::DuplicateName,
                            &spot,
                            &format_args!("the id `{id}` is given twice"),
                        )
                        .help(ID);
                }
                seen.push(id);
            }
        }
    }

    /// Reads a fact and returns its slot.
    fn fact(
        &mut self,
        scope: ScopeIndex,
        name: &str,
        json: &Json,
        spot: &Spot,
    ) -> Option<(u16, Given)> {
        let rules = self.rules;
        let Some(fact) = rules.facts.iter().find(|it| it.scope == scope && it.name == name) else {
            self.unknown_fact(scope, name, spot);
            return None;
        };
        if json.value == JsonValue::Null {
            if fact.optional {
                return Some((fact.slot, Given::Value(Value::Absent)));
            }
            self.report
                .error(
                    Code::WrongType,
                    spot,
                    &format_args!("`{name}` cannot be `null`: it always has a value"),
                )
                .help("leave the key out where the value is not known");
            return None;
        }
        let given = self.value(fact, json, spot)?;
        Some((fact.slot, given))
    }

    fn unknown_fact(&mut self, scope: ScopeIndex, name: &str, spot: &Spot) {
        let elsewhere = self.rules.facts.iter().find(|it| it.name == name);
        let help = if let Some(list) =
            elsewhere.and_then(|it| self.rules.scopes.get(usize::from(it.scope)))
        {
            Some(format!("`{name}` is a fact of `{}`", list.name))
        } else {
            let facts = self.rules.facts.iter().filter(|it| it.scope == scope);
            did_you_mean(name, &facts.map(|it| it.name.as_str()).collect::<Vec<_>>())
        };
        self.report
            .error(Code::UnknownName, spot, &format_args!("unknown fact `{name}`"))
            .help_if(help);
    }

    fn value(&mut self, fact: &Fact, json: &Json, spot: &Spot) -> Option<Given> {
        let mut decoder = Decoder::at(&mut self.report, spot);
        if let (JsonValue::Object(_), FactKind::Number { .. } | FactKind::Date { .. }) =
            (&json.value, &fact.kind)
        {
            return super::range::read(&fact.kind, json, self.on, &mut decoder);
        }
        let value = match &fact.kind {
            FactKind::Bool => Value::Bool(decoded(json, &mut decoder)?),
            FactKind::Number { unit, min, max, whole } => {
                let number = if *whole {
                    Decimal::from(decoded::<i64>(json, &mut decoder)?)
                } else {
                    decoded::<Decimal>(json, &mut decoder)?
                };
                if number < *min || *max < number {
                    let figure = |value| Figure { value, money: unit.is_money() };
                    let message = format!(
                        "`{}` lies outside {} to {}",
                        fact.name,
                        figure(*min),
                        figure(*max)
                    );
                    self.report.error(Code::OutOfBounds, spot, &message);
                    return None;
                }
                Value::Number(number)
            }
            FactKind::Date { min, max } => {
                let date = decoded::<Date>(json, &mut decoder)?;
                let (first, last) = (min.on(self.on), max.on(self.on));
                if date < first || last < date {
                    self.report.error(
                        Code::OutOfBounds,
                        spot,
                        &format_args!("`{}` lies outside {first} to {last}", fact.name),
                    );
                    return None;
                }
                Value::Date(date)
            }
            FactKind::Choice { values } => {
                let words: Vec<&str> = values.iter().map(String::as_str).collect();
                Value::Choice(decoder.word(json, &words).and_then(|it| u8::try_from(it).ok())?)
            }
            FactKind::Benefits => return self.benefits(json, spot),
        };
        Some(Given::Value(value))
    }

    fn benefits(&mut self, json: &Json, spot: &Spot) -> Option<Given> {
        let names =
            decoded::<Vec<crate::document::Name>>(json, &mut Decoder::at(&mut self.report, spot))?;
        let mut benefits = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if let Some((_, benefit)) =
                self.rules.benefits.iter().zip(0_u16..).find(|(it, _)| it.id == name.0)
            {
                benefits.push(benefit);
            } else {
                let help = did_you_mean(
                    &name.0,
                    &self.rules.benefits.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
                );
                self.report
                    .error(
                        Code::UnknownName,
                        &spot.item(index),
                        &format_args!("unknown benefit `{}`", name.0),
                    )
                    .help_if(help);
            }
        }
        benefits.sort_unstable();
        benefits.dedup();
        Some(Given::Benefits(benefits))
    }
}
