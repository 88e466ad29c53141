//! Civil days and periods. No clock, no time zone: the day is always an argument.

use std::fmt::{self, Write};
use std::str::FromStr;

use crate::limits;

/// A day of the Gregorian calendar.
///
/// Every value is a day that exists, from 1800-01-01 to 2199-12-31. Days are ordered, and a
/// period names its first and its last day, both included.
///
/// # Examples
///
/// ```
/// use huisuan::date::Date;
///
/// let born: Date = "2008-02-29".parse()?;
/// let today: Date = "2026-02-28".parse()?;
/// // 29 February has its anniversary on 1 March in common years.
/// assert_eq!(Date::years_between(born, today), 17);
/// # Ok::<(), huisuan::date::ParseDateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string", rename = "Day"))]
pub struct Date {
    // Invariant: a day that exists. Field order makes the derived order the calendar's.
    year: i16,
    month: u8,
    day: u8,
}

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseDateError {
    /// Not of the form `2024-08-01`.
    Form,
    /// Of that form, but no such day, such as 30 February.
    NoSuchDay,
    /// Before 1800 or after 2199.
    OutOfRange,
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "expected a day such as `2024-08-01`",
            Self::NoSuchDay => "there is no such day",
            Self::OutOfRange => "the day lies outside 1800-01-01 to 2199-12-31",
        })
    }
}

impl std::error::Error for ParseDateError {}

impl Date {
    /// A day written in the code itself, which must exist.
    pub(crate) const fn literal(year: i16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// The day of a year (1800–2199), month and day of the month.
    ///
    /// # Errors
    ///
    /// [`ParseDateError::NoSuchDay`] where the month has no such day,
    /// [`ParseDateError::OutOfRange`] outside the years the engine knows.
    pub fn new(year: i16, month: u8, day: u8) -> Result<Self, ParseDateError> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return Err(ParseDateError::NoSuchDay);
        }
        let date = Self { year, month, day };
        if date < limits::FIRST_DAY || limits::LAST_DAY < date {
            return Err(ParseDateError::OutOfRange);
        }
        Ok(date)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The next day, or none after the last day the engine knows.
    pub fn next(self) -> Option<Self> {
        let next = if self.day < days_in_month(self.year, self.month) {
            Self { day: self.day.saturating_add(1), ..self }
        } else if self.month < 12 {
            Self { month: self.month.saturating_add(1), day: 1, ..self }
        } else {
            Self { year: self.year.saturating_add(1), month: 1, day: 1 }
        };
        (next <= limits::LAST_DAY).then_some(next)
    }

    /// Completed years from one day to another, never negative; the anniversary itself counts.
    pub fn years_between(from: Self, to: Self) -> i64 {
        let years = i64::from(to.year).saturating_sub(i64::from(from.year));
        let reached = (to.month, to.day) >= (from.month, from.day);
        years.saturating_sub(i64::from(!reached)).max(0)
    }

    /// Completed months from one day to another, never negative.
    ///
    /// A month is complete on the same day of a later month; where that month is too short, on
    /// the first day of the next.
    pub fn months_between(from: Self, to: Self) -> i64 {
        let months = to.month_number().saturating_sub(from.month_number());
        months.saturating_sub(i64::from(to.day < from.day)).max(0)
    }

    /// The same day so many months later (or earlier), or that month's last day where it is too
    /// short; held within the days the engine knows.
    #[must_use]
    pub fn add_months(self, months: i64) -> Self {
        let first = limits::FIRST_DAY.month_number();
        let last = limits::LAST_DAY.month_number();
        let number = self.month_number().saturating_add(months);
        if number < first {
            return limits::FIRST_DAY;
        }
        if last < number {
            return limits::LAST_DAY;
        }
        let year = i16::try_from(number.div_euclid(12)).unwrap_or(limits::LAST_DAY.year);
        let month = u8::try_from(number.rem_euclid(12)).unwrap_or(0).saturating_add(1);
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    fn month_number(self) -> i64 {
        i64::from(self.year)
            .saturating_mul(12)
            .saturating_add(i64::from(self.month))
            .saturating_sub(1)
    }
}

const fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ParseDateError::Form);
        };
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|it| it.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return Err(ParseDateError::Form);
        }
        let form = |_| ParseDateError::Form;
        Self::new(
            year.parse().map_err(form)?,
            month.parse().map_err(form)?,
            day.parse().map_err(form)?,
        )
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = u8::try_from(self.year.wrapping_div(100)).unwrap_or(0);
        let of_century = u8::try_from(self.year.wrapping_rem(100)).unwrap_or(0);
        two_digits(f, year)?;
        two_digits(f, of_century)?;
        f.write_char('-')?;
        two_digits(f, self.month)?;
        f.write_char('-')?;
        two_digits(f, self.day)
    }
}

