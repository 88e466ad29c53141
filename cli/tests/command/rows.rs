//! Every row of a list, whatever stands in it and around it, is either a result or a reject, once, and a reject says its line.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::{huisuan, texts};

/// What a row is of, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Good,
    /// A row of two lines: its name is quoted and has a line end in it.
    Broken,
    TooFew,
    NoSuchDay,
    CurrencySign,
    Blank(&'static str),
}

/// A list as it is written, and what must become of it.
#[derive(Debug, Default)]
struct Written {
    text: String,
    good: Vec<String>,
    /// The line and the name of each reject; a row of too few cells has no name.
    rejected: Vec<(usize, String)>,
}

impl Written {
    fn row(&mut self, line: usize, name: &str, kind: Kind) {
        match kind {
            Kind::Good | Kind::Broken => self.good.push(name.to_owned()),
            Kind::TooFew => self.rejected.push((line, String::new())),
            Kind::NoSuchDay | Kind::CurrencySign => self.rejected.push((line, name.to_owned())),
            Kind::Blank(_) => {}
        }
    }

    fn line(&mut self, line: &str, end: &str) {
        self.text.push_str(line);
        self.text.push_str(end);
    }
}

fn csv(kinds: &[(Kind, &str)]) -> Written {
    let mut list = Written::default();
    list.line("id,m1.birth_date,m1.wage,houses", "\n");
    for (number, (kind, end)) in kinds.iter().enumerate() {
        let line = list.text.matches('\n').count() + 1;
        let name = match kind {
            Kind::Broken => format!("r{number}\nlower"),
            _ => format!("r{number}"),
        };
        let cells = match kind {
            Kind::Good => format!("{name},1990-01-01,0,1"),
            Kind::Broken => format!("\"{name}\",1990-01-01,\"0\",1"),
            Kind::TooFew => format!("{name},1990-01-01"),
            Kind::NoSuchDay => format!("{name},1990-02-30,0,1"),
            Kind::CurrencySign => format!("{name},1990-01-01,¥10,1"),
            Kind::Blank(blank) => (*blank).to_owned(),
        };
        list.line(&cells, end);
        list.row(line, &name, *kind);
    }
    list
}

fn json(kinds: &[(Kind, &str)]) -> Written {
    let mut list = Written::default();
    for (number, (kind, end)) in kinds.iter().enumerate() {
        let (line, name) = (number + 1, format!("r{number}"));
        let of = |day: &str, wage: &str| {
            format!(
                "{{\"id\":\"{name}\",\"members\":[{{\"id\":\"m1\",\"birth_date\":\"{day}\",\"wage\":\"{wage}\"}}]}}"
            )
        };
        let text = match kind {
            Kind::Good | Kind::Broken => of("1990-01-01", "0"),
            Kind::TooFew => "{\"members\": [".to_owned(),
            Kind::NoSuchDay => of("1990-02-30", "0"),
            Kind::CurrencySign => of("1990-01-01", "¥10"),
            Kind::Blank(blank) => (*blank).to_owned(),
        };
        list.line(&text, end);
        list.row(line, &name, *kind);
    }
    list
}

fn kinds() -> impl Strategy<Value = Vec<(Kind, &'static str)>> {
    let kind = prop_oneof![
        3 => Just(Kind::Good),
        1 => Just(Kind::Broken),
        1 => Just(Kind::TooFew),
        1 => Just(Kind::NoSuchDay),
        1 => Just(Kind::CurrencySign),
        2 => proptest::sample::select(vec!["", " ", "\t"]).prop_map(Kind::Blank),
    ];
    let end = proptest::sample::select(vec!["\n", "\r\n"]);
    prop::collection::vec((kind, end), 1..40)
}

/// The first cells of the rows below the header.
fn column(file: &Path, cells: usize) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().from_path(file).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|it| it.iter().take(cells).map(str::to_owned).collect()).collect()
}

fn holds(folder: &Path, file: &str, list: &Written) -> Result<(), TestCaseError> {
    let at = |name: &str| folder.join(name);
    fs::write(at(file), &list.text).unwrap();
    let [list_at, results, rejects] = [file, "results.csv", "rejects.csv"].map(at);
    let args = ["batch", "--rules", "tests/rules", "--district", "330000", "--on", "2025-07-01"];
    let files =
        [list_at.to_str(), Some("--out"), results.to_str(), Some("--rejects"), rejects.to_str()];
    let output = huisuan(&[&args[..], &files.map(Option::unwrap)].concat());
    let told = texts(&output).1;
    let (good, bad) = (list.good.len(), list.rejected.len());
    prop_assert_eq!(output.status.code(), Some(i32::from(bad > 0)), "{}", &told);
    let counted = format!("{} rows: {good} assessed, {bad} rejected", good + bad);
    prop_assert!(told.contains(&counted), "{}", told);
    let good: Vec<Vec<String>> = list.good.iter().map(|it| vec![it.clone()]).collect();
    prop_assert_eq!(column(&results, 1), good);
    let bad = list.rejected.iter().map(|(line, name)| vec![line.to_string(), name.clone()]);
    prop_assert_eq!(column(&rejects, 2), bad.collect::<Vec<_>>());
    Ok(())
}

fn for_all(name: &str, file: &str, write: fn(&[(Kind, &str)]) -> Written) {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rows").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    let lists = (kinds(), any::<bool>());
    let tried = TestRunner::new(config).run(&lists, |(kinds, is_ended)| {
        let mut list = write(&kinds);
        if !is_ended && !matches!(kinds.last(), Some((Kind::Blank(_), _))) {
            list.text.truncate(list.text.trim_end().len());
        }
        holds(&folder, file, &list)
    });
    assert!(tried.is_ok(), "{}", tried.unwrap_err());
}

#[test]
fn every_row_of_csv_is_a_result_or_a_reject_under_its_line() {
    for_all("csv", "l.csv", csv);
}

#[test]
fn every_row_of_json_lines_is_a_result_or_a_reject_under_its_line() {
    for_all("json", "l.jsonl", json);
}
