//! The examples of diagnostics: what is wrong, and its twin in which nothing is.
//!
//! `<code>/invalid/<name>` is an example and `<code>/valid/<name>` its twin. An example shows only
//! what matters and is added to the packs under `base/`:
//!
//! - `<name>.json` is one more file of the nation's pack;
//! - `<name>/` is laid out like `rules/`: a folder for each pack, whose files stand beside those
//!   that `base/` has of the pack, or replace one of the same name. The nation's pack is always there;
//! - `<name>/household.json` is a household.
//!
//! `<<400 text>>` stands for 400 times the text.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use huisuan::diagnostic::{Code, Diagnostic};
use huisuan::{Calculator, PackFile};

/// The day on which households are read.
const DAY: &str = "2026-07-01";

/// What a household's file is called.
const HOUSEHOLD: &str = "household.json";

/// An example, with all that it is added to.
pub(crate) struct Example {
    /// Its name: the file or folder, without the ending.
    pub(crate) name: String,
    /// By pack: its files by name.
    packs: BTreeMap<String, BTreeMap<String, File>>,
    household: Option<String>,
}

/// A file of a pack.
pub(crate) struct File {
    /// Its name in a diagnostic.
    name: String,
    pub(crate) text: String,
    /// Whether the example itself brings it.
    own: bool,
}

/// A way to load packs.
type Load = fn(&[Vec<PackFile<'_>>]) -> Result<Calculator, Vec<Diagnostic>>;

impl File {
    fn as_pack_file(&self) -> PackFile<'_> {
        PackFile { name: &self.name, text: &self.text }
    }
}

impl Example {
    /// A text as one more file of the nation's pack.
    pub(crate) fn of(text: &str) -> Self {
        let mut example = Self::new("text");
        example.add("000000", "text.json", "text.json".to_owned(), text.to_owned());
        example
    }

    /// Reads an example: a file, or a folder.
    fn read(path: &Path) -> Self {
        let mut example = Self::new(path.file_stem().unwrap().to_str().unwrap());
        if path.is_file() {
            let file = file_name(path);
            example.add("000000", file, file.to_owned(), text(path));
            return example;
        }
        for entry in entries(path) {
            let name = file_name(&entry);
            if entry.is_dir() {
                example.add_base(name);
                for file in entries(&entry) {
                    let shown = format!("{name}/{}", file_name(&file));
                    example.add(name, file_name(&file), shown, text(&file));
                }
            } else {
                assert_eq!(name, HOUSEHOLD, "{}", entry.display());
                example.household = Some(text(&entry));
            }
        }
        example
    }

    /// Nothing beside the nation's pack.
    fn new(name: &str) -> Self {
        let name = name.to_owned();
        let mut example = Self { name, packs: BTreeMap::new(), household: None };
        example.add_base("000000");
        example
    }

    fn add(&mut self, pack: &str, file: &str, name: String, text: String) {
        let files = self.packs.entry(pack.to_owned()).or_default();
        files.insert(file.to_owned(), File { name, text, own: true });
    }

    fn add_base(&mut self, pack: &str) {
        let folder = root().join("base").join(pack);
        let files = self.packs.entry(pack.to_owned()).or_default();
        if files.is_empty() && folder.is_dir() {
            for file in entries(&folder) {
                let name = format!("base/{pack}/{}", file_name(&file));
                let added = File { name, text: text(&file), own: false };
                files.insert(file_name(&file).to_owned(), added);
            }
        }
    }

    /// Everything the engine finds in it, as an author is told.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        let calculator = match self.calculator(Calculator::check) {
            Ok(calculator) => calculator,
            Err(found) => return found,
        };
        let mut found = calculator.warnings().to_vec();
        if let Some(text) = &self.household {
            let read = calculator.household_named(HOUSEHOLD, text, DAY.parse().unwrap());
            found.extend(read.err().into_iter().flatten());
        }
        found
    }

    /// Its packs, loaded as an author or as a page does.
    pub(crate) fn calculator(&self, load: Load) -> Result<Calculator, Vec<Diagnostic>> {
        let files = self.packs.values().map(|files| files.values().map(File::as_pack_file));
        load(&files.map(Iterator::collect).collect::<Vec<_>>())
    }

    /// The text of a file, by its name in a diagnostic.
    pub(crate) fn text(&self, name: &str) -> &str {
        let file = self.packs.values().flat_map(BTreeMap::values).find(|it| it.name == name);
        match (file, &self.household) {
            (Some(file), _) => &file.text,
            (None, Some(text)) if name == HOUSEHOLD => text,
            _ => panic!("no file `{name}`"),
        }
    }

    /// The files of packs that the example itself brings.
    pub(crate) fn own_files(&self) -> impl Iterator<Item = &File> {
        self.packs.values().flat_map(BTreeMap::values).filter(|it| it.own)
    }
}

/// The invalid examples of a code, by name.
pub(crate) fn invalid(code: Code) -> Vec<Example> {
    read(&folder(code).join("invalid"))
}

/// The valid examples of a code, by name.
pub(crate) fn valid(code: Code) -> Vec<Example> {
    read(&folder(code).join("valid"))
}

fn read(folder: &Path) -> Vec<Example> {
    if folder.is_dir() {
        entries(folder).iter().map(|it| Example::read(it)).collect()
    } else {
        Vec::new()
    }
}

/// The folder of a code's examples.
pub(crate) fn folder(code: Code) -> PathBuf {
    root().join(code.as_str().replace('/', "-"))
}

/// The folder of all examples.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// What stands in a folder, in order.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = read.map(|it| it.unwrap().path()).collect();
    entries.sort();
    entries
}

/// The last part of a path.
pub(crate) fn file_name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// The text of a file, with what is to be repeated in full length.
fn text(file: &Path) -> String {
    let written = fs::read_to_string(file).unwrap();
    let mut parts = written.split("<<");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (repeated, rest) = part.split_once(">>").unwrap();
        let (times, repeated) = repeated.split_once(' ').unwrap();
        text.push_str(&repeated.repeat(times.parse().unwrap()));
        text.push_str(rest);
    }
    text
}
