//! The rules folder: for each jurisdiction a folder of rules, or one published file, named by its code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use huisuan::PackFile;
use huisuan::adcode::Adcode;
use huisuan::diagnostic::{Code, Diagnostic, Severity};
use huisuan::source::{Files, Json, Place, Value, parse};

use crate::chain::Chain;
use crate::end::Refusal;

/// The file of a pack that names its jurisdiction.
const HEADER: &str = "jurisdiction.json";

/// The folder of a pack's cases.
const CASES: &str = "cases";

/// All packs of a rules folder, as text.
#[derive(Debug)]
pub(crate) struct RulesFolder {
    path: PathBuf,
    packs: BTreeMap<Adcode, Pack>,
}

/// The rules of a jurisdiction, as their author keeps them (a folder) or as a page loads them (a file).
#[derive(Debug)]
pub(crate) struct Pack {
    /// The code that the folder or file is named by.
    pub(crate) adcode: Adcode,
    /// The code of the next higher pack, where one is given.
    pub(crate) parent: Option<Adcode>,
    /// What is wrong with its header for the place it stands in.
    pub(crate) faults: Vec<Diagnostic>,
    files: Vec<TextFile>,
    cases: Vec<PathBuf>,
}

/// A file and its text.
#[derive(Debug)]
pub(crate) struct TextFile {
    /// Its path as it is told to people.
    pub(crate) name: String,
    /// What it says.
    pub(crate) text: String,
}

impl TextFile {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Refusal> {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Ok(Self { name, text }),
            Err(error) => Err(Refusal::of_file("read", name, &error)),
        }
    }

    /// An error at a place of the text.
    pub(crate) fn diagnostic(&self, code: Code, place: Place, message: String) -> Diagnostic {
        let (line, column) = self.locate(place);
        Diagnostic {
            code,
            severity: Severity::Error,
            file: self.name.clone(),
            pointer: String::new(),
            line,
            column,
            message,
            help: None,
        }
    }

    /// Line and column of a place.
    pub(crate) fn locate(&self, place: Place) -> (u32, u32) {
        let mut files = Files::default();
        files.add(&self.name, &self.text);
        let (_, line, column) = files.locate(place);
        (line, column)
    }
}

impl RulesFolder {
    /// Reads all packs of a folder.
    pub(crate) fn read(path: &Path) -> Result<Self, Refusal> {
        if !path.is_dir() {
            return Err(Refusal::new(format!("there is no rules folder `{}`", path.display()))
                .help("run the command beside the folder `rules`, or name the folder with `--rules DIR`"));
        }
        let mut packs: BTreeMap<Adcode, Pack> = BTreeMap::new();
        for entry in entries(path)? {
            let pack =
                if entry.is_dir() { Pack::authored(&entry)? } else { Pack::published(&entry)? };
            let Some(pack) = pack else { continue };
            let adcode = pack.adcode;
            if packs.insert(adcode, pack).is_some() {
                return Err(Refusal::new(format!("`{}` has `{adcode}` twice", path.display()))
                    .help(format!("keep the folder `{adcode}` or the file `{adcode}.json`")));
            }
        }
        if packs.is_empty() {
            return Err(Refusal::new(format!("no rules in `{}`", path.display())).help(
                "a pack is a folder named by its code, such as `000000`, or a published file, `000000.json`; name the folder above it with `--rules DIR`",
            ));
        }
        Ok(Self { path: path.to_path_buf(), packs })
    }

