//! A batch of households in, a batch of results and a batch of rejects out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use huisuan::adcode::Adcode;
use huisuan::date::Date;
use huisuan::source::{Json, Value, parse, write_compact};
use huisuan::{Calculator, OnDay, Parts};

use crate::cell::{self, Cell};
use crate::columns::{Columns, FactColumn, HeaderFault};
use crate::reject::Reject;
use crate::results::{self, Results};

/// The rules of districts.
#[derive(Debug, Default)]
pub struct Places(BTreeMap<Adcode, Calculator>);

impl Places {
    /// Adds the rules of a district.
    pub fn add(&mut self, calculator: Calculator) {
        self.0.insert(calculator.district(), calculator);
    }
}

/// Assesses batches of households.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{RecordBatch, StringArray};
/// use arrow_schema::{DataType, Field, Schema};
/// use huisuan::{Calculator, PackFile};
/// use huisuan_batch::{Assessor, Places};
///
/// let nation = r#"{
///   "schema": "huisuan.rules/1", "adcode": "000000", "version": "1", "name": {"zh-CN": "全国", "en": "Nation"},
///   "sources": {"law": {"title": "一部法律", "issuer": "一个机关", "number": "一号", "published": "2020-01-01", "kind": "official"}},
///   "facts": {"wage": {"scope": "person", "type": {"money": {"unit": "yuan/person/month", "min": "0", "max": "100000"}},
///                      "question": {"zh-CN": "每月工资多少?", "en": "Monthly wage?"}}},
///   "benefits": {"allowance": {"name": {"zh-CN": "补贴", "en": "Allowance"}, "scope": "person",
///     "conditions": {"low_wage": {"text": {"zh-CN": "工资低于1000元", "en": "Wage below 1000"}, "test": "wage < 1000", "basis": [{"source": "law"}]}},
///     "amount": {"period": "month", "value": "max(0, 1000 - wage)"},
///     "materials": [], "apply": {"office": {"zh-CN": "街道办事处", "en": "Subdistrict office"}}, "basis": [{"source": "law"}]}}
/// }"#;
/// let mut places = Places::default();
/// places.add(Calculator::load(&[vec![PackFile { name: "000000.json", text: nation }]]).unwrap());
/// let assessor = Assessor::new(&places, Some("000000".parse()?), Some("2026-07-01".parse()?));
///
/// let schema = Schema::new(vec![Field::new("id", DataType::Utf8, true), Field::new("m1.wage", DataType::Utf8, true)]);
/// let column = |cells: [&str; 3]| Arc::new(StringArray::from(cells.to_vec())) as _;
/// let batch = RecordBatch::try_new(
///     Arc::new(schema),
///     vec![column(["a", "b", "c"]), column(["400", "1000", "¥400"])],
/// )?;
///
/// let assessed = assessor.assess(&batch, |row| row as u64 + 1)?;
/// assert_eq!(assessed.results.num_rows(), 2);
/// assert_eq!(assessed.rejects[0].row, 2);
/// assert_eq!(assessed.rejects[0].reason, "m1.wage: an amount stands without a currency sign");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Assessor<'p> {
    places: &'p Places,
    district: Option<Adcode>,
    on: Option<Date>,
    benefits: Vec<String>,
    schema: SchemaRef,
}

/// What became of the rows of a batch: each is a result or a reject, in the order of the rows.
#[derive(Debug)]
pub struct Assessed {
    /// A row for each household that was assessed.
    pub results: RecordBatch,
    /// The rows that were not, and why.
    pub rejects: Vec<Reject>,
}

/// Why a batch as a whole could not be assessed.
#[derive(Debug)]
pub enum BatchFault {
    /// Its columns are not understood.
    Header(HeaderFault),
    /// A column could not be read, or the results not put together.
    Arrow(ArrowError),
}

