//! A benefit at a place: conditions, amount, figures, sources, exclusions, papers, cases.

use std::collections::BTreeSet;

use huisuan::adcode::Adcode;
use huisuan::date::Date;
use huisuan::outline::{Kind, Outline, RestsOn};
use serde_json::Value;

use super::figure;
use super::formula::{expression_in_words, formula};
use super::html::{classed, element, plain, text};
use super::place::Case;
use super::wording::{Wording, string};
use super::words::Language;

/// The section of a benefit.
pub(super) fn section(wording: Wording<'_>, outline: &Outline<'_>) -> String {
    let Wording { place, language } = wording;
    let id = outline.benefit;
    let of = |key: &'static str| place.text(&["benefits", id, key], language);
    let say = |chinese, english| language.say(chinese, english);
    let mut html = plain("h3", &text(of("name").unwrap_or(id)));
    html += &classed("p", "badges", &badges(wording, outline));
    if let Some(summary) = of("summary") {
        html += &plain("p", &text(summary));
    }
    if !has_rule(outline)
        && let Some(words) = of("noRule")
    {
        html += &classed("p", "unknown", &text(words));
    }
    if let Some(note) = of("note") {
        html += &classed("p", "note", &text(note));
    }
    html += &conditions(wording, outline);
    html += &amount(wording, outline);
    html += &exclusions(wording, id);
    html += &papers(wording, id);
    let figures = figure::figures(wording, outline);
    if !figures.is_empty() {
        html += &(heading(say("用到的标准", "Figures")) + &figures);
    }
    html += &definitions(wording, outline);
    html += &sources(wording, outline);
    if has_rule(outline) {
        html += &cases(wording, id);
    }
    element("section", &[("class", "benefit"), ("id", id)], &html) + "\n"
}

fn heading(words: &str) -> String {
    plain("h4", &text(words))
}

/// A remark that wants to be seen.
pub(super) fn flag(words: &str) -> String {
    classed("strong", "flag", &text(words))
}

/// How far it can be computed, the newest figure, and what is doubtful about it.
pub(super) fn badges(wording: Wording<'_>, outline: &Outline<'_>) -> String {
    let language = wording.language;
    let class = format!("state {}", super::class_of(outline.standing));
    let mut parts = vec![classed("span", &class, &text(language.standing(outline.standing)))];
    let figures = Figures::of(wording, outline);
    let newest = match (figures.newest, figures.newest_rule) {
        (Some(day), _) => Some((language.say("最新标准 {}", "newest figure {}"), day)),
        (None, Some(day)) => Some((language.say("最新规则 {}", "newest rule {}"), day)),
        (None, None) => None,
    };
    if let Some((words, day)) = newest {
        parts.push(classed("span", "newest day", &text(&words.replace("{}", &day.to_string()))));
    }
    if figures.unsure {
        parts.push(flag(language.status("needs_confirmation")));
    }
    if figures.stale {
        parts.push(flag(language.say("可能已经调整", "may have changed since")));
    }
    parts.join(" ")
}

/// What the figures of a day come to.
#[derive(Default)]
struct Figures {
    /// The first day of the newest figure, and of the newest rule.
    newest: Option<Date>,
    newest_rule: Option<Date>,
    unsure: bool,
    stale: bool,
}

impl Figures {
    fn of(wording: Wording<'_>, outline: &Outline<'_>) -> Self {
        let place = wording.place;
        let mut figures = Self::default();
        for it in current(outline) {
            // Conditions and amounts without days of their own have no date to show.
            let Some(entry) = entry_of(wording, it) else { continue };
            let day = |key| string(entry, key).and_then(|it| it.parse::<Date>().ok());
            if entry.get("value").is_none() {
                continue;
            }
            match it.kind {
                Kind::Parameter => figures.newest = figures.newest.max(day("from")),
                _ => figures.newest_rule = figures.newest_rule.max(day("from")),
            }
            figures.unsure |= string(entry, "status") == Some("needs_confirmation");
            figures.stale |= day("reviewBy").is_some_and(|it| it < place.on);
        }
        figures
    }
}

/// What is in force on the day.
fn current<'o, 'c>(outline: &'o Outline<'c>) -> impl Iterator<Item = &'o RestsOn<'c>> {
    outline.rests_on.iter().filter(|it| it.on_the_day)
}

/// The entry with days of which the value is.
fn entry_of<'p>(wording: Wording<'p>, it: &RestsOn<'_>) -> Option<&'p Value> {
    let pointer = it.pointer.strip_suffix("/value").unwrap_or(it.pointer);
    wording.place.at(it.layer, pointer)
}

