//! Changes that are alike, put together: what people can read of thousands of households.

use huisuan::decimal::Decimal;
use huisuan::document::PayPeriod;
use huisuan::money::Figure;

use super::report::{Answer, DeterminationChange, HouseholdChange, Place, RuleName};

/// Determinations of a benefit that change in the same way and for the same reason.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) name: &'a str,
    pub(super) before: Option<Answer>,
    pub(super) after: Option<Answer>,
    pub(super) because: &'a [RuleName],
    pub(super) by_day: bool,
    pub(super) period: Option<PayPeriod>,
    /// The least and the most that is paid more.
    pub(super) least: Figure,
    pub(super) most: Figure,
    pub(super) count: usize,
    /// The first household and determination of them.
    pub(super) example: (&'a HouseholdChange, &'a DeterminationChange),
}

/// The groups of a place, the largest first within a benefit.
pub(super) fn of(place: &Place) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for household in &place.households {
        for it in &household.determinations {
            let sign = |value: Decimal| (value.is_zero(), value.is_negative());
            let group = groups.iter_mut().find(|group| {
                group.example.1.benefit == it.benefit
                    && verdict(group.before) == verdict(it.before)
                    && verdict(group.after) == verdict(it.after)
                    && group.because == it.because
                    && group.by_day == it.by_day
                    && group.period == it.period
                    && sign(group.least.value) == sign(it.difference.value)
            });
            match group {
                Some(group) => {
                    group.count = group.count.saturating_add(1);
                    if it.difference.value < group.least.value {
                        group.least = it.difference;
                    }
                    if group.most.value < it.difference.value {
                        group.most = it.difference;
                    }
                }
                None => groups.push(Group {
                    name: &it.name,
                    before: it.before,
                    after: it.after,
                    because: &it.because,
                    by_day: it.by_day,
                    period: it.period,
                    least: it.difference,
                    most: it.difference,
                    count: 1,
                    example: (household, it),
                }),
            }
        }
    }
    let order = |it: &Group<'_>| {
        place.benefits.iter().position(|benefit| benefit.benefit == it.example.1.benefit)
    };
    groups.sort_by_key(|it| (order(it), std::cmp::Reverse(it.count)));
    groups
}

fn verdict(answer: Option<Answer>) -> Option<&'static str> {
    answer.map(|it| it.verdict.as_str())
}