impl std::fmt::Display for BatchFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Header(fault) => fault.fmt(f),
            Self::Arrow(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for BatchFault {}

impl From<HeaderFault> for BatchFault {
    fn from(fault: HeaderFault) -> Self {
        Self::Header(fault)
    }
}

impl From<ArrowError> for BatchFault {
    fn from(fault: ArrowError) -> Self {
        Self::Arrow(fault)
    }
}

impl<'p> Assessor<'p> {
    /// An assessor of households in these places. `district` and `on` hold for rows that do not say otherwise.
    pub fn new(places: &'p Places, district: Option<Adcode>, on: Option<Date>) -> Self {
        let mut benefits: Vec<String> = Vec::new();
        let asked = places.0.iter().filter(|(it, _)| district.is_none_or(|named| named == **it));
        for (_, calculator) in asked {
            for benefit in calculator.benefits() {
                if !benefits.iter().any(|it| it == benefit.id) {
                    benefits.push(benefit.id.to_owned());
                }
            }
        }
        let schema = results::schema(&benefits);
        Self { places, district, on, benefits, schema }
    }

    /// The columns of the results, the same for every batch.
    pub fn results(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    /// The columns that a list may have for so many members: what `huisuan batch --header` prints.
    pub fn header(&self, members: usize) -> Vec<String> {
        let mut names = vec!["id".to_owned(), "district".to_owned(), "on".to_owned()];
        let mut own: Vec<String> = Vec::new();
        let mut of_entries: Vec<(String, String)> = Vec::new();
        for calculator in self.asked() {
            for fact in calculator.facts() {
                if fact.scope == "household" {
                    own.push(fact.name.to_owned());
                } else {
                    of_entries.push((fact.scope.to_owned(), fact.name.to_owned()));
                }
            }
        }
        own.dedup();
        for member in 1..=members {
            let of_members = of_entries.iter().filter(|(scope, _)| scope == "person");
            names.extend(of_members.map(|(_, fact)| format!("m{member}.{fact}")));
        }
        names.extend(own);
        let others = of_entries.iter().filter(|(scope, _)| scope != "person");
        names.extend(
            others.map(|(scope, fact)| format!("{}1.{fact}", scope.chars().next().unwrap_or('x'))),
        );
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|it| seen.insert(it.clone()));
        names
    }

    /// Understands the columns of a list before any row of it is read.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub fn understand(&self, schema: &Schema) -> Result<(), HeaderFault> {
        Columns::of(schema, self.asked()).map(|_| ())
    }

    /// Assesses a batch. `number` is what names a row that has no id of its own: its number in the whole list.
    ///
    /// # Errors
    ///
    /// Only what concerns the batch as a whole: columns that are not understood. What is wrong with a row rejects it.
    pub fn assess(
        &self,
        batch: &RecordBatch,
        number: impl Fn(usize) -> u64,
    ) -> Result<Assessed, BatchFault> {
        let columns = Columns::of(&batch.schema(), self.asked())?;
        let texts: Vec<StringArray> = batch
            .columns()
            .iter()
            .map(|it| Ok(cast(it, &DataType::Utf8)?.as_string::<i32>().clone()))
            .collect::<Result<_, ArrowError>>()?;
        let mut results = Results::new(self.results(), &self.benefits);
        let mut rejects = Vec::new();
        let mut days = BTreeMap::new();
        for row in 0..batch.num_rows() {
            let cell = |column: usize| match texts.get(column) {
                Some(column) if column.is_valid(row) => column.value(row),
                _ => "",
            };
            let mut named = Some(columns.id.map_or("", cell).trim().to_owned());
            let outcome = self.row(&columns, &cell, &mut named, &mut days, |id, assessment| {
                let number = number(row).to_string();
                results.add(if id.is_empty() { &number } else { id }, assessment);
            });
            if let Err(reject) = outcome {
                rejects.push(Reject { row, id: named.filter(|it| !it.is_empty()), ..reject });
            }
        }
        Ok(Assessed { results: results.finish()?, rejects })
    }

    fn asked(&self) -> impl Iterator<Item = &'p Calculator> {
        let district = self.district;
        let asked =
            move |it: &(&'p Adcode, &'p Calculator)| district.is_none_or(|named| named == *it.0);
        self.places.0.iter().filter(asked).map(|(_, calculator)| calculator)
    }

    fn row<'t>(
        &self,
        columns: &Columns,
        cell: &impl Fn(usize) -> &'t str,
        named: &mut Option<String>,
        days: &mut BTreeMap<(Adcode, Date), OnDay<'p>>,
        take: impl FnOnce(&str, &huisuan::assessment::Assessment<'_>),
    ) -> Result<(), Reject> {
        let mut read = match columns.household {
            Some(column) => document(cell(column))?,
            None => from_cells(columns, cell)?,
        };
        if let Some(id) = read.id.take() {
            *named = Some(id);
        }
        let text = |column: Option<usize>| {
            column.map(|it| cell(it).trim().to_owned()).filter(|it| !it.is_empty())
        };
        let district = match read.district.take().or_else(|| text(columns.district)) {
            Some(text) => Some(text.parse::<Adcode>().map_err(|_| {
                let help = "write the six digits of the district, such as `331003`";
                Reject::one("value/adcode", "district", "district: not an adcode", help)
            })?),
            None => self.district,
        };
        let on = match read.on.take().or_else(|| text(columns.on)) {
            Some(text) => Some(text.parse::<Date>().map_err(|_| {
                let help = "write a day that exists, such as `2025-07-01`";
                Reject::one("value/date", "on", "on: not a day", help)
            })?),
            None => self.on,
        };
        let Some(district) = district else {
            let help = "give the column `district`, or `--district`";
            return Err(Reject::one("shape/missing-key", "district", "no district is named", help));
        };
        let Some(on) = on else {
            let help = "give the column `on`, or `--on`";
            return Err(Reject::one("shape/missing-key", "on", "no day is named", help));
        };
        let Some(calculator) =
            self.places.0.get(&district).filter(|_| self.district.is_none_or(|it| it == district))
        else {
            let help = "correct the district, or run the list with rules that have it";
            return Err(Reject::one(
                "chain/broken",
                "district",
                "district: no rules are loaded for it",
                help,
            ));
        };
        let household = calculator
            .household(&read.text, on)
            .map_err(|faults| Reject::of(&faults, |pointer| read.column(pointer)))?;
        let day = days.entry((district, on)).or_insert_with(|| calculator.on(on));
        take(named.as_deref().unwrap_or_default(), &day.assess_parts(&household, Parts::ANSWERS));
        Ok(())
    }
}

