//! The report as a page of its own: it needs no script, asks no server for anything and can be printed.

use std::fmt::Write as _;

use super::chart;
use super::groups;
use super::report::{Diff, Effect, HouseholdChange, Origin, Place};
use super::text::{
    NO_FORECAST, answer, change, conclusion, example, heading, money, reasons, signed, summary,
    written,
};
use crate::chart::escaped;
use crate::text::subject;

const STYLE: &str = "\
:root{color-scheme:light}body{font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:60em;margin:0 auto;padding:1em;color:#1a1a1a;background:#fff}\
h1{font-size:1.5em}h2{font-size:1.25em;margin-top:2em}h3{font-size:1.05em}\
.big{font-size:1.1em;border-left:.3em solid #0b4f9e;padding-left:.8em}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:1.2em 0 .4em}\
th,td{border:1px solid #bbb;padding:.35em .6em;text-align:left;vertical-align:top}th{white-space:nowrap}td.n{text-align:right;white-space:nowrap}\
figure{margin:1em 0;overflow-x:auto}svg{width:100%;min-width:40em;height:auto}details{margin:1em 0}summary{cursor:pointer;min-height:2.75em;padding:.5em 0;font-weight:bold}\
code{font-size:.9em}small,.note{color:#444}\
@media print{details{display:none}body{max-width:none}}";

/// The households that the page lists; all of them are in the JSON.
const LISTED: usize = 500;

/// The page.
pub(crate) fn html(diff: &Diff) -> String {
    let mut out = String::new();
    let title = escaped(&heading(diff));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p class=\"big\">{}</p>\n<p class=\"note\">{NO_FORECAST} <span lang=\"en\">What a change of the rules does: households that gain, \
         lose or turn, and the rule that did it. Invented households; no forecast.</span></p>\n",
        escaped(&conclusion(diff))
    );
    let is_one = diff.places.len() == 1;
    for place in &diff.places {
        // Of one place the whole has been said above.
        let said = if is_one { String::new() } else { summary(&place.summary) };
        section(place, &said, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn section(place: &Place, said: &str, out: &mut String) {
    let name = escaped(&place.name);
    let _ = writeln!(out, "<section>\n<h2>{name}（{}）</h2>", place.district);
    if !said.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escaped(said));
    }
    rules(place, out);
    if place.benefits.is_empty() {
        out.push_str("</section>\n");
        return;
    }
    let _ = write!(
        out,
        "<figure tabindex=\"0\" aria-label=\"{name}：增减图\">\n{}</figure>\n",
        chart::svg(place.district, &place.name, &place.benefits)
    );
    table(
        out,
        "各项待遇（图中的数字）",
        &["待遇", "增加", "减少", "其他变化"],
        place.benefits.iter().map(|it| {
            [
                cell(&it.name),
                number(&it.more.to_string()),
                number(&it.less.to_string()),
                number(&it.turn.to_string()),
            ]
            .concat()
        }),
    );
    table(
        out,
        "怎样改变，为什么",
        &["待遇", "怎样改变", "几项", "原因", "例如"],
        groups::of(place).iter().map(|it| {
            [
                cell(it.name),
                cell(&change(it)),
                number(&it.count.to_string()),
                cell(&reasons(it)),
                cell(&example(it)),
            ]
            .concat()
        }),
    );
    let listed = place.households.len().min(LISTED);
    let _ = writeln!(
        out,
        "<details>\n<summary>逐户列出（{listed} 户，共 {} 户）</summary>",
        place.households.len()
    );
    table(
        out,
        "结果改变的家庭",
        &["家庭", "影响", "差额", "改变的结果"],
        place.households.iter().take(LISTED).map(household),
    );
    out.push_str("</details>\n</section>\n");
}

fn rules(place: &Place, out: &mut String) {
    table(
        out,
        "变动的规则",
        &["规则", "原来", "现在", "依据", "因此改变的结果"],
        place.rules.iter().map(|it| {
            [
                format!(
                    "<td>{}<br><code>{}</code></td>",
                    escaped(&it.label),
                    escaped(&it.rule.name)
                ),
                cell(&written(it.rule.before.as_ref())),
                cell(&written(it.rule.after.as_ref())),
                cell(&it.documents.join("；")),
                number(&it.determinations.to_string()),
            ]
            .concat()
        }),
    );
}

fn household(it: &HouseholdChange) -> String {
    let effect = match it.effect {
        Effect::Gain => "多得",
        Effect::Lose => "少得",
        Effect::Turn => "其他变化",
    };
    let varied = match (&it.varied, it.origin) {
        (Some(varied), Origin::Generated) => {
            format!("<br><code>{} = {}</code>", escaped(&varied.fact), escaped(&varied.value))
        }
        _ => String::new(),
    };
    let changes: Vec<String> = it
        .determinations
        .iter()
        .map(|it| {
            let text = format!(
                "{} · {}：{} → {}（{}）",
                it.name,
                subject(&it.subject),
                answer(it.before, it.period),
                answer(it.after, it.period),
                signed(it.difference)
            );
            escaped(&text)
        })
        .collect();
    [
        format!(
            "<td>{}{varied}<br><small>{}，{}</small></td>",
            escaped(&it.case),
            escaped(&it.file),
            it.on_new
        ),
        cell(effect),
        number(&money(it.difference)),
        format!("<td>{}</td>", changes.join("<br>")),
    ]
    .concat()
}

fn table(out: &mut String, caption: &str, heads: &[&str], rows: impl Iterator<Item = String>) {
    let _ = write!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n<caption>{caption}</caption>\n<thead><tr>"
    );
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        let _ = writeln!(out, "<tr>{row}</tr>");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn cell(text: &str) -> String {
    format!("<td>{}</td>", escaped(text))
}

fn number(text: &str) -> String {
    format!("<td class=\"n\">{}</td>", escaped(text))
}