fn has_rule(outline: &Outline<'_>) -> bool {
    outline.rests_on.iter().any(|it| it.kind == Kind::Condition)
}

fn conditions(wording: Wording<'_>, outline: &Outline<'_>) -> String {
    let language = wording.language;
    let items: String = outline
        .rests_on
        .iter()
        .filter(|it| it.kind == Kind::Condition)
        .map(|it| plain("li", &condition(wording, outline.benefit, it)))
        .collect();
    if items.is_empty() {
        return String::new();
    }
    heading(language.say("条件（全部满足）", "Conditions (all of them)"))
        + &classed("ol", "conditions", &items)
}

fn condition(wording: Wording<'_>, benefit: &str, it: &RestsOn<'_>) -> String {
    let Wording { place, language } = wording;
    let id = it.name.rsplit('/').next().unwrap_or_default();
    let (above, key) = it.pointer.rsplit_once('/').unwrap_or((it.pointer, ""));
    let Some(written) = place.at(it.layer, above) else { return String::new() };
    let own = language.of(written.get("text"));
    let words =
        own.or_else(|| place.text(&["benefits", benefit, "conditions", id, "text"], language));
    let mut html = classed("p", "condition", &text(words.unwrap_or(id)));
    let mut remarks = Vec::new();
    let day = |key| string(written, key).and_then(|it| it.parse().ok());
    let days = language.days(day("from"), day("to"));
    if !days.is_empty() {
        remarks.push(text(&days));
    }
    if key == "judgement" {
        let words = language.say(
            "属于下面这种情况时，由经办机构评定",
            "where what is said below holds, the office decides",
        );
        remarks.push(text(words));
    }
    remarks.push(text(place.jurisdiction(it.layer, language)));
    html += &classed("p", "remarks", &remarks.join(language.say("；", "; ")));
    let test = written.get(key).and_then(Value::as_str).unwrap_or_default();
    html += &match (key, test) {
        ("judgement", "true") => classed(
            "p",
            "formula",
            &text(language.say("一律由经办机构评定", "always for the office")),
        ),
        _ => expression_in_words(wording, test),
    };
    html += &classed("p", "basis", &basis(wording, it.layer, written.get("basis")));
    if let Some(note) = language.of(written.get("note")) {
        html += &classed("p", "note", &text(note));
    }
    html
}

fn amount(wording: Wording<'_>, outline: &Outline<'_>) -> String {
    let Wording { place, language } = wording;
    let id = outline.benefit;
    let given: Vec<&RestsOn<'_>> =
        outline.rests_on.iter().filter(|it| it.kind == Kind::Amount).collect();
    if given.is_empty() {
        return String::new();
    }
    let period = place.local(&["benefits", id, "amount", "period"]).find_map(|(_, it)| it.as_str());
    let title = match period {
        Some("month") => language.say("金额（每月）", "Amount (a month)"),
        Some("year") => language.say("金额（每年）", "Amount (a year)"),
        _ => language.say("金额（一次）", "Amount (once)"),
    };
    let mut html = heading(title);
    for it in given {
        let (above, key) = it.pointer.rsplit_once('/').unwrap_or((it.pointer, ""));
        let Some(written) = place.at(it.layer, above) else { continue };
        let end = match key {
            "low" => language.say("最少：", "At least: "),
            "high" => language.say("最多：", "At most: "),
            _ => "",
        };
        if !end.is_empty() {
            html += &classed("p", "remarks", &text(end));
        }
        let day = |key| string(written, key).and_then(|it| it.parse().ok());
        let days = language.days(day("from"), day("to"));
        if !days.is_empty() {
            html += &classed("p", "remarks", &text(&days));
        }
        html += &written.get(key).map(|it| formula(wording, it)).unwrap_or_default();
        if key == "low" {
            continue;
        }
        html += &classed("p", "basis", &basis(wording, it.layer, written.get("basis")));
        if let Some(note) = language.of(written.get("note")) {
            html += &classed("p", "note", &text(note));
        }
    }
    html
}

/// Where something is written, in one line.
pub(super) fn basis(wording: Wording<'_>, layer: Adcode, basis: Option<&Value>) -> String {
    let Wording { place, language } = wording;
    let entries = basis.and_then(Value::as_array).into_iter().flatten();
    let entries: Vec<String> = entries
        .filter_map(|entry| {
            let source = place.source(layer, string(entry, "source")?)?;
            let clause = string(entry, "clause").unwrap_or_default();
            Some(in_chinese(wording, &format!("《{}》{clause}", string(source, "title")?)))
        })
        .collect();
    entries.join(language.say("；", "; "))
}

