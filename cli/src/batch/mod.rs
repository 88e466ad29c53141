//! Lists of households in files: reading, assessing on all cores, and writing what comes out.
//!
//! What a row means is for the crate `huisuan-batch`; here are only files, threads and their order.

mod chunk;
mod csv_rows;
mod encoding;
mod ended;
mod json_rows;
mod parquet_rows;
mod reach;
mod run;
mod sink;

use chunk::Chunk;
pub(crate) use reach::Reach;
pub(crate) use run::{Sinks, run};
pub(crate) use sink::{Sink, Target};

use std::path::Path;

use arrow_schema::SchemaRef;

use crate::end::Refusal;

/// A list of households, read a chunk at a time.
pub(crate) struct Rows {
    /// The columns, the same for all chunks.
    pub(crate) schema: SchemaRef,
    /// The chunks, until the list ends or cannot be read further.
    pub(crate) chunks: Box<dyn Iterator<Item = Result<Chunk, Refusal>> + Send>,
    /// What to tell before the first row, such as the encoding that was found.
    pub(crate) note: Option<String>,
    /// How far it has been read.
    pub(crate) reach: Reach,
}

impl Rows {
    /// Opens a list. Its ending says what it is: `.csv`, `.jsonl` (or `.ndjson`) or `.parquet`.
    pub(crate) fn open(path: &Path) -> Result<Self, Refusal> {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "csv" => csv_rows::open(path),
            "jsonl" | "ndjson" => json_rows::open(path),
            "parquet" => parquet_rows::open(path),
            _ => {
                Err(Refusal::new(format!("cannot tell what kind of list `{}` is", path.display()))
                    .help("name the file `….csv`, `….jsonl` or `….parquet`"))
            }
        }
    }
}