    /// All packs, by their codes.
    pub(crate) fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values()
    }

    /// The pack of a code, if there is one.
    pub(crate) fn pack(&self, adcode: Adcode) -> Option<&Pack> {
        self.packs.get(&adcode)
    }

    /// The pack that an argument names.
    pub(crate) fn named(&self, argument: &str) -> Result<&Pack, Refusal> {
        let known: Vec<String> = self.packs.keys().map(Adcode::to_string).collect();
        let listed = format!("`{}` has the rules of {}", self.path.display(), joined(&known, ", "));
        let nearest = match nearest(argument, &known)[..] {
            [] => None,
            ref near => Some(format!("did you mean {}?", joined(near, " or "))),
        };
        let Some(adcode) = self.code(argument) else {
            let refusal = Refusal::new(format!(
                "`{argument}` is not an administrative division code"
            ))
            .help(
                "a code has six digits, two each for province, city and district, such as `331003`",
            );
            return Err(nearest.into_iter().fold(refusal, Refusal::help).help(listed));
        };
        self.packs.get(&adcode).ok_or_else(|| {
            let refusal = Refusal::new(format!("there are no rules for `{adcode}`"));
            let above = self.packs.keys().rev().find(|it| it.contains(adcode));
            let above = above.map(|it| {
                format!("the narrowest rules for a place that contains it are those of `{it}`")
            });
            nearest.into_iter().chain(above).fold(refusal, Refusal::help).help(listed)
        })
    }

    /// The code that an argument is, or by which the folder or the file of this rules folder is named that it leads to.
    fn code(&self, argument: &str) -> Option<Adcode> {
        argument.parse().ok().or_else(|| {
            let path = Path::new(argument).canonicalize().ok()?;
            let inside = path.parent() == Some(self.path.canonicalize().ok()?.as_path());
            path.file_stem().filter(|_| inside)?.to_str()?.parse().ok()
        })
    }

    /// The chain of packs down to one of them.
    pub(crate) fn chain(&self, pack: &Pack) -> Chain<'_> {
        Chain::down_to(pack.adcode, self)
    }

    /// The chains that together hold every pack: one for each pack that no other builds on.
    pub(crate) fn chains(&self) -> Vec<Chain<'_>> {
        let is_leaf = |pack: &&Pack| self.packs().all(|it| it.parent != Some(pack.adcode));
        let mut chains: Vec<Chain<'_>> =
            self.packs().filter(is_leaf).map(|it| self.chain(it)).collect();
        // Packs that build on each other in a circle have no end: they are told of as a circle.
        for pack in self.packs() {
            if !chains.iter().any(|it| it.contains(pack.adcode)) {
                chains.push(self.chain(pack));
            }
        }
        chains
    }

    /// Where the folder of a jurisdiction is, or would be.
    pub(crate) fn folder_of(&self, adcode: Adcode) -> String {
        self.path.join(adcode.to_string()).display().to_string()
    }

    /// The file and the line of a value of a pack.
    pub(crate) fn place(&self, adcode: Adcode, pointer: &str) -> Option<(&str, u32)> {
        self.pack(adcode)?.files.iter().find_map(|file| {
            let json = parse(&file.text, 0).ok()?;
            Some((file.name.as_str(), file.locate(at(&json, pointer)?.place).0))
        })
    }

    /// The text of a file of any pack.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let mut files = self.packs().flat_map(|it| &it.files);
        files.find(|it| it.name == name).map(|it| it.text.as_str())
    }
}

impl Pack {
    /// Reads the folder of a pack; none where the folder is hidden.
    fn authored(folder: &Path) -> Result<Option<Self>, Refusal> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            return Ok(None);
        }
        let Ok(adcode) = name.parse() else {
            let message =
                format!("`{}` is not named by an administrative division code", folder.display());
            return Err(Refusal::new(message).help(
                "name it by the six digits of its jurisdiction, such as `331003`, or move it out of the rules folder",
            ));
        };
        let mut paths = entries(folder)?;
        paths.retain(|it| is_json(it));
        paths.sort_by_key(|it| (it.file_name().is_none_or(|it| it != HEADER), it.clone()));
        let files = paths.iter().map(|it| TextFile::read(it)).collect::<Result<_, _>>()?;
        let cases = folder.join(CASES);
        let mut cases = if cases.is_dir() { entries(&cases)? } else { Vec::new() };
        cases.retain(|it| is_json(it));
        Ok(Some(Self::new(adcode, &folder.join(HEADER), files, cases)))
    }

    /// Reads a published pack; none where the file is something else.
    fn published(path: &Path) -> Result<Option<Self>, Refusal> {
        let adcode = path.file_stem().and_then(|it| it.to_str()?.parse().ok());
        match adcode.filter(|_| is_json(path)) {
            Some(adcode) => {
                Ok(Some(Self::new(adcode, path, vec![TextFile::read(path)?], Vec::new())))
            }
            None => Ok(None),
        }
    }

    fn new(adcode: Adcode, header: &Path, files: Vec<TextFile>, cases: Vec<PathBuf>) -> Self {
        let mut pack = Self { adcode, parent: None, faults: Vec::new(), files, cases };
        let header = header.display().to_string();
        match pack.files.first() {
            Some(file) if file.name == header => {
                // What is no JSON is told of when the chain is loaded.
                if let Ok(json) = parse(&file.text, 0) {
                    (pack.parent, pack.faults) = read_header(adcode, file, &json);
                }
            }
            _ => {
                let help = "every pack has this file; it gives `schema`, `adcode`, `name`, `parent` and `version`";
                pack.faults.push(Diagnostic {
                    code: Code::MissingKey,
                    severity: Severity::Error,
                    file: header,
                    pointer: String::new(),
                    line: 1,
                    column: 1,
                    message: format!("the pack of `{adcode}` has no `{HEADER}`"),
                    help: Some(help.to_owned()),
                });
            }
        }
        pack
    }

    /// Its files as the engine takes them, the header first.
    pub(crate) fn files(&self) -> Vec<PackFile<'_>> {
        self.files.iter().map(|it| PackFile { name: &it.name, text: &it.text }).collect()
    }

    /// Whether a file is one of its rules.
    pub(crate) fn has_file(&self, name: &str) -> bool {
        self.files.iter().any(|it| it.name == name)
    }

    /// Whether its author keeps it here, as a folder.
    pub(crate) fn is_authored(&self) -> bool {
        !self.files.iter().any(|it| it.name.ends_with(&format!("{}.json", self.adcode)))
    }

    /// The paths of its files of cases.
    pub(crate) fn cases(&self) -> &[PathBuf] {
        &self.cases
    }

    /// A fault at the `parent` that it names.
    pub(crate) fn fault_at_parent(&self, message: String, help: String) -> Option<Diagnostic> {
        let file = self.files.first()?;
        let json = parse(&file.text, 0).ok()?;
        let fault = fault(file, &json, "parent", Code::BrokenChain, message);
        Some(Diagnostic { help: Some(help), ..fault })
    }
}