/// What is Chinese in every language: titles, issuers, numbers, clauses.
fn in_chinese(wording: Wording<'_>, words: &str) -> String {
    match wording.language {
        Language::Chinese => text(words),
        Language::English => element("span", &[("lang", "zh-CN")], &text(words)),
    }
}

fn definitions(wording: Wording<'_>, outline: &Outline<'_>) -> String {
    let Wording { place, language } = wording;
    let mut items = String::new();
    let mut count = 0_usize;
    for it in outline.rests_on.iter().filter(|it| it.kind == Kind::Definition) {
        let Some(value) = place.at(it.layer, it.pointer) else { continue };
        let Some(entry) = entry_of(wording, it) else { continue };
        let name = place.text(&["definitions", it.name, "name"], language).unwrap_or(it.name);
        let day = |key| string(entry, key).and_then(|it| it.parse().ok());
        let days = language.days(day("from"), day("to"));
        let mut html = classed("p", "condition", &text(name));
        let mut remarks = vec![text(place.jurisdiction(it.layer, language))];
        if !days.is_empty() {
            remarks.insert(0, text(&days));
        }
        if string(entry, "status") == Some("needs_confirmation") {
            remarks.push(flag(language.status("needs_confirmation")));
        }
        html += &classed("p", "remarks", &remarks.join(language.say("；", "; ")));
        html += &match language.of(value.get("gap")) {
            Some(gap) => classed("p", "unknown", &text(gap)),
            None => formula(wording, value),
        };
        let definition = place.at(it.layer, &format!("/definitions/{}", it.name));
        let basis_of = entry.get("basis").or_else(|| definition?.get("basis"));
        html += &classed("p", "basis", &basis(wording, it.layer, basis_of));
        let notes = [definition, Some(entry)].into_iter().flatten();
        let notes: BTreeSet<&str> = notes.filter_map(|it| language.of(it.get("note"))).collect();
        html += &notes.iter().map(|it| classed("p", "note", &text(it))).collect::<String>();
        items += &plain("li", &html);
        count = count.saturating_add(1);
    }
    if items.is_empty() {
        return String::new();
    }
    let words = language.say("怎样算出来的（{} 步）", "How it is worked out ({} steps)");
    let summary = plain("summary", &text(&words.replace("{}", &count.to_string())));
    plain("details", &(summary + &classed("ul", "conditions", &items)))
}

/// Every document that the benefit rests on, once.
fn sources(wording: Wording<'_>, outline: &Outline<'_>) -> String {
    let Wording { place, language } = wording;
    let mut known: Vec<&Value> = Vec::new();
    let mut add = |layer: Adcode, basis: Option<&Value>| {
        for entry in basis.and_then(Value::as_array).into_iter().flatten() {
            let source = string(entry, "source").and_then(|it| place.source(layer, it));
            if let Some(source) = source.filter(|it| !known.contains(it)) {
                known.push(source);
            }
        }
    };
    for (layer, basis) in place.local(&["benefits", outline.benefit, "basis"]) {
        add(layer, Some(basis));
    }
    for it in &outline.rests_on {
        let (above, _) = it.pointer.rsplit_once('/').unwrap_or((it.pointer, ""));
        for pointer in [it.pointer, above] {
            add(it.layer, place.at(it.layer, pointer).and_then(|it| it.get("basis")));
        }
    }
    if known.is_empty() {
        return String::new();
    }
    let items: String = known.iter().map(|it| plain("li", &source(wording, it))).collect();
    heading(language.say("依据的文件", "Documents")) + &plain("ul", &items)
}

fn source(wording: Wording<'_>, source: &Value) -> String {
    let language = wording.language;
    let of = |key| string(source, key);
    let title = in_chinese(wording, &format!("《{}》", of("title").unwrap_or_default()));
    let title = match of("url") {
        Some(url) => element("a", &[("href", url), ("rel", "noopener noreferrer")], &title),
        None => title,
    };
    let mut parts = vec![title];
    parts.extend(of("issuer").map(|it| in_chinese(wording, it)));
    parts.extend(of("number").map(|it| in_chinese(wording, it)));
    for (key, words) in [
        ("published", language.say("{} 发布", "published {}")),
        ("inForce", language.say("{} 起施行", "in force from {}")),
    ] {
        parts.extend(of(key).map(|day| text(&words.replace("{}", day))));
    }
    parts.extend(of("kind").and_then(|it| language.source_kind(it)).map(text));
    let mut html = parts.join(language.say("，", ", "));
    if let Some(note) = language.of(source.get("note")) {
        html += &text(&language.brackets(note));
    }
    html
}

