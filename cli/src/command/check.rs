//! `huisuan check`: everything that is wrong with the packs of a rules folder.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;
use huisuan::adcode::Adcode;
use huisuan::diagnostic::{Diagnostic, Severity};

use crate::chain::Chain;
use crate::end::{End, Refusal};
use crate::output::{count, print};
use crate::render::{self, Format};
use crate::rules::RulesFolder;
use crate::watch::Watched;

/// Check rule packs: every fault with its place, and what to do about it.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Jurisdictions to check, each with the packs above it; all if none is named.
    #[arg(value_name = "ADCODE")]
    adcodes: Vec<String>,
    /// How faults are written.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Check again whenever a file of the rules folder changes, until Ctrl-C.
    #[arg(long)]
    watch: bool,
}

impl Check {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        if self.watch { self.watch(rules) } else { self.once(rules) }
    }

    /// Checks now and after every change. What cannot be read is told; it may be put right by the next change.
    fn watch(&self, rules: &Path) -> Result<End, Refusal> {
        // A folder that is not there at all is a slip of the finger.
        RulesFolder::read(rules)?;
        let mut watched = Watched::new(rules);
        loop {
            // These two lines are what an editor looks for: what stands between them is the state of the rules.
            print(&format!("checking {}\n", rules.display()))?;
            if let Err(refusal) = self.once(rules) {
                anstream::eprint!("{}", refusal.rendered());
            }
            print(&format!("watching {}\n", rules.display()))?;
            watched.wait();
        }
    }

    fn once(&self, rules: &Path) -> Result<End, Refusal> {
        let rules = RulesFolder::read(rules)?;
        let chains = if self.adcodes.is_empty() {
            rules.chains()
        } else {
            let packs = self.adcodes.iter().map(|it| rules.named(it));
            packs.map(|it| Ok(rules.chain(it?))).collect::<Result<_, _>>()?
        };
        let diagnostics = diagnostics(&chains);
        match self.format {
            Format::Human => {
                anstream::eprint!("{}", render::human(&diagnostics, |it| rules.text(it)));
            }
            Format::Plain => anstream::eprint!("{}", render::plain(&diagnostics)),
            Format::Json => print(&render::json(&diagnostics)?)?,
        }
        if self.format != Format::Json {
            let packs: BTreeSet<Adcode> = chains.iter().flat_map(Chain::adcodes).collect();
            let nothing = || format!("{} checked: no findings", count(packs.len(), "pack"));
            print(&format!("{}\n", render::summary(&diagnostics).unwrap_or_else(nothing)))?;
        }
        let refused = diagnostics.iter().any(|it| it.severity == Severity::Error);
        Ok(if refused { End::Findings } else { End::Fine })
    }
}

/// What is wrong with the packs of the chains, each fault once.
///
/// A warning about a pack is told only if every chain that can be used and holds the pack gives it: what
/// looks superfluous at one place may be what another place needs.
pub(crate) fn diagnostics(chains: &[Chain<'_>]) -> Vec<Diagnostic> {
    let checked: Vec<_> = chains.iter().map(|it| (it, it.check())).collect();
    let by_all = |warning: &Diagnostic| {
        checked.iter().filter(|(chain, _)| chain.has_file(&warning.file)).all(|(_, found)| {
            found.as_ref().is_ok_and(|it| it.warnings().contains(warning)) || found.is_err()
        })
    };
    let mut all: Vec<Diagnostic> = Vec::new();
    for (_, found) in &checked {
        let found: Vec<&Diagnostic> = match found {
            Ok(calculator) => calculator.warnings().iter().filter(|it| by_all(it)).collect(),
            Err(found) => found.iter().collect(),
        };
        for diagnostic in found {
            if !all.contains(diagnostic) {
                all.push(diagnostic.clone());
            }
        }
    }
    all
}
