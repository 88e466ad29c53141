//! The columns of results: one row for each household that was assessed.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use huisuan::assessment::{Assessment, Determination, Total, Verdict};
use huisuan::money::Figure;

/// The columns before those of the benefits.
const GENERAL: [&str; 10] = [
    "id",
    "district",
    "on",
    "month_low",
    "month_high",
    "year_low",
    "year_high",
    "once_low",
    "once_high",
    "facts_sha256",
];

/// The columns of one benefit: the verdict, what it pays in all, and for whom.
const OF_BENEFIT: [&str; 4] = ["", ".low", ".high", ".subjects"];

/// The schema of results for benefits in their order.
pub(crate) fn schema(benefits: &[String]) -> SchemaRef {
    let general = GENERAL.iter().map(|it| (*it).to_owned());
    let each =
        benefits.iter().flat_map(|it| OF_BENEFIT.iter().map(move |part| format!("{it}{part}")));
    let fields = general.chain(each).map(|it| Field::new(it, DataType::Utf8, true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Results as they are collected.
#[derive(Debug)]
pub(crate) struct Results<'b> {
    schema: SchemaRef,
    benefits: &'b [String],
    columns: Vec<StringBuilder>,
}

impl<'b> Results<'b> {
    pub(crate) fn new(schema: SchemaRef, benefits: &'b [String]) -> Self {
        let columns = schema.fields().iter().map(|_| StringBuilder::new()).collect();
        Self { schema, benefits, columns }
    }

    /// Adds a household.
    pub(crate) fn add(&mut self, id: &str, assessment: &Assessment<'_>) {
        let mut row: Vec<Option<String>> = Vec::with_capacity(self.columns.len());
        row.push(Some(id.to_owned()));
        row.push(Some(assessment.district.to_string()));
        row.push(Some(assessment.on.to_string()));
        let totals = &assessment.totals;
        for Total { low, high } in [totals.month, totals.year, totals.once] {
            row.push(Some(low.to_string()));
            row.push(Some(high.to_string()));
        }
        row.push(Some(assessment.receipt.facts_sha256.clone()));
        for benefit in self.benefits {
            row.extend(of_benefit(benefit, &assessment.determinations));
        }
        for (column, value) in self.columns.iter_mut().zip(row) {
            column.append_option(value);
        }
    }

    /// The results as a batch.
    pub(crate) fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let columns = self.columns.iter_mut().map(|it| Arc::new(it.finish()) as ArrayRef);
        RecordBatch::try_new(Arc::clone(&self.schema), columns.collect())
    }
}

/// A benefit over all its subjects: the best verdict any of them has, the sum they get, and who they are.
fn of_benefit(benefit: &str, determinations: &[Determination<'_>]) -> [Option<String>; 4] {
    let own: Vec<&Determination<'_>> =
        determinations.iter().filter(|it| it.benefit == benefit).collect();
    let Some(best) = own.iter().map(|it| it.verdict).min_by_key(|it| rank(*it)) else {
        return [None, None, None, None];
    };
    let of_best = || own.iter().filter(|it| it.verdict == best && it.excluded_by.is_empty());
    let sum = |of: fn(&huisuan::assessment::AmountRange) -> Figure| {
        let mut amounts = of_best().filter_map(|it| it.amount.as_ref()).map(of);
        let first = amounts.next()?;
        amounts.try_fold(first, |sum, it| {
            sum.value.checked_add(it.value).map(|value| Figure { value, ..sum })
        })
    };
    let subjects: BTreeSet<&str> = of_best().map(|it| it.subject).collect();
    [
        Some(best.as_str().to_owned()),
        sum(|it| it.low).map(|it| it.to_string()),
        sum(|it| it.high).map(|it| it.to_string()),
        Some(subjects.into_iter().collect::<Vec<_>>().join(" ")),
    ]
}

/// The order of verdicts, the most welcome first.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Eligible => 0,
        Verdict::NeedsAssessment => 1,
        Verdict::Undetermined => 2,
        Verdict::Ineligible => 3,
        Verdict::NoRule => 4,
    }
}
