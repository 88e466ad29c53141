//! `huisuan explain`: why a benefit is due, or is not, as a tree.

use std::path::Path;

use clap::Args;
use huisuan::source::parse;

use crate::asked::Asked;
use crate::end::{End, Refusal};
use crate::explain;
use crate::format::Format;
use crate::render;

/// Explain a determination: each condition and the amount, with the values they rest on, the pack that gives them and the clause.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    asked: Asked,
    /// The benefit to explain, such as `minimum_living_allowance`; all that are not out of the question, if left out.
    #[arg(long, value_name = "BENEFIT")]
    benefit: Option<String>,
    /// Whose: a member's id or `household`; everybody's, if left out.
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    /// How the explanation is written.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Explain {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        self.asked.answer_with_text(rules, |calculator, household, text, on| {
            // The household has been read, so its text is JSON.
            let json = parse(text, 0).map_err(|_| Refusal::new("the household is not JSON"))?;
            let assessment = calculator.assess(household, on);
            let known = calculator.benefits();
            let wanted: Vec<&str> = match &self.benefit {
                Some(benefit) if known.iter().any(|it| it.id == benefit) => vec![benefit],
                Some(benefit) => {
                    let names: Vec<&str> = known.iter().map(|it| it.id).collect();
                    let refusal =
                        Refusal::new(format!("there is no benefit `{benefit}` at this place"));
                    return Err(match huisuan::diagnostic::closest(benefit, &names) {
                        Some(nearest) => refusal.help(format!("did you mean `{nearest}`?")),
                        None => refusal.help(format!("the benefits are {}", names.join(", "))),
                    });
                }
                None => known.iter().map(|it| it.id).collect(),
            };
            let explanations: Vec<_> = wanted
                .iter()
                .flat_map(|it| {
                    explain::of(calculator, &assessment, &json, it, self.subject.as_deref())
                })
                .collect();
            if explanations.is_empty() {
                let subject = self.subject.as_deref().unwrap_or_default();
                return Err(Refusal::new(format!("nothing is determined for `{subject}`"))
                    .help("name a member by its id, or `household`"));
            }
            match self.format {
                Format::Json => render::json(&explanations),
                Format::Text => {
                    let texts = explanations.iter().map(|it| explain::text(calculator, it));
                    Ok(texts.collect::<Vec<_>>().join("\n"))
                }
            }
        })
    }
}
