//! The list through all cores and back into its order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use huisuan_batch::{Assessed, Assessor, BatchFault, Reject};
use indicatif::ProgressBar;

use super::chunk::Chunk;
use super::{Rows, Sink};
use crate::end::Refusal;

/// Chunks on their way for each core: being read, assessed, or waiting for their turn to be written.
const ON_THEIR_WAY: usize = 4;

/// How many rows there were, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) rows: u64,
    pub(crate) assessed: u64,
    pub(crate) rejected: u64,
}

/// A chunk that has been assessed.
struct Done {
    number: u64,
    lines: Vec<u64>,
    unreadable: Vec<(u64, Reject)>,
    assessed: Result<Assessed, BatchFault>,
}

/// Where a run writes to.
pub(crate) struct Sinks<'s> {
    pub(crate) results: &'s mut Sink,
    pub(crate) rejects: &'s mut Sink,
}

/// Assesses every row, on so many cores, and writes results and rejects in the order of the rows.
///
/// The number of chunks on their way is bounded, and so is the memory, however long the list is.
pub(crate) fn run(
    rows: Rows,
    assessor: &Assessor<'_>,
    cores: NonZeroUsize,
    sinks: &mut Sinks<'_>,
    progress: &ProgressBar,
) -> Result<Counts, Refusal> {
    let reach = rows.reach.clone();
    progress.set_length(reach.whole);
    let most = cores.get().saturating_mul(ON_THEIR_WAY);
    let (permit, permits) = sync_channel::<()>(most);
    let (give, jobs) = sync_channel::<(u64, Result<Chunk, Refusal>)>(most);
    let (finish, done) = sync_channel::<Result<Done, Refusal>>(most);
    let jobs = Arc::new(Mutex::new(jobs));
    thread::scope(|scope| {
        for _ in 0..most {
            // There is room for every permit.
            let _ = permit.send(());
        }
        scope.spawn(move || read(rows, &permits, &give));
        for _ in 0..cores.get() {
            let (jobs, finish) = (Arc::clone(&jobs), finish.clone());
            scope.spawn(move || work(assessor, &jobs, &finish));
        }
        // When the workers have gone, so has the last sender.
        drop(finish);
        let written = write(&done, &permit, sinks, &|rows| {
            progress.set_position(reach.read());
            progress.set_message(rows.to_string());
        });
        // Whoever still waits to hand something over is let go.
        drop(done);
        drop(permit);
        written
    })
}

fn read(rows: Rows, permits: &Receiver<()>, give: &SyncSender<(u64, Result<Chunk, Refusal>)>) {
    for (number, chunk) in (0_u64..).zip(rows.chunks) {
        if permits.recv().is_err() || give.send((number, chunk)).is_err() {
            return;
        }
    }
}

fn work(
    assessor: &Assessor<'_>,
    jobs: &Mutex<Receiver<(u64, Result<Chunk, Refusal>)>>,
    finish: &SyncSender<Result<Done, Refusal>>,
) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, chunk)) = job else { return };
        let done = chunk.map(|Chunk { batch, lines, numbers, unreadable }| Done {
            number,
            lines,
            unreadable,
            assessed: assessor.assess(&batch, |row| numbers.get(row).copied().unwrap_or_default()),
        });
        if finish.send(done).is_err() {
            return;
        }
    }
}

fn write(
    done: &Receiver<Result<Done, Refusal>>,
    permit: &SyncSender<()>,
    sinks: &mut Sinks<'_>,
    seen: &dyn Fn(u64),
) -> Result<Counts, Refusal> {
    let mut counts = Counts::default();
    let mut waiting = BTreeMap::new();
    let mut next = 0_u64;
    for chunk in done {
        let chunk = chunk?;
        waiting.insert(chunk.number, chunk);
        while let Some(chunk) = waiting.remove(&next) {
            next = next.saturating_add(1);
            write_chunk(chunk, sinks, &mut counts)?;
            seen(counts.rows);
            // The reader may have ended.
            let _ = permit.try_send(());
        }
    }
    Ok(counts)
}

fn write_chunk(chunk: Done, sinks: &mut Sinks<'_>, counts: &mut Counts) -> Result<(), Refusal> {
    let number = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
    let Assessed { results, rejects } =
        chunk.assessed.map_err(|fault| Refusal::new(format!("cannot assess the list: {fault}")))?;
    let rows = chunk.lines.len().saturating_add(chunk.unreadable.len());
    let mut refused = chunk.unreadable;
    for reject in rejects {
        let line = chunk.lines.get(reject.row).copied().unwrap_or_default();
        refused.push((line, reject));
    }
    refused.sort_by_key(|(line, _)| *line);
    counts.rows = counts.rows.saturating_add(number(rows));
    counts.assessed = counts.assessed.saturating_add(number(results.num_rows()));
    counts.rejected = counts.rejected.saturating_add(number(refused.len()));
    sinks.results.write(&results)?;
    if !refused.is_empty() {
        let batch = Reject::batch("line", &refused)
            .map_err(|error| Refusal::new(format!("cannot put rejects together: {error}")))?;
        sinks.rejects.write(&batch)?;
    }
    Ok(())
}
