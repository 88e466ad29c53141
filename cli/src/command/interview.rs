//! `huisuan interview`: what to ask a household next, or the whole conversation in the terminal.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use huisuan::case::set_fact;
use huisuan::date::Date;
use huisuan::layout::formatted;
use huisuan::source::{Json, Place, Value, parse};

use crate::asked::{Asked, with_rules};
use crate::end::{End, Refusal};
use crate::interview::{Talk, nothing_known};
use crate::output::print;
use crate::render;
use crate::rules::TextFile;
use crate::text;
use crate::write;

/// Ask a household in the terminal, one question after another, and assess it; or list what could be asked.
///
/// Without a household it asks, in Chinese, and ends with the assessment. With one it lists the facts that can still change what
/// it is entitled to, in the order to ask them, as JSON; with `--ask` it goes on asking where the household leaves off.
#[derive(Debug, Args)]
pub(crate) struct Interview {
    /// The district whose rules are asked; if left out, the one the household names.
    #[arg(long, value_name = "ADCODE")]
    district: Option<String>,
    /// The day that is asked about, such as 2025-07-01.
    #[arg(long, value_name = "DAY")]
    on: Date,
    /// The file with the household as JSON; `-` reads it from standard input.
    #[arg(value_name = "HOUSEHOLD")]
    household: Option<PathBuf>,
    /// Ask for what the household does not say yet.
    #[arg(long, requires = "household")]
    ask: bool,
    /// The file to write the household to, as it was answered.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

impl Interview {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        match &self.household {
            Some(household) if !self.ask => {
                if self.save.is_some() {
                    return Err(Refusal::new("a list of questions has no household to save")
                        .help("add `--ask` to answer them"));
                }
                let asked = Asked::new(self.district.clone(), self.on, household.clone());
                asked.answer(rules, |calculator, household, on| {
                    render::json(&calculator.interview(household, on))
                })
            }
            household => self.talk(rules, household.as_deref()),
        }
    }

    fn talk(&self, rules: &Path, household: Option<&Path>) -> Result<End, Refusal> {
        let mut start = match household {
            Some(path) if path.as_os_str() == "-" => {
                return Err(Refusal::new(
                    "standard input cannot give the household and the answers",
                )
                .help("name the file with the household"));
            }
            Some(path) => {
                let file = TextFile::read(path)?;
                parse(&file.text, 0).map_err(|_| {
                    Refusal::new(format!("`{}` is not JSON", file.name))
                        .help("`huisuan assess` tells where")
                })?
            }
            None => nothing_known(),
        };
        if !matches!(start.value, Value::Object(_)) {
            return Err(Refusal::new("the household is not an object"));
        }
        let district = self.district.as_deref().or_else(|| start.text("district"));
        let Some(district) = district.map(str::to_owned) else {
            return Err(Refusal::new("no district is named").help("add `--district ADCODE`"));
        };
        let named = Json { place: Place::default(), value: Value::String(district.clone()) };
        set_fact(&mut start, "district", named);
        with_rules(rules, &district, |calculator| {
            let answered =
                Talk::new(calculator, self.on, io::stdin().lock(), io::stdout()).hold(start)?;
            let household = calculator
                .household(&answered, self.on)
                .map_err(|_| Refusal::new("the household that was answered cannot be used"))?;
            let assessment = calculator.assess(&household, self.on);
            print(&format!("\n{}", text::assessment(calculator, &assessment)))?;
            if let Some(file) = &self.save {
                // What was answered is JSON.
                let text = formatted("the household", &answered).unwrap_or(answered);
                write::one(file, &text)?;
                print(&format!("已存到 {}。\n", file.display()))?;
            }
            Ok(())
        })
    }
}