/// A number below 100. (The formatting of the library takes several times as long, and days are written often.)
fn two_digits(f: &mut fmt::Formatter<'_>, number: u8) -> fmt::Result {
    let digit = |it: u8| char::from(b'0'.saturating_add(it));
    f.write_char(digit(number.wrapping_div(10)))?;
    f.write_char(digit(number.wrapping_rem(10)))
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A first and a last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Period {
    /// All days the engine knows.
    pub const ALWAYS: Self = Self { from: limits::FIRST_DAY, to: limits::LAST_DAY };

    /// The period between two days either of which may be open.
    pub fn between(from: Option<Date>, to: Option<Date>) -> Self {
        Self { from: from.unwrap_or(limits::FIRST_DAY), to: to.unwrap_or(limits::LAST_DAY) }
    }

    /// Whether the day lies in the period.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_birthday_itself_counts() {
        assert_eq!(Date::years_between(date("2008-07-01"), date("2026-06-30")), 17);
        assert_eq!(Date::years_between(date("2008-07-01"), date("2026-07-01")), 18);
        assert_eq!(Date::years_between(date("2026-07-02"), date("2026-07-01")), 0);
    }

    #[test]
    fn leap_day_birthdays_fall_on_the_first_of_march_in_common_years() {
        assert_eq!(Date::years_between(date("2004-02-29"), date("2022-02-28")), 17);
        assert_eq!(Date::years_between(date("2004-02-29"), date("2022-03-01")), 18);
        assert_eq!(Date::years_between(date("2004-02-29"), date("2024-02-29")), 20);
    }

    #[test]
    fn months_complete_on_the_same_day() {
        assert_eq!(Date::months_between(date("2026-01-31"), date("2026-02-28")), 0);
        assert_eq!(Date::months_between(date("2026-01-31"), date("2026-03-31")), 2);
        assert_eq!(Date::months_between(date("2025-11-15"), date("2026-02-15")), 3);
    }

    #[test]
    fn adding_months_ends_at_the_last_day_of_a_short_month() {
        assert_eq!(date("2026-01-31").add_months(1), date("2026-02-28"));
        assert_eq!(date("2026-03-15").add_months(-3), date("2025-12-15"));
        assert_eq!(date("2026-12-15").add_months(1), date("2027-01-15"));
        assert_eq!(date("2026-12-15").add_months(1_000_000), limits::LAST_DAY);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (text, error) in [
            ("2026-02-29", ParseDateError::NoSuchDay),
            ("2026-13-01", ParseDateError::NoSuchDay),
            ("2026-00-10", ParseDateError::NoSuchDay),
            ("1799-12-31", ParseDateError::OutOfRange),
            ("2200-01-01", ParseDateError::OutOfRange),
            ("2026-1-1", ParseDateError::Form),
            ("2026/01/01", ParseDateError::Form),
            ("+026-01-01", ParseDateError::Form),
            ("", ParseDateError::Form),
        ] {
            assert_eq!(text.parse::<Date>(), Err(error), "{text}");
        }
    }

    #[test]
    fn the_next_day_crosses_months_and_years() {
        assert_eq!(date("2024-02-28").next(), Some(date("2024-02-29")));
        assert_eq!(date("2025-12-31").next(), Some(date("2026-01-01")));
        assert_eq!(limits::LAST_DAY.next(), None);
    }
}
