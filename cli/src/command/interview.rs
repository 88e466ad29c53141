//! `huisuan interview`: what to ask a household next.

use std::path::Path;

use clap::Args;

use crate::asked::Asked;
use crate::end::{End, Refusal};
use crate::render;

/// List the facts that can still change what a household is entitled to, in the order to ask them.
#[derive(Debug, Args)]
pub(crate) struct Interview {
    #[command(flatten)]
    asked: Asked,
}

impl Interview {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        self.asked.answer(rules, |calculator, household, on| {
            render::json(&calculator.interview(household, on))
        })
    }
}
