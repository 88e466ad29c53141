//! Steps that are named, timed and summed up at the end.

use std::fmt;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// The steps done so far.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    NotRun,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Outcome::Passed => "ok",
            Outcome::Failed => "FAILED",
            Outcome::NotRun => "not run",
        })
    }
}

impl Steps {
    /// Does a step and goes on even when it fails, so that one run shows all
    /// there is to repair. Gives what the step gave, if it passed.
    pub(crate) fn run<T>(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> Result<T>,
    ) -> Option<T> {
        println!("\n=== {name}");
        let start = now();
        let result = step();
        let took = start.elapsed();
        let outcome = match &result {
            Ok(_) => Outcome::Passed,
            Err(error) => {
                println!("error: {error}");
                Outcome::Failed
            }
        };
        println!("=== {name}: {outcome}, {}", seconds(took));
        self.done.push(Step { name, outcome, took });
        result.ok()
    }

    /// Notes a step that cannot be done because one before it failed.
    pub(crate) fn leave_out(&mut self, name: &'static str) {
        self.done.push(Step { name, outcome: Outcome::NotRun, took: Duration::ZERO });
    }

    /// Prints every step with its time; an error if not all of them passed.
    pub(crate) fn finish(self) -> Result {
        println!("\n{self}");
        let missed = |step: &&Step| step.outcome != Outcome::Passed;
        let missed: Vec<_> = self.done.iter().filter(missed).map(|step| step.name).collect();
        if missed.is_empty() {
            return Ok(());
        }
        Err(Error::new(format!("not passed: {}", missed.join(", "))))
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Step { name, outcome, took } in &self.done {
            writeln!(f, "{outcome:<8} {:>8}  {name}", seconds(*took))?;
        }
        let passed = self.done.iter().filter(|it| it.outcome == Outcome::Passed).count();
        let total = self.done.iter().map(|it| it.took).sum();
        write!(f, "{passed} of {} steps passed in {}", self.done.len(), seconds(total))
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a step takes is not part of any answer")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

fn seconds(duration: Duration) -> String {
    format!("{}.{} s", duration.as_secs(), duration.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_named_in_the_summary() {
        let mut steps = Steps::default();
        assert_eq!(steps.run("format", || Ok(1)), Some(1));
        let failed: Option<()> = steps.run("lint", || Err(Error::new("unused import")));
        assert_eq!(failed, None);
        steps.leave_out("browser tests");
        let summary = steps.to_string();
        assert!(summary.ends_with("1 of 3 steps passed in 0.0 s"), "{summary}");
        assert_eq!(steps.finish().unwrap_err().to_string(), "not passed: lint, browser tests");
    }

    #[test]
    fn steps_that_all_passed_are_no_error() {
        let mut steps = Steps::default();
        steps.run("format", || Ok(()));
        assert!(steps.finish().is_ok());
    }
}
