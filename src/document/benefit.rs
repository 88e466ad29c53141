//! Benefits, their conditions and amounts, and which exclude each other.

use super::decode::{Names, document, words};
use super::values::{Expr, Line, Name, Text};
use super::{BasisEntry, DatedFormula, Formula, Open};
use crate::date::Date;

document! {
    /// Something a household or member may be entitled to, or what a lower pack sets of it.
    pub struct BenefitDocument {
        /// What it is called.
        name: Option<Text> = "name",
        /// What it is, in a sentence.
        summary: Option<Text> = "summary",
        /// Whose it is.
        scope: Option<Scope> = "scope",
        /// Its place among the benefits.
        order: Option<i64> = "order",
        /// The first day it exists.
        from: Option<Date> = "from",
        /// The last day it exists.
        to: Option<Date> = "to",
        /// Who may add to it.
        open: Option<Open> = "open",
        /// What must hold.
        conditions: Option<Names<ConditionDocument>> = "conditions",
        /// What it pays; left out for a status.
        amount: Option<AmountDocument> = "amount",
        /// From when it is paid.
        start: Option<Start> = "start",
        /// What to bring.
        materials: Option<Vec<MaterialUse>> = "materials",
        /// Where to apply.
        apply: Option<Apply> = "apply",
        /// Where it is written.
        basis: Option<Vec<BasisEntry>> = "basis",
        /// What to know about it.
        note: Option<Text> = "note",
        /// That the rule of this place is not known, and whom to ask.
        no_rule: Option<Text> = "noRule",
    }

    /// One authored reason.
    pub struct ConditionDocument {
        /// The reason, for people.
        text: Option<Text> = "text",
        /// What must be true.
        test: Option<Expr> = "test",
        /// Where an office decides.
        judgement: Option<Expr> = "judgement",
        /// Where it is written.
        basis: Option<Vec<BasisEntry>> = "basis",
        /// Who may replace it.
        open: Option<Open> = "open",
        /// The first day it applies.
        from: Option<Date> = "from",
        /// The last day it applies.
        to: Option<Date> = "to",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// What a benefit pays.
    pub struct AmountDocument {
        /// How often.
        period: PayPeriod = "period",
        /// How much.
        value: Option<Formula> = "value",
        /// How much, by day.
        values: Option<Vec<DatedFormula>> = "values",
        /// Where the rule gives a range: the least.
        low: Option<Formula> = "low",
        /// Where the rule gives a range: the most.
        high: Option<Formula> = "high",
        /// Where it is written.
        basis: Option<Vec<BasisEntry>> = "basis",
        /// Who may replace it.
        open: Option<Open> = "open",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// A paper a benefit asks for.
    pub struct MaterialUse {
        /// The id of the paper.
        material: Name = "material",
        /// When it is asked for; always, where left out.
        when: Option<Expr> = "when",
    }

    /// Where to apply, and how long it takes.
    pub struct Apply {
        /// The office.
        office: Text = "office",
        /// The way.
        channel: Option<Text> = "channel",
        /// A number to call.
        phone: Option<Line> = "phone",
        /// The days an answer may take.
        days: Option<i64> = "days",
        /// What kind of days.
        day_kind: Option<DayKind> = "dayKind",
    }

    /// Benefits that may not be held together by one subject.
    pub struct ExclusionDocument {
        /// Which of them gives way.
        rule: ExclusionRule = "rule",
        /// The packages of which one may be held.
        packages: Vec<Vec<Name>> = "packages",
        /// The reason, for people.
        text: Text = "text",
        /// Where it is written.
        basis: Vec<BasisEntry> = "basis",
        /// The first day it applies.
        from: Option<Date> = "from",
        /// The last day it applies.
        to: Option<Date> = "to",
    }
}

words! {
    /// Whose a benefit is.
    pub enum Scope {
        /// The household's.
        Household = "household",
        /// Each member's.
        Person = "person",
    }

    /// How often an amount is paid.
    pub enum PayPeriod {
        /// Every month.
        Month = "month",
        /// Every year.
        Year = "year",
        /// Once.
        Once = "once",
    }

    /// From when a benefit is paid.
    pub enum Start {
        /// From the month of the application.
        MonthOfApplication = "month_of_application",
        /// From the month after the decision.
        MonthAfterDecision = "month_after_decision",
    }

    /// What kind of days a time limit counts.
    pub enum DayKind {
        /// Working days.
        Working = "working",
        /// Days of the calendar.
        Calendar = "calendar",
    }

    /// Which of several benefits gives way.
    pub enum ExclusionRule {
        /// The person takes one package.
        Choose = "choose",
        /// The higher package applies.
        Higher = "higher",
        /// The first package excludes the others.
        First = "first",
    }
}
