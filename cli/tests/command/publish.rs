//! What `publish` and `schema` write.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use huisuan::{Calculator, ImageError};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::huisuan;

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder
}

/// The names of the files of a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const FILES: [&str; 5] =
    ["000000.image.json", "000000.json", "330000.image.json", "330000.json", "index.json"];

fn publish(out: &Path) -> Output {
    huisuan(&["publish", "--rules", "tests/rules", "--out", out.to_str().unwrap()])
}

#[test]
fn packs_are_published_with_an_index() {
    let out = folder("published");
    let output = publish(&out);
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");

    // Nothing is left of the files that were written beside these.
    assert_eq!(names(&out), FILES);
    let index: Value =
        serde_json::from_str(&fs::read_to_string(out.join("index.json")).unwrap()).unwrap();
    assert_eq!(index["schema"], "huisuan.index/1");
    let expected = [
        ("000000", json!({ "zh-CN": "全国", "en": "Nation" }), Value::Null, "1"),
        ("330000", json!({ "zh-CN": "浙江省", "en": "Zhejiang" }), json!("000000"), "2"),
    ];
    let packs = index["packs"].as_array().unwrap();
    assert_eq!(packs.len(), expected.len());
    for (pack, (adcode, name, parent, version)) in packs.iter().zip(expected) {
        let bytes = fs::read(out.join(pack["file"].as_str().unwrap())).unwrap();
        assert_eq!(pack["adcode"], adcode);
        assert_eq!(pack["name"], name);
        assert_eq!(pack["parent"], parent);
        assert_eq!(pack["version"], version);
        assert_eq!(pack["size"], bytes.len());
        assert_eq!(pack["sha256"], format!("{:x}", Sha256::digest(&bytes)));
        let image = &pack["image"];
        let bytes = fs::read(out.join(image["file"].as_str().unwrap())).unwrap();
        assert_eq!(image["size"], bytes.len());
        assert_eq!(image["sha256"], format!("{:x}", Sha256::digest(&bytes)));
    }
}

#[test]
fn an_image_opens_with_the_packs_that_are_published() {
    let out = folder("opened");
    assert!(publish(&out).status.success());
    let text = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    let (nation, province) = (text("000000.json"), text("330000.json"));
    let open = |packs: &[&str], image: &str| Calculator::open(packs, &text(image));
    let opened = open(&[&nation, &province], "330000.image.json").unwrap();
    assert_eq!(opened.district().to_string(), "330000");
    let opened = open(&[&nation], "000000.image.json").unwrap();
    assert_eq!(opened.district().to_string(), "000000");
    let replaced = province.replace(r#""version":"2""#, r#""version":"3""#);
    assert_ne!(replaced, province);
    let refused = open(&[&nation, &replaced], "330000.image.json").unwrap_err();
    assert_eq!(refused, ImageError::OtherPacks);
}

#[test]
fn an_assessment_names_the_packs_by_what_is_published() {
    let out = folder("named");
    assert!(publish(&out).status.success());
    let assess = |rules: &str| {
        let household = "tests/households/family.json";
        let output = huisuan(&["assess", "--rules", rules, "--on", "2025-07-01", household]);
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    // Authored and published rules are the same rules.
    let assessment = assess("tests/rules");
    assert_eq!(assess(out.to_str().unwrap()), assessment);

    let assessment: Value = serde_json::from_slice(&assessment).unwrap();
    for layer in assessment["layers"].as_array().unwrap() {
        let file = format!("{}.json", layer["adcode"].as_str().unwrap());
        let published = fs::read(out.join(file)).unwrap();
        assert_eq!(layer["sha256"], format!("{:x}", Sha256::digest(&published)));
    }
}

#[test]
fn publishing_again_changes_no_byte() {
    let out = folder("again");
    assert!(publish(&out).status.success());
    let read = || -> Vec<Vec<u8>> {
        names(&out).iter().map(|it| fs::read(out.join(it)).unwrap()).collect()
    };
    let first = read();
    assert!(publish(&out).status.success());
    assert_eq!(read(), first);
}

#[test]
fn rules_with_faults_leave_the_folder_untouched() {
    let out = folder("untouched");
    assert!(publish(&out).status.success());
    let index = fs::read(out.join("index.json")).unwrap();
    let rules = "tests/faulty/several";
    let output = huisuan(&["publish", "--rules", rules, "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read(out.join("index.json")).unwrap(), index);
    assert_eq!(names(&out), FILES);

    let out = folder("unmade");
    let output = huisuan(&["publish", "--rules", rules, "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!out.exists());
}

#[test]
fn the_schema_is_written_as_it_is_printed() {
    let out = folder("schema");
    let printed = huisuan(&["schema"]);
    assert!(printed.status.success());
    let schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");

    // The schema rests on no rules.
    let written = huisuan(&["schema", "--rules", "tests/nowhere", "--out", out.to_str().unwrap()]);
    assert!(written.status.success());
    assert_eq!(names(&out), ["rule-pack.v1.schema.json"]);
    assert_eq!(fs::read(out.join("rule-pack.v1.schema.json")).unwrap(), printed.stdout);
}
