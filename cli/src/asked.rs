//! What is asked of the rules: a household, at a place, on a day.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;
use huisuan::Calculator;
use huisuan::date::Date;
use huisuan::diagnostic::{Code, Diagnostic};
use huisuan::household::Household;
use huisuan::source::{Json, Value, parse};

use crate::end::{End, Refusal};
use crate::output::print;
use crate::render;
use crate::rules::{RulesFolder, TextFile};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// A household at a place on a day.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// The district whose rules are asked; if left out, the one the household names.
    #[arg(long, value_name = "ADCODE")]
    district: Option<String>,
    /// The day that is asked about, such as 2025-07-01.
    #[arg(long, value_name = "DAY")]
    on: Date,
    /// The file with the household as JSON; `-` reads it from standard input.
    #[arg(value_name = "HOUSEHOLD")]
    household: PathBuf,
}

impl Asked {
    /// A household that is asked about otherwise than by the arguments above.
    pub(crate) fn new(district: Option<String>, on: Date, household: PathBuf) -> Self {
        Self { district, on, household }
    }

    /// Prints what `answer` makes of the household, or tells what is wrong with the household or the rules.
    pub(crate) fn answer(
        &self,
        rules: &Path,
        answer: impl FnOnce(&Calculator, &Household, Date) -> Result<String, Refusal>,
    ) -> Result<End, Refusal> {
        self.answer_with_text(rules, |calculator, household, _, on| {
            answer(calculator, household, on)
        })
    }

    /// The same, for an answer that looks at the household's own text.
    pub(crate) fn answer_with_text(
        &self,
        rules: &Path,
        answer: impl FnOnce(&Calculator, &Household, &str, Date) -> Result<String, Refusal>,
    ) -> Result<End, Refusal> {
        let rules = RulesFolder::read(rules)?;
        let file = self.read()?;
        let district = match &self.district {
            Some(district) => district.clone(),
            None => match district(&file) {
                Ok(Some(district)) => district,
                Ok(None) => {
                    return Err(Refusal::new("the household names no district").help(
                        "add `--district ADCODE`, or `\"district\": \"331003\"` to the household",
                    ));
                }
                Err(diagnostics) => return Ok(tell(&diagnostics)),
            },
        };
        let calculator = match load(&rules, &district)? {
            Ok(calculator) => calculator,
            Err(end) => return Ok(end),
        };
        match calculator.household_named(&file.name, &file.text, self.on) {
            Ok(household) => {
                print(&answer(&calculator, &household, &file.text, self.on)?)?;
                Ok(End::Fine)
            }
            Err(diagnostics) => Ok(tell(&diagnostics)),
        }
    }

    fn read(&self) -> Result<TextFile, Refusal> {
        if self.household.as_os_str() != STANDARD_INPUT {
            return TextFile::read(&self.household).map_err(|it| {
                it.help("give the file with the household as JSON, or `-` for standard input")
            });
        }
        let mut text = String::new();
        match io::stdin().lock().read_to_string(&mut text) {
            Ok(_) => Ok(TextFile { name: "<stdin>".to_owned(), text }),
            Err(error) => Err(Refusal::of_file("read", "<stdin>", &error)),
        }
    }
}

/// Does something with the rules of a place, or tells what is wrong with them.
pub(crate) fn with_rules(
    rules: &Path,
    district: &str,
    what: impl FnOnce(&Calculator) -> Result<(), Refusal>,
) -> Result<End, Refusal> {
    let rules = RulesFolder::read(rules)?;
    match load(&rules, district)? {
        Ok(calculator) => what(&calculator).map(|()| End::Fine),
        Err(end) => Ok(end),
    }
}

/// The rules of a place, or the end after telling what is wrong with them.
fn load(rules: &RulesFolder, district: &str) -> Result<Result<Calculator, End>, Refusal> {
    let chain = rules.chain(rules.named(district)?);
    Ok(chain.load().map_err(|diagnostics| {
        anstream::eprint!("{}", render::human(&diagnostics, |it| rules.text(it)));
        End::Findings
    }))
}

/// Tells what is wrong with a household, without an excerpt: what a family answered stays out of logs.
fn tell(diagnostics: &[Diagnostic]) -> End {
    anstream::eprint!("{}", render::human(diagnostics, |_| None));
    let unreadable =
        |it: &Diagnostic| matches!(it.code, Code::JsonSyntax | Code::TooLarge | Code::TooDeep);
    if diagnostics.iter().any(unreadable) { End::Unreadable } else { End::Findings }
}

/// The district that a household names, if it names one.
fn district(file: &TextFile) -> Result<Option<String>, Vec<Diagnostic>> {
    let expected = |what: &str, found: &Json| {
        let message = format!("expected {what}, found {}", found.kind());
        file.diagnostic(Code::WrongType, found.place, message)
    };
    match parse(&file.text, 0) {
        Ok(json) if !matches!(json.value, Value::Object(_)) => {
            Err(vec![expected("a household (an object)", &json)])
        }
        Ok(json) => match json.get("district") {
            None => Ok(None),
            Some(Json { value: Value::String(district), .. }) => Ok(Some(district.clone())),
            Some(other) => {
                let help = "write the six digits in quotes: `\"district\": \"331003\"`";
                let what = "an administrative division code in a string";
                Err(vec![Diagnostic {
                    pointer: "/district".to_owned(),
                    help: Some(help.to_owned()),
                    ..expected(what, other)
                }])
            }
        },
        Err(faults) => Err(faults
            .into_iter()
            .map(|it| file.diagnostic(it.code, it.place, it.message))
            .collect()),
    }
}
