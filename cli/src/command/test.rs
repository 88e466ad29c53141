//! `huisuan test`: the example households beside the rules, and what must come out for them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use clap::Args;
use huisuan::Calculator;
use huisuan::adcode::Adcode;
use huisuan::case::{self, Outcome};
use huisuan::coverage::Coverage;
use huisuan::diagnostic::Diagnostic;
use huisuan::source::{Json, Value, parse};

use crate::answers;
use crate::coverage;
use crate::end::{End, Refusal};
use crate::output::{count, print};
use crate::render;
use crate::rules::{Pack, RulesFolder, TextFile};

/// Run the cases that stand beside the rules.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Jurisdictions whose cases to run; all if none is named.
    #[arg(value_name = "ADCODE")]
    adcodes: Vec<String>,
    /// Do not judge: print what comes out for each case, as one line of JSON.
    #[arg(long)]
    answers: bool,
    /// List what of the rules no case has shown, for the jurisdictions named too: it is a finding. What no place
    /// uses is listed as well, and is none.
    #[arg(long, conflicts_with = "answers")]
    coverage: bool,
}

impl Test {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        let rules = RulesFolder::read(rules)?;
        let packs: Vec<&Pack> = if self.adcodes.is_empty() {
            rules.packs().collect()
        } else {
            self.adcodes.iter().map(|it| rules.named(it)).collect::<Result<_, _>>()?
        };
        if self.answers {
            return answer(&rules, &packs);
        }
        let mut run = Run::new(&rules);
        for pack in &packs {
            for path in pack.cases() {
                run.file(pack.adcode, &TextFile::read(path)?);
            }
        }
        // The cases of one place do not show all of what it shares with others; a case that fails shows nothing.
        let counted = run.failed == 0 && (self.coverage || self.adcodes.is_empty());
        let told = if counted { Some(run.coverage(&packs, self.coverage)) } else { None };
        anstream::eprint!("{}", run.told);
        print(&format!("{}{} passed, {} failed\n", run.failures, run.passed, run.failed))?;
        let mut complete = run.failed == 0;
        if let Some(told) = told {
            print(&told.text)?;
            complete &= told.complete;
        }
        Ok(if complete { End::Fine } else { End::Findings })
    }
}

/// Prints what comes out for every case, up to the first that has a fault.
fn answer(rules: &RulesFolder, packs: &[&Pack]) -> Result<End, Refusal> {
    for pack in packs.iter().filter(|it| !it.cases().is_empty()) {
        let calculator = match rules.chain(pack).load() {
            Ok(calculator) => calculator,
            Err(faults) => return Ok(tell(&faults, |it| rules.text(it))),
        };
        for path in pack.cases() {
            let file = TextFile::read(path)?;
            if let Err(faults) = answers::of_file(&calculator, pack.adcode, &file)? {
                return Ok(tell(&faults, |_| None));
            }
        }
    }
    Ok(End::Fine)
}

fn tell<'t>(faults: &[Diagnostic], text: impl Fn(&str) -> Option<&'t str>) -> End {
    anstream::eprint!("{}", render::human(faults, text));
    End::Findings
}

/// Cases as they are run.
struct Run<'r> {
    rules: &'r RulesFolder,
    calculators: BTreeMap<Adcode, Result<Calculator, Vec<Diagnostic>>>,
    /// What of the rules the cases have shown.
    seen: Coverage,
    passed: usize,
    failed: usize,
    /// What failed, for standard output.
    failures: String,
    /// Faults of rules and of files of cases.
    faults: Vec<Diagnostic>,
    /// The same, each once, for standard error.
    told: String,
}

impl<'r> Run<'r> {
    fn new(rules: &'r RulesFolder) -> Self {
        Self {
            rules,
            calculators: BTreeMap::new(),
            seen: Coverage::default(),
            passed: 0,
            failed: 0,
            failures: String::new(),
            faults: Vec::new(),
            told: String::new(),
        }
    }

