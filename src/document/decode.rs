//! Reading the format out of a JSON tree, collecting every fault on the way.

use crate::diagnostic::Code;
use crate::report::{Report, Spot, did_you_mean};
use crate::source::{Json, Member, Value, pointer_segment};

/// A part of the format that can be read from JSON.
pub(crate) trait Decode: Sized {
    /// Reads the value; `None` means that a fault has been reported.
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self>;
}

/// A key of an object: required, optional or empty where it is left out.
pub(crate) trait Field: Sized {
    /// Whether the key must be there.
    const REQUIRED: bool;

    /// Reads the key's value, or what stands for a key that is not there.
    fn field(json: Option<&Json>, cx: &mut Decoder<'_>) -> Option<Self>;
}

impl<T: Decode> Field for T {
    const REQUIRED: bool = true;

    fn field(json: Option<&Json>, cx: &mut Decoder<'_>) -> Option<Self> {
        json.and_then(|it| T::decode(it, cx))
    }
}

impl<T: Decode> Field for Option<T> {
    const REQUIRED: bool = false;

    fn field(json: Option<&Json>, cx: &mut Decoder<'_>) -> Option<Self> {
        match json {
            None => Some(None),
            Some(json) => T::decode(json, cx).map(Some),
        }
    }
}

/// Where the reading is, and what has been found.
pub(crate) struct Decoder<'a> {
    report: &'a mut Report,
    pack: usize,
    pointer: String,
}

impl<'a> Decoder<'a> {
    /// Starts at the top of a pack.
    pub(crate) fn new(report: &'a mut Report, pack: usize) -> Self {
        Self { report, pack, pointer: String::new() }
    }

    /// Starts at a value in the middle of a document.
    pub(crate) fn at(report: &'a mut Report, spot: &Spot) -> Self {
        Self { report, pack: spot.pack, pointer: spot.pointer.clone() }
    }

    /// The place of the value being read.
    pub(crate) fn spot(&self) -> Spot {
        Spot { pack: self.pack, pointer: self.pointer.clone(), character: None }
    }

    /// Reports a fault of the value being read.
    pub(crate) fn fault<T>(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Option<T> {
        let spot = self.spot();
        self.report.error(code, spot, message).help_if(help);
        None
    }

    /// Reports that something else was expected.
    pub(crate) fn expected<T>(&mut self, expected: &str, found: &Json) -> Option<T> {
        self.fault(Code::WrongType, format!("expected {expected}, found {}", found.kind()), None)
    }

    /// Reads what lies one step deeper.
    pub(crate) fn inside<T>(&mut self, segment: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&pointer_segment(segment));
        let value = read(self);
        self.pointer.truncate(length);
        value
    }

