//! A list of made-up households, to measure `huisuan batch` with: `households 1000000 list.csv`, or `….jsonl`, `….parquet`.
//!
//! The same number of rows gives the same households in every form. One row in a thousand has an amount with a currency sign, so
//! that there are rejects as well.

#![expect(clippy::expect_used, reason = "a list that cannot be written need not be")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

const MEMBERS: usize = 4;

const OF_HOUSEHOLD: [&str; 7] =
    ["id", "residence", "savings", "houses", "vehicles", "non_residential_house", "hard_times"];

const OF_MEMBER: [&str; 17] = [
    "relation",
    "birth_date",
    "sex",
    "marital_status",
    "local_household_registration",
    "student",
    "employment",
    "wage_income",
    "transfer_income",
    "basic_pension_income",
    "disability_kind",
    "disability_grade",
    "needs_long_term_care",
    "care_assessment",
    "institution_care",
    "special_family",
    "receives",
];

/// How many rows are put together before they are written.
const ROWS: usize = 8192;

fn main() {
    let mut args = std::env::args().skip(1);
    let rows: u64 = args.next().and_then(|it| it.parse().ok()).expect("how many households");
    let out = args.next().expect("the list to write");
    let file = BufWriter::new(File::create(&out).expect("a file to write"));
    let households = (1..=rows).map(household);
    match Path::new(&out).extension().and_then(|it| it.to_str()) {
        Some("csv") => as_csv(households, file),
        Some("jsonl") => as_lines(households, file),
        Some("parquet") => as_parquet(households, file),
        _ => eprintln!("name the list ….csv, ….jsonl or ….parquet"),
    }
}

/// Numbers that look like chance, and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0.wrapping_shr(33).checked_rem(limit).unwrap_or(0)
    }

    fn of_hundred(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let place = self.below(u64::try_from(words.len()).unwrap_or(1));
        let place = usize::try_from(place).unwrap_or(0);
        words.get(place).copied().unwrap_or_default()
    }
}

/// A household's cells: its own, then those of each member. What is not known, or nobody, is empty.
fn household(number: u64) -> Vec<String> {
    let mut chance = Chance(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut cells = vec![
        format!("h{number}"),
        chance.one_of(&["urban", "rural"]).to_owned(),
        money(chance.below(120_000)),
        chance.below(3).to_string(),
        chance.below(2).to_string(),
        chance.of_hundred(3).to_string(),
        chance.of_hundred(10).to_string(),
    ];
    let size = chance.below(4).saturating_add(1);
    for member in (0..).take(MEMBERS) {
        if member < size {
            cells.extend(person(&mut chance, member));
        } else {
            cells.extend(OF_MEMBER.map(|_| String::new()));
        }
    }
    if number.is_multiple_of(1000)
        && let Some(wage) = cells.get_mut(OF_HOUSEHOLD.len().saturating_add(7))
    {
        wage.insert(0, '¥');
    }
    cells
}

fn person(chance: &mut Chance, member: u64) -> [String; OF_MEMBER.len()] {
    let (relation, age) = match member {
        0 => ("applicant", chance.below(60).saturating_add(24)),
        1 => ("spouse", chance.below(55).saturating_add(22)),
        2 => ("child", chance.below(18)),
        _ => ("parent", chance.below(35).saturating_add(60)),
    };
    let born = 2022_u64.saturating_sub(age);
    let (month, day) = (chance.below(12).saturating_add(1), chance.below(28).saturating_add(1));
    let works = (18..60).contains(&age) && chance.of_hundred(70);
    let disabled = chance.of_hundred(12);
    let kinds = ["visual", "hearing", "speech", "physical", "intellectual", "mental"];
    let none = || "null".to_owned();
    [
        relation.to_owned(),
        format!("{born}-{month:02}-{day:02}"),
        chance.one_of(&["male", "female"]).to_owned(),
        if age < 20 { "single" } else { "married" }.to_owned(),
        chance.of_hundred(95).to_string(),
        if (6..15).contains(&age) { "compulsory" } else { "none" }.to_owned(),
        if works { "employee" } else { "none" }.to_owned(),
        money(if works { chance.below(400_000) } else { 0 }),
        money(if chance.of_hundred(20) { chance.below(50_000) } else { 0 }),
        money(if age < 60 { 0 } else { chance.below(30_000) }),
        if disabled { chance.one_of(&kinds).to_owned() } else { none() },
        if disabled { chance.below(4).saturating_add(1).to_string() } else { none() },
        chance.of_hundred(6).to_string(),
        chance.one_of(&["none", "none", "none", "none", "mild", "moderate", "severe"]).to_owned(),
        chance.of_hundred(3).to_string(),
        "false".to_owned(),
        "false".to_owned(),
    ]
}

/// An amount of so many fen, as text.
fn money(fen: u64) -> String {
    format!("{}.{:02}", fen.wrapping_div(100), fen.wrapping_rem(100))
}

fn columns() -> Vec<String> {
    let own = OF_HOUSEHOLD.iter().map(|it| (*it).to_owned());
    let members = (1..=MEMBERS).flat_map(|member| OF_MEMBER.map(|it| format!("m{member}.{it}")));
    own.chain(members).collect()
}

fn as_csv(households: impl Iterator<Item = Vec<String>>, out: impl Write) {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(columns()).expect("the header");
    for cells in households {
        out.write_record(cells).expect("a row");
    }
    out.flush().expect("the end of the list");
}

fn as_lines(households: impl Iterator<Item = Vec<String>>, mut out: impl Write) {
    for cells in households {
        let (own, members) = cells.split_at(OF_HOUSEHOLD.len());
        let members = members
            .chunks(OF_MEMBER.len())
            .zip(1..)
            .filter(|(cells, _)| !cells.concat().is_empty());
        let members: Vec<String> = members
            .map(|(cells, member)| format!("{{\"id\":\"m{member}\",{}}}", facts(&OF_MEMBER, cells)))
            .collect();
        let own = facts(&OF_HOUSEHOLD, own);
        writeln!(out, "{{{own},\"members\":[{}]}}", members.join(",")).expect("a row");
    }
    out.flush().expect("the end of the list");
}

fn facts(names: &[&str], cells: &[String]) -> String {
    let is_bare = |name: &str, cell: &str| {
        matches!(name, "houses" | "vehicles" | "disability_grade")
            || matches!(cell, "true" | "false" | "null")
    };
    let facts = names.iter().zip(cells).map(|(name, cell)| {
        if is_bare(name, cell) {
            format!("\"{name}\":{cell}")
        } else {
            format!("\"{name}\":\"{cell}\"")
        }
    });
    facts.collect::<Vec<_>>().join(",")
}

fn as_parquet(households: impl Iterator<Item = Vec<String>>, out: impl Write + Send) {
    let columns = columns();
    let fields = columns.iter().map(|it| Field::new(it, DataType::Utf8, true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let how = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(how)).expect("a list");
    let mut households = households.peekable();
    while households.peek().is_some() {
        let mut batch = vec![Vec::with_capacity(ROWS); columns.len()];
        for cells in households.by_ref().take(ROWS) {
            for (column, cell) in batch.iter_mut().zip(cells) {
                column.push(cell);
            }
        }
        let batch = batch.into_iter().map(|it| Arc::new(StringArray::from(it)) as ArrayRef);
        let batch = RecordBatch::try_new(Arc::clone(&schema), batch.collect()).expect("a batch");
        writer.write(&batch).expect("a batch");
    }
    writer.close().expect("the end of the list");
}
