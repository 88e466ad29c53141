//! The overview: every benefit at every place.

use huisuan::date::Date;
use huisuan::outline::{Outline, Standing};

use super::html::{Cell, classed, element, plain, table, text};
use super::wording::Wording;
use super::words::Language;
use super::{OVERVIEW, benefit, class_of, day_line};

/// The page. `shown` are the places with what they say of each benefit.
pub(super) fn page(
    language: Language,
    on: Date,
    shown: &[(Wording<'_>, Vec<Outline<'_>>)],
) -> String {
    let title = language.say("各地待遇规则", "The rules, place by place");
    let mut main = plain("h1", &text(title)) + &day_line(language, on) + &legend(language);
    let heads: Vec<&str> = std::iter::once(language.say("待遇", "Benefit"))
        .chain(shown.iter().map(|(it, _)| it.place.jurisdiction(it.place.adcode, language)))
        .collect();
    let rows: Vec<Vec<Cell>> = benefits(shown).iter().map(|it| row(language, shown, it)).collect();
    main += &table(language.say("地方和待遇", "Places and benefits"), &heads, &rows);
    super::page(language, title, "", OVERVIEW, &main)
}

/// What the states mean.
fn legend(language: Language) -> String {
    let explained = [
        (Standing::Computed, language.say("资格和金额都能算", "verdict and amount are worked out")),
        (
            Standing::Partly,
            language.say(
                "有的条件要由经办机构评定，或者有的标准没有查到",
                "some condition is always for the office, or some figure was not found",
            ),
        ),
        (
            Standing::NotKnown,
            language.say(
                "这里的规则没有查到，页面上写明问哪里",
                "the rule of the place was not found; the page says whom to ask",
            ),
        ),
        (Standing::NotInForce, language.say("这一天不在执行期内", "not in force on this day")),
    ];
    let items: String = explained
        .iter()
        .map(|(standing, words)| {
            let class = format!("state {}", class_of(*standing));
            let state = classed("span", &class, &text(language.standing(*standing)));
            plain("li", &(state + " " + &text(words)))
        })
        .collect();
    classed("ul", "legend", &items)
}

/// The ids of all benefits, in the order of the places.
fn benefits<'s>(shown: &'s [(Wording<'_>, Vec<Outline<'_>>)]) -> Vec<&'s str> {
    let mut ids: Vec<&str> = Vec::new();
    for outline in shown.iter().flat_map(|(_, it)| it) {
        if !ids.contains(&outline.benefit) {
            ids.push(outline.benefit);
        }
    }
    ids
}

fn row(language: Language, shown: &[(Wording<'_>, Vec<Outline<'_>>)], id: &str) -> Vec<Cell> {
    let name = shown.iter().find_map(|(it, _)| it.place.text(&["benefits", id, "name"], language));
    let mut cells: Vec<Cell> = vec![text(name.unwrap_or(id)).into()];
    for (wording, outlines) in shown {
        let adcode = wording.place.adcode;
        let html = match outlines.iter().find(|it| it.benefit == id) {
            Some(outline) => {
                let href = format!("rules/{adcode}{}#{id}", language.ending());
                element("a", &[("href", &href)], &benefit::badges(*wording, outline))
            }
            None => text(language.say("这里没有", "not here")),
        };
        cells.push(Cell { id: Some(format!("{adcode}/{id}")), html });
    }
    cells
}
