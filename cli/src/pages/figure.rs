//! A figure and its history: a small chart, and a table that says the same in full.

use huisuan::adcode::Adcode;
use huisuan::date::Date;
use huisuan::decimal::Decimal;
use huisuan::money::parse_decimal;
use huisuan::outline::{Kind, Outline};
use serde_json::Value;

use super::benefit::{basis, flag};
use super::html::{Cell, classed, element, plain, table, text};
use super::wording::{Wording, string};
use super::words::Language;

/// A value of a parameter that can come into play.
struct Entry<'p> {
    layer: Adcode,
    value: &'p Value,
    from: Date,
    to: Option<Date>,
    /// Where it stands in the chain: a higher number is more local.
    depth: usize,
}

/// The names of the parameters that a benefit rests on, in the order of the packs.
pub(super) fn names<'o>(outline: &'o Outline<'_>) -> Vec<&'o str> {
    let mut names: Vec<&str> = Vec::new();
    for it in outline.rests_on.iter().filter(|it| it.kind == Kind::Parameter) {
        if !names.contains(&it.name) {
            names.push(it.name);
        }
    }
    names
}

/// The figures that a benefit rests on: those that changed with a chart and a table each, the others in one table.
pub(super) fn figures(wording: Wording<'_>, outline: &Outline<'_>) -> String {
    let language = wording.language;
    let mut html = String::new();
    let mut single: Vec<Vec<Cell>> = Vec::new();
    for name in names(outline) {
        let entries = entries(wording, outline, name);
        let title = wording.place.text(&["parameters", name, "name"], language).unwrap_or(name);
        let mut units = wording.place.local(&["parameters", name, "unit"]);
        let unit = units.find_map(|(_, it)| it.as_str()).unwrap_or("1");
        let note = wording.place.text(&["parameters", name, "note"], language);
        let note = note.map(|it| classed("p", "note", &text(it))).unwrap_or_default();
        if let [only] = entries.as_slice() {
            let [days, figure, basis, remarks] = row(wording, unit, only);
            let title = format!("{}{note}", text(title));
            single.push(vec![
                title.into(),
                figure.into(),
                days.into(),
                basis.into(),
                remarks.into(),
            ]);
            continue;
        }
        let rows: Vec<Vec<Cell>> = entries
            .iter()
            .rev()
            .map(|it| row(wording, unit, it).into_iter().map(Cell::from).collect())
            .collect();
        let [days, figure, basis, remarks] = heads(wording);
        let caption = format!("{}{title}", language.say("各时期的", "History: "));
        let inside = plain("h5", &text(title))
            + &chart(wording, title, unit, &entries)
            + &table(&caption, &[days, figure, basis, remarks], &rows)
            + &note;
        html += &(element("section", &[("class", "figure")], &inside) + "\n");
    }
    if !single.is_empty() {
        let [days, figure, basis, remarks] = heads(wording);
        let caption = language.say("没有变过的标准", "Figures that have not changed");
        let heads = [language.say("标准", "Name"), figure, days, basis, remarks];
        html += &classed("div", "figure", &table(caption, &heads, &single));
    }
    html
}

/// What the columns of a history are called.
fn heads(wording: Wording<'_>) -> [&'static str; 4] {
    let language = wording.language;
    [
        language.say("日期", "Days"),
        language.say("数值", "Figure"),
        language.say("依据", "Basis"),
        language.say("说明", "Remarks"),
    ]
}

/// The values that can come into play, targets of plans among them, by their first days.
fn entries<'p>(wording: Wording<'p>, outline: &Outline<'_>, name: &str) -> Vec<Entry<'p>> {
    let place = wording.place;
    let layers: Vec<Adcode> = place.layers().collect();
    let mut entries = Vec::new();
    for (depth, layer) in layers.iter().enumerate() {
        let values = place.at(*layer, &format!("/parameters/{name}/values"));
        let values = values.and_then(Value::as_array).into_iter().flatten();
        for (index, value) in values.enumerate() {
            let pointer = format!("/parameters/{name}/values/{index}");
            let used = outline.rests_on.iter().any(|it| {
                it.layer == *layer
                    && it
                        .pointer
                        .strip_prefix(pointer.as_str())
                        .is_some_and(|it| matches!(it, "" | "/value"))
            });
            let planned = string(value, "status") == Some("planned");
            let Some(from) = day(value, "from").filter(|_| used || planned) else { continue };
            let to = day(value, "to");
            entries.push(Entry { layer: *layer, value, from, to, depth });
        }
    }
    entries.sort_by_key(|it| (it.from, it.depth));
    entries
}

