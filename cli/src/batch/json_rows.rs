//! Rows of a file of JSON lines: each line a household document.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use huisuan::limits;

use super::Rows;
use super::chunk::{Chunk, ROWS, TextRows};
use super::encoding::{self, Text};
use crate::end::Refusal;

pub(super) fn open(path: &Path) -> Result<Rows, Refusal> {
    let Text { content, note, reach } = encoding::open(path)?;
    let field = Field::new("household", DataType::Utf8, true);
    let schema = Arc::new(Schema::new(vec![field]));
    let chunks = Chunks {
        name: path.display().to_string(),
        reader: BufReader::new(content),
        schema: SchemaRef::clone(&schema),
        line: 0,
        rows: 0,
        ended: false,
    };
    Ok(Rows { schema, chunks: Box::new(chunks), note, reach })
}

struct Chunks {
    name: String,
    reader: BufReader<Box<dyn Read + Send>>,
    schema: SchemaRef,
    line: u64,
    rows: u64,
    ended: bool,
}

impl Iterator for Chunks {
    type Item = Result<Chunk, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut rows = TextRows::new(1, self.rows);
        let mut line = Vec::new();
        while rows.len() < ROWS {
            line.clear();
            match read_line(&mut self.reader, &mut line) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(_) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Refusal::of_file("read", &self.name, &error)));
                }
            }
            self.line = self.line.saturating_add(1);
            add(&mut rows, &line, self.line);
        }
        self.rows = rows.counted();
        (rows.len() > 0).then(|| rows.finish(&self.schema))
    }
}

/// Reads a line; of one that is longer than a household may be, only so much that it is seen to be too long.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    let most = u64::try_from(limits::HOUSEHOLD_BYTES).unwrap_or(u64::MAX).saturating_add(2);
    let mut read = reader.by_ref().take(most).read_until(b'\n', line)?;
    if u64::try_from(read).is_ok_and(|it| it == most) && line.last() != Some(&b'\n') {
        let mut rest = Vec::new();
        loop {
            rest.clear();
            let more = reader.by_ref().take(most).read_until(b'\n', &mut rest)?;
            read = read.saturating_add(more);
            if more == 0 || rest.last() == Some(&b'\n') {
                break;
            }
        }
    }
    Ok(read)
}

fn add(rows: &mut TextRows, line: &[u8], number: u64) {
    let Ok(text) = std::str::from_utf8(line) else {
        let reason = "the line is not UTF-8 text".to_owned();
        return rows.refuse(number, "csv/encoding", reason, "save the list as UTF-8");
    };
    let text = text.trim();
    // Empty lines stand between rows, or at the end; they are no rows.
    if !text.is_empty() {
        rows.add(number, std::iter::once(text));
    }
}
