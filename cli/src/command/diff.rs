//! `huisuan diff`: what a change of the rules does to households.

use std::path::{Path, PathBuf};

use clap::Args;
use huisuan::date::Date;

use crate::diff::{self, Diff, Question, Side};
use crate::end::{End, Refusal};
use crate::format::Format;
use crate::output::print;
use crate::render;
use crate::rules::RulesFolder;
use crate::write;

/// Compare two states of the rules: which determinations of which households change, by how much, and by which rule.
///
/// Two folders are compared on the days of the cases and on each day on which their rules begin to differ, or on the one day of
/// `--on`. One folder is compared with itself at two days, `--on-old` and `--on-new`.
///
/// Exit codes: 0 no determination changes; 1 some do; 2 the command could not be carried out as asked.
#[derive(Debug, Args)]
pub(crate) struct DiffCommand {
    /// The folder with the rules as they were; the one of `--rules`, if left out.
    #[arg(value_name = "OLD")]
    old: Option<PathBuf>,
    /// The folder with the rules as they are to be; the same as OLD, if left out.
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,
    /// The day on which all households are assessed on both sides.
    #[arg(long, value_name = "DAY", conflicts_with_all = ["on_old", "on_new"])]
    on: Option<Date>,
    /// The day on which they are assessed by the rules as they were.
    #[arg(long, value_name = "DAY", requires = "on_new")]
    on_old: Option<Date>,
    /// The day on which they are assessed by the rules as they are to be.
    #[arg(long, value_name = "DAY", requires = "on_old")]
    on_new: Option<Date>,
    /// The one place to look at; all, if left out.
    #[arg(long, value_name = "ADCODE")]
    district: Option<String>,
    /// The most households that are generated at the edges of the rules, for a place.
    #[arg(long, value_name = "NUMBER", default_value = "2000")]
    generate: usize,
    /// The file for a report as a page of its own.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl DiffCommand {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        let old_path = self.old.as_deref().unwrap_or(rules);
        let new_path = self.new.as_deref().unwrap_or(old_path);
        let days = (self.on.or(self.on_old), self.on.or(self.on_new));
        if old_path == new_path && days.0 == days.1 {
            return Err(Refusal::new("the two sides are the same rules on the same day").help(
                "name two folders, `huisuan diff OLD NEW`, or two days, `--on-old 2024-06-30 --on-new 2024-07-01`",
            ));
        }
        let (old, new) = (RulesFolder::read(old_path)?, RulesFolder::read(new_path)?);
        let district = match &self.district {
            Some(district) => {
                old.named(district)?;
                Some(new.named(district)?.adcode)
            }
            None => None,
        };
        let side = |path: &Path, rules, on| Side { path: path.display().to_string(), rules, on };
        let question = Question {
            old: side(old_path, &old, days.0),
            new: side(new_path, &new, days.1),
            district,
            most: self.generate,
        };
        let diff = match diff::compare(&question)? {
            Ok(diff) => diff,
            Err(faults) => {
                let text = |name: &str| old.text(name).or_else(|| new.text(name));
                anstream::eprint!("{}", render::human(&faults, text));
                return Ok(End::Unreadable);
            }
        };
        self.tell(&diff)?;
        Ok(if diff.summary.determinations == 0 { End::Fine } else { End::Findings })
    }

    fn tell(&self, diff: &Diff) -> Result<(), Refusal> {
        if let Some(file) = &self.html {
            write::one(file, &diff::html(diff))?;
        }
        match self.format {
            Format::Json => print(&render::json(diff)?),
            Format::Text => print(&diff::text(diff)),
        }
    }
}
