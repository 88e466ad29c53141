//! JSON text as a tree that knows where each value stands.
//!
//! A pack is read from text, not from a JavaScript object, because only the text still shows a key
//! given twice, a figure written as a float, and the line to point at.

#[cfg(feature = "check")]
mod merge;
mod parse;
mod place;
mod write;

pub use parse::parse;
pub use place::{Files, Place};

#[cfg(feature = "check")]
pub(crate) use merge::merge;
pub use write::write_compact;
pub(crate) use write::{write_escaped, write_string};

/// A JSON value and the place it starts at.
#[derive(Clone, Debug, PartialEq)]
pub struct Json {
    /// Where it starts.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// A JSON value. Numbers keep the text they were written with.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// A list.
    Array(Vec<Json>),
    /// An object, in the order written.
    Object(Vec<Member>),
}

/// A key of an object and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key, unescaped.
    pub key: String,
    /// Where the key starts.
    pub place: Place,
    /// The value.
    pub value: Json,
}

impl Json {
    /// The member of an object with that key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Object(members) => members.iter().find(|it| it.key == key).map(|it| &it.value),
            _ => None,
        }
    }

    /// The text of the member of an object with that key.
    pub fn text(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value at a JSON Pointer, and whether the pointer was followed to its end; the nearest
    /// value above it where it was not.
    pub fn nearest(&self, pointer: &str) -> &Self {
        let mut here = self;
        for segment in pointer.split('/').skip(1) {
            let key = segment.replace("~1", "/").replace("~0", "~");
            let next = match &here.value {
                Value::Array(items) => key.parse().ok().and_then(|index: usize| items.get(index)),
                _ => here.get(&key),
            };
            match next {
                Some(next) => here = next,
                None => return here,
            }
        }
        here
    }

    /// The word for its kind in a message.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

/// The key as a segment of a JSON Pointer.
pub(crate) fn pointer_segment(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
