//! Fetching a district's chain: `index.json`, then its packs and their image, each checked against the index.
//!
//! The digest is computed here: pages on plain http have no `crypto.subtle`.

use js_sys::{Array, Error, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::load_texts;
use crate::household::digest::sha256;
use crate::source::{Json, Value, parse};

#[wasm_bindgen]
extern "C" {
    /// The page's or the worker's own `fetch`.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str) -> Promise;
}

#[cfg(not(feature = "check"))]
#[wasm_bindgen(module = "/src/wasm/checker.js")]
extern "C" {
    /// A calculator of the engine that checks packs.
    fn check(packs: &Array) -> Promise;
}

/// Fetches the packs of a district and their image from a folder with an `index.json`, checks each by its sha256, and opens them.
///
/// Where the index names no image, or one that does not fit, the packs are checked by the engine that does (`huisuan_check`),
/// which is fetched then: a site whose packs were replaced is slower, and never wrong.
///
/// # Errors
///
/// An `Error` where the folder, the district or a pack cannot be had, a pack is not the one the index names, or a pack is refused.
#[wasm_bindgen(js_name = loadDistrict, unchecked_return_type = "Calculator")]
pub async fn load_district(base: String, district: String) -> Result<JsValue, JsValue> {
    let base = if base.ends_with('/') { base } else { format!("{base}/") };
    let index =
        text_of(JsFuture::from(fetch(&format!("{base}index.json"))).await?, "index.json").await?;
    let index = parse(&index, 0)
        .map_err(|_| fault("index.json is not JSON: rebuild it with `huisuan publish`"))?;
    let Chain { packs, image } = chain(&index, district)?;
    let get = |entry: &Entry| fetch(&format!("{base}{}", entry.file));
    let requests: Array = packs.iter().map(|it| JsValue::from(get(it))).collect();
    let image_request = image.as_ref().filter(|_| !cfg!(feature = "check")).map(get);
    let responses: Array = JsFuture::from(Promise::all(&requests)).await?.dyn_into()?;
    let mut texts = Vec::new();
    for (entry, response) in packs.iter().zip(responses.iter()) {
        let text = text_of(response, &entry.file).await?;
        if sha256(text.as_bytes()) != entry.sha256 {
            return Err(fault(&format!(
                "{} is not the file that index.json names: its sha256 differs; upload both again",
                entry.file
            )));
        }
        texts.push(text);
    }
    let image = match (image, image_request) {
        (Some(entry), Some(request)) => image_of(&entry, request).await,
        _ => None,
    };
    open(&texts, image.as_deref()).await
}

/// The text of an image, if it can be had and is the one that the index names.
async fn image_of(entry: &Entry, request: Promise) -> Option<String> {
    let text = text_of(JsFuture::from(request).await.ok()?, &entry.file).await.ok()?;
    (sha256(text.as_bytes()) == entry.sha256).then_some(text)
}

/// Opens packs with an image that fits them; without one, has them checked.
#[cfg(not(feature = "check"))]
async fn open(texts: &[String], image: Option<&str>) -> Result<JsValue, JsValue> {
    if let Ok(calculator) = load_texts(texts, image) {
        return Ok(calculator.into());
    }
    let packs: Array = texts.iter().map(|it| JsValue::from_str(it)).collect();
    JsFuture::from(check(&packs)).await
}

/// Checks packs.
#[cfg(feature = "check")]
#[expect(clippy::unused_async, reason = "its counterpart waits for another engine")]
async fn open(texts: &[String], image: Option<&str>) -> Result<JsValue, JsValue> {
    Ok(load_texts(texts, image)?.into())
}

/// The files of a district.
struct Chain {
    /// From the district up to the nation.
    packs: Vec<Entry>,
    image: Option<Entry>,
}

/// A file as the index names it.
struct Entry {
    file: String,
    sha256: String,
}

/// What the index names for a district.
fn chain(index: &Json, district: String) -> Result<Chain, JsValue> {
    let listed = match index.get("packs").map(|it| &it.value) {
        Some(Value::Array(packs)) => packs.as_slice(),
        _ => {
            return Err(fault("index.json lists no packs: rebuild it with `huisuan publish`"));
        }
    };
    let listing = |adcode: &str| listed.iter().find(|it| it.text("adcode") == Some(adcode));
    let image = listing(&district).and_then(|it| entry(it.get("image")?));
    let mut packs = Vec::new();
    let mut next = Some(district);
    while let Some(adcode) = next {
        let found = listing(&adcode).and_then(|it| Some((it, entry(it)?)));
        let Some((listing, entry)) = found.filter(|_| packs.len() < listed.len()) else {
            return Err(fault(&format!("there are no rules for {adcode} in index.json")));
        };
        packs.push(entry);
        next = listing.text("parent").map(str::to_owned);
    }
    Ok(Chain { packs, image })
}

fn entry(json: &Json) -> Option<Entry> {
    Some(Entry { file: json.text("file")?.to_owned(), sha256: json.text("sha256")?.to_owned() })
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
