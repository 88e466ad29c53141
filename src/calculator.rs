//! The calculator: rules once loaded, households assessed against them.

use crate::adcode::Adcode;
use crate::assess::{self, Parts};
use crate::assessment::{Assessment, Interview};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::evaluate::Day;
use crate::household::{self, Household};
use crate::rule::Rules;
use crate::texts;

/// A file of a pack: its name, for diagnostics, and its text.
#[derive(Clone, Copy, Debug)]
pub struct PackFile<'a> {
    /// What the caller calls it.
    pub name: &'a str,
    /// Its JSON text.
    pub text: &'a str,
}

/// The rules of a chain of packs, ready to assess households.
///
/// A calculator holds rules that have passed every check: assessing cannot fail, loop or overflow.
///
/// # Examples
///
/// ```
/// use huisuan::{Calculator, PackFile};
///
/// let nation = r#"{
///   "schema": "huisuan.rules/1", "adcode": "000000", "version": "1", "name": {"zh-CN": "全国", "en": "Nation"},
///   "sources": {"law": {"title": "一部法律", "issuer": "一个机关", "kind": "official"}},
///   "facts": {"wage": {"scope": "person", "type": {"money": {"unit": "yuan/person/month", "min": "0", "max": "100000"}},
///                      "question": {"zh-CN": "每月工资多少?", "en": "Monthly wage?"}}},
///   "benefits": {"allowance": {"name": {"zh-CN": "补贴", "en": "Allowance"}, "scope": "person",
///     "conditions": {"low_wage": {"text": {"zh-CN": "工资低于1000元", "en": "Wage below 1000"}, "test": "wage < 1000", "basis": [{"source": "law"}]}},
///     "amount": {"period": "month", "value": "max(0, 1000 - wage)"},
///     "materials": [], "apply": {"office": {"zh-CN": "街道办事处", "en": "Subdistrict office"}}, "basis": [{"source": "law"}]}}
/// }"#;
/// let calculator = Calculator::load(&[vec![PackFile { name: "000000.json", text: nation }]]).unwrap();
/// let on = "2026-07-01".parse()?;
///
/// let household = calculator.household(r#"{"members": [{"id": "m1", "wage": "400"}]}"#, on).unwrap();
/// let assessment = calculator.assess(&household, on);
/// let amount = assessment.determinations[0].amount.unwrap();
/// assert_eq!(amount.low.to_string(), "600.00");
///
/// // A fact that is not given is unknown, and what depends on it is a range.
/// let household = calculator.household(r#"{"members": [{"id": "m1"}]}"#, on).unwrap();
/// let assessment = calculator.assess(&household, on);
/// assert_eq!(assessment.determinations[0].missing, ["m1.wage"]);
/// # Ok::<(), huisuan::date::ParseDateError>(())
/// ```
#[derive(Debug)]
pub struct Calculator {
    pub(crate) rules: Rules,
    pub(crate) texts: Vec<texts::Named>,
    pub(crate) warnings: Vec<Diagnostic>,
}

impl Calculator {
    /// What an author should look at although the chain can be used.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The district the chain is for.
    pub fn district(&self) -> Adcode {
        self.rules.packs.last().map_or(Adcode::NATION, |it| it.adcode)
    }

    /// Reads a household document as of a day.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it. Values are not repeated in messages: they are personal.
    pub fn household(&self, text: &str, on: Date) -> Result<Household, Vec<Diagnostic>> {
        self.household_named("household", text, on)
    }

    /// The same, with the name of the file for diagnostics.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn household_named(
        &self,
        name: &str,
        text: &str,
        on: Date,
    ) -> Result<Household, Vec<Diagnostic>> {
        household::read(&self.rules, name, text, on)
    }

    /// All determinations of a household on a day. The household was read for the same day.
    pub fn assess<'c>(&'c self, household: &'c Household, on: Date) -> Assessment<'c> {
        self.on(on).assess(household)
    }

    /// The facts that can still change a verdict or an amount.
    pub fn interview<'c>(&'c self, household: &'c Household, on: Date) -> Interview<'c> {
        self.on(on).interview(household)
    }

    /// The rules of a day, for assessing many households on it.
    pub fn on(&self, on: Date) -> OnDay<'_> {
        OnDay { rules: &self.rules, day: Day::new(&self.rules, on), on }
    }

    /// The rules, for the listings of this crate.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }
}

/// The rules in force on a day.
#[derive(Debug)]
pub struct OnDay<'c> {
    rules: &'c Rules,
    day: Day<'c>,
    on: Date,
}

impl<'c> OnDay<'c> {
    /// All determinations of a household.
    pub fn assess<'a>(&self, household: &'a Household) -> Assessment<'a>
    where
        'c: 'a,
    {
        self.assess_parts(household, Parts::ALL)
    }

    /// The same with only some parts worked out, in less time.
    pub fn assess_parts<'a>(&self, household: &'a Household, parts: Parts) -> Assessment<'a>
    where
        'c: 'a,
    {
        assess::assess(self.rules, &self.day, household, self.on, parts)
    }

    /// The facts that can still change a verdict or an amount.
    pub fn interview<'a>(&self, household: &'a Household) -> Interview<'a>
    where
        'c: 'a,
    {
        assess::interview(self.rules, &self.day, household, self.on)
    }
}