fn exclusions(wording: Wording<'_>, id: &str) -> String {
    let Wording { place, language } = wording;
    let mut items = String::new();
    for (layer, all) in place.local(&["exclusions"]) {
        for exclusion in all.as_object().into_iter().flat_map(serde_json::Map::values) {
            let packages = exclusion.get("packages").and_then(Value::as_array);
            let packages: Vec<Vec<&str>> = packages
                .into_iter()
                .flatten()
                .map(|it| it.as_array().into_iter().flatten().filter_map(Value::as_str).collect())
                .collect();
            if !packages.iter().flatten().any(|it| *it == id) {
                continue;
            }
            let words = language.of(exclusion.get("text")).unwrap_or_default();
            let basis = basis(wording, layer, exclusion.get("basis"));
            items += &plain("li", &(plain("p", &text(words)) + &classed("p", "basis", &basis)));
        }
    }
    if items.is_empty() {
        return String::new();
    }
    heading(language.say("不能同时享受", "Not together with")) + &plain("ul", &items)
}

/// What to bring, and where.
fn papers(wording: Wording<'_>, id: &str) -> String {
    let Wording { place, language } = wording;
    let mut html = String::new();
    let materials = place.local(&["benefits", id, "materials"]).next().map(|(_, it)| it);
    let items: String = materials
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|it| {
            let name = place.text(&["materials", string(it, "material")?], language)?;
            let when = string(it, "when").map(|it| {
                let words = language.say("需要时：", "where ");
                language.brackets(&format!("{words}{}", wording.expression(it)))
            });
            Some(plain("li", &text(&format!("{name}{}", when.unwrap_or_default()))))
        })
        .collect();
    if !items.is_empty() {
        html += &heading(language.say("带什么", "What to bring"));
        html += &plain("ul", &items);
    }
    let Some((_, apply)) = place.local(&["benefits", id, "apply"]).next() else { return html };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(language.of(apply.get("office")).map(text));
    parts.extend(language.of(apply.get("channel")).map(text));
    parts.extend(
        string(apply, "phone").map(|it| {
            element("a", &[("href", &format!("tel:{}", it.replace(' ', "")))], &text(it))
        }),
    );
    if let Some(days) = apply.get("days").and_then(Value::as_i64) {
        let words = match string(apply, "dayKind") {
            Some("working") => language.say("{} 个工作日内办结", "decided within {} working days"),
            _ => language.say("{} 天内办结", "decided within {} days"),
        };
        parts.push(text(&words.replace("{}", &days.to_string())));
    }
    html + &heading(language.say("到哪里办", "Where to apply"))
        + &plain("p", &parts.join(language.say("；", "; ")))
}

fn cases(wording: Wording<'_>, id: &str) -> String {
    let Wording { place, language } = wording;
    let of_benefit: Vec<&Case> = place.cases.iter().filter(|it| it.benefit == id).collect();
    if of_benefit.is_empty() {
        return String::new();
    }
    let mut shown: Vec<(&Case, Vec<String>)> = Vec::new();
    for case in &of_benefit {
        let amount = case
            .amount
            .as_ref()
            .map(|(low, high)| if low == high { low.clone() } else { format!("{low}–{high}") });
        let verdict = case.verdict.as_deref().map(|it| language.verdict(it).to_owned());
        let amount = amount.map(|it| language.figure(&it, "yuan"));
        let parts: Vec<String> = verdict.into_iter().chain(amount).collect();
        let mut result = parts.join(language.say("，", ", "));
        if let Some(subject) = &case.subject {
            result = format!("{subject} {result}");
        }
        // One case may expect something of several members.
        match shown.last_mut() {
            Some((last, results)) if last.name == case.name && last.on == case.on => {
                results.push(result);
            }
            _ => shown.push((case, vec![result])),
        }
    }
    let items: String = shown
        .iter()
        .map(|(case, results)| {
            let results = results.join(language.say("；", "; "));
            let words = format!("{}{}{results}", case.on, language.say("：", ": "));
            // A case is named in English, or in both languages: `中文 / English`.
            let (chinese, english) = case.name.split_once(" / ").unwrap_or(("", &case.name));
            match language.say(chinese, english) {
                "" => {
                    let name = element("span", &[("lang", "en")], &text(english));
                    plain("li", &format!("{}<br>{name}", text(&words)))
                }
                name => plain("li", &format!("{}<br>{}", text(name), text(&words))),
            }
        })
        .collect();
    let words = language.say("核对用的案例（{} 个）", "Cases it is held to ({})");
    let words = words.replace("{}", &shown.len().to_string());
    let caption = language.say(
        "每个案例都照文件算出：日期、应得的结果。",
        "Each was worked out from the documents: the day, and what must come out.",
    );
    let inside = plain("summary", &text(&words)) + &plain("p", &text(caption));
    plain("details", &(inside + &classed("ol", "cases", &items)))
}
