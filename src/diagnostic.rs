//! What an author is told about a pack or a household: code, place, what is wrong, what to do.

use std::fmt;

use serde::Serialize;

/// One thing to know about a rule pack, a chain of packs or a household.
///
/// Loading collects every diagnostic it can find rather than stopping at the first, so that one
/// run of `check` is one round of fixing. `Display` is the first line a person reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// Which rule is broken.
    pub code: Code,
    /// Whether the pack can still be used.
    pub severity: Severity,
    /// The file, as the caller named it.
    pub file: String,
    /// JSON Pointer (RFC 6901) to the value.
    pub pointer: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, severity, code, message, pointer, .. } = self;
        write!(f, "{file}:{line}:{column}: {severity}[{code}]: {message}")?;
        if !pointer.is_empty() {
            write!(f, " (at {pointer})")?;
        }
        Ok(())
    }
}

/// Whether a pack can be used in spite of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The pack or household is refused.
    Error,
    /// It is used; the author should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Declares the codes once: variant, the path an author sees, and what it stands for.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $path:literal,)+) => {
        /// Which rule of the format is broken. Each has a valid and an invalid example under `tests/diagnostics/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ #[cfg_attr(feature = "types", ts(rename = $path))] $variant,)+
        }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The readable path of the code, such as `reference/unknown-name`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $path,)+
                }
            }
        }
    };
}

codes! {
    /// The text is not JSON.
    JsonSyntax = "json/syntax",
    /// An object gives the same key twice.
    DuplicateKey = "json/duplicate-key",
    /// The text is larger than a pack or household may be.
    TooLarge = "limit/size",
    /// The JSON is nested too deeply.
    TooDeep = "limit/depth",
    /// More facts, lists, choices or rules than the engine takes.
    TooMany = "limit/count",
    /// An expression is too long or nested too deeply.
    ExpressionTooLarge = "limit/expression",
    /// An assessment could take too many steps.
    TooCostly = "limit/cost",
    /// A value of another kind was expected.
    WrongType = "shape/type",
    /// A key the format does not know.
    UnknownKey = "shape/unknown-key",
    /// A required key is not there.
    MissingKey = "shape/missing-key",
    /// A word that is not one of the words expected here.
    UnknownWord = "shape/unknown-word",
    /// Keys that do not go together.
    Combination = "shape/combination",
    /// A decimal figure that is not written as a plain decimal in a string.
    NotDecimal = "value/decimal",
    /// A day that does not exist or is not written as one.
    NotDate = "value/date",
    /// Not an administrative division code.
    NotAdcode = "value/adcode",
    /// Not a unit.
    NotUnit = "value/unit",
    /// Not a name in `snake_case`.
    NotName = "value/name",
    /// A value outside its bounds.
    OutOfBounds = "value/bounds",
    /// A text that is empty.
    EmptyText = "value/text",
    /// A schema this engine does not know.
    UnknownSchema = "value/schema",
    /// A link that is not to `https://` or `http://`.
    NotUrl = "value/url",
    /// The packs do not form one chain from the nation down.
    BrokenChain = "chain/broken",
    /// A name that nothing declares.
    UnknownName = "reference/unknown-name",
    /// A source that no pack of the chain lists.
    UnknownSource = "reference/unknown-source",
    /// A name declared twice.
    DuplicateName = "reference/duplicate-name",
    /// Definitions or benefits that rest on each other in a circle.
    Cycle = "reference/cycle",
    /// An expression that cannot be read.
    ExpressionSyntax = "expression/syntax",
    /// An expression whose parts do not fit by type.
    ExpressionType = "expression/type",
    /// An expression whose parts do not fit by unit.
    ExpressionUnit = "expression/unit",
    /// An optional value used as if it were always there.
    ExpressionOptional = "expression/optional",
    /// A divisor that could be zero.
    DivisionByZero = "expression/division-by-zero",
    /// A number that could grow beyond the limits.
    Overflow = "expression/overflow",
    /// An amount that could be negative.
    NegativeAmount = "expression/negative-amount",
    /// A last day before the first.
    EmptyPeriod = "dates/empty",
    /// Values whose days overlap.
    OverlappingDates = "dates/overlap",
    /// Days between two values that nothing explains.
    DateGap = "dates/gap",
    /// A value that is in force without a review date.
    NoReviewDate = "dates/no-review",
    /// Two rows of a table that can both fit.
    TableOverlap = "table/overlap",
    /// A combination that no row of a table covers.
    TableGap = "table/gap",
    /// Thresholds of bands that do not ascend.
    BandOrder = "bands/order",
    /// A lower pack sets what is not open to it.
    NotOpen = "overlay/not-open",
    /// A lower pack's value breaks the bound of the higher pack.
    BrokenBound = "overlay/bound",
    /// A lower pack gives something another unit, scope or type.
    OverlayMismatch = "overlay/mismatch",
    /// A condition that can never hold, or never fail, whatever the facts are.
    ConstantCondition = "expression/constant-condition",
    /// A text that is not in the language it stands under.
    WrongLanguage = "value/language",
    /// A source without a number, of which nothing says why.
    NoNumber = "source/no-number",
    /// A source without a day, of which nothing says why.
    NoDate = "source/no-date",
    /// A figure in a definition that says nowhere where it is written.
    NoBasis = "basis/missing",
    /// A benefit for which nothing is to be brought, of which nothing says why.
    NoMaterials = "benefit/no-materials",
    /// A row of a table that nothing can fit.
    RowUnreachable = "table/unreachable",
    /// A band that nothing can reach.
    BandUnreachable = "bands/unreachable",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The known name nearest to a mistyped one, if any is near.
///
/// # Examples
///
/// ```
/// use huisuan::diagnostic::closest;
///
/// assert_eq!(closest("birht_date", &["birth_date", "savings"]), Some("birth_date"));
/// assert_eq!(closest("colour", &["birth_date", "savings"]), None);
/// ```
pub fn closest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = name.chars().count().saturating_add(2).checked_div(3).unwrap_or(0).max(1);
    known
        .iter()
        .map(|it| (edit_distance(name, it), *it))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, it)| it)
}

