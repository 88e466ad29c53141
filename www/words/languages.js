// The languages: simplified Chinese is in the element itself, the others are fetched when a page is in them.

import { textOf } from "../engine/files.js";
import chinese from "./zh-CN.json";
import { converterOf } from "./hant.js";

const same = (text) => text;
const SIMPLIFIED = { lang: "zh-CN", rules: "zh-CN", catalogue: chinese, convert: same };

/** `{lang, rules, catalogue, convert}`; `rules` is the language of the texts that the calculator gives, which `convert` then turns into this one. */
export async function loadLanguage(lang, home) {
  if (lang === "zh-CN") return SIMPLIFIED;
  const words = JSON.parse(await textOf(home, "element/words/" + lang + ".json"));
  if (lang === "en") return { lang, rules: "en", catalogue: words, convert: same };
  const convert = converterOf(words);
  const catalogue = {};
  Object.keys(chinese).forEach((key) => { catalogue[key] = convert(chinese[key]); });
  return { lang, rules: "zh-CN", catalogue, convert };
}

/** Adds the words of a script that comes later, which brings them in simplified Chinese. The other languages are fetched with all their words. */
export function addWords({ catalogue, convert }, words) {
  Object.keys(words).forEach((key) => { if (!catalogue[key]) catalogue[key] = convert(words[key]); });
}

/** The language that needs no fetching, for the time until another one is there. */
export const simplified = SIMPLIFIED;
