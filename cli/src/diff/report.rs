//! What is found, as it is written for programs: `huisuan.diff/1`.

use huisuan::adcode::Adcode;
use huisuan::assessment::{AmountRange, Verdict};
use huisuan::compare::{ChangedRule, RuleKind};
use huisuan::date::Date;
use huisuan::document::PayPeriod;
use huisuan::money::Figure;
use serde::Serialize;

/// What a change of the rules does to households.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Diff {
    /// `huisuan.diff/1`.
    pub(crate) schema: &'static str,
    pub(crate) old: Rules,
    pub(crate) new: Rules,
    pub(crate) summary: Summary,
    /// One for each place that both sides have rules for and that differs.
    pub(crate) places: Vec<Place>,
    /// Places that only one side has rules for.
    pub(crate) only_old: Vec<Adcode>,
    pub(crate) only_new: Vec<Adcode>,
}

/// One side.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rules {
    /// The folder.
    pub(crate) rules: String,
    /// The day all households are assessed for; left out where each is for its own days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<Date>,
}

/// What the change does at a place.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Place {
    pub(crate) district: Adcode,
    pub(crate) name: String,
    /// The rules that differ, on any of the days compared.
    pub(crate) rules: Vec<RuleChange>,
    pub(crate) summary: Summary,
    /// By benefit, what changes.
    pub(crate) benefits: Vec<BenefitSummary>,
    /// The households for which something changes: those of the cases, then those generated.
    pub(crate) households: Vec<HouseholdChange>,
}

/// A rule that differs, with its name in Chinese and how many changed determinations rest on it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RuleChange {
    pub(crate) label: String,
    #[serde(flatten)]
    pub(crate) rule: ChangedRule,
    /// The documents of what is in force after, as people cite them.
    pub(crate) documents: Vec<String>,
    pub(crate) determinations: usize,
}

/// How many households there are, and what becomes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    /// Households of cases that were compared, each on each day.
    pub(crate) cases: usize,
    /// Generated households that were compared.
    pub(crate) generated: usize,
    /// Generated households that were left out, because there were more than asked for.
    pub(crate) left_out: usize,
    /// Households that one side does not take: an answer that its rules do not know, or that lies after the day.
    pub(crate) refused: usize,
    pub(crate) gain: usize,
    pub(crate) lose: usize,
    /// A verdict or a range changes, and the sum that is certain does not.
    pub(crate) turn: usize,
    pub(crate) same: usize,
    /// What those who gain have more, in all.
    pub(crate) gained: Money,
    /// What those who lose have less, in all.
    pub(crate) lost: Money,
    /// Determinations that change.
    pub(crate) determinations: usize,
}

/// Sums by how often they are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Money {
    pub(crate) month: Figure,
    pub(crate) year: Figure,
    pub(crate) once: Figure,
}

/// What changes about a benefit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BenefitSummary {
    pub(crate) benefit: String,
    pub(crate) name: String,
    /// Determinations that pay more, less, or otherwise change.
    pub(crate) more: usize,
    pub(crate) less: usize,
    pub(crate) turn: usize,
}

/// A household for which something changes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HouseholdChange {
    pub(crate) origin: Origin,
    /// The case it is or comes from.
    pub(crate) case: String,
    pub(crate) file: String,
    /// How it differs from the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) varied: Option<Varied>,
    pub(crate) on_old: Date,
    pub(crate) on_new: Date,
    pub(crate) effect: Effect,
    /// What it has more; below zero, less.
    pub(crate) difference: Money,
    pub(crate) determinations: Vec<DeterminationChange>,
    /// The household itself, as JSON in a string.
    pub(crate) household: String,
}

/// Where a household comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    Case,
    Generated,
}

/// An answer that was changed to stand at an edge of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Varied {
    pub(crate) fact: String,
    pub(crate) value: String,
    /// The rule whose edge it is.
    pub(crate) edge: String,
}

/// What a change does to a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Effect {
    Gain,
    Lose,
    Turn,
}

/// A determination that changes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeterminationChange {
    pub(crate) benefit: String,
    pub(crate) name: String,
    pub(crate) subject: String,
    /// Left out where one side has no such determination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<Answer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<Answer>,
    /// What is paid more for certain; below zero, less.
    pub(crate) difference: Figure,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<PayPeriod>,
    /// The rules that differ and on which it rests.
    pub(crate) because: Vec<RuleName>,
    /// Whether the other day did it, alone or too: an age, a number of months.
    pub(crate) by_day: bool,
}

/// A rule by kind and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct RuleName {
    pub(crate) kind: RuleKind,
    pub(crate) name: String,
    pub(crate) label: String,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Answer {
    pub(crate) verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) amount: Option<AmountRange>,
}
