//! A long list through `huisuan batch`, in each form: households a second and core, memory, and whether everything adds up.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::machine;
use crate::error::{Context, Error, Result};
use crate::process::Run;
use crate::steps::now;
use crate::workspace;

/// How many households, where no number is given.
pub(super) const HOUSEHOLDS: u64 = 1_000_000;

/// Where lists and results are.
const FOLDER: &str = "target/bench";

/// How often the command is looked at while it runs.
const LOOK: Duration = Duration::from_millis(20);

/// How many bytes of a file are read at once.
const BLOCK: usize = 1 << 20;

/// Makes a list in each form and has it assessed twice.
pub(super) fn run(households: u64) -> Result {
    let what =
        ["build", "--release", "--locked", "--package", "huisuan-cli", "--bins", "--examples"];
    Run::cargo()?.args(what).run()?;
    let folder = workspace::path(FOLDER)?;
    for form in ["csv", "jsonl", "parquet"] {
        workspace::remove(&folder)?;
        fs::create_dir_all(&folder).context(|| format!("create {FOLDER}"))?;
        let list = folder.join(format!("list.{form}"));
        Run::new(built("examples/households")?)?.arg(households.to_string()).arg(&list).run()?;
        machine::print();
        let [first, again] = ["first", "again"].map(|run| assess(&list, form, run));
        let (first, again) = (first?, again?);
        println!("{form}, the first time: {first}");
        println!("{form}, once more: {again}");
        first.adds_up(households, form)?;
        let equal = same(&first.results, &again.results)? && same(&first.rejects, &again.rejects)?;
        if !equal {
            return Err(Error::new(format!("two runs over `{}` differ", list.display())));
        }
    }
    workspace::remove(&folder)
}

/// A program that was built for release.
fn built(name: &str) -> Result<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace::target()?.join("release").join(file))
}

/// What a run took, and what came of it.
struct Measured {
    rows: u64,
    assessed: u64,
    rejected: u64,
    wall: Duration,
    cost: Option<Cost>,
    results: PathBuf,
    rejects: PathBuf,
}

/// What a running program has used, as far as the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    /// The time of all cores together, in hundredths of a second.
    busy: u64,
    /// The most memory it held at once, in kilobytes.
    memory: u64,
}

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rows, assessed, rejected, wall, .. } = self;
        write!(
            f,
            "{rows} rows, {assessed} assessed and {rejected} rejected in {} s",
            wall.as_secs()
        )?;
        if let Some(Cost { busy, memory }) = self.cost {
            let rate = rows.saturating_mul(100).checked_div(busy).unwrap_or_default();
            write!(f, "; {rate} a second and core, at most {} MB", memory.div_ceil(1024))?;
        }
        Ok(())
    }
}

impl Measured {
    /// Whether every row came out once, by what the command says and by what it wrote.
    fn adds_up(&self, households: u64, form: &str) -> Result {
        let written = match form {
            "csv" => lines(&self.results)?.saturating_sub(1),
            "jsonl" => lines(&self.results)?,
            _ => self.assessed,
        };
        let refused = lines(&self.rejects)?.saturating_sub(1);
        let both = |a: u64, b: u64| a.saturating_add(b);
        let sum = [self.rows, both(self.assessed, self.rejected), both(written, refused)];
        if sum == [households; 3] {
            return Ok(());
        }
        Err(Error::new(format!("{households} rows went in, and {sum:?} came out")))
    }
}

