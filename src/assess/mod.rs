//! From facts to an assessment: determinations, working, changes, choices, totals, interview.

mod assessor;
mod bands;
mod change;
mod choices;
mod determine;
mod interview;
mod working;

pub(crate) use interview::interview;

use crate::assessment::{Assessment, Layer, Receipt};
use crate::date::Date;
use crate::household::Household;
use crate::rule::Rules;
use assessor::{Assessor, Setting};
use working::Workings;

/// What of an assessment is worked out beyond the answers themselves.
///
/// Verdicts, amounts, conditions, missing facts, materials, choices, totals and the receipt are always there, and are the same
/// whatever is asked beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// `working` and `notices`; both are empty without it.
    pub working: bool,
    /// `change`; empty without it.
    pub change: bool,
}

impl Parts {
    /// All there is: what a page or a clerk is shown.
    pub const ALL: Self = Self { working: true, change: true };
    /// The answers alone: for lists of households, and for comparing what would come out.
    pub const ANSWERS: Self = Self { working: false, change: false };
}

/// Assesses a household on a day.
pub(crate) fn assess<'c>(
    rules: &'c Rules,
    day: &crate::evaluate::Day<'c>,
    household: &'c Household,
    on: Date,
    parts: Parts,
) -> Assessment<'c> {
    let setting = Setting::new(rules, day, household, on);
    let mut assessor = Assessor::new(&setting);
    let workings = parts.working.then(|| Workings::new(&setting));
    let mut found = determine::all(&mut assessor, workings);
    choices::first(&setting, &mut found);
    if parts.change {
        change::find(&mut assessor, &mut found);
    }
    let (choices, totals) = choices::choose(&setting, &mut found);
    Assessment {
        schema: "huisuan.assessment/1",
        district: rules.packs.last().map_or(crate::adcode::Adcode::NATION, |it| it.adcode),
        on,
        engine: env!("CARGO_PKG_VERSION"),
        layers: rules
            .packs
            .iter()
            .map(|it| Layer { adcode: it.adcode, version: &it.version, sha256: &it.sha256 })
            .collect(),
        determinations: found.into_iter().map(|it| it.determination).collect(),
        choices,
        totals,
        receipt: Receipt { facts_sha256: household.digest(rules) },
    }
}
