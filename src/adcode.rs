//! Administrative division codes.

use std::fmt::{self, Write as _};
use std::str::FromStr;

/// An administrative division code: the six digits GB/T 2260 gives a place; `000000` stands for
/// the nation.
///
/// Every value is six digits whose hierarchy is plain (no district of an unnamed province). Not every
/// such code has been assigned, and which pack lies above which is said by the packs themselves:
/// a district of Beijing (110109) has no city between it and 110000.
///
/// # Examples
///
/// ```
/// use huisuan::adcode::{Adcode, Level};
///
/// let huangyan: Adcode = "331003".parse()?;
/// assert_eq!(huangyan.level(), Level::District);
/// assert!("331000".parse::<Adcode>()?.contains(huangyan));
/// # Ok::<(), huisuan::adcode::ParseAdcodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string"))]
pub struct Adcode(u32);

/// The level of a jurisdiction, from the nation down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The whole country.
    Nation,
    /// A province, autonomous region or municipality.
    Province,
    /// A city or prefecture.
    City,
    /// A district or county.
    District,
}

/// The text is not an administrative division code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseAdcodeError;

impl fmt::Display for ParseAdcodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an administrative division code of six digits, such as `331003`")
    }
}

impl std::error::Error for ParseAdcodeError {}

impl Adcode {
    /// The whole nation.
    pub const NATION: Self = Self(0);

    /// The level the digits name.
    pub fn level(self) -> Level {
        if self.0 == 0 {
            Level::Nation
        } else if self.0.is_multiple_of(10_000) {
            Level::Province
        } else if self.0.is_multiple_of(100) {
            Level::City
        } else {
            Level::District
        }
    }

    /// Whether the other place lies in this one, or is it.
    pub fn contains(self, other: Self) -> bool {
        let size = match self.level() {
            Level::Nation => return true,
            Level::Province => 10_000,
            Level::City => 100,
            Level::District => 1,
        };
        other.0.checked_div(size) == self.0.checked_div(size)
    }
}

impl Level {
    /// The word for the level in a rule pack.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Province => "province",
            Self::City => "city",
            Self::District => "district",
        }
    }
}

impl FromStr for Adcode {
    type Err = ParseAdcodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 6 || !text.bytes().all(|it| it.is_ascii_digit()) {
            return Err(ParseAdcodeError);
        }
        let code: u32 = text.parse().map_err(|_| ParseAdcodeError)?;
        let assigned = code == 0 || code >= 100_000;
        let district_of_no_city =
            !code.is_multiple_of(100) && code.checked_rem(10_000).is_some_and(|it| it < 100);
        if assigned && !district_of_no_city { Ok(Self(code)) } else { Err(ParseAdcodeError) }
    }
}

impl fmt::Display for Adcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The formatting of the library takes several times as long, and codes are written often.
        for place in [100_000, 10_000, 1_000, 100, 10, 1] {
            let digit = self.0.checked_div(place).map_or(0, |it| it.wrapping_rem(10));
            f.write_char(char::from_digit(digit, 10).unwrap_or('0'))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Adcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Adcode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_name_the_level() {
        for (text, level) in [
            ("000000", Level::Nation),
            ("330000", Level::Province),
            ("331000", Level::City),
            ("331003", Level::District),
            ("110109", Level::District),
        ] {
            assert_eq!(text.parse::<Adcode>().map(Adcode::level), Ok(level), "{text}");
        }
    }

    #[test]
    fn places_contain_their_parts() {
        let code = |text: &str| text.parse::<Adcode>().unwrap();
        assert!(code("000000").contains(code("331003")));
        assert!(code("330000").contains(code("331003")));
        assert!(!code("340000").contains(code("331003")));
        assert!(!code("331003").contains(code("331000")));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "33100", "3310033", "33100x", "000001", "330003"] {
            assert_eq!(text.parse::<Adcode>(), Err(ParseAdcodeError), "{text}");
        }
    }
}
