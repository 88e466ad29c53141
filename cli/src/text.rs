//! An assessment for people, in Chinese: the words of the rules, and the figures of the engine digit for digit.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use huisuan::Calculator;
use huisuan::adcode::Adcode;
use huisuan::assessment::{
    AmountRange, Assessment, BasisAt, Change, Choice, ConditionState, Determination, Notice,
    NoticeCode, State, Total, Verdict,
};
use huisuan::document::{DayKind, PayPeriod, Start};
use huisuan::listing::JurisdictionListing;
use huisuan::money::Figure;
use huisuan::unit::Unit;

/// The text of an assessment.
pub(crate) fn assessment(calculator: &Calculator, assessment: &Assessment<'_>) -> String {
    let words = Words::of(calculator);
    let mut lines = Lines::default();
    let Assessment { district, on, .. } = assessment;
    lines.add(0, format_args!("{}（{district}），{on}", words.place(*district)));
    for determination in &assessment.determinations {
        lines.add(0, "");
        words.determination(determination, &mut lines);
    }
    for choice in &assessment.choices {
        lines.add(0, "");
        words.choice(choice, &mut lines);
    }
    let totals = &assessment.totals;
    let sums: Vec<String> = [
        (PayPeriod::Month, totals.month),
        (PayPeriod::Year, totals.year),
        (PayPeriod::Once, totals.once),
    ]
    .into_iter()
    .filter(|(_, total)| !total.high.value.is_zero())
    .map(|(period, Total { low, high })| amount(period, low, high))
    .collect();
    lines.add(0, "");
    lines.add(
        0,
        format_args!("合计：{}", if sums.is_empty() { "无".to_owned() } else { sums.join("；") }),
    );
    lines.add(0, "结果仅供参考，以经办机构审核为准。");
    lines.0
}

/// Lines of text, indented by level.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, level: usize, line: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{}{line}", "    ".repeat(level));
    }

    /// A heading and what belongs to it on one line, if anything does.
    fn list(&mut self, heading: &str, items: &[String]) {
        if !items.is_empty() {
            self.add(1, format_args!("{heading}：{}", items.join("、")));
        }
    }
}

/// What the rules call things.
pub(crate) struct Words<'c> {
    texts: BTreeMap<&'c str, &'c str>,
    places: Vec<JurisdictionListing<'c>>,
}

impl<'c> Words<'c> {
    /// The words of a chain, in Chinese.
    pub(crate) fn of(calculator: &'c Calculator) -> Self {
        Self {
            texts: calculator.texts("zh-CN").0.into_iter().collect(),
            places: calculator.jurisdictions(),
        }
    }
}

