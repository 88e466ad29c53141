//! The conversation: what is asked, what is said when an answer cannot be used, the way back and the end.

use std::fmt::Write as _;
use std::io::{BufRead, Write};

use huisuan::Calculator;
use huisuan::assessment::Question;
use huisuan::case::set_fact;
use huisuan::date::Date;
use huisuan::listing::FactListing;
use huisuan::source::{Json, Member, Place, Value, parse, write_compact};

use super::answer::{Typed, read, read_count};
use crate::end::Refusal;
use crate::text::Words;

/// How to answer, said once at the start.
const HELP: &str = "选择题请输入数字。? 为什么问；直接回车：不知道；< 回到上一题；q 结束并看结果。";

/// A conversation about a household.
pub(crate) struct Talk<'a, R, W> {
    calculator: &'a Calculator,
    words: Words<'a>,
    on: Date,
    input: R,
    output: W,
}

/// What is known so far, and what was left open.
#[derive(Clone)]
struct State {
    household: Json,
    left: Vec<String>,
}

/// What follows an answer.
enum Next {
    Go(State),
    Back,
    End,
}

impl<'a, R: BufRead, W: Write> Talk<'a, R, W> {
    pub(crate) fn new(calculator: &'a Calculator, on: Date, input: R, output: W) -> Self {
        Self { calculator, words: Words::of(calculator), on, input, output }
    }

    /// Asks until nothing is left to ask, or until it is ended; the household as JSON. A household that names no members is
    /// first asked how many there are.
    pub(crate) fn hold(&mut self, start: Json) -> Result<String, Refusal> {
        let place = self.words.place(self.calculator.district());
        self.say(&format!("{place}（{}）\n{HELP}\n", self.on))?;
        let mut past: Vec<State> = Vec::new();
        let mut state = State { household: start, left: Vec::new() };
        loop {
            let next = if state.household.get("members").is_none() {
                self.ask_members(&state)?
            } else {
                let text = write_compact(&state.household);
                let household = self.calculator.household(&text, self.on).map_err(|faults| {
                    let first = faults.first().map_or_else(String::new, |it| it.message.clone());
                    Refusal::new(format!("the household cannot be used: {first}"))
                })?;
                let interview = self.calculator.interview(&household, self.on);
                let open = |it: &&Question<'_>| !state.left.contains(&it.fact);
                match interview.questions.iter().find(open) {
                    Some(question) => self.ask(question, past.len(), &state)?,
                    None => self.ask_whether_all(past.is_empty())?,
                }
            };
            match next {
                Next::Go(after) => past.push(std::mem::replace(&mut state, after)),
                Next::Back => match past.pop() {
                    Some(before) => state = before,
                    None => self.say("这是第一题。\n")?,
                },
                Next::End => break,
            }
        }
        if state.household.get("members").is_none() {
            // Whoever ends at once is assessed as one person of whom nothing is known.
            state = Self::with_list(&state, "members", 1);
        }
        Ok(write_compact(&state.household))
    }

    /// Nothing is left to ask: the last chance to go back.
    fn ask_whether_all(&mut self, is_first: bool) -> Result<Next, Refusal> {
        if is_first {
            return Ok(Next::End);
        }
        self.say("\n问完了。回车看结果，< 回到上一题。\n> ")?;
        Ok(match self.line()?.as_deref().map(read_count) {
            Some(Err(Typed::Back)) => Next::Back,
            _ => Next::End,
        })
    }

    fn ask_members(&mut self, state: &State) -> Result<Next, Refusal> {
        self.say("\n【1】一家有几口人？（长期住在一起、一起生活的人，连自己）\n> ")?;
        loop {
            let Some(line) = self.line()? else { return Ok(Next::End) };
            match read_count(&line) {
                Ok(count @ 1..=50) => {
                    return Ok(Next::Go(Self::with_list(state, "members", count)));
                }
                Err(Typed::Back) => return Ok(Next::Back),
                Err(Typed::End) => return Ok(Next::End),
                Err(Typed::Why) => self.say("多数待遇按全家人口和每个人的情况来算。\n> ")?,
                _ => self.say("请输入 1 到 50 之间的人数。\n> ")?,
            }
        }
    }

