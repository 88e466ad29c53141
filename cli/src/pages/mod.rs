//! The rules as pages for people: an overview of all places and benefits, and a page for each place.
//!
//! The pages are plain HTML in both languages, and need neither scripts nor the engine.

mod benefit;
mod figure;
mod formula;
mod html;
mod overview;
mod place;
mod wording;
mod words;

use huisuan::adcode::Adcode;
use huisuan::date::Date;
use huisuan::outline::{Outline, Standing};
use serde_json::Value;

use crate::chain::Chain;
use crate::end::Refusal;
use crate::rules::RulesFolder;
use html::{classed, element, plain, text};
use place::Place;
use wording::Wording;
use words::Language;

/// The name of the overview, without the ending of its language.
const OVERVIEW: &str = "rules";

/// All pages, by their paths below the site.
#[derive(Debug)]
pub(crate) struct Pages {
    /// Those of the site itself.
    pub(crate) overview: Vec<(String, String)>,
    /// Those in the folder `rules`.
    pub(crate) places: Vec<(String, String)>,
}

/// Writes the pages of chains that have passed their check, as of a day: the last on which any figure
/// was compared with its source, if none is named.
pub(crate) fn write(
    rules: &RulesFolder,
    chains: &[Chain<'_>],
    on: Option<Date>,
) -> Result<Pages, Refusal> {
    let on = match on {
        Some(on) => on,
        None => last_verified(rules)?.ok_or_else(|| {
            Refusal::new("no figure says when it was compared")
                .help("name the day the pages speak of, with `--on DAY`")
        })?,
    };
    let mut places = Vec::new();
    for chain in chains {
        let Ok(calculator) = chain.load() else { continue };
        if calculator.district() != Adcode::NATION || chains.len() == 1 {
            places.push(Place::read(rules, chain, calculator, on)?);
        }
    }
    let mut pages = Pages { overview: Vec::new(), places: Vec::new() };
    for language in Language::ALL {
        let shown: Vec<(Wording<'_>, Vec<Outline<'_>>)> = places
            .iter()
            .map(|place| (Wording { place, language }, place.calculator.outline(on)))
            .collect();
        let name = format!("{OVERVIEW}{}", language.ending());
        pages.overview.push((name, overview::page(language, on, &shown)));
        for (wording, outlines) in &shown {
            let name = format!("{}{}", wording.place.adcode, language.ending());
            pages.places.push((name, place_page(*wording, outlines)));
        }
    }
    Ok(pages)
}

/// The last day on which any figure was compared with its source.
fn last_verified(rules: &RulesFolder) -> Result<Option<Date>, Refusal> {
    fn last(value: &Value) -> Option<Date> {
        match value {
            Value::Array(items) => items.iter().filter_map(last).max(),
            Value::Object(members) => {
                let own = members.get("verifiedOn").and_then(|it| it.as_str()?.parse().ok());
                members.values().filter_map(last).chain(own).max()
            }
            _ => None,
        }
    }
    let mut found = None;
    for pack in rules.packs() {
        for file in pack.files() {
            let value: Value = serde_json::from_str(file.text)
                .map_err(|error| Refusal::new(format!("cannot read `{}`: {error}", file.name)))?;
            found = found.max(last(&value));
        }
    }
    Ok(found)
}

/// What style a standing has.
fn class_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Computed => "computed",
        Standing::Partly => "partly",
        Standing::NotKnown => "not-known",
        Standing::NotInForce => "not-in-force",
    }
}

/// The page of a place.
fn place_page(wording: Wording<'_>, outlines: &[Outline<'_>]) -> String {
    let Wording { place, language } = wording;
    let name = place.jurisdiction(place.adcode, language);
    let title = format!("{name} · {}", language.say("待遇规则", "the rules of its benefits"));
    let links: String = outlines
        .iter()
        .map(|it| {
            let words = place.text(&["benefits", it.benefit, "name"], language);
            let href = format!("#{}", it.benefit);
            let link = element("a", &[("href", &href)], &text(words.unwrap_or(it.benefit)));
            plain("li", &(link + " " + &benefit::badges(wording, it)))
        })
        .collect();
    let mut main = plain("h1", &text(&title));
    main += &day_line(language, place.on);
    main += &classed(
        "p",
        "back",
        &element(
            "a",
            &[("href", &format!("../{OVERVIEW}{}", language.ending()))],
            &text(language.say("返回各地总表", "All places")),
        ),
    );
    main += &plain("h2", &text(language.say("各项待遇", "Benefits")));
    main += &classed("ul", "contents", &links);
    main += &outlines.iter().map(|it| benefit::section(wording, it)).collect::<String>();
    page(language, &title, "../", &format!("{}", place.adcode), &main)
}

/// The day the pages speak of, and what they are.
fn day_line(language: Language, on: Date) -> String {
    let words = language.say(
        "按 {} 的规则整理。这里是计算所用的全部规则，照文件逐条录入；金额和资格以经办机构审核为准。",
        "The rules as of {}. This is everything the calculator goes by, entered from the documents; what counts is the decision of the office.",
    );
    plain("p", &text(&words.replace("{}", &on.to_string())))
}

/// A whole page. `up` leads to the site, `file` is its name without the language's ending.
fn page(language: Language, title: &str, up: &str, file: &str, main: &str) -> String {
    let other = match language {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    };
    let link = |it: Language, current: bool| {
        let name = it.say("简体中文", "English");
        let href = format!("{file}{}", it.ending());
        let mut attributes =
            vec![("href", href.as_str()), ("lang", it.tag()), ("hreflang", it.tag())];
        if current {
            attributes.push(("aria-current", "true"));
        }
        element("a", &attributes, name)
    };
    let skip = element(
        "a",
        &[("class", "skip"), ("href", "#main")],
        language.say("跳到主要内容", "Skip to the content"),
    );
    let brand = element(
        "a",
        &[("class", "brand"), ("href", &format!("{up}index.html"))],
        language.say("惠算", "Huisuan"),
    );
    let languages = element(
        "nav",
        &[("class", "languages"), ("aria-label", "语言 Language")],
        &(link(Language::Chinese, language == Language::Chinese)
            + &link(Language::English, language == Language::English)),
    );
    let header = classed("header", "masthead", &(brand + &languages));
    let main = element("main", &[("id", "main"), ("tabindex", "-1")], main);
    let foot = language.say(
        "查不到的标准不猜；待确认的、可能已经调整的都已标出。咨询请拨打 12345。",
        "What was not found is not guessed; what is to be confirmed or may have changed is marked. Ask on 12345.",
    );
    let footer = plain("footer", &plain("p", &text(foot)));
    let head = format!(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<link rel=\"icon\" href=\"{up}icon.svg\" type=\"image/svg+xml\">\n<link rel=\"stylesheet\" href=\"{up}styles/rules.css\">\n<link rel=\"alternate\" hreflang=\"{}\" href=\"{file}{}\">\n<script src=\"{up}rules.js\" defer></script>\n",
        text(title),
        other.tag(),
        other.ending(),
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n{head}</head>\n<body>\n{skip}\n{header}\n{main}\n{footer}\n</body>\n</html>\n",
        language.tag()
    )
}
