//! Fetching a district's chain: `index.json`, then its packs, each checked against the index.
//!
//! The digest is computed here: pages on plain http have no `crypto.subtle`.

use js_sys::{Array, Error, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::{Calculator, load_texts};
use crate::household::digest::sha256;
use crate::source::{Json, Value, parse};

#[wasm_bindgen]
extern "C" {
    /// The page's or the worker's own `fetch`.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str) -> Promise;
}

/// Fetches the packs of a district from a folder with an `index.json`, checks each by its sha256, and loads them.
///
/// # Errors
///
/// An `Error` where the folder, the district or a pack cannot be had, a pack is not the one the index names, or a pack is refused.
#[wasm_bindgen(js_name = loadDistrict, unchecked_return_type = "Calculator")]
pub async fn load_district(base: String, district: String) -> Result<Calculator, JsValue> {
    let base = if base.ends_with('/') { base } else { format!("{base}/") };
    let index =
        text_of(JsFuture::from(fetch(&format!("{base}index.json"))).await?, "index.json").await?;
    let index = parse(&index, 0)
        .map_err(|_| fault("index.json is not JSON: rebuild it with `huisuan publish`"))?;
    let chain = chain(&index, district)?;
    let requests: Array =
        chain.iter().map(|it| JsValue::from(fetch(&format!("{base}{}", it.file)))).collect();
    let responses: Array = JsFuture::from(Promise::all(&requests)).await?.dyn_into()?;
    let mut texts = Vec::new();
    for (entry, response) in chain.iter().zip(responses.iter()) {
        let text = text_of(response, &entry.file).await?;
        if sha256(text.as_bytes()) != entry.sha256 {
            return Err(fault(&format!(
                "{} is not the file that index.json names: its sha256 differs; upload both again",
                entry.file
            )));
        }
        texts.push(text);
    }
    Ok(load_texts(&texts)?)
}

/// A pack as the index names it.
struct Entry {
    file: String,
    sha256: String,
}

/// The packs from the district up to the nation.
fn chain(index: &Json, district: String) -> Result<Vec<Entry>, JsValue> {
    let packs = match index.get("packs").map(|it| &it.value) {
        Some(Value::Array(packs)) => packs.as_slice(),
        _ => {
            return Err(fault("index.json lists no packs: rebuild it with `huisuan publish`"));
        }
    };
    let string = |json: &Json, key: &str| match json.get(key).map(|it| &it.value) {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    let mut chain = Vec::new();
    let mut next = Some(district);
    while let Some(adcode) = next {
        let found =
            packs.iter().find(|it| string(it, "adcode").as_deref() == Some(adcode.as_str()));
        let entry = found.and_then(|it| Some((it, string(it, "file")?, string(it, "sha256")?)));
        let Some((pack, file, sha256)) = entry.filter(|_| chain.len() < packs.len()) else {
            return Err(fault(&format!("there are no rules for {adcode} in index.json")));
        };
        chain.push(Entry { file, sha256 });
        next = string(pack, "parent");
    }
    Ok(chain)
}

/// The text of an answer that is one.
async fn text_of(response: JsValue, what: &str) -> Result<String, JsValue> {
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(fault(&format!(
            "{what} could not be had: the server answered {}",
            response.status()
        )));
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or_else(|| fault(&format!("{what} is not text")))
}

fn fault(message: &str) -> JsValue {
    Error::new(message).into()
}
