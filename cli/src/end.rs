//! How a run of the command ends.

use std::fmt;
use std::process::ExitCode;

use annotate_snippets::{Group, Level, Renderer};

/// What became of a command that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Nothing is wrong.
    Fine,
    /// Rules, cases or a household have faults, which were told.
    Findings,
    /// The household is not JSON, or more than a household can be, which was told.
    Unreadable,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Fine => Self::SUCCESS,
            End::Findings => Self::from(1),
            End::Unreadable => Self::from(2),
        }
    }
}

/// Why a command could not be carried out: what is wrong, and what to do.
#[derive(Debug)]
pub(crate) struct Refusal {
    message: String,
    help: Vec<String>,
}

impl Refusal {
    /// A refusal with its one sentence.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: Vec::new() }
    }

    /// The same, with something to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// A file or folder that cannot be used.
    pub(crate) fn of_file(doing: &str, path: impl fmt::Display, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            ErrorKind::PermissionDenied => "permission is denied".to_owned(),
            ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
            ErrorKind::IsADirectory => "it is a folder".to_owned(),
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "it is not a folder".to_owned(),
            _ => error.to_string(),
        };
        Self::new(format!("cannot {doing} `{path}`: {why}"))
    }

    /// The text for a terminal.
    pub(crate) fn rendered(&self) -> String {
        let group = Group::with_title(Level::ERROR.primary_title(self.message.as_str()))
            .elements(self.help.iter().map(|it| Level::HELP.message(it.as_str())));
        let mut text = Renderer::styled().render(&[group]);
        text.push('\n');
        text
    }
}
