//! `huisuan fmt`: the one form of files of rules and cases.

use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;
use huisuan::diagnostic::Diagnostic;
use huisuan::layout::formatted;

use crate::end::{End, Refusal};
use crate::output::{count, print};
use crate::render;
use crate::rules::{RulesFolder, TextFile};
use crate::write;

/// Put files of rules and cases into their one form: the order of keys that the format declares, and one layout.
///
/// Nothing is added or lost. A file that is not JSON is told of and left as it is.
#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// Jurisdictions (by code or folder), or files; all authored packs of the rules folder with their cases, if none is named. `-` reads one file from
    /// standard input and prints it.
    #[arg(value_name = "ADCODE|FILE")]
    what: Vec<String>,
    /// Write nothing: name the files that are not in their form, which is a finding.
    #[arg(long)]
    check: bool,
}

impl Fmt {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        if self.what == ["-"] {
            return standard_input();
        }
        let files = self.files(rules)?;
        let mut told = String::new();
        let mut faults: Vec<Diagnostic> = Vec::new();
        let (mut changed, mut refused) = (0_usize, 0_usize);
        for path in &files {
            let file = TextFile::read(path)?;
            match formatted(&file.name, &file.text) {
                Ok(text) if text == file.text => {}
                Ok(text) => {
                    changed = changed.saturating_add(1);
                    let what = if self.check { "not in its form" } else { "formatted" };
                    // Writing to a string cannot fail.
                    let _ = writeln!(told, "{}: {what}", file.name);
                    if !self.check {
                        write::one(path, &text)?;
                    }
                }
                Err(found) => {
                    refused = refused.saturating_add(1);
                    anstream::eprint!("{}", render::human(&found, |_| Some(&file.text)));
                    faults.extend(found);
                }
            }
        }
        let same = files.len().saturating_sub(changed).saturating_sub(refused);
        let what = if self.check { "not in its form" } else { "formatted" };
        let _ = write!(told, "{} {what}, {same} unchanged", count(changed, "file"));
        if refused > 0 {
            let _ = write!(told, ", {refused} refused");
        }
        print(&format!("{told}\n"))?;
        let found = refused > 0 || (self.check && changed > 0);
        Ok(if found { End::Findings } else { End::Fine })
    }

    /// The files that are meant.
    fn files(&self, rules: &Path) -> Result<Vec<PathBuf>, Refusal> {
        let is_code =
            |it: &&String| it.parse::<huisuan::adcode::Adcode>().is_ok() || Path::new(it).is_dir();
        let mut files: Vec<PathBuf> =
            self.what.iter().filter(|it| !is_code(it)).map(PathBuf::from).collect();
        if self.what.is_empty() || self.what.iter().any(|it| is_code(&it)) {
            let rules = RulesFolder::read(rules)?;
            let wanted = |it: &&String| is_code(it);
            let packs: Vec<_> = if self.what.is_empty() {
                rules.packs().collect()
            } else {
                self.what
                    .iter()
                    .filter(wanted)
                    .map(|it| rules.named(it))
                    .collect::<Result<_, _>>()?
            };
            // What is published is never changed: pages know it by its sha256.
            for pack in packs.into_iter().filter(|it| it.is_authored()) {
                files.extend(pack.files().iter().map(|it| PathBuf::from(it.name)));
                files.extend(pack.cases().iter().cloned());
            }
        }
        Ok(files)
    }
}

fn standard_input() -> Result<End, Refusal> {
    let mut text = String::new();
    io::stdin()
        .lock()
        .read_to_string(&mut text)
        .map_err(|error| Refusal::of_file("read", "<stdin>", &error))?;
    match formatted("<stdin>", &text) {
        Ok(text) => {
            print(&text)?;
            Ok(End::Fine)
        }
        Err(faults) => {
            anstream::eprint!("{}", render::human(&faults, |_| Some(&text)));
            Ok(End::Findings)
        }
    }
}
