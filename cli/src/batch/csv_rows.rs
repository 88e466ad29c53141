//! Rows of a CSV file.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};

use super::Rows;
use super::chunk::{Chunk, ROWS, TextRows};
use super::encoding::{self, Text};
use super::ended::Ended;
use crate::end::Refusal;

pub(super) fn open(path: &Path) -> Result<Rows, Refusal> {
    let Text { content, note, reach } = encoding::open(path)?;
    // Lines end with a line feed, whatever stands before it: taking both as one end, the reader would count each line too late.
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(Ended::new(content));
    let name = path.display().to_string();
    let header = reader.headers().map_err(|error| refusal(&name, &error))?;
    let fields = header.iter().map(|it| Field::new(it.trim(), DataType::Utf8, true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let chunks = Chunks { name, reader, schema: SchemaRef::clone(&schema), rows: 0, ended: false };
    Ok(Rows { schema, chunks: Box::new(chunks), note, reach })
}

fn refusal(name: &str, error: &csv::Error) -> Refusal {
    Refusal::new(format!("cannot read `{name}`: {error}"))
}

struct Chunks {
    name: String,
    reader: Reader<Ended<Box<dyn Read + Send>>>,
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
            let reached = self.reader.position().line();
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
            let line = line_of(&record, self.reader.position().line()).max(reached);
            add(&mut rows, line, &record, columns);
        }
        self.rows = rows.counted();
        (rows.len() > 0).then(|| rows.finish(&self.schema))
    }
}

/// The line a row begins on, of which the next line is known. Its own place would be that of an empty line before it: the reader
/// passes over those only when it looks for the row.
fn line_of(record: &ByteRecord, next: u64) -> u64 {
    let lines = record.as_slice().split(|it| *it == b'\n').count();
    next.saturating_sub(u64::try_from(lines).unwrap_or(u64::MAX))
}

fn add(rows: &mut TextRows, line: u64, record: &ByteRecord, columns: usize) {
    // A line with nothing but white space and its end is no row.
    if record.len() == 1 && record.get(0).is_some_and(is_blank) {
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

/// White space, and some of it: a cell that is quoted and empty is a cell.
fn is_blank(cell: &[u8]) -> bool {
    !cell.is_empty() && std::str::from_utf8(cell).is_ok_and(|it| it.trim().is_empty())
}

/// The last cell of a line without the rest of its end.
fn whole(cell: &str) -> &str {
    cell.strip_suffix('\r').unwrap_or(cell)
}
