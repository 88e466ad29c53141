//! Loading a chain from the texts of its packs: read, checked, and made into rules.

use crate::adcode::Adcode;
use crate::calculator::{Calculator, PackFile};
use crate::check::{self, Strictness};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::PackDocument;
use crate::document::decode::{Decode, Decoder};
use crate::household::digest::sha256;
use crate::limits;
use crate::report::{Report, Spot};
use crate::rule::Pack;
use crate::source::{Files, Json, Place, Value, merge, parse, write_compact};
use crate::texts;

impl Calculator {
    /// Loads a chain: the packs from the nation down to a district, in any order, each as one file or several.
    ///
    /// # Errors
    ///
    /// Every fault that was found, in the order of the packs and of their texts.
    pub fn load(packs: &[Vec<PackFile<'_>>]) -> Result<Self, Vec<Diagnostic>> {
        Self::load_as(packs, Strictness::Reader)
    }

    /// Loads a chain as its author: what a page passes over with a notice (a bound broken by a newer higher pack) is an error here.
    ///
    /// # Errors
    ///
    /// Every fault that was found.
    pub fn check(packs: &[Vec<PackFile<'_>>]) -> Result<Self, Vec<Diagnostic>> {
        Self::load_as(packs, Strictness::Author)
    }

    fn load_as(
        packs: &[Vec<PackFile<'_>>],
        strictness: Strictness,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Files::default();
        let mut report = Report::default();
        let mut trees: Vec<Json> = packs
            .iter()
            .enumerate()
            .map(|(pack, it)| read_pack(pack, it, &mut files, &mut report))
            .collect();
        if report.has_errors() {
            return Err(report.place(&files, &trees));
        }
        let links: Vec<check::Link> = trees
            .iter()
            .map(|it| check::Link {
                adcode: adcode_of(it, "adcode"),
                parent: adcode_of(it, "parent"),
                has_parent: it.get("parent").is_some(),
            })
            .collect();
        let order = check::order(&links, &mut report);
        if order.len() == trees.len() && !report.has_errors() {
            trees = order.iter().filter_map(|it| trees.get(*it).cloned()).collect();
        }
        let mut documents = Vec::new();
        let mut loaded = Vec::new();
        for (pack, tree) in trees.iter().enumerate() {
            #[cfg(feature = "author")]
            if strictness == Strictness::Author {
                check::lints::languages(tree, pack, &mut report);
            }
            let document = PackDocument::decode(tree, &mut Decoder::new(&mut report, pack));
            if let Some((adcode, version)) = check::header(&document, pack, &mut report) {
                let sha256 = sha256(write_compact(tree).as_bytes());
                loaded.push(Pack::new(adcode, version, sha256, tree));
            }
            documents.push(document);
        }
        if loaded.len() != trees.len() || order.len() != trees.len() {
            return Err(report.place(&files, &trees));
        }
        match check::check(&documents, loaded, strictness, &mut report) {
            Some(rules) if !report.has_errors() => {
                let texts = texts::collect(trees.iter());
                Ok(Self { rules, texts, warnings: report.place(&files, &trees) })
            }
            _ => Err(report.place(&files, &trees)),
        }
    }
}

/// The one text of a pack as it is published: the union of its files, without spaces.
///
/// # Errors
///
/// Faults of the texts themselves: not JSON, a key or name given twice. Use [`Calculator::check`] for the rules.
pub fn publish(files: &[PackFile<'_>]) -> Result<String, Vec<Diagnostic>> {
    let mut known = Files::default();
    let mut report = Report::default();
    let tree = read_pack(0, files, &mut known, &mut report);
    if report.has_errors() { Err(report.place(&known, &[tree])) } else { Ok(write_compact(&tree)) }
}

/// Reads the files of a pack and unites them.
fn read_pack<'a>(
    pack: usize,
    files: &[PackFile<'a>],
    known: &mut Files<'a>,
    report: &mut Report,
) -> Json {
    let mut tree = Json { place: Place::default(), value: Value::Object(Vec::new()) };
    let spot = Spot { pack, ..Spot::default() };
    let size: usize = files.iter().map(|it| it.text.len()).sum();
    for (index, file) in files.iter().enumerate() {
        let number = known.add(file.name, file.text);
        let place = Place { file: number, offset: 0 };
        if index == 0 {
            tree.place = place;
        }
        if size > limits::PACK_BYTES {
            if index == 0 {
                report
                    .error(
                        Code::TooLarge,
                        &spot,
                        &format_args!(
                            "the pack has {size} bytes, more than {}",
                            limits::PACK_BYTES
                        ),
                    )
                    .at(place);
            }
            continue;
        }
        let mut faults = Vec::new();
        match parse(file.text, number) {
            Ok(json) if matches!(json.value, Value::Object(_)) => {
                if json.get("adcode").is_some() {
                    // What is wrong with the pack as a whole is shown where its header is.
                    tree.place = json.place;
                }
                merge(&mut tree, json, &mut faults);
            }
            Ok(json) => {
                report
                    .error(
                        Code::WrongType,
                        &spot,
                        &format_args!("expected an object, found {}", json.kind()),
                    )
                    .at(place);
            }
            Err(found) => faults = found,
        }
        for fault in faults {
            report.error(fault.code, &spot, &fault.message).at(fault.place);
        }
    }
    tree
}

/// An adcode in the header of a pack, if it is one.
fn adcode_of(tree: &Json, key: &str) -> Option<Adcode> {
    match &tree.get(key)?.value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}
