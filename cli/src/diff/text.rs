//! What a change does, for people, in Chinese.

use std::fmt::Write as _;

use huisuan::compare::Written;
use huisuan::decimal::Decimal;
use huisuan::document::PayPeriod;
use huisuan::money::{Figure, Rounding};

use super::groups::{self, Group};
use super::report::{Answer, Diff, Money, Origin, Place, RuleChange, Rules, Summary};
use crate::text::{amount, per, subject, unit, verdict};

/// The text of a comparison.
pub(crate) fn text(diff: &Diff) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", heading(diff));
    for place in &diff.places {
        let _ = write!(out, "\n{}", place_text(place));
    }
    for (places, words) in [(&diff.only_old, "只有旧规则"), (&diff.only_new, "只有新规则")]
    {
        if !places.is_empty() {
            let codes: Vec<String> = places.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "\n{words}的地方：{}", codes.join("、"));
        }
    }
    let _ = writeln!(out, "\n{}", conclusion(diff));
    let _ = writeln!(out, "{NO_FORECAST}");
    out
}

/// What the sums are not.
pub(super) const NO_FORECAST: &str =
    "这些是案例和门槛上的假设家庭，不是抽样调查；合计只用来看方向和大小，不是经费测算。";

/// What is compared with what.
pub(super) fn heading(diff: &Diff) -> String {
    let side = |it: &Rules| match it.on {
        Some(on) => format!("{}（{on}）", it.rules),
        None => it.rules.clone(),
    };
    format!("规则变动的影响：{} → {}", side(&diff.old), side(&diff.new))
}

/// The whole in a sentence.
pub(super) fn conclusion(diff: &Diff) -> String {
    if diff.summary.determinations == 0 {
        return format!("没有一户的结果改变。{}", compared(&diff.summary));
    }
    format!("合计：{}", summary(&diff.summary))
}

/// What becomes of the households of a place, or of all.
pub(super) fn summary(it: &Summary) -> String {
    let mut text = format!(
        "{}多得 {} 户，少得 {} 户，其他变化 {} 户，不变 {} 户。",
        compared(it),
        it.gain,
        it.lose,
        it.turn,
        it.same
    );
    for (sums, words) in [(it.gained, "多得合计"), (it.lost, "少得合计")] {
        if sums.parts().next().is_some() {
            let _ = write!(text, "{words}：{}。", money(sums));
        }
    }
    text
}

fn compared(it: &Summary) -> String {
    let mut text =
        format!("比较了 {} 户次（案例 {}，按门槛生成 {}", it.compared(), it.cases, it.generated);
    if it.left_out > 0 {
        let _ = write!(text, "，另有 {} 户超过上限没有算", it.left_out);
    }
    text.push_str("）。");
    if it.refused > 0 {
        let _ = write!(text, "有 {} 户因为一边的规则不接受其中的回答而没有比较。", it.refused);
    }
    text
}

/// Sums with their signs, to the fen. (A benefit that is divided by the heads of a family need not end there.)
pub(super) fn money(sums: Money) -> String {
    let fen = |it: Figure| {
        let value = Rounding::HalfUp.round(it.value, Decimal::hundredths(1));
        Figure { value: value.unwrap_or(it.value), ..it }
    };
    let parts: Vec<String> = sums
        .parts()
        .map(|(period, it)| format!("{} {} 元", per(period), signed(fen(it))))
        .collect();
    if parts.is_empty() { "0".to_owned() } else { parts.join("，") }
}

/// A figure with its sign.
pub(super) fn signed(figure: Figure) -> String {
    if figure.value.is_negative() || figure.value.is_zero() {
        figure.to_string()
    } else {
        format!("+{figure}")
    }
}

fn place_text(place: &Place) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}（{}）", place.name, place.district);
    let _ = writeln!(out, "{}", summary(&place.summary));
    if !place.rules.is_empty() {
        let _ = writeln!(out, "变动的规则：");
    }
    for rule in &place.rules {
        let _ = writeln!(out, "  · {}", rule_text(rule));
        let _ = writeln!(out, "    {} 项结果因此改变", rule.determinations);
    }
    let mut last = "";
    for group in groups::of(place) {
        if group.name != last {
            last = group.name;
            let _ = writeln!(out, "{last}：");
        }
        let _ = writeln!(out, "  · {}", change(&group));
        let _ = writeln!(out, "    {} 项，原因：{}", group.count, reasons(&group));
        let _ = writeln!(out, "    例如：{}", example(&group));
    }
    out
}

/// A rule that differs, in a line.
pub(super) fn rule_text(it: &RuleChange) -> String {
    let (before, after) = (written(it.rule.before.as_ref()), written(it.rule.after.as_ref()));
    format!("{}：{before} → {after}", it.label)
}

/// What a rule says.
pub(super) fn written(it: Option<&Written>) -> String {
    let Some(it) = it else { return "没有".to_owned() };
    let unit = it.unit.as_deref().and_then(|it| it.parse().ok()).map(unit).unwrap_or_default();
    match it.value.as_deref() {
        None => "没有查到".to_owned(),
        Some("rule") => "有".to_owned(),
        Some("no_rule") => "没有".to_owned(),
        Some(value) => format!("{value}{unit}"),
    }
}

/// How a group's determinations change.
pub(super) fn change(group: &Group<'_>) -> String {
    let word = |it: Option<Answer>| it.map_or("没有这一项", |it| verdict(it.verdict));
    let (before, after) = (word(group.before), word(group.after));
    let turn = if before == after { before.to_owned() } else { format!("{before} → {after}") };
    let Some(period) =
        group.period.filter(|_| !group.most.value.is_zero() || !group.least.value.is_zero())
    else {
        return if before == after { format!("{turn}，符合时的金额改变") } else { turn };
    };
    let difference = if group.least == group.most {
        signed(group.least)
    } else {
        format!("{} 到 {}", signed(group.least), signed(group.most))
    };
    format!("{turn}，{} {difference} 元", per(period))
}

/// Why a group's determinations change.
pub(super) fn reasons(group: &Group<'_>) -> String {
    let mut reasons: Vec<&str> = group.because.iter().map(|it| it.label.as_str()).collect();
    if group.by_day {
        reasons.push("日子不同（年龄、月数等）");
    }
    reasons.join("、")
}

/// One of a group, told in full.
pub(super) fn example(group: &Group<'_>) -> String {
    let (household, it) = group.example;
    let varied = match (&household.varied, household.origin) {
        (Some(varied), Origin::Generated) => format!("，{} 改为 {}", varied.fact, varied.value),
        _ => String::new(),
    };
    let day = if household.on_old == household.on_new {
        format!("（{}）", household.on_new)
    } else {
        String::new()
    };
    format!(
        "“{}”{varied}{day}，{}：{} → {}",
        household.case,
        subject(&it.subject),
        answer(it.before, it.period),
        answer(it.after, it.period)
    )
}

/// An answer with its amount.
pub(super) fn answer(it: Option<Answer>, period: Option<PayPeriod>) -> String {
    let Some(it) = it else { return "没有这一项".to_owned() };
    match (it.amount, period) {
        (Some(paid), Some(_)) => {
            format!("{}，{}", verdict(it.verdict), amount(paid.period, paid.low, paid.high))
        }
        _ => verdict(it.verdict).to_owned(),
    }
}