/// A household document, and where its parts come from.
#[derive(Debug, Default)]
struct Read {
    text: String,
    id: Option<String>,
    district: Option<String>,
    on: Option<String>,
    /// The ids of the entries of each list, in the order of the document.
    entries: Vec<(String, Vec<String>)>,
}

impl Read {
    /// The column that a JSON Pointer of the document leads to.
    fn column(&self, pointer: &str) -> Option<String> {
        let mut parts = pointer.split('/').skip(1);
        let first = parts.next().filter(|it| !it.is_empty())?;
        let Some(index) = parts.next() else {
            return Some(first.to_owned());
        };
        let (_, entries) = self.entries.iter().find(|(list, _)| list == first)?;
        let entry = entries.get(index.parse::<usize>().ok()?)?;
        Some(match parts.next() {
            Some(fact) => format!("{entry}.{fact}"),
            None => entry.clone(),
        })
    }
}

/// A household from its document, which may carry its own `id` and `on`.
fn document(text: &str) -> Result<Read, Reject> {
    if text.trim().is_empty() {
        let help = "give a household document, or remove the row";
        return Err(Reject::one("json/syntax", "household", "household: empty", help));
    }
    let mut json = parse(text, 0).map_err(|faults| {
        let first = faults.first();
        let reason = first.map_or_else(String::new, |it| format!("household: {}", it.message));
        let code = first.map_or("json/syntax", |it| it.code.as_str());
        Reject::one(code, "household", &reason, "write each household as one JSON object")
    })?;
    let mut read = Read::default();
    if let Value::Object(members) = &mut json.value {
        members.retain(|it| match (&it.value.value, it.key.as_str()) {
            (Value::String(text) | Value::Number(text), "id") => {
                read.id = Some(text.clone());
                false
            }
            (Value::String(text), "on") => {
                read.on = Some(text.clone());
                false
            }
            (Value::String(text), "district") => {
                read.district = Some(text.clone());
                true
            }
            _ => true,
        });
        for member in members {
            if let Value::Array(items) = &member.value.value {
                let id = |it: &Json| match it.get("id").map(|it| &it.value) {
                    Some(Value::String(id)) => id.clone(),
                    _ => String::new(),
                };
                read.entries.push((member.key.clone(), items.iter().map(id).collect()));
            }
        }
    }
    read.text = write_compact(&json);
    Ok(read)
}

/// A household from the cells of its row.
fn from_cells<'t>(columns: &Columns, cell: &impl Fn(usize) -> &'t str) -> Result<Read, Reject> {
    let mut read = Read::default();
    let mut facts = String::new();
    write_facts(&columns.facts, cell, &mut facts)?;
    read.text.push('{');
    read.text.push_str(&facts);
    for (index, list) in columns.lists.iter().enumerate() {
        let mut ids = Vec::new();
        let mut items = String::new();
        for entry in &list.entries {
            let mut facts = String::new();
            write_facts(&entry.facts, cell, &mut facts)?;
            if facts.is_empty() {
                continue;
            }
            separate(&mut items);
            // Writing to a string cannot fail.
            let _ = write!(items, "{{\"id\":{},{facts}}}", cell::quoted(&entry.id));
            ids.push(entry.id.clone());
        }
        // Members are always listed; another list without entries is not known.
        if index == 0 || !ids.is_empty() {
            if read.text.len() > 1 {
                read.text.push(',');
            }
            let _ = write!(read.text, "{}:[{items}]", cell::quoted(&list.name));
        }
        read.entries.push((list.name.clone(), ids));
    }
    read.text.push('}');
    Ok(read)
}

fn write_facts<'t>(
    facts: &[FactColumn],
    cell: &impl Fn(usize) -> &'t str,
    out: &mut String,
) -> Result<(), Reject> {
    for fact in facts {
        if let Cell::Value(json) = cell::read(cell(fact.column), fact.kind, &fact.name)? {
            separate(out);
            let _ = write!(out, "{}:{json}", cell::quoted(&fact.fact));
        }
    }
    Ok(())
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push(',');
    }
}
