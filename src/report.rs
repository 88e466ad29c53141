//! Collects what is found while a chain is loaded, and places it in the texts at the end.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::limits;
use crate::source::{Files, Json, Place};

/// Where something was found: the pack, the value, and the character inside its string if it is an expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// Which pack, nation first.
    pub(crate) pack: usize,
    /// JSON Pointer within the pack.
    pub(crate) pointer: String,
    /// The character inside the string there.
    pub(crate) character: Option<usize>,
}

impl Spot {
    /// The spot of a member of the value here.
    pub(crate) fn member(&self, key: &str) -> Self {
        Self {
            pack: self.pack,
            pointer: format!("{}/{}", self.pointer, crate::source::pointer_segment(key)),
            character: None,
        }
    }

    /// The spot of an item of the list here.
    pub(crate) fn item(&self, index: usize) -> Self {
        Self { pack: self.pack, pointer: format!("{}/{index}", self.pointer), character: None }
    }

    #[cfg(feature = "check")]
    /// The spot of a character in the string here.
    pub(crate) fn character(&self, character: usize) -> Self {
        Self { character: Some(character), ..self.clone() }
    }
}

/// One thing found, not yet placed.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    code: Code,
    severity: Severity,
    spot: Spot,
    place: Option<Place>,
    message: String,
    help: Option<String>,
}

/// Everything found so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Adds an error. The returned finding takes a help.
    pub(crate) fn error(
        &mut self,
        code: Code,
        spot: &Spot,
        message: &dyn fmt::Display,
    ) -> &mut Finding {
        self.add(code, Severity::Error, spot, message)
    }

    #[cfg(feature = "check")]
    /// Adds a warning.
    pub(crate) fn warning(
        &mut self,
        code: Code,
        spot: &Spot,
        message: &dyn fmt::Display,
    ) -> &mut Finding {
        self.add(code, Severity::Warning, spot, message)
    }

    fn add(
        &mut self,
        code: Code,
        severity: Severity,
        spot: &Spot,
        message: &dyn fmt::Display,
    ) -> &mut Finding {
        let index = self.findings.len();
        let (spot, message) = (spot.clone(), message.to_string());
        self.findings.push(Finding { code, severity, spot, place: None, message, help: None });
        // Invariant: the finding was pushed just now.
        let last = index.min(self.findings.len().saturating_sub(1));
        #[expect(clippy::indexing_slicing, reason = "the finding at `last` was pushed just now")]
        &mut self.findings[last]
    }

    /// How much was found so far.
    pub(crate) fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether anything found so far refuses the load.
    pub(crate) fn has_errors(&self) -> bool {
        self.findings.iter().any(|it| it.severity == Severity::Error)
    }

    /// Places every finding in its text: in the order of the packs and of the text, without repeats.
    pub(crate) fn place(self, files: &Files<'_>, trees: &[Json]) -> Vec<Diagnostic> {
        let mut placed: Vec<(usize, Place, Finding)> = self
            .findings
            .into_iter()
            .map(|finding| {
                let node = trees.get(finding.spot.pack).map(|it| it.nearest(&finding.spot.pointer));
                let start = finding.place.or(node.map(|it| it.place)).unwrap_or_default();
                let place =
                    finding.spot.character.map_or(start, |it| files.inside_string(start, it));
                (finding.spot.pack, place, finding)
            })
            .collect();
        placed
            .sort_by_key(|(pack, place, finding)| (*pack, place.file, place.offset, finding.code));
        placed.dedup_by(|a, b| a.1 == b.1 && a.2.code == b.2.code && a.2.message == b.2.message);
        placed.truncate(limits::DIAGNOSTICS);
        placed
            .into_iter()
            .map(|(_, place, finding)| {
                let (file, line, column) = files.locate(place);
                Diagnostic {
                    code: finding.code,
                    severity: finding.severity,
                    file: file.to_owned(),
                    pointer: finding.spot.pointer,
                    line,
                    column,
                    message: finding.message,
                    help: finding.help,
                }
            })
            .collect()
    }
}

impl Finding {
    /// Says what to do about it.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do if there is something to say.
    pub(crate) fn help_if(&mut self, help: Option<String>) -> &mut Self {
        self.help = help;
        self
    }

    /// Points at a key or a token rather than at the value.
    pub(crate) fn at(&mut self, place: Place) -> &mut Self {
        self.place = Some(place);
        self
    }
}

/// `did you mean …?`, if some known name is near.
pub(crate) fn did_you_mean(name: &str, known: &[&str]) -> Option<String> {
    crate::diagnostic::closest(name, known).map(|it| format!("did you mean `{it}`?"))
}
