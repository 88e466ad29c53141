// The rule packs: the index, and the chain of a district with its image. Each is checked against the index by the sum the engine computes
// of it. Where there is no image, or one that does not fit, the packs are checked by the engine that does.

import { textOf } from "./files.js";

/** The packs of a folder: `{index(), text(file)}`. */
export function packsAt(home) {
  let index;
  return {
    index() {
      if (!index) {
        index = textOf(home, "rules/index.json").then(JSON.parse);
        index.catch(() => { index = undefined; });
      }
      return index;
    },
    text: (file) => textOf(home, "rules/" + file),
  };
}

/** The entries of the index from the nation down to a district. */
export function chainOf(index, district) {
  const chain = [];
  let wanted = district;
  while (wanted) {
    const code = wanted;
    const entry = index.packs.find((it) => it.adcode === code);
    if (!entry || chain.length > index.packs.length) throw new UnknownDistrict(district);
    chain.unshift(entry);
    wanted = entry.parent;
  }
  return chain;
}

/** There are no rules for the district that was asked for. */
export class UnknownDistrict extends Error {
  constructor(district) {
    super("there are no rules for " + district);
    this.code = "unknown-district";
  }
}

/** What an image opens; nothing where it does not fit. */
function opened(engine, texts, entry, image) {
  if (!image || engine.sha256(image) !== entry.sha256) return undefined;
  try {
    return engine.Calculator.load(texts, image);
  } catch (error) {
    return undefined;
  }
}

/** A calculator of a district. */
export async function loadDistrict(engine, packs, district) {
  const chain = chainOf(await packs.index(), district);
  const { image: entry } = chain[chain.length - 1];
  const image = entry ? packs.text(entry.file).catch(() => "") : "";
  const texts = await Promise.all(chain.map((it) => packs.text(it.file)));
  const calculator = opened(engine, texts, entry, await image) || (await engine.checker()).load(texts);
  const sums = new Map(calculator.jurisdictions().map((it) => [it.adcode, it.sha256]));
  const changed = chain.find((entry) => sums.get(entry.adcode) !== entry.sha256);
  if (changed) {
    calculator.free();
    throw new Error(changed.file + " is not the file that index.json names: upload both again");
  }
  return calculator;
}
