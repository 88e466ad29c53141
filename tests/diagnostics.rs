//! What authors are told: every code has examples under `tests/diagnostics/`, and says the same every day.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that panics says where"
)]

#[path = "diagnostics/examples.rs"]
#[expect(dead_code, reason = "some of it is for the tests of the schema")]
mod examples;

use std::panic::{AssertUnwindSafe, catch_unwind};

use examples::{Example, entries, file_name, folder, invalid, root, valid};
use huisuan::Calculator;
use huisuan::diagnostic::{Code, Diagnostic, Severity};
use serde_json::{Value as Json, json};

#[test]
fn every_code_has_an_invalid_example_and_its_valid_twin() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let (invalid, valid) = (invalid(*code), valid(*code));
        if invalid.is_empty() || names(&invalid) != names(&valid) {
            wrong.push(format!("{code}: {:?}, but {:?}", names(&invalid), names(&valid)));
        }
    }
    assert!(wrong.is_empty(), "examples without a twin:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_of_a_code() {
    let mut folders: Vec<String> = entries(&root())
        .iter()
        .filter(|it| it.is_dir())
        .map(|it| file_name(it).to_owned())
        .filter(|it| it != "base")
        .collect();
    folders.retain(|it| !Code::ALL.iter().any(|code| folder(*code) == root().join(it)));
    assert!(folders.is_empty(), "no such code: {folders:?}");
}

