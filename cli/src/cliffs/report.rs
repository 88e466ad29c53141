//! A sweep for people: a table, what turns at each cliff, and a picture.

use std::fmt::Write as _;

use huisuan::Calculator;
use huisuan::decimal::Decimal;
use huisuan::money::Figure;

use super::sweep::{Answer, Sweep};
use crate::chart::Chart;
use crate::text::{Words, amount, verdict};

/// The table, in Chinese.
pub(crate) fn text(calculator: &Calculator, sweep: &Sweep) -> String {
    let words = Words::of(calculator);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{}（{}），{} 从 {} 到 {}",
        words.place(calculator.district()),
        sweep.on,
        words.fact(&sweep.fact),
        sweep.points.first().map_or_else(String::new, |it| it.income.to_string()),
        sweep.points.last().map_or_else(String::new, |it| it.income.to_string()),
    );
    let _ =
        writeln!(out, "{:>12} {:>14} {:>14} {:>16}", "月收入", "每月待遇", "每年待遇", "全年合计");
    for point in &sweep.points {
        let _ = writeln!(
            out,
            "{:>15} {:>18} {:>18} {:>20}",
            point.income.to_string(),
            point.month.to_string(),
            point.year.to_string(),
            point.together.to_string()
        );
    }
    if sweep.cliffs.is_empty() {
        let _ = writeln!(out, "\n没有找到“多挣反而少得”的地方。");
    }
    for cliff in &sweep.cliffs {
        let _ = writeln!(
            out,
            "\n月收入从 {} 到 {}：全年合计少 {}",
            cliff.below.income, cliff.above.income, cliff.loss
        );
        for turn in &cliff.turns {
            let subject = if turn.subject == "household" { "全家" } else { &turn.subject };
            let _ = writeln!(
                out,
                "    {} · {subject}：{} → {}",
                words.benefit(&turn.benefit),
                answer(turn.before),
                answer(turn.after)
            );
        }
        if let Some(income) = &cliff.made_up_at {
            let _ = writeln!(out, "    月收入到 {income} 时才补回来");
        }
    }
    if !sweep.missing.is_empty() {
        let _ = writeln!(out, "\n还有 {} 项没有填，金额按最少的算：", sweep.missing.len());
        for fact in &sweep.missing {
            let _ = writeln!(out, "    {}", words.fact(fact));
        }
    }
    out
}

/// An answer in words, with what it pays.
fn answer(it: Answer) -> String {
    let word = verdict(it.verdict);
    match it.amount {
        Some((period, low, high)) => format!("{word}，{}", amount(period, low, high)),
        None => word.to_owned(),
    }
}

/// The picture: income across, what there is in a year upwards, a dashed line at each cliff.
pub(crate) fn svg(calculator: &Calculator, sweep: &Sweep) -> String {
    let edges = sweep.cliffs.iter().flat_map(|it| [&it.below, &it.above]);
    let mut points: Vec<_> = sweep.points.iter().chain(&sweep.bends).chain(edges).collect();
    points.sort_by_key(|it| it.fen);
    points.dedup_by_key(|it| it.fen);
    let places: Vec<i64> = points.iter().map(|it| it.fen).collect();
    let values: Vec<i64> = points.iter().map(|it| hundredths(it.together)).collect();
    let marks: Vec<(i64, String)> =
        sweep.cliffs.iter().map(|it| (it.above.fen, format!("−{}", it.loss))).collect();
    let fact = Words::of(calculator).fact(&sweep.fact);
    let title = format!("收入与待遇全年合计（{}）：{fact}", sweep.on);
    Chart {
        title: &title,
        across: "每月收入（元）",
        up: "全年合计（元）",
        places: &places,
        values: &values,
        marks: &marks,
    }
    .svg()
}

/// A figure in whole hundredths; enough for a picture.
fn hundredths(figure: Figure) -> i64 {
    let hundred = Decimal::hundredths(10_000);
    figure.value.checked_mul(hundred).and_then(|it| it.trunc().to_i64()).unwrap_or(0)
}
