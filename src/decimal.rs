//! Exact decimal numbers.
//!
//! A thin layer over `rust_decimal`: the operations the engine needs, each once in the binary. (The library inlines its
//! arithmetic wherever it is used, which made the module for the browser a third larger.)

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal as Inner;
use rust_decimal::prelude::ToPrimitive;

/// An exact decimal number of at most 28 digits.
///
/// Sums and products are exact; a division that does not end is cut at 28 digits. Every operation that could
/// leave the range returns `None` instead.
///
/// # Examples
///
/// ```
/// use huisuan::decimal::Decimal;
///
/// let third = Decimal::ONE.checked_div(Decimal::from(3)).unwrap();
/// assert_eq!(third.to_string(), "0.3333333333333333333333333333");
/// assert_eq!(Decimal::ONE.checked_div(Decimal::ZERO), None);
/// ```
#[derive(Clone, Copy)]
pub struct Decimal(Inner);

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self(Inner::ZERO);
    /// 1.
    pub const ONE: Self = Self(Inner::ONE);
    /// 2.
    pub const TWO: Self = Self(Inner::TWO);
    /// The largest number.
    pub const MAX: Self = Self(Inner::MAX);
    /// The smallest number.
    pub const MIN: Self = Self(Inner::MIN);

    /// A whole number of hundredths.
    pub fn hundredths(number: i64) -> Self {
        Self(Inner::new(number, 2))
    }

    /// The number a text of digits, sign and point says, exactly.
    pub(crate) fn exact(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut number = 0_i128;
        for digit in whole.bytes().chain(fraction.bytes()) {
            let digit = digit.checked_sub(b'0').filter(|it| *it < 10)?;
            number = number.checked_mul(10)?.checked_add(i128::from(digit))?;
        }
        if digits.len() < text.len() {
            number = number.checked_neg()?;
        }
        let places = u32::try_from(fraction.len()).ok()?;
        let value = Inner::try_from_i128_with_scale(number, places).ok()?;
        (!whole.is_empty()).then_some(Self(value))
    }

    /// The sum.
    #[inline(never)]
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference: the sum with the other's negative, which the library would write out a second time.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// The product.
    #[inline(never)]
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self)
    }

    /// The quotient, cut at 28 digits; none where the divisor is 0.
    #[inline(never)]
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(Self)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        let mut value = self.0;
        value.set_sign_positive(value.is_sign_negative());
        Self(value)
    }

    /// Without its fraction.
    #[inline(never)]
    #[must_use]
    pub fn trunc(self) -> Self {
        Self(self.0.trunc())
    }

    /// The next whole number away from zero; none beyond the largest.
    pub(crate) fn away(self) -> Option<Self> {
        let whole = self.trunc();
        if whole == self {
            return Some(whole);
        }
        if self.is_negative() { whole.checked_sub(Self::ONE) } else { whole.checked_add(Self::ONE) }
    }

    /// The nearest whole number, half away from zero; none beyond the largest.
    pub(crate) fn nearest(self) -> Option<Self> {
        let half = Self(Inner::new(5, 1));
        if self.checked_sub(self.trunc())?.abs() < half { Some(self.trunc()) } else { self.away() }
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.trunc() == self
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it lies below 0.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// The whole number, if it is one that fits.
    pub fn to_i64(self) -> Option<i64> {
        self.0.trunc().to_i64()
    }

    /// The same number with at least so many places, and without needless zeros behind them.
    #[must_use]
    pub(crate) fn with_places(self, least: u32) -> Self {
        let mut value = if self.0.is_zero() { Inner::ZERO } else { self.0.normalize() };
        if value.scale() < least {
            value.rescale(least);
        }
        Self(value)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    /// Compares the digits where both numbers have the same sign and as many places: so do most that are compared, and the library
    /// takes several times as long.
    #[inline(never)]
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.0.unpack(), other.0.unpack());
        if (a.negative, a.scale) != (b.negative, b.scale) {
            return self.0.cmp(&other.0);
        }
        let order = (a.hi, a.mid, a.lo).cmp(&(b.hi, b.mid, b.lo));
        if a.negative { order.reverse() } else { order }
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::ZERO
    }
}

macro_rules! from_whole {
    ($($whole:ty),+) => {$(
        impl From<$whole> for Decimal {
            fn from(number: $whole) -> Self {
                Self(Inner::from(number))
            }
        }
    )+};
}

from_whole!(u8, i16, i32, u32, i64);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_as_the_library_orders_them() {
        let texts = [
            "0",
            "-0",
            "0.00",
            "1",
            "1.0",
            "1.0000",
            "1.00000",
            "-1",
            "-1.5",
            "0.0001",
            "0.00001",
            "1041.00",
            "1041",
            "1040.9999",
            "79228162514264337593543950335",
            "-79228162514264337593543950335",
            "7922816251426433759354395033.5",
            "7922816251426433759354395.0335",
            "0.0000000000000000000000000001",
        ];
        let numbers: Vec<Inner> = texts.iter().map(|it| it.parse().unwrap()).collect();
        for a in &numbers {
            for b in &numbers {
                assert_eq!(Decimal(*a).cmp(&Decimal(*b)), a.cmp(b), "{a} and {b}");
            }
        }
    }
}
