//! `cargo xtask fuzz`: random input against the engine, made by libFuzzer, which keeps what reaches new code.
//!
//! The targets are in `fuzz/`, a workspace of its own. It needs a C++ compiler and no other Rust than the one at hand: what the fuzzer
//! watches is a pass of the compiler, and a memory checker has nothing to find where no code is unsafe.

use std::fs;

use crate::error::{Context, Error, Result};
use crate::process::Run;
use crate::{setup, workspace};

/// Every target, by the name of its function in `fuzz/src/bodies.rs`.
pub(crate) const TARGETS: [&str; 4] = ["load", "roundtrip", "evaluate", "image"];

/// What makes the compiler count the branches taken.
const WATCHED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// How long to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// So many inputs from a fixed seed: the same ones in every run.
    Inputs(u32),
    /// So many seconds, each run with other inputs.
    Seconds(u32),
}

/// Reads `[TARGET] [--seconds N | --inputs N]` and looks for so long.
pub(crate) fn run(words: &[&str]) -> Result {
    let (targets, until) = options(words)?;
    setup::for_fuzz()?;
    look(&targets, until)
}

fn options<'w>(words: &[&'w str]) -> Result<(Vec<&'w str>, Until)> {
    match words {
        [] => Ok((TARGETS.to_vec(), Until::Seconds(60))),
        ["--seconds", seconds, rest @ ..] => {
            let seconds = seconds.parse().context(|| format!("read the seconds `{seconds}`"))?;
            Ok((options(rest)?.0, Until::Seconds(seconds)))
        }
        ["--inputs", inputs, rest @ ..] => {
            let inputs = inputs.parse().context(|| format!("read the inputs `{inputs}`"))?;
            Ok((options(rest)?.0, Until::Inputs(inputs)))
        }
        [target, rest @ ..] if TARGETS.contains(target) => Ok((vec![*target], options(rest)?.1)),
        [word, ..] => Err(Error::new(format!("there is no target `{word}`")).help(format!(
            "targets are {}; `--seconds N` or `--inputs N` says how long",
            TARGETS.join(", ")
        ))),
    }
}

/// Builds the targets and runs each. What made one fail is kept in `fuzz/artifacts/<target>/`.
pub(crate) fn look(targets: &[&str], until: Until) -> Result {
    let host = host()?;
    let folder = workspace::path("fuzz")?;
    let out = workspace::target()?.join("fuzz");
    Run::cargo()?
        .args(["build", "--release", "--locked", "--quiet", "--target", &host])
        .env("CARGO_TARGET_DIR", &out)
        .env("RUSTFLAGS", WATCHED)
        .within(&folder)
        .run()?;
    for target in targets {
        // What is found worth keeping goes into the first folder; the seeds are read only.
        let (long, grown) = match until {
            Until::Inputs(runs) => {
                let fresh = out.join("inputs").join(target);
                workspace::remove(&fresh)?;
                (vec![format!("-runs={runs}"), "-seed=1".into()], fresh)
            }
            Until::Seconds(seconds) => {
                (vec![format!("-max_total_time={seconds}")], folder.join("corpus").join(target))
            }
        };
        let faults = format!("artifacts/{target}/");
        for made in [&grown, &folder.join(&faults)] {
            fs::create_dir_all(made).context(|| format!("create `{}`", made.display()))?;
        }
        Run::new(out.join(&host).join("release").join(target))?
            .args(long)
            .arg(grown)
            .arg(format!("seeds/{target}"))
            .arg(format!("-artifact_prefix={faults}"))
            .args(["-dict=rules.dict", "-timeout=20", "-max_len=20000", "-verbosity=0"])
            .arg("-print_final_stats=1")
            .within(&folder)
            .run()?;
    }
    Ok(())
}

/// The machine that compiles, as the compiler calls it. Named as the target, so that what builds the targets is not watched too.
fn host() -> Result<String> {
    let said = Run::new("rustc")?.arg("-vV").read()?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| Error::new("rustc did not say for which machine it compiles"))
}

#[cfg(test)]
mod tests {
    use super::{TARGETS, Until, options};

    #[test]
    fn a_target_and_how_long_are_read_in_any_order() {
        assert_eq!(options(&[]).unwrap(), (TARGETS.to_vec(), Until::Seconds(60)));
        assert_eq!(options(&["load"]).unwrap(), (vec!["load"], Until::Seconds(60)));
        let asked = (vec!["load"], Until::Seconds(5));
        assert_eq!(options(&["load", "--seconds", "5"]).unwrap(), asked);
        assert_eq!(options(&["--seconds", "5", "load"]).unwrap(), asked);
        let asked = (vec!["image"], Until::Inputs(9));
        assert_eq!(options(&["image", "--inputs", "9"]).unwrap(), asked);
    }

    #[test]
    fn an_unknown_target_is_refused_with_the_known_ones() {
        let said = options(&["loud"]).unwrap_err().to_string();
        assert!(said.contains("`loud`") && said.contains("roundtrip"), "{said}");
    }
}
