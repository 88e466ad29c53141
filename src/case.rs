//! Cases: example households with what must come out, kept beside the rules.
//!
//! `docs/rule-pack.md` describes the file. A failing case says what was expected and what came out, so that a rule
//! author can act on it.

use std::collections::BTreeSet;

use crate::Calculator;
use crate::assessment::{Assessment, Determination};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::decode::{Decode, Decoder, document};
use crate::document::{Line, Name, Names};
use crate::household::Household;
use crate::report::{Report, Spot};
use crate::source::{Files, Json, Member, Value, parse, write_compact};

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The case's name.
    pub name: String,
    /// The day it asks.
    pub on: Date,
    /// The household that was assessed, as JSON.
    pub household: String,
    /// What came out differently; empty where the case holds.
    pub failures: Vec<String>,
}

document! {
    /// A file of cases.
    pub struct CaseFile {
        /// From which text the expectations were worked out.
        source: Option<Line> = "source",
        /// The household all cases start from.
        household: Option<Raw> = "household",
        /// The cases.
        cases: Vec<Case> = "cases",
    }

    /// A household on a day, and what must come out.
    pub struct Case {
        /// What it shows.
        name: Line = "name",
        /// The day.
        on: Date = "on",
        /// A household of its own.
        household: Option<Raw> = "household",
        /// Single facts that differ from the household.
        set: Option<Raw> = "set",
        /// Single facts that are not known.
        unset: Option<Vec<Line>> = "unset",
        /// What must come out.
        expect: Vec<Expectation> = "expect",
        /// What to know about it.
        note: Option<Line> = "note",
    }

    /// What must come out for a benefit and subject. Only the keys given are compared.
    pub struct Expectation {
        /// The benefit.
        benefit: Name = "benefit",
        /// The subject; `household` where left out.
        subject: Option<Name> = "subject",
        /// The verdict.
        verdict: Option<Name> = "verdict",
        /// The amount: a figure, `{"low", "high"}`, or `null` for none.
        amount: Option<Raw> = "amount",
        /// The states of conditions.
        conditions: Option<Names<Name>> = "conditions",
        /// Exactly the facts that are missing.
        missing: Option<Vec<Line>> = "missing",
        /// Exactly the codes of the notices.
        notices: Option<Vec<Name>> = "notices",
        /// Exactly the benefits it gives way to.
        excluded_by: Option<Vec<Name>> = "excludedBy",
    }
}

/// Any JSON value.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw(Json);

impl Decode for Raw {
    fn fallback() -> Self {
        Self(Json { place: crate::source::Place::default(), value: Value::Null })
    }

    fn decode(json: &Json, _: &mut Decoder<'_>) -> Self {
        Self(json.clone())
    }
}

#[cfg(feature = "author")]
impl crate::document::arrange::Arrange for Raw {}

#[cfg(feature = "schema")]
impl crate::document::describe::Describe for Raw {
    fn describe(_: &mut crate::document::describe::Definitions) -> serde_json::Value {
        serde_json::Value::Bool(true)
    }
}

/// Runs the cases of a file against the rules of a chain.
///
/// # Errors
///
/// Faults of the file itself. A household that the rules refuse is a failure of its case.
pub fn run(
    calculator: &Calculator,
    name: &str,
    text: &str,
) -> Result<Vec<Outcome>, Vec<Diagnostic>> {
    run_watched(calculator, name, text, &mut |_, _, _| {})
}

/// Is shown, of a case that holds, the household, the day and each determination that the case expects something of.
pub type Watcher<'w> = dyn FnMut(&Household, Date, &Determination<'_>) + 'w;

/// Runs the cases of a file and lets somebody look on.
///
/// # Errors
///
/// Faults of the file itself. A household that the rules refuse is a failure of its case.
pub fn run_watched(
    calculator: &Calculator,
    name: &str,
    text: &str,
    watcher: &mut Watcher<'_>,
) -> Result<Vec<Outcome>, Vec<Diagnostic>> {
    Ok(read(name, text)?
        .iter()
        .map(|(case, household)| run_case(calculator, case, household, watcher))
        .collect())
}

/// The households of a file of cases with their days, as JSON texts.
///
/// # Errors
///
/// Faults of the file itself.
pub fn households(name: &str, text: &str) -> Result<Vec<(String, Date, String)>, Vec<Diagnostic>> {
    Ok(read(name, text)?
        .into_iter()
        .map(|(case, household)| (case.name.0, case.on, household))
        .collect())
}

