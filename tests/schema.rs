//! The JSON Schema of rule packs says of the shape of a pack what the loader says of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics says where")]

#[path = "diagnostics/examples.rs"]
#[expect(dead_code, reason = "some of it is for the tests of the diagnostics")]
mod examples;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use examples::{Example, entries, invalid, valid};
use huisuan::diagnostic::{Code, Severity};
use huisuan::document::schema;
use huisuan::{Calculator, PackFile, publish};
use jsonschema::Validator;
use serde_json::{Value as Json, json};

/// The codes of which the schema refuses an example, as the loader does.
///
/// The schema sees one value at its place in the format. It does not see the text (`json/…`, `limit/size`,
/// `limit/depth`), which version it is for (`value/schema`), or what hangs on something written elsewhere: names and
/// sources that exist, types and units of expressions, days, tables, bounds, competence. That is for `check`.
const SHAPE: [Code; 14] = [
    Code::TooMany,
    Code::ExpressionTooLarge,
    Code::WrongType,
    Code::UnknownKey,
    Code::MissingKey,
    Code::UnknownWord,
    Code::Combination,
    Code::NotDecimal,
    Code::NotDate,
    Code::NotAdcode,
    Code::NotUnit,
    Code::NotName,
    Code::EmptyText,
    Code::NotUrl,
];

static SCHEMA: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&schema()).unwrap());

#[test]
fn the_schema_is_of_draft_2020_12() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap();
}

#[test]
fn the_committed_schema_is_fresh() {
    let file = root().join("schema/rule-pack.v1.schema.json");
    let fresh = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == fresh, "{} is stale: run `cargo xtask generate`", file.display());
}

#[test]
fn both_take_every_shipped_file_and_pack() {
    for folder in packs() {
        let texts: Vec<String> =
            files(&folder).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
        let files: Vec<_> = texts.iter().map(|text| PackFile { name: "file", text }).collect();
        let published = publish(&files).unwrap();
        for text in texts.iter().chain([&published]) {
            let json = serde_json::from_str(text).unwrap();
            assert_eq!(Verdicts::of(&json), Verdicts::TAKEN, "{}", folder.display());
        }
    }
}

#[test]
fn both_take_every_valid_example() {
    for code in Code::ALL {
        for example in valid(*code) {
            for file in example.own_files() {
                let json = serde_json::from_str(&file.text).unwrap();
                assert_eq!(Verdicts::of(&json), Verdicts::TAKEN, "{code}, {}", example.name);
            }
        }
    }
}

#[test]
fn both_refuse_the_invalid_examples_of_shape() {
    let mut refused = Vec::new();
    for code in Code::ALL {
        for example in invalid(*code) {
            let files = example.own_files();
            for json in files.filter_map(|file| serde_json::from_str(&file.text).ok()) {
                let verdicts = Verdicts::of(&json);
                let gap = GAPS.iter().any(|gap| gap.example == Some((*code, &example.name)));
                let expected = if gap { Verdicts::LOADER_ALONE } else { verdicts.agreed() };
                assert_eq!(verdicts, expected, "{code}, {}", example.name);
                refused.extend(verdicts.schema.then_some(*code));
            }
        }
    }
    refused.dedup();
    assert_eq!(refused, SHAPE);
}

