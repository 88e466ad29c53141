//! An explanation for people, in Chinese: a tree of lines, each with what it is, its value, how it is worked out and where it is written.

use std::fmt::Write as _;

use huisuan::Calculator;

use super::tree::{Explanation, Kind, Reason};
use crate::text::Words;

/// The text of an explanation.
pub(crate) fn text(calculator: &Calculator, explanation: &Explanation<'_>) -> String {
    let words = Words::of(calculator);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", words.title(explanation.determination));
    let last = explanation.reasons.len();
    for (number, reason) in (1..).zip(&explanation.reasons) {
        branch(&words, explanation.determination.benefit, reason, "", number == last, &mut out);
    }
    out
}

fn branch(
    words: &Words<'_>,
    benefit: &str,
    reason: &Reason<'_>,
    before: &str,
    is_last: bool,
    out: &mut String,
) {
    let (sign, below) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
    let _ = writeln!(out, "{before}{sign}{}", line(words, benefit, reason));
    let deeper = format!("{before}{below}");
    let stem = if reason.rests_on.is_empty() { "   " } else { "│  " };
    if !reason.shown_above {
        if let Some(formula) = reason.formula {
            let _ = writeln!(out, "{deeper}{stem}= {formula}");
        }
        let basis: Vec<String> = reason.basis.iter().map(|it| words.basis(it)).collect();
        if !basis.is_empty() {
            let _ = writeln!(out, "{deeper}{stem}依据：{}", basis.join("；"));
        }
    }
    let last = reason.rests_on.len();
    for (number, it) in (1..).zip(&reason.rests_on) {
        branch(words, benefit, it, &deeper, number == last, out);
    }
}

fn line(words: &Words<'_>, benefit: &str, reason: &Reason<'_>) -> String {
    let name = match reason.kind {
        Kind::Condition => {
            words.text(&format!("benefits/{benefit}/conditions/{}/text", reason.name))
        }
        Kind::Amount => "金额".to_owned(),
        Kind::Parameter => words.named("parameters", &reason.name),
        Kind::Definition => words.named("definitions", &reason.name),
        Kind::Fact => reason.name.clone(),
    };
    let of = if reason.subject == "household" {
        String::new()
    } else {
        format!("{} · ", reason.subject)
    };
    let value = match (&reason.value, reason.kind) {
        (_, Kind::Condition) => reason.comparison.clone(),
        (Some(value), Kind::Fact) => {
            let choice = words.text_if_any(&format!("facts/{}/values/{value}", reason.name));
            Some(choice.map_or_else(|| said(value), str::to_owned))
        }
        (Some(value), _) => Some(said(value)),
        (None, Kind::Fact) => Some("没有填".to_owned()),
        (None, _) => Some("还不知道".to_owned()),
    };
    let unit = reason.unit.map(crate::text::unit).unwrap_or_default();
    let value = value.map(|it| format!("：{it}{unit}")).unwrap_or_default();
    let layer = match (reason.kind, reason.layer) {
        (Kind::Parameter | Kind::Definition, Some(layer)) => format!("（{}）", words.place(layer)),
        _ => String::new(),
    };
    let above = if reason.shown_above { "，见上" } else { "" };
    match reason.state {
        Some(state) => format!("[{}] {of}{name}{value}", crate::text::state(state)),
        None => format!("{of}{name}{value}{layer}{above}"),
    }
}

/// A value as people say it.
fn said(value: &str) -> String {
    match value {
        "true" => "是".to_owned(),
        "false" => "否".to_owned(),
        "none" | "null" => "无".to_owned(),
        other => other.to_owned(),
    }
}
