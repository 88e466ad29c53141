// Fetching a district's chain: `index.json`, then its packs and their image, each checked against the index. The build puts this beside the
// glue of wasm-bindgen.
//
// Where the index names no image, or one that does not fit, the packs are read by the engine that checks them, which is fetched then: a site
// whose packs were replaced is slower, and never wrong. The digest is computed by the engine, as pages on plain http have no `crypto.subtle`.

/** Makes `loadDistrict` for an engine; `checker()` fetches the one that checks, for an engine that does not. */
export function loaderOf({ Calculator, sha256 }, checker) {
  return async function loadDistrict(base, district) {
    const folder = `${base}`.replace(/\/?$/, "/");
    const text = async (file) => {
      const response = await fetch(folder + file);
      if (!response.ok) throw new Error(`${file} could not be had: the server answered ${response.status}`);
      return response.text();
    };
    const chain = chainOf(await text("index.json"), district);
    const { image } = chain[0];
    const imageText = checker && image ? text(image.file).catch(() => "") : "";
    const packs = await Promise.all(chain.map(async ({ file, sha256: sum }) => {
      const pack = await text(file);
      if (sha256(pack) !== sum) throw new Error(`${file} is not the file that index.json names: its sha256 differs; upload both again`);
      return pack;
    }));
    const fitting = await imageText;
    if (fitting && sha256(fitting) === image.sha256) {
      try {
        return Calculator.load(packs, fitting);
      } catch (error) {
        // It was made from other packs, or by another version.
      }
    }
    return (checker ? await checker() : Calculator).load(packs);
  };
}

/** The entries of the index from the district up to the nation. */
function chainOf(text, district) {
  let packs;
  try {
    ({ packs } = JSON.parse(text));
  } catch (error) {
    throw new Error("index.json is not JSON: rebuild it with `huisuan publish`");
  }
  if (!Array.isArray(packs)) throw new Error("index.json lists no packs: rebuild it with `huisuan publish`");
  const chain = [];
  // A code may come as a number.
  for (let next = `${district}`; next !== undefined;) {
    const adcode = next;
    const entry = packs.find((it) => it.adcode === adcode);
    if (!entry || chain.length === packs.length) throw new Error(`there are no rules for ${adcode} in index.json`);
    chain.push(entry);
    next = entry.parent;
  }
  return chain;
}
