//! Tables: what a cell says, whether two rows can both fit, and whether every combination has a row.
//!
//! Overlaps and gaps are found by trying representatives: every value of a choice, and for a number each
//! threshold that a row names and a point on either side of it. Rows cannot tell values between them apart.

use crate::decimal::Decimal;

use super::types::{Kind, Type};
use crate::diagnostic::Code;
use crate::evaluate::fits;
use crate::limits;
use crate::money::parse_decimal;
use crate::report::{Report, Spot};
use crate::rule::node::{CellTest, PresentTest};
use crate::rule::value::Value;

/// Reads a cell against the type of its column.
pub(super) fn cell(text: &str, column: &Type) -> Result<CellTest, (String, Option<String>)> {
    if text.trim() == "*" {
        return Ok(CellTest { absent: true, present: PresentTest::Any });
    }
    let mut absent = false;
    let mut words = Vec::new();
    for word in text.split(',').map(str::trim) {
        if word == "absent" && column.optional {
            absent = true;
        } else {
            words.push(word);
        }
    }
    if words.is_empty() {
        return Ok(CellTest { absent, present: PresentTest::None });
    }
    let present = match &column.kind {
        Kind::Bool => match words.as_slice() {
            ["true"] => PresentTest::Bool(true),
            ["false"] => PresentTest::Bool(false),
            _ => return Err((format!("expected `true`, `false` or `*`, found `{text}`"), None)),
        },
        Kind::Choice(values) => {
            let mut choices = 0_u64;
            for word in words {
                let Some(index) = values.iter().position(|it| it == word) else {
                    let known: Vec<&str> = values.iter().map(String::as_str).collect();
                    return Err((
                        format!("`{word}` is not a value of the column"),
                        crate::report::did_you_mean(word, &known),
                    ));
                };
                choices |=
                    u32::try_from(index).ok().and_then(|it| 1_u64.checked_shl(it)).unwrap_or(0);
            }
            PresentTest::Choices(choices)
        }
        Kind::Number { .. } => numbers(&words, text)?,
        Kind::Date => return Err(("a column cannot be a day".to_owned(), None)),
    };
    Ok(CellTest { absent, present })
}

fn numbers(words: &[&str], text: &str) -> Result<PresentTest, (String, Option<String>)> {
    let fault = || {
        let help = "write numbers `1, 2`, a range `1..2` (both included), `3..`, `..2`, or `2000..<30000` (the end not included)";
        (format!("`{text}` is not a number or a range"), Some(help.to_owned()))
    };
    let number = |text: &str| parse_decimal(text.trim()).ok_or_else(fault);
    if let [range] = words
        && let Some((from, to)) = range.split_once("..")
    {
        let (to, below) = match to.strip_prefix('<') {
            Some(to) => (to, true),
            None => (to, false),
        };
        let end =
            |text: &str| if text.trim().is_empty() { Ok(None) } else { number(text).map(Some) };
        let (from, to) = (end(from)?, end(to)?);
        if from.is_none() && to.is_none()
            || from.zip(to).is_some_and(|(from, to)| to < from || (below && to == from))
        {
            return Err(fault());
        }
        return Ok(PresentTest::Range { from, to, below });
    }
    Ok(PresentTest::Numbers(words.iter().map(|it| number(it)).collect::<Result<_, _>>()?))
}

/// What a column can be, for the search.
pub(super) struct Column<'a> {
    /// Its expression, as written.
    pub(super) name: &'a str,
    pub(super) kind: Type,
    /// The ranges a number stays in; unbounded where none is known.
    pub(super) ranges: Vec<(Decimal, Decimal)>,
}

/// Checks that rows are disjoint and, without an `otherwise`, that they cover everything.
pub(super) fn check(
    rows: &[&[CellTest]],
    columns: &[Column<'_>],
    has_otherwise: bool,
    spot: &Spot,
    report: &mut Report,
) {
    let values: Vec<Vec<Value>> = columns
        .iter()
        .enumerate()
        .map(|(index, it)| representatives(it, rows.iter().filter_map(|row| row.get(index))))
        .collect();
    for (index, row) in rows.iter().enumerate() {
        for (before, other) in rows.iter().enumerate().take(index) {
            if let Some(example) = overlap(row, other, &values) {
                report
                    .error(
                        Code::TableOverlap,
                        &spot.member("rows").item(index),
                        &format_args!(
                            "this row and row {} both fit {}",
                            before.saturating_add(1),
                            shown(&example, columns)
                        ),
                    )
                    .help("make the rows disjoint");
            }
        }
    }
    if has_otherwise {
        return;
    }
    let combinations = values.iter().try_fold(1_usize, |all, it| all.checked_mul(it.len()));
    if combinations.is_none_or(|it| it > limits::TABLE_COMBINATIONS) {
        report
            .error(
                Code::TooMany,
                spot,
                &format_args!(
                    "the table has more than {} combinations",
                    limits::TABLE_COMBINATIONS
                ),
            )
            .help("give an `otherwise`, or split the table");
        return;
    }
    let mut example = Vec::new();
    if gap(rows, &values, &mut example) {
        report
            .error(Code::TableGap, spot, &format_args!("no row fits {}", shown(&example, columns)))
            .help("add a row, or an `otherwise`");
    }
}

/// A value of each column that both rows fit.
fn overlap(a: &[CellTest], b: &[CellTest], values: &[Vec<Value>]) -> Option<Vec<Value>> {
    a.iter()
        .zip(b)
        .zip(values)
        .map(|((a, b), values)| {
            values
                .iter()
                .copied()
                .find(|it| fits(a, *it) == Some(true) && fits(b, *it) == Some(true))
        })
        .collect()
}

/// Searches for a combination that no row fits; it stands in `example` where there is one.
fn gap(rows: &[&[CellTest]], values: &[Vec<Value>], example: &mut Vec<Value>) -> bool {
    let Some(column) = values.get(example.len()) else {
        return rows.is_empty();
    };
    for value in column {
        let index = example.len();
        let fitting: Vec<&[CellTest]> = rows
            .iter()
            .copied()
            .filter(|row| row.get(index).is_some_and(|it| fits(it, *value) == Some(true)))
            .collect();
        example.push(*value);
        if gap(&fitting, values, example) {
            return true;
        }
        example.pop();
    }
    false
}

fn representatives<'t>(
    column: &Column<'_>,
    tests: impl Iterator<Item = &'t CellTest>,
) -> Vec<Value> {
    let mut values: Vec<Value> = match &column.kind.kind {
        Kind::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Kind::Choice(names) => {
            (0..names.len()).filter_map(|it| u8::try_from(it).ok()).map(Value::Choice).collect()
        }
        Kind::Number { whole, .. } => {
            points(tests, *whole, &column.ranges).into_iter().map(Value::Number).collect()
        }
        Kind::Date => Vec::new(),
    };
    if column.kind.optional {
        values.push(Value::Absent);
    }
    values
}