    /// The state with a list of so many entries of which nothing is known.
    fn with_list(state: &State, list: &str, count: usize) -> State {
        let json = |value| Json { place: Place::default(), value };
        let letter = if list == "members" { "m" } else { list };
        let entry = |number: usize| {
            let id = json(Value::String(format!("{letter}{number}")));
            let member = Member { key: "id".to_owned(), place: Place::default(), value: id };
            json(Value::Object(vec![member]))
        };
        let mut next = state.clone();
        let entries = (1..=count).map(entry).collect();
        set_fact(&mut next.household, list, json(Value::Array(entries)));
        next
    }

    fn ask(
        &mut self,
        question: &Question<'_>,
        number: usize,
        state: &State,
    ) -> Result<Next, Refusal> {
        let calculator = self.calculator;
        let scope = match question.subject {
            "household" => "household",
            subject => scope_of(&state.household, subject),
        };
        let facts = calculator.facts();
        let is_it = |it: &&FactListing<'_>| it.name == question.name && it.scope == scope;
        let heading = format!("\n【{}】", number.saturating_add(1));
        let why = self.why(question);
        let Some(fact) = facts.iter().find(is_it) else {
            return self.ask_list(question, &heading, &why, state);
        };
        let choices = self.choices(fact);
        let whose = match question.subject {
            "household" => String::new(),
            subject => format!("{}：", self.person(&state.household, scope, subject)),
        };
        let id = |key: &str| format!("facts/{}/{key}", question.name);
        let mut text = format!("{heading}{whose}{}\n", self.words.text(&id("question")));
        // Writing to a string cannot fail.
        if let Some(hint) = self.words.text_if_any(&id("hint")) {
            let _ = writeln!(text, "    {hint}");
        }
        if fact.kind.kind == "bool" {
            text.push_str("  1 是   2 不是\n");
        }
        for (number, (_, words)) in (1..).zip(&choices) {
            let _ = writeln!(text, "  {number} {words}");
        }
        let _ = write!(text, "{}> ", how(fact));
        self.say(&text)?;
        loop {
            let Some(line) = self.line()? else { return Ok(Next::End) };
            let value = match read(&line, fact, &choices) {
                Typed::Value(value) => value,
                Typed::Unknown => return Ok(Next::Go(left(state, question))),
                Typed::Back => return Ok(Next::Back),
                Typed::End => return Ok(Next::End),
                Typed::Why => {
                    self.say(&format!("{why}> "))?;
                    continue;
                }
                Typed::Unclear => {
                    self.say(&format!("没看懂。{}> ", rule(fact)))?;
                    continue;
                }
            };
            let mut next = state.clone();
            let json = Json { place: Place::default(), value };
            set_fact(&mut next.household, &question.fact, json);
            if calculator.household(&write_compact(&next.household), self.on).is_ok() {
                return Ok(Next::Go(next));
            }
            self.say(&format!("这个回答用不了。{}> ", rule(fact)))?;
        }
    }

    fn ask_list(
        &mut self,
        question: &Question<'_>,
        heading: &str,
        why: &str,
        state: &State,
    ) -> Result<Next, Refusal> {
        let name = self.words.named("lists", question.name);
        self.say(&format!("{heading}{name}：有几个？（没有就填 0）\n> "))?;
        loop {
            let Some(line) = self.line()? else { return Ok(Next::End) };
            match read_count(&line) {
                Ok(count) => {
                    let next = Self::with_list(state, question.name, count);
                    let text = write_compact(&next.household);
                    if self.calculator.household(&text, self.on).is_ok() {
                        return Ok(Next::Go(next));
                    }
                    self.say("太多了，请重填。\n> ")?;
                }
                Err(Typed::Unknown) => return Ok(Next::Go(left(state, question))),
                Err(Typed::Back) => return Ok(Next::Back),
                Err(Typed::End) => return Ok(Next::End),
                Err(Typed::Why) => self.say(&format!("{why}> "))?,
                Err(_) => self.say("请输入一个数。\n> ")?,
            }
        }
    }

