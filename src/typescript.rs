//! TypeScript for what crosses to JavaScript, from the types that are written as JSON.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::assessment::{Assessment, Interview};
use crate::diagnostic::Diagnostic;
use crate::listing::{FactListing, JurisdictionListing};

/// What a household is has no Rust type: its facts are what the packs declare.
const HOUSEHOLD: &str = "\
/** What is known about a household. A fact that is left out is not known; `null` is known to be none. */
export type Household = {
  /** The district it lives in. */
  district?: Adcode;
  /** Everybody who lives together. */
  members: Entry[];
  /** Its own facts, and its other lists, by name. */
  [name: string]: Answer | Entry[] | undefined;
};

/** A member of the household or an entry of another list, with its facts by name. */
export type Entry = {
  /** What the answers call it. */
  id: string;
  [fact: string]: Answer | undefined;
};

/** What is known of a fact. Money is a string such as `\"1041.00\"`, a day one such as `\"2023-01-01\"`. */
export type Answer = string | number | boolean | null | string[] | Range;

/** A number or a day of which only bounds are known; a side that is left out is the fact's own bound. */
export type Range = { atLeast?: string | number; atMost?: string | number };
";

/// The declarations of everything that the engine takes and gives.
pub fn declarations() -> String {
    let mut all =
        Declarations { config: Config::new().with_large_int("number"), texts: BTreeMap::new() };
    all.visit::<Assessment<'static>>();
    all.visit::<Interview<'static>>();
    all.visit::<FactListing<'static>>();
    all.visit::<JurisdictionListing<'static>>();
    all.visit::<Diagnostic>();
    let texts: Vec<String> = all.texts.into_values().collect();
    format!(
        "// Made from the Rust types by `cargo xtask generate`.\n\n{HOUSEHOLD}\n{}",
        texts.join("\n")
    )
}

/// Types and those they rest on, each once, by name.
struct Declarations {
    config: Config,
    texts: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_generics(self);
        T::visit_dependencies(self);
        // What has no file of its own is one of the language's own types.
        if T::output_path().is_some() {
            let (docs, declaration) = (T::docs().unwrap_or_default(), T::decl(&self.config));
            let text = laid_out(&docs, &declaration);
            self.texts.insert(T::ident(&self.config), text);
        }
    }
}

/// A declaration as a person would write it: one line for each field, word and comment.
fn laid_out(docs: &str, declaration: &str) -> String {
    // What comes after the first paragraph is for those who write Rust.
    let docs = docs.split("\n *\n").next().unwrap_or_default();
    let mut text = comment(docs, "");
    let (head, fields) = match declaration.split_once("= { ") {
        Some((head, fields)) => (head, fields.trim_end_matches("};")),
        None if declaration.len() > 120 => {
            let words = declaration.replacen("= ", "=\n  | ", 1).replace("\" | \"", "\"\n  | \"");
            return format!("{text}export {words}\n");
        }
        None => return format!("{text}export {declaration}\n"),
    };
    text.push_str("export ");
    text.push_str(head);
    text.push_str("= {\n");
    for part in fields.split("/**").skip(1) {
        let (docs, field) = part.split_once("*/").unwrap_or_default();
        text += &comment(docs, "  ");
        text.push_str("  ");
        text.push_str(field.trim().trim_end_matches(','));
        text.push_str(";\n");
    }
    text + "};\n"
}

/// What a comment says, as a comment again: on one line where it is one.
fn comment(text: &str, indent: &str) -> String {
    let strip = |line: &str| line.trim().trim_start_matches(['/', '*']).trim().to_owned();
    let lines: Vec<String> = text.lines().map(strip).filter(|it| !it.is_empty()).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let lines = lines.join(&format!("\n{indent} * "));
            format!("{indent}/**\n{indent} * {lines}\n{indent} */\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_in_json_is_optional_and_keys_are_those_of_json() {
        let declarations = declarations();
        assert!(declarations.contains("export type Determination = {\n"));
        assert!(declarations.contains("\n  excludedBy: Array<string>;\n"));
        assert!(declarations.contains("\n  amount?: AmountRange;\n"));
        assert!(
            declarations.contains("export type PayPeriod = \"month\" | \"year\" | \"once\";\n")
        );
    }

    #[test]
    fn every_field_keeps_its_comment() {
        let declaration = "type A = { \n/**\n * One.\n */\na: Array<string>, \n/**\n * Two\n * lines.\n */\n\"b-c\"?: B, };";
        let expected = "/** A thing. */\nexport type A = {\n  /** One. */\n  a: Array<string>;\n  /**\n   * Two\n   * lines.\n   */\n  \"b-c\"?: B;\n};\n";
        assert_eq!(laid_out("/**\n * A thing.\n *\n * More.\n */\n", declaration), expected);
    }
}
