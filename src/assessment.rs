//! What comes out: the assessment of a household, as data. `docs/assessment.md` describes it for callers.
//!
//! Texts are looked up by id by whoever renders; nothing here is a sentence.

use std::fmt;

use crate::decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::adcode::Adcode;
use crate::date::Date;
use crate::document::{DayKind, PayPeriod, Start};
use crate::money::Figure;
use crate::unit::Unit;

/// All determinations of a household at a place on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Assessment<'c> {
    /// `huisuan.assessment/1`.
    pub schema: &'static str,
    /// The district whose rules were asked.
    pub district: Adcode,
    /// The day asked.
    pub on: Date,
    /// The version of the engine.
    pub engine: &'static str,
    /// The packs, nation first.
    pub layers: Vec<Layer<'c>>,
    /// One for each benefit and subject.
    pub determinations: Vec<Determination<'c>>,
    /// Where benefits exclude each other.
    pub choices: Vec<Choice<'c>>,
    /// What is paid in all, by period, in the best lawful combination.
    pub totals: Totals,
    /// The proof of what was assessed.
    pub receipt: Receipt,
}

/// A pack of the chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Layer<'c> {
    /// Its jurisdiction.
    pub adcode: Adcode,
    /// Its version.
    pub version: &'c str,
    /// SHA-256 of its published text.
    pub sha256: &'c str,
}

/// The engine's answer for one benefit and one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Determination<'c> {
    /// The benefit's id.
    pub benefit: &'c str,
    /// `household`, or a member's id.
    pub subject: &'c str,
    /// The answer.
    pub verdict: Verdict,
    /// What it pays; left out for a status, without a known figure, and where the answer is that it is not due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<AmountRange>,
    /// Each condition that applies on the day.
    pub conditions: Vec<ConditionState<'c>>,
    /// The figures and definitions that the conditions and the amount rest on, in the order they are worked out.
    pub working: Vec<Step<'c>>,
    /// The facts that could still change the verdict or the amount.
    pub missing: Vec<String>,
    /// What to know about the figures used.
    pub notices: Vec<Notice<'c>>,
    /// For each changeable fact that can do it alone, the nearest value that turns the verdict.
    pub change: Vec<Change<'c>>,
    /// The ids of the papers to bring.
    pub materials: Vec<&'c str>,
    /// Where to apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply: Option<ApplyAt<'c>>,
    /// From when it is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
    /// Where the benefit is written.
    #[cfg_attr(feature = "types", ts(as = "Vec<BasisAt>"))]
    pub basis: BasisOn<'c>,
    /// The benefits on whose account it is not held.
    pub excluded_by: Vec<&'c str>,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every condition holds.
    Eligible,
    /// A condition does not hold.
    Ineligible,
    /// Facts are missing that could still decide it.
    Undetermined,
    /// Only an office can decide what is left.
    NeedsAssessment,
    /// The rule, or a figure that it rests on, is not known for the place and day.
    NoRule,
}

impl Verdict {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
            Self::Undetermined => "undetermined",
            Self::NeedsAssessment => "needs_assessment",
            Self::NoRule => "no_rule",
        }
    }
}

/// An amount, from the least to the most it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AmountRange {
    /// The least.
    pub low: Figure,
    /// The most.
    pub high: Figure,
    /// The unit.
    pub unit: Unit,
    /// How often it is paid.
    pub period: PayPeriod,
}

/// Whether a condition holds, and by how much.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct ConditionState<'c> {
    /// The condition's id.
    pub id: &'c str,
    /// Whether it holds.
    pub state: State,
    /// What is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<Figure>,
    /// What it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Figure>,
    /// How it is compared: `<`, `<=`, `>`, `>=`, `==`, `!=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<&'static str>,
    /// How far apart they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<Figure>,
    /// Their unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The pack that states it.
    pub layer: Adcode,
    /// Where it is written.
    #[cfg_attr(feature = "types", ts(as = "Vec<BasisAt>"))]
    pub basis: BasisOn<'c>,
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It holds.
    Met,
    /// It does not.
    Unmet,
    /// Facts are missing.
    Unknown,
    /// An office decides.
    Judgement,
    /// A figure that it rests on is not known.
    NoRule,
}

impl State {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
            Self::Judgement => "judgement",
            Self::NoRule => "no_rule",
        }
    }
}

/// A figure or definition on the way to the result.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Step<'c> {
    /// Its name.
    pub name: &'c str,
    /// Whose it is: `household`, or the id of an entry.
    pub subject: &'c str,
    /// What it is.
    pub kind: StepKind,
    /// Its value, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Shown<'c>>,
    /// The least it may be, where it is a number and not known exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Figure>,
    /// The most it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Figure>,
    /// Its unit, where it is a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The pack the value comes from; none where no pack gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Adcode>,
    /// How it is computed, as written in the pack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<&'c str>,
    /// Where it is written.
    #[cfg_attr(feature = "types", ts(as = "Vec<BasisAt>"))]
    pub basis: BasisOn<'c>,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A figure set by a document.
    Parameter,
    /// A value computed.
    Definition,
}

