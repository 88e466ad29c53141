// The counter's words, which the resident's page does not carry.

import english from "./words/en.json";
import chinese from "./words/zh-CN.json";
import { Texts } from "../words/texts.js";

/** The texts of a visit with those of the counter. */
export function counterTexts(language, rules) {
  const own = language.lang === "en" ? english : {};
  if (language.lang !== "en") Object.keys(chinese).forEach((key) => { own[key] = language.convert(chinese[key]); });
  return new Texts(Object.assign({}, language, { catalogue: Object.assign({}, language.catalogue, own) }), rules);
}