    /// Runs a file of cases. A file that cannot be run counts as each of its cases failed.
    fn file(&mut self, folder: Adcode, file: &TextFile) {
        let json = parse(&file.text, 0).ok();
        let district = json.as_ref().and_then(district).unwrap_or(folder);
        let cases = json.as_ref().map_or(&[][..], cases);
        let Some(pack) = self.rules.pack(district) else {
            let why = format!("there are no rules for `{district}`, the household's district");
            return self.not_run(file, cases.len(), &why);
        };
        let rules = self.rules;
        let load = || rules.chain(pack).load();
        match self.calculators.entry(district).or_insert_with(load) {
            Err(faults) => {
                let faults = faults.clone();
                self.tell(&faults, |it| rules.text(it));
                let why = format!(
                    "the rules for `{district}` have faults; see `huisuan check {district}`"
                );
                self.not_run(file, cases.len(), &why);
            }
            Ok(calculator) => {
                let seen = &mut self.seen;
                let run = case::run_watched(
                    calculator,
                    &file.name,
                    &file.text,
                    &mut |household, on, found| seen.see(calculator, household, on, found),
                );
                match run {
                    Err(faults) => {
                        self.tell(&faults, |_| Some(&file.text));
                        let why = format!("the file has {}", count(faults.len(), "fault"));
                        self.not_run(file, cases.len(), &why);
                    }
                    Ok(outcomes) => {
                        for (index, outcome) in outcomes.iter().enumerate() {
                            self.outcome(file, cases.get(index), outcome);
                        }
                    }
                }
            }
        }
    }

    /// What the cases have shown of the packs, at all places that have rules.
    fn coverage(&mut self, packs: &[&Pack], list_idle: bool) -> coverage::Told {
        for chain in self.rules.chains() {
            // Rules with faults are told of where their cases are run, or by `huisuan check`.
            if let Ok(calculator) = chain.load() {
                self.seen.add_chain(&calculator);
            }
        }
        let of_packs = |it| packs.iter().any(|pack| pack.adcode == it);
        coverage::tell(&self.seen, self.rules, of_packs, list_idle)
    }

    fn tell<'t>(&mut self, faults: &[Diagnostic], text: impl Fn(&str) -> Option<&'t str>) {
        let mut new = faults.to_vec();
        new.retain(|it| !self.faults.contains(it));
        self.told += &render::human(&new, text);
        self.faults.append(&mut new);
    }

    fn not_run(&mut self, file: &TextFile, cases: usize, why: &str) {
        let cases = cases.max(1);
        self.failed = self.failed.saturating_add(cases);
        // Writing to a string cannot fail.
        let _ = writeln!(self.failures, "{}: {} not run: {why}\n", file.name, count(cases, "case"));
    }

    fn outcome(&mut self, file: &TextFile, case: Option<&Json>, outcome: &Outcome) {
        if outcome.failures.is_empty() {
            self.passed = self.passed.saturating_add(1);
            return;
        }
        self.failed = self.failed.saturating_add(1);
        let line = case.map_or(1, |it| file.locate(it.place).0);
        let Outcome { name, on, household, failures } = outcome;
        let mut text = format!("{}:{line}: failed: {name} (on {on})\n", file.name);
        for failure in failures {
            let _ = writeln!(text, "    {failure}");
        }
        let _ = writeln!(text, "    household: {household}\n");
        self.failures += &text;
    }
}

/// The cases of a file.
fn cases(file: &Json) -> &[Json] {
    match file.get("cases").map(|it| &it.value) {
        Some(Value::Array(cases)) => cases,
        _ => &[],
    }
}

/// The district of the household that the cases start from, or else of the first case's own.
fn district(file: &Json) -> Option<Adcode> {
    let own = || cases(file).iter().find_map(|it| it.get("household"));
    match &file.get("household").or_else(own)?.get("district")?.value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}
