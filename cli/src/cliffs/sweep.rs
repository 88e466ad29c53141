//! One fact of a household through a range of amounts, and what it is left with at each.

use std::fmt;

use huisuan::Calculator;
use huisuan::assessment::{Assessment, Determination, Verdict};
use huisuan::case::set_fact;
use huisuan::date::Date;
use huisuan::decimal::Decimal;
use huisuan::diagnostic::Diagnostic;
use huisuan::document::PayPeriod;
use huisuan::money::Figure;
use huisuan::source::{Json, Place, Value, write_compact};
use serde::{Serialize, Serializer};

/// From where to where, and in which steps, in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) step: i64,
}

/// What a household is left with over a range of one of its incomes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sweep {
    /// `huisuan.cliffs/1`.
    pub(crate) schema: &'static str,
    pub(crate) fact: String,
    pub(crate) on: Date,
    pub(crate) points: Vec<Point>,
    /// Where the money leaps or turns between two of the points: what a picture needs beside them.
    #[serde(skip)]
    pub(crate) bends: Vec<Point>,
    pub(crate) cliffs: Vec<Cliff>,
    /// Facts that are not known, and on which an amount may still rest: it is counted at its least.
    pub(crate) missing: Vec<String>,
}

/// An income by the month, and what comes on top of it. What is certain counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Point {
    #[serde(skip)]
    pub(crate) fen: i64,
    /// The income that is varied, by the month.
    pub(crate) income: Figure,
    /// Benefits by the month.
    pub(crate) month: Figure,
    /// Benefits by the year, beside those by the month.
    pub(crate) year: Figure,
    /// All of it in a year.
    pub(crate) together: Figure,
    /// The verdicts, in the order of the determinations.
    #[serde(skip)]
    answers: Vec<Verdict>,
}

/// A place where more income leaves the household with less: one fen more, or a slope on which benefits fall faster than
/// the income rises.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Cliff {
    /// The last income before the fall.
    pub(crate) below: Point,
    /// The first income after it.
    pub(crate) above: Point,
    /// What is lost in a year.
    pub(crate) loss: Figure,
    /// The next income looked at with which the household has as much again, if there is one.
    pub(crate) made_up_at: Option<Figure>,
    /// What turns there.
    pub(crate) turns: Vec<Turn>,
}

/// A determination on both sides of a cliff.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Turn {
    pub(crate) benefit: String,
    pub(crate) subject: String,
    pub(crate) before: Answer,
    pub(crate) after: Answer,
}

/// What a determination says. For programs it is a text, `eligible 1200.00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) verdict: Verdict,
    /// How often, and the least and the most.
    pub(crate) amount: Option<(PayPeriod, Figure, Figure)>,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.verdict.as_str())?;
        match self.amount {
            Some((_, low, high)) if low == high => write!(f, " {low}"),
            Some((_, low, high)) => write!(f, " {low}–{high}"),
            None => Ok(()),
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Assesses a household with one fact set to any amount.
struct Varied<'c> {
    calculator: &'c Calculator,
    household: &'c Json,
    fact: &'c str,
    on: Date,
}

impl Varied<'_> {
    fn assess<T>(
        &self,
        fen: i64,
        look: impl FnOnce(&Assessment<'_>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        let mut household = self.household.clone();
        let text = Value::String(money(Decimal::hundredths(fen)).to_string());
        set_fact(&mut household, self.fact, Json { place: Place::default(), value: text });
        let household = self.calculator.household(&write_compact(&household), self.on)?;
        Ok(look(&self.calculator.assess(&household, self.on)))
    }

    fn point(&self, fen: i64) -> Result<Point, Vec<Diagnostic>> {
        self.assess(fen, |assessment| {
            let income = Decimal::hundredths(fen);
            let month = assessment.totals.month.low.value;
            let year = assessment.totals.year.low.value;
            let twelve = Decimal::hundredths(1200);
            let together = income
                .checked_add(month)
                .and_then(|it| it.checked_mul(twelve))
                .and_then(|it| it.checked_add(year))
                .unwrap_or(Decimal::ZERO);
            Point {
                fen,
                income: money(income),
                month: money(month),
                year: money(year),
                together: money(together),
                answers: assessment.determinations.iter().map(|it| it.verdict).collect(),
            }
        })
    }
}