impl Words<'_> {
    /// The text of an id; the id where the rules have none.
    pub(crate) fn text(&self, id: &str) -> String {
        self.text_if_any(id).unwrap_or(id).to_owned()
    }

    /// The text of an id, if the rules have one.
    pub(crate) fn text_if_any(&self, id: &str) -> Option<&str> {
        self.texts.get(id).copied()
    }

    /// What something of a kind is called; its name in the rules where they call it nothing else.
    pub(crate) fn named(&self, kind: &str, name: &str) -> String {
        self.text_if_any(&format!("{kind}/{name}/name")).unwrap_or(name).to_owned()
    }

    pub(crate) fn benefit(&self, id: &str) -> String {
        self.text(&format!("benefits/{id}/name"))
    }

    pub(crate) fn place(&self, adcode: Adcode) -> String {
        self.text(&format!("jurisdictions/{adcode}/name"))
    }

    /// A determination in one line: the benefit, whose it is, the answer and the amount.
    pub(crate) fn title(&self, it: &Determination<'_>) -> String {
        let title = format!(
            "{} · {}：{}",
            self.benefit(it.benefit),
            subject(it.subject),
            verdict(it.verdict)
        );
        let Some(AmountRange { low, high, period, .. }) = it.amount else {
            return title;
        };
        let condition = if it.verdict == Verdict::Eligible { "" } else { "符合的话，" };
        format!("{title}，{condition}{}", amount(period, low, high))
    }

    fn determination(&self, it: &Determination<'_>, lines: &mut Lines) {
        lines.add(0, self.title(it));
        if it.verdict == Verdict::NoRule
            && let Some(text) = self.text_if_any(&format!("benefits/{}/noRule", it.benefit))
        {
            lines.add(1, text);
        }
        for condition in &it.conditions {
            self.condition(it.benefit, condition, lines);
        }
        let excluded: Vec<String> = it.excluded_by.iter().map(|it| self.benefit(it)).collect();
        lines.list("不能与这些同时享受", &excluded);
        if !it.missing.is_empty() {
            lines.add(1, "还需要知道：");
        }
        for fact in &it.missing {
            lines.add(2, self.fact(fact));
        }
        if it.verdict == Verdict::Ineligible
            && let Some(Change { fact, from, to, verdict: then }) = it.change.first()
        {
            let (fact, then) = (self.fact(fact), verdict(*then));
            lines.add(1, format_args!("如果 {fact} 从 {from} 变为 {to}，结果会变成：{then}"));
        }
        for notice in &it.notices {
            lines.add(1, format_args!("注意：{}", self.notice(notice)));
        }
        if matches!(it.verdict, Verdict::Ineligible | Verdict::NoRule) {
            return;
        }
        let materials: Vec<String> =
            it.materials.iter().map(|it| self.text(&format!("materials/{it}"))).collect();
        lines.list("要带的材料", &materials);
        self.apply(it, lines);
    }

    fn apply(&self, it: &Determination<'_>, lines: &mut Lines) {
        let Some(apply) = &it.apply else { return };
        let mut parts = vec![self.text(&format!("benefits/{}/{}", it.benefit, apply.office.key))];
        if let Some(channel) = &apply.channel {
            parts.push(self.text(&format!("benefits/{}/{}", it.benefit, channel.key)));
        }
        parts.extend(apply.phone.map(|it| format!("电话 {it}")));
        parts.extend(apply.days.map(|days| match apply.day_kind {
            Some(DayKind::Working) => format!("一般 {days} 个工作日内"),
            _ => format!("一般 {days} 天内"),
        }));
        parts.extend(it.start.map(|it| match it {
            Start::MonthOfApplication => "从申请的当月起".to_owned(),
            Start::MonthAfterDecision => "从批准的下个月起".to_owned(),
        }));
        lines.add(1, format_args!("到哪里办：{}", parts.join("；")));
    }

    fn condition(&self, benefit: &str, it: &ConditionState<'_>, lines: &mut Lines) {
        let text = self.text(&format!("benefits/{benefit}/conditions/{}/text", it.id));
        let state = state(it.state);
        lines.add(1, format_args!("[{state}] {text}{}", measure(it)));
        let basis: Vec<String> = it.basis.iter().map(|it| self.basis(it)).collect();
        if !basis.is_empty() {
            lines.add(2, format_args!("依据：{}", basis.join("；")));
        }
    }

    pub(crate) fn basis(&self, it: &BasisAt) -> String {
        let place = self.places.iter().find(|place| place.adcode == it.layer);
        let clause = it.clause.as_deref().unwrap_or_default();
        match place.and_then(|place| place.sources.get(&it.source.as_str())) {
            Some(source) => {
                let number = source.number.map(|it| format!("（{it}）")).unwrap_or_default();
                format!("《{}》{number}{clause}", source.title)
            }
            None => format!("{}{clause}", it.source),
        }
    }

    fn notice(&self, it: &Notice<'_>) -> String {
        let name = ["parameters", "definitions", "benefits"]
            .iter()
            .find_map(|kind| self.text_if_any(&format!("{kind}/{}/name", it.name)))
            .unwrap_or("这项规定");
        match (it.code, it.date) {
            (NoticeCode::Stale, Some(date)) => {
                format!("“{name}”的标准只核实到 {date}，之后可能已经调整，请向经办机构核实。")
            }
            (NoticeCode::Stale, None) => {
                format!("“{name}”的标准可能已经调整，请向经办机构核实。")
            }
            (NoticeCode::NeedsConfirmation, _) => {
                format!("“{name}”的数字来源还不够可靠，请向经办机构核实。")
            }
            (NoticeCode::Planned, _) => {
                format!("规划文件为“{name}”定过目标，目标不是现行标准，这里没有采用。")
            }
            (NoticeCode::NoFigure, _) => format!("“{name}”在这一天的标准没有查到。"),
            (NoticeCode::Bound, _) => {
                format!("“{name}”的本地规定与上级规定不一致，请向经办机构核实。")
            }
        }
    }

    /// A fact: its path, and how it is asked.
    pub(crate) fn fact(&self, path: &str) -> String {
        let name = path.split_once('.').map_or(path, |(_, name)| name);
        let question = self
            .text_if_any(&format!("facts/{name}/question"))
            .or_else(|| self.text_if_any(&format!("lists/{name}/name")))
            .unwrap_or_default();
        format!("{path} {question}")
    }

    fn choice(&self, it: &Choice<'_>, lines: &mut Lines) {
        lines.add(
            0,
            format_args!(
                "{} · {}",
                self.text(&format!("exclusions/{}/text", it.exclusion)),
                subject(it.subject)
            ),
        );
        for alternative in &it.alternatives {
            let names: Vec<String> = alternative.take.iter().map(|it| self.benefit(it)).collect();
            let best = if alternative.take == it.best { "（金额较高）" } else { "" };
            let total = amount(alternative.period, alternative.total, alternative.total);
            lines.add(1, format_args!("{}：{total}{best}", names.join("、")));
        }
    }
}

