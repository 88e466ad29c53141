//! `huisuan publish`: what a page loads, a pack and an image for each jurisdiction and an index of them.

use std::path::{Path, PathBuf};

use clap::Args;
use huisuan::adcode::Adcode;
use huisuan::diagnostic::{Diagnostic, Severity};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::check;
use crate::end::{End, Refusal};
use crate::output::{count, print};
use crate::render;
use crate::rules::{Pack, RulesFolder};
use crate::write;

/// Check all packs and write them for pages to load: each with the image of its chain, and `index.json`.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "dist/rules")]
    out: PathBuf,
}

/// The list of what is published.
#[derive(Debug, Serialize)]
struct Index {
    schema: &'static str,
    packs: Vec<Entry>,
}

/// A pack in the index.
#[derive(Debug, Serialize)]
struct Entry {
    adcode: Adcode,
    name: Name,
    /// Left out for the nation.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Adcode>,
    /// What it is chosen as, where it can be though others build on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    rest: Option<Name>,
    version: String,
    /// In bytes.
    size: usize,
    sha256: String,
    file: String,
    image: Image,
}

/// What a page opens of a jurisdiction's chain beside its packs.
#[derive(Debug, Serialize)]
struct Image {
    /// In bytes.
    size: usize,
    sha256: String,
    file: String,
}

/// What a page shows of a pack before it loads it.
#[derive(Debug, Deserialize)]
struct Header {
    name: Name,
    rest: Option<Name>,
    version: String,
}

/// A name in each language.
#[derive(Debug, Deserialize, Serialize)]
struct Name {
    #[serde(rename = "zh-CN")]
    chinese: String,
    #[serde(rename = "en")]
    english: String,
}

impl Publish {
    pub(crate) fn run(&self, rules: &Path) -> Result<End, Refusal> {
        let rules = RulesFolder::read(rules)?;
        let diagnostics = check::diagnostics(&rules.chains());
        anstream::eprint!("{}", render::human(&diagnostics, |it| rules.text(it)));
        if diagnostics.iter().any(|it| it.severity == Severity::Error) {
            let summary = render::summary(&diagnostics).unwrap_or_default();
            print(&format!("nothing published: {summary}\n"))?;
            return Ok(End::Findings);
        }
        let mut files = Vec::new();
        let mut packs = Vec::new();
        for pack in rules.packs() {
            let (entry, text, image) = published(pack, &rules)?;
            files.push((entry.file.clone(), text));
            files.push((entry.image.file.clone(), image));
            packs.push(entry);
        }
        let published = count(packs.len(), "pack");
        // The index comes last: it names only what is there.
        let index = Index { schema: "huisuan.index/1", packs };
        files.push(("index.json".to_owned(), render::json(&index)?));
        write::all(&self.out, &files)?;
        print(&format!("{published} published in {}\n", self.out.display()))?;
        Ok(End::Fine)
    }
}

/// A pack's line of the index, its text, and the image of its chain.
fn published(pack: &Pack, rules: &RulesFolder) -> Result<(Entry, String, String), Refusal> {
    let adcode = pack.adcode;
    // A pack that passed its check is JSON and has these keys.
    let refuse =
        |why: String| Refusal::new(format!("cannot publish the pack of `{adcode}`: {why}"));
    let first = |faults: Vec<Diagnostic>| {
        refuse(faults.first().map(ToString::to_string).unwrap_or_default())
    };
    let text = huisuan::publish(&pack.files()).map_err(first)?;
    let image = rules.chain(pack).load().map_err(first)?.image();
    let Header { name, rest, version } =
        serde_json::from_str(&text).map_err(|error| refuse(error.to_string()))?;
    let entry = Entry {
        adcode,
        name,
        parent: pack.parent,
        rest,
        version,
        size: text.len(),
        sha256: sha256(&text),
        file: format!("{adcode}.json"),
        image: Image {
            size: image.len(),
            sha256: sha256(&image),
            file: format!("{adcode}.image.json"),
        },
    };
    Ok((entry, text, image))
}

fn sha256(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}
