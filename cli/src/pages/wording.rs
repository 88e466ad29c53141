//! Expressions in the words of the rules, for readers who do not know the language.

use huisuan::expression::{BinaryOperator, Expression, FoldKind, Item, ItemValue, Kind, parse};
use serde_json::Value;

use super::place::Place;
use super::words::Language;

/// Words expressions of a place in a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording<'p> {
    pub(super) place: &'p Place,
    pub(super) language: Language,
}

/// How tightly an expression holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    If,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Whole,
}

impl Wording<'_> {
    /// The expression in words; as it stands where it cannot be read.
    pub(super) fn expression(self, text: &str) -> String {
        parse(text).map_or_else(|_| text.to_owned(), |it| self.words(&it))
    }

    fn say<'t>(self, chinese: &'t str, english: &'t str) -> &'t str {
        self.language.say(chinese, english)
    }

    /// The words, in brackets where they would fall apart.
    fn within(self, expression: &Expression, least: Level) -> String {
        let words = self.words(expression);
        if level(&expression.kind) < least {
            self.say("（{}）", "({})").replace("{}", &words)
        } else {
            words
        }
    }

    fn words(self, expression: &Expression) -> String {
        match &expression.kind {
            Kind::Number(number, unit) => {
                let unit = unit.map(|it| it.to_string()).unwrap_or_default();
                self.language.figure(&number.to_string(), &unit)
            }
            Kind::Date(day) => day.to_string(),
            Kind::Bool(true) => self.say("总是", "always").to_owned(),
            Kind::Bool(false) => self.say("从不", "never").to_owned(),
            Kind::Today => self.say("当天", "the day").to_owned(),
            Kind::Parent => self.say("上级规定的值", "what the level above says").to_owned(),
            Kind::Name(name) | Kind::Outer(name) => self.named(name, true),
            Kind::Not(inner) => match &inner.kind {
                Kind::Name(name) | Kind::Outer(name) => self.named(name, false),
                _ => self.say("不是：（{}）", "not ({})").replace("{}", &self.words(inner)),
            },
            Kind::Negate(inner) => format!("−{}", self.within(inner, Level::Whole)),
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right),
            Kind::In { negated, value, items } => self.one_of(*negated, value, items),
            Kind::Else(value, default) => format!(
                "{}{}",
                self.within(value, Level::Whole),
                self.language.brackets(&format!(
                    "{}{}",
                    self.say("没有时为 ", "where there is none: "),
                    self.words(default)
                ))
            ),
            Kind::If(condition, yes, no) => self
                .say("如果{c}，就是 {y}；否则是 {n}", "if {c}: {y}; otherwise {n}")
                .replace("{c}", &self.words(condition))
                .replace("{y}", &self.words(yes))
                .replace("{n}", &self.words(no)),
            Kind::Call(function, arguments) => self.call(function, arguments),
            Kind::Fold { fold, list, filter, body } => {
                self.fold(*fold, list, filter.as_deref(), body.as_deref())
            }
        }
    }

    fn binary(self, operator: BinaryOperator, left: &Expression, right: &Expression) -> String {
        use BinaryOperator as Op;
        let (sign, least) = match operator {
            Op::Or => (self.say("，或者", ", or "), Level::And),
            Op::And => (self.say("，并且", ", and "), Level::Comparison),
            Op::Less => (" < ", Level::Sum),
            Op::LessOrEqual => (" ≤ ", Level::Sum),
            Op::Greater => (" > ", Level::Sum),
            Op::GreaterOrEqual => (" ≥ ", Level::Sum),
            Op::Equal => (self.say(" 是 ", " is "), Level::Sum),
            Op::NotEqual => (self.say(" 不是 ", " is not "), Level::Sum),
            Op::Add => (" + ", Level::Sum),
            Op::Subtract => (" − ", Level::Sum),
            Op::Multiply => (" × ", Level::Product),
            Op::Divide => (" ÷ ", Level::Product),
        };
        // `a or b or c` needs no brackets, whichever two are taken together first.
        let before = match operator {
            Op::Or => Level::Or,
            Op::And => Level::And,
            _ => least,
        };
        // What stands behind a minus or a division would be read otherwise without its brackets.
        let behind = match operator {
            Op::Subtract => Level::Product,
            Op::Divide => Level::Whole,
            _ => least,
        };
        let right = self.choice(left, right).unwrap_or_else(|| self.within(right, behind));
        format!("{}{sign}{right}", self.subject(left, before, operator))
    }

    /// What a comparison is about: a question as it is asked, not as it is answered.
    fn subject(self, expression: &Expression, least: Level, operator: BinaryOperator) -> String {
        match &expression.kind {
            Kind::Name(name) | Kind::Outer(name)
                if !matches!(operator, BinaryOperator::And | BinaryOperator::Or) =>
            {
                self.name(name)
            }
            _ => self.within(expression, least),
        }
    }

    /// A value of a choice beside what is compared with it.
    fn choice(self, left: &Expression, right: &Expression) -> Option<String> {
        match (&left.kind, &right.kind) {
            (Kind::Name(fact) | Kind::Outer(fact), Kind::Name(value)) => self.value(fact, value),
            _ => None,
        }
    }

    fn one_of(self, negated: bool, value: &Expression, items: &[Item]) -> String {
        let of = match &value.kind {
            Kind::Name(name) | Kind::Outer(name) => Some(name.as_str()),
            _ => None,
        };
        let items: Vec<String> = items
            .iter()
            .map(|it| match &it.value {
                ItemValue::Number(number, _) => number.to_string(),
                ItemValue::Name(name) => of
                    .and_then(|of| self.value(of, name))
                    .or_else(|| self.any_value(name))
                    .unwrap_or_else(|| name.clone()),
            })
            .collect();
        let sign = match (negated, items.len()) {
            (false, 1) => self.say(" 是 ", " is "),
            (true, 1) => self.say(" 不是 ", " is not "),
            (false, _) => self.say(" 属于：", " is one of: "),
            (true, _) => self.say(" 不属于：", " is none of: "),
        };
        let value = self.subject(value, Level::Sum, BinaryOperator::Equal);
        format!("{value}{sign}{}", self.language.list(&items))
    }

    fn call(self, function: &str, arguments: &[Expression]) -> String {
        let words: Vec<String> = arguments.iter().map(|it| self.words(it)).collect();
        let first = words.first().cloned().unwrap_or_default();
        let second = words.get(1).cloned().unwrap_or_default();
        let all = words.join(self.say("，", ", "));
        let benefit = arguments.first().and_then(|it| match &it.kind {
            Kind::Name(name) => self.place.text(&["benefits", name, "name"], self.language),
            _ => None,
        });
        let benefit = benefit.map_or(first.clone(), str::to_owned);
        let phrase = match function {
            "min" => self.say("其中最小的（{*}）", "the least of ({*})"),
            "max" => self.say("其中最大的（{*}）", "the greatest of ({*})"),
            "round" => self.say("取整（{*}）", "rounded ({*})"),
            "per_month" => self.say("折合每月的（{1}）", "by the month ({1})"),
            "per_year" => self.say("折合每年的（{1}）", "by the year ({1})"),
            "has" => self.say("{1}不是“没有”", "{1} is not “none”"),
            "years_between" => self.say("从 {1} 到 {2} 的整年数", "whole years from {1} to {2}"),
            "months_between" => self.say("从 {1} 到 {2} 的整月数", "whole months from {1} to {2}"),
            "year_of" => self.say("{1} 的年份", "the year of {1}"),
            "month_of" => self.say("{1} 的月份", "the month of {1}"),
            "entitled" => self.say("可以享受或正在享受“{b}”", "entitled to “{b}”, or receiving it"),
            "received" => self.say("正在享受“{b}”", "receiving “{b}”"),
            "amount" => self.say("“{b}”的金额", "the amount of “{b}”"),
            other => return format!("{other}({all})"),
        };
        let phrase = phrase.replace("{*}", &all).replace("{b}", &benefit);
        phrase.replace("{1}", &first).replace("{2}", &second)
    }

    fn fold(
        self,
        fold: FoldKind,
        list: &str,
        filter: Option<&Expression>,
        body: Option<&Expression>,
    ) -> String {
        let list = match list {
            "members" => self.say("家庭成员", "members").to_owned(),
            other => self
                .place
                .text(&["lists", other, "name"], self.language)
                .map_or_else(|| other.to_owned(), str::to_owned),
        };
        let filter = filter.map(|it| {
            self.language.brackets(&format!("{}{}", self.say("凡是", "where "), self.words(it)))
        });
        let body = body.map(|it| self.words(it)).unwrap_or_default();
        let phrase = match (fold, body.is_empty()) {
            (FoldKind::Count, _) => self.say("{l}{f}的人数", "the number of {l}{f}"),
            (FoldKind::Sum, _) => self.say("{l}{f}每人的“{b}”合计", "the sum over {l}{f} of “{b}”"),
            (FoldKind::Any, true) => self.say("有{l}{f}", "some of {l}{f}"),
            (FoldKind::Any, false) => self.say("有{l}{f}：{b}", "for some of {l}{f}: {b}"),
            (FoldKind::All, _) => self.say("{l}{f}都：{b}", "for all of {l}{f}: {b}"),
            (FoldKind::Highest, _) => {
                self.say("{l}{f}中最高的“{b}”", "the highest “{b}” of {l}{f}")
            }
            (FoldKind::Lowest, _) => self.say("{l}{f}中最低的“{b}”", "the lowest “{b}” of {l}{f}"),
        };
        let filter = filter.unwrap_or_default();
        let words = phrase.replace("{l}", &list).replace("{f}", &filter).replace("{b}", &body);
        // A question stands in quotation marks of its own already.
        words.replace("““", "“").replace("””", "”")
    }

    /// A name where a truth or a value stands: a question that is answered by yes or no says which.
    fn named(self, name: &str, yes: bool) -> String {
        let words = self.name(name);
        let asked = self.place.local(&["facts", name, "type"]).any(|(_, it)| it == "bool");
        match (asked, yes) {
            (true, true) => self.say("{}答“是”", "yes to {}").replace("{}", &words),
            (true, false) => self.say("{}答“否”", "no to {}").replace("{}", &words),
            (false, true) => words,
            (false, false) => self.say("不是：{}", "not: {}").replace("{}", &words),
        }
    }

    /// What a name is called.
    pub(super) fn name(self, name: &str) -> String {
        for kind in ["parameters", "definitions"] {
            if let Some(words) = self.place.text(&[kind, name, "name"], self.language) {
                return words.to_owned();
            }
        }
        if let Some(question) = self.place.text(&["facts", name, "question"], self.language) {
            return format!("“{question}”");
        }
        self.any_value(name).unwrap_or_else(|| name.to_owned())
    }

    /// A value of a fact that is a choice.
    pub(super) fn value(self, fact: &str, value: &str) -> Option<String> {
        let choices = self.place.local(&["facts", fact, "type", "choice"]).next()?.1;
        self.language.of(choices.get(value)).map(str::to_owned)
    }

    /// A value of whichever fact has it.
    pub(super) fn any_value(self, value: &str) -> Option<String> {
        let all = self.place.local(&["facts"]).filter_map(|(_, it)| it.as_object());
        all.flat_map(serde_json::Map::values).find_map(|fact| {
            let choices = fact.get("type").and_then(|it| it.get("choice"))?;
            self.language.of(choices.get(value)).map(str::to_owned)
        })
    }

    /// A cell of a table, beside the expression of its column.
    pub(super) fn cell(self, column: &str, cell: &str) -> String {
        let number = |it: &str| it.trim().to_owned();
        match cell {
            "*" => return self.say("不限", "any").to_owned(),
            "absent" => return self.say("没有", "none").to_owned(),
            "true" => return self.say("是", "yes").to_owned(),
            "false" => return self.say("否", "no").to_owned(),
            _ => {}
        }
        if let Some((from, to)) = cell.split_once("..") {
            let (from, below) = (number(from), to.starts_with('<'));
            let to = number(to.trim_start_matches('<'));
            return match (from.is_empty(), to.is_empty(), below) {
                (false, true, _) => self.say("{} 及以上", "{} or more").replace("{}", &from),
                (true, false, true) => self.say("不到 {}", "below {}").replace("{}", &to),
                (true, _, _) => self.say("{} 及以下", "up to {}").replace("{}", &to),
                (false, false, true) => self
                    .say("{} 以上不到 {t}", "{} to below {t}")
                    .replace("{}", &from)
                    .replace("{t}", &to),
                (false, false, false) => {
                    self.say("{} 至 {t}", "{} to {t}").replace("{}", &from).replace("{t}", &to)
                }
            };
        }
        let values: Vec<String> = cell
            .split(',')
            .map(str::trim)
            .map(|it| {
                let known = self.value(column, it).or_else(|| self.any_value(it));
                known.unwrap_or_else(|| self.cell_word(it))
            })
            .collect();
        self.language.list(&values)
    }

    fn cell_word(self, word: &str) -> String {
        if word == "absent" { self.say("没有", "none").to_owned() } else { word.to_owned() }
    }
}

/// The string under a key.
pub(super) fn string<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

fn level(kind: &Kind) -> Level {
    use BinaryOperator as Op;
    match kind {
        Kind::If(..) | Kind::Fold { fold: FoldKind::Any | FoldKind::All, .. } => Level::If,
        Kind::Binary(Op::Or, ..) => Level::Or,
        Kind::Binary(Op::And, ..) => Level::And,
        Kind::Binary(Op::Add | Op::Subtract, ..) => Level::Sum,
        Kind::Binary(Op::Multiply | Op::Divide, ..) => Level::Product,
        Kind::Binary(..) | Kind::In { .. } | Kind::Not(_) => Level::Comparison,
        _ => Level::Whole,
    }
}
