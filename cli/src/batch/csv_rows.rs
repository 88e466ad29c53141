//! Rows of a CSV file.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};

use super::chunk::{Chunk, ROWS, TextRows};
use super::{Rows, encoding};
use crate::end::Refusal;

pub(super) fn open(path: &Path) -> Result<Rows, Refusal> {
    let (text, note) = encoding::open(path)?;
    // Lines end with a line feed, whatever stands before it: taking both as one end, the reader would count each line too late.
    let mut reader =
        ReaderBuilder::new().flexible(true).terminator(Terminator::Any(b'\n')).from_reader(text);
    let name = path.display().to_string();
    let header = reader.headers().map_err(|error| refusal(&name, &error))?;
    let fields = header.iter().map(|it| Field::new(it.trim(), DataType::Utf8, true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let chunks = Chunks { name, reader, schema: SchemaRef::clone(&schema), rows: 0, ended: false };
    Ok(Rows { schema, chunks: Box::new(chunks), note })
}

fn refusal(name: &str, error: &csv::Error) -> Refusal {
    Refusal::new(format!("cannot read `{name}`: {error}"))
}

struct Chunks {
    name: String,
    reader: Reader<Box<dyn Read + Send>>,
    schema: SchemaRef,
    rows: u64,
    ended: bool,
}

impl Iterator for Chunks {
    type Item = Result<Chunk, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let columns = self.schema.fields().len();
        let mut rows = TextRows::new(columns, self.rows);
        let mut record = ByteRecord::new();
        while rows.len() < ROWS {
            match self.reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => {
                    self.ended = true;
                    break;
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(refusal(&self.name, &error)));
                }
            }
            add(&mut rows, &record, columns);
        }
        self.rows = rows.counted();
        (rows.len() > 0).then(|| rows.finish(&self.schema))
    }
}

fn add(rows: &mut TextRows, record: &ByteRecord, columns: usize) {
    let line = record.position().map_or(0, csv::Position::line);
    // A line with nothing but its end is no row.
    if record.len() == 1 && record.get(0) == Some(b"\r") {
        return;
    }
    if record.len() != columns {
        let reason = format!("the row has {} cells, the header {columns}", record.len());
        return rows.refuse(
            line,
            "csv/cells",
            reason,
            "give every column a cell, if only an empty one",
        );
    }
    let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
    if let Ok(cells) = cells {
        let last = cells.len().saturating_sub(1);
        let numbered = cells.into_iter().enumerate();
        return rows
            .add(line, numbered.map(|(at, cell)| if at == last { whole(cell) } else { cell }));
    }
    let help = "save the list as UTF-8";
    rows.refuse(line, "csv/encoding", "the row is not UTF-8 text".to_owned(), help);
}

/// The last cell of a line without the rest of its end.
fn whole(cell: &str) -> &str {
    cell.strip_suffix('\r').unwrap_or(cell)
}
