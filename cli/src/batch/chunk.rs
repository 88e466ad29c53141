//! Some rows of a list, with where they stand in their file.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::SchemaRef;
use huisuan_batch::Reject;

use crate::end::Refusal;

/// Rows of one chunk: enough to keep a core busy for a moment, few enough to hold many chunks at once.
pub(super) const ROWS: usize = 512;

/// Some rows of a list.
#[derive(Debug)]
pub(crate) struct Chunk {
    /// The rows that can be read.
    pub(crate) batch: RecordBatch,
    /// The line of each, or its number where the file has no lines.
    pub(crate) lines: Vec<u64>,
    /// The number of each in the whole list, counted from 1.
    pub(crate) numbers: Vec<u64>,
    /// Rows that could not even be read, with their lines.
    pub(crate) unreadable: Vec<(u64, Reject)>,
}

/// Rows of text as they are collected.
#[derive(Debug, Default)]
pub(super) struct TextRows {
    columns: Vec<Vec<String>>,
    lines: Vec<u64>,
    numbers: Vec<u64>,
    /// The rows of the list before these.
    before: u64,
    unreadable: Vec<(u64, Reject)>,
}

impl TextRows {
    /// No rows yet, after so many in the chunks before.
    pub(super) fn new(columns: usize, before: u64) -> Self {
        Self { columns: vec![Vec::new(); columns], before, ..Self::default() }
    }

    /// The rows of the list up to and with these.
    pub(super) fn counted(&self) -> u64 {
        self.before.saturating_add(u64::try_from(self.len()).unwrap_or(u64::MAX))
    }

    pub(super) fn add<'t>(&mut self, line: u64, cells: impl Iterator<Item = &'t str>) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell.to_owned());
        }
        self.numbers.push(self.counted().saturating_add(1));
        self.lines.push(line);
    }

    pub(super) fn refuse(&mut self, line: u64, code: &'static str, reason: String, help: &str) {
        let reject =
            Reject { row: 0, id: None, code, column: None, reason, help: Some(help.to_owned()) };
        self.unreadable.push((line, reject));
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len().saturating_add(self.unreadable.len())
    }

    pub(super) fn finish(self, schema: &SchemaRef) -> Result<Chunk, Refusal> {
        let columns =
            self.columns.into_iter().map(|it| Arc::new(StringArray::from(it)) as ArrayRef);
        let batch = RecordBatch::try_new(SchemaRef::clone(schema), columns.collect())
            .map_err(|error| Refusal::new(format!("cannot put rows together: {error}")))?;
        Ok(Chunk { batch, lines: self.lines, numbers: self.numbers, unreadable: self.unreadable })
    }
}
