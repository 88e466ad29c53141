//! The packs under `rules/`, as JSON.

use crate::naive::chain::{Chain, union};
use huisuan::date::Date;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

/// The districts whose chains are shipped, from the packs that have a parent and
/// are no pack's parent.
pub(crate) fn districts() -> Vec<String> {
    let packs: Vec<Json> =
        fs::read_dir(rules()).unwrap().map(|entry| pack(&entry.unwrap().path())).collect();
    let is_parent = |pack: &Json| packs.iter().any(|other| other["parent"] == pack["adcode"]);
    let mut districts: Vec<String> = packs
        .iter()
        .filter(|pack| !is_parent(pack))
        .map(|pack| pack["adcode"].as_str().unwrap().to_owned())
        .collect();
    districts.sort();
    districts
}

/// The chain of a district.
pub(crate) fn chain(district: &str) -> Chain {
    let mut packs = Vec::new();
    let mut next = Some(district.to_owned());
    while let Some(adcode) = next {
        let pack = pack(&rules().join(adcode));
        next = pack["parent"].as_str().map(str::to_owned);
        packs.insert(0, pack);
    }
    Chain::new(packs)
}

/// The households of the cases beside a pack: name, day and document.
pub(crate) fn cases(adcode: &str) -> Vec<(String, Date, String)> {
    let folder = rules().join(adcode).join("cases");
    let files = fs::read_dir(folder).into_iter().flatten().map(|it| it.unwrap().path());
    files
        .flat_map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            huisuan::case::households(&file.display().to_string(), &text).unwrap()
        })
        .collect()
}

pub(crate) fn rules() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"))
}

/// The union of the files of a folder; its cases stand deeper and are left out.
fn pack(folder: &Path) -> Json {
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let json = files.iter().filter(|file| file.extension().is_some_and(|it| it == "json"));
    let read = |file: &std::path::PathBuf| {
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
    };
    union(&json.map(read).collect::<Vec<Json>>())
}
