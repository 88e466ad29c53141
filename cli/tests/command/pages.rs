//! What `pages` writes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::example::copy;
use crate::{huisuan, texts};

/// The pages of some rules, in an empty folder of their own.
fn pages(name: &str, rules: &str, on: &str) -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if out.exists() {
        fs::remove_dir_all(&out).unwrap();
    }
    let output = huisuan(&["pages", "--rules", rules, "--out", out.to_str().unwrap(), "--on", on]);
    assert!(output.status.success(), "{:?}", texts(&output));
    out
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_place_has_a_page_in_each_language_and_a_column_in_the_overview() {
    let out = pages("pages", "tests/rules", "2026-01-01");
    for (overview, place, title) in [
        ("rules.html", "rules/330000.html", "低收入补贴"),
        ("rules.en.html", "rules/330000.en.html", "Low-wage allowance"),
    ] {
        let overview = read(&out, overview);
        assert!(overview.contains("id=\"330000/allowance\""), "{overview}");
        assert!(overview.contains(&format!("href=\"{place}#allowance\"")), "{overview}");
        assert!(read(&out, place).contains(&format!("<h3>{title}</h3>")));
    }
}

#[test]
fn a_benefit_shows_conditions_figures_documents_and_cases() {
    let page = read(&pages("pages-parts", "tests/rules", "2026-01-01"), "rules/330000.html");
    for part in [
        // In words, and as it is written.
        "“每月工资多少元？” &lt; 标准",
        "<code>wage &lt; standard</code>",
        "其中最大的（0，标准 − “每月工资多少元？”）",
        // The figure of the nation until the province replaces it.
        "2020-01-01 起 500",
        "2025-01-01 起 800",
        "《关于调整标准的通知》",
        "《补贴办法》第一条",
        "one fen under the standard",
        "12345",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

#[test]
fn an_amount_that_changes_by_day_stands_with_its_days() {
    let rules = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages-dated-rules");
    copy(Path::new("tests/rules"), &rules);
    let file = rules.join("000000/allowance.json");
    let dated = r#""values": [{ "from": "2020-01-01", "to": "2024-12-31", "value": "100 yuan/month" }, { "from": "2025-01-01", "value": "200 yuan/month", "reviewBy": "2026-12-31" }]"#;
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace(r#""value": "max(0, standard - wage)""#, dated)).unwrap();
    let out = pages("pages-dated", rules.to_str().unwrap(), "2026-01-01");
    let page = read(&out, "rules/330000.html");
    for (days, amount) in [("2020-01-01 至 2024-12-31", "100 元"), ("2025-01-01 起", "200 元")]
    {
        let amount = page.split_once(days).and_then(|(_, behind)| behind.find(amount));
        assert!(amount.is_some_and(|it| it < 100), "{days} is missing in {page}");
    }
}

#[test]
fn the_day_decides_how_far_a_benefit_is_computed_and_what_is_stale() {
    let state = |name: &str, on: &str| read(&pages(name, "tests/rules", on), "rules.html");
    assert!(state("pages-2026", "2026-01-01").contains("state computed"));
    assert!(!state("pages-2026", "2026-01-01").contains("class=\"flag\">可能已经调整"));
    assert!(state("pages-2027", "2027-01-01").contains("class=\"flag\">可能已经调整"));
    // A day before the first figure.
    let before = state("pages-2019", "2019-12-31");
    let cell = before.split("id=\"330000/allowance\"").nth(1).unwrap();
    assert!(cell.contains("state not-known"), "{cell}");
}

#[test]
fn no_question_stands_in_two_pairs_of_quotation_marks() {
    let out = pages("pages-quotes", "../rules", "2026-11-25");
    for place in ["110109", "150102", "331003", "340304"] {
        let page = read(&out, &format!("rules/{place}.html"));
        for twice in ["““", "””"] {
            assert!(!page.contains(twice), "{place}: {:?}", page.split(twice).nth(1));
        }
    }
}
