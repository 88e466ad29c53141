// Where it is written: beside a condition the document and its clause, and once for a card the documents in full.

import { element } from "../dom.js";
import { dayWords } from "../../words/texts.js";

/** What a condition rests on, in one line. */
export function basisLine(texts, layers, basis) {
  if (!basis || basis.length === 0) return undefined;
  return element("p", { class: "basis" }, basis.map((entry, index) => [index > 0 && texts.page("basis.separator"), entryWords(texts, layers, entry)]));
}

function entryWords(texts, layers, entry) {
  const source = sourceOf(layers, entry);
  if (!source) return texts.page("basis.unknown");
  return entry.clause ? texts.page("basis.clause", { title: source.title, clause: entry.clause }) : texts.page("basis.title", { title: source.title });
}

function sourceOf(layers, entry) {
  const layer = layers.find((it) => it.adcode === entry.layer);
  return layer && layer.sources[entry.source];
}

/** Every document that these entries name, once: number, date, kind. Only addresses of government sites become links. */
export function documents(texts, layers, entries) {
  const sources = new Set(entries.map((entry) => sourceOf(layers, entry)).filter(Boolean));
  if (sources.size === 0) return undefined;
  return element("ul", { class: "documents" }, Array.from(sources).map((source) => element("li", {}, documentWords(texts, source))));
}

function documentWords(texts, source) {
  const name = texts.page("basis.title", { title: source.title });
  const parts = [source.url && isGovernmentSite(source.url) ? element("a", { href: source.url, rel: "noopener noreferrer" }, name) : name];
  if (source.number) parts.push(source.number);
  const day = source.inForce || source.published;
  if (day) parts.push(element("span", {}, texts.phrase(source.inForce ? "basis.inForce" : "basis.published", { day: dayWords(texts, day) })));
  if (source.kind !== "official") parts.push(texts.page("basis.kind." + source.kind));
  return parts.map((part, index) => [index > 0 && texts.page("basis.separator"), part]);
}

export function isGovernmentSite(url) {
  return /^https?:\/\/([a-z0-9-]+\.)*gov\.cn(:\d+)?(\/|$)/i.test(url);
}
