//! Rows that could not be assessed, and why.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use huisuan::diagnostic::Diagnostic;

/// Why a row was rejected: all that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The row in its batch, counted from 0.
    pub row: usize,
    /// The row's own id, where it has one.
    pub id: Option<String>,
    /// The code of the first fault, as in `docs/diagnostics.md`.
    pub code: &'static str,
    /// The column of the first fault, where it has one.
    pub column: Option<String>,
    /// All faults, each a sentence without a full stop. They repeat nothing that the household answered.
    pub reason: String,
    /// What to do about the first fault.
    pub help: Option<String>,
}

impl Reject {
    /// A reject for one reason.
    pub(crate) fn one(code: &'static str, column: &str, reason: &str, help: &str) -> Self {
        Self {
            row: 0,
            id: None,
            code,
            column: Some(column.to_owned()),
            reason: reason.to_owned(),
            help: Some(help.to_owned()),
        }
    }

    /// A reject for what the engine says of a household.
    pub(crate) fn of(diagnostics: &[Diagnostic], name: impl Fn(&str) -> Option<String>) -> Self {
        let first = diagnostics.first();
        let reasons: Vec<String> = diagnostics
            .iter()
            .map(|it| match name(&it.pointer) {
                Some(column) => format!("{column}: {}", it.message),
                None => it.message.clone(),
            })
            .collect();
        Self {
            row: 0,
            id: None,
            code: first.map_or("", |it| it.code.as_str()),
            column: first.and_then(|it| name(&it.pointer)),
            reason: reasons.join("; "),
            help: first.and_then(|it| it.help.clone()),
        }
    }

    /// The columns of a batch of rejects, all of them text. The first, under a name of the caller's, says which row it is.
    pub fn schema(place: &str) -> SchemaRef {
        let names = [place, "id", "code", "column", "reason", "help"];
        let fields = names.map(|it| Field::new(it, DataType::Utf8, true));
        Arc::new(Schema::new(fields.to_vec()))
    }

    /// Rejects as a batch, each with the number of its row: in a file, the line.
    ///
    /// # Errors
    ///
    /// None in practice: the columns are those of the schema.
    pub fn batch(place: &str, rejects: &[(u64, Self)]) -> Result<RecordBatch, ArrowError> {
        let text = |of: fn(&(u64, Self)) -> Option<String>| -> ArrayRef {
            Arc::new(rejects.iter().map(of).collect::<StringArray>())
        };
        let columns = vec![
            text(|(place, _)| Some(place.to_string())),
            text(|(_, it)| it.id.clone()),
            text(|(_, it)| Some(it.code.to_owned())),
            text(|(_, it)| it.column.clone()),
            text(|(_, it)| Some(it.reason.clone())),
            text(|(_, it)| it.help.clone()),
        ];
        RecordBatch::try_new(Self::schema(place), columns)
    }
}
