//! What people type, as an answer to a fact.

use huisuan::date::Date;
use huisuan::listing::FactListing;
use huisuan::money::parse_decimal;
use huisuan::source::{Json, Place, Value};

/// What somebody typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed {
    /// An answer.
    Value(Value),
    /// That it is not known.
    Unknown,
    /// Why is it asked?
    Why,
    /// One question back.
    Back,
    /// To the end, with what is known.
    End,
    /// Nothing that can be used here.
    Unclear,
}

/// A value and its words, as a choice is shown.
pub(super) type Choices = [(String, String)];

/// Reads a line as an answer to a fact. `choices` are those that are shown, each with its value and its words.
pub(super) fn read(line: &str, fact: &FactListing<'_>, choices: &Choices) -> Typed {
    let line = line.trim();
    if let Some(word) = word(line) {
        return word;
    }
    if fact.optional && matches!(line, "没有" | "无" | "none") {
        return Typed::Value(Value::Null);
    }
    let value = match fact.kind.kind {
        "bool" => yes_or_no(line).map(Value::Bool),
        "choice" => chosen(line, choices).map(Value::String),
        "benefits" => several(line, choices),
        "integer" => whole(line).map(Value::Number),
        "money" | "number" => amount(line).map(Value::String),
        "date" => day(line).map(Value::String),
        _ => None,
    };
    value.map_or(Typed::Unclear, Typed::Value)
}

/// Reads how many entries a list has.
pub(super) fn read_count(line: &str) -> Result<usize, Typed> {
    let line = line.trim();
    match word(line) {
        Some(word) => Err(word),
        None => whole(line).and_then(|it| it.parse().ok()).ok_or(Typed::Unclear),
    }
}

/// Words that are no answers, but steer the interview.
fn word(line: &str) -> Option<Typed> {
    Some(match line {
        "" | "不知道" | "不清楚" => Typed::Unknown,
        "?" | "？" | "为什么" => Typed::Why,
        "<" | "＜" | "《" | "返回" => Typed::Back,
        "q" | "Q" | "结束" => Typed::End,
        _ => return None,
    })
}

fn yes_or_no(line: &str) -> Option<bool> {
    match line {
        "1" | "是" | "是的" | "有" | "对" | "y" | "Y" | "yes" => Some(true),
        "2" | "否" | "不是" | "没有" | "无" | "不" | "n" | "N" | "no" => Some(false),
        _ => None,
    }
}

/// A choice by its number, its words or its name.
fn chosen(line: &str, choices: &Choices) -> Option<String> {
    let by_number = whole(line)
        .and_then(|it| it.parse::<usize>().ok()?.checked_sub(1))
        .and_then(|it| choices.get(it));
    let by_words = || choices.iter().find(|(value, words)| value == line || words == line);
    by_number.or_else(by_words).map(|(value, _)| value.clone())
}

/// Several choices, with spaces or commas; `0` for none of them.
fn several(line: &str, choices: &Choices) -> Option<Value> {
    let json = |value| Json { place: Place::default(), value };
    if matches!(plain(line).as_str(), "0" | "没有" | "无" | "都没有") {
        return Some(Value::Array(Vec::new()));
    }
    let parts = line.split(|it: char| it.is_whitespace() || matches!(it, ',' | '，' | '、'));
    let mut values: Vec<String> = Vec::new();
    for part in parts.filter(|it| !it.is_empty()) {
        let value = chosen(part, choices)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Some(Value::Array(values.into_iter().map(|it| json(Value::String(it))).collect()))
}

/// Digits as they are typed with a Chinese keyboard, too.
fn plain(line: &str) -> String {
    line.chars()
        .map(|it| match it {
            '０'..='９' => {
                let number = u32::from(it).saturating_sub(u32::from('０'));
                char::from_digit(number, 10).unwrap_or(it)
            }
            '．' | '。' => '.',
            '，' => ',',
            other => other,
        })
        .collect()
}

fn whole(line: &str) -> Option<String> {
    let text = plain(line);
    let text = text.trim_end_matches(['个', '人', '口', '套', '辆', '岁', '月', '年']).trim();
    let fits = !text.is_empty() && text.len() < 10 && text.bytes().all(|it| it.is_ascii_digit());
    fits.then(|| text.parse::<u32>().ok()).flatten().map(|it| it.to_string())
}

/// An amount, with or without a currency sign and with commas between thousands.
fn amount(line: &str) -> Option<String> {
    let text = plain(line).replace(',', "");
    let text = text.trim_start_matches(['¥', '￥']).trim_end_matches(['元', '块']).trim();
    parse_decimal(text).map(|_| text.to_owned())
}

/// A day: `1990-05-01`, `1990年5月1日`, `1990.5.1`, `19900501`.
fn day(line: &str) -> Option<String> {
    let text = plain(line);
    let parts: Vec<&str> = if text.len() == 8 && text.bytes().all(|it| it.is_ascii_digit()) {
        vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?]
    } else {
        let parts = text.split(|it: char| !it.is_ascii_digit());
        parts.filter(|it| !it.is_empty()).collect()
    };
    let &[year, month, day] = parts.as_slice() else { return None };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["1990-05-01", "1990年5月1日", "1990.5.1", "19900501", "１９９０/５/１"]
        {
            assert_eq!(day(text).as_deref(), Some("1990-05-01"), "{text}");
        }
        assert_eq!(day("1990-02-30"), None);
        assert_eq!(day("1990-05"), None);
    }

    #[test]
    fn amounts_may_have_signs_and_commas() {
        for (text, expected) in [("3,000.50元", "3000.50"), ("￥800", "800"), ("０", "0")] {
            assert_eq!(amount(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(amount("三千"), None);
    }

    #[test]
    fn choices_are_taken_by_number_or_word() {
        let choices = [("male", "男"), ("female", "女")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        for text in ["2", "女", "female"] {
            assert_eq!(chosen(text, &choices).as_deref(), Some("female"), "{text}");
        }
        assert_eq!(chosen("3", &choices), None);
        assert_eq!(chosen("0", &choices), None);
    }

    #[test]
    fn words_steer() {
        assert_eq!(word(""), Some(Typed::Unknown));
        assert_eq!(word("？"), Some(Typed::Why));
        assert_eq!(word("1"), None);
    }
}
