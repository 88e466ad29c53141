//! The WebAssembly boundary: attributes and conversion, no decisions.
//!
//! What is wrong with a pack or a household comes as an `Error` whose `diagnostics` is a list. Arguments are taken as whatever
//! JavaScript gives, and looked at here: glue that is told to expect a text reads past the memory where it is given a number.

use js_sys::{Array, Error, JSON, JsString, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Calculator as Engine;
#[cfg(feature = "check")]
use crate::PackFile;
use crate::date::{Date, ParseDateError};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::household::{Household, digest};
use crate::json;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Assessment, FactListing, Household, Interview, JurisdictionListing } from "../types/index.js";

/**
 * Fetches the packs of a district and their image from a folder with an `index.json`, checks each by its sha256, and opens them.
 *
 * Where the index names no image, or one that does not fit, the packs are checked by the engine that does (`huisuan_check`),
 * which is fetched then. An `Error` where the folder, the district or a pack cannot be had, a pack is not the one the index
 * names, or a pack is refused.
 */
export function loadDistrict(base: string, district: string): Promise<Calculator>;
"#;

/// The rules of a chain of packs, ready to assess households.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Calculator {
    engine: Engine,
}

#[wasm_bindgen]
impl Calculator {
    /// Loads a chain from the texts of its packs, in any order. A pack may also be given as the object its text says.
    ///
    /// The engine of a page opens packs with the text of their image, as `huisuan publish` writes it. The engine that checks
    /// (`huisuan_check`) needs no image, and takes no notice of one.
    ///
    /// # Errors
    ///
    /// An `Error`: with `diagnostics` where a pack is refused, without where an image does not fit its packs.
    #[wasm_bindgen(unchecked_return_type = "Calculator")]
    pub fn load(
        #[wasm_bindgen(unchecked_param_type = "(string | object)[]")] packs: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] image: &JsValue,
    ) -> Result<Self, Error> {
        let Some(packs) = packs.dyn_ref::<Array>() else {
            let message = "expected a list of packs".to_owned();
            return Err(argument("packs", Code::WrongType, message, None));
        };
        let texts =
            packs.iter().map(|it| text(&it, "pack")).collect::<Result<Vec<String>, Error>>()?;
        load_texts(&texts, image.as_string().as_deref())
    }

    /// All determinations of a household on a day.
    ///
    /// # Errors
    ///
    /// An `Error` with `diagnostics`, where the household or the day is refused.
    #[wasm_bindgen(unchecked_return_type = "Assessment")]
    pub fn assess(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Household | string")] household: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] on: &JsValue,
    ) -> Result<JsValue, Error> {
        let on = day(on)?;
        let household = self.household(household, on)?;
        to_js(&self.engine.assess(&household, on))
    }

    /// The facts that can still change a verdict or an amount.
    ///
    /// # Errors
    ///
    /// An `Error` with `diagnostics`, where the household or the day is refused.
    #[wasm_bindgen(unchecked_return_type = "Interview")]
    pub fn interview(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Household | string")] household: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] on: &JsValue,
    ) -> Result<JsValue, Error> {
        let on = day(on)?;
        let household = self.household(household, on)?;
        to_js(&self.engine.interview(&household, on))
    }

    /// The facts of the chain, in the authored order.
    ///
    /// # Errors
    ///
    /// None but a failure of the conversion itself.
    #[wasm_bindgen(unchecked_return_type = "FactListing[]")]
    pub fn facts(&self) -> Result<JsValue, Error> {
        to_js(&self.engine.facts())
    }

