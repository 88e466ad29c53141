//! Why a step stopped, in words a person can act on.

use std::fmt;

/// What a step of the build gives back.
pub(crate) type Result<T = ()> = std::result::Result<T, Error>;

/// A step that could not be done: what went wrong, and what to do about it.
#[derive(Debug)]
pub(crate) struct Error {
    what: String,
    help: Option<String>,
}

impl Error {
    /// One sentence in lower case without a full stop.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), help: None }
    }

    /// Adds what the person should do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Says what was being done when something failed.
pub(crate) trait Context<T> {
    /// Puts `doing` before the cause: "cannot `doing`: cause".
    fn context(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|cause| Error::new(format!("cannot {}: {cause}", doing())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_then_help() {
        let error = Error::new("no Chromium found").help("install it");
        assert_eq!(error.to_string(), "no Chromium found\n  help: install it");
    }

    #[test]
    fn context_comes_before_the_cause() {
        let failed: std::result::Result<(), &str> = Err("disk full");
        let error = failed.context(|| "write the stamp".into()).unwrap_err();
        assert_eq!(error.to_string(), "cannot write the stamp: disk full");
    }
}
