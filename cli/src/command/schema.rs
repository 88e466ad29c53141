//! `huisuan schema`: the JSON Schema of the format and the TypeScript types of the answers, made from the Rust types.

use std::path::PathBuf;

use clap::Args;

use crate::end::{End, Refusal};
use crate::output::print;
use crate::render;
use crate::write;

/// The file of the rule pack's schema. A released version never changes.
const RULE_PACK: &str = "rule-pack.v1.schema.json";

/// The file of the TypeScript types.
const TYPES: &str = "index.d.ts";

/// Print the JSON Schema of rule packs, or write it to a folder.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// The folder to write `rule-pack.v1.schema.json` to.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The folder to write `index.d.ts` to: the TypeScript types of what the engine takes and gives.
    #[arg(long, value_name = "DIR")]
    types: Option<PathBuf>,
}

impl Schema {
    pub(crate) fn run(&self) -> Result<End, Refusal> {
        let schema = render::json(&huisuan::document::schema())?;
        match &self.out {
            None if self.types.is_some() => {}
            None => print(&schema)?,
            Some(folder) => write::all(folder, &[(RULE_PACK.to_owned(), schema)])?,
        }
        if let Some(folder) = &self.types {
            let types = huisuan::typescript::declarations();
            write::all(folder, &[(TYPES.to_owned(), types)])?;
        }
        Ok(End::Fine)
    }
}
