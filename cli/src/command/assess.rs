//! `huisuan assess`: all determinations of a household.

use std::path::Path;

use clap::Args;

use crate::asked::Asked;
use crate::end::{End, Refusal};
use crate::format::Format;
use crate::render;
use crate::text;

/// Assess a household: every benefit, whether it is due, how much, why and where to apply.
#[derive(Debug, Args)]
pub(crate) struct Assess {
    #[command(flatten)]
    asked: Asked,
    /// How the assessment is written.
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

impl Assess {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        self.asked.answer(rules, |calculator, household, on| {
            let assessment = calculator.assess(household, on);
            match self.format {
                Format::Json => render::json(&assessment),
                Format::Text => Ok(text::assessment(calculator, &assessment)),
            }
        })
    }
}
