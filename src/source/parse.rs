//! A strict reader of JSON (RFC 8259): no comments, no trailing commas, no duplicate keys.

use super::{Json, Member, Place, Value};
use crate::diagnostic::Code;
use crate::limits;

/// What is wrong with a JSON text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule that is broken.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
}

/// Reads one JSON text. Keys given twice are collected and the reading goes on; anything else ends it.
///
/// # Errors
///
/// All faults found, at least one.
pub fn parse(text: &str, file: u16) -> Result<Json, Vec<Fault>> {
    let mut parser = Parser { text, bytes: text.as_bytes(), at: 0, file, faults: Vec::new() };
    let parsed = parser.document();
    match parsed {
        Ok(json) if parser.faults.is_empty() => Ok(json),
        Ok(_) => Err(parser.faults),
        Err(fault) => {
            parser.faults.push(fault);
            Err(parser.faults)
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    file: u16,
    faults: Vec<Fault>,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<Json, Fault> {
        if self.bytes.starts_with(b"\xEF\xBB\xBF") {
            return Err(
                self.syntax("the text starts with a byte-order mark; save it as plain UTF-8")
            );
        }
        let json = self.value(0)?;
        self.space();
        if self.at < self.bytes.len() {
            return Err(self.syntax("expected the end of the text"));
        }
        Ok(json)
    }

    fn value(&mut self, depth: usize) -> Result<Json, Fault> {
        self.space();
        let place = self.place();
        if depth > limits::JSON_DEPTH {
            let message = format!("values are nested more than {} levels deep", limits::JSON_DEPTH);
            return Err(Fault { code: Code::TooDeep, place, message });
        }
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(_) => return Err(self.syntax("expected a value")),
            None => return Err(self.syntax("expected a value, found the end of the text")),
        };
        Ok(Json { place, value })
    }

    fn object(&mut self, depth: usize) -> Result<Value, Fault> {
        self.skip();
        let mut members: Vec<Member> = Vec::new();
        self.space();
        if self.eat(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            let place = self.place();
            if self.peek() != Some(b'"') {
                return Err(self.syntax("expected a key in double quotes"));
            }
            let key = self.string()?;
            self.space();
            if !self.eat(b':') {
                return Err(self.syntax("expected `:` after the key"));
            }
            let value = self.value(depth.saturating_add(1))?;
            if members.iter().any(|it| it.key == key) {
                self.faults.push(Fault {
                    code: Code::DuplicateKey,
                    place,
                    message: format!("the key `{key}` is given twice"),
                });
            }
            members.push(Member { key, place, value });
            self.space();
            if self.eat(b'}') {
                return Ok(Value::Object(members));
            }
            if !self.eat(b',') {
                return Err(self.syntax("expected `,` or `}`"));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, Fault> {
        self.skip();
        let mut items = Vec::new();
        self.space();
        if self.eat(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth.saturating_add(1))?);
            self.space();
            if self.eat(b']') {
                return Ok(Value::Array(items));
            }
            if !self.eat(b',') {
                return Err(self.syntax("expected `,` or `]`"));
            }
        }
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.skip();
        let mut out = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|it| it != b'"' && it != b'\\' && it >= 0x20) {
                self.skip();
            }
            out.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.skip();
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.skip();
                    out.push(self.escape()?);
                }
                Some(_) => {
                    return Err(
                        self.syntax("a control character in a string must be written as an escape")
                    );
                }
                None => return Err(self.syntax("the string does not end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let byte = self.peek();
        self.skip();
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.hex()?;
                let code = if (0xD800..0xDC00).contains(&first) {
                    let second = if self.eat(b'\\') && self.eat(b'u') { self.hex()? } else { 0 };
                    if !(0xDC00..0xE000).contains(&second) {
                        return Err(self.syntax("half of a surrogate pair"));
                    }
                    let high = first.wrapping_sub(0xD800).wrapping_shl(10);
                    high.wrapping_add(second.wrapping_sub(0xDC00)).wrapping_add(0x10000)
                } else {
                    first
                };
                char::from_u32(code).ok_or_else(|| self.syntax("half of a surrogate pair"))?
            }
            _ => return Err(self.syntax("unknown escape in a string")),
        })
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        let digits = self
            .text
            .get(self.at..self.at.saturating_add(4))
            .filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits
            .and_then(|it| u32::from_str_radix(it, 16).ok())
            .ok_or_else(|| self.syntax("expected four hexadecimal digits"))?;
        self.at = self.at.saturating_add(4);
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        self.eat(b'-');
        if self.eat(b'0') {
            if self.peek().is_some_and(|it| it.is_ascii_digit()) {
                return Err(self.syntax("a number does not start with 0"));
            }
        } else {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _signed = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Ok(Value::Number(self.text.get(start..self.at).unwrap_or_default().to_owned()))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        if !self.peek().is_some_and(|it| it.is_ascii_digit()) {
            return Err(self.syntax("expected a digit"));
        }
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.skip();
        }
        Ok(())
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Fault> {
        if !self.bytes.get(self.at..).is_some_and(|it| it.starts_with(word.as_bytes())) {
            return Err(self.syntax("expected a value"));
        }
        self.at = self.at.saturating_add(word.len());
        Ok(value)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.skip();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.skip();
        }
        found
    }

    fn place(&self) -> Place {
        Place { file: self.file, offset: u32::try_from(self.at).unwrap_or(u32::MAX) }
    }

    fn syntax(&self, message: &str) -> Fault {
        Fault { code: Code::JsonSyntax, place: self.place(), message: message.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fails(text: &str, code: Code, offset: u32) {
        let faults = parse(text, 0).unwrap_err();
        assert_eq!(
            faults.first().map(|it| (it.code, it.place.offset)),
            Some((code, offset)),
            "{text}: {faults:?}"
        );
    }

    #[test]
    fn strictly_json() {
        fails("", Code::JsonSyntax, 0);
        fails("{\"a\": 1,}", Code::JsonSyntax, 8);
        fails("[1 2]", Code::JsonSyntax, 3);
        fails("{a: 1}", Code::JsonSyntax, 1);
        fails("01", Code::JsonSyntax, 1);
        fails("// no\n1", Code::JsonSyntax, 0);
        fails("\"a\nb\"", Code::JsonSyntax, 2);
        fails("nul", Code::JsonSyntax, 0);
        fails("1 1", Code::JsonSyntax, 2);
        fails("\"\\ud800\"", Code::JsonSyntax, 7);
        fails("\u{feff}{}", Code::JsonSyntax, 0);
    }

    #[test]
    fn every_duplicate_key_is_reported() {
        let faults = parse("{\"a\": 1, \"a\": 2, \"b\": {\"c\": 1, \"c\": 1}}", 0).unwrap_err();
        assert_eq!(
            faults.iter().map(|it| (it.code, it.place.offset)).collect::<Vec<_>>(),
            [(Code::DuplicateKey, 9), (Code::DuplicateKey, 31)]
        );
    }

    #[test]
    fn depth_is_bounded() {
        fails(&"[".repeat(100_000), Code::TooDeep, 49);
        assert!(parse(&format!("{}{}", "[".repeat(48), "]".repeat(48)), 0).is_ok());
    }

    #[test]
    fn escapes_and_numbers_keep_their_meaning() {
        let json = parse(r#"{"k\n": "\u60e0\ud83d\ude00\\", "n": -1.50e+3}"#, 0).unwrap();
        assert_eq!(
            json.get("k\n").map(|it| it.value.clone()),
            Some(Value::String("惠😀\\".to_owned()))
        );
        assert_eq!(
            json.get("n").map(|it| it.value.clone()),
            Some(Value::Number("-1.50e+3".to_owned()))
        );
    }
}