/// A value for display: always a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string"))]
pub enum Shown<'c> {
    /// A number.
    Figure(Figure),
    /// `true` or `false`.
    Bool(bool),
    /// A day.
    Date(Date),
    /// The name of a choice's value.
    Choice(&'c str),
    /// Known to be none: `none`.
    Absent,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(figure) => figure.fmt(f),
            Self::Bool(value) => value.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Choice(name) => f.write_str(name),
            Self::Absent => f.write_str("none"),
        }
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Something to know about a figure that was used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Notice<'c> {
    /// What.
    pub code: NoticeCode,
    /// The parameter, definition, condition or amount.
    pub name: &'c str,
    /// The pack that gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Adcode>,
    /// The day that matters: since when it is stale, from when it is planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// What there is to know about a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoticeCode {
    /// Its review date has passed.
    Stale,
    /// Its source is weak.
    NeedsConfirmation,
    /// A plan names a target for it; the target is not used.
    Planned,
    /// No figure is known for the day.
    NoFigure,
    /// It breaks the bound that a higher pack puts on it.
    Bound,
}

impl NoticeCode {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::NeedsConfirmation => "needs_confirmation",
            Self::Planned => "planned",
            Self::NoFigure => "no_figure",
            Self::Bound => "bound",
        }
    }
}

/// The nearest value of one fact that turns the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Change<'c> {
    /// The fact.
    pub fact: String,
    /// What it is.
    pub from: Shown<'c>,
    /// What it would have to be.
    pub to: Shown<'c>,
    /// The verdict then.
    pub verdict: Verdict,
}

/// Where to apply, and how long it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct ApplyAt<'c> {
    /// The text id of the office.
    pub office: TextId<'c>,
    /// The text id of the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<TextId<'c>>,
    /// A number to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<&'c str>,
    /// The days an answer may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// What kind of days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_kind: Option<DayKind>,
}

/// The id of a text of a benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string"))]
pub struct TextId<'c> {
    /// The benefit.
    pub benefit: &'c str,
    /// Which of its texts.
    pub key: &'static str,
}

impl Serialize for TextId<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("benefits/{}/{}", self.benefit, self.key))
    }
}

/// Where something is written, as of a day: a document that is not in force yet is not cited.
#[derive(Clone, Copy, Debug)]
pub struct BasisOn<'c> {
    pub(crate) entries: &'c [BasisAt],
    pub(crate) on: Date,
}

impl<'c> BasisOn<'c> {
    /// The entries that hold on the day.
    pub fn iter(self) -> impl Iterator<Item = &'c BasisAt> {
        self.entries.iter().filter(move |it| it.in_force.is_none_or(|day| day <= self.on))
    }
}

impl PartialEq for BasisOn<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Serialize for BasisOn<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct BasisAt {
    /// The pack that lists the source.
    pub layer: Adcode,
    /// The source's id there.
    pub source: String,
    /// The first day of the source, where it is known.
    #[serde(skip)]
    #[cfg_attr(feature = "types", ts(skip))]
    pub in_force: Option<Date>,
    /// The clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Benefits of one subject that exclude each other, and the best lawful combination.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Choice<'c> {
    /// The exclusion's id.
    pub exclusion: &'c str,
    /// Whose benefits they are.
    pub subject: &'c str,
    /// The packages that exclude each other, of what the subject may have.
    pub between: Vec<Vec<&'c str>>,
    /// What to take for the most in all.
    pub best: Vec<&'c str>,
    /// Each package and what it pays a year, a one-off payment counted once.
    pub alternatives: Vec<Alternative<'c>>,
}

/// A package and its sum.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Alternative<'c> {
    /// What is taken.
    pub take: Vec<&'c str>,
    /// What it pays in all, each amount by its own period: a month's where all are monthly, a year's otherwise.
    pub total: Figure,
    /// The period the sum is for.
    pub period: PayPeriod,
}

/// What is paid in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// A month.
    pub month: Total,
    /// A year, beside what is paid by the month.
    pub year: Total,
    /// Once.
    pub once: Total,
}

/// A sum, from the least to the most it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Total {
    /// Only what is certain.
    pub low: Figure,
    /// With everything that may still be.
    pub high: Figure,
}

impl Total {
    pub(crate) fn new(low: Decimal, high: Decimal) -> Self {
        Self { low: Figure { value: low, money: true }, high: Figure { value: high, money: true } }
    }
}

/// The proof of what was assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// SHA-256 over all facts given.
    pub facts_sha256: String,
}

/// The facts that can still change a verdict or an amount, in the authored order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Interview<'c> {
    /// `huisuan.interview/1`.
    pub schema: &'static str,
    /// What to ask.
    pub questions: Vec<Question<'c>>,
}

/// One thing to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Question<'c> {
    /// The fact, such as `m2.wage_income`; a list by its name.
    pub fact: String,
    /// Whose it is.
    pub subject: &'c str,
    /// The fact's or the list's name.
    pub name: &'c str,
    /// The section it is asked in.
    pub section: &'c str,
    /// Its place among the questions.
    pub order: i64,
    /// The benefits it can still change.
    pub benefits: Vec<&'c str>,
    /// Whether it can still change a verdict, or only an amount.
    #[serde(rename = "for")]
    #[cfg_attr(feature = "types", ts(rename = "for"))]
    pub purpose: Purpose,
    /// Where it goes before other facts: those that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<String>>"))]
    pub behind: Vec<String>,
    /// For a fact that is asked in bands: the bands between which a verdict that is still open can turn, from the lowest up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<Band>>"))]
    pub bands: Vec<Band>,
}

/// What an answer can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// Whether there is a benefit.
    Verdict,
    /// Only how much it is.
    Amount,
}

/// A band of a number, as a household may answer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Band {
    /// The least, where it is not the fact's own bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Figure>,
    /// The most, where it is not the fact's own bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Figure>,
}
