//! `huisuan cliffs`: where earning more leaves a household with less.

use std::path::{Path, PathBuf};

use clap::Args;
use huisuan::source::{Value, parse};
use huisuan::{Calculator, money};

use crate::asked::Asked;
use crate::cliffs::{self, Range, Sweep};
use crate::end::{End, Refusal};
use crate::format::Format;
use crate::render;
use crate::write;

/// Sweep an income of a household through a range, and report where earning more leaves it with less.
#[derive(Debug, Args)]
pub(crate) struct Cliffs {
    #[command(flatten)]
    asked: Asked,
    /// The income to vary, such as `m1.wage_income`; if left out, the first member's first income that it can itself change and has answered.
    #[arg(long, value_name = "FACT")]
    fact: Option<String>,
    /// The first amount, in yuan.
    #[arg(long, value_name = "YUAN", default_value = "0", value_parser = fen)]
    from: i64,
    /// The last amount, in yuan.
    #[arg(long, value_name = "YUAN", default_value = "5000", value_parser = fen)]
    to: i64,
    /// From one amount to the next, in yuan. A fall is looked for to the fen, whatever the step.
    #[arg(long, value_name = "YUAN", default_value = "100", value_parser = fen)]
    step: i64,
    /// The file for a picture as SVG.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// How the sweep is written.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The most amounts of one sweep: more is a slip of the finger, not a question.
const POINTS: i64 = 10_000;

/// An amount in yuan as fen.
fn fen(text: &str) -> Result<i64, String> {
    let hundred = huisuan::decimal::Decimal::hundredths(10_000);
    money::parse_decimal(text)
        .and_then(|it| it.checked_mul(hundred))
        .filter(|it| it.is_whole() && !it.is_negative())
        .and_then(huisuan::decimal::Decimal::to_i64)
        .ok_or_else(|| "write an amount in yuan, such as `1041` or `1041.50`".to_owned())
}

impl Cliffs {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        let range = Range { from: self.from, to: self.to, step: self.step };
        let points =
            range.to.saturating_sub(range.from).checked_div(range.step).unwrap_or(i64::MAX);
        if range.from > range.to || points > POINTS {
            return Err(Refusal::new("the range has no amounts, or too many").help(
                "give `--from`, `--to` and `--step` so that there are at most 10000 amounts",
            ));
        }
        self.asked.answer_with_text(rules, |calculator, _, text, on| {
            let household =
                parse(text, 0).map_err(|_| Refusal::new("the household is not JSON"))?;
            let fact = match &self.fact {
                Some(fact) => fact.clone(),
                None => first_income(calculator, &household)?,
            };
            let sweep = Sweep::of(calculator, &household, &fact, on, range).map_err(|faults| {
                let first = faults.first().map_or_else(String::new, |it| it.message.clone());
                Refusal::new(format!("`{fact}` cannot be varied: {first}")).help(
                    "name a fact that is an amount, such as `m1.wage_income`, within its bounds",
                )
            })?;
            if let Some(file) = &self.svg {
                write::one(file, &cliffs::svg(calculator, &sweep))?;
            }
            match self.format {
                Format::Json => render::json(&sweep),
                Format::Text => Ok(cliffs::text(calculator, &sweep)),
            }
        })
    }
}

/// The first member's first amount by the month that a household can change, one that is answered before any that is not.
fn first_income(
    calculator: &Calculator,
    household: &huisuan::source::Json,
) -> Result<String, Refusal> {
    let facts = calculator.facts();
    let monthly = |it: &&huisuan::listing::FactListing<'_>| {
        let unit = it.kind.unit.map(|it| it.to_string());
        it.scope == "person" && it.changeable && unit.as_deref() == Some("yuan/person/month")
    };
    let member = match household.get("members").map(|it| &it.value) {
        Some(Value::Array(members)) => members.first(),
        _ => None,
    };
    let answered = |name: &str| member.is_some_and(|it| it.get(name).is_some());
    let mut incomes = facts.iter().filter(monthly);
    let first = incomes.clone().next();
    let income = incomes.find(|it| answered(it.name)).or(first);
    match (income, member.and_then(|it| it.get("id")).map(|it| &it.value)) {
        (Some(income), Some(Value::String(member))) => Ok(format!("{member}.{}", income.name)),
        _ => Err(Refusal::new("there is no income to vary")
            .help("name one with `--fact m1.wage_income`")),
    }
}
