//! What comes out for every case, one line of JSON each: for programs that compare this build of the engine with another.

use huisuan::Calculator;
use huisuan::adcode::Adcode;
use huisuan::assessment::{Assessment, Interview};
use huisuan::case;
use huisuan::date::Date;
use huisuan::diagnostic::Diagnostic;
use serde::Serialize;

use crate::end::Refusal;
use crate::output::print;
use crate::render;
use crate::rules::TextFile;

/// A case, and what comes out for it.
#[derive(Serialize)]
struct Answers<'a> {
    name: &'a str,
    district: Adcode,
    on: Date,
    /// The household as its JSON text.
    household: &'a str,
    assessment: Assessment<'a>,
    interview: Interview<'a>,
}

/// Prints the answers for the cases of a file.
pub(crate) fn of_file(
    calculator: &Calculator,
    district: Adcode,
    file: &TextFile,
) -> Result<Result<(), Vec<Diagnostic>>, Refusal> {
    let cases = match case::households(&file.name, &file.text) {
        Ok(cases) => cases,
        Err(faults) => return Ok(Err(faults)),
    };
    for (name, on, text) in &cases {
        let household = match calculator.household_named(&file.name, text, *on) {
            Ok(household) => household,
            Err(faults) => return Ok(Err(faults)),
        };
        let answers = Answers {
            name,
            district,
            on: *on,
            household: text,
            assessment: calculator.assess(&household, *on),
            interview: calculator.interview(&household, *on),
        };
        print(&render::json_line(&answers)?)?;
    }
    Ok(Ok(()))
}
