//! Where results and rejects go.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow_array::{Array, RecordBatch, StringArray};
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::end::Refusal;

/// The rows of a Parquet file that are held in memory until they are written together.
const GROUP: usize = 100_000;

/// A place to write to. A file has its name only once it is whole: until then it is `<name>.part`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output, as CSV.
    Standard,
    /// A file; its ending says how it is written.
    File(PathBuf),
}

/// Something that takes batches of text columns.
pub(crate) struct Sink {
    name: String,
    writer: Writer,
    /// The name while it is written, and the name when it is whole.
    rename: Option<(PathBuf, PathBuf)>,
}

enum Writer {
    Csv(Box<csv::Writer<Box<dyn Write>>>),
    Json(Box<dyn Write>),
    Parquet(Box<ArrowWriter<Box<dyn Write + Send>>>),
}

impl Sink {
    /// Opens a place to write batches of a schema.
    pub(crate) fn open(target: &Target, schema: &SchemaRef) -> Result<Self, Refusal> {
        let Target::File(path) = target else {
            let out: Box<dyn Write> = Box::new(BufWriter::new(io::stdout()));
            return Self { name: "standard output".to_owned(), writer: csv(out), rename: None }
                .begin(schema);
        };
        let name = path.display().to_string();
        let (file, rename) = create(path)?;
        let writer = match ending(path).as_str() {
            "csv" => csv(Box::new(BufWriter::new(file))),
            "jsonl" | "ndjson" => Writer::Json(Box::new(BufWriter::new(file))),
            "parquet" => {
                let file: Box<dyn Write + Send> = Box::new(BufWriter::new(file));
                let how = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_max_row_group_row_count(Some(GROUP))
                    .build();
                let writer = ArrowWriter::try_new(file, SchemaRef::clone(schema), Some(how))
                    .map_err(|error| Refusal::new(format!("cannot write `{name}`: {error}")))?;
                Writer::Parquet(Box::new(writer))
            }
            _ if rename.is_none() => csv(Box::new(BufWriter::new(file))),
            _ => {
                return Err(Refusal::new(format!("cannot tell how to write `{name}`"))
                    .help("name the file `….csv`, `….jsonl` or `….parquet`"));
            }
        };
        Self { name, writer, rename }.begin(schema)
    }

    /// Writes the names of the columns, where the form has such a line.
    fn begin(mut self, schema: &SchemaRef) -> Result<Self, Refusal> {
        if let Writer::Csv(writer) = &mut self.writer {
            let names = schema.fields().iter().map(|it| it.name().as_str());
            let written = writer.write_record(names).map_err(io::Error::from);
            self.told(written)?;
        }
        Ok(self)
    }

    /// Writes a batch whose columns are all text.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), Refusal> {
        let written = match &mut self.writer {
            Writer::Csv(writer) => write_csv(writer, batch),
            Writer::Json(writer) => write_json(writer, batch),
            Writer::Parquet(writer) => writer.write(batch).map_err(io::Error::other),
        };
        self.told(written)
    }

    /// Ends the file, and gives it its name.
    pub(crate) fn finish(mut self) -> Result<(), Refusal> {
        let ended = match &mut self.writer {
            Writer::Csv(writer) => writer.flush(),
            Writer::Json(writer) => writer.flush(),
            Writer::Parquet(writer) => writer.finish().map(|_| ()).map_err(io::Error::other),
        };
        self.told(ended)?;
        match &self.rename {
            Some((part, whole)) => {
                let renamed = fs::rename(part, whole);
                self.told(renamed)
            }
            None => Ok(()),
        }
    }

    fn told(&self, result: io::Result<()>) -> Result<(), Refusal> {
        result.map_err(|error| Refusal::of_file("write", &self.name, &error))
    }
}

fn csv(out: Box<dyn Write>) -> Writer {
    Writer::Csv(Box::new(csv::Writer::from_writer(out)))
}

/// The file under its name of the meantime; a device is written to as it is.
fn create(path: &Path) -> Result<(File, Option<(PathBuf, PathBuf)>), Refusal> {
    // `/dev/stdout` may lead to a file, which has its name already.
    let is_device = path.starts_with("/dev")
        || fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir());
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = if is_device { path.to_owned() } else { PathBuf::from(part) };
    let file =
        File::create(&part).map_err(|error| Refusal::of_file("write", path.display(), &error))?;
    Ok((file, (!is_device).then(|| (part, path.to_owned()))))
}

fn ending(path: &Path) -> String {
    path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_ascii_lowercase()
}

fn texts(batch: &RecordBatch) -> Vec<&StringArray> {
    batch.columns().iter().filter_map(|it| it.as_any().downcast_ref()).collect()
}

fn cell(column: &StringArray, row: usize) -> Option<&str> {
    column.is_valid(row).then(|| column.value(row))
}

fn write_csv(writer: &mut csv::Writer<Box<dyn Write>>, batch: &RecordBatch) -> io::Result<()> {
    let columns = texts(batch);
    for row in 0..batch.num_rows() {
        writer.write_record(columns.iter().map(|it| cell(it, row).unwrap_or_default()))?;
    }
    Ok(())
}

/// One object a line; what there is none of is left out.
fn write_json(writer: &mut dyn Write, batch: &RecordBatch) -> io::Result<()> {
    let schema = batch.schema();
    let columns = texts(batch);
    for row in 0..batch.num_rows() {
        let mut first = true;
        writer.write_all(b"{")?;
        for (field, column) in schema.fields().iter().zip(&columns) {
            let Some(text) = cell(column, row) else { continue };
            if !first {
                writer.write_all(b",")?;
            }
            first = false;
            serde_json::to_writer(&mut *writer, field.name())?;
            writer.write_all(b":")?;
            serde_json::to_writer(&mut *writer, text)?;
        }
        writer.write_all(b"}\n")?;
    }
    Ok(())
}
