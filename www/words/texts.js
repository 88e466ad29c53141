// The words of the element and the words of the rules, in one language.

import { partsOf } from "../model/day.js";
import { element } from "../view/dom.js";

export class Texts {
  /** `catalogue` is one of words/, with the `convert` that goes with it; `rules` is what the calculator's `texts` gives for it. */
  constructor(language, rules) {
    this.lang = language.lang;
    this.catalogue = language.catalogue;
    this.convert = language.convert;
    this.rules = rules || {};
  }

  has(key) { return this.catalogue[key] !== undefined; }

  /** A text of ours with its `{places}` filled in. A text that is not there is shown as its key in ⟦ ⟧, which the tests look for. */
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
    return text === undefined ? "⟦" + id + "⟧" : this.convert(text);
  }

  /** A text that the rules may give: the first of these ids that has one. */
  ruleIfAny(...ids) {
    const found = ids.find((id) => this.rules[id] !== undefined);
    return found === undefined ? undefined : this.convert(this.rules[found]);
  }

  /** One of the texts by language that an index or a listing gives. */
  among(names) { return this.lang === "en" ? names.en : this.convert(names["zh-CN"]); }

  /** Several things named one after the other. */
  list(parts) { return parts.join(this.page("list.separator")); }
}

/** From ten thousand on with commas, so that nobody has to count zeros. */
export function grouped(value) {
  return value.replace(/^\d{5,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
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
