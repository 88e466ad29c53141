//! `huisuan schema`: the JSON Schema of the format, made from the types that read it.

use std::path::PathBuf;

use clap::Args;

use crate::end::{End, Refusal};
use crate::output::print;
use crate::render;
use crate::write;

/// The file of the rule pack's schema. A released version never changes.
const RULE_PACK: &str = "rule-pack.v1.schema.json";

/// Print the JSON Schema of rule packs, or write it to a folder.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// The folder to write `rule-pack.v1.schema.json` to.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Schema {
    pub(crate) fn run(&self) -> Result<End, Refusal> {
        let schema = render::json(&huisuan::document::schema())?;
        match &self.out {
            None => print(&schema)?,
            Some(folder) => write::all(folder, &[(RULE_PACK.to_owned(), schema)])?,
        }
        Ok(End::Fine)
    }
}
