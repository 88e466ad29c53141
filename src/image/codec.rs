//! Rules as text: numbers as digits, names by their place in a list.
//!
//! Reading always gives a value. Where the text says something that cannot be, the reader is marked as broken, and what was
//! read is never used. So nothing is decided twice, and nothing loops: every item of a list takes a character at least.

use std::collections::BTreeMap;

use crate::adcode::Adcode;
use crate::date::{Date, Period};
use crate::decimal::Decimal;
use crate::limits;
use crate::unit::Unit;

/// The first character that stands for a digit. The characters from here on need no escape in JSON.
const ZERO: u8 = b'#';

/// The base of numbers: so many characters end a number, and as many say that it goes on.
const BASE: u64 = 28;

/// A part of the rules: how it is written and read again.
pub(super) trait Part: Sized {
    /// Writes it behind what was written before.
    fn write(&self, image: &mut Writer);

    /// Reads what [`Part::write`] wrote.
    fn read(image: &mut Reader<'_>) -> Self;
}

/// An image being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The digits so far.
    pub(super) digits: String,
    names: BTreeMap<String, u64>,
}

impl Writer {
    fn number(&mut self, number: u64) {
        let mut digits = Vec::new();
        let mut left = Some(number).filter(|it| *it > 0);
        while let Some(number) = left {
            digits.push(number.checked_rem(BASE).unwrap_or(0));
            left = number.checked_div(BASE).filter(|it| *it > 0);
        }
        let last = if digits.is_empty() { 0 } else { digits.remove(0) };
        for digit in digits.into_iter().rev() {
            self.digit(digit.saturating_add(BASE));
        }
        self.digit(last);
    }

    fn digit(&mut self, digit: u64) {
        let byte = u8::try_from(digit).unwrap_or(0).saturating_add(ZERO);
        self.digits.push(char::from(byte));
    }

    fn name(&mut self, name: &str) {
        let next = u64::try_from(self.names.len()).unwrap_or(u64::MAX);
        let place = *self.names.entry(name.to_owned()).or_insert(next);
        self.number(place);
    }

    /// The names, in the order in which they first came up.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<(&u64, &str)> =
            self.names.iter().map(|(name, place)| (place, name.as_str())).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect()
    }
}

/// An image being read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    digits: &'a [u8],
    names: &'a [String],
    depth: u32,
    broken: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(digits: &'a str, names: &'a [String]) -> Self {
        Self { digits: digits.as_bytes(), names, depth: 0, broken: false }
    }

    /// Whether everything was read, and made sense.
    pub(super) fn is_whole(&self) -> bool {
        !self.broken && self.digits.is_empty()
    }

    /// Marks the image as one that nobody wrote.
    pub(super) fn fail(&mut self) {
        self.broken = true;
        self.digits = &[];
    }

    /// A number; 0 where there is none.
    pub(super) fn number(&mut self) -> u64 {
        let mut number = 0_u64;
        while let Some((first, rest)) = self.digits.split_first() {
            self.digits = rest;
            let digit = u64::from(first.wrapping_sub(ZERO));
            let goes_on = digit >= BASE;
            let digit = if goes_on { digit.wrapping_sub(BASE) } else { digit };
            let next = number.checked_mul(BASE).and_then(|it| it.checked_add(digit));
            match next.filter(|_| digit < BASE) {
                Some(next) if goes_on => number = next,
                Some(next) => return next,
                None => break,
            }
        }
        self.fail();
        0
    }

    /// A number of another type; what stands for it where it does not fit.
    fn fitting<T: TryFrom<u64> + Default>(&mut self) -> T {
        let number = self.number();
        T::try_from(number).unwrap_or_else(|_| {
            self.fail();
            T::default()
        })
    }

    fn name(&mut self) -> &'a str {
        let place: usize = self.fitting();
        let Some(name) = self.names.get(place) else {
            self.fail();
            return "";
        };
        name
    }

    /// A name that is the text of something.
    fn parsed<T: std::str::FromStr>(&mut self, otherwise: T) -> T {
        self.name().parse().unwrap_or_else(|_| {
            self.fail();
            otherwise
        })
    }

    /// Reads something that may hold more of its kind, unless it is nested too deeply.
    pub(super) fn deeper<T>(&mut self, otherwise: T, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= limits::EVALUATION_DEPTH {
            self.fail();
            return otherwise;
        }
        self.depth = self.depth.saturating_add(1);
        let value = read(self);
        self.depth = self.depth.saturating_sub(1);
        value
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Part for $number {
            fn write(&self, image: &mut Writer) {
                image.number(u64::try_from(*self).unwrap_or(u64::MAX));
            }

            fn read(image: &mut Reader<'_>) -> Self {
                image.fitting()
            }
        }
    )+};
}

numbers!(u8, u16, u32, u64, usize);

