//! Sets of days.

use crate::date::{Date, Period};

/// Days, as stretches in order that do not touch: each with its first day and the day after its last, if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days(Vec<(Date, Option<Date>)>);

impl Days {
    /// The days of a period.
    pub(super) fn of(period: Period) -> Self {
        if period.to < period.from {
            return Self::default();
        }
        Self(vec![(period.from, period.to.next())])
    }

    /// Whether there is no day.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The days that lie in the period too.
    pub(super) fn within(&self, period: Period) -> Self {
        self.without(&Self::of(Period::ALWAYS).without(&Self::of(period)))
    }

    /// The days that the others do not have.
    pub(super) fn without(&self, others: &Self) -> Self {
        let mut left = self.0.clone();
        for &(from, end) in &others.0 {
            let mut next = Vec::with_capacity(left.len().saturating_add(1));
            for (first, after) in left {
                let before = earlier(after, Some(from));
                if before.is_none_or(|it| first < it) {
                    next.push((first, before));
                }
                if let Some(end) = end {
                    let rest = first.max(end);
                    if after.is_none_or(|it| rest < it) {
                        next.push((rest, after));
                    }
                }
            }
            left = next;
        }
        Self(left)
    }

    /// Adds days.
    pub(super) fn add(&mut self, others: &Self) {
        let mut all = self.without(others).0;
        all.extend(&others.0);
        all.sort_unstable();
        let mut joined: Vec<(Date, Option<Date>)> = Vec::with_capacity(all.len());
        for (from, end) in all {
            match joined.last_mut() {
                Some(last) if last.1 == Some(from) => last.1 = end,
                _ => joined.push((from, end)),
            }
        }
        self.0 = joined;
    }
}

/// The earlier of two ends, where none is never.
fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(periods: &[(&str, &str)]) -> Days {
        let mut all = Days::default();
        for (from, to) in periods {
            all.add(&Days::of(Period { from: from.parse().unwrap(), to: to.parse().unwrap() }));
        }
        all
    }

    #[test]
    fn days_taken_out_of_the_middle_leave_both_ends() {
        let year = days(&[("2024-01-01", "2024-12-31")]);
        let summer = days(&[("2024-06-01", "2024-08-31")]);
        let rest = days(&[("2024-01-01", "2024-05-31"), ("2024-09-01", "2024-12-31")]);
        assert_eq!(year.without(&summer), rest);
        assert_eq!(summer.without(&year), Days::default());
    }

    #[test]
    fn stretches_that_touch_become_one() {
        let mut year = days(&[("2024-07-01", "2024-12-31"), ("2024-01-01", "2024-06-30")]);
        assert_eq!(year, days(&[("2024-01-01", "2024-12-31")]));
        year.add(&Days::of(Period::ALWAYS));
        assert_eq!(year, Days::of(Period::ALWAYS));
    }

    #[test]
    fn what_lies_in_a_period_is_cut_at_both_ends() {
        let year =
            Period { from: "2024-01-01".parse().unwrap(), to: "2024-12-31".parse().unwrap() };
        let around = days(&[("2023-07-01", "2024-06-30"), ("2024-12-31", "2025-01-01")]);
        assert_eq!(
            around.within(year),
            days(&[("2024-01-01", "2024-06-30"), ("2024-12-31", "2024-12-31")])
        );
        assert!(around.within(Period { from: year.to, to: year.from }).is_empty());
    }
}