/// The number of single letters to insert, drop, change, or swap with the next.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last_letter = None;
    for (i, letter) in a.chars().enumerate() {
        let mut next = vec![i.saturating_add(1)];
        for (j, other) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX);
            let change = at(&row, j).saturating_add(usize::from(letter != *other));
            let mut best = change
                .min(at(&row, j.saturating_add(1)).saturating_add(1))
                .min(at(&next, j).saturating_add(1));
            let swapped =
                j > 0 && last_letter == Some(*other) && b.get(j.saturating_sub(1)) == Some(&letter);
            if swapped {
                best = best.min(at(&before, j.saturating_sub(1)).saturating_add(1));
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        last_letter = Some(letter);
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_is_one_line_with_place_kind_and_pointer() {
        let diagnostic = Diagnostic {
            code: Code::UnknownName,
            severity: Severity::Error,
            file: "x.json".to_owned(),
            pointer: "/definitions/size/value".to_owned(),
            line: 12,
            column: 27,
            message: "unknown name `aeg`".to_owned(),
            help: Some("did you mean `age`?".to_owned()),
        };
        assert_eq!(
            diagnostic.to_string(),
            "x.json:12:27: error[reference/unknown-name]: unknown name `aeg` (at /definitions/size/value)"
        );
    }

    #[test]
    fn the_nearest_name_is_suggested() {
        assert_eq!(closest("aeg", &["age", "income"]), Some("age"));
        assert_eq!(closest("wage_incom", &["wage_income", "property_income"]), Some("wage_income"));
        assert_eq!(closest("zzz", &["age", "income"]), None);
    }

    #[test]
    fn codes_are_unique_paths() {
        let mut paths: Vec<&str> = Code::ALL.iter().map(|it| it.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), Code::ALL.len());
        assert!(paths.iter().all(|it| it.split('/').count() == 2 && !it.contains(' ')));
    }
}