impl Sweep {
    /// Goes through the range, and looks closer wherever the household is left with less.
    ///
    /// # Errors
    ///
    /// What is wrong with the household, or with the fact set to one of the amounts.
    pub(crate) fn of(
        calculator: &Calculator,
        household: &Json,
        fact: &str,
        on: Date,
        range: Range,
    ) -> Result<Self, Vec<Diagnostic>> {
        let varied = Varied { calculator, household, fact, on };
        let mut points = Vec::new();
        let mut next = Some(range.from);
        while let Some(fen) = next.filter(|it| *it <= range.to) {
            points.push(varied.point(fen)?);
            next = fen.checked_add(range.step);
        }
        let mut found = Found::default();
        for pair in points.windows(2) {
            if let [before, after] = pair {
                look_closer(&varied, before, after, &mut found)?;
            }
        }
        let Found { falls, bends } = found;
        let cliffs = falls
            .into_iter()
            .map(|(below, above)| cliff(&varied, below, above, &points))
            .collect::<Result<_, _>>()?;
        let mut missing = varied.assess(range.from, |it| {
            it.determinations.iter().flat_map(|it| it.missing.clone()).collect::<Vec<_>>()
        })?;
        missing.sort();
        missing.dedup();
        let fact = fact.to_owned();
        Ok(Self { schema: "huisuan.cliffs/1", fact, on, points, bends, cliffs, missing })
    }
}

/// What is found between the amounts of a sweep.
#[derive(Default)]
struct Found {
    falls: Vec<(Point, Point)>,
    bends: Vec<Point>,
}

/// Finds the falls between two amounts. Where the answers are the same at both ends and half-way lies in the middle, the
/// household's money goes straight from one to the other; anywhere else both halves are looked at, down to the fen.
fn look_closer(
    varied: &Varied<'_>,
    before: &Point,
    after: &Point,
    found: &mut Found,
) -> Result<(), Vec<Diagnostic>> {
    let width = after.fen.saturating_sub(before.fen);
    let falls_here = after.together.value < before.together.value;
    if width > 1 {
        let half = width.checked_div(2).unwrap_or(1);
        let middle = varied.point(before.fen.saturating_add(half))?;
        let straight = on_a_line(before, &middle, after) && before.answers == after.answers;
        if !straight {
            look_closer(varied, before, &middle, found)?;
            return look_closer(varied, &middle, after, found);
        }
    } else {
        found.bends.extend([before.clone(), after.clone()]);
    }
    if falls_here {
        let falls = &mut found.falls;
        match falls.last_mut() {
            // One long slope, not two.
            Some((_, above)) if above.fen == before.fen && width > 1 => *above = after.clone(),
            _ => falls.push((before.clone(), after.clone())),
        }
    }
    Ok(())
}

/// Whether the money of three amounts lies on one line.
fn on_a_line(before: &Point, middle: &Point, after: &Point) -> bool {
    let rise = |from: &Point, to: &Point| to.together.value.checked_sub(from.together.value);
    let run = |from: &Point, to: &Point| Decimal::hundredths(to.fen.saturating_sub(from.fen));
    let product = |rise: Option<Decimal>, run: Decimal| rise.and_then(|it| it.checked_mul(run));
    product(rise(before, middle), run(before, after))
        == product(rise(before, after), run(before, middle))
}

/// What turns at a fall, and where it is made up.
fn cliff(
    varied: &Varied<'_>,
    below: Point,
    above: Point,
    points: &[Point],
) -> Result<Cliff, Vec<Diagnostic>> {
    let before = varied.assess(below.fen, answers)?;
    let after = varied.assess(above.fen, answers)?;
    let turns = before
        .into_iter()
        .zip(after)
        .filter(|(before, after)| before.2 != after.2)
        .map(|((benefit, subject, before), (_, _, after))| Turn { benefit, subject, before, after })
        .collect();
    let loss = below.together.value.checked_sub(above.together.value).unwrap_or(Decimal::ZERO);
    let made_up = |it: &&Point| it.fen > above.fen && it.together.value >= below.together.value;
    let made_up_at = points.iter().find(made_up).map(|it| it.income);
    Ok(Cliff { below, above, loss: money(loss), made_up_at, turns })
}

/// Benefit, subject, and the answer with its amount.
fn answers(assessment: &Assessment<'_>) -> Vec<(String, String, Answer)> {
    let answer = |it: &Determination<'_>| Answer {
        verdict: it.verdict,
        amount: it.amount.as_ref().map(|it| (it.period, it.low, it.high)),
    };
    let all = assessment.determinations.iter();
    all.map(|it| (it.benefit.to_owned(), it.subject.to_owned(), answer(it))).collect()
}

fn money(value: Decimal) -> Figure {
    Figure { value, money: true }
}