/// A stretch of days, of which no day is broken.
pub(super) fn days(language: Language, from: Option<Date>, to: Option<Date>) -> String {
    let words = language.days(from, to);
    let days: Vec<String> = words.split(' ').map(|it| classed("span", "day", &text(it))).collect();
    days.join(" ")
}

/// Words with a day in them.
fn with_day(words: &str, day: Date) -> String {
    text(words).replace("{}", &classed("span", "day", &day.to_string()))
}

fn day(value: &Value, key: &str) -> Option<Date> {
    string(value, key)?.parse().ok()
}

/// Days, figure, basis and remarks of a value.
fn row(wording: Wording<'_>, unit: &str, entry: &Entry<'_>) -> [String; 4] {
    let Wording { place, language } = wording;
    let days = days(language, Some(entry.from), entry.to);
    let Some(value) = string(entry.value, "value") else {
        let why = language.of(entry.value.get("gap")).unwrap_or_default();
        let unknown = text(language.say("未查到", "not known"));
        return [days, unknown, String::new(), text(why)];
    };
    let figure = element("span", &[("translate", "no")], &text(&language.figure(value, unit)));
    let mut remarks: Vec<String> = Vec::new();
    let status = string(entry.value, "status").unwrap_or_default();
    if status != "in_force" {
        remarks.push(flag(language.status(status)));
    }
    remarks.push(text(place.jurisdiction(entry.layer, language)));
    let review = day(entry.value, "reviewBy").filter(|_| status != "planned");
    if let Some(review) = review {
        if review < place.on && entry.to.is_none() {
            remarks.push(flag(language.say("可能已经调整", "may have changed since")));
        }
        let words = language.say("应在 {} 前复查", "to be reviewed by {}");
        remarks.push(with_day(words, review));
    }
    if let Some(verified) = day(entry.value, "verifiedOn") {
        let words = language.say("{} 核对", "compared on {}");
        remarks.push(with_day(words, verified));
    }
    let mut remarks = remarks.join(language.say("；", "; "));
    if let Some(note) = language.of(entry.value.get("note")) {
        remarks += &classed("p", "note", &text(note));
    }
    let basis = basis(wording, entry.layer, entry.value.get("basis"));
    [days, figure, basis, remarks]
}

/// The size of a chart, and the frame inside it.
const WIDTH: i64 = 640;
const HEIGHT: i64 = 206;
const LEFT: i64 = 20;
const RIGHT: i64 = 620;
const TOP: i64 = 46;
const BOTTOM: i64 = 164;

