// An empty list to begin with: the columns that a list may have, as `huisuan batch --header` prints them, and what each asks.

import { element } from "../view/dom.js";
import { csvLine } from "./results.js";
import { download, scrolled } from "./tool.js";

/** For how many members there are columns. */
const MEMBERS = 4;
const OWN = ["id", "district", "on"];

/** The names of the columns; `declared` are the facts of the rules. */
export function headerOf(declared, members) {
  const of = (scope) => declared.filter((it) => it.scope === scope).map((it) => it.name);
  const others = declared.filter((it) => it.scope !== "person" && it.scope !== "household").map((it) => it.scope[0] + "1." + it.name);
  const each = Array.from({ length: members }, (_, at) => of("person").map((name) => "m" + (at + 1) + "." + name));
  return Array.from(new Set(OWN.concat(...each, of("household"), others)));
}

/** `rules` are the texts of the rules. */
export function template(texts, rules, declared) {
  const facts = Array.from(new Map(declared.map((it) => [it.scope + "/" + it.name, it])).values());
  const prefix = { person: "m1.", household: "" };
  return [
    element("p", { class: "acts" }, download("list.csv", texts.page("batch.template.save", { count: MEMBERS }), [csvLine(headerOf(declared, MEMBERS))], "text/csv")),
    element("p", { class: "hint" }, texts.page("batch.template.hint")),
    scrolled(texts.page("batch.template"), element("table", { "data-table": "columns" },
      element("thead", {}, element("tr", {}, ["batch.column", "batch.template.asks", "batch.template.values"].map((key) => element("th", { scope: "col" }, texts.page(key))))),
      element("tbody", {}, facts.map((it) => element("tr", {}, element("th", { scope: "row", translate: "no" }, (it.scope in prefix ? prefix[it.scope] : it.scope[0] + "1.") + it.name),
        element("td", {}, rules["facts/" + it.name + "/question"] || ""), element("td", {}, valuesOf(texts, rules, it))))))),
  ];
}

/** What may stand in a cell of the column. */
function valuesOf(texts, rules, { name, type, optional }) {
  const words = type.kind === "choice" ? type.values.map((it) => it + " " + (rules["facts/" + name + "/values/" + it] || "")) : [texts.page("batch.kind." + type.kind)];
  return words.concat(optional ? [texts.page("batch.kind.none")] : []).join(texts.page("batch.kind.or"));
}
