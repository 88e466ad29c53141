// The words of the page and the words of the rules, in the language chosen.

import { partsOf } from "./day.js";
import { element } from "./dom.js";

export const LANGUAGES = ["zh-CN", "en"];

/** All page texts, fetched once: switching the language asks the network for nothing. */
export async function fetchPageTexts() {
  const catalogues = await Promise.all(LANGUAGES.map(async (lang) => (await fetch("./texts/" + lang + ".json")).json()));
  const byLanguage = {};
  LANGUAGES.forEach((lang, index) => { byLanguage[lang] = catalogues[index]; });
  return byLanguage;
}

export class Texts {
  /** `page` is one catalogue of the page; `rules` is what the calculator's `texts(lang)` gives, once a district is loaded. */
  constructor(lang, page, rules) {
    this.lang = lang;
    this.catalogue = page;
    this.rules = rules || {};
  }

  has(key) { return this.catalogue[key] !== undefined; }

  /** A page text with its `{places}` filled in. A text that is not there is shown as its key in ⟦ ⟧, which the tests look for. */
  page(key, values) {
    const text = this.catalogue[key];
    if (text === undefined) return "⟦" + key + "⟧";
    return text.replace(/\{(\w+)\}/g, (place, name) => (values && name in values ? values[name] : place));
  }

  /** The same as a list of nodes, for places filled with elements. */
  phrase(key, values) {
    const text = this.catalogue[key];
    if (text === undefined) return ["⟦" + key + "⟧"];
    return text.split(/(\{\w+\})/).filter((part) => part !== "").map((part) => {
      const name = part.slice(1, -1);
      return part[0] === "{" && values && name in values ? values[name] : part;
    });
  }

  /** A text that the rules must give. */
  rule(id) {
    const text = this.rules[id];
    return text === undefined ? "⟦" + id + "⟧" : text;
  }

  /** A text that the rules may give: the first of these ids that has one. */
  ruleIfAny(...ids) {
    const found = ids.find((id) => this.rules[id] !== undefined);
    return found === undefined ? undefined : this.rules[found];
  }

  /** Several things named one after the other. */
  list(parts) { return parts.join(this.page("list.separator")); }
}

/** Writes the texts of the static part of the page. */
export function translateStatic(texts) {
  document.documentElement.lang = texts.lang;
  document.title = texts.page("page.documentTitle");
  Array.from(document.querySelectorAll("[data-text]")).forEach((node) => {
    node.textContent = texts.page(node.getAttribute("data-text"));
  });
}

/** A figure: a browser's translation must leave it alone. */
export function figure(value) {
  return element("span", { class: "figure", translate: "no" }, value);
}

/** A day as it is said. */
export function dayWords(texts, day) {
  const [year, month, date] = partsOf(day);
  return figure(texts.page("date.written", { year, month: texts.page("date.months." + month), day: date }));
}
