//! Writing a tree as JSON text again: compact, as packs are published and hashed.

use super::{Json, Member, Value};

/// The shortest JSON text of the value, members in their order.
pub fn write_compact(json: &Json) -> String {
    let mut out = String::new();
    write(json, &mut out);
    out
}

fn write(json: &Json, out: &mut String) {
    match &json.value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(text) => out.push_str(text),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, out);
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, Member { key, value, .. }) in members.iter().enumerate() {
                separate(index, out);
                write_string(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn separate(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

/// A text in quotes, with escapes where JSON needs them.
pub(crate) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    write_escaped(text, out);
    out.push('"');
}

/// A text, or a part of one, with escapes where JSON needs them. What stands between two escapes is copied as it is.
pub(crate) fn write_escaped(text: &str, out: &mut String) {
    let mut copied = 0_usize;
    for (place, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(copied..place).unwrap_or_default());
        copied = place.saturating_add(1);
        escape(byte, out);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
}

/// A character of one byte that may not stand in a text as it is.
fn escape(byte: u8, out: &mut String) {
    let short = match byte {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        b'\n' => "\\n",
        b'\r' => "\\r",
        b'\t' => "\\t",
        0x8 => "\\b",
        0xc => "\\f",
        _ => "\\u00",
    };
    out.push_str(short);
    if short.len() > 2 {
        for nibble in [byte.wrapping_shr(4), byte & 0xf] {
            out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::parse;

    #[test]
    fn writing_and_reading_again_is_the_identity() {
        let text = r#"{"a":[1,-2.50,"x\n\"惠\u0001"],"b":{},"c":null,"d":[true,false]}"#;
        let json = parse(text, 0).unwrap();
        assert_eq!(write_compact(&json), text);
    }
}