/// Whose something is.
pub(crate) fn subject(subject: &str) -> &str {
    if subject == "household" { "全家" } else { subject }
}

/// An answer in words.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "可能符合",
        Verdict::Ineligible => "目前看不符合",
        Verdict::Undetermined => "还需要几项信息",
        Verdict::NeedsAssessment => "由经办机构认定",
        Verdict::NoRule => "本地规则暂缺",
    }
}

/// A condition's state in words.
pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Met => "符合",
        State::Unmet => "不符合",
        State::Unknown => "还不清楚",
        State::Judgement => "由经办机构认定",
        State::NoRule => "本地规则暂缺",
    }
}

/// How often something is paid.
pub(crate) fn per(period: PayPeriod) -> &'static str {
    match period {
        PayPeriod::Month => "每月",
        PayPeriod::Year => "每年",
        PayPeriod::Once => "一次性",
    }
}

/// An amount, or its range.
pub(crate) fn amount(period: PayPeriod, low: Figure, high: Figure) -> String {
    let period = per(period);
    if low == high {
        format!("{period} {low} 元")
    } else if low.value.is_zero() {
        format!("{period}最多 {high} 元")
    } else {
        format!("{period} {low} 到 {high} 元")
    }
}

/// What a condition measures: the value, what it is held against, and how far apart they are.
fn measure(it: &ConditionState<'_>) -> String {
    let (Some(threshold), Some(operator)) = (it.threshold, it.operator) else {
        return String::new();
    };
    let unit = it.unit.map(unit).unwrap_or_default();
    match (it.actual, it.distance) {
        (Some(actual), Some(distance)) => {
            format!("（{actual} {operator} {threshold}{unit}，相差 {distance}）")
        }
        (Some(actual), None) => format!("（{actual} {operator} {threshold}{unit}）"),
        (None, _) => format!("（{operator} {threshold}{unit}）"),
    }
}

/// A unit in words, after a figure.
pub(crate) fn unit(unit: Unit) -> String {
    if unit.is_none() {
        return String::new();
    }
    let mut words = unit.to_string();
    for (word, chinese) in [("yuan", "元"), ("person", "人"), ("month", "月"), ("year", "年")] {
        words = words.replace(word, chinese);
    }
    format!(" {words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_said_in_chinese() {
        assert_eq!(unit("yuan/person/month".parse().unwrap()), " 元/人/月");
        assert_eq!(unit(Unit::NONE), "");
    }
}