fn read(name: &str, text: &str) -> Result<Vec<(Case, String)>, Vec<Diagnostic>> {
    let mut files = Files::default();
    let number = files.add(name, text);
    let mut report = Report::default();
    let json = match parse(text, number) {
        Ok(json) => json,
        Err(faults) => {
            for fault in faults {
                report.error(fault.code, &Spot::default(), &fault.message).at(fault.place);
            }
            return Err(report.place(&files, &[]));
        }
    };
    let file =
        crate::document::decode::decoded::<CaseFile>(&json, &mut Decoder::new(&mut report, 0));
    let mut cases = Vec::new();
    if let Some(file) = file {
        let empty = Raw(Json { place: json.place, value: Value::Object(Vec::new()) });
        for (index, case) in file.cases.into_iter().enumerate() {
            let spot = Spot::default().member("cases").item(index);
            let start = case.household.as_ref().or(file.household.as_ref()).unwrap_or(&empty);
            if let Some(household) = changed(&start.0, &case, &spot, &mut report) {
                cases.push((case, write_compact(&household)));
            }
        }
    }
    if report.has_errors() { Err(report.place(&files, &[json])) } else { Ok(cases) }
}

/// The household of a case: its start with single facts changed.
fn changed(start: &Json, case: &Case, spot: &Spot, report: &mut Report) -> Option<Json> {
    let mut household = start.clone();
    if let Some(Raw(set)) = &case.set {
        let Value::Object(facts) = &set.value else {
            report.error(
                Code::WrongType,
                &spot.member("set"),
                &format_args!("expected an object of facts, found {}", set.kind()),
            );
            return None;
        };
        for Member { key, place, value } in facts {
            let value = Json { place: *place, value: value.value.clone() };
            if !set_fact(&mut household, key, value) {
                unknown_entry(report, &spot.member("set").member(key), key);
            }
        }
    }
    for (index, path) in case.unset.iter().flatten().enumerate() {
        match entry(&mut household, &path.0) {
            Some((members, fact)) => members.retain(|it| it.key != fact),
            None => unknown_entry(report, &spot.member("unset").item(index), &path.0),
        }
    }
    Some(household)
}

/// Sets a fact of a household document by its path, `savings` or `m1.wage_income`, and says whether the path leads to an
/// entry.
///
/// # Examples
///
/// ```
/// use huisuan::case::set_fact;
/// use huisuan::source::{Json, Place, Value, parse, write_compact};
///
/// let mut household = parse(r#"{"members": [{"id": "m1", "wage_income": "0"}]}"#, 0).unwrap();
/// let wage = Json { place: Place::default(), value: Value::String("900".to_owned()) };
/// assert!(set_fact(&mut household, "m1.wage_income", wage.clone()));
/// assert_eq!(write_compact(&household), r#"{"members":[{"id":"m1","wage_income":"900"}]}"#);
/// assert!(!set_fact(&mut household, "m2.wage_income", wage));
/// ```
pub fn set_fact(household: &mut Json, path: &str, value: Json) -> bool {
    let Some((members, fact)) = entry(household, path) else {
        return false;
    };
    members.retain(|it| it.key != fact);
    members.push(Member { key: fact.to_owned(), place: value.place, value });
    true
}

fn unknown_entry(report: &mut Report, spot: &Spot, path: &str) {
    report
        .error(
            Code::UnknownName,
            spot,
            &format_args!("`{path}` leads to no entry of the household"),
        )
        .help("write `<member id>.<fact>`, or the name of a fact of the household");
}

/// The object a path leads into, and the fact's name there.
fn entry<'j, 'p>(household: &'j mut Json, path: &'p str) -> Option<(&'j mut Vec<Member>, &'p str)> {
    let Value::Object(members) = &mut household.value else {
        return None;
    };
    let Some((id, fact)) = path.split_once('.') else {
        return Some((members, path));
    };
    for list in members.iter_mut() {
        let Value::Array(items) = &mut list.value.value else { continue };
        for item in items {
            let found = item.get("id").is_some_and(|it| it.value == Value::String(id.to_owned()));
            if let Value::Object(members) = &mut item.value
                && found
            {
                return Some((members, fact));
            }
        }
    }
    None
}

