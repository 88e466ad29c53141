//! Civil days, counted the way `docs/language.md` counts them.

/// A day of the Gregorian calendar.
#[expect(clippy::struct_field_names, reason = "a day has a year, a month and a day")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
}

/// How many days a month has.
pub(crate) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    /// Reads `2021-07-01`.
    pub(crate) fn read(text: &str) -> Day {
        let parts: Vec<i64> = text.split('-').map(|part| part.parse().unwrap()).collect();
        let [year, month, day] = parts[..] else { panic!("not a day: {text}") };
        assert!((1..=12).contains(&month), "no such month: {text}");
        assert!((1..=days_in_month(year, month)).contains(&day), "no such day: {text}");
        Day { year, month, day }
    }

    /// The same day some months on, or that month's last day.
    pub(crate) fn plus_months(self, months: i64) -> Day {
        let since_year_0 = self.year * 12 + (self.month - 1) + months;
        let year = since_year_0.div_euclid(12);
        let month = since_year_0.rem_euclid(12) + 1;
        Day { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// The day after.
    pub(crate) fn next(self) -> Day {
        if self.day < days_in_month(self.year, self.month) {
            Day { day: self.day + 1, ..self }
        } else {
            Day { day: 1, ..self }.plus_months(1)
        }
    }

    /// The day before.
    pub(crate) fn previous(self) -> Day {
        if self.day > 1 {
            Day { day: self.day - 1, ..self }
        } else {
            let month = self.plus_months(-1);
            Day { day: days_in_month(month.year, month.month), ..month }
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Completed months from `from` to `to`, never negative.
///
/// A month is complete on the day of the month it began; one that began on the
/// 31st is complete on the first of the next where there is no 31st, as years
/// from 29 February are.
pub(crate) fn months_between(from: Day, to: Day) -> i64 {
    let months = (to.year - from.year) * 12 + (to.month - from.month);
    let completed = if to.day < from.day { months - 1 } else { months };
    completed.max(0)
}

/// Completed years from `from` to `to`, never negative.
pub(crate) fn years_between(from: Day, to: Day) -> i64 {
    let years = to.year - from.year;
    let reached = (to.month, to.day) >= (from.month, from.day);
    (if reached { years } else { years - 1 }).max(0)
}