    /// Why something is asked: the words of the rules, and the benefits it can still change.
    fn why(&self, question: &Question<'_>) -> String {
        let why = self.words.text_if_any(&format!("facts/{}/why", question.name));
        let why = why.map(|it| format!("{it}\n")).unwrap_or_default();
        let benefits: Vec<String> =
            question.benefits.iter().map(|it| self.words.benefit(it)).collect();
        format!("{why}关系到：{}\n", benefits.join("、"))
    }

    fn choices(&self, fact: &FactListing<'_>) -> Vec<(String, String)> {
        if fact.kind.kind == "benefits" {
            let benefits = self.calculator.benefits();
            return benefits
                .iter()
                .map(|it| (it.id.to_owned(), self.words.benefit(it.id)))
                .collect();
        }
        let values = fact.kind.values.unwrap_or_default().iter();
        values
            .map(|it| (it.clone(), self.words.text(&format!("facts/{}/values/{it}", fact.name))))
            .collect()
    }

    /// Whom a question is about.
    fn person(&self, household: &Json, scope: &str, subject: &str) -> String {
        let list = if scope == "person" { "members" } else { scope };
        let Some(Value::Array(entries)) = household.get(list).map(|it| &it.value) else {
            return subject.to_owned();
        };
        let number = entries.iter().position(|it| it.text("id") == Some(subject));
        let number = number.unwrap_or_default().saturating_add(1);
        let entry = entries.iter().find(|it| it.text("id") == Some(subject));
        // What a person was said to be is how people speak of it.
        let relation = entry.and_then(|it| it.text("relation"));
        let relation = relation
            .and_then(|it| self.words.text_if_any(&format!("facts/relation/values/{it}")))
            .map(|it| format!("，{it}"))
            .unwrap_or_default();
        let what = if scope == "person" {
            "位家人".to_owned()
        } else {
            format!("个“{}”", self.words.named("lists", scope))
        };
        format!("第 {number} {what}{relation}")
    }

    fn say(&mut self, text: &str) -> Result<(), Refusal> {
        let said = self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush());
        said.map_err(|error| Refusal::of_file("write to", "standard output", &error))
    }

    /// What is typed next; none at the end of the input.
    fn line(&mut self) -> Result<Option<String>, Refusal> {
        let mut line = String::new();
        let read = self.input.read_line(&mut line);
        match read.map_err(|error| Refusal::of_file("read", "<stdin>", &error))? {
            0 => Ok(None),
            _ => Ok(Some(line)),
        }
    }
}

fn left(state: &State, question: &Question<'_>) -> State {
    let mut next = state.clone();
    next.left.push(question.fact.clone());
    next
}

/// The list that an entry stands in: `person` for members.
fn scope_of<'j>(household: &'j Json, subject: &str) -> &'j str {
    let Value::Object(members) = &household.value else { return "person" };
    let has = |it: &&Member| match &it.value.value {
        Value::Array(items) => items.iter().any(|it| it.text("id") == Some(subject)),
        _ => false,
    };
    match members.iter().find(has) {
        Some(list) if list.key != "members" => &list.key,
        _ => "person",
    }
}

/// What may be typed, where it is not plain.
fn how(fact: &FactListing<'_>) -> &'static str {
    match fact.kind.kind {
        "benefits" => "（几项就填几个数字，中间空格；都没有填 0）",
        "date" => "（如 1990-05-01）",
        "money" => "（元）",
        _ if fact.optional => "（没有就填“没有”）",
        _ => "",
    }
}

/// What an answer must be.
fn rule(fact: &FactListing<'_>) -> String {
    let (min, max) = (fact.kind.min.as_deref(), fact.kind.max.as_deref());
    let between = min.zip(max).map(|(min, max)| {
        let max = if max == "today" { "当天" } else { max };
        format!("，{min} 到 {max}")
    });
    let between = between.unwrap_or_default();
    match fact.kind.kind {
        "bool" => "请填 1（是）或 2（不是）。".to_owned(),
        "choice" | "benefits" => "请填上面的数字。".to_owned(),
        "integer" => format!("请填整数{between}。"),
        "date" => format!("请填年月日，如 1990-05-01{between}。"),
        _ => format!("请填金额或数字{between}。"),
    }
}

/// The household that an interview starts with.
pub(crate) fn nothing_known() -> Json {
    parse("{}", 0).unwrap_or(Json { place: Place::default(), value: Value::Object(Vec::new()) })
}
