//! Reading the format out of a JSON tree, collecting every fault on the way.

use std::fmt;

use crate::diagnostic::Code;
use crate::report::{Report, Spot, did_you_mean};
use crate::source::{Json, Member, Value, pointer_segment};

/// A part of the format that can be read from JSON.
///
/// Reading always gives a value: where there is a fault it is reported, and what stands for the value is never used.
pub(crate) trait Decode: Sized {
    /// What stands for a value that is not there or faulty.
    fn fallback() -> Self;

    /// Reads the value.
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self;
}

/// A key of an object: required or optional.
pub(crate) trait Field: Sized {
    /// Whether the key must be there.
    const REQUIRED: bool;

    /// Reads the key's value, or what stands for a key that is not there.
    fn field(json: Option<&Json>, cx: &mut Decoder<'_>) -> Self;
}

impl<T: Decode> Field for T {
    const REQUIRED: bool = true;

    fn field(json: Option<&Json>, cx: &mut Decoder<'_>) -> Self {
        match json {
            Some(json) => T::decode(json, cx),
            None => T::fallback(),
        }
    }
}

impl<T: Decode> Field for Option<T> {
    const REQUIRED: bool = false;

    fn field(json: Option<&Json>, cx: &mut Decoder<'_>) -> Self {
        json.map(|it| T::decode(it, cx))
    }
}

/// What stands for the value of a key that cannot be read.
pub(crate) trait Fallback {
    /// The value.
    fn stand_in() -> Self;
}

impl<T: Decode> Fallback for T {
    fn stand_in() -> Self {
        T::fallback()
    }
}

impl<T: Decode> Fallback for Option<T> {
    fn stand_in() -> Self {
        None
    }
}

/// Reads a value, or nothing where it has a fault.
pub(crate) fn decoded<T: Decode>(json: &Json, cx: &mut Decoder<'_>) -> Option<T> {
    let before = cx.report.len();
    let value = T::decode(json, cx);
    (cx.report.len() == before).then_some(value)
}

/// Where the reading is, and what has been found.
pub(crate) struct Decoder<'a> {
    report: &'a mut Report,
    pack: usize,
    pointer: String,
    /// Whether values are personal, so that no message repeats them.
    personal: bool,
}

impl<'a> Decoder<'a> {
    /// Starts at the top of a pack.
    pub(crate) fn new(report: &'a mut Report, pack: usize) -> Self {
        Self { report, pack, pointer: String::new(), personal: false }
    }

    /// Reports a text that is not a name.
    pub(crate) fn not_a_name(&mut self, text: &str) {
        let help = "a name is `snake_case`: small letters, digits and `_`, starting with a letter";
        self.fault(
            Code::NotName,
            &format_args!("{} is not a name", self.shown(text)),
            Some(help.to_owned()),
        );
    }

    /// The value as a message may show it.
    pub(crate) fn shown(&self, text: &str) -> String {
        if self.personal { "the value".to_owned() } else { format!("`{text}`") }
    }

    /// Starts at a value in the middle of a pack.
    #[cfg(feature = "check")]
    pub(crate) fn new_at(report: &'a mut Report, spot: &Spot) -> Self {
        Self { report, pack: spot.pack, pointer: spot.pointer.clone(), personal: false }
    }

    /// Starts at a value in the middle of a household.
    pub(crate) fn at(report: &'a mut Report, spot: &Spot) -> Self {
        Self { report, pack: spot.pack, pointer: spot.pointer.clone(), personal: true }
    }

    /// The place of the value being read.
    pub(crate) fn spot(&self) -> Spot {
        Spot { pack: self.pack, pointer: self.pointer.clone(), character: None }
    }

    /// Reports a fault of the value being read.
    pub(crate) fn fault(&mut self, code: Code, message: &dyn fmt::Display, help: Option<String>) {
        let spot = self.spot();
        self.report.error(code, &spot, message).help_if(help);
    }

    /// How many faults there are so far.
    pub(crate) fn faults(&self) -> usize {
        self.report.len()
    }

