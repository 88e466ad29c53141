//! Decimal figures: reading, writing and rounding. Exact, never a float.

use std::fmt;

use crate::decimal::Decimal;

/// How a rule says to round.
///
/// Nothing in the engine rounds on its own: amounts keep full precision, and a rule that states no
/// rounding pays an exact amount. (A division that does not end is cut at 28 digits.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Half away from zero (四舍五入).
    HalfUp,
    /// Towards zero: anything past the place is dropped.
    Down,
    /// Away from zero: anything past the place counts as one more.
    Up,
}

impl Rounding {
    /// The word for it in a rule pack.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::Down => "down",
            Self::Up => "up",
        }
    }

    /// The rounding a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::HalfUp, Self::Down, Self::Up].into_iter().find(|it| it.as_str() == word)
    }

    /// The value to a multiple of `place`, which is above zero; none only where the quotient
    /// leaves the range of decimals.
    pub fn round(self, value: Decimal, place: Decimal) -> Option<Decimal> {
        let steps = value.checked_div(place)?;
        let whole = match self {
            Self::HalfUp => steps.nearest()?,
            Self::Down => steps.trunc(),
            Self::Up => steps.away()?,
        };
        whole.checked_mul(place)
    }
}

/// Reads a decimal figure: digits, with at most one point and a sign in front; nothing else.
///
/// At most 18 digits before the point and 9 behind it.
///
/// ```
/// use huisuan::money::parse_decimal;
///
/// assert_eq!(parse_decimal("1041.50").map(|it| it.to_string()).as_deref(), Some("1041.50"));
/// assert_eq!(parse_decimal("1,041"), None);
/// assert_eq!(parse_decimal("1e3"), None);
/// ```
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let plain = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|it| it.is_ascii_digit())
    };
    if !plain(whole, 18)
        || !fraction.is_none_or(|it| plain(it, 9))
        || (whole.len() > 1 && whole.starts_with('0'))
    {
        return None;
    }
    Decimal::exact(text)
}

/// A decimal figure as the engine writes it: money with at least two places, other figures with as many as they have.
///
/// ```
/// use huisuan::money::Figure;
/// use huisuan::decimal::Decimal;
///
/// assert_eq!(Figure { value: Decimal::hundredths(312_30), money: true }.to_string(), "312.30");
/// assert_eq!(Figure { value: Decimal::from(3), money: false }.to_string(), "3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string"))]
pub struct Figure {
    /// The value.
    pub value: Decimal,
    /// Whether it is an amount of money.
    pub money: bool,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.with_places(if self.money { 2 } else { 0 });
        fmt::Display::fmt(&value, f)
    }
}

impl serde::Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mode: Rounding, value: &str, place: &str, expected: &str) {
        let figure = |text| parse_decimal(text).unwrap();
        assert_eq!(
            mode.round(figure(value), figure(place)),
            Some(figure(expected)),
            "{value} to {place}"
        );
    }

    #[test]
    fn rounding_follows_its_word() {
        check(Rounding::HalfUp, "57.25", "0.1", "57.3");
        check(Rounding::HalfUp, "-57.25", "0.1", "-57.3");
        check(Rounding::Down, "57.29", "0.1", "57.2");
        check(Rounding::Down, "-57.29", "0.1", "-57.2");
        check(Rounding::Up, "57.2", "1", "58");
        check(Rounding::Up, "57", "1", "57");
        check(Rounding::HalfUp, "1234", "50", "1250");
    }

    #[test]
    fn figures_that_are_not_plain_decimals_are_refused() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1e3",
            "+1",
            "1_000",
            "００",
            "01",
            "1.0000000001",
            "1234567890123456789",
        ] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn money_shows_two_places_and_more_where_it_has_them() {
        let show = |text, money| Figure { value: parse_decimal(text).unwrap(), money }.to_string();
        assert_eq!(show("1041", true), "1041.00");
        assert_eq!(show("0.3", true), "0.30");
        assert_eq!(show("312.345", true), "312.345");
        assert_eq!(show("1.500", false), "1.5");
        assert_eq!(show("-0.00", true), "0.00");
        assert_eq!(show("100", false), "100");
    }
}