/// A line that steps from figure to figure; nothing where there are less than two of them.
fn chart(wording: Wording<'_>, title: &str, unit: &str, entries: &[Entry<'_>]) -> String {
    let Wording { place, language } = wording;
    let figures: Vec<(&Entry<'_>, Decimal)> = entries
        .iter()
        .filter_map(|it| Some((it, parse_decimal(string(it.value, "value")?)?)))
        .collect();
    let (Some((first, _)), true) = (figures.first(), figures.len() > 1) else {
        return String::new();
    };
    let end = figures.iter().map(|(it, _)| it.to.unwrap_or(it.from)).max().unwrap_or(first.from);
    let scale = Scale {
        first: number(first.from),
        last: number(end.max(place.on)),
        most: figures.iter().map(|(_, value)| *value).max().unwrap_or(Decimal::ONE),
    };
    let mut drawn = String::new();
    for (index, (entry, value)) in figures.iter().enumerate() {
        let planned = string(entry.value, "status") == Some("planned");
        let (x, y) = (scale.x(entry.from), scale.y(*value));
        if planned {
            drawn += &circle("planned", x, y);
            continue;
        }
        if let Some((_, before)) = figures.iter().take(index).next_back() {
            let before = scale.y(*before);
            drawn += &step(x, before, y);
        }
        // A more local figure takes over from one that has no end of its own.
        let next = figures.iter().skip(index.saturating_add(1)).map(|(it, _)| it);
        let next = next.filter(|it| string(it.value, "status") != Some("planned"));
        let next = next.map(|it| it.from).find(|it| *it > entry.from);
        let until = [entry.to, next].into_iter().flatten().min();
        let review = day(entry.value, "reviewBy").filter(|_| until.is_none());
        let until = until.unwrap_or_else(|| end.max(place.on));
        let sure =
            if string(entry.value, "status") == Some("in_force") { "sure" } else { "unsure" };
        match review.filter(|it| *it < until) {
            Some(review) => {
                drawn += &line(sure, x, scale.x(review), y);
                drawn += &line("stale", scale.x(review), scale.x(until), y);
            }
            None => drawn += &line(sure, x, scale.x(until), y),
        }
        drawn += &circle(sure, x, y);
    }
    let label = |class: &str, anchor: &str, x: i64, y: i64, words: &str| {
        let (x, y) = (x.to_string(), y.to_string());
        let attributes =
            [("class", class), ("text-anchor", anchor), ("x", x.as_str()), ("y", y.as_str())];
        element("text", &attributes, &text(words))
    };
    let base = line("base", LEFT, RIGHT, BOTTOM);
    let top = language.figure(&scale.most.to_string(), unit);
    let labels = label("label", "start", LEFT, 26, &top)
        + &label("label", "start", LEFT, 196, &first.from.to_string())
        + &label("label", "end", RIGHT, 196, &end.max(place.on).to_string());
    let spoken = spoken(wording, title, unit, &figures);
    let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
    let view = format!("0 0 {width} {height}");
    let attributes = [
        ("class", "chart"),
        ("role", "img"),
        ("aria-label", spoken.as_str()),
        ("viewBox", view.as_str()),
        ("width", width.as_str()),
        ("height", height.as_str()),
    ];
    element("svg", &attributes, &(base + &drawn + &labels)) + "\n"
}

/// What the chart shows, for those who do not see it.
fn spoken(
    wording: Wording<'_>,
    title: &str,
    unit: &str,
    figures: &[(&Entry<'_>, Decimal)],
) -> String {
    let language = wording.language;
    let values: Vec<String> = figures
        .iter()
        .map(|(it, value)| format!("{} {value}", language.days(Some(it.from), it.to)))
        .collect();
    let unit = language.figure("", unit);
    format!("{title}{}: {}", language.brackets(unit.trim()), values.join(language.say("，", ", ")))
}

fn circle(class: &str, x: i64, y: i64) -> String {
    format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>")
}

fn line(class: &str, from: i64, to: i64, y: i64) -> String {
    format!("<line class=\"{class}\" x1=\"{from}\" x2=\"{to}\" y1=\"{y}\" y2=\"{y}\"/>")
}

fn step(x: i64, before: i64, y: i64) -> String {
    format!("<line class=\"step\" x1=\"{x}\" x2=\"{x}\" y1=\"{before}\" y2=\"{y}\"/>")
}

/// From days and figures to places on the chart.
struct Scale {
    first: i64,
    last: i64,
    most: Decimal,
}

impl Scale {
    fn x(&self, day: Date) -> i64 {
        let whole = self.last.saturating_sub(self.first).max(1);
        let part = number(day).saturating_sub(self.first).clamp(0, whole);
        let width = RIGHT.saturating_sub(LEFT);
        LEFT.saturating_add(part.saturating_mul(width).checked_div(whole).unwrap_or(0))
    }

    fn y(&self, value: Decimal) -> i64 {
        let height = Decimal::from(BOTTOM.saturating_sub(TOP));
        let part = value.checked_mul(height).and_then(|it| it.checked_div(self.most));
        let part = part.and_then(|it| it.trunc().to_i64()).unwrap_or(0);
        BOTTOM.saturating_sub(part)
    }
}

/// A number that grows evenly enough with the day.
fn number(day: Date) -> i64 {
    i64::from(day.year())
        .saturating_mul(372)
        .saturating_add(i64::from(day.month()).saturating_mul(31))
        .saturating_add(i64::from(day.day()))
}