    /// Reports that something else was expected.
    pub(crate) fn expected(&mut self, expected: &str, found: &Json) {
        self.fault(
            Code::WrongType,
            &format_args!("expected {expected}, found {}", found.kind()),
            None,
        );
    }

    /// Goes one step deeper; the place to come back to.
    pub(crate) fn enter(&mut self, segment: &str) -> usize {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&pointer_segment(segment));
        length
    }

    /// Comes back from a deeper place.
    pub(crate) fn leave(&mut self, length: usize) {
        self.pointer.truncate(length);
    }

    /// The members of an object that may have only these keys.
    pub(crate) fn object<'j>(&mut self, json: &'j Json, keys: &[&str]) -> Option<&'j [Member]> {
        let Value::Object(members) = &json.value else {
            self.expected("an object", json);
            return None;
        };
        for member in members.iter().filter(|it| !keys.contains(&it.key.as_str())) {
            let help = did_you_mean(&member.key, keys)
                .unwrap_or_else(|| format!("the keys here are {}", quoted(keys)));
            let spot = self.spot().member(&member.key);
            self.report
                .error(Code::UnknownKey, &spot, &format_args!("unknown key `{}`", member.key))
                .help(help)
                .at(member.place);
        }
        Some(members)
    }

    /// Reads a key of an object; a required key that is not there is a fault of the object.
    pub(crate) fn field<T: Field>(&mut self, members: &[Member], key: &str) -> T {
        let (json, length) = self.enter_field(members, key, T::REQUIRED);
        let value = T::field(json, self);
        self.leave(length);
        value
    }

    fn enter_field<'j>(
        &mut self,
        members: &'j [Member],
        key: &str,
        required: bool,
    ) -> (Option<&'j Json>, usize) {
        let json = members.iter().find(|it| it.key == key).map(|it| &it.value);
        if required && json.is_none() {
            self.fault(
                Code::MissingKey,
                &format_args!("the key `{key}` is missing"),
                Some(format!("add `\"{key}\": …`")),
            );
        }
        (json, self.enter(key))
    }

    /// The one key and value of an object that names its kind.
    pub(crate) fn tagged<'j>(
        &mut self,
        json: &'j Json,
        expected: &str,
        tags: &[&str],
    ) -> Option<(&'j str, &'j Json)> {
        let Value::Object(members) = &json.value else {
            self.expected(expected, json);
            return None;
        };
        match members.as_slice() {
            [only] if tags.contains(&only.key.as_str()) => {
                return Some((only.key.as_str(), &only.value));
            }
            [only] => {
                let help = did_you_mean(&only.key, tags)
                    .unwrap_or_else(|| format!("expected one of {}", quoted(tags)));
                self.fault(
                    Code::UnknownKey,
                    &format_args!("unknown key `{}`", only.key),
                    Some(help),
                );
            }
            _ => self.fault(
                Code::Combination,
                &format_args!(
                    "expected {expected}: an object with exactly one key of {}",
                    quoted(tags)
                ),
                None,
            ),
        }
        None
    }

    /// The place of a word in a list of words, reporting it where it is not among them.
    pub(crate) fn word(&mut self, json: &Json, words: &[&str]) -> Option<usize> {
        let Value::String(text) = &json.value else {
            self.expected("a word", json);
            return None;
        };
        let found = words.iter().position(|word| word == text);
        if found.is_none() {
            let help = did_you_mean(text, words)
                .unwrap_or_else(|| format!("expected one of {}", quoted(words)));
            self.fault(
                Code::UnknownWord,
                &format_args!("{} is not one of the words expected here", self.shown(text)),
                Some(help),
            );
        }
        found
    }
}

