//! Units: products of `yuan`, `person`, `month` and `year`.

use std::fmt::{self, Write as _};
use std::str::FromStr;

/// A product of powers of yuan, person, month and year; none of them is the plain number.
///
/// Units are compared exactly: `yuan/month` and `yuan/year` are different, and nothing converts one into the
/// other but a rule that says so.
///
/// # Examples
///
/// ```
/// use huisuan::unit::Unit;
///
/// let per_head: Unit = "yuan/person/month".parse()?;
/// assert_eq!(per_head.times("person".parse()?), Some("yuan/month".parse()?));
/// # Ok::<(), huisuan::unit::ParseUnitError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string"))]
pub struct Unit {
    powers: [i8; 4],
}

/// The words for the base units, in the order they are written.
pub const BASE_UNITS: [&str; 4] = ["yuan", "person", "month", "year"];

/// The text is not a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseUnitError;

impl fmt::Display for ParseUnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a unit such as `yuan/person/month`, or `1` for none")
    }
}

impl std::error::Error for ParseUnitError {}

impl Unit {
    /// The plain number.
    pub const NONE: Self = Self { powers: [0; 4] };
    /// People.
    pub const PERSON: Self = Self { powers: [0, 1, 0, 0] };
    /// Months.
    pub const MONTH: Self = Self { powers: [0, 0, 1, 0] };
    /// Years.
    pub const YEAR: Self = Self { powers: [0, 0, 0, 1] };

    /// The product, or none where a power leaves the range of sense (beyond ±9).
    pub fn times(self, other: Self) -> Option<Self> {
        self.combine(other, i8::checked_add)
    }

    /// The quotient, or none where a power leaves the range of sense.
    pub fn per(self, other: Self) -> Option<Self> {
        self.combine(other, i8::checked_sub)
    }

    fn combine(self, other: Self, step: fn(i8, i8) -> Option<i8>) -> Option<Self> {
        let mut powers = [0; 4];
        for ((slot, a), b) in powers.iter_mut().zip(self.powers).zip(other.powers) {
            *slot = step(a, b).filter(|it| (-9..=9).contains(it))?;
        }
        Some(Self { powers })
    }

    /// Whether money is among its factors.
    pub fn is_money(self) -> bool {
        let [yuan, ..] = self.powers;
        yuan != 0
    }

    /// Whether it is the plain number.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

impl FromStr for Unit {
    type Err = ParseUnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut unit = Self::NONE;
        for (index, product) in text.split('/').enumerate() {
            for factor in product.split('*') {
                if index == 0 && factor == "1" {
                    continue;
                }
                let position =
                    BASE_UNITS.iter().position(|it| *it == factor).ok_or(ParseUnitError)?;
                let mut base = Self::NONE;
                *base.powers.get_mut(position).ok_or(ParseUnitError)? = 1;
                unit = if index == 0 { unit.times(base) } else { unit.per(base) }
                    .ok_or(ParseUnitError)?;
            }
        }
        Ok(unit)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut empty = true;
        for (name, power) in BASE_UNITS.iter().zip(self.powers) {
            for _ in 0..power.max(0) {
                if !empty {
                    f.write_char('*')?;
                }
                f.write_str(name)?;
                empty = false;
            }
        }
        if empty {
            f.write_str("1")?;
        }
        for (name, power) in BASE_UNITS.iter().zip(self.powers) {
            for _ in power.min(0)..0 {
                f.write_char('/')?;
                f.write_str(name)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Unit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_prints_as_it_is_written() {
        for text in [
            "yuan",
            "yuan/person/month",
            "1",
            "1/month",
            "yuan/year",
            "person*month",
            "yuan*yuan/person",
        ] {
            assert_eq!(text.parse::<Unit>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "dollar", "yuan/", "yuan//month", "yuan / month", "2"] {
            assert_eq!(text.parse::<Unit>(), Err(ParseUnitError), "{text}");
        }
    }
}