    /// The members of an object that may have only these keys.
    pub(crate) fn object<'j>(&mut self, json: &'j Json, keys: &[&str]) -> Option<&'j [Member]> {
        let Value::Object(members) = &json.value else {
            return self.expected("an object", json);
        };
        for member in members.iter().filter(|it| !keys.contains(&it.key.as_str())) {
            let help = did_you_mean(&member.key, keys.iter().copied())
                .unwrap_or_else(|| format!("the keys here are {}", quoted(keys)));
            let mut spot = self.spot();
            spot.pointer.push('/');
            spot.pointer.push_str(&pointer_segment(&member.key));
            self.report
                .error(Code::UnknownKey, spot, format!("unknown key `{}`", member.key))
                .help(help)
                .at(member.place);
        }
        Some(members)
    }

    /// Reads a key of an object; a required key that is not there is a fault of the object.
    pub(crate) fn field<T: Field>(&mut self, members: &[Member], key: &str) -> Option<T> {
        let json = members.iter().find(|it| it.key == key).map(|it| &it.value);
        if T::REQUIRED && json.is_none() {
            return self.fault(
                Code::MissingKey,
                format!("the key `{key}` is missing"),
                Some(format!("add `\"{key}\": …`")),
            );
        }
        self.inside(key, |cx| T::field(json, cx))
    }

    /// The one key and value of an object that names its kind.
    pub(crate) fn tagged<'j>(
        &mut self,
        json: &'j Json,
        expected: &str,
        tags: &[&str],
    ) -> Option<(&'j str, &'j Json)> {
        let Value::Object(members) = &json.value else {
            return self.expected(expected, json);
        };
        match members.as_slice() {
            [only] if tags.contains(&only.key.as_str()) => Some((only.key.as_str(), &only.value)),
            [only] => {
                let help = did_you_mean(&only.key, tags.iter().copied())
                    .unwrap_or_else(|| format!("expected one of {}", quoted(tags)));
                self.fault(Code::UnknownKey, format!("unknown key `{}`", only.key), Some(help))
            }
            _ => self.fault(
                Code::Combination,
                format!("expected {expected}: an object with exactly one key of {}", quoted(tags)),
                None,
            ),
        }
    }

    /// Whether the text is one of the words, reporting it where it is not.
    pub(crate) fn word<T: Copy>(&mut self, json: &Json, words: &[(&str, T)]) -> Option<T> {
        let Value::String(text) = &json.value else {
            return self.expected("a word", json);
        };
        let found = words.iter().find(|(word, _)| word == text).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let help = did_you_mean(text, names.iter().copied())
                .unwrap_or_else(|| format!("expected one of {}", quoted(&names)));
            return self.fault(Code::UnknownWord, format!("unknown word `{text}`"), Some(help));
        }
        found
    }
}

/// The names in backticks, with commas.
pub(crate) fn quoted(names: &[&str]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let Value::Array(items) = &json.value else {
            return cx.expected("a list", json);
        };
        let read: Vec<Option<T>> = items
            .iter()
            .enumerate()
            .map(|(index, item)| cx.inside(&index.to_string(), |cx| T::decode(item, cx)))
            .collect();
        read.into_iter().collect()
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        T::decode(json, cx).map(Box::new)
    }
}

/// Names and what they stand for, in the order written. A name whose value has a fault is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Names<T>(pub Vec<(String, T)>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Names<T> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value)
    }

    /// Names and values, in the order written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<T: Decode> Decode for Names<T> {
    fn decode(json: &Json, cx: &mut Decoder<'_>) -> Option<Self> {
        let Value::Object(members) = &json.value else {
            return cx.expected("an object", json);
        };
        let mut names = Vec::new();
        for member in members {
            cx.inside(&member.key, |cx| {
                if super::values::is_name(&member.key) {
                    names.extend(T::decode(&member.value, cx).map(|it| (member.key.clone(), it)));
                } else {
                    let help = "a name is `snake_case`: small letters, digits and `_`, starting with a letter";
                    cx.fault::<()>(Code::NotName, format!("`{}` is not a name", member.key), Some(help.to_owned()));
                }
            });
        }
        Some(Self(names))
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
            fn decode(json: &$crate::source::Json, cx: &mut $crate::document::decode::Decoder<'_>) -> Option<Self> {
                let members = cx.object(json, &[$($key),*])?;
                $(let $field = cx.field::<$type>(members, $key);)*
                Some(Self { $($field: $field?),* })
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
        pub enum $name {
            $($(#[doc = $word_doc])+ $variant,)+
        }

        impl $name {
            /// The word in a rule pack.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::document::decode::Decode for $name {
            fn decode(json: &$crate::source::Json, cx: &mut $crate::document::decode::Decoder<'_>) -> Option<Self> {
                cx.word(json, &[$(($word, Self::$variant)),+])
            }
        }

        #[cfg(feature = "schema")]
        impl $crate::document::describe::Describe for $name {
            fn describe(_: &mut $crate::document::describe::Definitions) -> serde_json::Value {
                serde_json::json!({ "enum": [$($word),+] })
            }
        }
    )+};
}

pub(crate) use {document, words};