/// The names in backticks, with commas.
pub(crate) fn quoted(names: &[&str]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

impl<T: Decode> Decode for Vec<T> {
    fn fallback() -> Self {
        Self::new()
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        let mut read = Self::new();
        let Value::Array(items) = &json.value else {
            cx.expected("a list", json);
            return read;
        };
        for (index, item) in items.iter().enumerate() {
            let length = cx.enter(&index.to_string());
            read.push(T::decode(item, cx));
            cx.leave(length);
        }
        read
    }
}

impl<T: Decode> Decode for Box<T> {
    fn fallback() -> Self {
        Self::new(T::fallback())
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        Self::new(T::decode(json, cx))
    }
}

/// Names and what they stand for, in the order written.
#[derive(Clone, Debug, PartialEq)]
pub struct Names<T>(pub(crate) Vec<Named<T>>);

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named<T> {
    pub(crate) name: String,
    pub(crate) value: T,
    /// Whether the value has a fault: the name is known, but nothing more may be concluded from it.
    pub(crate) faulty: bool,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Names<T> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|it| it.name == name).map(|it| &it.value)
    }

    /// Names and values, in the order written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|it| (it.name.as_str(), &it.value))
    }
}

impl<T: Decode> Decode for Names<T> {
    fn fallback() -> Self {
        Self::default()
    }

    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Self {
        let mut names = Self::default();
        let Value::Object(members) = &json.value else {
            cx.expected("an object", json);
            return names;
        };
        for member in members {
            let length = cx.enter(&member.key);
            let before = cx.report.len();
            if !super::values::is_name(&member.key) {
                cx.not_a_name(&member.key);
            }
            let value = T::decode(&member.value, cx);
            names.0.push(Named {
                name: member.key.clone(),
                value,
                faulty: cx.report.len() > before,
            });
            cx.leave(length);
        }
        names
    }
}

/// Declares objects of the format once: the Rust type, how it is read and what the JSON Schema says.
macro_rules! document {
    ($($(#[doc = $doc:literal])+ pub struct $name:ident {
        $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty = $key:literal,)*
    })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $field_doc])+ pub $field: $type,)*
        }

        impl $crate::document::decode::Decode for $name {
            fn fallback() -> Self {
                Self { $($field: <$type as $crate::document::decode::Fallback>::stand_in()),* }
            }

            fn decode(json: &$crate::source::Json, cx: &mut $crate::document::decode::Decoder<'_>) -> Self {
                match cx.object(json, &[$($key),*]) {
                    Some(members) => Self { $($field: cx.field(members, $key)),* },
                    None => Self::fallback(),
                }
            }
        }

        #[cfg(feature = "author")]
        impl $crate::document::arrange::Arrange for $name {
            fn arrange(json: &mut $crate::source::Json) {
                $crate::document::arrange::order(json, &[$($key),*]);
                $($crate::document::arrange::inside(json, $key, <$type as $crate::document::arrange::Arrange>::arrange);)*
            }
        }

        #[cfg(feature = "schema")]
        impl $crate::document::describe::Describe for $name {
            fn describe(schema: &mut $crate::document::describe::Definitions) -> serde_json::Value {
                schema.define(stringify!($name), concat!($($doc),+), |schema| {
                    let mut object = $crate::document::describe::Object::default();
                    $(object.property::<$type>(schema, $key, concat!($($field_doc),+));)*
                    object.finish()
                })
            }
        }
    )+};
}

/// Declares the words of a closed list once.
macro_rules! words {
    ($($(#[doc = $doc:literal])+ pub enum $name:ident { $($(#[doc = $word_doc:literal])+ $variant:ident = $word:literal,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[doc = $word_doc])+ #[cfg_attr(feature = "types", ts(rename = $word))] $variant,)+
        }

        impl $name {
            const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word in a rule pack.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// What a word in a rule pack stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.as_str() == word)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::document::decode::Decode for $name {
            fn fallback() -> Self {
                let [first, ..] = Self::ALL;
                first
            }

            fn decode(json: &$crate::source::Json, cx: &mut $crate::document::decode::Decoder<'_>) -> Self {
                let found = cx.word(json, &[$($word),+]);
                found.and_then(|it| Self::ALL.get(it)).copied().unwrap_or_else(Self::fallback)
            }
        }

        #[cfg(feature = "author")]
        impl $crate::document::arrange::Arrange for $name {}

        #[cfg(feature = "schema")]
        impl $crate::document::describe::Describe for $name {
            fn describe(_: &mut $crate::document::describe::Definitions) -> serde_json::Value {
                serde_json::json!({ "enum": [$($word),+] })
            }
        }
    )+};
}

pub(crate) use {document, words};