/// Each threshold, and a point between each two, before the first and after the last; within the ranges.
fn points<'t>(
    tests: impl Iterator<Item = &'t CellTest>,
    whole: bool,
    ranges: &[(Decimal, Decimal)],
) -> Vec<Decimal> {
    let mut thresholds: Vec<Decimal> =
        ranges.iter().flat_map(|(low, high)| [*low, *high]).collect();
    for test in tests {
        match &test.present {
            PresentTest::Range { from, to, .. } => thresholds.extend(from.iter().chain(to)),
            PresentTest::Numbers(numbers) => thresholds.extend(numbers),
            _ => {}
        }
    }
    if thresholds.is_empty() {
        thresholds.push(Decimal::ZERO);
    }
    thresholds.sort_unstable();
    thresholds.dedup();
    let half = Decimal::hundredths(50);
    let step = if whole { Decimal::ONE } else { half };
    let mut points = thresholds.clone();
    points.extend(thresholds.first().and_then(|it| it.checked_sub(step)));
    points.extend(thresholds.last().and_then(|it| it.checked_add(step)));
    for pair in thresholds.windows(2) {
        if let [low, high] = pair {
            let between = if whole {
                low.checked_add(Decimal::ONE)
            } else {
                low.checked_add(*high).and_then(|it| it.checked_mul(half))
            };
            points.extend(between.filter(|it| it < high));
        }
    }
    if whole {
        points.retain(|it| it.is_whole());
    }
    points
        .retain(|it| ranges.is_empty() || ranges.iter().any(|(low, high)| low <= it && it <= high));
    points.sort_unstable();
    points
}

fn shown(example: &[Value], columns: &[Column<'_>]) -> String {
    let parts: Vec<String> = example
        .iter()
        .zip(columns)
        .map(|(value, column)| {
            let value = match (value, &column.kind.kind) {
                (Value::Choice(index), Kind::Choice(names)) => {
                    names.get(usize::from(*index)).cloned().unwrap_or_default()
                }
                (Value::Bool(value), _) => value.to_string(),
                (Value::Number(value), _) => value.to_string(),
                _ => "absent".to_owned(),
            };
            format!("`{}` = {value}", column.name)
        })
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Unit;

    #[track_caller]
    fn check_rows(rows: &[&str], ranges: &[(i64, i64)], whole: bool, expected: &[Code]) {
        let kind = if whole { Type::whole(Unit::NONE) } else { Type::number(Unit::NONE) };
        let tests: Vec<Vec<CellTest>> =
            rows.iter().map(|it| vec![cell(it, &kind).unwrap()]).collect();
        let rows: Vec<&[CellTest]> = tests.iter().map(Vec::as_slice).collect();
        let ranges =
            ranges.iter().map(|(low, high)| (Decimal::from(*low), Decimal::from(*high))).collect();
        let mut report = Report::default();
        check(&rows, &[Column { name: "x", kind, ranges }], false, &Spot::default(), &mut report);
        let codes: Vec<Code> =
            report.place(&crate::source::Files::default(), &[]).iter().map(|it| it.code).collect();
        assert_eq!(codes, expected, "{tests:?}");
    }

    #[test]
    fn rows_that_touch_neither_overlap_nor_leave_a_gap() {
        check_rows(&["1..2", "3..4"], &[(1, 4)], true, &[]);
        check_rows(&["..<2000", "2000..<30000", "30000.."], &[], false, &[]);
        check_rows(&["1, 3", "2, 4"], &[(1, 4)], true, &[]);
    }

    #[test]
    fn overlaps_and_gaps_are_found() {
        check_rows(&["1..3", "3..4"], &[(1, 4)], true, &[Code::TableOverlap]);
        check_rows(&["1..2", "4"], &[(1, 4)], true, &[Code::TableGap]);
        check_rows(&["..2", "3.."], &[], false, &[Code::TableGap]);
        check_rows(&["..2", "2.."], &[], false, &[Code::TableOverlap]);
        check_rows(&["1..2", "3..4"], &[], true, &[Code::TableGap]);
    }
}