    /// All texts by id, in a language: `zh-CN` or `en`.
    ///
    /// # Errors
    ///
    /// None but a failure of the conversion itself.
    #[wasm_bindgen(unchecked_return_type = "Record<string, string>")]
    pub fn texts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] language: &JsValue,
    ) -> Result<JsValue, Error> {
        to_js(&self.engine.texts(&language.as_string().unwrap_or_default()))
    }

    /// The packs of the chain and the documents they rest on.
    ///
    /// # Errors
    ///
    /// None but a failure of the conversion itself.
    #[wasm_bindgen(unchecked_return_type = "JurisdictionListing[]")]
    pub fn jurisdictions(&self) -> Result<JsValue, Error> {
        to_js(&self.engine.jurisdictions())
    }

    fn household(&self, household: &JsValue, on: Date) -> Result<Household, Error> {
        self.engine
            .household(&text(household, "household")?, on)
            .map_err(|it| refused("the household is refused", &it))
    }
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// SHA-256 of a text as UTF-8, in small hexadecimal digits: what `index.json` names. Pages on plain http have no `crypto.subtle`.
///
/// # Errors
///
/// An `Error` where it is no text.
#[wasm_bindgen]
pub fn sha256(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> Result<String, Error> {
    match text.as_string() {
        Some(text) => Ok(digest::sha256(text.as_bytes())),
        None => Err(Error::new("expected a text")),
    }
}

/// Opens an image.
#[cfg(not(feature = "check"))]
fn load_texts(texts: &[String], image: Option<&str>) -> Result<Calculator, Error> {
    let Some(image) = image else {
        return Err(Error::new(
            "this engine opens packs with their image; the one that checks packs is `huisuan_check`",
        ));
    };
    let packs: Vec<&str> = texts.iter().map(String::as_str).collect();
    match Engine::open(&packs, image) {
        Ok(engine) => Ok(Calculator { engine }),
        Err(error) => Err(Error::new(&error.to_string())),
    }
}

/// Checks packs, whatever an image says of them.
#[cfg(feature = "check")]
fn load_texts(texts: &[String], _image: Option<&str>) -> Result<Calculator, Error> {
    let packs: Vec<Vec<PackFile<'_>>> =
        texts.iter().map(|text| vec![PackFile { name: "pack", text }]).collect();
    match Engine::load(&packs) {
        Ok(engine) => Ok(Calculator { engine }),
        Err(diagnostics) => Err(refused("a rule pack is refused", &diagnostics)),
    }
}

/// The JSON text of a value that is a text already or an object; `file` is what it is called in diagnostics.
fn text(value: &JsValue, file: &str) -> Result<String, Error> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    let text: Option<JsString> = JSON::stringify(value).ok();
    text.and_then(|it| it.as_string()).ok_or_else(|| {
        argument(file, Code::WrongType, "expected an object or its JSON text".to_owned(), None)
    })
}

/// Reads the day asked. What is no text at all is as little a day as one that is badly written.
fn day(on: &JsValue) -> Result<Date, Error> {
    let text = on.as_string().unwrap_or_default();
    text.parse().map_err(|error: ParseDateError| {
        let help = "write the day asked as `2026-07-01`".to_owned();
        argument("on", Code::NotDate, format!("`{text}` is not a day: {error}"), Some(help))
    })
}

/// An error of an argument as a whole.
fn argument(file: &str, code: Code, message: String, help: Option<String>) -> Error {
    let diagnostic = Diagnostic {
        code,
        severity: Severity::Error,
        file: file.to_owned(),
        pointer: String::new(),
        line: 1,
        column: 1,
        message,
        help,
    };
    refused("an argument is refused", &[diagnostic])
}

/// An error that carries diagnostics.
fn refused(message: &str, diagnostics: &[Diagnostic]) -> Error {
    let first = diagnostics.first().map_or(String::new(), |it| format!(": {it}"));
    let error = Error::new(&format!("{message}{first}"));
    if let Ok(list) = to_js(diagnostics) {
        let _set = Reflect::set(&error, &"diagnostics".into(), &list);
    }
    error
}

/// Plain objects, strings and numbers: what `JSON.parse` makes of the text that the command writes.
fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Error> {
    JSON::parse(&json::to_text(value)).map_err(|_| Error::new("the answer could not be converted"))
}