impl Part for i64 {
    fn write(&self, image: &mut Writer) {
        image.number(self.unsigned_abs());
        (*self < 0).write(image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        let most: Self = image.fitting();
        if bool::read(image) { most.saturating_neg() } else { most }
    }
}

impl Part for bool {
    fn write(&self, image: &mut Writer) {
        image.number(u64::from(*self));
    }

    fn read(image: &mut Reader<'_>) -> Self {
        let number = image.number();
        if number > 1 {
            image.fail();
        }
        number == 1
    }
}

impl Part for String {
    fn write(&self, image: &mut Writer) {
        image.name(self);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        image.name().to_owned()
    }
}

impl Part for Decimal {
    fn write(&self, image: &mut Writer) {
        image.name(&self.to_string());
    }

    fn read(image: &mut Reader<'_>) -> Self {
        Self::exact(image.name()).unwrap_or_else(|| {
            image.fail();
            Self::ZERO
        })
    }
}

impl Part for Adcode {
    fn write(&self, image: &mut Writer) {
        image.name(&self.to_string());
    }

    fn read(image: &mut Reader<'_>) -> Self {
        image.parsed(Self::NATION)
    }
}

impl Part for Unit {
    fn write(&self, image: &mut Writer) {
        image.name(&self.to_string());
    }

    fn read(image: &mut Reader<'_>) -> Self {
        image.parsed(Self::NONE)
    }
}

impl Part for Date {
    fn write(&self, image: &mut Writer) {
        image.name(&self.to_string());
    }

    fn read(image: &mut Reader<'_>) -> Self {
        image.parsed(limits::LAST_DAY)
    }
}

impl Part for Period {
    fn write(&self, image: &mut Writer) {
        self.from.write(image);
        self.to.write(image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        Self { from: Date::read(image), to: Date::read(image) }
    }
}

fn write_all<T: Part>(items: &[T], image: &mut Writer) {
    for item in items {
        item.write(image);
    }
}

impl<T: Part> Part for Option<T> {
    fn write(&self, image: &mut Writer) {
        self.is_some().write(image);
        write_all(self.as_slice(), image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        bool::read(image).then(|| T::read(image))
    }
}

impl<T: Part> Part for Vec<T> {
    fn write(&self, image: &mut Writer) {
        self.len().write(image);
        write_all(self, image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        let count = usize::read(image);
        // A list longer than the text that is left ends with the text.
        let mut items = Self::with_capacity(count.min(image.digits.len()));
        while items.len() < count && !image.broken {
            items.push(T::read(image));
        }
        items
    }
}

impl<T: Part> Part for Box<[T]> {
    fn write(&self, image: &mut Writer) {
        self.len().write(image);
        write_all(self, image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        Vec::read(image).into_boxed_slice()
    }
}

impl<T: Part, const N: usize> Part for [T; N] {
    fn write(&self, image: &mut Writer) {
        write_all(self, image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        std::array::from_fn(|_| T::read(image))
    }
}

impl<T: Part> Part for Box<T> {
    fn write(&self, image: &mut Writer) {
        (**self).write(image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        Self::new(T::read(image))
    }
}

impl<A: Part, B: Part> Part for (A, B) {
    fn write(&self, image: &mut Writer) {
        self.0.write(image);
        self.1.write(image);
    }

    fn read(image: &mut Reader<'_>) -> Self {
        (A::read(image), B::read(image))
    }
}

/// Says of structs which fields an image holds, in which order.
macro_rules! structs {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl Part for $name {
            fn write(&self, image: &mut Writer) {
                $(self.$field.write(image);)+
            }

            fn read(image: &mut Reader<'_>) -> Self {
                Self { $($field: Part::read(image)),+ }
            }
        }
    )+};
}

/// Says of enums which number stands for each variant, and what stands for a number that means nothing.
macro_rules! enums {
    ($($name:ident else $otherwise:ident {
        $($number:literal $variant:ident $(($($item:ident),+))? $({$($field:ident),+})?,)+
    })+) => {$(
        impl Part for $name {
            fn write(&self, image: &mut Writer) {
                match self {
                    $(Self::$variant $(($($item),+))? $({$($field),+})? => {
                        u8::write(&$number, image);
                        $($($item.write(image);)+)?
                        $($($field.write(image);)+)?
                    })+
                }
            }

            fn read(image: &mut Reader<'_>) -> Self {
                image.deeper(Self::$otherwise, |image| match image.number() {
                    $($number => {
                        $($(let $item = Part::read(image);)+)?
                        $($(let $field = Part::read(image);)+)?
                        Self::$variant $(($($item),+))? $({$($field),+})?
                    })+
                    _ => {
                        image.fail();
                        Self::$otherwise
                    }
                })
            }
        }
    )+};
}

pub(super) use {enums, structs};
