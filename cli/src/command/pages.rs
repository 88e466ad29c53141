//! `huisuan pages`: the rules as pages for people.

use std::path::{Path, PathBuf};

use clap::Args;
use huisuan::date::Date;
use huisuan::diagnostic::Severity;

use super::check;
use crate::end::{End, Refusal};
use crate::output::{count, print};
use crate::render;
use crate::rules::RulesFolder;
use crate::{pages, write};

/// Check all packs and write them as pages for people: `rules.html`, and a page for each place in `rules/`.
#[derive(Debug, Args)]
pub(crate) struct Pages {
    /// The folder of the site to write to.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// The day the pages speak of; if left out, the last on which a figure was compared with its source.
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
}

impl Pages {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        let rules = RulesFolder::read(rules)?;
        let chains = rules.chains();
        let diagnostics = check::diagnostics(&chains);
        anstream::eprint!("{}", render::human(&diagnostics, |it| rules.text(it)));
        if diagnostics.iter().any(|it| it.severity == Severity::Error) {
            let summary = render::summary(&diagnostics).unwrap_or_default();
            print(&format!("no pages written: {summary}\n"))?;
            return Ok(End::Findings);
        }
        let pages = pages::write(&rules, &chains, self.on)?;
        write::all(&self.out.join("rules"), &pages.places)?;
        write::all(&self.out, &pages.overview)?;
        let written = pages.places.len().saturating_add(pages.overview.len());
        print(&format!("{} written in {}\n", count(written, "page"), self.out.display()))?;
        Ok(End::Fine)
    }
}
