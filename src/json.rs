//! Results as JSON text.
//!
//! One writer for the command and for the browser, so that both give the same bytes. It takes what results are made of: no floats, no
//! bytes, and no variants but words.

use std::fmt::{self, Display, Write};

use serde::ser::{Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::source::{write_escaped, write_string};

/// The JSON text of a result, without spaces.
///
/// A value that no result of this crate has inside (a float, bytes, a variant with data) is written as `null`.
pub fn to_text(value: &(impl Serialize + ?Sized)) -> String {
    let mut text = Text(String::new());
    match value.serialize(&mut text) {
        Ok(()) => text.0,
        Err(Unwritable) => "null".to_owned(),
    }
}

/// The text so far.
struct Text(String);

/// A list or an object that is being written.
struct Open<'t> {
    text: &'t mut Text,
    /// What stands before the next item.
    before: char,
    end: char,
}

/// Something that no result has inside.
#[derive(Debug)]
pub(crate) struct Unwritable;

impl Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a part of a result")
    }
}

impl std::error::Error for Unwritable {}

impl Error for Unwritable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Inside quotes.
struct Escaped<'t>(&'t mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_escaped(text, self.0);
        Ok(())
    }
}

type Written = Result<(), Unwritable>;

impl Text {
    fn display(&mut self, value: &dyn Display) -> Written {
        write!(self.0, "{value}").map_err(|_| Unwritable)
    }

    /// What something is displayed as, in quotes. It is written where it belongs at once.
    fn text(&mut self, value: &dyn Display) -> Written {
        self.0.push('"');
        let written = write!(Escaped(&mut self.0), "{value}");
        self.0.push('"');
        written.map_err(|_| Unwritable)
    }

    fn open(&mut self, start: char, end: char) -> Open<'_> {
        Open { text: self, before: start, end }
    }
}

impl Open<'_> {
    fn next(&mut self) {
        self.text.0.push(self.before);
        self.before = ',';
    }

    /// The name of a field, which needs no escapes.
    fn key(&mut self, key: &'static str) {
        self.next();
        self.text.0.push('"');
        self.text.0.push_str(key);
        self.text.0.push_str("\":");
    }

    fn close(&mut self) {
        if self.before != ',' {
            self.next();
        }
        self.text.0.push(self.end);
    }
}

macro_rules! numbers {
    ($($method:ident: $number:ty),+) => {$(
        fn $method(self, number: $number) -> Written {
            self.display(&number)
        }
    )+};
}

impl<'t> Serializer for &'t mut Text {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Open<'t>;
    type SerializeTuple = Impossible<(), Unwritable>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Open<'t>;
    type SerializeStruct = Open<'t>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    numbers!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    );

    #[expect(clippy::disallowed_types, reason = "it is refused")]
    fn serialize_f32(self, _: f32) -> Written {
        Err(Unwritable)
    }

    #[expect(clippy::disallowed_types, reason = "it is refused")]
    fn serialize_f64(self, _: f64) -> Written {
        Err(Unwritable)
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unwritable)
    }

    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Written {
        write_string(value, &mut self.0);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Written {
        self.text(&value)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Written {
        self.serialize_str(word)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(Unwritable)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'t>, Unwritable> {
        Ok(self.open('[', ']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'t>, Unwritable> {
        Ok(self.open('{', '}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'t>, Unwritable> {
        Ok(self.open('{', '}'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable)
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.next();
        value.serialize(&mut *self.text)
    }

    fn end(mut self) -> Written {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.key(key);
        value.serialize(&mut *self.text)
    }

    fn end(mut self) -> Written {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.next();
        key.serialize(&mut *self.text)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.text.0.push(':');
        value.serialize(&mut *self.text)
    }

    fn end(mut self) -> Written {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::Pairs;

    #[derive(Serialize)]
    struct Sample<'a> {
        text: &'a str,
        whole: i64,
        open: bool,
        none: Option<&'a str>,
        list: Vec<Option<u8>>,
        empty: Vec<u8>,
        pairs: Pairs<&'a str, &'a str>,
        nothing: Pairs<&'a str, u8>,
        code: crate::diagnostic::Severity,
        displayed: crate::assessment::Shown<'a>,
        figure: crate::money::Figure,
    }

    #[test]
    fn it_writes_what_a_known_writer_writes() {
        let text: String =
            (0..0x90_u32).chain([0x60e0, 0x1f600]).filter_map(char::from_u32).collect();
        let sample = Sample {
            text: &text,
            whole: i64::MIN,
            open: true,
            none: None,
            list: vec![Some(7), None],
            empty: Vec::new(),
            pairs: Pairs(vec![("a\"b", "惠"), ("c", "")]),
            nothing: Pairs(Vec::new()),
            code: crate::diagnostic::Severity::Warning,
            displayed: crate::assessment::Shown::Choice("a \"b\"\n惠"),
            figure: crate::money::Figure {
                value: crate::decimal::Decimal::hundredths(1_050),
                money: true,
            },
        };
        assert_eq!(to_text(&sample), serde_json::to_string(&sample).unwrap());
        assert_eq!(to_text([sample.list].as_slice()), "[[7,null]]");
    }

    #[test]
    fn what_no_result_has_inside_is_null() {
        assert_eq!(to_text(&("a pair", 1)), "null");
    }
}