/// The parent that a header names, and what is wrong with the header for the place it stands in.
fn read_header(adcode: Adcode, file: &TextFile, json: &Json) -> (Option<Adcode>, Vec<Diagnostic>) {
    let code = |key: &str| match json.get(key).map(|it| &it.value) {
        Some(Value::String(text)) => text.parse::<Adcode>().ok(),
        _ => None,
    };
    let mut faults = Vec::new();
    if let Some(other) = code("adcode").filter(|it| *it != adcode) {
        let message = format!("the rules of `{adcode}` say that they are those of `{other}`");
        let help = "give `adcode` and the name of the folder the same code".to_owned();
        let fault = fault(file, json, "adcode", Code::BrokenChain, message);
        faults.push(Diagnostic { help: Some(help), ..fault });
    }
    if json.get("parent").is_none() && adcode != Adcode::NATION {
        let message = "the key `parent` is missing".to_owned();
        let help =
            "give the code of the next higher pack; only the nation's pack, `000000`, has none";
        let fault = fault(file, json, "parent", Code::MissingKey, message);
        faults.push(Diagnostic { help: Some(help.to_owned()), ..fault });
    }
    (code("parent"), faults)
}

/// A fault at a key of a header.
fn fault(file: &TextFile, json: &Json, key: &str, code: Code, message: String) -> Diagnostic {
    let value = json.get(key);
    let pointer = value.map_or(String::new(), |_| format!("/{key}"));
    Diagnostic { pointer, ..file.diagnostic(code, value.unwrap_or(json).place, message) }
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let read = || -> std::io::Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(folder)?
            .map(|it| it.map(|it| it.path()))
            .collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        Ok(paths)
    };
    read().map_err(|error| Refusal::of_file("read", folder.display(), &error))
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "json") && path.is_file()
}

/// The value at a JSON Pointer.
fn at<'j>(json: &'j Json, pointer: &str) -> Option<&'j Json> {
    pointer.split('/').skip(1).try_fold(json, |here, segment| match &here.value {
        Value::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => here.get(&segment.replace("~1", "/").replace("~0", "~")),
    })
}

/// The codes in a sentence.
fn joined(codes: &[impl AsRef<str>], by: &str) -> String {
    codes.iter().map(|it| format!("`{}`", it.as_ref())).collect::<Vec<_>>().join(by)
}

/// The known codes nearest to a mistyped one: a digit or two changed, left out, or added.
fn nearest<'a>(argument: &str, known: &'a [String]) -> Vec<&'a str> {
    let distance = |code: &str| {
        let alike = |it: &(char, char)| it.0 == it.1;
        let start = argument.chars().zip(code.chars()).take_while(alike).count();
        let end = argument.chars().rev().zip(code.chars().rev()).take_while(alike).count();
        let length = argument.chars().count().max(code.len());
        length.saturating_sub(start).saturating_sub(end)
    };
    let least = known.iter().map(|it| distance(it)).min().filter(|it| *it <= 2);
    known.iter().map(String::as_str).filter(|it| Some(distance(it)) == least).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_nearest(argument: &str, expected: &[&str]) {
        let known = ["000000", "330000", "331000", "331003"].map(str::to_owned);
        assert_eq!(nearest(argument, &known), expected);
    }

    #[test]
    fn a_slip_of_the_finger_finds_the_nearest_codes() {
        check_nearest("331002", &["331000", "331003"]);
        check_nearest("33103", &["331003"]);
        check_nearest("3310003", &["331003"]);
        check_nearest("313003", &["331003"]);
        check_nearest("440305", &[]);
        check_nearest("huangyan", &[]);
    }
}