/// What only the loader refuses, although it is of a single value.
struct Gap {
    why: &'static str,
    example: Option<(Code, &'static str)>,
    file: fn() -> Json,
}

const GAPS: [Gap; 5] = [
    Gap {
        why: "a pattern does not know how many days a month has",
        example: Some((Code::NotDate, "no-such-day")),
        file: || json!({ "sources": { "s": { "title": "甲", "issuer": "乙", "kind": "official", "published": "2023-02-29" } } }),
    },
    Gap {
        why: "to JSON Schema 1.0 is a whole number",
        example: None,
        file: || json!({ "lists": { "l": { "name": { "zh-CN": "甲", "en": "A" }, "max": 1.0 } } }),
    },
    Gap {
        why: "a pattern does not count how often a factor stands above and below",
        example: None,
        file: || json!({ "parameters": { "p": { "unit": format!("yuan{}", "*yuan".repeat(9)) } } }),
    },
    Gap {
        why: "a schema does not limit the depth of nesting",
        example: Some((Code::TooDeep, "json")),
        file: || {
            let nested = |inner, _| json!({ "highest": [inner] });
            json!({ "definitions": { "d": { "value": (0..30).fold(json!("1"), nested) } } })
        },
    },
    Gap {
        why: "a schema does not limit the size of a text",
        example: Some((Code::TooLarge, "pack")),
        file: || json!({ "version": "1".repeat(2 * 1024 * 1024 + 1) }),
    },
];

#[test]
fn the_gaps_of_the_schema_are_known() {
    for gap in GAPS {
        assert_eq!(Verdicts::of(&(gap.file)()), Verdicts::LOADER_ALONE, "{}", gap.why);
    }
}

#[test]
fn both_say_the_same_of_every_place_however_spoilt() {
    let shipped = packs();
    let shipped =
        shipped.iter().flat_map(|folder| files(folder)).map(|it| fs::read_to_string(it).unwrap());
    let examples: Vec<_> = Code::ALL.iter().flat_map(|code| valid(*code)).collect();
    let examples = examples.iter().flat_map(Example::own_files).map(|file| file.text.clone());
    let mut tried = BTreeMap::new();
    for file in shipped.chain(examples).map(|text| serde_json::from_str(&text).unwrap()) {
        for (part, pointer) in parts(&file)
            .iter()
            .flat_map(|part| pointers(part).into_iter().map(move |it| (part, it)))
        {
            let times = tried.entry(place(&pointer)).or_insert(0);
            *times += 1;
            if *times > 2 {
                continue;
            }
            for (what, spoilt) in spoilt(part, &pointer) {
                let verdicts = Verdicts::of(&spoilt);
                assert_eq!(
                    verdicts,
                    verdicts.agreed(),
                    "{pointer}: {what}\n{spoilt:#}\nschema: {:#?}\nloader: {:#?}",
                    schema_says(&spoilt),
                    loader_says(&spoilt),
                );
            }
        }
    }
    let mut keys: Vec<&str> = tried.keys().flat_map(|it| it.split('/')).collect();
    keys.sort_unstable();
    let mut untried = keys_of(&schema());
    untried.retain(|it| keys.binary_search(&it.as_str()).is_err());
    assert!(untried.is_empty(), "no shipped pack and no example has the keys {untried:?}");
}

/// The keys of the format: all properties in a schema.
fn keys_of(schema: &Json) -> Vec<String> {
    let mut keys = Vec::new();
    match schema {
        Json::Object(members) => {
            if let Some(properties) = members.get("properties").and_then(Json::as_object) {
                keys.extend(properties.keys().cloned());
            }
            keys.extend(members.values().flat_map(keys_of));
        }
        Json::Array(items) => keys.extend(items.iter().flat_map(keys_of)),
        _ => {}
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The kind of a place: its pointer without the names that a pack chooses and the numbers of a list.
fn place(pointer: &str) -> String {
    let chosen = |before: &str| {
        ["/conditions", "/choice"].iter().any(|it| before.ends_with(it))
            || before.matches('/').count() == 1
    };
    let mut place = String::new();
    for segment in pointer.split('/').skip(1) {
        let any = chosen(&place) || segment.bytes().all(|it| it.is_ascii_digit());
        place = format!("{place}/{}", if any { "*" } else { segment });
    }
    place
}

/// The parts of a file that can be read alone: each entry of its maps.
fn parts(file: &Json) -> Vec<Json> {
    let mut parts = Vec::new();
    for (key, value) in file.as_object().unwrap() {
        match value {
            Json::Object(entries) if key != "name" => {
                parts.extend(entries.iter().map(|(name, entry)| json!({ key: { name: entry } })));
            }
            _ => parts.push(json!({ key: value })),
        }
    }
    parts
}

/// The places of all values in a document, as JSON Pointers.
fn pointers(json: &Json) -> Vec<String> {
    let below = |key: &str, value: &Json| -> Vec<String> {
        pointers(value).iter().map(|it| format!("/{key}{it}")).collect()
    };
    let mut all = vec![String::new()];
    match json {
        Json::Object(members) => all.extend(members.iter().flat_map(|(key, it)| below(key, it))),
        Json::Array(items) => {
            all.extend(items.iter().enumerate().flat_map(|(at, it)| below(&at.to_string(), it)));
        }
        _ => {}
    }
    all
}

/// A document with the value at one place spoilt in every way, and what was done to it.
fn spoilt(document: &Json, pointer: &str) -> Vec<(String, Json)> {
    let with = |what: String, value: Json| {
        let mut spoilt = document.clone();
        *spoilt.pointer_mut(pointer).unwrap() = value;
        (what, spoilt)
    };
    let mut all: Vec<(String, Json)> =
        others().into_iter().map(|it| with(format!("replaced by {it}"), it)).collect();
    match document.pointer(pointer).unwrap() {
        Json::Object(members) => {
            for key in members.keys() {
                let mut fewer = members.clone();
                fewer.remove(key);
                all.push(with(format!("without `{key}`"), fewer.into()));
            }
            for key in ["unknown_key", "Not a name"] {
                let mut more = members.clone();
                more.insert(key.to_owned(), members.values().next().cloned().unwrap_or_default());
                all.push(with(format!("with `{key}`"), more.into()));
            }
        }
        Json::Array(items) => {
            let mut more = items.clone();
            more.push(Json::Null);
            all.push(with("with null".to_owned(), more.into()));
        }
        Json::String(text) => {
            for text in [text.to_uppercase(), format!("{text} "), format!("-{text}")] {
                all.push(with(format!("with the text `{text}`"), text.into()));
            }
        }
        _ => {}
    }
    all
}

/// Values of every kind, right in one place and wrong in all others.
fn others() -> Vec<Json> {
    let texts = [
        "",
        " ",
        "　",
        "today",
        "bool",
        "a_name",
        "1",
        "-0.50",
        "01",
        "1.",
        "1,041",
        "1e3",
        "2024-02-29",
        "2024-2-9",
        "2024-13-01",
        "1799-12-31",
        "331003",
        "330003",
        "012345",
        "yuan/person*month",
        "1/yuan",
        "yuan / month",
        "week",
        "https://example.org",
        "https://",
        "ftp://example.org",
        "province",
        "in_force",
    ];
    let long = [1_001, 65, 64].map(|length| Json::String("x".repeat(length)));
    let mut all: Vec<Json> = texts.into_iter().map(Json::from).chain(long).collect();
    all.extend([json!(null), json!(true), json!(7), json!(-1), json!(1.5), json!([]), json!({})]);
    all.extend([json!(1_000_000_000_001_i64), json!(["a_name"]), json!({ "choice": {} })]);
    all
}

/// Who refuses a file for its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Verdicts {
    schema: bool,
    loader: bool,
}

impl Verdicts {
    const TAKEN: Self = Self { schema: false, loader: false };
    const LOADER_ALONE: Self = Self { schema: false, loader: true };

    fn of(file: &Json) -> Self {
        Self { schema: !SCHEMA.is_valid(file), loader: !loader_says(file).is_empty() }
    }

    /// The same, if the schema were right.
    fn agreed(self) -> Self {
        Self { loader: self.schema, ..self }
    }
}

fn schema_says(file: &Json) -> Vec<String> {
    SCHEMA.iter_errors(file).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// What the loader says of the shape of a file.
///
/// A pack without a code is read but not checked: what it finds then, beside the keys missing in the
/// header, is of shape.
fn loader_says(file: &Json) -> Vec<String> {
    let mut file = file.clone();
    if let Json::Object(members) = &mut file {
        let has_code =
            |it: &Json| it.as_str().is_some_and(|it| it.parse::<huisuan::adcode::Adcode>().is_ok());
        if members.get("adcode").is_some_and(has_code) {
            members.remove("adcode");
        }
    }
    let text = file.to_string();
    let found = Calculator::check(&[vec![PackFile { name: "file", text: &text }]]).unwrap_err();
    let of_header = |code: Code, pointer: &str| {
        matches!(code, Code::BrokenChain | Code::UnknownSchema)
            || (code == Code::MissingKey && pointer.is_empty())
    };
    found
        .iter()
        .filter(|it| it.severity == Severity::Error && !of_header(it.code, &it.pointer))
        .map(ToString::to_string)
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of the shipped packs.
fn packs() -> Vec<PathBuf> {
    entries(&root().join("rules"))
}

/// The files of a pack; its cases stand deeper.
fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|it| it.is_file()).collect()
}
