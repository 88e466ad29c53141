//! `huisuan batch`: a list of households, assessed on all cores.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use clap::Args;
use huisuan::adcode::Adcode;
use huisuan::date::Date;
use huisuan_batch::{Assessor, Places, Reject};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::{Rows, Sink, Sinks, Target, run};
use crate::end::{End, Refusal};
use crate::output::print;
use crate::render;
use crate::rules::RulesFolder;

/// Assess a list of households: CSV, JSON lines or Parquet in and out, on all cores.
///
/// Every row ends either in the results or, with its line and the reason, in the rejects. `docs/batch.md` describes both.
#[derive(Debug, Args)]
pub(crate) struct Batch {
    /// The list: `….csv`, `….jsonl` or `….parquet`.
    #[arg(value_name = "LIST", required_unless_present = "header")]
    list: Option<PathBuf>,
    /// The district whose rules are asked; if left out, each row names its own.
    #[arg(long, value_name = "ADCODE")]
    district: Option<String>,
    /// The day that is asked about, such as 2025-07-01; if left out, each row names its own.
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
    /// The file for the results; if left out, standard output as CSV.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The file for the rows that could not be assessed.
    #[arg(long, value_name = "FILE", default_value = "rejects.csv")]
    rejects: PathBuf,
    /// The number of cores to use; if left out, all.
    #[arg(long, value_name = "NUMBER")]
    cores: Option<NonZeroUsize>,
    /// Print the columns that a list may have, for so many members, and do nothing else.
    #[arg(long, value_name = "MEMBERS", num_args = 0..=1, default_missing_value = "3")]
    header: Option<usize>,
}

impl Batch {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        let folder = RulesFolder::read(rules)?;
        let district = match &self.district {
            Some(district) => Some(folder.named(district)?.adcode),
            None => None,
        };
        let Some(places) = places(&folder, district) else {
            return Ok(End::Findings);
        };
        let assessor = Assessor::new(&places, district, self.on);
        if let Some(members) = self.header {
            print(&format!("{}\n", assessor.header(members).join(",")))?;
            return Ok(End::Fine);
        }
        let Some(list) = &self.list else {
            return Err(Refusal::new("no list is named")
                .help("name a file `….csv`, `….jsonl` or `….parquet`"));
        };
        let rows = Rows::open(list)?;
        assessor.understand(&rows.schema).map_err(|fault| {
            Refusal::new(format!("`{}`: {}", list.display(), fault.message)).help(fault.help)
        })?;
        if let Some(note) = &rows.note {
            anstream::eprintln!("note: {note}");
        }
        let target = self.out.clone().map_or(Target::Standard, Target::File);
        let mut results = Sink::open(&target, &assessor.results())?;
        let mut rejects = Sink::open(&Target::File(self.rejects.clone()), &Reject::schema("line"))?;
        let cores = self.cores.or_else(|| thread::available_parallelism().ok());
        let progress = progress();
        let mut sinks = Sinks { results: &mut results, rejects: &mut rejects };
        let counts =
            run(rows, &assessor, cores.unwrap_or(NonZeroUsize::MIN), &mut sinks, &progress)?;
        progress.finish_and_clear();
        results.finish()?;
        rejects.finish()?;
        anstream::eprintln!(
            "{} rows: {} assessed, {} rejected ({})",
            counts.rows,
            counts.assessed,
            counts.rejected,
            self.rejects.display(),
        );
        Ok(if counts.rejected > 0 { End::Findings } else { End::Fine })
    }
}

/// The rules of the district, or of all; nothing where they have faults, which are told.
fn places(folder: &RulesFolder, district: Option<Adcode>) -> Option<Places> {
    let chains = match district.and_then(|it| folder.pack(it)) {
        Some(pack) => vec![folder.chain(pack)],
        None => folder.chains(),
    };
    let mut places = Places::default();
    for chain in chains {
        match chain.load() {
            Ok(calculator) => places.add(calculator),
            Err(faults) => {
                anstream::eprint!("{}", render::human(&faults, |it| folder.text(it)));
                return None;
            }
        }
    }
    Some(places)
}

/// How far the list has been read, where a person watches.
fn progress() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4))
        .with_message("0");
    let style =
        ProgressStyle::with_template("{bar:30} {percent:>3}%  {msg} rows, {elapsed}, {eta} to go");
    if let Ok(style) = style {
        bar.set_style(style.progress_chars("█▌ "));
    }
    bar
}