#[test]
fn an_invalid_example_gives_its_code_once_and_a_valid_one_gives_nothing() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        for example in invalid(*code) {
            let found = example.findings();
            if found.iter().map(|it| it.code).ne([*code]) {
                wrong.push(format!("{code}, {}:\n{}", example.name, listed(&found)));
            }
        }
        for example in valid(*code) {
            let found = example.findings();
            if !found.is_empty() {
                wrong.push(format!("{code}, {}, valid:\n{}", example.name, listed(&found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_invalid_example_is_told_as_before() {
    let mut changed = Vec::new();
    for code in Code::ALL {
        let told: Vec<String> = invalid(*code).iter().map(told).collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder(*code));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let compare = || insta::assert_snapshot!("diagnostics", told.join("\n"));
        // All of them are compared, so that one run shows everything that changed.
        if catch_unwind(AssertUnwindSafe(|| settings.bind(compare))).is_err() {
            changed.push(code.as_str());
        }
    }
    assert!(changed.is_empty(), "told otherwise: {changed:?}");
}

/// An example's diagnostics as people read them, with a mark under the place in the text.
fn told(example: &Example) -> String {
    let mut told = vec![format!("# {}", example.name)];
    for found in example.findings() {
        told.push(found.to_string());
        told.extend(found.help.as_ref().map(|help| format!("help: {help}")));
        let text = example.text(&found.file);
        let line = text.split('\n').nth(found.line as usize - 1).unwrap();
        let before = found.column as usize - 1;
        // A long line is cut around the place.
        let cut = before.saturating_sub(80);
        let shown: String = line.chars().skip(cut).take(160).collect();
        told.push(format!("  | {shown}"));
        told.push(format!("  | {}^", " ".repeat(before - cut)));
    }
    told.join("\n") + "\n"
}

#[test]
fn every_diagnostic_stands_where_its_pointer_leads() {
    for example in Code::ALL.iter().flat_map(|code| invalid(*code)) {
        for found in example.findings().iter().filter(|it| !it.pointer.is_empty()) {
            let text = example.text(&found.file);
            let whole: Json = serde_json::from_str(text).unwrap();
            let value = whole.pointer(&found.pointer);
            let rest = rest(text, found);
            let here = first_value(rest);
            let is_value = value.is_some() && here.as_ref() == value;
            let is_key = here.as_ref().and_then(Json::as_str) == found.pointer.rsplit('/').next();
            let inside = first_value(&format!("\"{rest}"));
            let is_inside = value
                .and_then(Json::as_str)
                .zip(inside.as_ref().and_then(Json::as_str))
                .is_some_and(|(whole, inside)| whole.ends_with(inside));
            assert!(is_value || is_key || is_inside, "{found}\nthere stands {here:?}");
        }
    }
}

/// The text from where a diagnostic points.
fn rest<'t>(text: &'t str, found: &Diagnostic) -> &'t str {
    let lines: Vec<&str> = text.split_inclusive('\n').take(found.line as usize - 1).collect();
    let line = &text[lines.concat().len()..];
    let before: String = line.chars().take(found.column as usize - 1).collect();
    &line[before.len()..]
}

/// The JSON value that a text starts with.
fn first_value(text: &str) -> Option<Json> {
    serde_json::Deserializer::from_str(text).into_iter().next()?.ok()
}

#[test]
fn a_diagnostic_points_at_the_value_or_the_key() {
    points_at(Code::NotUnit, r#"{ "parameters": { "p": { "name": TEXT, "unit": ‸"dollar" } } }"#);
    points_at(Code::UnknownKey, r#"{ ‸"material": {} }"#);
    points_at(Code::DuplicateKey, r#"{ "materials": { "a": TEXT, ‸"a": TEXT } }"#);
    points_at(Code::MissingKey, r#"{ "materials": { "a": ‸{ "en": "A" } } }"#);
    points_at(Code::WrongType, "{\r\n\t\"contacts\":\r\n\t\t‸{}\r\n}");
}

#[test]
fn a_diagnostic_points_at_the_character_inside_an_expression() {
    expression_points_at(Code::ExpressionUnit, r#""savings + ‸rooms""#);
    expression_points_at(Code::UnknownName, r#""min(savings, max(‸saving, 2))""#);
    expression_points_at(Code::ExpressionSyntax, r#""rooms ‸≥ 2 and rooms ≤ 3""#);
    expression_points_at(Code::ExpressionSyntax, r#""(savings + 1‸""#);
    // An escape stands for one character.
    expression_points_at(Code::ExpressionUnit, r#""\u0073avings +\t‸rooms""#);
    // Forms have expressions inside.
    expression_points_at(Code::UnknownName, r#"{ "cap": { "value": "1", "at": "2 + ‸three" } }"#);
    expression_points_at(
        Code::ExpressionUnit,
        r#"{ "bands": { "of": "rooms", "below": "1", "bands": [{ "from": "1", "value": "savings - ‸rooms" }] } }"#,
    );
    expression_points_at(
        Code::ExpressionSyntax,
        r#"{ "table": { "of": ["rooms"], "rows": [{ "when": [‸"few"], "value": "1" }] } }"#,
    );
}

#[test]
fn columns_count_characters() {
    points_at(
        Code::ExpressionUnit,
        r#"{ "definitions": { "d": { "name": { "zh-CN": "惠算😀", "en": "é" }, "value": "savings + ‸rooms" } } }"#,
    );
}

/// The text, with a mark where its one diagnostic points.
#[track_caller]
fn points_at(code: Code, marked: &str) {
    let marked = marked.replace("TEXT", r#"{ "zh-CN": "甲", "en": "A" }"#);
    let (before, after) = marked.split_once('‸').unwrap();
    let found = Example::of(&format!("{before}{after}")).findings();
    let line = before.split('\n').count();
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    let expected = [(code, line, column)];
    let places = found.iter().map(|it| (it.code, it.line as usize, it.column as usize));
    assert!(places.eq(expected), "expected {line}:{column}, found\n{}", listed(&found));
}

/// The same for the value of a definition.
#[track_caller]
fn expression_points_at(code: Code, formula: &str) {
    points_at(
        code,
        &format!(r#"{{ "definitions": {{ "d": {{ "name": TEXT, "value": {formula} }} }} }}"#),
    );
}

#[test]
fn all_faults_are_told_at_once() {
    let text = r#"{
  "lists": { "l": { "name": TEXT, "max": 51 } },
  "facts": {
    "f": { "scope": "household", "type": "bool", "question": TEXT, "hints": TEXT }
  },
  "parameters": {
    "p": {
      "name": TEXT,
      "unit": "yuan",
      "values": [
        { "from": "2020-01-01", "to": "2019-12-31", "gap": TEXT },
        { "from": "2020-01-01", "value": "1", "status": "in_force", "basis": [{ "source": "lore" }], "verifiedOn": "2026-11-22", "reviewBy": "2027-12-31" }
      ]
    },
    "q": { "name": TEXT, "unit": "yuan/week" }
  },
  "definitions": {
    "a": { "name": TEXT, "value": "savings + rooms" },
    "b": { "name": TEXT, "value": "rooms + some" },
    "c": { "name": TEXT, "value": "rooms +" },
    "e": { "name": TEXT, "value": "c + b" },
    "t": { "name": TEXT, "value": { "table": { "of": ["rooms"], "rows": [{ "when": ["..8"], "value": "1" }] } } },
    "savings": { "name": TEXT, "value": "1" }
  }
}"#;
    let found = Example::of(&text.replace("TEXT", r#"{ "zh-CN": "甲", "en": "A" }"#)).findings();
    let found_at: Vec<(Code, u32)> = found.iter().map(|it| (it.code, it.line)).collect();
    let expected = [
        (Code::OutOfBounds, 2),
        (Code::UnknownKey, 4),
        (Code::EmptyPeriod, 11),
        (Code::UnknownSource, 12),
        (Code::NotUnit, 15),
        (Code::ExpressionUnit, 18),
        (Code::UnknownName, 19),
        (Code::ExpressionSyntax, 20),
        (Code::TableGap, 22),
        (Code::DuplicateName, 23),
    ];
    assert_eq!(found_at, expected, "\n{}", listed(&found));
}

#[test]
fn the_page_explains_every_code_in_order() {
    let page = root().join("../../docs/diagnostics.md");
    let page = std::fs::read_to_string(page).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let explained: Vec<&str> = rows.map(|(code, _)| code).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|it| it.as_str()).collect();
    assert_eq!(explained, codes);
}

#[test]
fn a_page_goes_on_where_a_bound_is_broken() {
    for example in invalid(Code::BrokenBound) {
        let loaded = example.calculator(Calculator::load).unwrap();
        let warnings: Vec<_> = loaded.warnings().iter().map(|it| (it.code, it.severity)).collect();
        assert_eq!(warnings, [(Code::BrokenBound, Severity::Warning)]);
    }
}

#[test]
fn a_diagnostic_is_told_to_programs_too() {
    let found = Example::of(r#"{ "material": {} }"#).findings();
    let expected = json!([{
        "code": "shape/unknown-key",
        "severity": "error",
        "file": "text.json",
        "pointer": "/material",
        "line": 1,
        "column": 3,
        "message": "unknown key `material`",
        "help": "did you mean `materials`?",
    }]);
    assert_eq!(serde_json::to_value(found).unwrap(), expected);
}

/// One line each.
fn listed(found: &[Diagnostic]) -> String {
    if found.is_empty() {
        return "  nothing is found\n".to_owned();
    }
    found.iter().fold(String::new(), |all, it| all + &format!("  {it}\n"))
}

fn names(examples: &[Example]) -> Vec<&str> {
    examples.iter().map(|it| it.name.as_str()).collect()
}
