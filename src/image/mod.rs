//! An image: the checked rules of a chain, ready to be opened by an engine that has no checker.
//!
//! `huisuan publish` writes one beside the packs it was made from. It holds what evaluation needs and names the digest of each pack;
//! texts, sources and contacts are read from the packs themselves. `docs/image.md` describes it.

mod codec;
mod parts;
mod sound;

use std::fmt;

use codec::{Part, Reader, Writer};

use crate::calculator::Calculator;
use crate::household::digest::sha256;
use crate::limits;
use crate::rule::{Pack, Rules};
use crate::source::{Json, Value, parse, write_compact, write_string};
use crate::texts;

/// The form of an image.
const SCHEMA: &str = "huisuan.image/1";

/// The engine that wrote an image: no other one reads it, as its rules may mean something else there.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Why an image cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// It was written by another version of the engine.
    OtherEngine,
    /// It was made from other packs, or from more or fewer.
    OtherPacks,
    /// It is damaged, or was never an image.
    NotAnImage,
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherEngine => "the image was written by another version of the engine",
            Self::OtherPacks => "the image was made from other packs",
            Self::NotAnImage => "the image is damaged",
        })
    }
}

impl std::error::Error for ImageError {}

impl Calculator {
    /// The image of the chain: with the packs it was made from, [`Calculator::open`] makes the same calculator again.
    pub fn image(&self) -> String {
        let Rules { packs, scopes, facts, cells, benefits, exclusions, reads } = &self.rules;
        let mut rules = Writer::default();
        scopes.write(&mut rules);
        facts.write(&mut rules);
        cells.write(&mut rules);
        benefits.write(&mut rules);
        exclusions.write(&mut rules);
        reads.write(&mut rules);
        let mut out = String::from("{");
        let mut member = |key: &str, write: &dyn Fn(&mut String)| {
            if out.len() > 1 {
                out.push(',');
            }
            write_string(key, &mut out);
            out.push(':');
            write(&mut out);
        };
        member("schema", &|out| write_string(SCHEMA, out));
        member("engine", &|out| write_string(ENGINE, out));
        member("packs", &|out| write_strings(packs.iter().map(|it| it.sha256.as_str()), out));
        member("names", &|out| write_strings(rules.names().into_iter(), out));
        member("rules", &|out| write_string(&rules.digits, out));
        out.push('}');
        out
    }

    /// Opens the image of a chain together with the texts of its packs, in any order. Asked again is that they belong together, and what
    /// evaluation relies on to come to an end.
    ///
    /// # Errors
    ///
    /// Where the image was not made by this engine from exactly these packs, or is damaged.
    pub fn open(packs: &[&str], image: &str) -> Result<Self, ImageError> {
        if image.len() > limits::IMAGE_BYTES {
            return Err(ImageError::NotAnImage);
        }
        let image = parse(image, 0).map_err(|_| ImageError::NotAnImage)?;
        if image.text("schema") != Some(SCHEMA) || image.text("engine") != Some(ENGINE) {
            return Err(ImageError::OtherEngine);
        }
        let strings = |key| image.get(key).and_then(strings).ok_or(ImageError::NotAnImage);
        let trees = in_order(packs, &strings("packs")?)?;
        let rules = image.text("rules").ok_or(ImageError::NotAnImage)?;
        let texts = texts::collect(trees.iter().map(|(_, tree)| tree));
        let packs = trees.iter().map(|(sha256, tree)| pack(sha256, tree)).collect::<Option<_>>();
        let packs = packs.ok_or(ImageError::OtherPacks)?;
        let rules = read(packs, rules, &strings("names")?).ok_or(ImageError::NotAnImage)?;
        Ok(Self { rules, texts, warnings: Vec::new() })
    }
}

fn write_strings<'a>(strings: impl Iterator<Item = &'a str>, out: &mut String) {
    let mut before = '[';
    for string in strings {
        out.push(before);
        write_string(string, out);
        before = ',';
    }
    out.push_str(if before == '[' { "[]" } else { "]" });
}

fn strings(json: &Json) -> Option<Vec<String>> {
    let Value::Array(items) = &json.value else { return None };
    let string = |it: &Json| match &it.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    items.iter().map(string).collect()
}

/// The packs in the order of their digests: all of them, and no other.
fn in_order(packs: &[&str], digests: &[String]) -> Result<Vec<(String, Json)>, ImageError> {
    let mut found = Vec::new();
    for pack in packs {
        if pack.len() > limits::PACK_BYTES {
            return Err(ImageError::OtherPacks);
        }
        let tree = parse(pack, 0).map_err(|_| ImageError::OtherPacks)?;
        let mut digest = sha256(pack.as_bytes());
        if !digests.contains(&digest) {
            // The same pack may have been laid out anew.
            digest = sha256(write_compact(&tree).as_bytes());
        }
        found.push((digest, tree));
    }
    let mut ordered = Vec::new();
    for digest in digests {
        let place = found.iter().position(|(it, _)| it == digest).ok_or(ImageError::OtherPacks)?;
        ordered.push(found.swap_remove(place));
    }
    if found.is_empty() { Ok(ordered) } else { Err(ImageError::OtherPacks) }
}

fn pack(sha256: &str, tree: &Json) -> Option<Pack> {
    let adcode = tree.text("adcode")?.parse().ok()?;
    Some(Pack::new(adcode, tree.text("version")?.to_owned(), sha256.to_owned(), tree))
}

fn read(packs: Vec<Pack>, digits: &str, names: &[String]) -> Option<Rules> {
    let mut image = Reader::new(digits, names);
    let rules = Rules {
        packs,
        scopes: Part::read(&mut image),
        facts: Part::read(&mut image),
        cells: Part::read(&mut image),
        benefits: Part::read(&mut image),
        exclusions: Part::read(&mut image),
        reads: Part::read(&mut image),
    };
    (image.is_whole() && sound::is_sound(&rules)).then_some(rules)
}