fn run_case(
    calculator: &Calculator,
    case: &Case,
    text: &str,
    watcher: &mut Watcher<'_>,
) -> Outcome {
    let mut outcome = Outcome {
        name: case.name.0.clone(),
        on: case.on,
        household: text.to_owned(),
        failures: Vec::new(),
    };
    match calculator.household(text, case.on) {
        Err(diagnostics) => outcome
            .failures
            .extend(diagnostics.iter().map(|it| format!("the household is refused: {it}"))),
        Ok(household) => {
            let assessment = calculator.assess(&household, case.on);
            for expectation in &case.expect {
                compare(&assessment, expectation, &mut outcome.failures);
            }
            if outcome.failures.is_empty() {
                for found in case.expect.iter().filter_map(|it| it.of(&assessment)) {
                    watcher(&household, case.on, found);
                }
            }
        }
    }
    outcome
}

impl Expectation {
    /// The benefit and the subject that it is about.
    fn about(&self) -> (&str, &str) {
        (&self.benefit.0, self.subject.as_ref().map_or("household", |it| it.0.as_str()))
    }

    /// The determination that it is about.
    fn of<'a, 'c>(&self, assessment: &'a Assessment<'c>) -> Option<&'a Determination<'c>> {
        let about = self.about();
        assessment.determinations.iter().find(|it| (it.benefit, it.subject) == about)
    }
}

fn compare(assessment: &Assessment<'_>, expectation: &Expectation, failures: &mut Vec<String>) {
    let (benefit, subject) = expectation.about();
    let Some(found) = expectation.of(assessment) else {
        failures.push(format!("there is no determination of `{benefit}` for `{subject}`"));
        return;
    };
    let mut differs = |what: &str, expected: String, found: String| {
        if expected != found {
            failures.push(format!(
                "`{benefit}` for `{subject}`: {what}: expected {expected}, found {found}"
            ));
        }
    };
    if let Some(verdict) = &expectation.verdict {
        differs("verdict", verdict.0.clone(), found.verdict.as_str().to_owned());
    }
    if let Some(amount) = &expectation.amount {
        differs("amount", expected_amount(&amount.0), found_amount(found));
    }
    for (id, state) in expectation.conditions.iter().flat_map(Names::iter) {
        let condition = found.conditions.iter().find(|it| it.id == id);
        differs(
            &format!("condition `{id}`"),
            state.0.clone(),
            condition.map_or("no such condition".to_owned(), |it| it.state.as_str().to_owned()),
        );
    }
    let lines = |names: &[Line]| sorted(names.iter().map(|it| it.0.clone()));
    let names = |names: &[Name]| sorted(names.iter().map(|it| it.0.clone()));
    if let Some(missing) = &expectation.missing {
        differs("missing facts", lines(missing), sorted(found.missing.iter().cloned()));
    }
    if let Some(notices) = &expectation.notices {
        differs(
            "notices",
            names(notices),
            sorted(found.notices.iter().map(|it| it.code.as_str().to_owned())),
        );
    }
    if let Some(excluded_by) = &expectation.excluded_by {
        differs(
            "excludedBy",
            names(excluded_by),
            sorted(found.excluded_by.iter().map(|it| (*it).to_owned())),
        );
    }
}

/// The names, each once, in order, with commas.
fn sorted(names: impl Iterator<Item = String>) -> String {
    let names: BTreeSet<String> = names.collect();
    format!("[{}]", names.into_iter().collect::<Vec<_>>().join(", "))
}

fn expected_amount(json: &Json) -> String {
    let figure = |json: Option<&Json>| match json.map(|it| &it.value) {
        Some(Value::String(text)) => {
            crate::money::parse_decimal(text).map_or_else(|| text.clone(), shown)
        }
        _ => "nothing".to_owned(),
    };
    match &json.value {
        Value::Null => "none".to_owned(),
        Value::Object(_) => format!("{} to {}", figure(json.get("low")), figure(json.get("high"))),
        _ => figure(Some(json)),
    }
}

fn found_amount(found: &Determination<'_>) -> String {
    match found.amount {
        None => "none".to_owned(),
        Some(amount) if amount.low == amount.high => amount.low.to_string(),
        Some(amount) => format!("{} to {}", amount.low, amount.high),
    }
}

fn shown(value: crate::decimal::Decimal) -> String {
    crate::money::Figure { value, money: true }.to_string()
}
