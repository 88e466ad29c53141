// Where it is written: title, number, clause and date of the documents that a condition or figure rests on.

import { element } from "./dom.js";
import { dayWords } from "./texts.js";

/** One list of basis entries. Only addresses of government sites become links; other copies are named, not linked. */
export function basisList(texts, layers, basis) {
  if (!basis || basis.length === 0) return undefined;
  return element("ul", { class: "basis" }, basis.map((entry) => element("li", {}, basisPhrase(texts, layers, entry))));
}

function basisPhrase(texts, layers, entry) {
  const layer = layers.find((it) => it.adcode === entry.layer);
  const source = layer && layer.sources[entry.source];
  if (!source) return texts.page("basis.unknown");
  const name = texts.phrase("basis.title", { title: source.title });
  const parts = [source.url && isGovernmentSite(source.url)
    ? element("a", { href: source.url, rel: "noopener noreferrer" }, name) : element("span", {}, name)];
  if (source.number) parts.push(source.number);
  if (entry.clause) parts.push(entry.clause);
  const day = source.inForce || source.published;
  if (day) parts.push(element("span", {}, texts.phrase(source.inForce ? "basis.inForce" : "basis.published", { day: dayWords(texts, day) })));
  if (source.kind !== "official") parts.push(texts.page("basis.kind." + source.kind));
  return parts.map((part, index) => [index > 0 && texts.page("basis.separator"), part]);
}

export function isGovernmentSite(url) {
  return /^https?:\/\/([a-z0-9-]+\.)*gov\.cn(:\d+)?(\/|$)/i.test(url);
}
