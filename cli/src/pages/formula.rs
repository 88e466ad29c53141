//! Formulas: an expression in words and as written, bands and tables as tables.

use serde_json::Value;

use super::html::{Cell, classed, plain, table, text};
use super::wording::{Wording, string};

/// A formula as HTML.
pub(super) fn formula(wording: Wording<'_>, value: &Value) -> String {
    let say = |chinese, english| wording.language.say(chinese, english);
    if let Some(expression) = value.as_str() {
        return expression_in_words(wording, expression);
    }
    let Some((form, inside)) = value.as_object().and_then(|it| it.iter().next()) else {
        return String::new();
    };
    let part = |key: &str| inside.get(key).map(|it| formula(wording, it)).unwrap_or_default();
    match form.as_str() {
        "bands" => bands(wording, inside),
        "table" => rows(wording, inside),
        "highest" | "lowest" => {
            let lead = if form == "highest" {
                say("下面各项中最高的：", "The highest of these:")
            } else {
                say("下面各项中最低的：", "The lowest of these:")
            };
            let items = inside.as_array().into_iter().flatten();
            let items: String = items.map(|it| plain("li", &formula(wording, it))).collect();
            plain("p", &text(lead)) + &plain("ul", &items)
        }
        "cap" => {
            part("value")
                + &plain("p", &text(say("最多不超过：", "But not more than:")))
                + &part("at")
        }
        "floor" => {
            part("value")
                + &plain("p", &text(say("最少不低于：", "But not less than:")))
                + &part("at")
        }
        "round" => {
            let mode = match string(inside, "mode") {
                Some("down") => say("向下取到 {} 的整数倍", "Rounded down to a multiple of {}"),
                Some("up") => say("向上取到 {} 的整数倍", "Rounded up to a multiple of {}"),
                _ => say("四舍五入到 {} 的整数倍", "Rounded to the nearest multiple of {}"),
            };
            let mode = mode.replace("{}", string(inside, "to").unwrap_or_default());
            part("value") + &plain("p", &text(&mode))
        }
        _ => String::new(),
    }
}

/// An expression: in words, and below as it is written in the rules.
pub(super) fn expression_in_words(wording: Wording<'_>, expression: &str) -> String {
    let words = wording.expression(expression);
    let worded = classed("p", "formula", &text(&words));
    if words == expression {
        return worded;
    }
    worded + &classed("p", "written", &plain("code", &text(expression)))
}

fn bands(wording: Wording<'_>, form: &Value) -> String {
    let say = |chinese, english| wording.language.say(chinese, english);
    let of = wording.expression(string(form, "of").unwrap_or_default());
    let worded = |key: &str, band: &Value| string(band, key).map(|it| wording.expression(it));
    let mut table_rows: Vec<Vec<Cell>> = Vec::new();
    if let Some(below) = form.get("below") {
        let first = text(say("不到下面各档", "below all of these"));
        table_rows.push(vec![first.into(), formula(wording, below).into()]);
    }
    for band in form.get("bands").and_then(Value::as_array).into_iter().flatten() {
        let threshold = match (worded("from", band), worded("above", band)) {
            (Some(from), _) => say("{} 及以上", "{} or more").replace("{}", &from),
            (_, Some(above)) => say("超过 {}", "more than {}").replace("{}", &above),
            _ => String::new(),
        };
        let value = band.get("value").map(|it| formula(wording, it)).unwrap_or_default();
        table_rows.push(vec![text(&threshold).into(), value.into()]);
    }
    table(
        &format!("{}{of}", say("分档：", "By bands: ")),
        &[&of, say("数值", "Value")],
        &table_rows,
    )
}

fn rows(wording: Wording<'_>, form: &Value) -> String {
    let say = |chinese, english| wording.language.say(chinese, english);
    let columns: Vec<&str> = form
        .get("of")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let heads: Vec<String> = columns.iter().map(|it| wording.expression(it)).collect();
    let mut all_heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    all_heads.push(say("数值", "Value"));
    let mut table_rows: Vec<Vec<Cell>> = Vec::new();
    for row in form.get("rows").and_then(Value::as_array).into_iter().flatten() {
        let when = row.get("when").and_then(Value::as_array).into_iter().flatten();
        let mut cells: Vec<Cell> = columns
            .iter()
            .zip(when)
            .map(|(column, cell)| {
                text(&wording.cell(column, cell.as_str().unwrap_or_default())).into()
            })
            .collect();
        let mut value = row.get("value").map(|it| formula(wording, it)).unwrap_or_default();
        if let Some(note) = wording.language.of(row.get("note")) {
            value += &classed("p", "note", &text(note));
        }
        cells.push(value.into());
        table_rows.push(cells);
    }
    if let Some(otherwise) = form.get("otherwise") {
        let mut cells: Vec<Cell> = vec![text(say("其他情况", "otherwise")).into()];
        cells.extend(columns.iter().skip(1).map(|_| Cell::default()));
        cells.push(formula(wording, otherwise).into());
        table_rows.push(cells);
    }
    let caption = format!("{}{}", say("按情况：", "By case: "), wording.language.list(&heads));
    table(&caption, &all_heads, &table_rows)
}
