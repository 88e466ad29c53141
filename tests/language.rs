//! The pages under `docs/language/` are true: every example on them is run.
//!
//! `docs/language/README.md` says how the examples are written.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics says where"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use huisuan::diagnostic::Diagnostic;
use huisuan::{Calculator, PackFile};
use serde_json::{Map, Value as Json, json};

/// The day asked where an example does not say another.
const TODAY: &str = "2026-07-01";

#[test]
fn every_example_is_true() {
    let mut wrong = Vec::new();
    for page in pages() {
        for example in &page.examples {
            let found = example.run(&page.declared);
            if found != example.expected {
                wrong.push(format!("{}:{}: {} is {found}", page.name, example.line, example.asked));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples are not true:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_word_of_the_language_has_a_page_with_an_example() {
    let pages = pages();
    let mut missing = Vec::new();
    for word in words() {
        let of_word = pages.iter().filter(|page| tokens(&page.title).contains(&word));
        let mut examples = of_word.flat_map(|page| &page.examples);
        if !examples.any(|it| tokens(&it.formula.to_string()).contains(&word)) {
            missing.push(word);
        }
    }
    assert!(missing.is_empty(), "no page has these in its title and in an example: {missing:?}");
}

#[test]
fn the_list_of_pages_is_complete() {
    let list = fs::read_to_string(folder().join("README.md")).unwrap();
    for page in pages() {
        assert!(
            list.contains(&format!("({})", page.name)),
            "README.md does not link {}",
            page.name
        );
        assert!(!page.examples.is_empty(), "{} has no examples", page.name);
    }
}

#[test]
fn every_closed_form_has_a_page_with_an_example() {
    let pages = pages();
    for form in listed(json!({ "quite_unknown": 1 })) {
        let of_form = pages.iter().filter(|page| tokens(&page.title).contains(&form));
        let mut examples = of_form.flat_map(|page| &page.examples);
        assert!(examples.any(|it| it.formula.get(&form).is_some()), "no page of `{form}` has one");
    }
}

/// The operators and words of the grammar, and the functions.
fn words() -> Vec<String> {
    let language = fs::read_to_string(folder().with_extension("md")).unwrap();
    let grammar = language.split("\n## ").find(|it| it.starts_with("Grammar")).unwrap();
    let lines = grammar.lines().filter(|it| it.starts_with("    "));
    let quoted = lines.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned);
    let mut words: Vec<String> = quoted.chain(listed(json!("quite_unknown(1)"))).collect();
    // Brackets and the like are no words.
    words.retain(|it| !["(", ")", ",", "."].contains(&it.as_str()));
    words.sort();
    words.dedup();
    assert!(words.len() > 40, "{words:?}");
    words
}

/// What the engine lists in its help for a formula with an unknown word.
fn listed(formula: Json) -> Vec<String> {
    let found = Example::of(formula).load(&Map::new()).unwrap_err();
    let help = found[0].help.as_ref().unwrap();
    help.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The words and signs of a text.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut before = ' ';
    for it in text.chars() {
        let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let is_sign = |it: char| "<>=!+-*/".contains(it);
        let together = (is_word(before) && is_word(it)) || (is_sign(before) && is_sign(it));
        match tokens.last_mut() {
            Some(last) if together => last.push(it),
            _ => tokens.push(it.to_string()),
        }
        before = it;
    }
    tokens
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language")
}

/// A page about a part of the language.
struct Page {
    name: String,
    title: String,
    /// What its examples may name, as a file of a pack.
    declared: Map<String, Json>,
    examples: Vec<Example>,
}

/// What a formula is for a household of which something is known.
struct Example {
    line: usize,
    /// As written, up to what it is.
    asked: String,
    formula: Json,
    scope: &'static str,
    given: String,
    expected: String,
}

fn pages() -> Vec<Page> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    files.retain(|it| it.file_name().unwrap() != "README.md");
    files.iter().map(|it| Page::read(it)).collect()
}

impl Page {
    fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let title = text.lines().next().unwrap().strip_prefix("# ").unwrap().to_owned();
        let mut page = Self { name, title, declared: Map::new(), examples: Vec::new() };
        // The form that the examples below it are of.
        let mut form = Json::Null;
        let mut lines = text.lines().enumerate();
        while let Some((_, line)) = lines.next() {
            let Some(kind) = line.strip_prefix("```") else { continue };
            let block: Vec<(usize, &str)> =
                lines.by_ref().take_while(|(_, line)| !line.starts_with("```")).collect();
            match kind {
                "facts" => block.iter().for_each(|(_, line)| page.declare(line)),
                "json" => {
                    let text: Vec<&str> = block.iter().map(|(_, line)| *line).collect();
                    form = serde_json::from_str(&text.join("\n")).unwrap();
                }
                "examples" => {
                    let read = block.iter().filter(|(_, line)| !line.trim().is_empty());
                    page.examples.extend(read.map(|(number, line)| {
                        Example::read(line, number + 1, &form)
                            .unwrap_or_else(|| panic!("{}:{}: {line}", page.name, number + 1))
                    }));
                }
                _ => panic!("{}: a block of `{kind}`", page.name),
            }
        }
        page
    }

    /// Reads a line such as `wage  of a person, 0 to 100000 yuan/person/month`.
    fn declare(&mut self, line: &str) {
        let (name, what) = line.split_once(' ').unwrap_or_else(|| panic!("{}: {line}", self.name));
        let (first, rest) = what.trim().split_once(", ").unwrap_or((what.trim(), ""));
        let (section, entry) = match (first, first.split_once(" of ")) {
            ("figure", _) => ("parameters", figure(rest)),
            ("list", _) => (
                "lists",
                json!({ "name": text(), "max": rest.strip_prefix("at most ").unwrap().parse::<u8>().unwrap() }),
            ),
            (_, Some(("definition", scope))) => (
                "definitions",
                json!({ "name": text(), "scope": self::scope(scope), "value": rest }),
            ),
            (_, Some(("benefit", scope))) => ("benefits", benefit(scope, rest)),
            _ => ("facts", fact(scope(first.strip_prefix("of ").unwrap()), rest)),
        };
        let entries = self.declared.entry(section).or_insert_with(|| json!({}));
        entries[name] = entry;
    }
}

/// `1041 yuan/month`, or `not known, yuan/month`.
fn figure(what: &str) -> Json {
    if let Some(unit) = what.strip_prefix("not known, ") {
        return json!({ "name": text(), "unit": unit });
    }
    let (value, unit) = what.split_once(' ').unwrap_or((what, "1"));
    json!({ "name": text(), "unit": unit, "values": [{
        "from": "1949-10-01", "value": value, "status": "in_force", "basis": basis(),
        "verifiedOn": "2026-07-01", "reviewBy": "2199-12-31",
    }] })
}

/// `where wage < 1000, pays 1000 - wage`; `where an office decides`; `rule not known`.
fn benefit(scope: &str, what: &str) -> Json {
    let mut benefit =
        json!({ "name": text(), "scope": self::scope(scope), "apply": { "office": text() } });
    for part in split(what) {
        if part == "rule not known" {
            benefit["noRule"] = text();
        } else if let Some(amount) = part.strip_prefix("pays ") {
            benefit["amount"] = json!({ "period": "month", "value": amount });
        } else {
            let test = part.strip_prefix("where ").unwrap();
            let (key, test) =
                if test == "an office decides" { ("judgement", "true") } else { ("test", test) };
            benefit["conditions"] = json!({ "c": { "text": text(), key: test, "basis": basis() } });
            benefit["materials"] = json!([]);
            benefit["basis"] = basis();
        }
    }
    benefit
}

/// `true or false`; `day`; `one of a | b`; `whole number 0 to 9 person`; `0 to 1000 yuan`; any of them `, optional`.
fn fact(scope: &str, what: &str) -> Json {
    let (kind, optional) = match what.strip_suffix(", optional") {
        Some(kind) => (kind, true),
        None => (what, false),
    };
    let kind = if let Some(values) = kind.strip_prefix("one of ") {
        let values = values.split(" | ").map(|it| (it.to_owned(), text()));
        json!({ "choice": values.collect::<Map<_, _>>() })
    } else if let Some(range) = kind.strip_prefix("whole number ") {
        let (min, max, unit) = range_of(range);
        json!({ "integer": { "min": min.parse::<i64>().unwrap(), "max": max.parse::<i64>().unwrap(), "unit": unit } })
    } else {
        match kind {
            "true or false" => json!("bool"),
            "benefits" => json!("benefits"),
            "day" => json!({ "date": { "min": "1900-01-01", "max": "today" } }),
            range => {
                let (min, max, unit) = range_of(range);
                json!({ "number": { "min": min, "max": max, "unit": unit } })
            }
        }
    };
    json!({ "scope": scope, "type": kind, "optional": optional, "question": text() })
}

/// `0 to 9 person`
fn range_of(text: &str) -> (&str, &str, &str) {
    let (min, rest) = text.split_once(" to ").unwrap_or_else(|| panic!("`{text}` is not a range"));
    let (max, unit) = rest.split_once(' ').unwrap_or((rest, "1"));
    (min, max, unit)
}

/// `a person`, `the household`, `each supporter` of a list `supporters`.
fn scope(text: &str) -> &str {
    match text {
        "a person" => "person",
        "the household" => "household",
        list => list,
    }
}

fn text() -> Json {
    json!({ "zh-CN": "甲", "en": "A" })
}

fn basis() -> Json {
    json!([{ "source": "law" }])
}

impl Example {
    /// Reads a line such as `age < 18  with age = 17  is true`.
    fn read(line: &str, number: usize, form: &Json) -> Option<Self> {
        let line = format!(" {line}");
        let (asked, expected) = line.rsplit_once(" is ")?;
        let (formula, given) = format!(" {asked} ")
            .split_once(" with ")
            .map_or((asked.to_owned(), String::new()), |(it, with)| {
                (it.to_owned(), with.to_owned())
            });
        let (scope, formula) = match formula.trim().strip_prefix("household: ") {
            Some(formula) => ("household", formula),
            None => ("person", formula.trim()),
        };
        Some(Self {
            line: number,
            asked: asked.split_whitespace().collect::<Vec<_>>().join(" "),
            formula: if formula.is_empty() { form.clone() } else { json!(formula) },
            scope,
            given: given.trim().to_owned(),
            expected: expected.trim().to_owned(),
        })
    }

    fn of(formula: Json) -> Self {
        let (asked, given, expected) = (String::new(), String::new(), String::new());
        Self { line: 0, asked, formula, scope: "person", given, expected }
    }

    /// The calculator that has the formula as the definition `result`, on which a benefit rests.
    fn load(&self, declared: &Map<String, Json>) -> Result<Calculator, Vec<Diagnostic>> {
        let asked = json!({
            "name": text(), "scope": self.scope, "materials": [], "note": text(), "apply": { "office": text() }, "basis": basis(),
            "conditions": { "c": { "text": text(), "test": "result == result", "basis": basis() } },
        });
        let mut result = json!({ "name": text(), "scope": self.scope, "value": self.formula });
        let mut packs = Vec::new();
        let parts: Vec<&str> = split(&self.given);
        if let Some(above) = parts.iter().find_map(|it| it.strip_prefix("parent = ")) {
            let lower = json!({ "result": { "scope": self.scope, "value": self.formula } });
            packs.push(json!({
                "schema": "huisuan.rules/1", "adcode": "330000", "parent": "000000", "version": "1", "name": text(),
                "definitions": lower,
            }));
            result["value"] = json!(above);
            result["open"] = json!({ "to": ["province"] });
        }
        let mut nation = json!({
            "schema": "huisuan.rules/1", "adcode": "000000", "version": "1", "name": text(),
            "sources": { "law": { "title": "一部法律", "issuer": "一个机关", "number": "1号", "published": "2020-01-01", "kind": "official" } },
            "definitions": {}, "benefits": {},
        });
        for (section, entries) in declared {
            nation[section] = entries.clone();
        }
        nation["definitions"]["result"] = result;
        nation["benefits"]["asked"] = asked;
        packs.push(nation);
        let texts: Vec<String> = packs.iter().map(Json::to_string).collect();
        let files = texts.iter().map(|text| vec![PackFile { name: "pack", text }]);
        Calculator::check(&files.collect::<Vec<_>>())
    }

    /// What the formula is, as it would stand in the example.
    fn run(&self, declared: &Map<String, Json>) -> String {
        let calculator = match self.load(declared) {
            Ok(calculator) => calculator,
            Err(found) => {
                let codes: Vec<&str> = found.iter().map(|it| it.code.as_str()).collect();
                return format!("error {}", codes.join(" "));
            }
        };
        let (household, today) = self.household(declared);
        let on = today.parse().unwrap();
        let household = calculator
            .household(&household.to_string(), on)
            .unwrap_or_else(|found| panic!("{}: {}", self.asked, found[0]));
        let assessment = serde_json::to_value(calculator.assess(&household, on)).unwrap();
        let subject = if self.scope == "person" { "m1" } else { "household" };
        let asked =
            find(&assessment["determinations"], &[("benefit", "asked"), ("subject", subject)]);
        let step = find(&asked["working"], &[("name", "result"), ("subject", subject)]);
        let unit = step["unit"].as_str().map(|it| format!(" {it}")).unwrap_or_default();
        let figure = |key: &str| step[key].as_str();
        match (figure("value"), figure("low"), figure("high")) {
            (Some("none"), ..) => "absent".to_owned(),
            (Some(value), ..) => format!("{value}{unit}"),
            (None, Some(low), Some(high)) => format!("{low} to {high}{unit}"),
            _ => match asked["conditions"][0]["state"].as_str().unwrap() {
                "no_rule" => "missing".to_owned(),
                "judgement" => "for an office".to_owned(),
                state => state.to_owned(),
            },
        }
    }

    /// The household of the example, and the day asked.
    fn household(&self, declared: &Map<String, Json>) -> (Json, &str) {
        let mut household = json!({});
        let mut lists: BTreeMap<&str, Vec<Json>> = BTreeMap::new();
        let mut member = json!({ "id": "m1" });
        let mut today = TODAY;
        // The list that the next entries belong to.
        let mut list = "members";
        for part in split(&self.given) {
            let (name, value) = match part.split_once(" = ") {
                Some((name, value)) if !part.starts_with('(') && !name.contains('(') => {
                    (name, value)
                }
                _ => part.split_once(' ').unwrap_or((part, "")),
            };
            if let Some(at) = part.find('(') {
                if at > 0 {
                    list = part[..at].trim();
                }
                let entries = lists.entry(list).or_default();
                let mut entry = json!({ "id": format!("{}{}", &list[..1], entries.len() + 1) });
                for (name, value) in split(part[at + 1..].strip_suffix(')').unwrap())
                    .iter()
                    .filter_map(|it| pair(it))
                {
                    set(&mut entry, declared, name, value);
                }
                entries.push(entry);
            } else if value == "none"
                && declared.get("lists").is_some_and(|it| it[name].is_object())
            {
                lists.insert(name, Vec::new());
            } else if name == "today" {
                today = value;
            } else if name != "parent" {
                let of = &declared["facts"][name]["scope"];
                set(
                    if of == "person" { &mut member } else { &mut household },
                    declared,
                    name,
                    value,
                );
            }
        }
        lists.entry("members").or_insert_with(|| vec![member]);
        for (name, entries) in lists {
            household[name] = json!(entries);
        }
        (household, today)
    }
}

/// `wage = 800`, `wage unknown`, `grade absent`.
fn pair(text: &str) -> Option<(&str, &str)> {
    text.split_once(" = ").or_else(|| text.split_once(' '))
}

/// Gives an entry a fact.
fn set(entry: &mut Json, declared: &Map<String, Json>, name: &str, value: &str) {
    let fact = &declared["facts"][name];
    assert!(fact.is_object(), "no fact `{name}` on the page");
    let kind = &fact["type"];
    entry[name] = match value {
        "unknown" => return,
        "absent" => Json::Null,
        _ if kind == "benefits" => {
            json!(value.split(" + ").filter(|it| *it != "none").collect::<Vec<_>>())
        }
        _ if kind == "bool" => json!(value.parse::<bool>().unwrap()),
        _ if kind["integer"].is_object() => json!(value.parse::<i64>().unwrap()),
        _ => json!(value),
    };
}

/// The parts between commas outside brackets.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_u8);
    for (at, it) in text.char_indices() {
        match it {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|it| !it.is_empty());
    parts
}

/// The item of a list that has these values.
fn find<'a>(list: &'a Json, values: &[(&str, &str)]) -> &'a Json {
    let mut items = list.as_array().unwrap().iter();
    items
        .find(|it| values.iter().all(|(key, value)| it[*key] == **value))
        .unwrap_or_else(|| panic!("nothing with {values:?} in {list}"))
}