/// Runs the command over a list.
fn assess(list: &Path, form: &str, run: &str) -> Result<Measured> {
    let folder = workspace::path(FOLDER)?;
    let results = folder.join(format!("{run}.{form}"));
    let rejects = folder.join(format!("{run}-rejects.csv"));
    let mut command = Command::new(built("huisuan")?);
    command.current_dir(workspace::root()?).arg("batch").arg(list);
    command.args(["--district", "331003", "--on", "2023-03-01", "--out"]).arg(&results);
    command.arg("--rejects").arg(&rejects).stderr(Stdio::piped());
    let start = now();
    let mut child = command.spawn().context(|| "run `huisuan batch`".into())?;
    let mut cost = None;
    // The system forgets a program that has ended, so it is asked while it runs.
    while child.try_wait().context(|| "wait for `huisuan batch`".into())?.is_none() {
        cost = cost_of(child.id()).or(cost);
        thread::sleep(LOOK);
    }
    let wall = start.elapsed();
    let mut said = String::new();
    if let Some(error) = &mut child.stderr {
        error.read_to_string(&mut said).context(|| "read what `huisuan batch` said".into())?;
    }
    let [rows, assessed, rejected] = counts(&said)
        .ok_or_else(|| Error::new(format!("`huisuan batch` failed: {}", said.trim())))?;
    Ok(Measured { rows, assessed, rejected, wall, cost, results, rejects })
}

/// The three numbers of `3 rows: 2 assessed, 1 rejected (…)`.
fn counts(said: &str) -> Option<[u64; 3]> {
    let line = said.lines().find(|it| it.contains(" rows: "))?;
    let mut numbers = line.split(' ').filter_map(|it| it.parse().ok());
    Some([numbers.next()?, numbers.next()?, numbers.next()?])
}

fn cost_of(id: u32) -> Option<Cost> {
    let read = |name: &str| fs::read_to_string(format!("/proc/{id}/{name}")).ok();
    cost(&read("stat")?, &read("status")?)
}

/// What Linux says of a process: its 14th and 15th number are its time, `VmHWM` its most memory.
fn cost(stat: &str, status: &str) -> Option<Cost> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut times = after_name.split_whitespace().skip(11).map_while(|it| it.parse::<u64>().ok());
    let busy = times.next()?.checked_add(times.next()?)?;
    let memory = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    Some(Cost { busy, memory: memory.trim().strip_suffix(" kB")?.parse().ok()? })
}

/// The lines of a file.
fn lines(path: &Path) -> Result<u64> {
    let mut file = open(path)?;
    let mut lines = 0_u64;
    loop {
        let block = file.fill_buf().context(|| format!("read `{}`", path.display()))?;
        if block.is_empty() {
            return Ok(lines);
        }
        let ends = block.split(|it| *it == b'\n').count().saturating_sub(1);
        lines = lines.saturating_add(u64::try_from(ends).unwrap_or(u64::MAX));
        let read = block.len();
        file.consume(read);
    }
}

/// Whether two files have the same bytes.
fn same(one: &Path, other: &Path) -> Result<bool> {
    let (mut a, mut b) = (open(one)?, open(other)?);
    loop {
        let left = a.fill_buf().context(|| format!("read `{}`", one.display()))?;
        let right = b.fill_buf().context(|| format!("read `{}`", other.display()))?;
        let common = left.len().min(right.len());
        if common == 0 {
            return Ok(left.len() == right.len());
        }
        if left.get(..common) != right.get(..common) {
            return Ok(false);
        }
        a.consume(common);
        b.consume(common);
    }
}

fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).context(|| format!("read `{}`", path.display()))?;
    Ok(BufReader::with_capacity(BLOCK, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_run_are_found_in_what_it_says() {
        let said = "note: read as GBK\n1000 rows: 999 assessed, 1 rejected (rejects.csv)\n";
        assert_eq!(counts(said), Some([1000, 999, 1]));
        assert_eq!(counts("error: cannot read `list.csv`"), None);
    }

    #[test]
    fn what_a_process_has_used_is_read_as_the_system_writes_it() {
        let stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 3 0 100";
        let status = "Name:\ta\nVmPeak:\t 9000 kB\nVmHWM:\t    2048 kB\n";
        assert_eq!(cost(stat, status), Some(Cost { busy: 175, memory: 2048 }));
        assert_eq!(cost("", status), None);
    }
}
