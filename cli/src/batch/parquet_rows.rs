//! Rows of a Parquet file.

use std::fs::File;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::Rows;
use super::chunk::{Chunk, ROWS};
use super::reach::Reach;
use crate::end::Refusal;

pub(super) fn open(path: &Path) -> Result<Rows, Refusal> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Refusal::of_file("read", &name, &error))?;
    if file.metadata().is_ok_and(|it| it.len() == 0) {
        return Err(
            Refusal::new(format!("`{name}` is empty")).help("give a file with at least its schema")
        );
    }
    let unreadable = |error: &dyn std::fmt::Display| {
        Refusal::new(format!("cannot read `{name}` as Parquet: {error}"))
    };
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| unreadable(&error))?;
    let schema = SchemaRef::clone(builder.schema());
    let rows = builder.metadata().file_metadata().num_rows();
    let reach = Reach::of(u64::try_from(rows).unwrap_or(0));
    let reader = builder.with_batch_size(ROWS).build().map_err(|error| unreadable(&error))?;
    let mut row = 0_u64;
    let read = reach.clone();
    let chunks = reader.map(move |batch| {
        let batch = batch
            .map_err(|error| Refusal::new(format!("cannot read `{name}` as Parquet: {error}")))?;
        read.add(batch.num_rows());
        Ok(numbered(batch, &mut row))
    });
    Ok(Rows { schema, chunks: Box::new(chunks), note: None, reach })
}

/// The rows of a batch with their numbers in the file, counted from 1.
fn numbered(batch: RecordBatch, row: &mut u64) -> Chunk {
    let rows = u64::try_from(batch.num_rows()).unwrap_or(u64::MAX);
    let first = row.saturating_add(1);
    *row = row.saturating_add(rows);
    let numbers: Vec<u64> = (first..=*row).collect();
    Chunk { batch, lines: numbers.clone(), numbers, unreadable: Vec::new() }
}
